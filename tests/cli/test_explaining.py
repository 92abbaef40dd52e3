"""`dragoman explain`, with the real model: what decided the names and offices of a file or of an article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman import cli
from dragoman.analysis.library import Library

TITLE = "Talks in Rome"
TEXT = (
    "Israeli Foreign Minister Yair Lapid met Professor Anna Berg of the University of Oslo in Rome. "
    "Lapid thanked Italy.\n\nNothing else was said by the minister on that day, and nobody asked him."
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Runs the command; without a library of the user's own."""
    monkeypatch.setenv("DRAGOMAN_LIBRARY", str(tmp_path / "library"))

    def invoke(*arguments: str | Path) -> Result:
        return CliRunner().invoke(cli.app, ["explain", *map(str, arguments)])

    return invoke


def test_a_text_file_is_explained_in_words(run, tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(f"{TITLE}\n\n{TEXT}\n", "utf-8")
    result = run(path)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == TITLE
    assert {"People", "Countries", "  Yair Lapid", "Proposed and turned down"} <= set(lines)
    assert "    office: Foreign Minister, Israel" in lines
    assert "      stated [title before the name] “Israeli Foreign Minister Yair Lapid”: " in result.stdout
    assert "joined [only bearer] a surname that nobody but Yair Lapid has in this text" in result.stdout
    assert "“Professor Anna Berg”: turned down: " in result.stdout


def test_each_line_of_a_file_is_one_object_with_every_step(run, tmp_path: Path) -> None:
    path = tmp_path / "talks.jsonl"
    rows = [{"id": number, "title": TITLE, "text": f"{TEXT} {number}."} for number in ("one", "two")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    first, second = [json.loads(line) for line in run(path, "--json").stdout.splitlines()]
    assert (first["id"], second["id"], first["title"]) == ("one", "two", TITLE)
    lapid = next(entity for entity in first["entities"] if entity["key"] == "person:yair-lapid")
    assert [mention["steps"][-1]["rule"] for mention in lapid["mentions"]] == ["full name", "only bearer"]
    assert [step["stage"] for step in lapid["offices"][0]["steps"]] == ["stated", "country"]
    assert first["refused"]


def test_an_article_of_a_library_is_explained_as_it_is_stored(run, read_library: Library) -> None:
    result = run("rome-1", "--json", "--library", read_library.uri)
    found = {entity["key"]: len(entity["mentions"]) for entity in json.loads(result.stdout)["entities"]}
    reading = read_library.reading("rome-1")
    assert reading is not None
    assert found == {
        entity.key: sum(mention.key == entity.key for mention in reading.mentions)
        for entity in reading.entities
    }


def test_what_is_neither_a_file_nor_an_article_says_so(run, tmp_path: Path) -> None:
    result = run("nothing-of-the-kind")
    assert (result.exit_code, "is no file, and the library has no article" in result.stderr) == (1, True)
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    assert (run(empty).exit_code, run(empty).stdout) == (1, "")


def test_a_text_that_is_too_long_says_so(run, tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_text(json.dumps({"id": "1", "title": TITLE, "text": f"{TEXT} " * 1000}) + "\n", "utf-8")
    result = run(path)
    assert (result.exit_code, "are explained" in result.stderr) == (1, True)
