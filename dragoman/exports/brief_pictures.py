"""The two pictures of a brief as SVG that needs no script: articles by week, and who is named with whom."""

from __future__ import annotations

from xml.etree import ElementTree

import pandas as pd

from dragoman.exports.markup import Element, build
from dragoman.figures.arrangement import arrange_pairs
from dragoman.figures.palette import find_colour
from dragoman.figures.words import shorten_label

WIDE, HIGH = 640, 90  # of the timeline, in its own units
FIELD = (600.0, 210.0)  # of the network
MARGIN = 70
NAMES = 14  # pairs that are drawn


def draw_weeks(weeks: pd.DataFrame, since: object) -> Element:
    """Bars of articles by week ([day, count]); those that begin before `since` are pale."""
    most = max(int(weeks["count"].max()) if len(weeks) else 0, 1)
    wide = WIDE / max(len(weeks), 1)
    bars = []
    for place, row in enumerate(weeks.itertuples(index=False)):
        high = 60 * row[1] / most
        colour = find_colour("country", False) if row[0] >= since else "#c3ccd6"
        bar = _shape(
            "rect", x=place * wide + 1, y=66 - high, width=max(wide - 2, 1), height=high, fill=colour
        )
        bar.append(build("title", f"{row[0]}: {row[1]}"))
        bars.append(bar)
    labels = [
        _text(0, 82, f"week from {weeks['day'].iloc[0]}", "start"),
        _text(WIDE, 82, f"week from {weeks['day'].iloc[-1]}", "end"),
        _text(0, 10, f"most: {most} articles in a week", "start"),
    ]
    return _picture(WIDE, HIGH, "Articles by week", *bars, *(labels if len(weeks) else []))


def draw_network(pairs: pd.DataFrame, around: str = "") -> Element | None:
    """The strongest pairs (as of count_pairs) as circles and lines; None where there are none."""
    if not len(pairs):
        return None
    arranged = arrange_pairs(pairs, NAMES, FIELD, around=around)
    places = {id: (x + MARGIN, y + 20) for id, (x, y) in arranged.places.items()}
    most = max(int(count) for count in arranged.rows["count"])
    lines, names = [], []
    for row in arranged.rows.to_dict("records"):
        (x1, y1), (x2, y2) = places[row["a"]], places[row["b"]]
        width = 0.6 + 3 * row["count"] / most
        line = _shape("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="#b3bdc8", **{"stroke-width": width})
        line.append(build("title", f"{row['a_label']} and {row['b_label']}: {row['count']}"))
        lines.append(line)
    for id, (x, y) in places.items():
        names.append(_shape("circle", cx=x, cy=y, r=4, fill=find_colour(id.partition(":")[0], False)))
        names.append(_text(x, y - 7, shorten_label(arranged.labels[id], 22), "middle"))
    return _picture(FIELD[0] + 2 * MARGIN, FIELD[1] + 40, "Who is named with whom", *lines, *names)


def write_picture(picture: Element) -> str:
    """A picture as text."""
    return ElementTree.tostring(picture, encoding="unicode")


def _picture(width: float, height: float, label: str, *children: Element) -> Element:
    return build(
        "svg", *children, viewBox=f"0 0 {width:g} {height:g}", role="img",
        xmlns="http://www.w3.org/2000/svg", **{"aria-label": label},
    )  # fmt: skip


def _shape(tag: str, **numbers: float | str) -> Element:
    values = {
        name: f"{value:.1f}" if isinstance(value, float | int) else value for name, value in numbers.items()
    }
    return build(tag, **values)


def _text(x: float, y: float, words: str, anchor: str) -> Element:
    return build(
        "text",
        words,
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        fill="#3a4653",
        **{"text-anchor": anchor, "font-size": "10"},
    )
