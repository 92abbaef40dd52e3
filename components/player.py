"""The time player of the network: a month, quarter or year at a time, forward, back, or by itself."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.view_state import change, write_view
from components.words import COUNTED_NAMES, PERIOD_NAMES
from dragoman.analysis.pairs_over_time import Windows
from dragoman.analysis.timeline import find_period
from dragoman.figures.network import Moment
from dragoman.figures.network import find_moment as take_moment
from dragoman.figures.words import write_count, write_period
from dragoman.model import Period, View

PLAYED: tuple[Period, ...] = ("month", "quarter", "year")
WHOLE = "all"
PACE = 1.2  # seconds that a window is shown while it plays
Days = tuple[date, date]


def find_step(view: View) -> Period:
    """How long a window is."""
    return view.period if view.period in PLAYED else "month"


def align_window(view: View) -> View:
    """The view with its window, if it has one, as the whole period that its first day lies in."""
    return (
        view
        if view.opened is None
        else change(view, opened=find_period(view.opened[0], find_step(view)), number=view.number)
    )


def list_windows(film: Windows, step: Period) -> dict[Days, int]:
    """First and last day of each period that has articles, with how many it has."""
    return {
        find_period(day.date(), step): int(number)
        for day, number in zip(film.periods["period"], film.periods["count"], strict=True)
    }


def find_moment(view: View, film: Windows) -> Moment | None:
    """What the window of a view shows of its film; None for all time."""
    return None if view.opened is None else take_moment(film, view.opened[0], view.measure)


def choose_time(view: View, windows: Sequence[Days]) -> None:
    """All time, or one month, quarter or year of it."""

    def read() -> None:
        chosen = st.session_state["player_step"]
        st.session_state["player_playing"] = False
        if chosen == WHOLE:
            write_view(change(view, opened=None))
        else:
            day = view.opened[0] if view.opened else windows[-1][0]
            write_view(change(view, period=chosen, opened=find_period(day, chosen)))

    st.session_state["player_step"] = find_step(view) if view.opened else WHOLE
    st.segmented_control(
        "Time",
        [WHOLE, *PLAYED],
        format_func={WHOLE: "All time", **PERIOD_NAMES}.get,
        key="player_step",
        required=True,
        on_change=read,
        label_visibility="collapsed",
        help=(
            "One month, quarter or year at a time: "
            "names stay where they are, circles and lines are those of the window."
        ),
    )


def show_player(view: View, windows: dict[Days, int]) -> None:
    """Back, play, forward, and a slider over the windows; one scale for all of them."""
    days = list(windows)
    if view.opened is None or not days:
        return
    here = (
        days.index(view.opened)
        if view.opened in days
        else max((n for n, window in enumerate(days) if window < view.opened), default=0)
    )
    playing = bool(st.session_state.get("player_playing"))

    def go(place: int) -> None:
        write_view(change(view, opened=days[place]))

    def step(by: int) -> None:
        st.session_state["player_playing"] = False
        go(min(max(here + by, 0), len(days) - 1))

    def play() -> None:
        st.session_state["player_playing"] = not playing
        if not playing and here == len(days) - 1:
            go(0)

    def slide() -> None:
        st.session_state["player_playing"] = False
        go(starts.index(st.session_state["player_place"]))

    starts = [window[0].isoformat() for window in days]
    words = {window[0].isoformat(): write_period(window[0], find_step(view)) for window in days}
    st.session_state["player_place"] = starts[here]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="player"):
        st.button(
            "",
            icon=":material/skip_previous:",
            help="Back",
            key="player_back",
            on_click=step,
            args=(-1,),
            disabled=here == 0,
        )
        icon, tip = (":material/pause:", "Stop") if playing else (":material/play_arrow:", "Play")
        st.button("", icon=icon, help=tip, key="player_play", on_click=play, disabled=len(days) < 2)
        last = here == len(days) - 1
        st.button(
            "",
            icon=":material/skip_next:",
            help="Forward",
            key="player_forward",
            on_click=step,
            args=(1,),
            disabled=last,
        )
        if len(days) > 1:
            st.select_slider(
                "Window",
                starts,
                format_func=lambda day: words.get(day, day),
                key="player_place",
                on_change=slide,
                label_visibility="collapsed",
            )
        else:
            st.markdown(words[starts[0]])
    if playing:
        _keep_time(view, days, here)


def describe_window(view: View, windows: dict[Days, int]) -> str:
    """The window that is shown and how much it holds, in words."""
    if view.opened is None:
        return ""
    number = windows.get(view.opened, 0)
    name = COUNTED_NAMES[view.counted_in].lower()
    return (
        f"{write_period(view.opened[0], find_step(view))}: {write_count(number, view.counted_in)}. "
        f"All windows are drawn on one scale of {name}; what the window does not name is faint."
    )


def _keep_time(view: View, days: Sequence[Days], here: int) -> None:
    """Go on to the next window when this one has been shown long enough; stop at the last."""
    due = time.monotonic() + PACE

    @st.fragment(run_every=PACE)
    def tick() -> None:
        if time.monotonic() < due:
            return
        if here + 1 < len(days):
            write_view(change(view, opened=days[here + 1]))
        else:
            st.session_state["player_playing"] = False
        st.rerun()

    tick()
