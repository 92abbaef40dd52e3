"""What the coverage of a view is: whether there is any, and how long the periods are that it is drawn by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from components.conditions import show_nothing_found
from components.empty_page import show_empty_library
from components.library import ask
from components.lists import show_title
from components.view_state import change, write_view
from components.words import PERIOD_NAMES
from dragoman.analysis.coverage import MOST, TYPICAL, fit_period
from dragoman.analysis.filter_options import Options, list_options
from dragoman.analysis.library import Library
from dragoman.model import Filter, View

FITTED = (
    f"Auto: the shortest length at which a typical period has {TYPICAL} articles, and a chart no more than "
    f"{MOST} periods. Choose another and it stays."
)


def find_coverage(title: str, view: View, library: Library, filter: Filter | None = None) -> Options:
    """What passes the filter (of the view, or another), for a page of a title.

    Where there is nothing the page says so and ends.
    """
    if not library.count():
        show_title(title)
        show_empty_library(library)
        st.stop()
    options: Options = ask(list_options, library, filter or view.filter)
    if not options.articles:
        show_title(title)
        show_nothing_found(view, library)
        st.stop()
    return options


def fit_view(view: View, library: Library) -> View:
    """The view with a length of periods: where it names none, the one that fits the coverage."""
    return view if view.period else replace(view, period=ask(fit_period, library, view.filter), fitted=True)


def say_length(view: View) -> str:
    """A fitted length as a sentence, with a space before it; nothing of one that was chosen."""
    return f" By {view.period}, chosen for this coverage." if view.fitted else ""


def choose_period(view: View, key: str, periods: Sequence[str], label: str = "") -> None:
    """The length of a period, for a view as `fit_view` gives it."""

    def read() -> None:
        write_view(change(view, period=st.session_state[key], number=view.number))

    offer_periods(view, key, periods, read, label)


def offer_periods(
    view: View, key: str, periods: Sequence[str], read: Callable[[], None], label: str = ""
) -> None:
    """The lengths to choose from, the fitting one ("") first; `read` takes the choice from the session."""
    offered = ["", *periods, *([view.period] if view.period not in periods and not view.fitted else [])]
    fitting = f"Auto: {view.period}" if view.fitted else "Auto"
    st.session_state[key] = "" if view.fitted else view.period
    st.segmented_control(
        label or "Period", offered, format_func={**PERIOD_NAMES, "": fitting}.get, key=key, required=True,
        on_change=read, label_visibility="visible" if label else "collapsed", help=FITTED if label else None,
    )  # fmt: skip
