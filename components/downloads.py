"""What can be taken away from a page: the rows that its chart is drawn from, their evidence, and a link to the view."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.lists import show_note
from components.state import make_link
from dragoman.exports import export
from dragoman.library.store import Library
from dragoman.model import View
from dragoman.recipes import Format, What

TABLES: tuple[tuple[str, Format], ...] = (("CSV", "csv"), ("Parquet", "parquet"), ("JSON lines", "jsonl"))
NETWORKS: tuple[tuple[str, Format], ...] = (("GEXF (Gephi)", "gexf"), ("GraphML", "graphml"))
NAMES: dict[What, str] = {
    "pairs": "All pairs",
    "articles": "All articles",
    "timeline": "Rows of the chart",
    "network": "Pairs as a network",
    "evidence": "Sentences of what is selected",
}


def show_downloads(view: View, library: Library, *whats: What) -> None:
    """A popover with the downloads of a page. A file is made when it is asked for."""
    with (
        st.container(horizontal=True, horizontal_alignment="right"),
        st.popover("Download", icon=":material/download:", key="downloads"),
    ):
        for what in whats:
            st.markdown(f"**{NAMES[what]}**")
            with st.container(horizontal=True, gap="small"):
                for label, format in NETWORKS if what == "network" else TABLES:
                    st.download_button(
                        label,
                        partial(_make, library, view, what, format),
                        file_name=f"dragoman-{what}-{format}.zip",
                        mime="application/zip",
                        key=f"download_{what}_{format}",
                        on_click="ignore",
                    )
        show_note("Each is a zip with the data and recipe.json, of which the command dragoman export --recipe makes the same data again.")
        st.markdown("**Link to this view**")
        st.code(_find_address(view), language=None, wrap_lines=True)


def _make(library: Library, view: View, what: What, format: Format) -> bytes:
    return export(library, view, what, format)[0]


def _find_address(view: View) -> str:
    """The absolute URL of a view, as far as the browser has told it."""
    link = make_link(view)
    page = (st.context.url or "").partition("?")[0]
    return page.rpartition("/")[0] + "/" + link.removeprefix(".") if page else link
