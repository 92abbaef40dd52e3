"""Feeds saved as files: RSS, Atom, news sitemaps.

Nothing is fetched: what has its text elsewhere waits in the quarantine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import SourceError
from dragoman.model import Article, Rejected
from dragoman.sources.articles import dump_row
from dragoman.sources.dates import guess_date
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.wordpress import HEAD, is_wordpress, read_wordpress

if TYPE_CHECKING:
    from dragoman.sources.feeds.document import FeedDocument, FeedItem

OUTLINE = re.compile(rb"<opml[\s>]", re.I)
LONGEST = 20_000_000  # bytes
LARGEST = 200_000_000  # bytes of an export of WordPress
ELSEWHERE = (
    "The feed has only a summary of this article, or less. Retry fetches its page; so does "
    "following the feed by its address."
)
FILE = "FILE.opml"  # stands for the name of the file
FEEDS = f"It lists feeds, not articles: follow them all with `dragoman feed import {FILE}`."
NONE = (
    "No article is in this file: it is neither RSS, Atom nor a news sitemap. Save what it "
    "holds as .csv, .json or .txt."
)


def read_saved_feed(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """The articles whose text is in the feed; its other items by address, for a person to decide."""
    from dragoman.sources.feeds import parse_feed  # with what fetches: only who reads a feed waits for that

    stream.seek(0)
    if is_wordpress(stream.read(HEAD)):
        yield from _read_export(stream, origin)
        return
    stream.seek(0)
    data = stream.read(LONGEST)
    try:
        feed = parse_feed(data)
    except SourceError as fault:
        yield origin.reject(_explain(str(fault), data, origin))
        return
    if not feed.items:
        yield origin.reject(
            "This lists other lists, not articles. Follow it by its address."
            if feed.children
            else "The feed has no item."
        )
    for item in feed.items:
        yield _read_item(item, feed, origin)


def _explain(fault: str, data: bytes, origin: Origin) -> str:
    """Why no feed is read, where the parser says that of it."""
    from dragoman.sources.feeds.parsing import NOT_ONE

    if fault != NOT_ONE:
        return fault
    return FEEDS.replace(FILE, origin.command_name) if OUTLINE.search(data) else NONE


def _read_item(item: FeedItem, feed: FeedDocument, origin: Origin) -> Article | Rejected:
    """The article of an item, or what is known of the page that has it."""
    from dragoman.sources.feeds import build_item
    from dragoman.sources.feeds.items import Elsewhere

    found = build_item(item, feed, origin.source)
    if isinstance(found, Elsewhere):
        known = {
            "url": item.url,
            "title": item.title,
            "published": item.published or item.updated,
            "outlet": feed.title,
        }
        return replace(
            origin.reject(ELSEWHERE),
            raw=dump_row({name: value for name, value in known.items() if value}),
            where=item.url,
        )
    if isinstance(found, Article) and found.date_origin == "fetched":  # that is today: a file may be old
        day = guess_date(origin.source) or origin.modified
        return replace(found, date=day, date_origin="guessed" if day else "none")
    return found


def _read_export(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    from dragoman.sources.feeds import check_xml

    if stream.seek(0, 2) > LARGEST:
        yield origin.reject(
            f"The export has more than {LARGEST // 1_000_000} MB. Export it in parts: WordPress can by year."
        )
        return
    stream.seek(0)
    data = stream.read()
    try:
        check_xml(data)
    except SourceError as fault:
        yield origin.reject(str(fault))
        return
    yield from read_wordpress(data, origin)
