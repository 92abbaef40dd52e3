"""Charts on a page: what they are drawn from, the theme they are drawn in, and what a click on them means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.coverage import choose_period, fit_view, say_length
from components.library import ask
from components.lists import show_head
from components.style import is_dark
from components.view_state import make_query
from components.words import COUNTED_NAMES
from dragoman.analysis.library import Library
from dragoman.analysis.timeline import find_period
from dragoman.figures.clicks import find_points
from dragoman.figures.timeline import draw_timeline
from dragoman.model import View
from dragoman.questions.rows import keep, list_timeline, list_volume
from dragoman.view import select_period

CONFIG = {"displayModeBar": False, "responsive": True}
PERIODS = ("month", "quarter", "year")
Hit = tuple[str, int] | None  # ("node", "edge" or "main", index); nothing when a click unselects


def show_plotly(figure: Any, key: str, alt: str, on_click: Callable[[Any], None] | None = None) -> None:
    """Draw a Plotly figure; `on_click` gets the clicked point or bar, with its point_index and customdata."""

    def read() -> None:
        points = st.session_state[key].get("selection", {}).get("points", [])
        if points and on_click:
            on_click(points[0])

    selecting: dict[str, Any] = {"on_select": read, "selection_mode": "points"} if on_click else {}
    st.plotly_chart(figure, key=key, theme=None, config=CONFIG, alt=alt, **selecting)


def show_brushable(
    figure: Any,
    key: str,
    alt: str,
    on_pick: Callable[[tuple[tuple[str, date], ...]], None],
    explained: str = "",
) -> None:
    """Draw a Plotly chart over time of which points are clicked and stretches brushed.

    `on_pick` gets (identifier, first day) of each.

    `explained` says, where one asks, how sure the numbers are (Markdown).
    """

    def read() -> None:
        points = st.session_state[key].get("selection", {}).get("points", [])
        if points:
            on_pick(find_points(points))

    # Streamlit lets a chart be clicked or brushed, not both at once.
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        brushing = st.toggle(
            "Draw over a stretch",
            key=f"{key}_brush",
            help="Off: click a point. On: draw over several with the mouse.",
        )
        if explained:
            with st.popover("How sure is this?"):
                st.markdown(explained)
    figure.update_layout(dragmode="select" if brushing else False, selectdirection="h")
    figure.update_traces(selector={"type": "bar"}, selected_marker_opacity=1, unselected_marker_opacity=0.6)
    figure.update_traces(
        selector={"type": "scatter"}, selected_marker_opacity=1, unselected_marker_opacity=0.6
    )
    st.plotly_chart(
        figure, key=key, theme=None, config=CONFIG, alt=alt, on_select=read, selection_mode=("points", "box")
    )


def show_echarts(
    option: dict[str, Any], key: str, alt: str, height: int, on_click: Callable[[Hit], None]
) -> None:
    """Draw an ECharts option, as SVG so that it can be saved as such."""

    def read() -> None:
        selected = st.session_state[key].get("selection", {}).get("selected", [])
        hits = [
            (item.get("data_type") or "main", index)
            for item in selected
            for index in item.get("data_indices", [])
        ]
        on_click(hits[-1] if hits else None)

    st.echarts_chart(option, key=key, alt=alt, height=height, on_select=read, renderer="svg")


def show_volume(view: View, library: Library) -> None:
    """Articles over time; a bar opens the articles of its period."""
    view = fit_view(view, library)
    frame = ask(list_volume, library, keep(view, "timeline"))
    told = f"Click a bar to see its articles. Shaded stretches have none.{say_length(view)}"
    if not show_periods_head(
        view, "volume_period", "Articles over time", frame, told, "No article here has a date."
    ):
        return
    figure, rows = draw_timeline(frame, dark=is_dark(), period=view.period)
    figure.update_layout(height=190)

    def click(point: Any) -> None:
        start, end = find_period(pd.Timestamp(rows["period"].iloc[point["point_index"]]).date(), view.period)
        st.session_state["go"] = make_query(
            View(page="articles", filter=select_period(view, start, end).filter)
        )

    show_plotly(figure, "volume", "Number of articles in each period", click)
    if query := st.session_state.pop("go", None):
        st.switch_page("../pages/articles.py", query_params=query)


def show_periods_head(
    view: View,
    key: str,
    head: str,
    frame: pd.DataFrame,
    note: str,
    nothing: str,
    periods: Sequence[str] = PERIODS,
) -> bool:
    """The head of a chart over time, with its periods beside it; gives whether there is anything to draw."""
    with st.container(key="head_row"):
        left, right = st.columns(2, vertical_alignment="center")
    with left:
        show_head(head, note if len(frame) else nothing)
    if len(frame):
        with right, st.container(horizontal=True, horizontal_alignment="right"):
            choose_period(view, key, periods)
    return len(frame) > 0


def show_selection_over_time(view: View, library: Library) -> None:
    """How often a pair or one name is named in each period; gaps are periods without any article."""
    view = fit_view(view, library)
    frame = ask(list_timeline, library, keep(view, "timeline"))
    if len(frame) < 2:
        return
    choose_period(view, "selection_period", PERIODS)
    figure, _ = draw_timeline(frame, dark=is_dark(), period=view.period, counted_in=view.counted_in)
    figure.update_layout(height=150)
    show_plotly(
        figure, "selection_time", f"{COUNTED_NAMES[view.counted_in]} that name the selection, in each period"
    )
