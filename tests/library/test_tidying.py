"""Small additions leave few files and little more than they hold; what is worth it is tidied."""

from __future__ import annotations

from pathlib import Path

import lancedb
import pytest

from dragoman.analysis.library import Library
from dragoman.library import tidying
from dragoman.library.tidying import Limits, find_old
from dragoman.model import Article

NOTED = 80_000  # bytes that a commit of articles writes of its own, however few it holds


def measure(folder: str) -> tuple[int, int]:
    """Files and bytes of a library."""
    files = [path for path in Path(folder).rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files)


def make_articles(first: int, count: int) -> list[Article]:
    return [
        Article(f"id-{n}", f"Talks {n}", f"Antony Blinken met Yair Lapid in room {n}. " + f"Word{n} " * 300)
        for n in range(first, first + count)
    ]


def test_fifty_small_additions_leave_few_files(empty_library: Library) -> None:
    empty_library.add_items(make_articles(0, 1000))
    size = measure(empty_library.uri)[1]
    for number in range(50):
        empty_library.add_items(make_articles(1000 + 2 * number, 2))
    files, after = measure(empty_library.uri)
    assert files <= 400
    assert after <= 1.5 * size + 50 * NOTED
    assert len(empty_library.search("blinken")) == 1100
    assert empty_library.count() == 1100


@pytest.mark.parametrize(
    ("limits", "worth"),
    [
        (Limits(files=100, versions=100, age=None), False),
        (Limits(files=1, versions=100, age=None), True),
        (Limits(files=100, versions=0, age=None, kept=1), True),
        (Limits(files=100, versions=100, age=None, fewest=2), True),
    ],
)
def test_tidying_waits_until_it_is_worth_it(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch, limits: Limits, worth: bool
) -> None:
    for first, count in ((0, 20), (20, 3)):
        empty_library.add_items(make_articles(first, count))
    monkeypatch.setitem(tidying.LIMITS, "articles", limits)
    table = lancedb.connect(empty_library.uri).open_table("articles")
    assert (find_old(table, "articles", "text_idx") is not None) == worth
