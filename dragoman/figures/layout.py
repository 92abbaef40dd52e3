"""Where the nodes of a network stand: near those they are tied to, apart from others, always the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np

FIELD = (1000.0, 560.0)  # width and height that positions fill; the browser scales it to its place, in shape
LETTER, LINE = 7.0, 15.0  # about how wide a letter and how high a line of a label is
_HUB = 0.25  # what ties each node to the middle, so that unconnected parts do not fly away
SEED = 7


def place_nodes(
    graph: nx.Graph,
    communities: Mapping[str, int],
    sizes: Mapping[str, float],
    field: tuple[float, float] = FIELD,
) -> dict[str, tuple[float, float]]:
    """A position for each node in a field of a width and height, with room for it and a part of its label.

    A node begins where its identifier says and its ties pull it from there, so it moves little when others
    come and go.
    """
    nodes = sorted(graph)
    if not nodes:
        return {}
    number = {node: place for place, node in enumerate(nodes)}
    ties = np.zeros((len(nodes) + 1, len(nodes) + 1))
    ties[-1, :-1] = ties[:-1, -1] = _HUB
    for a, b, data in graph.edges(data=True):
        tie = (1 + np.log1p(data["weight"])) * (1.5 if communities[a] == communities[b] else 0.6)
        ties[number[a], number[b]] = ties[number[b], number[a]] = tie
    points = _pull(np.array([_find_beginning(node) for node in nodes]), ties)
    points = _spread(_fill(points, field), np.array([sizes[node] for node in nodes]), field)
    return {
        node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, points, strict=True)
    }


def _find_beginning(node: str) -> Any:
    """A point in the unit disc that depends on the identifier alone."""
    digest = hashlib.blake2b(node.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    angle, radius = (int.from_bytes(part, "big") / 2**32 for part in (digest[:4], digest[4:]))
    return np.sqrt(radius) * np.array([np.cos(2 * np.pi * angle), np.sin(2 * np.pi * angle)])


def _pull(points: Any, ties: Any) -> Any:
    """Points by the method of Fruchterman and Reingold: ties pull, all push one another away, ever less.

    The last row and column of `ties` are those of the middle, which stays where it is.
    """
    points = np.vstack([points, [0.0, 0.0]])
    room = 2.6 / np.sqrt(len(points))
    rounds = min(200, max(50, 15_000 // (len(points) - 1)))  # each takes nodes squared; crowds settle soon
    longest = 0.1 * np.ptp(points, axis=0).max()
    for left in np.linspace(1, 0, rounds + 1, endpoint=False)[:-1]:
        x, y = points.T
        distance = np.sqrt(np.maximum((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2, 0.0001))
        force = (room / distance) ** 2 - ties * distance / room
        moved = points * force.sum(axis=1, keepdims=True) - force @ points
        points[:-1] += (moved * longest * left / np.maximum(np.hypot(*moved.T), 0.01)[:, None])[:-1]
    return points[:-1]


def _fill(points: Any, field: tuple[float, float]) -> Any:
    """Points stretched to the field; half by rank, not distance, so that a crowd in the middle opens up."""
    spans = []
    for axis, length in enumerate(field):
        values = points[:, axis]
        ranks = np.argsort(np.argsort(values, kind="stable"), kind="stable") / max(len(values) - 1, 1)
        low, high = values.min(), values.max()
        straight = (values - low) / (high - low) if high > low else np.full(len(values), 0.5)
        spans.append((0.5 * straight + 0.5 * ranks) * length if len(values) > 1 else np.array([length / 2]))
    return np.stack(spans, axis=1)


def _spread(points: Any, sizes: Any, field: tuple[float, float]) -> Any:
    """Nodes pushed apart until neither they nor their labels' beginnings overlap, as far as there is room."""
    if len(points) < 2:
        return points
    wide = (sizes[:, None] + sizes[None, :]) / 2 + 56  # room for a label on the right
    high = np.maximum((sizes[:, None] + sizes[None, :]) / 2, 14) + 6
    np.fill_diagonal(wide, 0)
    for _ in range(80 if len(points) <= 100 else 40):
        x, y = points.T
        one, other = np.nonzero((np.abs(x[:, None] - x) < wide) & (np.abs(y[:, None] - y) < high))
        if not len(one):
            break
        # Along the axis where less is missing; those on one spot part by their order.
        apart = points[one] - points[other]
        missing = np.stack([wide[one, other], high[one, other]], axis=1) - np.abs(apart)
        by_x = missing[:, 0] * 0.5 < missing[:, 1]
        moved = 0.2 * missing * np.where(apart == 0, np.sign(one - other)[:, None], np.sign(apart))
        moved[~by_x, 0] = moved[by_x, 1] = 0
        points = points + np.stack([np.bincount(one, moved[:, axis], len(points)) for axis in (0, 1)], axis=1)
        points = np.clip(points, [0, 0], field)
    return points


def place_labels(
    places: Mapping[str, tuple[float, float]],
    sizes: Mapping[str, float],
    labels: Mapping[str, str],
    field: tuple[float, float] = FIELD,
) -> dict[str, str]:
    """On which side of its node each label stands: the first where it lies on nothing and in the field.

    Right, left, bottom and top are tried in this order. Bigger nodes choose first. On the right of the field
    there is room for a label.
    """
    boxes = [
        (x - sizes[node] / 2, y - sizes[node] / 2, x + sizes[node] / 2, y + sizes[node] / 2)
        for node, (x, y) in places.items()
    ]
    taken = np.array(boxes) if boxes else np.zeros((0, 4))
    bad = np.ones(len(taken))  # a label on a circle is read; of two labels on each other one is hidden
    sides = {}
    for node in sorted(places, key=lambda node: (-sizes[node], node)):
        (x, y), half, wide = places[node], sizes[node] / 2 + 4, LETTER * len(labels[node])
        spots = {
            "right": (x + half, y - LINE / 2, x + half + wide, y + LINE / 2),
            "left": (x - half - wide, y - LINE / 2, x - half, y + LINE / 2),
            "bottom": (x - wide / 2, y + half, x + wide / 2, y + half + LINE),
            "top": (x - wide / 2, y - half - LINE, x + wide / 2, y - half),
        }
        hits = {
            side: (100 if box[0] < -20 or box[2] > field[0] + 130 else 0)
            + float(
                bad[
                    (taken[:, 0] < box[2])
                    & (taken[:, 2] > box[0])
                    & (taken[:, 1] < box[3])
                    & (taken[:, 3] > box[1])
                ].sum()
            )
            for side, box in spots.items()
        }
        sides[node] = min(hits, key=hits.__getitem__)
        taken = np.vstack([taken, spots[sides[node]]])
        bad = np.append(bad, 4.0)
    return sides
