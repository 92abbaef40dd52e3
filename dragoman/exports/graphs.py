"""The network of pairs as GraphML and as GEXF 1.3 with time spells, as Gephi and networkx open them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pandas as pd

from dragoman.exports.numbers import find_number

MARK = "lines"  # stands where lines go that are written already
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
    if not len(pairs):  # which may have no columns either
        return nodes
    firsts, lasts = _write_column(pairs["first"], "string"), _write_column(pairs["last"], "string")
    ends = zip(*(pairs[name].tolist() for name in ("a", "a_label", "b", "b_label")), strict=True)
    for (a, a_label, b, b_label), first, last in zip(ends, firsts, lasts, strict=True):
        for id, label in ((a, a_label), (b, b_label)):
            node = nodes.get(id)
            if node is None:
                name, kind = " ".join(_clean(label).split()), _clean(id.partition(":")[0])
                node = nodes[id] = {"label": name, "kind": kind, "first": first, "last": last}
                if number := find_number(id, name):
                    node["wikidata"] = number
            elif first:
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
    nodes = [
        f'    <node id="{_name(id)}">\n'
        + "".join(
            f'      <data key="n_{name}">{escape(value)}</data>\n'
            if value
            else f'      <data key="n_{name}" />\n'
            for name, value in node.items()
        )
        + "    </node>\n"
        for id, node in list_nodes(pairs).items()
    ]
    heads = (
        f'    <edge id="e{number}" source="{one}" target="{other}">\n'
        for number, one, other in _list_ends(pairs)
    )
    columns = [
        [f'      <data key="e_{name}">{value}</data>\n' if value else "" for value in values]
        for name, values in _read_edges(pairs).items()
    ]
    edges = ["".join((head, *row, "    </edge>\n")) for head, *row in zip(heads, *columns, strict=True)]
    return _print(root, {graph: [*nodes, *edges]})


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
    nodes, edges = ElementTree.SubElement(graph, "nodes"), ElementTree.SubElement(graph, "edges")
    named = [
        f'      <node id="{_name(id)}" label="{_quote(node["label"])}">\n'
        f"        <attvalues>\n{_write_values(node)}        </attvalues>\n"
        f"{_write_spell(node['first'], node['last'])}      </node>\n"
        for id, node in names.items()
    ]
    columns = _read_edges(pairs)
    heads = (
        f'      <edge id="e{number}" source="{one}" target="{other}" weight="{weight}">\n'
        "        <attvalues>\n"
        for (number, one, other), weight in zip(_list_ends(pairs), columns.pop("weight"), strict=True)
    )
    spells = (
        f"        </attvalues>\n{_write_spell(first, last)}      </edge>\n"
        for first, last in zip(columns["first"], columns["last"], strict=True)
    )
    values = [
        [f'          <attvalue for="{name}" value="{value}" />\n' if value else "" for value in column]
        for name, column in columns.items()
    ]
    joined = ["".join(row) for row in zip(heads, *values, spells, strict=True)]
    return _print(root, {nodes: named, edges: joined})


def _write_values(node: dict[str, str]) -> str:
    """The attributes of a name in GEXF, a line each."""
    return "".join(
        f'          <attvalue for="{name}" value="{_quote(node[name])}" />\n'
        for name in ("kind", "wikidata")
        if name in node
    )


def _list_ends(pairs: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    """The number of each edge, and the names of its ends."""
    if not len(pairs):
        return
    ids = {id: _name(id) for end in ("a", "b") for id in pairs[end].unique()}
    for number, (one, other) in enumerate(zip(pairs["a"].tolist(), pairs["b"].tolist(), strict=True)):
        yield number, ids[one], ids[other]


def _read_edges(pairs: pd.DataFrame) -> dict[str, list[str]]:
    """Attributes of edges as texts, column by column; "" for what is missing."""
    if not len(pairs):
        return {"weight": [], **{name: [] for name in EDGE_TYPES}}
    weight = [str(float(count)) for count in pairs["count"].tolist()]
    return {"weight": weight} | {name: _write_column(pairs[name], kind) for name, kind in EDGE_TYPES.items()}


def _write_column(values: pd.Series, kind: str) -> list[str]:
    """Days as ISO dates and numbers as Python writes them; "" for what is missing or without end."""
    if kind == "string":
        missing = values.isna().tolist()
        return ["" if none else str(value)[:10] for value, none in zip(values.tolist(), missing, strict=True)]
    return [str(value) if math.isfinite(value) else "" for value in values.tolist()]


def _write_spell(first: str, last: str) -> str:
    if not first:
        return ""
    return f'        <spells>\n          <spell start="{first}" end="{last}" />\n        </spells>\n'


def _name(id: str) -> str:
    """An identifier as a name of XML: other characters by number, `_x20_`, as ISO 9075; two stay two."""
    return _NO_NAME.sub(lambda match: f"_x{ord(match.group()):X}_", id)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _quote(text: str) -> str:
    """A text as the value of an attribute."""
    return escape(text, {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"})


def _print(root: ElementTree.Element, inside: Mapping[ElementTree.Element, Sequence[str]]) -> bytes:
    """The document, with lines that are written already inside some of its elements."""
    for element, lines in inside.items():
        if lines:
            ElementTree.SubElement(element, MARK)
    ElementTree.indent(root)
    head, *rest = ElementTree.tostring(root, encoding="unicode").split(f"<{MARK} />\n")
    parts = ["<?xml version='1.0' encoding='utf-8'?>\n", head]
    for lines, after in zip(filter(None, inside.values()), rest, strict=True):
        parts[-1] = parts[-1].rstrip(" ")  # the lines bring their own
        parts += [*lines, after]
    return ("".join(parts) + "\n").encode()
