"""From lines of articles to lines of what they name, without a library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman import extraction
from dragoman.errors import SourceError
from dragoman.extraction import extract_articles, extract_file, read_lines

ROWS = [
    {"id": str(number), "title": f"Talks {number}", "text": f"Sergey Lavrov spoke of NATO, {number}."}
    for number in range(5)
]


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_each_row_is_read_once_in_order_and_told(readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "CHUNK", 2)
    told: list[int] = []
    found = list(extract_articles(ROWS, told.append, readers))
    assert [row["id"] for row in found] == [row["id"] for row in ROWS]
    assert told == [1, 2, 3, 4, 5]
    assert readers.texts == [f"{row['title']}\n\n{row['text']}" for row in ROWS]


def test_lines_are_read_lazily_and_empty_ones_are_none(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "\ufeff" + json.dumps(ROWS[0]), "", json.dumps(ROWS[1]), "broken")
    lines = read_lines(path)
    assert [next(lines), next(lines)] == ROWS[:2]
    with pytest.raises(SourceError, match=r"a\.jsonl, line 4, is not JSON"):
        next(lines)


@pytest.mark.parametrize(
    ("line", "said"),
    [("[1]", "is not an article"), ('{"id": "1"}', "is not an article"), ("{", "is not JSON")],
)
def test_a_line_that_is_no_article_is_named(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(SourceError, match=f"line 1, {said}"):
        list(read_lines(write(tmp_path / "a.jsonl", line)))


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read: No such file"):
        list(read_lines(tmp_path / "nowhere.jsonl"))
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "\xff"}')
    with pytest.raises(SourceError, match="is not UTF-8"):
        list(read_lines(tmp_path / "b.jsonl"))


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "Readers", lambda: readers)
    out = tmp_path / "out.jsonl"
    assert extract_file(ROWS, out) == 5
    before = out.read_text("utf-8")
    assert [json.loads(line)["id"] for line in before.splitlines()] == [row["id"] for row in ROWS]
    with pytest.raises(SourceError, match="line 2, is not JSON"):
        extract_file(read_lines(write(tmp_path / "a.jsonl", json.dumps(ROWS[0]), "broken")), out)
    assert out.read_text("utf-8") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "out.jsonl"]
    with pytest.raises(SourceError, match="cannot be written"):
        extract_file(ROWS, tmp_path / "nowhere" / "out.jsonl")
