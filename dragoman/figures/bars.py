"""The most frequent entities as bars."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dragoman.figures.palette import find_colour, find_theme, lay_ground
from dragoman.figures.words import COUNTED_WORDS, escape_markup, shorten_label, write_count

MOST_BARS = 20


def draw_bars(
    frame: pd.DataFrame, dark: bool = False, *, most: int = MOST_BARS, counted_in: str = "article"
) -> tuple[go.Figure, pd.DataFrame]:
    """A bar an entity, the longest on top, each in the colour of its kind, and the rows of `frame` (as of
    count_entities) that are drawn, in that order.

    Points carry the identifier as customdata; Streamlit returns their index in `rows` as point_index.
    """
    theme = find_theme(dark)
    rows = frame.head(most).reset_index(drop=True)
    records = rows.to_dict("records")
    figure = go.Figure()
    figure.add_bar(
        orientation="h",
        x=rows["count"],
        y=list(range(len(rows))),
        marker={
            "color": [find_colour(str(row["id"]).partition(":")[0], dark) for row in records],
            "line": {"width": 0},
        },
        text=[f"{int(row['count']):,}" for row in records],
        textposition="outside",
        cliponaxis=False,
        customdata=[[row["id"]] for row in records],
        hovertext=[
            f"<b>{escape_markup(row['label'])}</b><br>named in {write_count(int(row['count']), counted_in)}"
            for row in records
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.update_layout(
        height=24 * max(len(rows), 1) + 24,
        margin={"l": 8, "r": 48, "t": 4, "b": 4},
        **lay_ground(theme),
        bargap=0.3,
    )
    figure.update_xaxes(
        visible=False, rangemode="tozero", title=COUNTED_WORDS.get(counted_in, ("", counted_in))[1]
    )
    figure.update_yaxes(
        autorange="reversed",
        automargin=True,
        showgrid=False,
        tickmode="array",
        tickvals=list(range(len(rows))),
        ticktext=[escape_markup(shorten_label(row["label"], 32)) for row in records],
    )
    return figure, rows
