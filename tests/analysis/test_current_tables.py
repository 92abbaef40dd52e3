"""Who draws is answered by the tables that stand while those of another process's articles are made."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from dragoman.analysis.current_tables import CurrentTables
from dragoman.analysis.library import Library
from dragoman.errors import LibraryError
from dragoman.model import Article


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.analysis.current_tables.PATIENCE", 0.0)


class Contents:
    """Contents whose tables are made when they are let through."""

    def __init__(self) -> None:
        self.revision, self.commits, self.made = 1, 0, list[int]()
        self.gate, self.fault = threading.Event(), False
        self.gate.set()
        self.hot = CurrentTables(lambda: self.revision, lambda: self.commits, self.make)

    def make(self, revision: int) -> Any:
        self.gate.wait(10)
        if self.fault:
            raise LibraryError("One of its files is missing.")
        self.made.append(revision)
        return SimpleNamespace(revision=revision)

    def finish(self) -> None:
        self.gate.set()
        assert self.hot._maker
        self.hot._maker.join(10)


def test_the_old_tables_answer_until_the_new_ones_stand() -> None:
    contents = Contents()
    assert contents.hot.get(wait=False).revision == 1
    contents.revision = 2
    contents.gate.clear()
    assert [contents.hot.get(wait=False).revision for _ in range(3)] == [1, 1, 1]
    contents.finish()
    assert contents.hot.get(wait=False).revision == 2
    assert contents.made == [1, 2]


def test_what_this_process_writes_is_shown_at_once() -> None:
    contents = Contents()
    assert contents.hot.get(wait=False).revision == 1
    contents.revision, contents.commits = 2, 1
    assert contents.hot.get(wait=False).revision == 2


def test_a_failure_is_said_to_the_next_who_asks() -> None:
    contents = Contents()
    contents.hot.get(wait=False)
    contents.revision, contents.fault = 2, True
    contents.gate.clear()
    contents.hot.get(wait=False)
    contents.finish()
    with pytest.raises(LibraryError):
        contents.hot.get(wait=False)
    contents.fault = False
    assert contents.hot.get(wait=False).revision == 2


def test_articles_of_another_process_are_shown(library: Library, readers: Any) -> None:
    before = library.tables(wait=False)
    Library(library.uri, readers).add_items(
        [Article("new", "Talks", "Yair Lapid spoke of Russia.", outlet="Sample Wire")]
    )
    assert library.tables(wait=False).size in (before.size, before.size + 1)  # later if slow
    assert library.tables().size == before.size + 1
