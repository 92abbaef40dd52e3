"""Lists of feeds: those that a web page names, and OPML, in which readers of feeds exchange them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml import ElementTree
from trafilatura.utils import load_html

from dragoman.errors import SourceError
from dragoman.sources.articles import is_link
from dragoman.sources.feeds.document import read_words
from dragoman.sources.feeds.parsing import check_xml

FEED_TYPES = re.compile(r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json|json)\b", re.I)
MOST_FEEDS = 5000


def find_feeds(html: str, url: str) -> list[tuple[str, str]]:
    """(address, title) of the feeds that a page names in its head; feeds of comments come last."""
    try:
        tree = load_html(html)
    except Exception:  # the parsers raise whatever they do
        return []
    if tree is None:
        return []
    bases = tree.xpath("//base/@href")
    base = urljoin(url, str(bases[0])) if bases else url
    found: dict[str, str] = {}
    for link in tree.iterfind(".//link[@href]"):
        kinds = link.get("rel", "").lower().split()
        if ("alternate" in kinds or "feed" in kinds) and FEED_TYPES.match(link.get("type", "").strip()):
            address = urljoin(base, link.get("href").strip())
            if is_link(address) and "oembed" not in address:
                found.setdefault(address, read_words(link.get("title", "")))
    return sorted(found.items(), key=lambda pair: bool(re.search(r"comment", f"{pair[0]} {pair[1]}", re.I)))


def read_opml(data: bytes) -> list[tuple[str, str]]:
    """(address, title) of the feeds in an OPML file, in its folders too. SourceError for what is none."""
    check_xml(data)
    try:
        tree = ElementTree.fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as fault:
        raise SourceError(
            "This is no OPML: it is not well-formed XML. Export it anew from your reader of feeds."
        ) from fault
    found: dict[str, str] = {}
    for outline in tree.iter("outline"):
        names = {name.lower(): value.strip() for name, value in outline.attrib.items()}
        if is_link(names.get("xmlurl", "")):
            found.setdefault(names["xmlurl"], read_words(names.get("title") or names.get("text", "")))
    if not found:
        raise SourceError("This file names no feed: it is no OPML, or it holds no outline with an xmlUrl.")
    return list(found.items())[:MOST_FEEDS]


def write_opml(feeds: Iterable[tuple[str, str]]) -> bytes:
    """An OPML file of feeds given as (address, title)."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = "Feeds of Dragoman"
    body = SubElement(root, "body")
    for url, title in feeds:
        SubElement(
            body,
            "outline",
            type="rss",
            text=_clean(title or url),
            title=_clean(title or url),
            xmlUrl=_clean(url),
        )
    return bytes(tostring(root, "utf-8", xml_declaration=True))


def _clean(text: str) -> str:
    """Without characters that XML cannot hold."""
    return re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
