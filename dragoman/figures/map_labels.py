"""Where the labels of a map's dots stand, for each width that it may be drawn at.

A label that matters is never dropped: where there is no room beside its dot it stands farther off, with a
line that leads to it. A map has a layer of labels for each width; the style sheet shows the one that fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

_LETTER, _LINE = 6.6, 14.0  # pixels of a letter and of a line of a label
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))  # right of the dot, left, above, below
_RINGS = (22, 34, 48, 64, 84, 108, 136)  # pixels from the dot to a label that is led to
_TURNS = 24  # directions tried on a ring
_STEPS = 6  # points of a leading line that are looked at

Box = tuple[float, float, float, float]  # left, bottom, right, top, in pixels
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layer:
    """The labels of maps from `narrowest` pixels on: at most so many; of the first `sure` none is dropped."""

    name: str
    narrowest: int
    sure: int
    most: int


# The widths of the map, of which components/style.css shows one.
LAYERS = (Layer("phone", 300, 7, 9), Layer("tablet", 440, 15, 20), Layer("desk", 860, 26, 40))


@dataclass(frozen=True, slots=True)
class Label:
    """A label's middle and the end of the line that leads to it from its dot, in the units of the map.

    Beside the dot no line is needed: `led` is False.
    """

    dot: int
    x: float
    y: float
    end: Point
    led: bool


def place_labels(
    points: Sequence[Point],
    sizes: Sequence[float],
    labels: Sequence[str],
    order: Sequence[int],
    layer: Layer,
    edge: Box,
) -> list[Label]:
    """Labels of dots on a map of a layer's width whose left, bottom, right and top are `edge`, in the units
    of `points`; `sizes` are pixels across the dots.

    Labels are given out in `order`. No two overlap and none lies on another's large dot. The first
    `layer.sure` have one in any case, led to where there is no room beside the dot; of the others those
    that find room.
    """
    scale, sure = layer.narrowest / (edge[2] - edge[0]), layer.sure
    dots = [
        (x * scale - size / 2, y * scale - size / 2, x * scale + size / 2, y * scale + size / 2)
        for (x, y), size in zip(points, sizes, strict=True)
    ]
    inside = tuple(side * scale for side in edge)
    large = {place: dots[place] for place, size in enumerate(sizes) if size > min(sizes) + 3}
    large |= {place: dots[place] for place in order[:sure]}
    taken: list[Box] = []
    placed: list[Label] = []
    for rank, place in enumerate(order):
        if len(placed) >= layer.most:
            break
        others = [*taken, *(box for number, box in large.items() if number != place)]
        found = _find_room(dots[place], _LETTER * len(labels[place]), others, inside, rank < sure)
        if found:
            box, led = found
            taken.append(box)
            x, y = _find_end((points[place][0] * scale, points[place][1] * scale), box)
            middle = (box[0] + box[2]) / 2 / scale, (box[1] + box[3]) / 2 / scale
            placed.append(Label(place, *middle, (x / scale, y / scale), led))
    return placed


def _find_room(
    dot: Box, width: float, others: Sequence[Box], inside: tuple[float, ...], sure: bool
) -> tuple[Box, bool] | None:
    """The box of a label and whether it is led to; None where it need not be shown and has no room."""
    least: tuple[int, Box, bool] | None = None
    for box, led in _try_boxes(dot, width, sure):
        if box[0] < inside[0] or box[1] < inside[1] or box[2] > inside[2] or box[3] > inside[3]:
            continue
        hidden = sum(_overlap(box, other) for other in others)
        if led:
            hidden += sum(_crosses(dot, box, other) for other in others)
        if not hidden:
            return box, led
        if sure and (least is None or hidden < least[0]):
            least = hidden, box, led
    return least and least[1:]


def _try_boxes(dot: Box, width: float, far: bool) -> Iterator[tuple[Box, bool]]:
    """The boxes beside a dot, then, where `far`, those on rings about it, near ones first."""
    for across, up in _SIDES:
        yield _lay(dot, width, across * ((dot[2] - dot[0]) / 2 + 4 + width / 2), up * _rise(dot)), False
    for ring in _RINGS if far else ():
        for turn in range(_TURNS):
            angle = 2 * pi * turn / _TURNS
            yield _lay(dot, width, cos(angle) * (ring + width / 2), sin(angle) * ring), True


def _rise(dot: Box) -> float:
    return (dot[3] - dot[1]) / 2 + 2 + _LINE / 2


def _lay(dot: Box, width: float, across: float, up: float) -> Box:
    """The box of a label whose middle is so far from the dot's."""
    x, y = (dot[0] + dot[2]) / 2 + across, (dot[1] + dot[3]) / 2 + up
    return x - width / 2, y - _LINE / 2, x + width / 2, y + _LINE / 2


def _crosses(dot: Box, box: Box, other: Box) -> bool:
    """Whether the line from a dot to its label runs over another box that the dot itself does not lie in."""
    x, y = (dot[0] + dot[2]) / 2, (dot[1] + dot[3]) / 2
    if other[0] < x < other[2] and other[1] < y < other[3]:
        return False
    to_x, to_y = _find_end((x, y), box)
    return any(
        other[0] < x + (to_x - x) * step / _STEPS < other[2]
        and other[1] < y + (to_y - y) * step / _STEPS < other[3]
        for step in range(1, _STEPS)
    )


def _find_end(start: Point, box: Box) -> Point:
    """The point of a box that is nearest to `start`."""
    return min(max(start[0], box[0]), box[2]), min(max(start[1], box[1]), box[3])


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
