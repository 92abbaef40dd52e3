"""Which sentences a brief chooses."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.analysis.library import Library
from dragoman.exports.brief_facts import MOST_QUOTES, collect_facts, find_span
from dragoman.model import Article, Filter, View


def test_sentences_are_of_different_outlets_and_stories_and_what_is_new_comes_first(
    empty_library: Library,
) -> None:
    day = date(2023, 5, 1)
    empty_library.add_items([
        *(
            Article(f"old-{n}", f"Old {n}", f"Yair Lapid spoke of Italy, number {n}, in the usual long way of his.",
                    day - timedelta(days=40 + n), "stated", "A")
            for n in range(6)
        ),
        *(
            Article(f"new-{n}", f"New {n}", f"Yair Lapid spoke of Italy, as number {n} of this month, at some length.",
                    day - timedelta(days=n), "stated", "AB"[n % 2])
            for n in range(6)
        ),
        Article("first", "First", "Yair Lapid spoke of Russia for the very first time, and at length too.", day,
                "stated", "A"),
    ])  # fmt: skip
    view = View(selection=("person:yair-lapid",), filter=Filter(start=day - timedelta(days=20), end=day))
    brief = collect_facts(empty_library.tables(), view)
    assert ("person:yair-lapid", "country:RUS") in brief.first_time
    assert ("person:yair-lapid", "country:ITA") not in brief.first_time
    assert any(quote.article == "first" for quote in brief.quotes)
    assert {quote.outlet for quote in brief.quotes} == {"A", "B"}
    assert len({quote.article for quote in brief.quotes}) == len(brief.quotes) <= MOST_QUOTES
    assert brief.counts["articles"] == (7, 0)


def test_without_days_a_brief_is_of_the_last_that_there_are(library: Library) -> None:
    first, last = find_span(library.tables(), View(selection=("person:yair-lapid",)))
    assert (first, last) == (date(2021, 6, 1), date(2021, 6, 28))
