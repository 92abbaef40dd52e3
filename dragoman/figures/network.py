"""The network of pairs: who stands near whom.

A node is an entity: its size is how many articles (stories, outlets) name it. An edge is a pair: its width is how many have both in
one unit. Positions are computed here, from the same beginnings each time, so the same pairs give the same picture, and an entity
stays about where it was while a filter moves.
"""

from __future__ import annotations

from typing import Any, Literal

import networkx as nx
import numpy as np
import pandas as pd

from dragoman.figures.layout import FIELD, place_labels, place_nodes
from dragoman.figures.palette import find_colour, find_series_colour, find_theme
from dragoman.figures.words import KIND_NAMES, escape_markup, shorten_label, write_count
from dragoman.model import KINDS

MOST_NODES = 300
MOST_PAIRS = 60
SEED = 7
MOST_COLOURS = 6
SMALLEST_NODE, LARGEST_NODE = 10.0, 44.0  # pixels across
THINNEST_EDGE, THICKEST_EDGE = 1.0, 9.0  # pixels


def draw_network(
    pairs: pd.DataFrame,
    dark: bool = False,
    *,
    most: int = MOST_PAIRS,
    selection: tuple[str, ...] = (),
    counted_in: str = "article",
    colour_by: Literal["kind", "community"] = "kind",
    field: tuple[float, float] = FIELD,
) -> tuple[dict[str, Any], pd.DataFrame]:
    """An ECharts option for the strongest pairs, and the rows of `pairs` (as of count_pairs) that it draws, in the order of its edges.

    At most `most` pairs and 300 nodes. `field` is about the width and height in pixels that it will have: its shape is kept.
    `selection` is drawn as selected. A click is read by `clicks.find_clicked`: one identifier of a node, two of an edge.
    """
    rows = choose_pairs(pairs, most)
    graph = build_graph(rows)
    communities = find_communities(graph)
    names = name_communities(graph, communities)
    theme = find_theme(dark)
    sizes = {node: _scale(graph.nodes[node]["count"], graph.nodes, SMALLEST_NODE, LARGEST_NODE) for node in graph}
    places = place_nodes(graph, communities, sizes, field)
    labels = {node: shorten_label(graph.nodes[node]["label"], 26) for node in graph}
    sides = place_labels(places, sizes, labels, field)
    groups = [kind for kind in KINDS if any(graph.nodes[node]["kind"] == kind for node in graph)]
    if colour_by == "community":  # the smaller ones share one colour: more than seven cannot be told apart
        own = [{"name": name, "itemStyle": {"color": find_series_colour(place, dark)}} for place, name in enumerate(names[:MOST_COLOURS])]
        categories = own + [{"name": "Smaller groups", "itemStyle": {"color": theme.quiet}}] * (len(names) > MOST_COLOURS)
    else:
        categories = [{"name": KIND_NAMES[kind], "itemStyle": {"color": find_colour(kind, dark)}} for kind in groups]
    nodes = []
    for node in graph:
        data = graph.nodes[node]
        community = communities[node]
        nodes.append(
            {
                "id": node,
                "ids": [node],
                "name": data["label"],
                "x": places[node][0],
                "y": places[node][1],
                "symbolSize": round(sizes[node], 1),
                "value": data["count"],
                "category": min(community, MOST_COLOURS) if colour_by == "community" else groups.index(data["kind"]),
                "label": {"formatter": escape_template(labels[node]), "position": sides[node]},
                "selected": (node,) == selection,
                "tooltip": {
                    "formatter": f"<b>{escape_markup(data['label'])}</b><br>named in {write_count(data['count'], counted_in)}"
                    f"<br>group: {escape_markup(names[community])}"
                },
            }
        )
    top = int(rows["count"].max()) if len(rows) else 1
    links = [
        {
            "ids": [row["a"], row["b"]],
            "source": row["a"],
            "target": row["b"],
            "value": int(row["count"]),
            "lineStyle": {"width": round(THINNEST_EDGE + (THICKEST_EDGE - THINNEST_EDGE) * (int(row["count"]) / top) ** 0.7, 2)},
            "selected": {row["a"], row["b"]} == set(selection),
            "tooltip": {
                "formatter": f"<b>{escape_markup(row['a_label'])}</b> and <b>{escape_markup(row['b_label'])}</b>"
                f"<br>together in {write_count(int(row['count']), counted_in)}"
            },
        }
        for row in rows.to_dict("records")
    ]
    option = {
        "animation": False,
        "backgroundColor": "transparent",
        "textStyle": {"color": theme.text},
        "tooltip": {"confine": True, "backgroundColor": theme.ground, "borderColor": theme.line, "textStyle": {"color": theme.text}},
        "legend": {
            "type": "scroll",
            "top": 0,
            "left": 0,
            "textStyle": {"color": theme.text},
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
                "label": {"show": True, "color": theme.text, "fontSize": 12},
                "labelLayout": {"hideOverlap": True},
                "lineStyle": {"color": theme.quiet, "opacity": 0.35, "curveness": 0.06},
                "itemStyle": {"borderColor": theme.ground, "borderWidth": 1.5},
                "emphasis": {"focus": "adjacency", "lineStyle": {"opacity": 0.9}, "label": {"show": True}},
                "select": {
                    "itemStyle": {"borderColor": theme.text, "borderWidth": 3},
                    "lineStyle": {"color": theme.text, "opacity": 1},
                },
            }
        ],
    }
    return option, rows


