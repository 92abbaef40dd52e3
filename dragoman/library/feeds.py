"""The feeds of a library: where they are, what has come of them, when they are looked at next.

One row a feed, one commit a look.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from dragoman.errors import LibraryError, SourceError
from dragoman.library.database import Database, match_any, quote
from dragoman.library.feed_schedule import HELD, is_due
from dragoman.library.schema import mend_text, now
from dragoman.library.side_tables import FEEDS

Status = Literal["active", "moved", "gone"]
MOST_FILES = 25  # looks after which the small files are merged that each of them leaves
MOST_SEEN = 5000  # items of a feed that are remembered


@dataclass(frozen=True, slots=True)
class Seen:
    """An item that a feed has had.

    `article` is the identifier of the article that came of it, "" when none did.
    """

    key: str
    url: str
    article: str
    mark: str  # hash of what the feed said of it
    text: str  # hash of the article's words
    tries: int = 0  # looks at which its page could not be had; 0 once it is settled


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and what is known of it. Moments are in UTC."""

    url: str
    title: str = ""
    site: str = ""
    etag: str = ""
    modified: str = ""
    added: datetime | None = None
    polled: datetime | None = None
    succeeded: datetime | None = None
    next: datetime | None = None  # None: at once
    failures: int = 0  # in a row
    status: Status = "active"  # a feed that is gone is not looked at any more
    note: str = ""  # what there is to say: the last failure, where it has moved from
    articles: int = 0  # that it has brought
    seen: tuple[Seen, ...] = ()  # oldest first


