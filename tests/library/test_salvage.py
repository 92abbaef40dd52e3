"""What can be read of a table: all of a sound one, and of older versions what the newest has lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.analysis.library import Library
from dragoman.library.salvage import (
    HINT,
    count_lost_versions,
    has_lost_versions,
    is_whole,
    list_versions,
    measure_files,
    salvage,
)


def test_a_sound_table_is_read_whole(library: Library) -> None:
    found = salvage(library.uri, "articles")
    assert found.sound
    assert found.whole.keys() == {article.id for article in library.articles()}
    assert (found.damaged, found.lost, found.old) == ({}, 0, 0)
    assert all(is_whole("articles", row) for row in found.whole.values())


def test_a_row_that_was_changed_is_not_whole(library: Library) -> None:
    row = salvage(library.uri, "articles").whole["rome-1"]
    assert not is_whole("articles", row | {"title": "Another"})
    assert not is_whole("articles", {name: value for name, value in row.items() if name != "text"})


def test_a_file_that_is_gone_is_looked_for_in_older_versions(library: Library) -> None:
    before = measure_files(library.uri, "articles")
    library.edit("undated", outlet="Post")
    [new] = measure_files(library.uri, "articles").keys() - before.keys()
    (Path(library.uri) / "articles.lance" / "data" / new).unlink()
    found = salvage(library.uri, "articles")
    assert not found.sound
    assert found.whole.keys() == {"rome-1", "rome-copy", "lavrov-1", "undated"}
    assert (found.damaged, found.lost) == ({}, 0)
    assert found.old


def test_versions_are_counted_and_missed(library: Library) -> None:
    folder = Path(library.uri, "articles.lance")
    versions = list_versions(folder)
    assert [number for number, _ in versions] == sorted((number for number, _ in versions), reverse=True)
    assert count_lost_versions(library.uri, "articles") == 0
    (folder / "_versions" / HINT).write_text(json.dumps({"version": versions[0][0] + 2}))
    assert count_lost_versions(library.uri, "articles") == 2
    for _, manifest in versions:
        manifest.unlink()
    assert has_lost_versions(library.uri, "articles")


@pytest.mark.parametrize("uri", ["memory://library", "nowhere"])
def test_what_is_not_there_has_lost_nothing(uri: str, tmp_path: Path) -> None:
    place = uri if "://" in uri else str(tmp_path / uri)
    assert not has_lost_versions(place, "articles")
    assert measure_files(place, "articles") == {}
