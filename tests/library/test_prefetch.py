"""Several sites are asked at once what their feeds say, each site's feeds one after another."""

from __future__ import annotations

import threading

import pytest

from dragoman.errors import FetchError
from dragoman.library import prefetch
from dragoman.library.feeds import Feed
from dragoman.library.prefetch import Prefetch
from dragoman.sources.fetch import Fetched

PATIENCE = 20.0


def test_hosts_are_asked_at_once_and_each_host_one_after_another() -> None:
    together, busy, asked = threading.Barrier(2), dict[str, int](), list[str]()

    def fetch(url: str, **given: object) -> Fetched:
        host = url.split("/")[2]
        busy[host] = busy.get(host, 0) + 1
        assert busy[host] == 1
        asked.append(url)
        if url.endswith("/1"):
            together.wait(PATIENCE)  # neither answers before both are asked
        busy[host] -= 1
        if url == "https://b.example/2":
            raise FetchError("It is away.", 503)
        return Fetched(url, url, str(given.get("etag")).encode())

    feeds = [
        Feed(f"https://{host}.example/{number}", etag=f"{host}{number}") for host in "ab" for number in (1, 2)
    ]
    with Prefetch(feeds, fetch) as due:
        found = list(due)
        assert {feed.url for feed in found} == {feed.url for feed in feeds}
        assert due.fetch("https://a.example/2", wanted="feed").body == b"a2"
        with pytest.raises(FetchError, match="away"):
            due.fetch("https://b.example/2", wanted="feed")
        assert len(asked) == 4
        # What was fetched ahead is used once
        assert due.fetch("https://a.example/2", wanted="feed", etag="new").body == b"new"
    with Prefetch([], fetch) as due:
        assert list(due) == []


def test_a_fault_of_ours_is_said_when_its_feeds_turn_comes_and_stops_no_other() -> None:
    def fetch(url: str, **_: object) -> Fetched:
        if url.endswith("/1"):
            raise ZeroDivisionError
        return Fetched(url, url, b"body")

    with Prefetch([Feed(f"https://a.example/{number}") for number in (1, 2)], fetch) as due:
        assert len(list(due)) == 2
        with pytest.raises(ZeroDivisionError):
            due.fetch("https://a.example/1", wanted="feed")
        assert due.fetch("https://a.example/2", wanted="feed").body == b"body"


def test_no_more_is_fetched_ahead_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()

    def fetch(url: str, **_: object) -> Fetched:
        asked.append(url)
        return Fetched(url, url, b"body")

    monkeypatch.setattr(prefetch, "MOST_WAITING", 2)
    with Prefetch([Feed(f"https://a.example/{number}") for number in range(9)], fetch) as due:
        for read, feed in enumerate(due, 1):
            assert len(asked) <= read + 2
            assert due.fetch(feed.url, wanted="feed").body == b"body"
    assert len(asked) == 9
