"""The list of feeds of a library."""

from __future__ import annotations

import pytest

from dragoman.analysis.library import Library
from dragoman.errors import LibraryError
from dragoman.library import feeds
from dragoman.library.database import Database
from dragoman.library.feeds import Feed
from dragoman.library.polling import poll_feed


def test_lists_are_added_once_and_removed(empty_library: Library) -> None:
    feeds = empty_library.feeds
    pairs = [
        ("https://a.example/feed", "A"),
        ("HTTPS://A.example:443/feed", "A again"),
        ("ftp://b.example/", "B"),
    ]
    assert (feeds.add_list(pairs), feeds.add_list(pairs)) == (2, 0)
    assert [(feed.title, feed.status) for feed in feeds.all()] == [("A", "active"), ("B", "gone")]
    feeds.remove("https://a.example/feed")
    assert [feed.title for feed in feeds.all()] == ["B"]
    with pytest.raises(LibraryError, match="There is no feed"):
        feeds.remove("https://a.example/feed")
    with pytest.raises(LibraryError, match="There is no feed"):
        poll_feed(empty_library, "https://a.example/feed")


def test_looks_do_not_heap_up_small_files(empty_library: Library) -> None:
    for number in range(feeds.MOST_FILES * 2):
        empty_library.feeds.put(Feed(f"https://wire.example/{number}"))
    assert (
        Database(empty_library.uri).table("feeds").stats()["fragment_stats"]["num_fragments"]
        <= feeds.MOST_FILES
    )
    assert len(empty_library.feeds.all()) == feeds.MOST_FILES * 2