class Feeds:
    """A library's feeds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Feed]:
        """All of them, by title."""
        rows = self._database.fetch("feeds", [name for name in FEEDS.names if name != "seen"]).to_pylist()
        return sorted((_unpack(row) for row in rows), key=lambda feed: (feed.title or feed.url).casefold())

    def get(self, url: str) -> Feed | None:
        """The feed of this address, with what it has had, or None."""
        rows = self._database.fetch("feeds", FEEDS.names, match_any("url", [url])).to_pylist()
        return _unpack(rows[0]) if rows else None

    def list_due(self, moment: datetime) -> list[Feed]:
        """Those to be looked at by this moment, the one that has waited longest first."""
        return sorted(
            (feed for feed in self.all() if is_due(feed, moment)), key=lambda feed: feed.next or datetime.min
        )

    def has(self, url: str) -> bool:
        """Whether there is a feed of this address."""
        return bool(len(self._database.fetch("feeds", ["url"], match_any("url", [url]))))

    def take(self, feed: Feed) -> Feed | None:
        """Take a feed for a look, so that no other watcher looks at it; None when it is taken, or removed.

        That is one conditional commit: its next look is moved on by HELD, if it is still what it was in
        `feed`. So a watcher that is killed needs no one to clean up after it.
        """
        moment = now()
        # Of two who take it at once each knows its own
        until = moment + HELD + timedelta(microseconds=random.randrange(10**6))
        if not self._update(
            f"{match_any('url', [feed.url])} AND {_is_next(feed)}", next=until, polled=moment
        ):
            return None
        return replace(feed, next=until, polled=moment)

    def give_back(self, feeds: Iterable[Feed]) -> None:
        """Let others look at feeds that were taken, and not looked at."""
        if conditions := [f"({match_any('url', [feed.url])} AND {_is_next(feed)})" for feed in feeds]:
            self._update(" OR ".join(conditions), next=now())

    def add(self, url: str, fetch: Any = None) -> Feed:
        """Add the feed at an address, or the first one that the web page there names.

        One that is there already stays as it is. SourceError when there is none; FetchError when it cannot be
        fetched.
        """
        from dragoman.sources import fetch as room
        from dragoman.sources.addresses import parse_target
        from dragoman.sources.feeds import NotFeedError, find_feeds, read_feed
        from dragoman.sources.pages import decode_page
        from dragoman.sources.parsing_apart import parse_apart

        fetch = fetch or room.SHARED.fetch
        fetched = fetch(parse_target(url).url, wanted="feed")
        address = fetched.moved or parse_target(url).url
        try:
            document = read_feed(fetched)
        except NotFeedError as error:
            named = parse_apart(find_feeds, parse_apart(decode_page, fetched), fetched.address)
            if not named:
                raise SourceError(
                    f"{url} is a web page that names no feed. Look for the feed's own address on the site."
                ) from error
            address = parse_target(named[0][0]).url
            fetched = fetch(address, wanted="feed")
            document = read_feed(fetched)
        held = self.get(address)
        if held and held.status != "gone":
            return held
        if held:
            self.put(replace(held, status="active", failures=0, note="", next=None))
            return held
        feed = Feed(address, document.title, document.site, added=now())
        self._database.put_absent("feeds", [_pack(feed)])
        return feed

    def add_list(self, feeds: Iterable[tuple[str, str]]) -> int:
        """Add feeds given as (address, title) without looking at them; how many were not there yet."""
        from dragoman.errors import FetchError
        from dragoman.sources.addresses import parse_target

        held, new = {feed.url for feed in self.all()}, dict[str, Feed]()
        for url, title in feeds:
            try:
                address = parse_target(url).url
            except FetchError as error:  # an address that is never fetched: shown with the reason
                address = url
                new.setdefault(address, Feed(address, title, added=now(), status="gone", note=str(error)))
            if address not in held:
                new.setdefault(address, Feed(address, title, added=now()))
        new = {url: feed for url, feed in new.items() if url not in held}
        return self._database.put_absent("feeds", [_pack(feed) for feed in new.values()])

    def put(self, feed: Feed) -> None:
        """Keep a feed as it is now."""
        self._database.put("feeds", [_pack(feed)])
        self._tidy()

    def put_back(self, url: str, feed: Feed) -> None:
        """Keep what a look at this address's feed has told, perhaps a new address; unless it was removed."""
        if feed.url == url:
            self._database.put_present("feeds", [_pack(feed)])
            self._tidy()
            return
        other = self.get(feed.url)
        if other is not None:  # it has moved to where another is
            feed = replace(feed, articles=feed.articles + other.articles, seen=(*other.seen, *feed.seen))
            if self.has(url):
                self._database.put_present("feeds", [_pack(feed)])
        else:
            self._database.put_absent("feeds", [_pack(feed)])
        if not self._database.remove("feeds", [url]) and other is None:
            self._database.remove("feeds", [feed.url])

    def remove(self, url: str) -> None:
        """Forget a feed; its articles stay. LibraryError when there is none of this address."""
        if self.get(url) is None:
            raise LibraryError(
                f"There is no feed {url!r} in the library. `dragoman feed list` shows those that are."
            )
        self._database.remove("feeds", [url])

    def _update(self, where: str, **values: datetime) -> int:
        count = self._database.update("feeds", where, values)
        self._tidy()
        return count

    def _tidy(self) -> None:
        if self._database.version("feeds") % MOST_FILES == 0:
            self._database.tidy("feeds")


def _is_next(feed: Feed) -> str:
    """A condition in SQL: nobody has taken or looked at the feed since it was as here."""
    return "next IS NULL" if feed.next is None else f"next = TIMESTAMP '{feed.next:%Y-%m-%d %H:%M:%S.%f}'"


def forget_refusals(database: Database, source: str, places: Iterable[str]) -> None:
    """Take out of the quarantine what of these places of a source could not be had, but is an article now."""
    held, wanted = (
        database.fetch("quarantine", ["item", "where"], f"source = {quote(mend_text(source))}").to_pylist(),
        set(places),
    )
    database.remove("quarantine", [row["item"] for row in held if row["where"] in wanted])


def _pack(feed: Feed) -> dict[str, Any]:
    row = {
        name: mend_text(value) if isinstance(value, str) else value for name, value in asdict(feed).items()
    }
    row["seen"] = [
        {name: mend_text(value) if isinstance(value, str) else value for name, value in asdict(entry).items()}
        for entry in feed.seen
    ][-MOST_SEEN:]
    return row


def _unpack(row: Mapping[str, Any]) -> Feed:
    return Feed(**{**row, "seen": tuple(Seen(**entry) for entry in row.get("seen") or ())})
