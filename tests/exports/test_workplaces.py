"""A view for where analysts work: every sentence as it stands, every link to something that is there."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from typing import Any

import pytest

from dragoman.analysis.library import Library
from dragoman.exports import export, export_again, read_recipe
from dragoman.model import Article, View

VIEW = View("connections")


def unpack(library: Library, format: Any, view: View = VIEW) -> dict[str, str]:
    data, _ = export(library, view, "network", format)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist() if name != "recipe.json"}


def test_a_vault_links_names_and_articles_that_are_there(library: Library) -> None:
    files = unpack(library, "vault")
    notes = {name.removesuffix(".md") for name in files}
    assert {"Names/Yair Lapid", "Names/Italy"} <= notes
    links = {link for text in files.values() for link in re.findall(r"\[\[(.+?)\|", text)}
    assert links
    assert links <= notes
    assert any(name.startswith("Articles/2021-06-27 Blinken meets Yair Lapid") for name in notes)
    assert "> Antony Blinken met Yair Lapid in Rome." in files["Names/Yair Lapid.md"]
    article = next(text for name, text in files.items() if name.startswith("Articles/2021-06-27"))
    assert 'url: "https://example.org/rome-1"' in article


def test_names_of_files_are_safe_and_each_is_its_own(empty_library: Library) -> None:
    for number, title in enumerate(("../../evil", "CON:|x", "Same", "same", "[[x]]")):
        article = Article(
            f"a{number}", title, f"Yair Lapid met Italy, number {number}.", date(2023, 5, 1), "stated"
        )
        empty_library.add_items([article])
    names = [name for name in unpack(empty_library, "vault") if name.startswith("Articles/")]
    assert len({name.casefold() for name in names}) == len(names) == 5
    assert all(re.fullmatch(r"Articles/[^/\\:|\[\]]+\.md", name) for name in names)


def test_csv_for_neo4j_ties_what_is_there(library: Library) -> None:
    files = {
        name: list(csv.reader(io.StringIO(text, newline="")))
        for name, text in unpack(library, "neo4j").items()
    }
    ids = {row[0] for name in ("names.csv", "articles.csv") for row in files[name][1:]}
    for name in ("pairs.csv", "sentences.csv"):
        assert files[name][0][:2] == [":START_ID", ":END_ID"]
        assert files[name][1:]
        assert {end for row in files[name][1:] for end in row[:2]} <= ids
    assert files["names.csv"][0] == ["id:ID", "label", ":LABEL"]


def test_follow_the_money_has_entities_that_refer_to_one_another(library: Library) -> None:
    [text] = unpack(library, "ftm").values()
    entities = [json.loads(line) for line in text.splitlines()]
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    kinds = {entity["schema"] for entity in entities}
    assert kinds == {"Person", "PublicBody", "Article", "UnknownLink", "Mention"}
    for entity in entities:
        assert all(isinstance(value, str) for values in entity["properties"].values() for value in values)
        for name in ("subject", "object", "document", "resolved"):
            assert set(entity["properties"].get(name, ())) <= ids


@pytest.mark.parametrize("format", ["vault", "neo4j", "ftm"])
def test_each_is_made_again_byte_for_byte(library: Library, tmp_path, format: Any) -> None:
    data, recipe = export(library, VIEW, "network", format, made="2024-01-01")
    path = tmp_path / "kept.zip"
    path.write_bytes(data)
    assert read_recipe(path) == recipe
    assert export_again(library, recipe) == (data, recipe)
    none = View("connections", kinds=("topic", "topic"))
    assert export(library, none, "network", format)[0]
