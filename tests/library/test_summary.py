"""What an add did, in figures and in a sentence."""

from __future__ import annotations

from dragoman.library.store import Library
from dragoman.library.summary import Summary
from dragoman.model import Article, Rejected


def make_articles(number: int) -> list[Article]:
    return [Article(f"id-{i}", f"Title {i}", f"Text {i} about Russia.", outlet="Wire", source="tests") for i in range(number)]


def test_the_summary_adds_up_and_says_why(empty_library: Library) -> None:
    bad = [
        Rejected("No text.", "{}", "a.csv", "row 1"),
        Rejected("No text.", '{"x": 1}', "a.csv", "row 2"),
        Rejected("Not English.", "Oui", "b.txt"),
    ]
    summary = empty_library.add_items([*make_articles(3), *bad])
    assert summary == Summary(3, 3, 0, 0, 3, (("No text.", 2), ("Not English.", 1)))
    assert summary.items == 6
    assert summary.sentence() == "3 read: 3 new, 0 updated, 0 already there, 3 quarantined (2 × No text; 1 × Not English)."
