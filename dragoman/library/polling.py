"""Looking at feeds: what is new becomes articles, what fails is tried again later and later.

Articles are committed before the feed's state: a stop in between costs a second look, and the library knows
the articles by their identities then.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from dragoman.errors import FetchError, LibraryError, SourceError, StoppedError, name_fault
from dragoman.library.feed_claims import FeedClaims
from dragoman.library.feed_schedule import plan_again, plan_next
from dragoman.library.feeds import Feed, Seen
from dragoman.library.prefetch import Prefetch
from dragoman.library.schema import hash_number, now
from dragoman.library.summary import Summary
from dragoman.model import Article, Rejected
from dragoman.sources import fetch as room
from dragoman.sources.articles import canonicalise_url, dump_row
from dragoman.sources.feeds import (
    FeedDocument,
    FeedItem,
    list_names,
    mark_item,
    mark_text,
    read_feed,
    read_item,
)
from dragoman.sources.fetch import Fetch, Fetched

if TYPE_CHECKING:
    from dragoman.library.store import Store

MOST_READ = 100  # items that are read at one look: the others wait for the next, which comes soon
MOST_TROUBLE = 3  # items in a row whose pages cannot be had: then the site is left alone until the next look
MOST_TRIES = 5  # looks at which the page of an item is tried
SETTLED = 60.0  # seconds into a long round after which its articles get their stories and identities
PATIENCE = 30.0  # seconds that the end of a round waits for another who settles
NAP = 30.0  # seconds after which a watcher looks whether feeds were added


@dataclass(frozen=True, slots=True)
class Poll:
    """What a look at a feed brought. `stopped` says that Ctrl-C came: what was fetched until then is in."""

    feed: Feed
    summary: Summary = field(default_factory=Summary)
    stopped: bool = False

    def sentence(self) -> str:
        """What it brought, for people."""
        name = self.feed.title or self.feed.url
        if self.feed.failures or self.feed.status == "gone":
            return f"{name}: {self.feed.note}"
        return f"{name}: {self.summary.sentence() if self.summary.items else 'nothing new.'}"


def poll_feed(library: Store, url: str, fetch: Fetch | None = None, settle: bool = True) -> Poll:
    """Look at a feed now, whatever its schedule says.

    LibraryError when the library does not have it, or cannot be written. `settle` is that of
    `Store.add_items`.
    """
    fetch = fetch or room.SHARED.fetch
    feed = library.feeds.get(url)
    if feed is None:
        raise LibraryError(
            f"There is no feed {url!r} in the library. `dragoman feed list` shows those that are."
        )
    try:
        fetched = fetch(feed.url, wanted="feed", etag=feed.etag, modified=feed.modified)
        document = FeedDocument() if fetched.unchanged else _read_document(fetched, fetch)
    except Exception as error:  # a fault of ours too: the other feeds are looked at all the same
        said = (
            f"Dragoman cannot read it, by a fault of its own ({name_fault(error)}). "
            "It is tried again; please report it."
        )
        failed = plan_again(feed, error if isinstance(error, SourceError) else SourceError(said), now())
        library.feeds.put_back(feed.url, failed)
        return Poll(failed)
    intake = _Intake(feed, document, fetch)
    items = iter(intake)
    first = next(items, None)  # most looks bring nothing: then the library is not touched
    summary = Summary() if first is None else library.add_items(chain([first], items), settle=settle)
    if intake.read:
        library.forget_refusals(feed.url, intake.read)
    after = _succeed(feed, fetched, document, intake, summary)
    library.feeds.put_back(feed.url, after)
    return Poll(after, summary, intake.stopped)


def watch_feeds(
    library: Store,
    report: Callable[[Poll], None],
    once: bool = False,
    fetch: Fetch | None = None,
    sleep: Callable[[float], None] | None = None,
    rest: Callable[[], None] = lambda: None,
) -> None:
    """Look at each feed when its time has come, for ever, or once at those due; `report` is told of each.

    `rest` is called when all that has come is settled.

    Several may watch one library: each feed is looked at by one of them at a time, and one of them settles.
    KeyboardInterrupt when Ctrl-C was pressed; what was fetched until then is in the library.
    """
    brought, looked = True, dict[str, datetime]()  # something, by whoever watched before and was stopped
    while True:
        settled = time.monotonic()
        try:
            with (
                FeedClaims(library.feeds, looked, fetch or room.SHARED.fetch) as claims,
                Prefetch(claims.due, claims.fetch, claims.take) as due,
            ):
                for feed in due:
                    if not claims.start(feed.url):
                        continue  # removed meanwhile, or another's
                    poll = poll_feed(library, feed.url, due.fetch, settle=False)
                    brought = brought or bool(poll.summary.items)
                    report(poll)
                    if poll.stopped:
                        raise KeyboardInterrupt
                    if brought and time.monotonic() - settled > SETTLED:
                        settled, brought = time.monotonic(), not library.settle(shared=True)
        except BaseException:
            if brought:
                library.settle()
            raise
        brought = brought and not library.settle(shared=True)
        if once:
            _settle_last(library, brought, sleep or time.sleep)
            rest()
            return
        rest()
        (sleep or time.sleep)(_measure_nap(library))


def _measure_nap(library: Store) -> float:
    """Seconds until the next feed's time comes, `NAP` at most: others may add feeds meanwhile."""
    following = [feed.next for feed in library.feeds.all() if feed.next and feed.status != "gone"]
    return min([NAP, *(max(0.1, (moment - now()).total_seconds()) for moment in following)])


