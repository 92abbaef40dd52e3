"""What leaves Dragoman: rows as drawn, safe in a spreadsheet, open in other tools, made again by recipe."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dragoman import cli
from dragoman.analysis.evidence import count_evidence
from dragoman.analysis.library import Library
from dragoman.errors import SourceError
from dragoman.exports import export, export_again, read_recipe
from dragoman.exports.graphs import write_gexf, write_graphml
from dragoman.exports.numbers import add_numbers
from dragoman.formats import write_csv
from dragoman.model import Changes, Filter, Reason, StatedOffice, View
from dragoman.questions.evidence import count_rows_of
from dragoman.questions.question import complete_view
from dragoman.questions.recipes import find_changes, make_recipe, parse_recipe, write_recipe
from dragoman.questions.rows import list_rows
from dragoman.view import parse_view, write_view

DAY = "2026-01-02"
PAIR = ("person:yair-lapid", "country:ITA")
MINISTER = StatedOffice("Foreign Minister", "ISR", "", False)
SIDES = (Filter(people=("person:antony-blinken",)), Filter(countries=("country:RUS",)))
MONTHS = ((date(2021, 6, 1), date(2021, 6, 30)), (date(2022, 1, 1), date(2022, 1, 31)))
VIEWS = [
    View(),
    View(selection=PAIR),
    View(selection=PAIR, counted_in="story", unit="article"),
    View(lines=PAIR, chart="pair"),
]


@pytest.fixture
def stored(library_folder: Path, readers) -> Library:
    return Library(library_folder, readers)


def unpack(data: bytes) -> tuple[bytes, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name, recipe = archive.namelist()
        return archive.read(name), archive.read(recipe)


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


PAGES = [
    ("names", View()),
    ("names", View(page="world")),
    ("timeline", View(page="timeline", chart="stream")),
    ("timeline", View(page="dossier", selection=PAIR[:1])),
    ("timeline", View(page="compare", sides=SIDES)),
    ("sides", View(page="compare", sides=SIDES, listed="country")),
    ("sides", View(page="compare", sides=SIDES, listed="pair")),
    ("evidence", View(page="compare", sides=SIDES, side=2)),
    ("changes", View(page="changes", changes=Changes(MONTHS[1], MONTHS[0]), unit="article")),
    ("evidence", View(page="changes", changes=Changes(MONTHS[1], MONTHS[0]), side=2, selection=PAIR)),
    ("together", View(page="dossier", selection=PAIR[:1])),
    ("together", View(page="world", selection=("country:ISR",), unit="article")),
    ("offices", View(page="dossier", selection=PAIR[:1])),
    ("offices", View(page="dossier", selection=("country:ISR",))),
    ("evidence", View(page="dossier", selection=PAIR[:1], reason=Reason(stated=MINISTER), order="oldest")),
    ("evidence", View(page="dossier", selection=PAIR[:1], reason=Reason("name"), order="outlet")),
]


@pytest.mark.parametrize(
    ("what", "view"), [*product(["pairs", "evidence", "articles", "timeline"], VIEWS), *PAGES]
)
def test_every_format_holds_the_rows_of_the_chart(stored: Library, what, view: View) -> None:
    frame = list_rows(stored.tables(), view, what)
    frame = frame if what == "evidence" else add_numbers(frame)
    files = {
        format: unpack(export(stored, view, what, format, made=DAY)[0])[0]
        for format in ("csv", "parquet", "jsonl")
    }
    rows = [json.loads(line) for line in files["jsonl"].splitlines()]
    table = pq.read_table(io.BytesIO(files["parquet"]))
    assert len(rows) == len(frame) == table.num_rows == len(read_csv(files["csv"])) - 1
    assert table.column_names == list(frame.columns) == read_csv(files["csv"])[0]
    assert [
        {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()} for row in table.to_pylist()
    ] == rows
    assert parse_recipe(table.schema.metadata[b"dragoman_recipe"].decode()).what == what


@pytest.mark.parametrize("view", [*VIEWS, *(view for what, view in PAGES if what == "evidence")])
def test_evidence_has_as_many_counted_rows_as_the_number_says(stored: Library, view: View) -> None:
    frame, tables = list_rows(stored.tables(), view, "evidence"), stored.tables()
    assert frame["row"].nunique() == count_rows_of(tables, view) > 0
    if view.page == "overview":
        assert count_rows_of(tables, view) == count_evidence(
            tables, view.filter, view.selection, view.unit, view.counted_in
        )
    for row in frame.dropna(subset="text").to_dict("records"):
        article = stored.article(row["article"])
        assert article
        assert article.full_text[row["start"] : row["end"]] == row["text"]
        for start, end in re.findall(r"(\d+)-(\d+)", f"{row['a_spans']} {row['b_spans']}"):
            assert row["start"] <= int(start) < int(end) <= row["end"]


SIGNS = "=+-@\t\r＝＋－＠"  # and those of full width, which spreadsheets take for the others


@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.sampled_from(SIGNS) | st.just("=1+1"),
        min_size=1,
    )
)
def test_no_cell_of_a_csv_is_a_formula(texts: list[str]) -> None:
    read = read_csv(write_csv(pd.DataFrame({"text": texts, "count": -1}), bom=True))[1:]
    assert [count for _, count in read] == ["-1"] * len(texts)  # numbers stay numbers
    for (cell, _), text in zip(read, texts, strict=True):
        assert cell == (f"'{text}" if text[:1] in tuple(SIGNS) else text)


def test_a_recipe_in_the_words_of_before_makes_the_same_rows(stored: Library) -> None:
    view = View("dossier", selection=PAIR[:1], reason=Reason(stated=MINISTER))
    data, now = export(stored, view, "evidence", "csv", made=DAY)
    before = replace(
        now,
        view="page=dossier&select=person%3Ayair-lapid&sort=office%3A%5B%22Foreign+Minister%22%2C+%22ISR%22%2C+%22%22%2C+false%5D",
    )
    assert export_again(stored, before) == (data, now)
    assert find_changes(before, now) == ()


def test_a_byte_order_mark_is_an_option(stored: Library) -> None:
    assert unpack(export(stored, View(), "pairs", "csv", bom=True)[0])[0].startswith(b"\xef\xbb\xbf")
    assert unpack(export(stored, View(), "pairs", "csv")[0])[0].startswith(b"a,a_label,")


def test_networks_open_and_keep_to_their_formats(stored: Library) -> None:
    pairs = list_rows(stored.tables(), View(unit="article"), "network")
    counts = {frozenset((a, b)): n for a, b, n in zip(pairs["a"], pairs["b"], pairs["count"], strict=True)}
    for format, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        graph = read(io.BytesIO(unpack(export(stored, View(unit="article"), "network", format)[0])[0]))
        assert {frozenset((a, b)): weight for a, b, weight in graph.edges(data="weight")} == counts
        assert graph.nodes["country:ITA"]["label"] == "Italy"
        assert not graph.is_directed()


def test_gexf_has_valid_spells() -> None:
    row = {
        "a": "person:a",
        "a_label": "A <&> \x00\x0b",
        "b": "country:B",
        "b_label": "B",
        "count": 2,
        "count_a": 2,
        "count_b": 3,
        **dict.fromkeys(("units", "units_a", "units_b", "units_total"), 3),
    }
    row |= {
        "jaccard": 0.5,
        "npmi": float("nan"),
        "likelihood": 1.5,
        "first": date(2021, 1, 2),
        "last": date(2021, 3, 4),
    }
    undated = row | {"b": "country:C", "first": None, "last": None}
    root = ElementTree.fromstring(write_gexf(pd.DataFrame([row, undated]), "recipe", DAY))
    space = "{http://gexf.net/1.3}"
    assert (root.tag, root.get("version")) == (f"{space}gexf", "1.3")
    assert [child.tag for child in root] == [f"{space}meta", f"{space}graph"]
    graph = root[1]
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("defaultedgetype")) == (
        "dynamic",
        "date",
        "undirected",
    )
    declared = {
        kind.get("class"): {item.get("id") for item in kind} for kind in graph.findall(f"{space}attributes")
    }
    nodes, edges = list(graph.iter(f"{space}node")), list(graph.iter(f"{space}edge"))
    ids = [node.get("id") for node in nodes]
    assert len(set(ids)) == len(ids) == 3
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= set(ids)
    for kind, elements in (("node", nodes), ("edge", edges)):
        assert {
            value.get("for") for element in elements for value in element.iter(f"{space}attvalue")
        } <= declared[kind]
    spells = [
        [(spell.get("start"), spell.get("end")) for spell in element.iter(f"{space}spell")]
        for element in (*nodes, *edges)
    ]
    span = [("2021-01-02", "2021-03-04")]
    assert spells == [span, span, [], span, []]


def test_graphml_declares_its_keys() -> None:
    root = ElementTree.fromstring(write_graphml(pd.DataFrame(columns=["a", "b", "first", "last"]), "recipe"))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert [child.tag for child in root][-1] == f"{space}graph"
    keys = [key.attrib for key in root.iter(f"{space}key")]
    assert len({key["id"] for key in keys}) == len(keys)
    assert {key["attr.type"] for key in keys} <= {"string", "long", "double"}


@pytest.mark.parametrize("format", ["csv", "parquet", "jsonl"])
def test_a_recipe_makes_the_same_bytes_again(stored: Library, format) -> None:
    view = View(selection=PAIR, filter=Filter(text='"spoke of" & more', start=date(2020, 1, 1)))
    data, recipe = export(stored, view, "evidence", format, made=DAY)
    assert parse_view(recipe.view) == view
    assert parse_recipe(write_recipe(recipe)) == recipe == parse_recipe(unpack(data)[1].decode())
    assert export_again(stored, recipe) == (data, recipe)
    assert find_changes(recipe, recipe) == ()


def test_a_recipe_says_what_has_changed(library: Library) -> None:
    _, recipe = export(library, View(), "pairs", "csv", made=DAY)
    library.delete(["rome-1"])
    changes = find_changes(recipe, export_again(library, recipe)[1])
    assert changes == ("The library's contents have changed.", "The rows are not the same.")
    other = replace(recipe, version="0.0.1", knowledge="old", topics="old", readers=("other 1 r0",))
    assert len(find_changes(other, recipe)) == 5


def test_a_damaged_recipe_is_refused_or_says_what_it_lost(stored: Library, tmp_path: Path) -> None:
    _, recipe = export(stored, View("connections", unit="article"), "pairs", "csv", made=DAY)
    values = json.loads(write_recipe(recipe))
    damaged = [
        {**values, name: bad}
        for name in values
        for bad in (None, 5, [], {})
        if (name, bad) != ("readers", [])
    ]
    damaged += [
        {other: value for other, value in values.items() if other != name}
        for name in values
        if name != "corrections"  # older recipes have none
    ]
    damaged += [
        values | {"made": "yesterday"},
        values | {"more": 1},
        values | {"what": "all"},
        values | {"format": "gexf"},
    ]
    texts = [*map(json.dumps, damaged), write_recipe(recipe)[:-20], "[" * 100_000, "\x00"]
    for text in texts:
        path = tmp_path / "recipe.json"
        path.write_text(text)
        with pytest.raises(SourceError):
            export_again(stored, read_recipe(path))
    cut = replace(recipe, view="page=connections&unit=artic")
    assert find_changes(cut, export_again(stored, cut)[1])[0].startswith("Part of its view could not be read")


@pytest.mark.parametrize(("what", "view"), PAGES)
def test_every_page_is_made_again_by_its_recipe(stored: Library, what, view: View) -> None:
    data, recipe = export(stored, view, what, "csv", made=DAY)
    assert parse_view(recipe.view) == complete_view(stored.tables(), view, what)
    assert export_again(stored, recipe) == (data, recipe)


@pytest.mark.parametrize("what", ["changes", "together", "offices"])
def test_a_view_that_does_not_say_enough_is_refused(stored: Library, what) -> None:
    with pytest.raises(SourceError, match="needs"):
        export(stored, View(), what, "csv")


def test_a_format_that_does_not_fit_is_refused(stored: Library) -> None:
    with pytest.raises(SourceError, match="graphml, gexf"):
        export(stored, View(), "network", "csv")


def test_a_view_is_a_url_or_a_query() -> None:
    view = View(page="connections", unit="article", selection=PAIR)
    assert parse_view(write_view(view)) == parse_view("?" + write_view(view)) == view
    assert (
        parse_view(
            "http://localhost:8501/connections?unit=article&select=person:yair-lapid&select=country:ITA"
        )
        == view
    )
    assert parse_view("") == View()


def test_the_command_writes_and_writes_again(
    library: Library, readers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("dragoman.library.store.Readers", lambda: readers)
    monkeypatch.setenv("DRAGOMAN_LIBRARY", library.uri)

    def run(*arguments: str | Path):
        return CliRunner().invoke(cli.app, ["export", *map(str, arguments)])

    first = run("--view", "unit=article", "--what", "network", "--format", "gexf", "--out", tmp_path / "one")
    assert first.exit_code == 0, first.output
    path = tmp_path / "one" / "dragoman-network-gexf.zip"
    again = run("--recipe", path, "--out", tmp_path / "two")
    assert (again.exit_code, (tmp_path / "two" / path.name).read_bytes()) == (0, path.read_bytes())
    assert "Nothing has changed" in again.stdout
    library.delete(["rome-1"])
    changed = run("--recipe", path, "--out", tmp_path / "three")
    assert changed.exit_code == 3
    assert "contents have changed" in changed.stderr
    assert run("--recipe", tmp_path / "none").exit_code == 1
    assert run("--what", "nothing").exit_code == 1
    with pytest.raises(SourceError):
        read_recipe(tmp_path)


@pytest.mark.parametrize(
    ("what", "format"), [("network", "gexf"), ("network", "graphml"), ("pairs", "parquet")]
)
def test_a_download_out_of_its_zip_still_holds_its_recipe(
    stored: Library, tmp_path: Path, what, format
) -> None:
    view = View("connections", Filter(text='"spoke of" <b> & more'), selection=PAIR)
    data, recipe = export(stored, view, what, format, made=DAY)
    path = tmp_path / f"taken.{format}"
    path.write_bytes(unpack(data)[0])
    assert parse_view(read_recipe(path).view) == view
    assert read_recipe(path).readers == recipe.readers


def test_a_picture_has_no_rows_of_its_own_to_compare(stored: Library) -> None:
    recipe = make_recipe(stored, View("timeline"), "timeline", "csv", DAY)
    assert recipe.rows == ""
    assert find_changes(recipe, export_again(stored, recipe)[1]) == ()
