"""Where the nodes of a network stand: near those they are tied to, apart from all others, the same each time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np

FIELD = (1000.0, 560.0)  # width and height that the positions fill; the browser scales it to its place, as it is in shape
LETTER, LINE = 7.0, 15.0  # about how wide a letter and how high a line of a label is
_HUB = "\0hub"  # ties unconnected parts to the middle, so that they do not fly away
SEED = 7


def place_nodes(
    graph: nx.Graph, communities: Mapping[str, int], sizes: Mapping[str, float], field: tuple[float, float] = FIELD
) -> dict[str, tuple[float, float]]:
    """A position for each node in a field of a width and height, with room for its size and a part of its label.

    A node begins where its identifier says and its ties pull it from there, so it moves little when others come and go.
    """
    nodes = sorted(graph)
    if not nodes:
        return {}
    pulled = nx.Graph()
    pulled.add_nodes_from([*nodes, _HUB])
    for a, b, data in sorted(graph.edges(data=True), key=lambda edge: sorted(edge[:2])):
        pulled.add_edge(a, b, weight=(1 + np.log1p(data["weight"])) * (1.5 if communities[a] == communities[b] else 0.6))
    for node in nodes:
        pulled.add_edge(node, _HUB, weight=0.25)
    begin = {node: _find_beginning(node) for node in nodes} | {_HUB: np.zeros(2)}
    rounds = min(200, max(50, 15_000 // len(nodes)))  # each takes the square of the nodes; a crowd settles sooner
    placed = nx.spring_layout(pulled, pos=begin, fixed=[_HUB], k=2.6 / np.sqrt(len(nodes) + 1), iterations=rounds, seed=SEED)
    points = np.array([placed[node] for node in nodes])
    points = _spread(_fill(points, field), np.array([sizes[node] for node in nodes]), field)
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, points, strict=True)}


def _find_beginning(node: str) -> Any:
    """A point in the unit disc that depends on the identifier alone."""
    digest = hashlib.blake2b(node.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    angle, radius = (int.from_bytes(part, "big") / 2**32 for part in (digest[:4], digest[4:]))
    return np.sqrt(radius) * np.array([np.cos(2 * np.pi * angle), np.sin(2 * np.pi * angle)])


def _fill(points: Any, field: tuple[float, float]) -> Any:
    """Points stretched to the field; ranks take the place of distances half-way, so that a crowd in the middle opens up."""
    spans = []
    for axis, length in enumerate(field):
        values = points[:, axis]
        ranks = np.argsort(np.argsort(values, kind="stable"), kind="stable") / max(len(values) - 1, 1)
        low, high = values.min(), values.max()
        straight = (values - low) / (high - low) if high > low else np.full(len(values), 0.5)
        spans.append((0.5 * straight + 0.5 * ranks) * length if len(values) > 1 else np.array([length / 2]))
    return np.stack(spans, axis=1)


def _spread(points: Any, sizes: Any, field: tuple[float, float]) -> Any:
    """Nodes pushed apart until neither they nor the beginnings of their labels lie on one another, as far as there is room."""
    if len(points) < 2:
        return points
    wide = (sizes[:, None] + sizes[None, :]) / 2 + 56  # room for a label on the right
    high = np.maximum((sizes[:, None] + sizes[None, :]) / 2, 14) + 6
    for _ in range(80 if len(points) <= 100 else 40):
        apart = points[:, None, :] - points[None, :, :]
        missing_x, missing_y = wide - np.abs(apart[..., 0]), high - np.abs(apart[..., 1])
        hit = (missing_x > 0) & (missing_y > 0)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        # Along the axis where less is missing; those on one spot part by their order.
        order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])
        signs = np.where(apart == 0, order[..., None], np.sign(apart))
        by_x = hit & (missing_x * 0.5 < missing_y)
        by_y = hit & ~by_x
        points = points.copy()
        points[:, 0] += (np.where(by_x, missing_x, 0) * signs[..., 0]).sum(axis=1) * 0.2
        points[:, 1] += (np.where(by_y, missing_y, 0) * signs[..., 1]).sum(axis=1) * 0.2
        points = np.clip(points, [0, 0], field)
    return points


def place_labels(
    places: Mapping[str, tuple[float, float]], sizes: Mapping[str, float], labels: Mapping[str, str], field: tuple[float, float] = FIELD
) -> dict[str, str]:
    """On which side of its node each label stands: the first of right, left, bottom and top where it lies on nothing and in the field.

    Bigger nodes choose first. On the right of the field there is room for a label.
    """
    boxes = [(x - sizes[node] / 2, y - sizes[node] / 2, x + sizes[node] / 2, y + sizes[node] / 2) for node, (x, y) in places.items()]
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
            side: (5 if box[0] < -20 or box[2] > field[0] + 130 else 0)
            + float(bad[(taken[:, 0] < box[2]) & (taken[:, 2] > box[0]) & (taken[:, 1] < box[3]) & (taken[:, 3] > box[1])].sum())
            for side, box in spots.items()
        }
        sides[node] = min(hits, key=hits.__getitem__)
        taken = np.vstack([taken, spots[sides[node]]])
        bad = np.append(bad, 4.0)
    return sides
