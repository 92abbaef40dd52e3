"""Counts over time. A period without any article is a gap, shaded, not a zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dragoman.figures.palette import Theme, find_colour, find_series_colour, find_theme, lay_ground
from dragoman.figures.words import COUNTED_WORDS, escape_markup, write_count, write_period
from dragoman.model import Period

FREQUENCIES = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}
# To the next first day
FOLLOWING = {period: pd.tseries.frequencies.to_offset(frequency) for period, frequency in FREQUENCIES.items()}
BAR = 0.86  # of the width of its period
MOST_GAPS = 60  # shaded; more would be a pattern of its own
HEIGHT = 240


@dataclass(frozen=True, slots=True)
class _Look:
    """How counts are drawn: by which period, as what, and in which colours."""

    period: Period
    share: bool
    interval: bool
    counted_in: str
    colour: str  # of one series, "" for that of its kind
    colours: Mapping[str, str]  # of several, by identifier
    dark: bool

    @property
    def plain(self) -> str:
        """The colour of what is of no series."""
        return self.colour or find_series_colour(0, self.dark)


def draw_timeline(
    frame: pd.DataFrame,
    dark: bool = False,
    *,
    period: Period | None = None,
    share: bool = False,
    counted_in: str = "article",
    colour: str = "",
    bursts: pd.DataFrame | None = None,
    opened: tuple[date, date] | None = None,
    colours: Mapping[str, str] | None = None,
    interval: bool = False,
) -> tuple[go.Figure, pd.DataFrame]:
    """Bars for one series, lines for several, and the rows of `frame` that are drawn, in the order of points.

    `frame` is what an analysis.timeline function returns: [period, count], with [coverage, share, low, high]
    or [id, label] where there are several series. `share` draws the share of the coverage, with its 95 %
    interval, instead of counts. `period` is the length of a period (by default what the dates look like).
    Points carry (identifier, first day) as customdata; Streamlit returns their index in `rows` as point_index
    where there is one series; see `clicks.find_points` for several.

    `bursts` (as of find_bursts_over_time) are marked by stripes above the chart in the colour of their
    series, the `opened` days by a shade. `colours` gives series colours of their own by identifier.
    `interval` draws that of the share on counts of one series too, as many of the coverage.
    """
    theme = find_theme(dark)
    period = period or frame.attrs.get("period") or guess_period(frame["period"])
    several = "id" in frame and frame["id"].nunique() > 1
    rows = frame.sort_values(["id", "period"] if "id" in frame else ["period"], ignore_index=True)
    look = _Look(period, share and "share" in rows, interval, counted_in, colour, colours or {}, dark)
    figure = go.Figure()
    covered = pd.DatetimeIndex(rows["period"]).unique().sort_values()
    used = _draw_several(figure, rows, look, covered) if several else _draw_one(figure, rows, look)
    for start, end in find_gaps(covered, period):
        figure.add_vrect(x0=start, x1=end, fillcolor=theme.line, opacity=0.45, line_width=0, layer="below")
    if opened:
        figure.add_vrect(
            x0=opened[0],
            x1=opened[1] + timedelta(days=1),
            fillcolor=theme.quiet,
            opacity=0.18,
            line_width=0,
            layer="below",
        )
    figure.update_layout(**lay_out(theme), showlegend=several)
    if bursts is not None and len(bursts):
        _mark_bursts(figure, bursts, period, used)
    _scale_axis(figure, rows, look)
    return figure, rows


def _draw_several(
    figure: go.Figure, rows: pd.DataFrame, look: _Look, covered: pd.DatetimeIndex
) -> dict[str, str]:
    """A line for each series; the colours used, by identifier."""
    used = {"": look.plain}
    for number, (identifier, part) in enumerate(rows.groupby("id", sort=False)):
        used[str(identifier)] = look.colours.get(str(identifier)) or find_series_colour(number, look.dark)
        _add_line(figure, part, look, used[str(identifier)], covered)
    return used


def _draw_one(figure: go.Figure, rows: pd.DataFrame, look: _Look) -> dict[str, str]:
    """Bars for the one series, if there is any; the colours used, by identifier."""
    used = {"": look.plain}
    if not len(rows):
        return used
    colour = look.plain
    if "id" in rows and not look.colour:
        identifier = str(rows["id"].iloc[0])
        colour = used[identifier] = find_colour(identifier.partition(":")[0], look.dark)
    error = _draw_interval(rows, look) if look.share or (look.interval and "low" in rows) else None
    _add_bars(figure, rows, look, colour, error)
    return used


def _scale_axis(figure: go.Figure, rows: pd.DataFrame, look: _Look) -> None:
    """What is counted beside the axis of counts or shares; counts of a few have no ticks between them."""
    what = COUNTED_WORDS.get(look.counted_in, ("", look.counted_in))[1]
    title, form = (f"share of {what}", ".0%") if look.share else (what, ",~d")
    figure.update_yaxes(title=title, tickformat=form, rangemode="tozero")
    if not look.share and len(rows) and rows["count"].max() < 5:
        figure.update_yaxes(dtick=1)


def guess_period(periods: Any) -> Period:
    """What the first days of periods look like: years if all begin a year, and so on down to days."""
    days = pd.DatetimeIndex(periods)
    if not len(days):
        return "month"
    if (days.day == 1).all():
        if (days.month == 1).all():
            return "year"
        return "quarter" if (days.month % 3 == 1).all() else "month"
    return "week" if (days.day_of_week == 0).all() else "day"


def find_gaps(covered: pd.DatetimeIndex, period: Period) -> list[tuple[date, date]]:
    """The longest 60 stretches without articles between covered periods: (first day, the day after)."""
    if len(covered) < 2:
        return []
    every = pd.date_range(covered[0], covered[-1], freq=FREQUENCIES[period])
    missing = ~every.isin(covered)
    gaps = []
    start = None
    for day, empty in zip(every, missing, strict=True):
        if empty and start is None:
            start = day
        elif not empty and start is not None:
            gaps.append((start.date(), day.date()))
            start = None
    return sorted(sorted(gaps, key=lambda gap: gap[0] - gap[1])[:MOST_GAPS])


def mark_turns(figure: go.Figure, days: Sequence[date], dark: bool = False) -> None:
    """Dotted lines at days from which on the outlets are others."""
    line = {"dash": "dot", "width": 1.2, "color": find_theme(dark).quiet}
    for day in days:
        figure.add_vline(x=day.isoformat(), line=line)


def _mark_bursts(figure: go.Figure, bursts: pd.DataFrame, period: Period, colours: dict[str, str]) -> None:
    """Stripes above the chart, those of one series on one height."""
    heights = {identifier: place for place, identifier in enumerate(dict.fromkeys(bursts["id"]))}
    for row in bursts.to_dict("records"):
        base = 1.015 + 0.03 * heights[row["id"]]
        after = (row["last"] + FOLLOWING[period]).date()
        figure.add_shape(
            type="rect", xref="x", yref="paper", x0=row["first"].date(), x1=after, y0=base, y1=base + 0.018,
            fillcolor=colours.get(row["id"], colours[""]), line_width=0,
        )  # fmt: skip
    figure.update_layout(margin_t=12 + 8 * len(heights), legend_y=1.03 + 0.03 * len(heights))


def _draw_interval(rows: pd.DataFrame, look: _Look) -> dict[str, Any]:
    """The 95 % interval of the share, as a share or as so many of the coverage."""
    scale = 1 if look.share else rows["coverage"]
    above, below = (rows["high"] - rows["share"]) * scale, (rows["share"] - rows["low"]) * scale
    return {
        "type": "data",
        "array": above,
        "arrayminus": below,
        "color": find_theme(look.dark).quiet,
        "thickness": 1,
        "width": 0,
    }


def _add_bars(
    figure: go.Figure, rows: pd.DataFrame, look: _Look, colour: str, error: dict[str, Any] | None
) -> None:
    period = look.period
    identifiers = rows["id"] if "id" in rows else [""] * len(rows)
    starts = [day.date() for day in rows["period"]]
    figure.add_bar(
        x=starts,
        y=rows["share"] if look.share else rows["count"],
        xperiod={"day": 86_400_000, "week": 7 * 86_400_000, "month": "M1", "quarter": "M3", "year": "M12"}[
            period
        ],
        xperiodalignment="middle",
        # As wide as their periods: Plotly's own are as wide as the shortest way between two, over gaps too.
        width=[BAR * (start + FOLLOWING[period] - start).total_seconds() * 1000 for start in rows["period"]],
        error_y=error,
        marker={"color": colour, "line": {"width": 0}},
        customdata=[
            [identifier, start.isoformat()] for identifier, start in zip(identifiers, starts, strict=True)
        ],
        hovertext=write_tips(rows, period, look.counted_in),
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _add_line(
    figure: go.Figure, part: pd.DataFrame, look: _Look, colour: str, covered: pd.DatetimeIndex
) -> None:
    value = "share" if look.share else "count"
    tips = pd.Series(write_tips(part, look.period, look.counted_in), index=pd.DatetimeIndex(part["period"]))
    every = pd.date_range(covered[0], covered[-1], freq=FREQUENCIES[look.period])
    line = part.set_index(pd.DatetimeIndex(part["period"]))[value].reindex(every)  # gaps break the line
    identifier = str(part["id"].iloc[0])
    figure.add_scatter(
        x=[day.date() for day in every],
        y=line,
        mode="lines+markers",
        name=escape_markup(part["label"].iloc[0]),
        connectgaps=False,
        line={"color": colour, "width": 2},
        marker={"size": 5},
        customdata=[[identifier, day.date().isoformat()] for day in every],
        hovertext=tips.reindex(every).fillna(""),
        hovertemplate="%{hovertext}<extra></extra>",
    )


def write_tips(rows: pd.DataFrame, period: Period, counted_in: str) -> list[str]:
    """What hovering over each point says."""
    tips = []
    for row in rows.to_dict("records"):
        who = f"<b>{escape_markup(row['label'])}</b><br>" if row.get("label") else ""
        tip = (
            f"{who}{write_period(row['period'].date(), period)}: {write_count(int(row['count']), counted_in)}"
        )
        if "coverage" in row:
            tip += (
                f"<br>of {int(row['coverage']):,}, that is {row['share']:.0%} "
                f"(95 % interval {row['low']:.0%} to {row['high']:.0%})"
            )
        tips.append(tip)
    return tips


def lay_out(theme: Theme) -> dict[str, Any]:
    """The layout that all charts over time have in common."""
    axis = {
        "gridcolor": theme.line,
        "linecolor": theme.line,
        "zerolinecolor": theme.line,
        "tickfont": {"color": theme.quiet},
    }
    return {
        **lay_ground(theme),
        "height": HEIGHT,
        "margin": {"l": 48, "r": 8, "t": 8, "b": 28},
        "xaxis": {**axis, "type": "date", "showgrid": False},
        "yaxis": {**axis, "title": {"font": {"color": theme.quiet}}},
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    }
