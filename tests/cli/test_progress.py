"""Progress bars: how many items there will be, where that shows before they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli.progress import count_lines, show_adding, show_reading
from dragoman.library.summary import Summary


def test_lines_of_files_and_folders_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"a": 1}\n\n{"a": 2}\n', "utf-8")
    (folder / "b.NDJSON").write_text('{"a": 3}', "utf-8")
    assert count_lines([folder]) == 3
    assert count_lines([folder, folder / "b.NDJSON"]) == 4


@pytest.mark.parametrize("other", ["c.csv", "deeper", "missing.jsonl"])
def test_what_shows_only_on_reading_has_no_number(tmp_path: Path, other: str) -> None:
    (tmp_path / "a.jsonl").write_text("{}", "utf-8")
    if other == "deeper":
        (tmp_path / other / "deepest").mkdir(parents=True)
    elif other == "c.csv":
        (tmp_path / other).write_text("text\nx", "utf-8")
    assert count_lines([tmp_path / "a.jsonl", tmp_path / other]) is None
    assert count_lines([]) is None


def test_bars_take_what_comes_and_write_nothing_where_nobody_looks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with show_adding(None) as watch:
        watch(Summary(texts=3, new=1))
    with show_adding(2) as watch:
        watch(Summary(texts=3, new=1, quarantined=9))
    with show_reading(5) as told:
        told(9)
    assert capsys.readouterr() == ("", "")