def _settle_last(library: Store, brought: bool, sleep: Callable[[float], None]) -> None:
    """Wait for another watcher who settles, who may do it all; not for long, as it may have been killed."""
    for last in [False] * int(PATIENCE) + [True]:
        if not brought or library.settle(shared=not last):
            return
        sleep(1)


class _Intake:
    """The new and changed items of a feed as articles, and what is remembered of all of them."""

    def __init__(self, feed: Feed, document: FeedDocument, fetch: Fetch) -> None:
        self._feed, self._document, self._fetch = feed, document, fetch
        self.seen = {entry.key: entry for entry in feed.seen}
        self._names = {name: entry for entry in feed.seen for name in (entry.key, entry.url) if name}
        self._texts = {entry.text: entry.article for entry in feed.seen if entry.text}
        self.read: list[str] = []  # places of the items that have become articles
        self.left = 0  # items that wait for the next look
        self.trouble = 0  # items in a row that could not be had
        self.wait = 0.0  # seconds that the site asks to wait
        self.stopped = False

    def __iter__(self) -> Iterator[Article | Rejected]:
        count = 0
        for item in self._document.items:
            mark, names = _hash(mark_item(item)), list_names(item)
            known = next((self._names[name] for name in sorted(names) if name in self._names), None)
            if known and known.mark == mark and not known.tries:
                self._remember(item, replace(known, key=item.key, url=_find_place(item)))
            elif self.stopped or count >= MOST_READ or self.trouble >= MOST_TROUBLE:
                self.left += 1
            else:
                count += 1
                try:
                    yield from self._read(item, mark, known)
                except KeyboardInterrupt:
                    self.stopped = True
                    self.left += 1

    def _read(self, item: FeedItem, mark: str, known: Seen | None) -> Iterator[Article | Rejected]:
        place = _find_place(item)
        if known and known.url != place and known.mark != mark:
            known = None  # another article under the name of an old one: some sites count anew each day
        entry = Seen(item.key, place, known.article if known else "", mark, known.text if known else "")
        try:
            found = read_item(item, self._document, self._fetch, self._feed.url)
        except SourceError as error:
            yield self._fail(item, entry, (known.tries if known else 0) + 1, error)
            return
        except Exception as fault:  # of ours: it costs this item and no other
            reason = (
                f"The item could not be read ({name_fault(fault)}). "
                "Retry it with a newer Dragoman, or discard it."
            )
            found = Rejected(reason, *_describe(item, self._feed))
        self.trouble = 0
        if isinstance(found, Rejected):
            self._remember(item, entry)
            yield found
            return
        text = _hash(mark_text(found))
        same = self._texts.get(text, "")
        found = replace(found, id=entry.article or found.id)
        self._remember(item, replace(entry, article=same or found.id, text=text))
        self._texts.setdefault(text, found.id)
        self.read.append(item.url or item.key[:200])
        if not same:  # the same words under another address, or untouched, are the article that is there
            yield found

    def _fail(self, item: FeedItem, entry: Seen, tries: int, error: SourceError) -> Rejected:
        """An item that could not be had, or was too much for its parser; `tries` counts this look."""
        self.trouble += 1
        if isinstance(error, FetchError):
            self.trouble = MOST_TROUBLE if error.status == 429 else self.trouble
            self.wait = max(self.wait, error.wait)
        again = tries < MOST_TRIES and not isinstance(error, StoppedError)
        self._remember(item, replace(entry, tries=tries if again else 0))
        return Rejected(
            f"{error} It is tried again at the next looks." if again else str(error),
            *_describe(item, self._feed),
        )

    def _remember(self, item: FeedItem, entry: Seen) -> None:
        self.seen.pop(entry.key, None)  # to the end: what a feed has now is forgotten last
        self.seen[entry.key] = entry
        self._names |= dict.fromkeys(list_names(item), entry)


