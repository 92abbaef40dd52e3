"""Networks as files: valid by a schema of exactly what is written, for random libraries and odd names."""

from __future__ import annotations

import io
import re
import sys
from datetime import date
from pathlib import Path

import networkx
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))  # where the random libraries are made

from rows import make_table
from strategies import NAMES, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.pairs import count_pairs
from dragoman.exports.graphs import EDGE_TYPES, write_gexf, write_graphml
from dragoman.model import Filter

SCHEMAS = {
    name: etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "fixtures" / f"{name}.xsd"))
    for name in ("gexf", "graphml")
}
GEXF, GRAPHML = "{http://gexf.net/1.3}", "{http://graphml.graphdrawing.org/xmlns}"
DAY = "2026-01-02"
NASTY = ["\x00", "\x0b", "\ufffe", "\r\n", "😀", "'", '"', "<&>]]>", "_x20_", "O’Neill", "  ", "é"]
READ = {"long": int, "double": float, "string": str}

nasty = st.lists(
    st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
    min_size=1,
    max_size=5,
).map("".join)
couples = st.sampled_from([("person", "country"), ("country", "country"), ("topic", "person")])


@st.composite
def networks(draw):
    """Pairs of a random library whose people and topics have any identifier and anything any name."""
    rows, stories = draw(libraries(most=4))
    frame = count_pairs(
        build_tables(make_table(rows), stories=stories),
        Filter(),
        draw(couples),
        draw(st.sampled_from(("sentence", "article"))),
    )
    tails = draw(st.lists(nasty, min_size=len(NAMES), max_size=len(NAMES), unique=True))
    ids = {name: f"{name.partition(':')[0]}:{tail}" for name, tail in zip(NAMES, tails, strict=True)}
    labels = {name: draw(nasty) for name in NAMES}
    for end in "ab":
        frame[f"{end}_label"] = [labels[id] for id in frame[end]]
        frame[end] = [ids[id] for id in frame[end]]
    return frame


def parse(data: bytes, name: str) -> etree._Element:
    root = etree.fromstring(data)
    SCHEMAS[name].assertValid(root)
    return root


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(networks(), nasty)
def test_every_network_is_valid_and_opens(pairs: pd.DataFrame, description: str) -> None:
    check_gexf(parse(write_gexf(pairs, description, DAY), "gexf"), pairs)
    check_graphml(parse(write_graphml(pairs, description), "graphml"), pairs)
    for data, read in (
        (write_gexf(pairs, description, DAY), networkx.read_gexf),
        (write_graphml(pairs, description), networkx.read_graphml),
    ):
        graph = read(io.BytesIO(data))
        assert (graph.number_of_nodes(), graph.number_of_edges()) == (
            len({*pairs["a"], *pairs["b"]}),
            len(pairs),
        )
        assert sorted(weight for _, _, weight in graph.edges(data="weight")) == sorted(pairs["count"])


def check_gexf(root: etree._Element, pairs: pd.DataFrame) -> None:
    """Each pair's spell is its articles', each name's the hull of its pairs', the graph's that of all."""
    graph = root[1]
    spells = {item.get("id"): read_spell(item) for item in graph.iter(f"{GEXF}node", f"{GEXF}edge")}
    edges = list(graph.iter(f"{GEXF}edge"))
    for edge, row in zip(edges, pairs.to_dict("records"), strict=True):
        assert spells[edge.get("id")] == ((row["first"], row["last"]) if row["first"] else None)
        check_values({value.get("for"): value.get("value") for value in edge.iter(f"{GEXF}attvalue")}, row)
    for node in graph.iter(f"{GEXF}node"):
        own = [
            spells[edge.get("id")]
            for edge in edges
            if node.get("id") in (edge.get("source"), edge.get("target"))
        ]
        assert spells[node.get("id")] == join([spell for spell in own if spell])
    span = (
        (date.fromisoformat(graph.get("start")), date.fromisoformat(graph.get("end")))
        if graph.get("start")
        else None
    )
    assert span == join([spell for spell in spells.values() if spell])


def read_spell(item: etree._Element) -> tuple[date, date] | None:
    found = [
        tuple(date.fromisoformat(spell.get(end)) for end in ("start", "end"))
        for spell in item.iter(f"{GEXF}spell")
    ]
    assert len(found) <= 1
    return found[0] if found else None


def join(spells: list[tuple[date, date]]) -> tuple[date, date] | None:
    return (min(first for first, _ in spells), max(last for _, last in spells)) if spells else None


def check_graphml(root: etree._Element, pairs: pd.DataFrame) -> None:
    types = {key.get("id"): key.get("attr.type") for key in root.iter(f"{GRAPHML}key")}
    for edge, row in zip(root.iter(f"{GRAPHML}edge"), pairs.to_dict("records"), strict=True):
        values = {data.get("key"): data.text for data in edge}
        assert all(READ[types[key]](text) == READ[types[key]](text) for key, text in values.items())
        assert float(values.pop("e_weight")) == row["count"]
        check_values({key.removeprefix("e_"): text for key, text in values.items()}, row)


def check_values(values: dict[str, str], row: dict) -> None:
    """What is written of an edge is what the row holds; what is left out is missing there."""
    for name, kind in EDGE_TYPES.items():
        if name in values:
            assert READ[kind](values[name]) == (row[name].isoformat() if kind == "string" else row[name])
        else:
            assert pd.isna(row[name])


def test_a_name_that_xml_holds_is_written_as_it_is() -> None:
    row = {
        "a": "person:a.b-c",
        "a_label": 'Ana "B" O\'Neill 😀\x00\n & <Co>',
        "b": "country:ISR",
        "b_label": "Israel",
    }
    row |= {
        "count": 2,
        "count_a": 2,
        "count_b": 3,
        **dict.fromkeys(("units", "units_a", "units_b", "units_total"), 3),
        "jaccard": 2 / 3,
        "npmi": float("inf"),
        "likelihood": float("nan"),
    }
    pairs = pd.DataFrame([row | {"first": pd.Timestamp(2021, 1, 2), "last": pd.Timestamp(2021, 3, 4)}])
    for root in (parse(write_gexf(pairs, "r", DAY), "gexf"), parse(write_graphml(pairs, "r"), "graphml")):
        first, second = root.iter("{*}node")
        assert (first.get("id"), second.get("id")) == ("person:a.b-c", "country:ISR")
        assert (first.get("label") or first[0].text) == 'Ana "B" O\'Neill 😀 & <Co>'
        assert not re.search("inf|nan", etree.tostring(next(root.iter("{*}edge")), encoding="unicode"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('mode="dynamic"', 'mode="alive"'),
        ('timeformat="date" ', ""),
        ('end="2021-03-04"', 'end="2021-3-4"'),
        ('target="country:B"', 'target="country:C"'),
        ('<node id="country:B"', '<node id="person:a"'),
        ('for="npmi"', 'for="nothing"'),
    ],
)
def test_the_schema_of_gexf_finds_faults(old: str, new: str) -> None:
    row = {
        "a": "person:a",
        "a_label": "A",
        "b": "country:B",
        "b_label": "B",
        "count": 2,
        "count_a": 2,
        "count_b": 3,
        **dict.fromkeys(("units", "units_a", "units_b", "units_total"), 3),
        "jaccard": 0.5,
    }
    row |= {"npmi": 0.1, "likelihood": 1.5, "first": date(2021, 1, 2), "last": date(2021, 3, 4)}
    text = write_gexf(pd.DataFrame([row]), "r", DAY).decode()
    assert old in text
    assert not SCHEMAS["gexf"].validate(etree.fromstring(text.replace(old, new).encode()))
