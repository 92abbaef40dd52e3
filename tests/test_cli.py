"""The command line."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import dragoman
from dragoman import cli
from dragoman.analysis.library import Library
from dragoman.model import Rejected
from dragoman.reading.rules import TOPICS

TEXT = (
    "Antony Blinken met Yair Lapid in Rome on Sunday. They spoke about Israel and about what Russia had said "
    "the day before. " * 3
)


@pytest.fixture(autouse=True)
def by_hand(readers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Commands read by hand, and never find the user's own library."""
    monkeypatch.setattr("dragoman.library.store.Readers", lambda: readers)
    monkeypatch.setattr("dragoman.extraction.Readers", lambda: readers)
    monkeypatch.setenv("DRAGOMAN_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("COLUMNS", "300")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Three rows: two articles and one without a text."""
    path = tmp_path / "articles.jsonl"
    rows = [
        {"id": "1", "title": "One", "text": TEXT},
        {"id": "2", "title": "Two", "text": TEXT},
        {"id": "3", "title": "Three", "text": ""},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def test_add_says_what_it_did_and_a_second_add_changes_nothing(articles: Path) -> None:
    first, second = run("add", articles), run("add", articles)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout.startswith("2 read: 2 new, 0 updated, 0 already there, 1 quarantined (1 × ")
    assert second.stdout.startswith("2 read: 0 new, 0 updated, 2 already there, 1 quarantined (1 × ")
    assert "quarantine list" in first.stderr


def test_the_library_is_an_option(articles: Path, tmp_path: Path) -> None:
    assert run("add", articles, "--library", tmp_path / "other").exit_code == 0
    assert Library(tmp_path / "other").count() == 2
    assert "articles     2" in run("status", "-l", tmp_path / "other").stdout
    assert "articles     0" in run("status").stdout


def test_columns_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(f"Kopfzeile,Inhalt\nTalks,{TEXT}\n", "utf-8")
    assert run("add", path, "--column", "title=Kopfzeile", "-c", "text=Inhalt").exit_code == 0
    assert next(dragoman.open().articles()).title == "Talks"


def test_a_preview_adds_nothing(articles: Path, tmp_path: Path) -> None:
    table = tmp_path / "export.csv"
    table.write_text(f"Kopf,Inhalt,Date,Ressort\nTalks,{TEXT},2021-06-27,World\n", "utf-8")
    result = run("add", "--preview", articles, table, "-c", "title=Kopf", "-c", "text=Inhalt")
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert lines[0] == f"{articles}: 2 articles, 1 refused"
    assert "refused 1 × The text is empty. Fill it in, or discard the row." in lines
    at = lines.index(f"{table}: 1 article, 0 refused")
    assert lines[at + 1 : at + 7] == [
        "title from column Kopf",
        "text from column Inhalt",
        "date from column Date",
        "kept beside Ressort",
        "article 1 Talks",
        "2021-06-27 (as the source states it)",
    ]
    assert "Nothing was added." in result.stderr
    assert Library(tmp_path / "library").count() == 0
    assert run("add", "--preview", tmp_path / "nowhere.csv").exit_code == 1


def test_adding_nothing_usable_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text('{"title": "No text"}\n', "utf-8")
    result = run("add", path)
    assert result.exit_code == 1
    assert "1 quarantined" in result.stdout
    assert "No article was found" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "nowhere.csv"), "nowhere.csv"),
        (("add", "x.csv", "--column", "title"), "--column title is not of the form FIELD=NAME"),
        (("extract", "nowhere.jsonl", "--out", "out.jsonl"), "nowhere.jsonl cannot be read"),
        (("evaluate", "nowhere.jsonl"), "nowhere.jsonl cannot be read"),
        (("status", "--library", __file__), "is a file, not a folder"),
    ],
)
def test_an_error_is_one_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.output


