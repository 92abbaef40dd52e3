"""What is counted, and how near two names must stand: the two choices that pages of pairs have in common."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.words import COUNTED_NAMES, UNIT_NAMES
from dragoman.model import CountedIn, Unit

STORIES = "A story is one text with its reprints and shortened copies; counting in stories counts it once."


def choose_unit(unit: Unit, key: str, read: Callable[[], None], label: str = "named in the same") -> None:
    """In the same what two names are a pair; `read` takes the choice from the session."""
    st.session_state[key] = unit
    st.segmented_control(
        label, list(UNIT_NAMES), format_func=UNIT_NAMES.get, key=key, required=True, on_change=read
    )


def choose_counted(counted_in: CountedIn, key: str, read: Callable[[], None]) -> None:
    """What a number counts; `read` takes the choice from the session."""
    st.session_state[key] = counted_in
    st.segmented_control(
        "counted in",
        list(COUNTED_NAMES),
        format_func=COUNTED_NAMES.get,
        key=key,
        required=True,
        on_change=read,
        help=STORIES,
    )
