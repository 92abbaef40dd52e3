"""Feeds: what they say, whatever form they come in, and the articles behind it."""

from __future__ import annotations

from dragoman.sources.feeds.document import FeedDocument, FeedItem
from dragoman.sources.feeds.items import build_item, list_names, mark_item, mark_text, read_item
from dragoman.sources.feeds.lists import find_feeds, read_opml, write_opml
from dragoman.sources.feeds.parsing import NotFeedError, check_xml, parse_feed, read_feed

__all__ = [
    "FeedDocument",
    "FeedItem",
    "NotFeedError",
    "build_item",
    "check_xml",
    "find_feeds",
    "list_names",
    "mark_item",
    "mark_text",
    "parse_feed",
    "read_feed",
    "read_item",
    "read_opml",
    "write_opml",
]
