"""Asking several sites at once what their feeds say, before one feed after another is read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urlsplit

from dragoman.library.feeds import Feed
from dragoman.sources.fetch import Fetch, Fetched

AT_ONCE = 8  # hosts that are asked at the same time
MOST_WAITING = 16  # answers that wait to be read at most: each may have 20 MB


class Prefetch:
    """The feeds that are due, as they answer: several hosts at once, each host's feeds one after another.

    What a feed says is fetched ahead; its articles are fetched and read, and the library written, one feed at
    a time. `take` is asked before a feed is: those for which it says no, since another watcher has them, are
    passed over.
    """

    def __init__(
        self, due: Sequence[Feed], fetch: Fetch, take: Callable[[Feed], bool] = lambda _: True
    ) -> None:
        self._fetch, self._take, self._answers = fetch, take, dict[str, Fetched | Exception]()
        self._feeds = {feed.url: feed for feed in due}
        hosts: dict[str, list[Feed]] = {}
        for feed in self._feeds.values():
            hosts.setdefault(urlsplit(feed.url).hostname or "", []).append(feed)
        self._waiting, self._ready = SimpleQueue[list[Feed]](), SimpleQueue[Feed | None]()
        for feeds in hosts.values():
            self._waiting.put(feeds)
        self._ended, self._room = threading.Event(), threading.Semaphore(MOST_WAITING)
        for _ in range(min(AT_ONCE, len(hosts))):
            threading.Thread(target=self._ask, daemon=True).start()  # it keeps nobody from ending the program

    def __enter__(self) -> Prefetch:
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()

    def __iter__(self) -> Iterator[Feed]:
        for _ in range(len(self._feeds)):
            if (feed := self._ready.get()) is not None:
                yield feed
            self._room.release()

    def fetch(self, url: str, **asked: Any) -> Fetched:
        """What was fetched ahead, once; everything else is fetched now."""
        answer = self._answers.pop(url, None) if asked.get("wanted") == "feed" else None
        if isinstance(answer, Exception):
            raise answer
        return answer or self._fetch(url, **asked)

    def _ask(self) -> None:
        while True:
            try:
                feeds = self._waiting.get_nowait()
            except Empty:
                return
            for feed in feeds:
                while not self._ended.is_set() and not self._room.acquire(timeout=1):
                    pass
                if self._ended.is_set():
                    return
                try:
                    if not self._take(feed):
                        self._ready.put(None)
                        continue
                    self._answers[feed.url] = self._fetch(
                        feed.url, wanted="feed", etag=feed.etag, modified=feed.modified
                    )
                except Exception as error:  # said when its turn comes: the others have theirs
                    self._answers[feed.url] = error
                self._ready.put(feed)
