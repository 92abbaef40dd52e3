"""What the page Over time draws: settings, the chart, the bursts, and the rows of a point or a stretch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.charts import show_brushable
from components.coverage import offer_periods
from components.evidence import show_evidence
from components.library import ask, find_label
from components.lists import show_head, show_note, write_names
from components.pair_choices import choose_counted, choose_unit
from components.picker import Picker, pick_names
from components.safe_text import escape, show
from components.style import is_dark
from components.view_state import change, link_dossier, make_link, write_view
from components.words import COUNTED_NAMES, PERIOD_NAMES, count_in
from dragoman.analysis.library import Library
from dragoman.analysis.spans import Turn
from dragoman.analysis.timeline import find_period
from dragoman.figures.stream import draw_stream
from dragoman.figures.timeline import draw_timeline, mark_turns
from dragoman.figures.words import write_period, write_stretch
from dragoman.model import KINDS, View
from dragoman.questions.evidence import count_rows
from dragoman.questions.question import find_question
from dragoman.questions.rows import (
    MOST_LINES,
    find_outlet_turns,
    is_everything,
    keep,
    list_bursts,
    list_timeline,
)
from dragoman.view import select_period

CHARTS = {
    "names": "Each name", "pair": "As a pair", "all": "All articles", "stream": "Stream of topics",
}  # fmt: skip
LISTED = 8  # bursts
HEIGHT = 330  # pixels
BURSTS = """
A **burst** is a stretch in which something takes a clearly larger share of the coverage \
than it usually does. It is found by Kleinberg's
method: each period is taken to be in a usual state or in a bursting one, \
with **twice** the usual share, and the sequence of states that
explains the numbers best is kept. \
Going over into a burst has a price that grows with the length of the series, so one odd article in a
quiet month is no burst. More articles in all, with the same share, are none either.

No burst reaches over a **gap**, a period without any article: there it ends, and what goes on behind it \
is a burst of its own, if it is one. Where the **outlets change** (an outlet with a third or more of the \
articles begins or ends) the search begins anew, and what is usual is counted anew on either side.
"""
INTERVAL = """
The bars and ranges called **95 % interval** say how sure a share is (Wilson's method): \
3 of 10 articles and 300 of 1,000 are both 30 %, but
the first may well come from 11 to 60 %, the second from 27 to 33 %.

On the counts of a pair the same interval stands as so many of the period's articles.

**All coverage** of the articles that pass your filter is what there is with the same outlets and dates, \
without the names, offices and
words that you ask for. For chosen names it is the articles that pass.
"""


def find_chart(view: View) -> str:
    """Which of CHARTS is drawn: a pair needs two names."""
    chart = view.chart if view.chart in CHARTS else "names"
    return "names" if chart == "pair" and len(view.lines) < 2 else chart


def open_points(view: View, points: Iterable[tuple[str, date]]) -> View:
    """The view with the rows of clicked points open, or of the stretch from first to last of brushed ones.

    Points of one name open what names it; of several, all articles of the stretch.
    """
    points = tuple(points)
    if not points:
        return replace(view, opened=None, selection=(), number=1)
    days = sorted(day for _, day in points)
    span = (find_period(days[0], view.period)[0], find_period(days[-1], view.period)[1])
    names = {name for name, _ in points}
    selection = (
        view.lines[:2]
        if find_chart(view) == "pair"
        else tuple(name for name in names if name)
        if len(names) == 1
        else ()
    )
    return replace(view, opened=span, selection=selection, number=1)


def choose_settings(view: View) -> None:
    """The page's own settings."""
    chart = find_chart(view)

    def read() -> None:
        state = st.session_state
        settings: dict[str, Any] = {
            "chart": "" if state["time_chart"] == "names" else state["time_chart"],
            "period": state["time_period"],
            "share": state["time_share"] == "share",
            "counted_in": state["time_counted"],
            "unit": state.get("time_unit", view.unit),
        }
        write_view(change(view, **settings, opened=None, selection=()))

    def draw(lines: tuple[str, ...]) -> None:
        write_view(change(view, lines=lines, opened=None, selection=()))

    for name, value in {
        "chart": chart,
        "share": "share" if view.share else "count",
    }.items():
        st.session_state[f"time_{name}"] = value
    picker = Picker(
        "Names to draw", "time_lines", KINDS, "None: the strongest", most=MOST_LINES,
        disabled=chart in ("stream", "all"),
    )  # fmt: skip
    pick_names(picker, view.lines, draw)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="settings"):
        charts = [name for name in CHARTS if name != "pair" or len(view.lines) > 1]
        _segment("Drawn as", charts, CHARTS, "time_chart", read)
        offer_periods(view, "time_period", list(PERIOD_NAMES), read, "by")
        _segment(
            "as", ["count", "share"], {"count": "Counts", "share": "Share of coverage"}, "time_share", read
        )
        choose_counted(view.counted_in, "time_counted", read)
        if chart == "pair":
            choose_unit(view.unit, "time_unit", read)


