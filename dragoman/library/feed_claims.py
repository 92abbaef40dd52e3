"""Of several who watch a library's feeds, each feed is one's at a time."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Any

from dragoman.library.feed_schedule import HELD, SPREAD, find_pause, is_ahead
from dragoman.library.feeds import Feed, Feeds
from dragoman.library.schema import now
from dragoman.sources.fetch import Fetch, Fetched


class FeedClaims:
    """A watcher's round of looks: the feeds that are `due`, and which of them it has taken.

    What it has not looked at it gives back. `looked` has address -> moment of this watcher's last look. It
    holds back one who would look again and again, in turn with another whose clock is ahead.
    """

    def __init__(self, feeds: Feeds, looked: dict[str, datetime], fetch: Fetch) -> None:
        self._feeds, self._looked, self._fetch, self._ended = feeds, looked, fetch, False
        self._current: Feed | None = None
        self._lock = threading.Lock()  # one commit after another: those of one process need not race
        self._taken = dict[str, Feed]()  # as they are since they were taken
        moment, pause = now(), find_pause() * (2 - SPREAD)
        self.due = [
            feed
            for feed in feeds.list_due(moment)
            if not (is_ahead(feed, moment) and self._is_fresh(feed, moment - pause))
        ]

    def __enter__(self) -> FeedClaims:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._ended = True
            self._feeds.give_back(self._taken.values())
            self._taken.clear()

    def take(self, feed: Feed) -> bool:
        """Take a feed as it was seen; False when another has it, or has looked at it since."""
        with self._lock:
            taken = None if self._ended else self._feeds.take(feed)
            if taken is not None:
                self._taken[feed.url] = taken
            return taken is not None

    def start(self, url: str) -> bool:
        """Begin the look at a feed that was taken; False when it was removed, or another has it by now."""
        with self._lock:
            self._current = self._taken.pop(url, None)
            self._renew()
            if self._current is None or not self._feeds.has(url):
                return False
            self._looked[url] = now()
            return True

    def fetch(self, url: str, **asked: Any) -> Fetched:
        """As the `fetch` that was given; the feed that is looked at stays taken, however many its pages."""
        with self._lock:
            self._renew()
        return self._fetch(url, **asked)

    def _renew(self) -> None:
        if (
            self._current is not None
            and self._current.next is not None
            and self._current.next - now() < HELD / 2
        ):
            self._current = self._feeds.take(self._current)

    def _is_fresh(self, feed: Feed, since: datetime) -> bool:
        last = self._looked.get(feed.url)
        return last is not None and since < last <= now()
