"""The commands on watches, and what commands that add tell of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import dragoman
from dragoman import cli

LAPID = "select=person%3Ayair-lapid&person=person%3Ayair-lapid"


@pytest.fixture(autouse=True)
def by_hand(readers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Commands read by hand, and never find the user's own library."""
    monkeypatch.setattr("dragoman.library.store.Readers", lambda: readers)
    monkeypatch.setenv("DRAGOMAN_LIBRARY", str(tmp_path / "library"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def write(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / f"{name}.jsonl"
    row = {"id": name, "title": f"Report {name}", "text": text, "date": "2023-05-01", "source": "Wire"}
    path.write_text(json.dumps(row) + "\n", "utf-8")
    return path


def test_a_watch_is_added_tells_what_comes_and_is_removed(tmp_path: Path) -> None:
    run("add", write(tmp_path, "one", "Yair Lapid spoke of Israel and of nothing else."))
    assert "no watch yet" in run("watches", "list").stdout
    added = run(
        "watches", "add", "Lapid", "--view", LAPID, "--tell", "article", "--to", f"folder:{tmp_path / 'n'}"
    )
    assert added.stdout == "Watching 'Lapid': a new article.\n"
    assert run("watches", "look").stdout == "Nothing new.\n"
    told = run("add", write(tmp_path, "two", "Yair Lapid went to Rome with all of his ministers."))
    assert "Lapid: New article: Report two" in told.stdout
    assert len(list((tmp_path / "n").iterdir())) == 1
    assert run("watches", "look").stdout == "Nothing new.\n"
    assert "“Yair Lapid went to Rome with all of his ministers.”" in run("watches", "show", "Lapid").stdout
    row = json.loads(run("watches", "list", "--json").stdout)
    assert (row["name"], row["tells"], row["news"]) == ("Lapid", ["article"], 1)
    assert run("watches", "feed", "--out", tmp_path / "all.atom").exit_code == 0
    assert b"Report two" in (tmp_path / "all.atom").read_bytes()
    assert "weekly to the page" in run("watches", "set", "Lapid", "--rhythm", "weekly").stdout
    assert run("watches", "remove", "Lapid").exit_code == 0
    assert not dragoman.open().watches.list()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--tell", "sports"), "is not of"),
        (("--rhythm", "hourly"), "is not one of"),
        (("--to", "sms:1"), "is no way"),
    ],
)
def test_what_cannot_be_is_said(arguments: tuple[str, ...], said: str) -> None:
    result = run("watches", "add", "Lapid", "--view", LAPID, *arguments)
    assert result.exit_code == 1
    assert said in result.stderr
    assert not dragoman.open().watches.list()


def test_watching_without_feeds_looks_at_the_watches(tmp_path: Path) -> None:
    run("add", write(tmp_path, "one", "Yair Lapid spoke of Israel and of nothing else."))
    assert run("watch", "--once").exit_code == 1
    run("watches", "add", "Lapid", "--view", LAPID, "--tell", "article")
    assert run("watch", "--once").exit_code == 0
