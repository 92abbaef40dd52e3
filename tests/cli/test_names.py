"""`dragoman find`."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from dragoman.cli import app


def run(folder: Path, *words: str):
    return CliRunner().invoke(app, ["find", *words, "--library", str(folder)])


def test_a_name_is_found_by_what_it_is_called(library_folder: Path) -> None:
    assert run(library_folder, "blinken").stdout.startswith("person:antony-blinken\tAntony Blinken\tperson")
    found = json.loads(run(library_folder, "ITA", "--kind", "country", "--json").stdout)
    assert (found["id"], found["label"]) == ("country:ITA", "Italy")


def test_the_nearest_names_are_said_where_nothing_is_called_so(library_folder: Path) -> None:
    answer = run(library_folder, "Blinkin")
    assert answer.exit_code == 1
    assert "Nearest: Antony Blinken (person:antony-blinken)" in answer.output
    assert run(library_folder, "nosuchname").exit_code == 1
    assert "There is no kind" in run(library_folder, "x", "--kind", "planet").output
