"""What changed, drawn: a line a pair, from its share of coverage before to that of now, with intervals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dragoman.analysis.measures import wilson
from dragoman.figures.palette import find_side_colour, find_theme, lay_ground
from dragoman.figures.words import escape_markup, shorten_label, write_count, write_stretch

Days = tuple[date, date]

SURE = ("new", "stronger", "weaker", "gone")  # changes that are more than chance
WORDS = {
    "new": "new",
    "stronger": "stronger",
    "weaker": "weaker",
    "gone": "gone",
    "steady": "no sure change",
    "few": "too few to test",
    "new-few": "new, too few to test",
    "gone-few": "gone, too few to test",
}
MOST = 15  # lines
LANE, HEAD = 42, 66  # pixels
ASIDE = 0.1  # of a lane that the two dots stand off its middle, so that neither interval hides the other
STEPS = 25  # points of a line, of which one is near any click on it
SIDES = (("count", "total", "share"), ("count_before", "total_before", "share_before"))  # now, before


def list_sure(frame: pd.DataFrame, change: str = "") -> pd.DataFrame:
    """The pairs said to have changed, or those that have so changed, in the frame's order: surest first."""
    return frame[frame["change"].isin((change,) if change in SURE else SURE)]


def draw_changes(
    frame: pd.DataFrame,
    period: Days,
    baseline: Days,
    dark: bool = False,
    *,
    counted_in: str = "article",
    selection: tuple[str, ...] = (),
) -> tuple[go.Figure, pd.DataFrame]:
    """The surest pairs of a frame (as of count_changes) that changed, and the rows drawn.

    What grew most stands on top. A dot of the second side's colour is the share of the baseline, one of the
    first side's that of the period, the bars are their 95 % intervals (Wilson). Points carry [a, b, side] as
    customdata: side 1 the period, 2 the baseline, and of a line the greater.
    """
    theme = find_theme(dark)
    rows = list_sure(frame).head(MOST)
    rows = rows.iloc[
        np.argsort(-(rows["share"] - rows["share_before"]).to_numpy(), kind="stable")
    ].reset_index(drop=True)
    figure = go.Figure()
    tips = [_write_tip(row, period, baseline, counted_in) for row in rows.to_dict("records")]
    _add_lines(figure, rows, tips, theme.line)
    for side, span in ((2, baseline), (1, period)):
        count, total, share = SIDES[side - 1]
        low, high = wilson(rows[count], rows[total])
        colour = find_side_colour(side, dark)
        figure.add_scatter(
            x=rows[share],
            y=[place + (ASIDE if side == 2 else -ASIDE) for place in range(len(rows))],
            mode="markers",
            name=write_stretch(span),
            marker={
                "size": 10,
                "color": colour,
                "symbol": "circle" if side == 1 else "diamond",
                "line": {"color": theme.ground, "width": 1},
            },
            error_x={
                "array": high - rows[share],
                "arrayminus": rows[share] - low,
                "color": colour,
                "thickness": 1.2,
                "width": 0,
            },
            customdata=[
                [row["a"], row["b"], side if row[count] else 3 - side] for row in rows.to_dict("records")
            ],
            hovertext=tips,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    for place, row in enumerate(rows.to_dict("records")):
        pair = f"{shorten_label(row['a_label'], 28)} and {shorten_label(row['b_label'], 28)}"
        name = (
            f"<b>{escape_markup(pair)}</b>"
            if (row["a"], row["b"]) == tuple(selection)
            else escape_markup(pair)
        )
        figure.add_annotation(
            text=f"{name}: {row['change']}", x=0, xref="paper", xanchor="left", y=place - 0.2,
            yanchor="bottom", showarrow=False, font={"color": theme.text, "size": 12},
        )  # fmt: skip
    what = write_count(0, counted_in).partition(" ")[2]
    figure.update_layout(
        **lay_ground(theme),
        height=LANE * max(len(rows), 1) + HEAD,
        margin={"l": 8, "r": 16, "t": 26, "b": 36},
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "traceorder": "reversed"},
        hovermode="closest",
        dragmode=False,
    )
    most = float(np.nanmax([bar.error_x.array + bar.x for bar in figure.data[1:]])) if len(rows) else 1.0
    figure.update_xaxes(
        title={"text": f"share of the period's {what}", "font": {"color": theme.quiet}}, tickformat=".0~%",
        range=[-0.015 * most, 1.03 * most],
        gridcolor=theme.line, zeroline=False, tickfont={"color": theme.quiet}, fixedrange=True,
    )  # fmt: skip
    figure.update_yaxes(visible=False, range=[len(rows) - 0.5, -0.95], fixedrange=True)
    return figure, rows


def write_times(row: Mapping[Any, Any]) -> str:
    """By how much a pair's share changed: "3.0 times its share before (1.4 to 6.2)", "40 % of its share
    before (20 to 70 %)"; of what is new or gone the end that says more."""
    if not row["count_before"]:
        sure = row["change"] == "new" and row["low"] > 1
        return f"at least {_write_ratio(row['low'])} times the share before" if sure else "none before"
    if not row["count"]:
        sure = row["change"] == "gone" and row["high"] < 1
        return f"at most {_write_percent(row['high'])} % of its share before" if sure else "none now"
    if row["ratio"] != row["ratio"]:
        return ""
    write = _write_ratio if row["ratio"] >= 1 else _write_percent
    value, low, high = (write(row[name]) for name in ("ratio", "low", "high"))
    if row["ratio"] >= 1:
        return f"{value} times its share before ({low} to {high})"
    return f"{value} % of its share before ({low} to {high} %)"


def _write_ratio(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


def _write_percent(ratio: float) -> str:
    return f"{100 * ratio:,.0f}" if ratio >= 0.095 else f"{100 * ratio:.1f}"


def _add_lines(figure: go.Figure, rows: pd.DataFrame, tips: list[str], colour: str) -> None:
    """From before to now, with points between them that can be clicked."""
    across: list[float | None] = []
    down: list[float | None] = []
    carried: list[Any] = []
    told: list[str] = []
    for place, row in enumerate(rows.to_dict("records")):
        now, before = row["share"], row["share_before"]
        across += [*np.linspace(before, now, STEPS), None]
        down += [*np.linspace(place + ASIDE, place - ASIDE, STEPS), None]
        carried += [[row["a"], row["b"], 1 if now >= before else 2]] * (STEPS + 1)
        told += [tips[place]] * (STEPS + 1)
    figure.add_scatter(
        x=across, y=down, mode="lines+markers", line={"color": colour, "width": 5},
        customdata=carried, hovertext=told,
        # Unseen: Plotly lets points be chosen that have a marker, and no others
        marker={"size": 12, "opacity": 0},
        selected={"marker": {"opacity": 0}}, unselected={"marker": {"opacity": 0}},
        hovertemplate="%{hovertext}<extra></extra>", showlegend=False,
    )  # fmt: skip


def _write_tip(row: Mapping[Any, Any], period: Days, baseline: Days, counted_in: str) -> str:
    lines = [
        f"<b>{escape_markup(row['a_label'])}</b> and <b>{escape_markup(row['b_label'])}</b>: "
        f"{row['change']}, {write_times(row)}"
    ]
    for (count, total, share), span in zip(SIDES, (period, baseline), strict=True):
        lines.append(
            f"{write_stretch(span)}: {int(row[count]):,} of {write_count(int(row[total]), counted_in)} "
            f"({row[share]:.1%})"
        )
    return "<br>".join(lines)
