"""Which pairs a network holds, its communities, and where all of it stands, before anything is drawn.

An arrangement is made once of a whole filter. While a window of time moves over it, every name stays where it
is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from dragoman.figures.layout import FIELD, SEED, place_labels, place_nodes
from dragoman.figures.measures import weigh_pairs
from dragoman.figures.words import shorten_label
from dragoman.model import Measure

MOST_NODES = 300
MOST_PAIRS = 60
SMALLEST_NODE, LARGEST_NODE = 10.0, 44.0  # pixels across
CROWD = 60  # names from which on circles are drawn smaller
NARROW_FIELD, WIDE_FIELD = (430.0, 550.0), (900.0, 550.0)  # pixels between the labels at the edges
WIDE = 80  # pairs from which on the whole width is taken
NEAR = 3  # with two steps one pair in so many is of the chosen name itself


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """The pairs that are drawn (columns as of count_pairs), and by identifier each name's label, count,
    place, side of its label and community; `groups` are the communities' names, the largest first."""

    rows: pd.DataFrame
    labels: Mapping[str, str]
    counts: Mapping[str, int]
    places: Mapping[str, tuple[float, float]]
    sides: Mapping[str, str]
    communities: Mapping[str, int]
    groups: tuple[str, ...]


def arrange_pairs(
    pairs: pd.DataFrame,
    most: int = MOST_PAIRS,
    field: tuple[float, float] = FIELD,
    measure: Measure = "count",
    around: str = "",
) -> Arrangement:
    """The strongest pairs (as of count_pairs) in a field of so many pixels; those `around` a name first."""
    rows = choose_pairs(pairs, most, around)
    graph = build_graph(rows, measure)
    communities = find_communities(graph)
    sizes = size_nodes({node: graph.nodes[node]["count"] for node in graph})
    places = place_nodes(graph, communities, sizes, field)
    labels = {node: graph.nodes[node]["label"] for node in graph}
    sides = place_labels(
        places, sizes, {node: shorten_label(label, 26) for node, label in labels.items()}, field
    )
    counts = {node: int(graph.nodes[node]["count"]) for node in graph}
    return Arrangement(
        rows, labels, counts, places, sides, communities, tuple(name_communities(graph, communities))
    )


def choose_pairs(pairs: pd.DataFrame, most: int = MOST_PAIRS, around: str = "") -> pd.DataFrame:
    """The first rows of `pairs`, the strongest, as many as have at most 300 entities among them.

    With `around` a third of them are of that name, the others of those that it is so paired with.
    """
    own = (pairs["a"] == around) | (pairs["b"] == around)
    if around and not own.all():
        first = pairs[own].head(max(most // NEAR, 1))
        near = set(first["a"]) | set(first["b"])
        others = pairs[~own & (pairs["a"].isin(near) | pairs["b"].isin(near))]
        pairs = pd.concat([first, others])
    seen: set[str] = set()
    chosen = 0
    for a, b in zip(pairs["a"].head(most), pairs["b"].head(most), strict=True):
        seen |= {a, b}
        if len(seen) > MOST_NODES:
            break
        chosen += 1
    return pairs.head(chosen).reset_index(drop=True)


def find_field(number: int) -> tuple[float, float]:
    """The field in pixels that so many pairs are placed in: a crowd gets the whole width of a page."""
    return WIDE_FIELD if number > WIDE else NARROW_FIELD


def build_graph(rows: pd.DataFrame, measure: Measure = "count") -> nx.Graph:
    """Pairs as a graph: nodes by identifier with label, kind, count; edges with the measure's weight."""
    graph = nx.Graph()
    for row, weight in zip(rows.to_dict("records"), weigh_pairs(rows, measure), strict=True):
        for side in ("a", "b"):
            graph.add_node(
                row[side],
                label=row[f"{side}_label"],
                kind=row[side].partition(":")[0],
                count=int(row[f"count_{side}"]),
            )
        # Whole numbers, of shares the percent: Louvain's method may loop for ever on sums of fractions.
        graph.add_edge(
            row["a"],
            row["b"],
            weight=max(1, round(float(weight) * (100 if measure in ("jaccard", "npmi") else 1))),
        )
    return graph


def find_communities(graph: nx.Graph) -> dict[str, int]:
    """The community of each node, numbered by size (Louvain, seeded)."""
    ordered = nx.Graph()  # Louvain follows the order of nodes, so that must not depend on the order of rows
    ordered.add_nodes_from(sorted(graph))
    ordered.add_weighted_edges_from(
        sorted((*sorted((a, b)), data["weight"]) for a, b, data in graph.edges(data=True))
    )
    found = nx.community.louvain_communities(ordered, weight="weight", seed=SEED) if len(ordered) else []
    found = sorted(found, key=lambda members: (-len(members), min(members)))
    return {node: number for number, members in enumerate(found) for node in members}


def name_communities(graph: nx.Graph, communities: Mapping[str, int]) -> list[str]:
    """A readable name for each community: its two entities with the strongest ties, and how many others."""
    strength: dict[int, list[tuple[float, str]]] = {}
    for node, number in communities.items():
        inside = sum(
            data["weight"] for _, other, data in graph.edges(node, data=True) if communities[other] == number
        )
        strength.setdefault(number, []).append((-inside, graph.nodes[node]["label"]))
    names: list[str] = []
    for _, members in sorted(strength.items()):
        name = ", ".join(shorten_label(label, 24) for _, label in sorted(members)[:2])
        name += f" and {len(members) - 2} more" if len(members) > 2 else ""
        names.append(name if name not in names else f"{name} ({names.count(name) + 1})")
    return names


def size_nodes(counts: Mapping[str, int], top: int = 0) -> dict[str, float]:
    """Pixels across each circle: its area grows with the count, up to `top`; smaller where there are many."""
    most = top or max(counts.values(), default=0)
    largest = LARGEST_NODE * min(1.0, float(np.sqrt(CROWD / len(counts)))) if counts else LARGEST_NODE
    smallest = min(SMALLEST_NODE, largest / 3)
    return {
        node: float(smallest + (largest - smallest) * np.sqrt(count / most)) if most else smallest
        for node, count in counts.items()
    }


def scale_widths(weights: Any, top: float = 0.0) -> Any:
    """Edges' widths in pixels by weight, up to `top` (by default the largest)."""
    values = np.asarray(weights, dtype=float)
    most = top or values.max(initial=0.0)
    thin, thick = 1.0, 9.0
    return np.round(thin + (thick - thin) * (values / most if most else np.zeros(len(values))) ** 0.7, 2)
