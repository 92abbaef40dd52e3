"""Two sides that were not covered at the same time: a warning, and the way to the time that both were."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components.library import ask
from components.safe_text import escape_markdown
from components.view_state import change, write_view
from dragoman.analysis.library import Library
from dragoman.analysis.spans import Overlap
from dragoman.figures.words import write_days
from dragoman.model import View
from dragoman.questions.rows import find_side_spans, keep


def show_overlap(view: View, library: Library, names: tuple[str, str]) -> None:
    """Where the two sides were not covered at the same time: say so, and offer the time that both were."""
    if view.compared == "period":  # which are apart on purpose
        return
    overlap: Overlap = ask(find_side_spans, library, keep(view, "sides"))
    if not (overlap.apart or overlap.uneven):
        return
    spans = "; ".join(
        f"{name}: {write_days(span)}" for name, span in zip(names, overlap.spans, strict=True) if span
    )
    with st.container(border=True, key="overlap"):
        if overlap.apart:
            st.warning(
                f"The articles of the two sides never overlap in time. {escape_markdown(spans)}. What "
                "differs may be the time and not the source: no time can be chosen that both cover.",
                icon=":material/warning:",
            )
            st.button("There is no common span", key="common", disabled=True)
            return
        st.warning(
            f"The articles of the two sides lie in different times. {escape_markdown(spans)}. What differs "
            "may be the time and not the source.",
            icon=":material/warning:",
        )
        first, last = overlap.common
        only = replace(view.filter, start=first, end=last)
        st.button(
            f"Compare only what both cover: {write_days(overlap.common)}",
            key="common",
            on_click=lambda: write_view(change(view, filter=only, side=0, selection=(), opened=None)),
        )