def _segment(label: str, choices: list[str], names: dict[str, str], key: str, read: Any) -> None:
    st.segmented_control(label, choices, format_func=names.get, key=key, required=True, on_change=read)


def count_lines(view: View, library: Library) -> pd.DataFrame:
    """The frame that the chart draws."""
    frame: pd.DataFrame = ask(list_timeline, library, keep(view, "timeline"))
    return frame


def find_bursts_of(view: View, library: Library) -> pd.DataFrame:
    """The bursts of what is drawn."""
    frame: pd.DataFrame = ask(list_bursts, library, keep(view, "timeline"))
    return frame


def find_turns_of(view: View, library: Library) -> tuple[Turn, ...]:
    """Where the outlets of the coverage change."""
    turns: tuple[Turn, ...] = ask(find_outlet_turns, library, keep(view, "timeline"))
    return turns


def show_turns(view: View, turns: tuple[Turn, ...]) -> None:
    """Say where the outlets change, and that what differs there may be the outlets."""
    if turns:
        told = "; ".join(f"{write_period(turn.day, view.period)}: {_write_turn(turn)}" for turn in turns)
        show_note(
            f"Dotted lines: here the outlets change ({told}). "
            "What differs before and after may be the outlets and not what happened."
        )


def _write_turn(turn: Turn) -> str:
    ended, begun = ", ".join(turn.ended), ", ".join(turn.begun)
    parts = [f"{ended} ended before"] * bool(ended) + [f"{begun} begins"] * bool(begun)
    return " and ".join(parts)


def show_chart(
    view: View, frame: pd.DataFrame, bursts: pd.DataFrame, turns: tuple[Turn, ...]
) -> pd.DataFrame:
    """Draw it; gives the rows drawn."""
    settings: dict[str, Any] = {"period": view.period, "share": view.share, "counted_in": view.counted_in}
    chart = find_chart(view)
    if chart == "stream":
        figure, rows = draw_stream(frame, is_dark(), **settings)
    else:
        figure, rows = draw_timeline(
            frame, is_dark(), **settings, bursts=bursts, opened=view.opened, interval=chart == "pair"
        )
    mark_turns(figure, [turn.day for turn in turns], is_dark())
    figure.update_layout(height=HEIGHT)
    what = (
        f"{COUNTED_NAMES[view.counted_in]} in each {PERIOD_NAMES[view.period].lower()}; "
        "the table below the chart says the same"
    )
    show_brushable(
        figure, f"time_{chart}", what, lambda points: write_view(open_points(view, points)), INTERVAL
    )
    return rows


