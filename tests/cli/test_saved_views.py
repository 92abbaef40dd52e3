"""The commands on saved views, and an export of one by its name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman import cli
from dragoman.analysis.library import Library
from dragoman.exports import read_recipe
from dragoman.model import View
from dragoman.view import parse_view

NAME = "Lapid [and] Rome = all"
VIEW = View("connections", unit="article", selection=("person:yair-lapid", "country:ITA"))


@pytest.fixture
def run(library: Library, readers, monkeypatch: pytest.MonkeyPatch):
    """Runs a command on a library with one saved view."""
    monkeypatch.setattr("dragoman.library.store.Readers", lambda: readers)
    monkeypatch.setenv("DRAGOMAN_LIBRARY", library.uri)
    monkeypatch.setenv("COLUMNS", "200")
    library.views.save(NAME, VIEW)

    def invoke(*arguments: str | Path) -> Result:
        return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])

    return invoke


def test_views_are_listed_shown_and_deleted(run, library: Library) -> None:
    listed = run("views", "list").stdout
    assert NAME in listed
    assert "connections" in listed
    [row] = [json.loads(line) for line in run("views", "list", "--json").stdout.splitlines()]
    assert (row["name"], parse_view(row["query"])) == (NAME, VIEW)
    assert parse_view(run("views", "show", NAME).stdout) == VIEW
    assert run("views", "delete", NAME).exit_code == 0
    assert library.views.list() == []
    assert "No view is saved" in run("views", "list").stdout
    for command in ("show", "delete"):
        gone = run("views", command, NAME)
        assert (gone.exit_code, "no saved view" in gone.stderr) == (1, True)


def test_a_saved_view_is_exported_by_its_name(run, tmp_path: Path) -> None:
    assert run("export", "--view", NAME, "--what", "evidence", "--out", tmp_path).exit_code == 0
    assert parse_view(read_recipe(tmp_path / "dragoman-evidence-csv.zip").view) == VIEW
    unknown = run("export", "--view", "nothing", "--out", tmp_path)
    assert (unknown.exit_code, "no saved view" in unknown.stderr) == (1, True)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8501/connections",
        "http://localhost:8501/connections/?unit=sentence",
        "page=connections",
    ],
)
def test_a_url_says_its_page(url: str) -> None:
    assert parse_view(url) == View("connections")
