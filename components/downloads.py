"""What can be taken away from a page: pictures of charts, their rows and evidence, a link to the view."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from components.library import ask, find_tables
from components.lists import show_note, show_title
from components.pictures import show_pictures
from components.quality_line import show_certainty
from components.view_state import make_link
from dragoman.analysis.library import Library
from dragoman.exports import export, name_file
from dragoman.exports.view_words import caption_view
from dragoman.model import View
from dragoman.questions.question import complete_view
from dragoman.questions.recipes import Format, Recipe, What, make_recipe

TABLES: tuple[tuple[str, Format], ...] = (("CSV", "csv"), ("Parquet", "parquet"), ("JSON lines", "jsonl"))
NETWORKS: tuple[tuple[str, Format], ...] = (
    ("GEXF (Gephi)", "gexf"),
    ("GraphML", "graphml"),
    ("Notes (Obsidian)", "vault"),
    ("CSV (Neo4j)", "neo4j"),
    ("JSON (FollowTheMoney)", "ftm"),
)
BRIEFS: tuple[tuple[str, Format], ...] = (("HTML, to print", "html"), ("Markdown", "md"))
MIMES = {"html": "text/html", "md": "text/markdown"}  # of what is no zip
NAMES: dict[What, str] = {
    "pairs": "All pairs",
    "articles": "All articles",
    "timeline": "Rows of the chart over time",
    "network": "Pairs as a network",
    "names": "All names",
    "changes": "All pairs that were tested",
    "sides": "All lines of the list",
    "together": "Who and what it is named with",
    "offices": "Offices: stated, learnt and known",
    "evidence": "Sentences of what is open",
}


def show_title_row(
    view: View, library: Library, title: str, lead: str, *whats: What, pictures: bool = True
) -> None:
    """A page's title with its downloads beside it, and below how often what it shows is right."""
    left, right = st.columns([5, 2], vertical_alignment="bottom")
    with left:
        show_title(title, lead)
    with right:
        show_downloads(view, library, *whats, pictures=pictures)
    show_certainty()


def show_downloads(view: View, library: Library, *whats: What, pictures: bool = True) -> None:
    """Two popovers, the link and the downloads of the page; the first of `whats` is what its chart draws.

    A file is made when it is asked for.
    """
    with st.container(horizontal=True, horizontal_alignment="right", gap="small", key="taking"):
        with st.popover("Link", icon=":material/link:", key="link"):
            show_note(
                "This page as you see it, with its filter, settings and selection. "
                "Copy it with the button at its end."
            )
            st.code(find_address(view), language=None, wrap_lines=True)
        with st.popover("Download", icon=":material/download:", key="downloads"):
            if pictures:
                st.markdown("**Each chart of this page as a picture**")
                recipe = _describe(library.uri, find_tables(library).mark, view, whats[0], library)
                show_pictures(recipe, ask(caption_view, library, view))
            st.markdown("**This view as a report**")
            _offer(view, library, "report", "html", "HTML, one file that needs no internet")
            st.markdown("**A brief: one or two pages of facts and sentences**")
            with st.container(horizontal=True, gap="small"):
                for label, format in BRIEFS:
                    _offer(view, library, "brief", format, label)
            for what in whats:
                _show_formats(view, library, what)
            show_note(
                "Rows come in a zip with their recipe, "
                "of which dragoman export --recipe makes the same again."
            )


def _show_formats(view: View, library: Library, what: What) -> None:
    st.markdown(f"**{NAMES[what]}**")
    with st.container(horizontal=True, gap="small"):
        for label, format in NETWORKS if what == "network" else TABLES:
            _offer(view, library, what, format, label)


def _offer(view: View, library: Library, what: What, format: Format, label: str) -> None:
    st.download_button(
        label,
        partial(_make, library, view, what, format),
        file_name=name_file(what, format),
        mime=MIMES.get(format, "application/zip"),
        key=f"download_{what}_{format}",
        on_click="ignore",
    )


def _make(library: Library, view: View, what: What, format: Format) -> bytes:
    return export(library, view, what, format)[0]


@st.cache_data(max_entries=50, show_spinner=False)
def _describe(uri: str, mark: str, view: View, what: What, _library: Library) -> Recipe:
    """The recipe that a picture carries."""
    readers = _list_readers(uri, mark, _library)
    view = complete_view(find_tables(_library), view, what)
    return make_recipe(_library, view, what, "csv", date.today().isoformat(), readers=readers)


@st.cache_data(max_entries=5, show_spinner=False)
def _list_readers(uri: str, mark: str, _library: Library) -> tuple[str, ...]:
    return tuple(sorted(_library.status()))


def find_address(view: View) -> str:
    """The absolute URL of a view, as far as the browser has told it."""
    link = make_link(view)
    page = (st.context.url or "").partition("?")[0]
    return page.rpartition("/")[0] + "/" + link.removeprefix(".") if page else link