def show_bursts(view: View, library: Library, bursts: pd.DataFrame) -> None:
    """The heaviest bursts, each opening its rows."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        marked = "" if find_chart(view) == "stream" else "; marked by a stripe above the chart"
        show_head("Bursts", f"when the share of coverage was clearly above the usual{marked}")
        with st.popover("What is this?"):
            st.markdown(BURSTS)
    if not len(bursts):
        show_note(
            "Choose names: all articles together are always all of the coverage."
            if is_everything(view)
            else "There is none here."
        )
        return
    items = []
    for row in bursts.nlargest(LISTED, "weight").sort_values("first").to_dict("records"):
        span = (row["first"].date(), find_period(row["last"].date(), view.period)[1])
        selection = view.lines[:2] if find_chart(view) == "pair" else ((row["id"],) if row["id"] else ())
        opened = replace(view, opened=span, selection=selection, number=1)
        number, href = ask(count_rows, library, find_question(opened)), make_link(opened)
        name = (
            f"<b>{write_names((row['label'],), (row['id'],) if row['id'] else (), view)}</b> "
            if row["label"]
            else ""
        )
        text = (
            f"{escape(write_stretch(span))}: {_write_share(row['share'])} of coverage, "
            f"usually {_write_share(row['usual'])}"
        )
        value = f'<a class="d-value" href="{escape(href)}">{escape(count_in(number, view.counted_in))}</a>'
        items.append(f'<div class="d-bar"><span>{name}{text}</span>{value}</div>')
    show(f'<div class="d d-bars">{"".join(items)}</div>')


def _write_share(share: float) -> str:
    """A share as a percentage, with a decimal where it would be 0 or hardly more without."""
    return f"{share:.0%}" if share >= 0.0995 else f"{share:.1%}"


def show_opened(view: View, library: Library) -> None:
    """The rows of the point or stretch that is open."""
    span, asked = view.opened, find_question(view)
    number = ask(count_rows, library, asked)
    labels = [find_label(library, item) for item in view.selection] or ["All that passes the filter"]
    left, right = st.columns([8, 1])
    with left:
        show_head(labels, f"{write_stretch(span)}: {count_in(number, view.counted_in)}")
    right.button(
        "",
        icon=":material/close:",
        help="Close",
        key="close",
        on_click=lambda: write_view(open_points(view, ())),
    )
    st.button(
        "Keep only this time in the filter",
        icon=":material/filter_alt:",
        key="keep_period",
        on_click=lambda: write_view(replace(select_period(view, *span), opened=None, selection=())),
    )
    show_evidence(view, library, number, asked)


def show_numbers(view: View, rows: pd.DataFrame) -> None:
    """The table behind the chart; a line opens its rows."""

    def click() -> None:
        chosen = st.session_state["time_table"]["selection"]["cells"]
        if chosen:
            row = rows.iloc[chosen[0][0]]
            write_view(open_points(view, [(str(row.get("id", "")), row["period"].date())]))

    with st.expander("The numbers behind this chart"):
        number, text = st.column_config.NumberColumn, st.column_config.TextColumn
        st.dataframe(
            rows.assign(
                when=[write_period(day.date(), view.period) for day in rows["period"]],
                **{name: 100 * rows[name] for name in ("share", "low", "high")},
            ),
            key="time_table", on_select=click, selection_mode="single-cell", hide_index=True, height=300,
            column_order=[
                "when", *(["label"] if "label" in rows else []), "count", "coverage", "share", "low", "high",
            ],
            column_config={
                "when": text("Period"), "label": text("Name"),
                "count": number(COUNTED_NAMES[view.counted_in], format="localized"),
                "coverage": number("All coverage", format="localized"),
                "share": number("Share", format="%.1f%%"),
                "low": number("from", format="%.1f%%", help="95 % interval (Wilson)"),
                "high": number("to", format="%.1f%%", help="95 % interval (Wilson)"),
            },
        )  # fmt: skip
        show_note("Click a line to read its rows.")
    if "label" in rows:
        known = dict(zip(rows["id"], rows["label"], strict=True))
        chips = "".join(
            f'<a class="d-chip" href="{escape(link_dossier(id, view))}"><bdi>{escape(name)}</bdi></a>'
            for id, name in known.items()
        )
        show(f'<div class="d d-chips"><span class="d-note">All about</span>{chips}</div>')
