"""The network of pairs: who stands near whom.

A node is an entity: its size is how many articles (stories, outlets) name it. An edge is a pair: its width is
how strong the pair is by the measure. Positions are computed here, from the same beginnings each time, so the
same pairs give the same picture, an entity stays about where it was while a filter moves, and exactly there
while a window of time does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dragoman.analysis.pairs_over_time import Windows
from dragoman.figures.arrangement import (
    MOST_NODES,
    MOST_PAIRS,
    Arrangement,
    arrange_pairs,
    scale_widths,
    size_nodes,
)
from dragoman.figures.layout import FIELD, place_labels
from dragoman.figures.measures import weigh_pairs, write_measure
from dragoman.figures.palette import FONT, Theme, find_colour, find_series_colour, find_theme
from dragoman.figures.words import KIND_NAMES, escape_markup, shorten_label, write_count
from dragoman.model import KINDS, Colouring, Measure

MOST_COLOURS = 6
# Where colours mean groups
SHAPES = {"person": "circle", "country": "roundRect", "organization": "diamond", "topic": "triangle"}
NARROW = 700  # pixels; a chart that has less draws itself otherwise
HIGH = 556  # pixels that its nodes have from top to bottom
SLIM = {NARROW: 0.68, 500: 0.47}  # under so many pixels a network is at most this share of its height wide
FAINT = 0.18  # of what a window does not name


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What a window of time shows of an arrangement: its pairs (columns as of count_pairs without labels),
    how often each name is named in it, and the largest weight and count of any window, up to which everything
    is scaled."""

    pairs: pd.DataFrame
    counts: Mapping[str, int]
    top_weight: float
    top_count: int


def find_moment(film: Windows, day: date, measure: Measure) -> Moment:
    """What the window of a film that begins on a day shows."""
    inside = film.pairs[film.pairs["period"] == pd.Timestamp(day)]
    named = film.names[film.names["period"] == pd.Timestamp(day)]
    top = int(film.names["count"].max()) if len(film.names) else 1
    counts = dict(zip(named["id"], named["count"].astype(int), strict=True))
    return Moment(inside, counts, float(weigh_pairs(film.pairs, measure).max(initial=0.0)), top)


def draw_network(
    pairs: pd.DataFrame,
    dark: bool = False,
    *,
    most: int = MOST_PAIRS,
    selection: tuple[str, ...] = (),
    counted_in: str = "article",
    colour_by: Colouring = "kind",
    field: tuple[float, float] = FIELD,
    measure: Measure = "count",
    around: str = "",
    arrangement: Arrangement | None = None,
    moment: Moment | None = None,
) -> tuple[dict[str, Any], pd.DataFrame]:
    """An ECharts option for the strongest pairs (as of count_pairs), and the rows drawn, in its edges' order.

    At most `most` pairs and 300 nodes. `field` is about the width and height in pixels that it will have: its
    shape is kept. `selection` is drawn as selected, `around` with a ring. A click is read by
    `clicks.find_clicked`: one identifier of a node, two of an edge. `arrangement`, where there is one, stands
    for all of `pairs`; `moment` draws a window of it.
    """
    stand = arrangement or arrange_pairs(pairs, most, field, measure, around)
    theme = find_theme(dark)
    rows, counts = stand.rows, stand.counts
    if moment is not None:
        rows, counts = (
            _label(moment.pairs, stand),
            {node: moment.counts.get(node, 0) for node in stand.labels},
        )
    sizes = size_nodes(counts, moment.top_count if moment else 0)
    categories, category_of = _colour(stand, colour_by, dark)
    nodes = [
        {
            "id": node,
            "ids": [node],
            "name": label,
            "x": stand.places[node][0],
            "y": stand.places[node][1],
            "symbol": SHAPES[node.partition(":")[0]] if colour_by == "group" else "circle",
            "symbolSize": round(sizes[node], 1),
            "value": counts[node],
            "category": category_of[node],
            "label": {
                "formatter": escape_template(shorten_label(label, 26)),
                "position": stand.sides[node],
                "show": counts[node] > 0,
            },
            "itemStyle": _style(theme, counts[node] == 0, node == around),
            "selected": (node,) == selection,
            "tooltip": {
                "formatter": f"<b>{escape_markup(label)}</b>"
                f"<br>named in {write_count(counts[node], counted_in)}"
                f"<br>group: {escape_markup(stand.groups[stand.communities[node]])}"
            },
        }
        for node, label in stand.labels.items()
    ]
    weights = weigh_pairs(rows, measure)
    links = [
        {
            "ids": [row["a"], row["b"]],
            "source": row["a"],
            "target": row["b"],
            "value": int(row["count"]),
            "lineStyle": {"width": float(width)},
            "selected": {row["a"], row["b"]} == set(selection),
            "tooltip": {"formatter": write_tip(row, measure, counted_in)},
        }
        for row, width in zip(
            rows.to_dict("records"), scale_widths(weights, moment.top_weight if moment else 0.0), strict=True
        )
    ]
    return _put_together(nodes, links, categories, theme), rows


