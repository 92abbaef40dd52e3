"""A person's offices over time: what tables know, what the library learnt, each article that states one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dragoman.figures.palette import find_colour, find_series_colour, find_theme, lay_ground
from dragoman.figures.words import escape_markup, shorten_label, write_count, write_span

MOST_OFFICES = 8
LANE = 34  # pixels
NAMES = {
    "known": "known from public tables",
    "learnt": "learnt from this library",
    "stated": "stated by an article",
}
DAY = 86_400_000  # milliseconds


def draw_offices(
    held: pd.DataFrame, days: pd.DataFrame, dark: bool = False
) -> tuple[go.Figure, pd.DataFrame]:
    """A lane an office, and the rows of `held` (as of `dossier.list_held`) that are drawn.

    A bar is a known spell, pale where no source gives both of its ends; a line a learnt one; a dot a day on
    which articles state the office (`days`: as of `dossier.list_stated_days`). Of more than `MOST_OFFICES`
    those that most is said of are drawn. Dots carry (office, day) as customdata.
    """
    theme = find_theme(dark)
    dated = held[held["first"].map(lambda day: isinstance(day, date)).astype(bool)]
    weights = (
        dated.assign(weight=dated["articles"].clip(lower=1)).groupby("office", sort=False)["weight"].sum()
    )
    kept = set(weights.sort_values(ascending=False, kind="stable").index[:MOST_OFFICES])
    rows = dated[dated["office"].isin(kept)].reset_index(drop=True)
    lanes = {office: place for place, office in enumerate(dict.fromkeys(rows["office"]))}
    figure = go.Figure()
    _add_bars(
        figure, rows[rows["origin"] == "known"], lanes, find_series_colour(5, dark), -0.24, 0.24, "known"
    )
    _add_bars(
        figure, rows[rows["origin"] == "learnt"], lanes, find_series_colour(4, dark), 0.3, 0.1, "learnt"
    )
    dots = days[days["office"].isin(kept)] if len(days) else days
    if len(dots):
        records = dots.to_dict("records")
        figure.add_scatter(
            x=[row["day"] for row in records],
            y=[lanes[row["office"]] + 0.08 for row in records],
            mode="markers",
            name=NAMES["stated"],
            marker={"color": find_colour("person", dark), "size": 7, "line": {"width": 0}},
            customdata=[[row["office"], row["day"].isoformat()] for row in records],
            hovertext=[
                f"<b>{escape_markup(row['office'])}</b>"
                f"<br>stated on {row['day'].isoformat()} by {write_count(row['articles'])}"
                for row in records
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    figure.update_layout(
        height=LANE * max(len(lanes), 1) + 32,
        margin={"l": 8, "r": 12, "t": 4, "b": 28},
        **lay_ground(theme),
        showlegend=False,  # the page has one: Plotly's takes the room of the lanes where there is little
        barmode="overlay",
        dragmode=False,
    )
    figure.update_xaxes(type="date", gridcolor=theme.line, linecolor=theme.line, fixedrange=True)
    figure.update_yaxes(
        range=[len(lanes) - 0.5, -0.5],
        automargin=True,
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickmode="array",
        tickvals=list(lanes.values()),
        ticktext=[escape_markup(shorten_label(office, 28)) for office in lanes],
    )
    return figure, rows


def _add_bars(
    figure: go.Figure,
    rows: pd.DataFrame,
    lanes: dict[str, int],
    colour: str,
    shift: float,
    width: float,
    origin: str,
) -> None:
    if not len(rows):
        return
    records: list[Any] = rows.to_dict("records")
    figure.add_bar(
        orientation="h",
        base=[row["first"] for row in records],
        x=[(row["last"] - row["first"] + timedelta(days=1)).days * DAY for row in records],
        y=[lanes[row["office"]] + shift for row in records],
        width=width,
        name=NAMES[origin],
        # a single day would be too narrow to be seen without an outline
        marker={
            "color": colour,
            "opacity": [
                0.9 if origin == "learnt" or row["certainty"] == "from-to" else 0.5 for row in records
            ],
            "line": {"width": 2, "color": colour},
        },
        hovertext=[_describe(row, origin) for row in records],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _describe(row: Any, origin: str) -> str:
    said = (
        f"{write_count(int(row['articles']))} of this library"
        if origin == "learnt"
        else f"{row['certainty']}: {row['source']}"
    )
    office, span = escape_markup(row["office"]), write_span(row["first"], row["last"])
    return f"<b>{office}</b><br>{span}<br>{escape_markup(said)}"
