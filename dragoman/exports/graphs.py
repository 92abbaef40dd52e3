"""The network of pairs as GraphML and as GEXF 1.3 with time spells, as Gephi and networkx open them."""

from __future__ import annotations

import math
import re
from typing import Any
from xml.etree import ElementTree

import pandas as pd

from dragoman.exports.numbers import find_number

SPAN = ("start", "end")
# attribute of an edge -> its type in both formats; each is a column of `count_pairs`
EDGE_TYPES = {
    "count": "long", "count_a": "long", "count_b": "long",
    "units": "long", "units_a": "long", "units_b": "long", "units_total": "long",
    "jaccard": "double", "npmi": "double", "likelihood": "double", "first": "string", "last": "string",
}  # fmt: skip
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0
_NO_NAME = re.compile(r"[^A-Za-z0-9:._-]|_(?=x)")  # NMTOKENs, as GraphML asks, in every edition of XML


def list_nodes(pairs: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Identifier -> label, kind, first and last (ISO dates of the dated pairs that it is part of, or "").

    People whom the table of offices knows have their Wikidata number besides.
    """
    nodes: dict[str, dict[str, str]] = {}
    for row in pairs.to_dict("records"):
        first, last = _write_day(row["first"]), _write_day(row["last"])
        for end in ("a", "b"):
            id = row[end]
            label, kind = " ".join(_clean(row[f"{end}_label"]).split()), _clean(id.partition(":")[0])
            node = nodes.get(id)
            if node is None:
                node = nodes[id] = {"label": label, "kind": kind, "first": first, "last": last}
                if number := find_number(id, label):
                    node["wikidata"] = number
            if first:
                node["first"] = min(node["first"] or first, first)
                node["last"] = max(node["last"], last)
    return nodes


def write_graphml(pairs: pd.DataFrame, description: str) -> bytes:
    """Pairs (a frame of `count_pairs`) as an undirected GraphML graph; `weight` is the count."""
    root = ElementTree.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    ElementTree.SubElement(root, "desc").text = _clean(description)
    for name in ("label", "kind", "first", "last", "wikidata"):
        ElementTree.SubElement(
            root, "key", {"id": f"n_{name}", "for": "node", "attr.name": name, "attr.type": "string"}
        )
    for name, kind in {"weight": "double", **EDGE_TYPES}.items():
        ElementTree.SubElement(
            root, "key", {"id": f"e_{name}", "for": "edge", "attr.name": name, "attr.type": kind}
        )
    graph = ElementTree.SubElement(root, "graph", id="pairs", edgedefault="undirected")
    for id, node in list_nodes(pairs).items():
        element = ElementTree.SubElement(graph, "node", id=_name(id))
        for name, value in node.items():
            ElementTree.SubElement(element, "data", key=f"n_{name}").text = value
    for number, row in enumerate(pairs.to_dict("records")):
        element = ElementTree.SubElement(
            graph, "edge", id=f"e{number}", source=_name(row["a"]), target=_name(row["b"])
        )
        for name, value in _read_edge(row).items():
            ElementTree.SubElement(element, "data", key=f"e_{name}").text = value
    return _print(root)


def write_gexf(pairs: pd.DataFrame, description: str, day: str) -> bytes:
    """Pairs as an undirected, dynamic GEXF 1.3 graph: a pair's spell is its first to last dated article.

    A name's spell spans those of its pairs, the graph's those of all. What has no date has no spell: it is
    always there. `day` (ISO) is when it was made.
    """
    names = list_nodes(pairs)
    root = ElementTree.Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    meta = ElementTree.SubElement(root, "meta", lastmodifieddate=day)
    ElementTree.SubElement(meta, "creator").text = "Dragoman"
    ElementTree.SubElement(meta, "description").text = _clean(description)
    settings = {
        "defaultedgetype": "undirected",
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    dated = [node for node in names.values() if node["first"]]
    span = (min(node["first"] for node in dated), max(node["last"] for node in dated)) if dated else ()
    graph = ElementTree.SubElement(root, "graph", settings | dict(zip(SPAN, span, strict=False)))
    of_nodes = ElementTree.SubElement(graph, "attributes", {"class": "node", "mode": "static"})
    for name in ("kind", "wikidata"):
        ElementTree.SubElement(of_nodes, "attribute", id=name, title=name, type="string")
    of_edges = ElementTree.SubElement(graph, "attributes", {"class": "edge", "mode": "static"})
    for name, kind in EDGE_TYPES.items():
        ElementTree.SubElement(of_edges, "attribute", id=name, title=name, type=kind)
    nodes = ElementTree.SubElement(graph, "nodes")
    for id, node in names.items():
        element = ElementTree.SubElement(nodes, "node", id=_name(id), label=node["label"])
        _add_values(element, {name: node[name] for name in ("kind", "wikidata") if name in node})
        _add_spell(element, node["first"], node["last"])
    edges = ElementTree.SubElement(graph, "edges")
    for number, row in enumerate(pairs.to_dict("records")):
        values = _read_edge(row)
        element = ElementTree.SubElement(
            edges, "edge", id=f"e{number}", source=_name(row["a"]), target=_name(row["b"]),
            weight=values.pop("weight"),
        )  # fmt: skip
        _add_values(element, values)
        _add_spell(element, values.get("first", ""), values.get("last", ""))
    return _print(root)


def _read_edge(row: dict[Any, Any]) -> dict[str, str]:
    """Attributes of an edge as text; what is missing is left out."""
    values = {"weight": str(float(row["count"]))}
    for name, kind in EDGE_TYPES.items():
        value = (
            _write_day(row[name]) if kind == "string" else str(row[name]) if math.isfinite(row[name]) else ""
        )
        if value:
            values[name] = value
    return values


def _add_values(element: ElementTree.Element, values: dict[str, str]) -> None:
    parent = ElementTree.SubElement(element, "attvalues")
    for name, value in values.items():
        ElementTree.SubElement(parent, "attvalue", {"for": name, "value": value})


def _add_spell(element: ElementTree.Element, first: str, last: str) -> None:
    if first:
        ElementTree.SubElement(ElementTree.SubElement(element, "spells"), "spell", start=first, end=last)


def _write_day(value: Any) -> str:
    return "" if pd.isna(value) else str(value)[:10]


def _name(id: str) -> str:
    """An identifier as a name of XML: other characters by number, `_x20_`, as ISO 9075; two stay two."""
    return _NO_NAME.sub(lambda match: f"_x{ord(match.group()):X}_", id)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _print(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    printed: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return printed + b"\n"
