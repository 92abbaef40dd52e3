"""The stream of topics: areas on one another, each its topic's share, broken where nothing was published."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dragoman.figures.palette import find_series_colour, find_theme
from dragoman.figures.timeline import FOLLOWING, FREQUENCIES, find_gaps, guess_period, lay_out, write_tips
from dragoman.figures.words import COUNTED_WORDS, escape_markup, shorten_label
from dragoman.model import Period


def draw_stream(
    frame: pd.DataFrame,
    dark: bool = False,
    *,
    period: Period | None = None,
    share: bool = True,
    counted_in: str = "article",
) -> tuple[go.Figure, pd.DataFrame]:
    """An area an entity, the largest at the bottom, and the rows drawn (as of count_entities_over_time).

    Heights are shares of all coverage, or counts. An article with two topics is in both areas, so all of them
    together may be more than all articles. Stretches without any article are shaded and no area crosses them.
    Points carry (identifier, first day) as customdata.
    """
    theme = find_theme(dark)
    period = period or frame.attrs.get("period") or guess_period(frame["period"])
    sizes = frame.groupby("id")["count"].sum()
    order = sorted(sizes.index, key=lambda name: (-sizes[name], name))
    rank = {name: place for place, name in enumerate(order)}
    rows = frame.sort_values(
        ["id", "period"],
        key=lambda column: column.map(rank) if column.name == "id" else column,
        ignore_index=True,
    )
    covered = pd.DatetimeIndex(rows["period"]).unique().sort_values()
    figure = go.Figure()
    for number, stretch in enumerate(find_stretches(covered, period)):
        for place, name in enumerate(order):
            part = rows[(rows["id"] == name) & rows["period"].isin(stretch)]
            _add_area(figure, part, period, share, counted_in, find_series_colour(place, dark), number)
    for start, end in find_gaps(covered, period):
        figure.add_vrect(x0=start, x1=end, fillcolor=theme.line, opacity=0.45, line_width=0, layer="below")
    what = COUNTED_WORDS.get(counted_in, ("", counted_in))[1]
    figure.update_layout(**lay_out(theme), showlegend=True)
    figure.update_layout(legend={"traceorder": "normal", "font_size": 11, "itemwidth": 30})
    figure.update_yaxes(
        title=f"share of {what}" if share else what, tickformat=".0%" if share else ",~d", rangemode="tozero"
    )
    return figure, rows


def find_stretches(covered: pd.DatetimeIndex, period: Period) -> list[pd.DatetimeIndex]:
    """The covered periods, cut where one or more are missing."""
    if not len(covered):
        return []
    every = pd.date_range(covered[0], covered[-1], freq=FREQUENCIES[period])
    places = pd.Series(every.get_indexer(covered))
    return [covered[part.index] for _, part in places.groupby(places.diff().ne(1).cumsum())]


def _add_area(
    figure: go.Figure,
    part: pd.DataFrame,
    period: Period,
    share: bool,
    counted_in: str,
    colour: str,
    number: int,
) -> None:
    """One entity in one stretch: points amid their periods, level from the first day to the last."""
    one = FOLLOWING[period]
    starts = pd.DatetimeIndex(part["period"])
    middles = [start + (start + one - start) / 2 for start in starts]
    values = list(part["share"] if share else part["count"])
    carried: list[Any] = [[row["id"], row["period"].date().isoformat()] for row in part.to_dict("records")]
    tips = write_tips(part, period, counted_in)
    label = str(part["label"].iloc[0])
    figure.add_scatter(
        x=[starts[0], *middles, starts[-1] + one],
        y=[values[0], *values, values[-1]],
        mode="lines+markers",
        name=escape_markup(shorten_label(label, 36)),
        legendgroup=str(part["id"].iloc[0]),
        showlegend=number == 0,
        stackgroup=f"stretch {number}",
        line={"color": colour, "width": 1},
        marker={"size": [0, *[5] * len(values), 0], "color": colour, "line": {"width": 0}},
        customdata=[carried[0], *carried, carried[-1]],
        hovertext=[tips[0], *tips, tips[-1]],
        hovertemplate="%{hovertext}<extra></extra>",
    )