def _find_place(item: FeedItem) -> str:
    return canonicalise_url(item.url) if item.url else ""


def _describe(item: FeedItem, feed: Feed) -> tuple[str, str, str]:
    row = {"title": item.title, "url": item.url, "date": item.published or item.updated}
    return dump_row({name: value for name, value in row.items() if value}), feed.url, item.url


def _read_document(fetched: Fetched, fetch: Fetch) -> FeedDocument:
    document = read_feed(fetched)
    parts, fault = list[FeedDocument](), None
    for url in document.children:
        try:
            parts.append(read_feed(fetch(url, wanted="feed")))
        except SourceError as error:
            fault = error
    if fault is not None and not parts:
        raise fault
    if not parts:
        return document
    return replace(
        parts[0], items=tuple(item for part in parts for item in part.items), children=document.children
    )


def _succeed(feed: Feed, fetched: Fetched, document: FeedDocument, intake: _Intake, summary: Summary) -> Feed:
    moment = now()
    unsettled = intake.left or any(entry.tries for entry in intake.seen.values())
    whole = not unsettled and not document.children  # else an unchanged feed still has something to look for
    hurry = intake.left and intake.trouble < MOST_TROUBLE
    note = f"Moved here from {feed.url}." if fetched.moved else feed.note if feed.status == "moved" else ""
    etag, modified = _find_version(feed, fetched) if whole else ("", "")
    after = replace(
        feed,
        url=fetched.moved or feed.url,
        title=document.title or feed.title,
        site=document.site or feed.site,
        etag=etag,
        modified=modified,
        polled=moment,
        succeeded=moment,
        next=plan_next(moment, intake.wait, hurry),
        failures=0,
        status="moved" if note else "active",
        note=note,
        articles=feed.articles + summary.new,
        seen=tuple(intake.seen.values()),
    )
    return (
        replace(after, status="gone", note="The feed says that it has ended.", next=None)
        if document.ended
        else after
    )


def _find_version(feed: Feed, fetched: Fetched) -> tuple[str, str]:
    """ETag and Last-Modified of what was fetched; of an unchanged feed, unless repeated, those of before."""
    etag, modified = (feed.etag, feed.modified) if fetched.unchanged else ("", "")
    return fetched.etag or etag, fetched.modified or modified


def _hash(text: str) -> str:
    return f"{hash_number(text):016x}"
