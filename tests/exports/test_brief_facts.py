"""Which sentences a brief chooses."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.analysis.library import Library
from dragoman.exports.brief_facts import MOST_QUOTES, collect_facts, find_span
from dragoman.model import Article, Filter, View


def test_sentences_are_of_different_outlets_and_of_what_is_new(
    empty_library: Library,
) -> None:
    day = date(2023, 5, 1)
    usual = "Yair Lapid spoke of Italy, as number {} of them all, in the usual long way of his."
    old = [
        Article(f"old-{n}", f"Old {n}", usual.format(n), day - timedelta(days=40 + n), "stated", "A")
        for n in range(6)
    ]
    new = [
        Article(f"new-{n}", f"New {n}", usual.format(n + 10), day - timedelta(days=n), "stated", "AB"[n % 2])
        for n in range(6)
    ]
    text = "Yair Lapid spoke of Russia for the very first time, and at length too."
    empty_library.add_items([*old, *new, Article("first", "First", text, day, "stated", "A")])
    view = View(selection=("person:yair-lapid",), filter=Filter(start=day - timedelta(days=20), end=day))
    brief = collect_facts(empty_library.tables(), view)
    assert ("person:yair-lapid", "country:RUS") in brief.first_time
    assert ("person:yair-lapid", "country:ITA") not in brief.first_time
    assert any(quote.article == "first" for quote in brief.quotes)
    assert {quote.outlet for quote in brief.quotes} == {"A", "B"}
    assert len({quote.article for quote in brief.quotes}) == len(brief.quotes) <= MOST_QUOTES
    assert brief.counts["articles"] == (7, 2)


def test_without_days_a_brief_is_of_the_last_that_there_are(library: Library) -> None:
    first, last = find_span(library.tables(), View(selection=("person:yair-lapid",)))
    assert (first, last) == (date(2021, 6, 1), date(2021, 6, 28))
