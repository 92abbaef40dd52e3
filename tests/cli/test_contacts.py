"""`dragoman contacts`: a table, and files."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from dragoman import cli
from dragoman.analysis.library import Library


def run(library: Library, *arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["contacts", "--library", library.uri, *arguments])


def test_a_table_shows_who_met_whom(library: Library) -> None:
    shown = run(library, "--kind", "meeting")
    assert shown.exit_code == 0
    assert "Antony Blinken" in shown.output
    assert "Yair Lapid" in shown.output


@pytest.mark.parametrize("ending", ["csv", "parquet", "json", "ics"])
def test_contacts_are_written_as_the_file_ends(library: Library, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"contacts.{ending}"
    assert run(library, "--out", str(path)).exit_code == 0
    if ending == "parquet":
        assert "who" in pq.read_schema(path).names
    else:
        assert path.read_bytes()


@pytest.mark.parametrize("wrong", [("--kind", "duel"), ("--start", "June"), ("--out", "contacts.doc")])
def test_what_is_not_known_is_said(library: Library, wrong: tuple[str, str]) -> None:
    assert run(library, *wrong).exit_code == 1
