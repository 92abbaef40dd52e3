"""The filter in the sidebar, the same on every page.

Each widget shows what the URL says and writes the URL when it changes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from components.library import ask
from components.picker import Picker, pick_names
from components.search_field import show_search
from components.view_state import change, read_view, write_view
from components.words import WAYS
from dragoman.analysis.filter_options import list_options
from dragoman.analysis.library import Library
from dragoman.analysis.lookup import Nameable
from dragoman.model import KINDS, ROUTES, Filter, View

CHOICES: tuple[tuple[str, str, str, Nameable], ...] = (  # field of Filter, label, what the empty box says
    ("people", "People", "Anyone", "person"),
    ("countries", "Countries", "Any country", "country"),
    ("organizations", "Organizations", "Any organization", "organization"),
    ("topics", "Topics", "Any topic", "topic"),
    ("offices", "Offices", "Any office", "office"),
    ("outlets", "Outlets", "Any outlet", "outlet"),
)
GROUPED = (
    "An article names a group when it names one of its members: those of the article's date, or today's "
    "where it has no date."
)


def show_filters(view: View, library: Library) -> None:
    """Draw the filter of a view in the sidebar."""
    options = ask(list_options, library, Filter())
    with st.sidebar:
        filter = view.filter
        show_search(view, library, _read)
        for name, label, nothing, kind in CHOICES:
            if len(getattr(options, name)) or getattr(filter, name):
                _choose(name, label, nothing, (kind,), view)
        if filter.offices:
            _choose_holding(view)
        if len(filter.entities) + len(filter.groups) > 1:
            _put("match", filter.match, view)
            st.segmented_control(
                "An article must name",
                ["all", "any"],
                format_func={"all": "All of these", "any": "Any of these"}.get,
                key="filter_match",
                required=True,
                on_change=_read,
                args=("match", view),
            )
        _choose_dates(view, options)
        with st.expander("Leave out", expanded=bool(filter.excluded or filter.excluded_outlets)):
            _choose("excluded", "Articles that name", "Nobody and nothing", KINDS, view)
            _choose("excluded_outlets", "Articles of", "No outlet", ("outlet",), view)
        with st.expander("More", expanded=_more(filter)):
            _choose("groups", "Country groups", "Any group", ("group",), view, GROUPED)
            _toggle(
                "officials_only",
                "Officials only",
                "People who hold or held public office; others are left out.",
                view,
            )
            _toggle(
                "guessed_dates",
                "With guessed dates",
                "Articles whose date was guessed from the file they came in.",
                view,
            )
            _toggle(
                "rolled_up",
                "Count officials as their countries",
                "An official named with an official of another country counts as their two countries named "
                "together: by the office that the article states, else by the one that public tables know "
                "for its date, whatever words name the official. Offices learnt from the articles are not "
                "used: one more article would change the numbers of others.",
                view,
            )
            _choose_ways(view)
            _put("undated", filter.undated, view)
            st.selectbox(
                "Articles without a date",
                ["with", "without", "only"],
                format_func={"with": "Included", "without": "Left out", "only": "Only these"}.get,
                key="filter_undated",
                on_change=_read,
                args=("undated", view),
            )
        if filter != Filter():
            st.button(
                "Clear the filter",
                icon=":material/close:",
                on_click=clear_filter,
                args=(view,),
                width="stretch",
                key="filter_clear",
            )


def clear_filter(view: View) -> None:
    """Show everything again on the same page."""
    write_view(change(view, filter=Filter(), selection=()))


def _more(filter: Filter) -> bool:
    return (
        bool(filter.groups or filter.routes_off)
        or filter.officials_only
        or filter.rolled_up
        or not filter.guessed_dates
        or filter.undated != "with"
    )


def _put(name: str, value: Any, view: View) -> None:
    st.session_state[f"filter_{name}"] = value


def _read(name: str, view: View) -> None:
    value = st.session_state[f"filter_{name}"]
    value = tuple(value) if isinstance(value, list) else value
    write_view(change(view, filter=replace(view.filter, **{name: value})))


def _toggle(name: str, label: str, help: str, view: View) -> None:
    _put(name, getattr(view.filter, name), view)
    st.toggle(label, key=f"filter_{name}", help=help, on_change=_read, args=(name, view))


def _choose(
    name: str, label: str, nothing: str, kinds: tuple[Nameable, ...], view: View, help: str = ""
) -> None:
    def write(chosen: tuple[str, ...]) -> None:
        now = read_view(view.page)  # another field may have been used since this one was drawn
        write_view(change(now, filter=replace(now.filter, **{name: chosen})))

    picker = Picker(label, f"filter_{name}", kinds, nothing, help)
    pick_names(picker, getattr(view.filter, name), write)


def _choose_holding(view: View) -> None:
    names = {"known": "known for its date", "learnt": "learnt here"}
    _put("holding", list(view.filter.holding), view)
    st.pills(
        "Offices an article states, and",
        list(names),
        format_func=names.get,
        selection_mode="multi",
        key="filter_holding",
        help=(
            "Besides articles that state the office: those that name somebody who holds it on their date, "
            "as public tables know, or, where these say nothing of the person, as other articles of this "
            "library have called them before and after that date."
        ),
        on_change=_read,
        args=("holding", view),
    )


def _choose_ways(view: View) -> None:
    def read() -> None:
        off = {*view.filter.routes_off} - {*WAYS} | {*WAYS} - {*st.session_state["filter_ways"]}
        write_view(
            change(
                view, filter=replace(view.filter, routes_off=tuple(route for route in ROUTES if route in off))
            )
        )

    st.session_state["filter_ways"] = [way for way in WAYS if way not in view.filter.routes_off]
    st.pills(
        "Ways of naming that count",
        list(WAYS),
        format_func=WAYS.get,
        selection_mode="multi",
        key="filter_ways",
        help=(
            "A click switches one off, and no number holds it any more: 'France' is a country's name, "
            "'French' an adjective, 'the Kremlin' a seat, 'Paris' a city; a surname alone stands for who "
            "bears it in the article. Full names always count."
        ),
        on_change=read,
    )


def _choose_dates(view: View, options: Any) -> None:
    if options.first is None:
        return
    first, last = (
        min(options.first, view.filter.start or options.first),
        max(options.last, view.filter.end or options.last),
    )
    for name, label in (("start", "From"), ("end", "To")):
        _put(name, getattr(view.filter, name), view)
        st.date_input(
            label,
            min_value=date(min(first.year, 1900), 1, 1),
            max_value=date(max(last.year, 2100), 12, 31),
            format="YYYY-MM-DD",
            key=f"filter_{name}",
            on_change=_read,
            args=(name, view),
        )
