"""A world of dots: each country at its capital, as large as it is often named; lines from a chosen one.

No borders, nothing fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dragoman.figures.map_labels import LAYERS, Layer, place_labels
from dragoman.figures.palette import find_colour, find_theme, lay_ground
from dragoman.figures.words import escape_markup, shorten_label, write_count
from dragoman.knowledge import load_countries
from dragoman.knowledge.land import load_land

LARGEST, SMALLEST = 34.0, 5.0  # pixels across a dot
_EDGE = (-2.72, 2.72, -1.06, 1.33)  # left, right, bottom, top of the map, in the units of project()
ASPECT = (_EDGE[1] - _EDGE[0]) / (_EDGE[3] - _EDGE[2])  # width to height of the map
_A = (1.340264, -0.081106, 0.000893, 0.003796)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """A point in degrees in the Equal Earth projection, x to ±2.71, y to ±1.32, in radii of the globe.

    The polynomial of B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection", International
    Journal of Geographical Information Science 33 (2019) 454-465.
    """
    angle = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square, sixth = angle**2, angle**6
    slope = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
    height = angle * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
    return 2 * sqrt(3) * radians(longitude) * cos(angle) / (3 * slope), height


def draw_world(
    countries: pd.DataFrame,
    lines: pd.DataFrame | None = None,
    dark: bool = False,
    *,
    chosen: str = "",
    counted_in: str = "article",
    layers: Sequence[Layer] = LAYERS,
) -> tuple[go.Figure, pd.DataFrame]:
    """Dots and lines, and the rows of `countries` that are drawn, in the order of the dots.

    `countries` is what count_entities returns for countries: [id, label, count]; those without a known
    capital are left out. `lines` are the pairs of the country `chosen`, as count_neighbours returns them:
    [id, label, count]. A dot's area stands for its count, a line's width for its. Dots carry [id] as
    customdata. Each of `layers` has labels for maps of its width, named after it: show one.
    """
    theme = find_theme(dark)
    positions = {row: load_countries().position(row.partition(":")[2]) for row in countries["id"]}
    rows = countries[[positions[row] is not None for row in countries["id"]]].reset_index(drop=True)
    spots = {row: project(*position) for row, position in positions.items() if position is not None}
    figure = go.Figure()
    outline_x, outline_y = _trace_land()
    figure.add_scatter(
        x=outline_x,
        y=outline_y,
        mode="lines",
        fill="toself",
        fillcolor=theme.line,
        line={"width": 0},
        hoverinfo="skip",
        name="land",
    )
    if lines is not None and chosen in spots:
        _add_lines(figure, lines, spots, chosen, theme.text, counted_in)
    if len(rows):
        sizes = measure_dots(rows["count"])
        _add_dots(figure, rows, spots, sizes, chosen, dark, counted_in)
        first = {chosen, *(lines["id"] if lines is not None else ())}
        order = sorted(
            range(len(rows)),
            key=lambda place: (rows["id"].iloc[place] != chosen, rows["id"].iloc[place] not in first, place),
        )
        partners = sum(row in first for row in rows["id"])
        for layer in layers:
            sure = min(max(layer.sure, partners), layer.most)
            _add_labels(figure, rows, spots, sizes, order, replace(layer, sure=sure), theme.text)
    axis: dict[str, Any] = {"visible": False}
    figure.update_layout(
        autosize=True,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        **lay_ground(theme),
        showlegend=False,
        dragmode="pan",
        modebar={
            "orientation": "v",
            "bgcolor": "rgba(0,0,0,0)",
            "color": theme.text,
            "activecolor": theme.text,
        },
        xaxis=axis | {"range": _EDGE[:2]},
        yaxis=axis | {"range": _EDGE[2:]},  # whoever draws it gives it the shape ASPECT
    )
    return figure, rows


@lru_cache(maxsize=1)
def _trace_land() -> tuple[list[float | None], list[float | None]]:
    """All rings as one line with breaks."""
    x: list[float | None] = []
    y: list[float | None] = []
    for ring in load_land():
        for point in ring:
            across, up = project(*point)
            x.append(round(across, 4))
            y.append(round(up, 4))
        x.append(None)
        y.append(None)
    return x, y


def _add_lines(
    figure: go.Figure,
    lines: pd.DataFrame,
    spots: dict[str, tuple[float, float]],
    chosen: str,
    colour: str,
    counted_in: str,
) -> None:
    most = max(lines["count"], default=1)
    for row in lines.to_dict("records"):
        if row["id"] in spots:
            ends = spots[chosen], spots[row["id"]]
            figure.add_scatter(
                x=[end[0] for end in ends],
                y=[end[1] for end in ends],
                mode="lines",
                line={"color": colour, "width": 1 + 5 * row["count"] / most},
                opacity=0.55,
                hoverinfo="skip",
                name=escape_markup(row["label"]),
            )


def _add_dots(
    figure: go.Figure,
    rows: pd.DataFrame,
    spots: dict[str, tuple[float, float]],
    sizes: Sequence[float],
    chosen: str,
    dark: bool,
    counted_in: str,
) -> None:
    points = [spots[row] for row in rows["id"]]
    figure.add_scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="markers",
        marker={
            "size": sizes,
            "color": find_colour("country", dark),
            "opacity": 0.85,
            "line": {
                "width": [2.5 if row == chosen else 0.7 for row in rows["id"]],
                "color": find_theme(dark).text,
            },
        },
        customdata=[[row] for row in rows["id"]],
        hovertext=[
            f"<b>{escape_markup(label)}</b><br>{write_count(int(number), counted_in)}"
            for label, number in zip(rows["label"], rows["count"], strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 0.85}},
        unselected={"marker": {"opacity": 0.85}},
        cliponaxis=False,
        name="countries",
    )


def _add_labels(
    figure: go.Figure,
    rows: pd.DataFrame,
    spots: dict[str, tuple[float, float]],
    sizes: Sequence[float],
    order: Sequence[int],
    layer: Layer,
    colour: str,
) -> None:
    """The labels of one width of the map, and the lines that lead to those that stand apart."""
    points = [spots[row] for row in rows["id"]]
    labels = [shorten_label(label, 18) for label in rows["label"]]
    edge = (_EDGE[0], _EDGE[2], _EDGE[1], _EDGE[3])
    placed = place_labels(points, sizes, labels, order, layer, edge)
    led = [label for label in placed if label.led]
    figure.add_scatter(
        # Plotly draws no trace at all for no points, and the style sheet counts traces.
        x=[None, *(x for label in led for x in (points[label.dot][0], label.end[0], None))],
        y=[None, *(y for label in led for y in (points[label.dot][1], label.end[1], None))],
        mode="lines",
        line={"color": colour, "width": 0.8},
        opacity=0.6,
        hoverinfo="skip",
        name=f"{layer.name} leaders",
    )
    figure.add_scatter(
        x=[label.x for label in placed],
        y=[label.y for label in placed],
        mode="text",
        text=[escape_markup(labels[label.dot]) for label in placed],
        textfont={"color": colour, "size": 12},
        unselected={"textfont": {"color": colour}},
        hoverinfo="skip",
        cliponaxis=False,
        name=f"{layer.name} labels",
    )


def measure_dots(counts: Sequence[int] | pd.Series) -> list[float]:
    """Pixels across the dot of each count: areas are as counts, down to the smallest that can be clicked."""
    most = max(counts, default=1) or 1
    return [max(SMALLEST, LARGEST * sqrt(number / most)) for number in counts]
