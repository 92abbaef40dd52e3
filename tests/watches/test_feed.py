"""Feeds of news are Atom that other readers of feeds take."""

from __future__ import annotations

from datetime import date, datetime

import feedparser

from dragoman.library.watches import News, Watch
from dragoman.model import View
from dragoman.watches.feed import MOST_ENTRIES, write_feed

NOON = datetime(2023, 5, 1, 12)


def make_watch(name: str, count: int = 2) -> Watch:
    news = tuple(
        News(
            f"{name}-{n}",
            "article",
            datetime(2023, 5, 1 + n % 28),
            f"Said {n} \x0b<i>",
            "He & she.",
            "Wire",
            date(2023, 5, 1),
        )
        for n in range(count)
    )
    return Watch(name, View(), made=NOON, news=news)


def test_a_feed_of_a_watch_and_one_of_all() -> None:
    watches = [make_watch("one"), make_watch("two")]
    one, every = feedparser.parse(write_feed(watches, "one")), feedparser.parse(write_feed(watches))
    assert not one.bozo
    assert not every.bozo
    assert [entry.id for entry in one.entries] == ["urn:dragoman:news:one-1", "urn:dragoman:news:one-0"]
    assert len(every.entries) == 4
    assert one.feed.id != every.feed.id
    assert one.entries[0].title == "Said 1 <i>"
    assert one.entries[0].summary == "“He & she.” (Wire, 2023-05-01)"
    assert one.entries[0].link.startswith("http://127.0.0.1:8501/")
    assert write_feed(watches) == write_feed(list(watches))


def test_a_feed_without_news_is_a_feed_and_a_long_one_has_an_end() -> None:
    assert not feedparser.parse(write_feed([])).bozo
    assert feedparser.parse(write_feed([make_watch("one", 0)], "one")).feed.updated == "2023-05-01T12:00:00Z"
    assert len(feedparser.parse(write_feed([make_watch("one", MOST_ENTRIES + 9)])).entries) == MOST_ENTRIES
