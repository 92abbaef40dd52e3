"""Identities, stories and the revision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.analysis.library import Library
from dragoman.library.database import Database
from dragoman.model import Article, Filter


def test_identifiers_are_minted_once_and_stay(library: Library) -> None:
    before = library.identities().to_pylist()
    assert [row["id"] for row in before] == [
        "person:antony-blinken",
        "person:sergey-lavrov",
        "person:yair-lapid",
    ]
    library.delete(["lavrov-1"])
    library.add_items([Article("new", "Title", "Antony Blinken spoke.")])
    assert [row["id"] for row in library.identities().to_pylist()] == [row["id"] for row in before]


def test_copies_are_one_story(library: Library) -> None:
    assert library.stories() == {"rome-1": "rome-1", "rome-copy": "rome-1"}


def test_a_story_outlives_its_original(library: Library) -> None:
    library.add_items([replace(library.article("rome-1"), id="rome-third")])
    library.delete(["rome-1"])
    assert library.stories() == {"rome-copy": "rome-copy", "rome-third": "rome-copy"}
    library.delete(["rome-third"])
    assert library.stories() == {}
    library.add_items([])
    assert library.stories() == {}


def test_the_threshold_is_a_setting(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    half = (
        "The two ministers spoke for an hour about the border, "
        "the price of grain and the ships that wait in the strait for a pilot. "
    )
    ends = [
        "Nobody expected that a date for the next round would be set on the very first evening of the talks.",
        "Officials later showed reporters a draft which leaves most of the open questions to a committee "
        "of lawyers.",
    ]
    library.add_items(
        [Article(f"half-{number}", f"Talks {number}", half + end) for number, end in enumerate(ends)]
    )
    assert "half-1" not in library.stories()
    monkeypatch.setenv("DRAGOMAN_COPY_THRESHOLD", "0.4")
    library.add_items([])
    stories = library.stories()
    assert stories["half-0"] == stories["half-1"]


def test_the_revision_moves_with_the_contents_only(library: Library) -> None:
    other = Library(library.uri)  # what another process sees
    start = library.revision
    library.add_items(library.articles())
    Database(library.uri).tidy("articles")
    library.delete(["never there"])
    assert library.revision == other.revision == start
    title = library.article("undated").title
    library.edit("undated", title="Another title")
    assert library.revision == other.revision != start
    library.edit("undated", title=title)
    library.delete(["undated"])
    assert library.revision == other.revision != start


def test_the_revision_of_nothing_is_0(empty_library: Library) -> None:
    assert empty_library.revision == 0


def test_the_tables_follow_the_contents(library: Library) -> None:
    pairs = library.pairs(Filter(), kinds=("person", "country"), unit="sentence")
    tables = library.tables()
    assert library.tables() is tables
    pair = pairs[(pairs["a"] == "person:antony-blinken") & (pairs["b"] == "country:ITA")]
    assert pair["count"].tolist() == [2]
    assert (
        len(
            library.evidence(
                Filter(), ["person:antony-blinken", "country:ITA"], unit="sentence", counted_in="article"
            )
        )
        == 2
    )
    library.delete(["rome-copy"])
    assert library.tables() is not tables
    assert library.timeline(period="year", counted_in="article")["count"].sum() == 2  # the third has no date
