"""The tables of a library that changes are those that are made of all its articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_by_hand import HandReaders
from same_tables import check_same

from dragoman.analysis import kept_tables, renewing
from dragoman.analysis.library import Library
from dragoman.analysis.renewing import Renewal
from dragoman.library.database import Database
from dragoman.model import Article

NAMES = ("Antony Blinken", "Yair Lapid", "Sergey Lavrov", "Rome", "Russia", "Israeli officials", "Blinken")
ARTICLES = st.builds(
    lambda number, names, day: Article(
        f"id-{number}", "Talks", f"{' met '.join(names)} on day {number}.",
        date(2021, 6, 1) + timedelta(days=day), "stated", outlet=f"Wire {number % 2}",
    ),
    st.integers(0, 12), st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), st.integers(0, 9),
)  # fmt: skip
STEPS = st.lists(st.lists(ARTICLES, min_size=1, max_size=3) | st.integers(0, 12), min_size=2, max_size=5)


def make_anew(library: Library) -> object:
    """The tables of a library, made of all its articles."""
    return Renewal().make(Database(library.uri), library.searching, library.revision)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS)
def test_a_library_that_changes_has_the_tables_of_its_articles(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[Article] | int]
) -> None:
    library = Library(tmp_path_factory.mktemp("renewed") / "library", HandReaders())
    library.add_items([Article("first", "Talks", "Antony Blinken met Yair Lapid.")])
    library.tables()
    for step in steps:
        if isinstance(step, int):
            library.delete([f"id-{step}"])
        else:
            library.add_items(step)
        check_same(library.tables(), make_anew(library))


def test_what_has_not_changed_is_not_made_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.tables()
    monkeypatch.setattr(renewing, "build_tables", None)
    library.add_items([Article("new", "Talks", "Yair Lapid spoke of Russia.", outlet="Sample Wire")])
    assert library.tables().size == 5
    library.edit("new", outlet="Another")
    assert "Another" in library.tables().outlets
    library.delete(["new"])
    assert library.tables().size == 4


@pytest.fixture
def kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library whose tables are on disk."""
    monkeypatch.setattr(renewing, "MANY", 2)
    library.tables()
    library.finish_keeping()
    return library


def test_another_process_opens_what_is_on_disk(
    kept: Library, readers: HandReaders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "build_tables", None)
    other = Library(kept.uri, readers)
    check_same(other.tables(), kept.tables())
    kept.add_items([Article("new", "Talks", "Yair Lapid spoke of Russia.", outlet="Sample Wire")])
    late = Library(kept.uri, readers)
    assert late.tables().size == 5
    check_same(late.tables(), kept.tables())
    check_same(other.tables(), kept.tables())
    assert late.search("russia").keys() == kept.search("russia").keys()


def test_older_ones_go_and_damaged_ones_are_made_anew(kept: Library, readers: HandReaders) -> None:
    folder = Path(kept.uri, kept_tables.FOLDER)
    (first,) = folder.iterdir()
    kept.add_items(replace(next(kept.articles()), id=f"more-{number}") for number in range(3))
    kept.tables()
    kept.finish_keeping()
    (second,) = folder.iterdir()
    assert second != first
    (second / kept_tables.TABLES).write_bytes(b"damaged")
    other = Library(kept.uri, readers)
    check_same(other.tables(), kept.tables())
    other.finish_keeping()