def write_tip(row: Mapping[Any, Any], measure: Measure, counted_in: str) -> str:
    """What hovering over a pair says."""
    tip = f"<b>{escape_markup(row['a_label'])}</b> and <b>{escape_markup(row['b_label'])}</b>"
    tip += f"<br>together in {write_count(int(row['count']), counted_in)}"
    return tip + (
        f"<br>{escape_markup(write_measure(row, measure, counted_in))}" if measure != "count" else ""
    )


def escape_template(text: str) -> str:
    """A label for an ECharts template: braces are no placeholders (they become their full-width likes)."""
    return text.replace("{", "｛").replace("}", "｝")


def _label(rows: pd.DataFrame, stand: Arrangement) -> pd.DataFrame:
    return rows.assign(a_label=rows["a"].map(stand.labels), b_label=rows["b"].map(stand.labels)).reset_index(
        drop=True
    )


def _style(theme: Theme, faint: bool, ringed: bool) -> dict[str, Any]:
    ring = {"borderColor": theme.text, "borderWidth": 3} if ringed else {}
    return ring | ({"opacity": FAINT} if faint else {})


def _colour(
    stand: Arrangement, colour_by: Colouring, dark: bool
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The entries of the legend, and that of each node."""
    if colour_by == "group":  # the smaller ones share one colour: more than seven cannot be told apart
        categories = [
            {"name": name, "itemStyle": {"color": find_series_colour(place, dark)}}
            for place, name in enumerate(stand.groups[:MOST_COLOURS])
        ]
        rest = [{"name": "Smaller groups", "itemStyle": {"color": find_theme(dark).quiet}}] * (
            len(stand.groups) > MOST_COLOURS
        )
        return categories + rest, {
            node: min(number, MOST_COLOURS) for node, number in stand.communities.items()
        }
    kinds = {node: node.partition(":")[0] for node in stand.labels}
    seen = [kind for kind in KINDS if kind in kinds.values()]
    categories = [
        {"name": KIND_NAMES[kind], "itemStyle": {"color": find_colour(kind, dark)}} for kind in seen
    ]
    return categories, {node: [str(other) for other in seen].index(kind) for node, kind in kinds.items()}


def _put_together(
    nodes: list[dict[str, Any]], links: list[dict[str, Any]], categories: list[dict[str, Any]], theme: Theme
) -> dict[str, Any]:
    crowded = len(nodes) > MOST_NODES // 3
    return {
        "media": [
            {
                "query": {"maxWidth": most},
                "option": {"series": [{"id": "network"} | _draw_together(nodes, share)]},
            }
            for most, share in SLIM.items()
        ],
        "animation": False,
        "backgroundColor": "transparent",
        "textStyle": {"color": theme.text, "fontFamily": FONT},
        "tooltip": {
            "confine": True,
            "backgroundColor": theme.ground,
            "borderColor": theme.line,
            "textStyle": {"color": theme.text, "fontFamily": FONT},
        },
        "legend": {
            "type": "scroll",
            "top": 0,
            "left": 0,
            "textStyle": {"color": theme.text, "fontFamily": FONT},
            "pageTextStyle": {"color": theme.text},
            "data": [category["name"] for category in categories],
        },
        "series": [
            {
                "type": "graph",
                "id": "network",
                "layout": "none",
                "preserveAspect": True,
                "top": 40,
                "bottom": 24,
                "left": 24,
                "right": 140,
                "roam": True,
                "selectedMode": "single",
                "categories": categories,
                "data": nodes,
                "links": links,
                "label": {"show": True, "color": theme.text, "fontSize": 11 if crowded else 12},
                "labelLayout": {"hideOverlap": True},  # of two labels that collide the larger circle's stays
                "lineStyle": {"color": theme.quiet, "opacity": 0.25 if crowded else 0.35, "curveness": 0.06},
                "itemStyle": {"borderColor": theme.ground, "borderWidth": 1.5},
                "emphasis": {"focus": "adjacency", "lineStyle": {"opacity": 0.9}, "label": {"show": True}},
                "select": {
                    "itemStyle": {"borderColor": theme.text, "borderWidth": 3},
                    "lineStyle": {"color": theme.text, "opacity": 1},
                },
            }
        ],
    }


def _draw_together(nodes: list[dict[str, Any]], share: float) -> dict[str, Any]:
    """What a narrow chart draws otherwise: the same nodes closer across, labels where these have room."""
    wide, high = (
        max((node[axis] for node in nodes), default=0) - min((node[axis] for node in nodes), default=0)
        for axis in "xy"
    )
    slim = min(1.0, share * high / wide) if wide and high else 1.0
    scale = HIGH / high if high else 1.0
    low, top = (min((node[axis] for node in nodes), default=0) for axis in "xy")
    places = {node["id"]: ((node["x"] - low) * slim * scale, (node["y"] - top) * scale) for node in nodes}
    sizes = {node["id"]: node["symbolSize"] for node in nodes}
    sides = place_labels(
        places,
        sizes,
        {node["id"]: shorten_label(node["name"], 26) for node in nodes},
        (wide * slim * scale, HIGH),
    )
    return {
        "left": 60,
        "right": 120,
        "label": {"fontSize": 9 if len(nodes) > MOST_NODES // 3 else 11},
        "data": [
            node | {"x": round(node["x"] * slim, 1), "label": node["label"] | {"position": sides[node["id"]]}}
            for node in nodes
        ],
    }
