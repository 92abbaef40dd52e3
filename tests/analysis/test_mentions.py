"""The mentions of one article, as a reader marks them."""

from __future__ import annotations

from dragoman.analysis.library import Library
from dragoman.analysis.mentions import find_mentions, find_stated_offices


def test_mentions_point_into_the_article_in_the_order_of_the_text(library: Library) -> None:
    article = library.article("rome-1")
    assert article is not None
    frame = find_mentions(library.tables(), "rome-1")
    assert list(frame["start"]) == sorted(frame["start"])
    surfaces = [article.full_text[row.start : row.end] for row in frame.itertuples()]
    assert surfaces[:3] == ["Blinken", "Yair Lapid", "Rome"]
    assert frame.loc[0, ["id", "label", "kind", "route"]].tolist() == [
        "person:antony-blinken",
        "Antony Blinken",
        "person",
        "surname",
    ]


def test_offices_are_those_that_the_article_states(library: Library) -> None:
    assert find_stated_offices(library.tables(), "undated") == {
        "person:yair-lapid": "Foreign Minister, Israel"
    }


def test_an_unknown_article_has_none(library: Library) -> None:
    assert find_mentions(library.tables(), "nowhere").empty
    assert find_stated_offices(library.tables(), "nowhere") == {}
