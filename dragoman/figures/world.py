"""A world of dots: each country at its capital, as large as it is often named; lines from a chosen one.

No borders, nothing fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dragoman.figures.palette import find_colour, find_theme, lay_ground
from dragoman.figures.words import escape_markup, shorten_label, write_count
from dragoman.knowledge import load_countries
from dragoman.knowledge.land import load_land

NOMINAL = 520  # pixels of width for which labels are laid out; a wider map has more room
LARGEST, SMALLEST = 34.0, 5.0  # pixels across a dot
LABELS = 40  # at most
_LETTER, _LINE = 6.6, 14.0  # pixels of a letter and of a line of a label
_EDGE = (-2.72, 2.72, -1.06, 1.33)  # left, right, bottom, top of the map, in the units of project()
ASPECT = (_EDGE[1] - _EDGE[0]) / (_EDGE[3] - _EDGE[2])  # width to height of the map
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_PLACES: dict[str, tuple[float, float]] = {
    "middle right": (1, 0),
    "middle left": (-1, 0),
    "top center": (0, 1),
    "bottom center": (0, -1),
}

Box = tuple[float, float, float, float]  # left, bottom, right, top, in pixels


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
) -> tuple[go.Figure, pd.DataFrame]:
    """Dots and lines, and the rows of `countries` that are drawn, in the order of the dots.

    `countries` is what count_entities returns for countries: [id, label, count]; those without a known
    capital are left out. `lines` are the pairs of the country `chosen`, as count_neighbours returns them:
    [id, label, count]. A dot's area stands for its count, a line's width for its. Dots carry [id] as
    customdata.
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
        _add_dots(
            figure,
            rows,
            spots,
            chosen,
            dark,
            counted_in,
            {chosen, *(lines["id"] if lines is not None else ())},
        )
    axis: dict[str, Any] = {"visible": False, "fixedrange": True}
    figure.update_layout(
        autosize=True,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        **lay_ground(theme),
        showlegend=False,
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
    chosen: str,
    dark: bool,
    counted_in: str,
    first: set[str],
) -> None:
    theme = find_theme(dark)
    sizes = measure_dots(rows["count"])
    points = [spots[row] for row in rows["id"]]
    order = sorted(
        range(len(rows)),
        key=lambda place: (rows["id"].iloc[place] != chosen, rows["id"].iloc[place] not in first, place),
    )
    labels = [shorten_label(label, 18) for label in rows["label"]]
    where = place_labels(points, sizes, labels, order, sure=chosen in spots)
    figure.add_scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="markers+text",
        marker={
            "size": sizes,
            "color": find_colour("country", dark),
            "opacity": 0.85,
            "line": {"width": [2.5 if row == chosen else 0.7 for row in rows["id"]], "color": theme.text},
        },
        text=[escape_markup(label) if where[place] else "" for place, label in enumerate(labels)],
        textposition=[place or "middle right" for place in where],
        textfont={"color": theme.text, "size": 12},
        customdata=[[row] for row in rows["id"]],
        hovertext=[
            f"<b>{escape_markup(label)}</b><br>{write_count(int(number), counted_in)}"
            for label, number in zip(rows["label"], rows["count"], strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 0.85}},
        unselected={"marker": {"opacity": 0.85}, "textfont": {"color": theme.text}},
        cliponaxis=False,
        name="countries",
    )


def measure_dots(counts: Sequence[int] | pd.Series) -> list[float]:
    """Pixels across the dot of each count: areas are as counts, down to the smallest that can be clicked."""
    most = max(counts, default=1) or 1
    return [max(SMALLEST, LARGEST * sqrt(number / most)) for number in counts]


def place_labels(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[float],
    labels: Sequence[str],
    order: Sequence[int],
    sure: bool = False,
) -> list[str]:
    """Where the label of each dot goes (Plotly's textposition), "" where it has no room: no two labels
    overlap and none lies on another's dot, on a map of NOMINAL pixels across. Labels are given out in
    `order`; where `sure`, the first has its own anyway, where it hides least."""
    scale = NOMINAL / (_EDGE[1] - _EDGE[0])
    dots = [
        (x * scale - size / 2, y * scale - size / 2, x * scale + size / 2, y * scale + size / 2)
        for (x, y), size in zip(points, sizes, strict=True)
    ]
    large = [number for number, size in enumerate(sizes) if size > SMALLEST + 3]
    taken: list[Box] = []
    chosen = [""] * len(points)
    for place in order:
        if len(taken) >= LABELS:
            break
        others = [*taken, *(dots[number] for number in large if number != place)]
        least = 1 if not sure or taken else len(others) + 1
        if found := _find_room(dots[place], _LETTER * len(labels[place]), others, least):
            chosen[place], room = found
            taken.append(room)
    return chosen


def _find_room(dot: Box, width: float, others: Sequence[Box], least: int) -> tuple[str, Box] | None:
    """Where beside a dot a label of this width hides least of the others, and its box.

    The first place that hides none of them is taken.

    None where it would leave the map, or hide as many as `least`.
    """
    scale, found = NOMINAL / (_EDGE[1] - _EDGE[0]), None
    for name, direction in _PLACES.items():
        box = _lay_label(dot, width, direction)
        inside = box[0] >= _EDGE[0] * scale and box[2] <= _EDGE[1] * scale
        if inside and (hidden := sum(_overlap(box, other) for other in others)) < least:
            found, least = (name, box), hidden
        if not least:
            break
    return found


def _lay_label(dot: Box, width: float, direction: tuple[float, float]) -> Box:
    (left, bottom, right, top), (across, up) = dot, direction
    x = (left + right) / 2 + across * ((right - left) / 2 + 4 + width / 2)
    y = (bottom + top) / 2 + up * ((top - bottom) / 2 + 2 + _LINE / 2)
    return x - width / 2, y - _LINE / 2, x + width / 2, y + _LINE / 2


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
