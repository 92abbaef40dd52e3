"""An item of a feed as an article: its text from the feed where it is there in full, else its page's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from dragoman.errors import FetchError
from dragoman.model import Article, Rejected
from dragoman.sources.articles import build_article, canonicalise_url, dump_row
from dragoman.sources.boilerplate import strip_markup
from dragoman.sources.dates import read_date
from dragoman.sources.feeds.document import FeedDocument, FeedItem
from dragoman.sources.fetch import Fetch
from dragoman.sources.pages import read_url, reject_url
from dragoman.sources.parsing_apart import parse_apart
from dragoman.sources.text_cleaning import fold, normalise_text

FULL = 150  # words: a feed that gives fewer gives the beginning, unless it has nothing else
EARLIEST = date(1990, 1, 1)  # no feed is older: a date before is the zero of some clock
AHEAD = timedelta(days=2)  # of today: time zones and clocks that are fast
CUT = re.compile(
    r"(?:\.\.\.|…|\[[.…\s]*\]|\b(?:read|see|learn) (?:more|on|the (?:full|whole|rest).{0,40})|"
    r"continue reading\b.{0,200}|"
    r"(?:the|this) (?:post|article)\b.{0,200}\b(?:appeared|published) "
    r"first (?:on|at)\b.{0,100})[\s»>→.…\])]*$",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a feed says of an article that stands on its page: fields for `read_url`, and a plain summary."""

    known: dict[str, object]
    summary: str


def read_item(item: FeedItem, feed: FeedDocument, fetch: Fetch, source: str) -> Article | Rejected:
    """The article of an item, from its page where the feed has a summary. `source`: the feed's address.

    FetchError only for what may go better later; what cannot be had is a Rejected with what the feed says of
    it. StoppedError when reading was stopped, SourceError when there is no process for it.
    """
    found = parse_apart(build_item, item, replace(feed, items=(), children=()), source)
    if not isinstance(found, Elsewhere):
        return found
    try:
        return _date(read_url(item.url, fetch, found.known, source))
    except FetchError as error:
        if not error.lasting:
            raise
        if not found.summary:
            return reject_url(item.url, error, found.known, source)
        kept = reject_url(item.url, error, found.known | {"text": found.summary}, source)
        return replace(kept, reason=f"{kept.reason} Retry takes the feed's summary as it is.")


def build_item(item: FeedItem, feed: FeedDocument, source: str) -> Article | Rejected | Elsewhere:
    """The article of an item whose text the feed has, or what is known of its page. Never fetches."""
    text = find_text(item)
    if not item.url and not (item.content or item.summary):
        raw = dump_row({"title": item.title, **_know(item, feed)})
        return Rejected(
            "The feed gives this item neither an address nor a text. Discard it, or fill in the text.",
            raw,
            source,
            item.key[:200],
        )
    if text or not item.url:
        row = {
            "title": item.title,
            "text": text or max(item.content, item.summary, key=len),
            **_know(item, feed),
            "url": item.url,
        }
        row["date"] = row.pop("published", None) or row.get("date")
        return _date(
            build_article(
                {name: value for name, value in row.items() if value},
                source=source,
                where=item.url or item.key[:200],
            )
        )
    summary = normalise_text(strip_markup(max(item.content, item.summary, key=len)))
    return Elsewhere({"title": item.title, **_know(item, feed)}, summary)


def find_text(item: FeedItem) -> str:
    """The article's text where the feed gives it in full, with its markup, else ""."""
    for given in (item.content, item.summary):
        plain = " ".join(strip_markup(given).split())
        if len(plain.split()) >= FULL and not CUT.search(plain[-400:]):
            return given
    return ""


def mark_item(item: FeedItem) -> str:
    """What the feed says of an item, without its address and dates: it changes when the article does."""
    return "\n".join((item.title, item.content, item.summary))


def list_names(item: FeedItem) -> set[str]:
    """The names under which an item is known: its key and its address."""
    return {name for name in (item.key, canonicalise_url(item.url) if item.url else "") if name}


def mark_text(article: Article) -> str:
    """The words of an article: one feed's items with the same words are one article."""
    return fold(article.full_text)


def _know(item: FeedItem, feed: FeedDocument) -> dict[str, object]:
    """What the feed says besides title and text.

    A date of publication goes before the page's, one of a change does not.
    """
    known: dict[str, object] = {"outlet": feed.title, "language": item.language}
    for name, stated in (("published", item.published), ("date", item.updated)):
        day, _ = read_date(stated)
        if day and EARLIEST <= day <= datetime.now(UTC).date() + AHEAD:
            known[name] = stated
        elif stated:
            known["date in the feed"] = stated
    return known


def _date(item: Article | Rejected) -> Article | Rejected:
    """With the day of fetching where nothing says a better one: what a feed brings is new."""
    if isinstance(item, Article) and item.date is None:
        return replace(item, date=datetime.now(UTC).date(), date_origin="fetched")
    return item