def choose_pairs(pairs: pd.DataFrame, most: int = MOST_PAIRS) -> pd.DataFrame:
    """The first rows of `pairs`, the strongest, as many as have at most 300 entities among them."""
    seen: set[str] = set()
    chosen = 0
    for a, b in zip(pairs["a"].head(most), pairs["b"].head(most), strict=True):
        seen |= {a, b}
        if len(seen) > MOST_NODES:
            break
        chosen += 1
    return pairs.head(chosen).reset_index(drop=True)


def build_graph(rows: pd.DataFrame) -> nx.Graph:
    """Pairs as a graph: nodes by identifier with label, kind and count; edges with count."""
    graph = nx.Graph()
    for row in rows.to_dict("records"):
        for side in ("a", "b"):
            graph.add_node(row[side], label=row[f"{side}_label"], kind=row[side].partition(":")[0], count=int(row[f"count_{side}"]))
        graph.add_edge(row["a"], row["b"], count=int(row["count"]))
    return graph


def find_communities(graph: nx.Graph) -> dict[str, int]:
    """The community of each node, numbered by size (Louvain, seeded)."""
    ordered = nx.Graph()  # Louvain follows the order of nodes, so that must not depend on the order of rows
    ordered.add_nodes_from(sorted(graph))
    ordered.add_weighted_edges_from(sorted((*sorted((a, b)), data["count"]) for a, b, data in graph.edges(data=True)))
    found = nx.community.louvain_communities(ordered, weight="weight", seed=SEED) if len(ordered) else []
    found = sorted(found, key=lambda members: (-len(members), min(members)))
    return {node: number for number, members in enumerate(found) for node in members}


def name_communities(graph: nx.Graph, communities: dict[str, int]) -> list[str]:
    """A readable name for each community: its two entities with the strongest ties inside it."""
    strength: dict[int, list[tuple[int, str]]] = {}
    for node, number in communities.items():
        inside = sum(data["count"] for _, other, data in graph.edges(node, data=True) if communities[other] == number)
        strength.setdefault(number, []).append((-inside, graph.nodes[node]["label"]))
    names: list[str] = []
    for _, members in sorted(strength.items()):
        name = ", ".join(shorten_label(label, 24) for _, label in sorted(members)[:2])
        names.append(name if name not in names else f"{name} ({names.count(name) + 1})")
    return names


def escape_template(text: str) -> str:
    """A label for an ECharts template: braces in it are no placeholders (they become their full-width likes)."""
    return text.replace("{", "｛").replace("}", "｝")


def _scale(count: int, nodes: Any, low: float, high: float) -> float:
    """A width whose area grows with the count."""
    top = max(data["count"] for _, data in nodes(data=True))
    return float(low + (high - low) * np.sqrt(count / top)) if top else low
