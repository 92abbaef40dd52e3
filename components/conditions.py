"""Which condition of a filter leaves nothing, each with a button that drops it."""

from __future__ import annotations

import streamlit as st

from components.filters import clear_filter
from components.library import ask, find_label
from components.lists import show_head
from components.safe_text import escape_markdown
from components.search_field import suggest_instead
from components.view_state import change, write_view
from components.words import WAYS, count_in, shorten
from dragoman.analysis.library import Library
from dragoman.knowledge import load_countries
from dragoman.model import View
from dragoman.questions.conditions import Condition, count_without
from dragoman.questions.words import describe_words

WORDS = {  # field of a condition -> how it is called; {} is its values
    "text": "the words {}",
    "paragraphs_only": "counting only in paragraphs that hold them",
    "dates": "the dates {}",
    "offices": "the office {}",
    "outlets": "the outlet {}",
    "officials_only": "“Officials only”",
    "guessed_dates": "leaving out guessed dates",
    "undated": "the choice of dated or undated",
    "routes_off": "switching off {}",
    "excluded": "leaving out {}",
    "excluded_outlets": "leaving out the outlet {}",
}
UNDATED = {"only": "“Only articles without a date”", "without": "leaving out articles without a date"}


def show_nothing_found(view: View, library: Library) -> None:
    """Say that the filter finds nothing, and what is there without each of its conditions."""
    counted = ask(count_without, library, view)
    note = (
        "How many there are without each of its conditions:"
        if any(number for _, number in counted)
        else "No condition alone empties it: take out several, or start again from all articles."
    )
    with st.container(border=True, key="nothing"):
        show_head("No article fits this filter", note)
        for word in ask(describe_words, library, view.filter.text):
            if word.meant:
                suggest_instead(word, view, "nothing_meant")
        for place, (condition, number) in enumerate(counted):
            st.button(
                f"Without {say_condition(condition, library)}: {count_in(number, view.counted_in)}",
                icon=":material/filter_alt_off:",
                key=f"drop_{place}",
                on_click=lambda rest=condition.rest: write_view(change(view, filter=rest)),
            )
        st.button(
            "Clear the filter",
            icon=":material/close:",
            on_click=clear_filter,
            args=(view,),
            key="nothing_clear",
        )


def say_condition(condition: Condition, library: Library) -> str:
    """A condition in a few words."""
    groups = load_countries().identify_groups()
    if condition.field == "dates":
        start, end = condition.values
        said = f"{start} to {end}" if start and end else f"from {start}" if start else f"to {end}"
    elif condition.field == "routes_off":
        said = " and ".join(f"“{WAYS.get(way, way)}”" for way in condition.values)
    else:
        labels = [
            groups.get(value) or (find_label(library, value) if ":" in value else value or "none")
            for value in condition.values
        ]
        if condition.field == "text":
            labels = [shorten(condition.values[0], 60)]
        said = " or ".join(f"“{escape_markdown(label)}”" for label in labels)  # of a button, read as Markdown
    if condition.field == "undated":
        return UNDATED.get(condition.values[0], WORDS["undated"])
    return WORDS.get(condition.field, "{}").format(said)
