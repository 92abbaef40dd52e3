"""The command that writes a brief."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman import cli
from dragoman.analysis.library import Library
from dragoman.cli.briefs import find_subject
from dragoman.errors import SourceError
from dragoman.model import Filter, View


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def test_a_brief_is_written_of_a_name(library_folder: Path, tmp_path: Path) -> None:
    days = ("--from", "2021-06-01", "--to", "2021-06-30")
    result = run("brief", "Yair Lapid", *days, "--out", tmp_path, "--library", library_folder)
    assert result.exit_code == 0, result.stderr
    assert b"Yair Lapid" in (tmp_path / "dragoman-brief.html").read_bytes()
    assert b"# Yair Lapid" in (tmp_path / "dragoman-brief.md").read_bytes()


def test_without_a_model_a_brief_has_no_summary_and_says_so(library_folder: Path, tmp_path: Path) -> None:
    result = run("brief", "Yair Lapid", "--summary", "--out", tmp_path, "--library", library_folder)
    assert result.exit_code == 0
    assert "DRAGOMAN_SUMMARY_SERVER" in result.stderr
    assert (tmp_path / "dragoman-brief.html").exists()


def test_names_pairs_and_views_are_subjects(library: Library) -> None:
    assert find_subject(library, "Lapid").selection == ("person:yair-lapid",)
    pair = find_subject(library, "Yair Lapid + Italy")
    assert (pair.selection, set(pair.kinds)) == (("person:yair-lapid", "country:ITA"), {"person", "country"})
    saved = View(filter=Filter(countries=("country:ITA",)))
    library.views.save("Italy watched", saved)
    assert find_subject(library, "Italy watched") == saved
    assert find_subject(library, "country=country%3AITA").filter == saved.filter
    for nobody in ("Zzyzx Qqq", "+"):
        with pytest.raises(SourceError):
            find_subject(library, nobody)
