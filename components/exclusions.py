"""What a filter leaves out: articles that name somebody or something, or are from an outlet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from components.library import find_label
from dragoman.analysis.filter_options import Options
from dragoman.analysis.library import Library
from dragoman.model import View

OFFERED = 1000  # names of a kind, the most frequent: each is sent to the browser
KINDS = ("people", "countries", "organizations", "topics")


def show_exclusions(view: View, library: Library, options: Options, read: Callable[..., Any]) -> None:
    """Draw the two pickers. `read(name, view)` takes a widget's value into the filter."""
    filter = view.filter
    with st.expander("Leave out", expanded=bool(filter.excluded or filter.excluded_outlets)):
        names = pd.concat([getattr(options, kind).head(OFFERED) for kind in KINDS], ignore_index=True)
        _choose("excluded", "Articles that name", "Nobody and nothing", names, view, library, read)
        _choose("excluded_outlets", "Outlets", "No outlet", options.outlets, view, library, read)


def _write(library: Library, item: str) -> str:
    return find_label(library, item) if ":" in item else item or "no outlet"


def _choose(
    name: str, label: str, nothing: str, frame: Any, view: View, library: Library, read: Callable[..., Any]
) -> None:
    chosen = getattr(view.filter, name)
    known = {str(row["id"]): f"{row['label']} ({int(row['count']):,})" for row in frame.to_dict("records")}
    others = {
        item: find_label(library, item) if ":" in item else item for item in chosen if item not in known
    }
    if not known and not others:
        return
    st.session_state[f"filter_{name}"] = list(chosen)
    st.multiselect(
        label,
        [*known, *others],
        format_func=(known | others).get,
        placeholder=nothing,
        key=f"filter_{name}",
        select_all=False,
        on_change=read,
        args=(name, view),
    )
