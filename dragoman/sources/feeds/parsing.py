"""Feeds of every form as a FeedDocument: RSS and Atom through feedparser, JSON Feed, news sitemaps."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import feedparser
from defusedxml import DTDForbidden, ElementTree, EntitiesForbidden, ExternalReferenceForbidden

from dragoman.errors import SourceError
from dragoman.sources.answers import GZIP, unpack
from dragoman.sources.articles import is_link
from dragoman.sources.feeds.document import MOST_ITEMS, FeedDocument, FeedItem, read_words
from dragoman.sources.fetch import Fetched
from dragoman.sources.files.json_documents import BrokenJSONError, parse_json
from dragoman.sources.parsing_apart import parse_apart
from dragoman.sources.redirects import follow_redirect

LARGEST = 20_000_000  # bytes, unpacked
LARGEST_FEED = 5_000_000  # bytes of RSS or Atom: the parser takes half a second for a megabyte
MOST_TAGS = 60_000  # outside of texts: it takes 50 microseconds for each
MOST_ATTRIBUTES = 500  # of one of them
MOST_CHILDREN = 5  # sitemaps of an index that are looked at
NOT_ONE = "No feed is found here: it is neither RSS, Atom, JSON Feed nor a news sitemap. Check the address."
# Atomic: each comment is read once
PAGE = re.compile(rb"\s*+(?>(?:<!--(?>.*?-->)\s*+)*+)<(?:!doctype\s++html|html)\b", re.I | re.S)
BLANK = re.compile(rb"((?:\0?[ \t\r\n]\0?))(?:\0?[ \t\r\n]\0?)++")
COMMENTS = ((b"]]>", b"<!--", b"-->"), (b"</", b"&lt;!--", b"--&gt;"))  # a text's end, a comment's two ends
WORD = re.compile(rb"(?<![\w.+-])([\w.+-]{1000})[\w.+-]++")  # an author's name is searched for an address
CROWDED = "An element has hundreds of attributes, as none of a feed has. Check the address in a browser."
HUGE_TAG = re.compile(rb"<[^<>]{8000,}>")  # it compares each attribute with each
FIRST_ELEMENT = re.compile(rb"<[A-Za-z_:]")
SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)\b")


class NotFeedError(SourceError):
    """A web page where a feed was expected: it may name its feeds."""


def read_feed(fetched: Fetched) -> FeedDocument:
    """The feed in what was fetched, parsed apart. SourceError as of `parse_feed`, StoppedError at a limit."""
    return parse_apart(parse_feed, fetched.body, fetched.kind, fetched.charset, fetched.address)


def parse_feed(data: bytes, kind: str = "", charset: str = "", url: str = "") -> FeedDocument:
    """The feed in an answer of this content type, encoding and address; else SourceError with a reason.

    What is broken in it is mended as well as it can be.
    """
    data = _unpack(data)
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not start:
        raise SourceError("The feed is empty. Try again later, or check the address.")
    if start in (b"{", b"[") or kind.endswith("json"):
        return _parse_json(data)
    if PAGE.match(data):
        raise NotFeedError("This is a web page, not a feed.")
    check_xml(data)
    if found := SITEMAP.search(data[:4096]):
        return _parse_sitemap(data, found[1].decode())
    return _parse_syndication(data, kind, charset, url)


def check_xml(data: bytes) -> None:
    """SourceError for XML that declares entities or loads files: so documents grow without end."""
    refusal = SourceError(
        "The XML declares entities of its own, as documents do that are made to do harm. It is not read."
    )
    head = data.replace(b"\0", b"")  # UTF-16 and UTF-32 too
    first = FIRST_ELEMENT.search(head)
    if b"<!ENTITY" in head[: first.start() if first else len(head)].upper():
        raise refusal
    if HUGE_TAG.search(data):
        raise SourceError(CROWDED)
    try:
        for _, element in ElementTree.iterparse(
            io.BytesIO(data), forbid_dtd=False, forbid_entities=True, forbid_external=True
        ):
            if len(element.attrib) > MOST_ATTRIBUTES:
                raise SourceError(CROWDED)
            element.clear()
    except (EntitiesForbidden, ExternalReferenceForbidden, DTDForbidden) as fault:
        raise refusal from fault
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError):
        return  # not well formed: a parser that mends it has no entities but the usual ones


def _unpack(data: bytes) -> bytes:
    if not data.startswith(GZIP):
        return data
    unpacked = bytearray()
    for part in unpack([data], "gzip", LARGEST):
        unpacked += part
        if len(unpacked) > LARGEST:
            raise SourceError(f"The feed unpacks to more than {LARGEST // 1_000_000} MB. It is not read.")
    return bytes(unpacked)


def _parse_syndication(data: bytes, kind: str, charset: str, url: str) -> FeedDocument:
    if len(data) > LARGEST_FEED or _count_tags(data) > MOST_TAGS:
        size = f"more than {LARGEST_FEED // 1_000_000} MB or {MOST_TAGS:,} tags"
        raise SourceError(f"The feed is too large: it has {size}. Look for a smaller one on the site.")
    headers = {"content-type": f"{kind}; charset={charset}" if charset else kind, "content-location": url}
    data = _shorten(data)
    try:  # a stream: bytes that look like a path or an address would be opened
        parsed = feedparser.parse(
            io.BytesIO(data), response_headers={name: value for name, value in headers.items() if value}
        )
    except Exception as fault:  # the parser raises whatever it does on what nobody foresaw
        raise SourceError(
            f"The feed cannot be read ({type(fault).__name__}). Check the address in a browser."
        ) from fault
    if not parsed.entries and not parsed.get("version"):
        raise SourceError(NOT_ONE)
    feed = parsed.feed
    language = _take(feed, "language")
    items = tuple(_keep(_read_entry(entry, language) for entry in parsed.entries[:MOST_ITEMS]))
    return FeedDocument(read_words(_take(feed, "title")), _take(feed, "link"), items)


def _shorten(data: bytes) -> bytes:
    """Without what the parser reads anew at each step: blank lines first, open comments, endless words."""
    first = FIRST_ELEMENT.search(data)
    head, rest = (data[: first.start()], data[first.start() :]) if first else (data, b"")
    data = BLANK.sub(rb"\1", head) + WORD.sub(rb"\1", rest)
    for end, opening, closing in COMMENTS:
        pieces = data.split(end)
        for place, piece in enumerate(pieces):
            before, closed, after = piece.rpartition(closing)
            if after.count(opening) > 1:
                pieces[place] = before + closed + after.replace(opening, b"")
        data = end.join(pieces)
    return data


def _count_tags(data: bytes) -> int:
    """Tags outside of CDATA, where texts have theirs."""
    first, *rest = data.split(b"<![CDATA[")
    return first.count(b"<") + sum(part.partition(b"]]>")[2].count(b"<") for part in rest)


def _read_entry(entry: dict[str, Any], language: str) -> FeedItem:
    contents = entry.get("content")
    values = [part for part in contents if isinstance(part, Mapping)] if isinstance(contents, list) else []
    content = max((_take(part, "value") for part in values), key=len, default="")
    elsewhere = next((_take(part, "src") for part in values if _take(part, "src")), "")
    key = _take(entry, "id")
    links = (_take(entry, "feedburner_origlink"), _take(entry, "link"), elsewhere, key)
    url = follow_redirect(next((link for link in links if is_link(link)), ""))
    published = _take(entry, "published") or _take(entry, "created")
    updated = dict.get(entry, "updated", "")  # its own get takes the date of publication for lack of another
    return FeedItem(
        key or url,
        url,
        read_words(_take(entry, "title")),
        content,
        _take(entry, "summary"),
        published,
        updated,
        language,
    )


def _parse_json(data: bytes) -> FeedDocument:
    text = data.decode("utf-8-sig", "replace")
    try:
        feed = json.loads(text, strict=False)
    except (ValueError, RecursionError) as fault:
        raise SourceError(_explain_json(text)) from fault
    rows = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(rows, list) or "jsonfeed.org" not in _take(feed, "version"):
        raise SourceError(_explain_json(text))
    language = _take(feed, "language")
    items = tuple(_keep(_read_row(row, language) for row in rows[:MOST_ITEMS] if isinstance(row, dict)))
    return FeedDocument(
        read_words(_take(feed, "title")),
        _take(feed, "home_page_url"),
        items,
        ended=feed.get("expired") is True,
    )


def _explain_json(text: str) -> str:
    """Why a JSON text is no feed: with the line where it is broken."""
    try:
        parse_json(text)
    except BrokenJSONError as fault:
        return (
            f"The feed is not valid JSON: line {fault.line}, {fault}. Check the address in a "
            "browser, or try again later."
        )
    return NOT_ONE


def _read_row(row: Mapping[str, Any], language: str) -> FeedItem:
    key = row.get("id")
    key = str(key) if isinstance(key, str | int | float) else ""
    url = follow_redirect(
        next((link for link in (_take(row, "url"), _take(row, "external_url"), key) if is_link(link)), "")
    )
    content = _take(row, "content_html") or _take(row, "content_text")
    dates = _take(row, "date_published"), _take(row, "date_modified")
    return FeedItem(
        key or url,
        url,
        read_words(_take(row, "title")),
        content,
        _take(row, "summary"),
        *dates,
        _take(row, "language") or language,
    )


def _parse_sitemap(data: bytes, root: str) -> FeedDocument:
    try:
        tree = ElementTree.fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as fault:
        raise SourceError("The sitemap is damaged: it is no XML. Try again later.") from fault
    rows = [_read_parts(entry) for entry in tree]
    if root == "sitemapindex":
        rows.sort(
            key=lambda row: ("news" in row.get("loc", "").lower(), row.get("lastmod", "")), reverse=True
        )
        return FeedDocument(
            children=tuple(row["loc"] for row in rows if is_link(row.get("loc", "")))[:MOST_CHILDREN]
        )
    news = [row for row in rows if "publication_date" in row or "publication" in row]
    if rows and not news:
        raise SourceError(
            "This sitemap lists all pages of a site, not its news. Look for a sitemap of news "
            "in the site's robots.txt."
        )
    names = [row["name"] for row in news if row.get("name")]
    items = (
        FeedItem(row.get("loc", ""), row.get("loc", ""), read_words(row.get("title", "")),
                 published=row.get("publication_date", ""),
                 language=row.get("language", ""))
        for row in news[:MOST_ITEMS]
    )  # fmt: skip
    return FeedDocument(read_words(names[0]) if names else "", "", tuple(_keep(items)))


def _read_parts(entry: Any) -> dict[str, str]:
    """Name of an element -> its text, for all that stands in an entry of a sitemap."""
    return {name: (part.text or "").strip() for part in entry.iter() if (name := _name(part.tag))}


def _keep(items: Iterator[FeedItem]) -> Iterator[FeedItem]:
    """Each item once, and each with a key: its words where the feed gives it none."""
    seen: set[str] = set()
    for item in items:
        key = item.key or f"{item.title}\n{item.summary or item.content}"[:500]
        if key not in seen:
            seen.add(key)
            yield replace(item, key=key)


def _name(tag: object) -> str:
    """An element's name without its namespace; "" for pictures' and films', which have titles too."""
    if not isinstance(tag, str) or re.search(r"image|video", tag.partition("}")[0]):
        return ""
    return tag.rpartition("}")[2]


def _take(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value.encode("utf-8", "replace").decode().strip() if isinstance(value, str) else ""
