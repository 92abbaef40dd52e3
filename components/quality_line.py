"""How often what the pages show is right, in a line, as it was measured; the Methods page has all figures."""

from __future__ import annotations

import streamlit as st

from components.safe_text import escape, show
from dragoman.errors import KnowledgeError
from dragoman.evaluation import read_records, say_certainty


@st.cache_data(show_spinner=False)
def _measure() -> str:
    try:
        return say_certainty(read_records())
    except KnowledgeError:  # the Methods page says what is wrong with the file
        return ""


def show_certainty() -> None:
    """The line, with the way to the figures behind it; nothing where nothing was measured."""
    if said := _measure():
        show(
            f'<div class="d"><p class="d-note">{escape(said)} '
            '<a class="d-link" href="methods">How that was measured</a></p></div>'
        )