def test_a_wrong_option_is_a_usage_error() -> None:
    assert run("add").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_stopping_says_what_stays(articles: Path, readers, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(readers, "read", stop)
    result = run("add", articles)
    assert result.exit_code == cli.STOPPED
    assert "the same command goes on from there" in result.stderr


def test_extract_reads_articles_exactly_as_given(tmp_path: Path, readers) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    title, text = "  Blinken — Rome  ", "Rome. Antony Blinken met\n\n\n Yair Lapid.\r\nRelated Posts"
    source.write_text(json.dumps({"id": 7, "title": title, "text": text}) + "\n\n", "utf-8")
    assert run("extract", source, "--out", out).exit_code == 0
    assert readers.texts == [f"{title}\n\n{text}"]
    [found] = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert found["id"] == "7"
    full = f"{title}\n\n{text}"
    assert {full[mention["start"] : mention["end"]] for mention in found["mentions"]} == {
        "Blinken",
        "Rome",
        "Antony Blinken",
        "Yair Lapid",
    }


def test_a_broken_line_leaves_no_output(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "1", "title": "a", "text": "b"}\n{"id": ', "utf-8")
    result = run("extract", source, "--out", out)
    assert (result.exit_code, out.exists()) == (1, False)
    assert "line 2, is not JSON" in result.stderr
    assert {path.name for path in tmp_path.iterdir()} <= {"in.jsonl", "library"}


def test_evaluate_prints_figures_and_errors(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    entities = [
        {"kind": "country", "iso3": "ITA", "surfaces": ["Rome"], "routes": ["city"]},
        # No reader gives this span
        {"kind": "country", "iso3": "FRA", "surfaces": ["not Paris"], "routes": ["city"]},
    ]
    gold.write_text(
        json.dumps(
            {"id": "1", "title": "Talks", "text": "In Rome, not Paris.", "entities": entities, "topics": []}
        ),
        "utf-8",
    )
    result = run(
        "evaluate",
        gold,
        "--errors",
        "1",
        "--out",
        tmp_path / "evaluation.json",
        "--report",
        tmp_path / "errors.csv",
    )
    assert result.exit_code == 0
    assert json.loads((tmp_path / "evaluation.json").read_text("utf-8"))[0]["gold"] == "gold.jsonl"
    assert "countries" in result.stdout
    assert "In Rome, not Paris." in result.stdout
    with (tmp_path / "errors.csv").open(encoding="utf-8", newline="") as file:
        errors = list(csv.DictReader(file))
    assert ("missed", "In Rome, not Paris.") in {(row["fault"], row["sentence"]) for row in errors}


def test_items_of_the_quarantine_are_tried_again_and_thrown_away(articles: Path) -> None:
    assert "name them" in run("quarantine", "retry").stderr
    assert "'x'" in run("quarantine", "discard", "x").stderr
    assert run("quarantine", "retry", "--all").stdout.startswith("0 read: 0 new")
    run("add", articles)
    [line] = run("quarantine", "list", "--json").stdout.splitlines()
    retried = run("quarantine", "retry", json.loads(line)["item"])
    assert (retried.exit_code, "1 quarantined" in retried.stdout) == (0, True)
    assert run("quarantine", "discard", json.loads(line)["item"]).stdout == "1 discarded.\n"
    assert "empty" in run("quarantine", "list").stdout


def test_the_quarantine_is_listed(articles: Path) -> None:
    assert "empty" in run("quarantine", "list").stdout
    run("add", articles)
    assert "articles.jsonl" in run("quarantine", "list").stdout
    dragoman.open().add_items([Rejected("It is \x1b[31mred\x07.", "raw", "a\x1b[2Jb.csv", "line\x9b1")])
    assert "  a[2Jb.csv, line1\n  It is [31mred.\n" in run("quarantine", "list").stdout
    dragoman.open().quarantine.discard(dragoman.open().quarantine.items()["item"][:1])
    [line] = run("quarantine", "list", "--json").stdout.splitlines()
    assert json.loads(line)["raw"]


def test_status_and_reread(articles: Path, readers) -> None:
    run("add", articles)
    assert f"hand 1, rules r1, topics {TOPICS}: 2" in run("status").stdout
    readers.rules = "r2"
    assert run("reread").stdout == "2 articles read again.\n"
    assert run("reread").stdout.startswith("Nothing to read again")


def test_topics_are_read_again_by_themselves(articles: Path, readers) -> None:
    run("add", articles)
    read = len(readers.texts)
    dragoman.open().topics.change("hosts", {"label": "Hosts", "terms": ["host"]})
    assert run("reread", "--topics").stdout == "Topics of 2 articles read again.\n"
    assert run("reread", "--topics").stdout.startswith("Nothing to read again: these topics")
    assert len(readers.texts) == read
    (Path(dragoman.open().uri) / "topics.toml").write_text("[[topic]]\nid = 3\n", "utf-8")
    result = run("reread", "--topics")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "topics.toml, line 1, topic 1: 'id' is 3. Give it an id" in result.stderr


def test_settings_are_listed() -> None:
    assert "DRAGOMAN_WORKERS" in run("settings").stdout


def test_serve_starts_streamlit_beside_the_app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda _, command, environment: started.append((command, environment)))
    monkeypatch.setattr(os, "chdir", lambda _: None)
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 0)
    assert run("serve", "--port", "8599", "--library", tmp_path / "served").exit_code == 0
    [(command, environment)] = started
    assert command[:4] == [sys.executable, "-m", "streamlit", "run"]
    assert Path(command[4]).is_file()
    assert command[5:] == ["--server.port", "8599"]
    assert environment["DRAGOMAN_LIBRARY"] == str(tmp_path / "served")


def test_samples_go_into_a_library_of_samples_only(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    folder.mkdir()
    (folder / "articles.jsonl").write_text(
        json.dumps({"title": "Talks", "text": TEXT, "outlet": "Sample Wire"}), "utf-8"
    )
    cli.add_sample(library, folder)
    cli.add_sample(library, folder)
    assert library.count() == 5
    library.edit("undated", outlet="The user's own")
    (folder / "articles.jsonl").write_text(
        json.dumps({"title": "Other", "text": TEXT + "More.", "outlet": "Sample Wire"}), "utf-8"
    )
    cli.add_sample(library, folder)
    assert library.count() == 5


def test_the_installed_command_answers() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "dragoman.cli", "--version"], capture_output=True, text=True, check=True
    )
    assert result.stdout == f"dragoman {dragoman.__version__}\n"
