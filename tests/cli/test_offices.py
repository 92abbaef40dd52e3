"""`dragoman offices`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app

DAY = ("--role", "foreign minister", "--of", "ISR", "--on", "2021-06-27")


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_OFFICES", str(tmp_path / "offices.csv"))


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["offices", *words])


def test_who_held_an_office_is_said_with_certainty_and_sources() -> None:
    assert run("ask", *DAY).stdout.startswith(
        "Yair Lapid\tMinister of Foreign Affairs since 2021-06-13\theld\t"
    )
    [holder] = json.loads(run("ask", *DAY, "--json").stdout)["holders"]
    assert (holder["name"], holder["certainty"], holder["wikidata"]) == ("Yair Lapid", "held", "Q1396120")
    assert holder["sources"]
    assert run("ask", *DAY[:-1], "1890-01-01").stdout == "Nobody is known.\n"


def test_a_file_of_questions_is_answered_a_line_each_in_order(tmp_path: Path) -> None:
    questions = tmp_path / "questions.tsv"
    questions.write_text(
        "foreign minister\tISR\t2021-06-27\nhead of state\tXXX\t2021-06-27\n", encoding="utf-8"
    )
    lines = [json.loads(line)["holders"] for line in run("ask", "--file", str(questions)).stdout.splitlines()]
    assert [[holder["name"] for holder in holders] for holders in lines] == [["Yair Lapid"], []]


def test_what_is_wrong_with_a_question_is_said(tmp_path: Path) -> None:
    assert "Give --role, --of and --on" in run("ask").output
    assert "'in May' is no day" in run("ask", *DAY[:-1], "in May").output
    questions = tmp_path / "questions.tsv"
    questions.write_text("foreign minister\n", encoding="utf-8")
    assert "line 1: give a role" in run("ask", "--file", str(questions)).output
    assert "cannot be read" in run("ask", "--file", str(tmp_path / "none.tsv")).output


def test_coverage_and_contradictions_are_listed() -> None:
    assert "foreign minister" in run("coverage").stdout
    first = json.loads(run("contradictions", "--json").stdout.splitlines()[0])
    assert first.keys() == {"of", "post", "start", "end", "kept", "dropped", "rule"}


def test_a_newer_table_is_added(tmp_path: Path) -> None:
    table = tmp_path / "new.csv"
    table.write_text(
        "country,role,person,start,end\nKAZ,Minister of Foreign Affairs,Murat Nurtleu,2023-04-03,2025-09\n",
        encoding="utf-8",
    )
    assert run("update", str(table)).stdout.startswith("1 rows of new.csv are added")
    assert run("ask", "--role", "foreign minister", "--of", "KAZ", "--on", "2025-06-01").stdout.startswith(
        "Murat"
    )
