"""Views kept under a name: save the one that is on the screen, open, rename or delete others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from components.lists import show_note
from components.safe_text import escape, show
from components.view_state import make_link
from components.watches import offer_watching
from dragoman.analysis.library import Library
from dragoman.errors import LibraryError
from dragoman.model import View

NOT_KEPT = ("watches", "library", "sources", "topics", "methods")  # pages without a view of articles


def show_views(view: View, library: Library, may_edit: bool = True) -> None:
    """The popover of saved views, in the sidebar. Who may not edit the library opens them only."""
    with st.sidebar, st.popover("Views", icon=":material/bookmarks:", key="views", width="stretch"):
        if problem := st.session_state.pop("views_problem", None):
            st.warning(problem, icon=":material/error:")
        if may_edit and view.page not in NOT_KEPT:
            _offer_saving(view, library)
            offer_watching(view, library)
        saved = library.views.list()
        if not saved:
            show_note("None is saved yet. A view keeps a page with its filter, settings and selection.")
            return
        links = [(item.name, make_link(replace(item.view, number=1))) for item in saved]
        items = "".join(
            f'<a class="d-bar" href="{escape(href)}"><bdi>{escape(name)}</bdi></a>' for name, href in links
        )
        show(f'<div class="d d-bars">{items}</div>')
        if may_edit:
            _offer_changes(library, [item.name for item in saved])


def _offer_saving(view: View, library: Library) -> None:
    def save() -> None:
        if name := st.session_state["views_name"].strip():
            _try(library.views.save, name, view)
            st.session_state["views_name"] = ""

    st.text_input(
        "Save this view as",
        key="views_name",
        placeholder="a name; Enter saves it",
        max_chars=80,
        on_change=save,
    )
    show_note("A name that is taken is given to this view instead.")


def _offer_changes(library: Library, names: list[str]) -> None:
    with st.expander("Rename or delete"):
        chosen = st.selectbox("View", names, key="views_chosen")

        def rename() -> None:
            if name := st.session_state["views_rename"].strip():
                _try(library.views.rename, chosen, name)
                st.session_state["views_rename"] = ""

        st.text_input(
            "New name", key="views_rename", placeholder="Enter renames it", max_chars=80, on_change=rename
        )
        st.button(
            "Delete",
            icon=":material/delete:",
            key="views_delete",
            on_click=lambda: _try(library.views.delete, chosen),
        )


def _try(change: Any, *arguments: Any) -> None:
    """A change whose error is said in its own sentence when the popover is drawn again."""
    try:
        change(*arguments)
    except LibraryError as error:
        st.session_state["views_problem"] = str(error)
