"""A feed as plain data, whatever form it came in."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.sources.boilerplate import strip_markup
from dragoman.sources.text_cleaning import normalise_line

MOST_ITEMS = 1000  # that are taken from one feed, as many as a news sitemap may have


@dataclass(frozen=True, slots=True)
class FeedItem:
    """What a feed says of one article."""

    key: str  # what the feed calls it: a guid, else its address
    url: str = ""
    title: str = ""
    content: str = ""  # what the feed gives as its text, with its markup
    summary: str = ""
    published: str = ""  # as the feed writes it
    updated: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed with its items in its own order.

    `children` are the addresses of the sitemaps that a sitemap index names, newest first.
    """

    title: str = ""
    site: str = ""  # the address of the site that it is of
    items: tuple[FeedItem, ...] = ()
    children: tuple[str, ...] = ()
    ended: bool = False  # the feed says that nothing more will come


def read_words(markup: object) -> str:
    """A title or name as one line without markup."""
    return normalise_line(strip_markup(markup))[:1000] if isinstance(markup, str) else ""
