"""Several watch one library: each feed is looked at by one, and what a killed one left by another."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from reading_by_hand import HandReaders
from site_on_loopback import Answer, Asked, Site

from dragoman.analysis.library import Library
from dragoman.library import polling, resolving
from dragoman.library.database import Database
from dragoman.library.feed_claims import FeedClaims
from dragoman.library.feed_schedule import HELD
from dragoman.library.polling import poll_feed, watch_feeds
from dragoman.library.schema import now
from dragoman.sources.fetch import SHARED, Fetched

DAY = timedelta(days=1)
TEXT = (
    "Antony Blinken met Yair Lapid in Rome and spoke of Israel, and a spokesman of Italy said afterwards "
    "that both were content. "
)


def put_feed(site: Site, number: int) -> str:
    item = (
        f"<item><title>Talks {number}</title><link>{site.address}/{number}</link><description>{TEXT * 9} "
        f"No. {number}</description></item>"
    )
    body = f"<rss version='2.0'><channel><title>Wire {number}</title>{item}</channel></rss>"
    return site.put(f"/feed/{number}", body, Content_Type="application/rss+xml")


@pytest.fixture
def wires(site: Site, empty_library: Library) -> list[str]:
    """Six feeds of one article each."""
    urls = [put_feed(site, number) for number in range(6)]
    empty_library.feeds.add_list((url, "") for url in urls)
    return urls


def watch(library: Library) -> list[str]:
    """The feeds that are looked at when their time has come."""
    told = list[str]()
    watch_feeds(library, lambda poll: told.append(poll.feed.url), once=True)
    return told


def test_two_handles_share_the_feeds(site: Site, empty_library: Library, wires: list[str]) -> None:
    start = Barrier(2)

    def begin(library: Library) -> list[str]:
        start.wait()
        return watch(library)

    with ThreadPoolExecutor(2) as both:
        looked = list(both.map(begin, [empty_library, Library(empty_library.uri, HandReaders())]))
    assert sorted(looked[0] + looked[1]) == sorted(wires)
    assert Counter(path for path in site.paths() if path.startswith("/feed")) == {
        f"/feed/{number}": 1 for number in range(6)
    }
    assert empty_library.count() == 6
    assert all(
        feed.articles == 1 and feed.next > now() + timedelta(minutes=20) for feed in empty_library.feeds.all()
    )
    assert "Antony Blinken" in empty_library.identities()["label"].to_pylist()


def test_two_processes_share_the_feeds(site: Site, empty_library: Library, wires: list[str]) -> None:
    command = [sys.executable, str(Path(__file__).with_name("watcher.py")), empty_library.uri]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(command, env=environment, **pipes) for _ in range(2)]
    assert [process.stdout.readline() for process in both] == ["ready\n"] * 2
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    looked = [url for process in both for url in process.communicate(timeout=60)[0].split()]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(looked) == sorted(wires)
    assert Counter(path for path in site.paths() if path.startswith("/feed")) == {
        f"/feed/{number}": 1 for number in range(6)
    }
    assert empty_library.count() == 6


def test_a_feed_that_another_looks_at_is_left_to_it(
    site: Site, empty_library: Library, wires: list[str]
) -> None:
    body, other, seen = site.answers["/feed/0"], Library(empty_library.uri, HandReaders()), list[str]()

    def answer(_: Asked) -> Answer:
        seen.extend(watch(other))  # while the first look goes on
        return body

    for url in wires[1:]:
        empty_library.feeds.remove(url)
    site.answers["/feed/0"] = answer
    assert watch(empty_library) == wires[:1]
    assert seen == []


def test_what_a_killed_watcher_took_comes_back_to_the_others(
    empty_library: Library, wires: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = FeedClaims(empty_library.feeds, {}, SHARED.fetch)
    assert all(killed.take(feed) for feed in killed.due)
    assert watch(empty_library) == []
    later = now() + HELD + timedelta(seconds=2)
    assert len(empty_library.feeds.list_due(later)) == len(wires)
    monkeypatch.setattr("dragoman.library.feed_claims.now", lambda: later)
    assert sorted(watch(empty_library)) == sorted(wires)


def test_what_was_taken_and_not_looked_at_is_given_back(empty_library: Library, wires: list[str]) -> None:
    with FeedClaims(empty_library.feeds, {}, SHARED.fetch) as claims:
        assert all(claims.take(feed) for feed in claims.due)
        assert claims.start(wires[0])
        assert not claims.start(wires[0])
        empty_library.feeds.remove(wires[1])
        assert not claims.start(wires[1])
    assert {feed.url for feed in empty_library.feeds.list_due(now())} == set(wires[2:])
    assert not claims.take(empty_library.feeds.get(wires[2]))  # a thread that comes too late


def test_a_look_that_waits_for_too_long_is_anothers(
    empty_library: Library, wires: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = FeedClaims(empty_library.feeds, {}, SHARED.fetch)
    first, second = slow.due[:2]
    assert slow.take(first)
    assert slow.take(second)
    later = now() + HELD * 2
    monkeypatch.setattr("dragoman.library.feed_claims.now", lambda: later)
    monkeypatch.setattr("dragoman.library.feeds.now", lambda: later)
    fast = FeedClaims(empty_library.feeds, {}, SHARED.fetch)
    assert fast.take(next(feed for feed in fast.due if feed.url == first.url))
    assert not slow.start(first.url)
    assert slow.start(second.url)
    assert not fast.take(second)


def test_a_look_with_many_pages_stays_ones_own(
    empty_library: Library, wires: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = [now() + HELD * part for part in (0, 0.4, 0.8, 1.2, 1.6, 2.0)]
    slow = FeedClaims(empty_library.feeds, {}, lambda url, **_: Fetched(url, url, b""))
    first = slow.due[0]
    assert slow.take(first)
    assert slow.start(first.url)
    for moment in moments:
        for module in ("feeds", "feed_claims"):
            monkeypatch.setattr(f"dragoman.library.{module}.now", lambda moment=moment: moment)
        slow.fetch("https://wire.example/page")
        assert first.url not in {feed.url for feed in empty_library.feeds.list_due(moment)}
    empty_library.feeds.remove(first.url)
    monkeypatch.setattr("dragoman.library.feed_claims.now", lambda: moments[-1] + HELD)
    slow.fetch("https://wire.example/page")
    assert empty_library.feeds.get(first.url) is None


def test_a_feed_removed_while_it_is_taken_stays_removed(empty_library: Library, wires: list[str]) -> None:
    feed = empty_library.feeds.get(wires[0])
    empty_library.feeds.remove(wires[0])
    assert empty_library.feeds.take(feed) is None
    empty_library.feeds.put_back(wires[0], feed)
    empty_library.feeds.put_back(wires[0], replace(feed, url="https://new.example/feed"))
    assert {held.url for held in empty_library.feeds.all()} == set(wires[1:])


def test_a_feed_looked_at_by_a_clock_that_was_ahead_is_looked_at_now(
    empty_library: Library, wires: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = now() + DAY * 3
    with monkeypatch.context() as wrong:
        for module in ("polling", "feeds", "feed_claims"):
            wrong.setattr(f"dragoman.library.{module}.now", lambda: ahead)
        poll_feed(empty_library, wires[0])
        # A watcher takes the other one, and is killed
        FeedClaims(empty_library.feeds, {}, SHARED.fetch).take(empty_library.feeds.get(wires[1]))
    assert sorted(watch(empty_library)) == sorted(wires)
    assert all(feed.next < now() + timedelta(hours=1) for feed in empty_library.feeds.all())
    assert watch(empty_library) == []


def test_two_whose_clocks_differ_do_not_look_again_and_again(
    empty_library: Library, wires: list[str]
) -> None:
    looked = dict[str, datetime]()
    for expected in (sorted(wires), [], []):
        for url in wires:  # the other, whose clock is ahead by five hours, has looked
            far = now() + timedelta(hours=5)
            empty_library.feeds.put(
                replace(empty_library.feeds.get(url), polled=far, next=far + timedelta(minutes=30))
            )
        with FeedClaims(empty_library.feeds, looked, SHARED.fetch) as claims:
            due = [feed.url for feed in claims.due if claims.take(feed) and claims.start(feed.url)]
        assert sorted(due) == expected


def test_one_of_those_who_watch_settles(empty_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    other, seen = Library(empty_library.uri, HandReaders()), list[bool]()
    refresh = resolving.refresh_derived

    def busy(database):
        monkeypatch.setattr(resolving, "refresh_derived", refresh)
        seen.append(other.settle(shared=True))
        seen.append(other.settle())  # an add waits for nobody
        refresh(database)

    revision = empty_library.revision
    monkeypatch.setattr(resolving, "refresh_derived", busy)
    assert empty_library.settle(shared=True)
    assert seen == [False, True]
    assert other.settle(shared=True)
    assert empty_library.revision == revision


@pytest.mark.parametrize("hours", [-1, 24])  # killed long ago, or by a clock that was ahead
def test_a_claim_to_settle_runs_out(hours: int, empty_library: Library) -> None:
    moment = int((datetime.now() + timedelta(hours=hours)).timestamp() * 1e6)
    Database(empty_library.uri).put("derived", [{"name": "settling", "source": moment, "stamp": 0}])
    assert empty_library.settle(shared=True)


def test_the_end_of_a_round_does_not_wait_for_long_for_one_who_was_killed(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = int((datetime.now() + timedelta(minutes=2)).timestamp() * 1e6)
    Database(empty_library.uri).put("derived", [{"name": "settling", "source": moment, "stamp": 0}])
    naps = list[float]()
    watch_feeds(empty_library, lambda _: None, once=True, sleep=naps.append)
    assert sum(naps) == polling.PATIENCE
