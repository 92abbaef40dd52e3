"""The doctor: one check a thing that may be wrong, each with what to do next where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.analysis.library import Library
from dragoman.library.doctor import Check, check_library


def look(uri: str, readers) -> dict[str, Check]:
    return {check.name: check for check in check_library(uri, readers)}


def test_all_of_a_sound_library_is_well(library: Library, readers) -> None:
    found = look(library.uri, readers)
    assert len(found) > 8
    assert [check for check in found.values() if check.state != "good"] == []
    assert {"table articles", "table quarantine"} <= found.keys()


def test_what_is_behind_or_wrong_comes_with_a_way_out(
    library: Library, readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers.rules = "r2"
    [behind] = [check for check in look(library.uri, readers).values() if check.state != "good"]
    assert (behind.name, behind.state) == ("readings", "note")
    assert "dragoman reread" in behind.advice
    monkeypatch.setenv("DRAGOMAN_WORKERS", "many")
    wrong = look(library.uri, readers)["settings"]
    assert wrong.state == "bad"
    assert "DRAGOMAN_WORKERS" in wrong.found
    assert wrong.advice


def test_nothing_is_changed_by_a_look(library: Library, readers) -> None:
    def list_files() -> list[tuple[Path, int]]:
        return sorted(
            (path, path.stat().st_mtime_ns)
            for path in Path(library.uri, "articles.lance").rglob("*")
            if path.is_file()
        )

    before = list_files()
    look(library.uri, readers)
    assert list_files() == before
    assert before
