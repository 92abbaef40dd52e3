"""`dragoman corrections`: list, export, apply, undo, check, as-gold."""

from __future__ import annotations

import json
from pathlib import Path

from made_decisions import make
from typer.testing import CliRunner

from dragoman.analysis.library import Library
from dragoman.cli import app
from dragoman.corrections.lines import write_lines

LAPID, BLINKEN, LAVROV = "person:yair-lapid", "person:antony-blinken", "person:sergey-lavrov"


def run(library: Library, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["corrections", *words, "--library", library.uri])
    assert result.exit_code == code, result.output
    return result.output


def test_decisions_go_from_one_library_into_another(library: Library, tmp_path: Path) -> None:
    assert "Nothing has been decided" in run(library, "list")
    library.decide("rename", id=LAPID, label="Lapid")
    library.decide("hide", id=LAVROV)
    file = tmp_path / "mine.jsonl"
    run(library, "export", str(file))
    assert run(library, "export").count("\n") == 2
    assert "0 taken over, 2 were here" in run(library, "apply", str(file))
    assert "Undone" in run(library, "undo", "2")
    assert "undone" in run(library, "list")
    rows = [json.loads(line) for line in run(library, "list", "--json").splitlines()]
    assert [row["stands"] for row in rows] == [True, False, True]
    assert "Good: with 1 correction" in run(library, "check")


def test_conflicts_are_listed_and_not_settled(library: Library, tmp_path: Path) -> None:
    library.decide("rename", id=LAPID, label="Lapid")
    file = tmp_path / "theirs.jsonl"
    file.write_text(write_lines([make("rename", "t", 0, id=LAPID, label="Jair")]), "utf-8")
    assert "Conflict, not taken over" in run(library, "apply", str(file), code=1)
    assert "1 taken over" not in run(library, "apply", str(file), "--take", "ours")
    run(library, "apply", str(file), "--take", "theirs")
    assert library.tables().labels[library.tables().entity_of[LAPID]] == "Jair"
    run(library, "apply", str(file), "--take", "both", code=1)
    run(library, "apply", str(tmp_path / "nothing.jsonl"), code=1)


def test_a_list_of_aliases_becomes_merges(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text("name,same as\nSergey Lavrov,Antony Blinken\nNobody Here,Antony Blinken\n", "utf-8")
    assert "1 taken over" in run(library, "apply", str(file))
    assert library.tables().entity_of[LAVROV] == library.tables().entity_of[BLINKEN]


def test_check_says_what_has_no_effect(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "odd.jsonl"
    odd = [
        make("never-merge", "n", 0, ids=[LAPID, BLINKEN]), make("merge", "m", 1, ids=[LAPID], into=BLINKEN),
        make("hide", "h", 2, id="person:nobody-here"),
    ]  # fmt: skip
    file.write_text(write_lines(odd), "utf-8")
    run(library, "apply", str(file))
    output = run(library, "check", code=1)
    assert "contradicts an earlier one" in output
    assert "no article here names" in output


def test_corrected_articles_are_written_as_marked_ones(library: Library, tmp_path: Path) -> None:
    library.decide("hide", id=LAPID, articles=["undated"])
    file = tmp_path / "gold.jsonl"
    run(library, "as-gold", str(file))
    assert json.loads(file.read_text("utf-8"))["id"] == "undated"
