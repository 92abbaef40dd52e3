"""What a page says when there is nothing to show, and what to do next."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.access import find_visitor
from components.lists import show_head
from components.safe_text import escape_markdown
from components.search_field import show_mistake
from dragoman.analysis.library import Library
from dragoman.errors import AccessError, DragomanError, QueryError


def find_sample() -> Path:
    """The sample articles' file."""
    return Path(__file__).parents[1] / "data" / "sample" / "articles.jsonl"


def show_empty_library(library: Library) -> None:
    """Say that the library is empty, and offer the two ways to fill it."""
    with st.container(border=True, key="empty"):
        show_head(
            "The library is empty",
            "Dragoman reads news articles and shows who is named "
            "with whom, with the sentence behind every number.",
        )
        if not find_visitor().may_edit:
            return
        with st.container(horizontal=True):
            sample = find_sample()
            if sample.exists() and st.button(
                "Load the sample articles", icon=":material/auto_stories:", type="primary", key="load_sample"
            ):
                add_sample(library)
            if st.button("Add your own articles", icon=":material/upload_file:", key="go_library"):
                st.switch_page("../pages/library.py")


def add_sample(library: Library) -> None:
    """Read the sample articles into the library, with a progress bar, and draw again."""
    bar = st.progress(0.0, "Reading the sample articles …")
    total = sum(1 for _ in find_sample().open("rb"))
    try:
        summary = library.add(
            find_sample(),
            progress=lambda done: bar.progress(
                min(done.items / total, 1.0), f"{done.items} of {total} sample articles read"
            ),
        )
    except DragomanError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.session_state["summary"] = summary
    st.rerun()


def show_trouble(error: DragomanError) -> None:
    """Say what is wrong, in the error's own sentence, and offer to try again."""
    if isinstance(error, QueryError):  # which stands beside the search field too, on a phone out of sight
        show_mistake(error)
        return
    st.error(escape_markdown(error), icon=":material/error:")
    if not isinstance(error, AccessError):
        st.button("Try again", icon=":material/refresh:", key="try_again")
