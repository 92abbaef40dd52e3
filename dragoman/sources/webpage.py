"""The article on a web page: title, lead and text in paragraphs, date, outlet, address.

trafilatura finds the text. What pages state about themselves in JSON-LD, microdata, microformats and meta
tags goes before what is guessed from their looks.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from typing import Any

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import Document
from trafilatura.utils import load_html

from dragoman.sources.articles import is_link
from dragoman.sources.list_pages import cut_teasers
from dragoman.sources.text_cleaning import fold

# The sentence or two below a headline, as schema.org, microformats and newspapers' style sheets name it.
LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|dek|standfirst|p-summary|entry-summary|article-?summary|sub-?headline|subheading)(?=$|[\s_-])",
    re.I,
)
LONGEST_LEAD = 2000  # characters
MOST_HEADINGS = 50  # headlines and leads of a page that are compared with its text
ARTICLE = re.compile(r"Article|Report|Posting|Page")  # types of schema.org with an article's own properties
LINKED_DATA = "//script[starts-with(normalize-space(@type), 'application/ld+json')]"
# What some templates put around it
AROUND = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")
SAYS_ARTICLE = (
    "//meta[@property='og:type' and @content='article'] | //meta[@property='article:published_time']"
)
META_DATES = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@name='parsely-pub-date' or @name='pubdate' or @name='publishdate']/@content",
    "//meta[@name='dc.date.issued' or @name='DC.date.issued']/@content",
    "//*[contains(concat(' ', @class, ' '), ' dt-published ')]/@datetime",
)
# What takes parsers minutes is not read: news pages have some thousand elements, tags some 100 characters.
MOST_ELEMENTS = 30_000
# For a text short beside its page a second extractor compares all blocks: not on pages of thousands.
MOST_BLOCKS = 3000
BLOCKS = (
    "p", "div", "li", "td", "th", "tr", "br", "section", "article", "blockquote", "dd", "dt", "option", "h2",
    "h3", "h4",
)  # fmt: skip
PICTURE = re.compile(r"data:[\w/+.-]{1,100};base64,[A-Za-z0-9+/=]*")
HUGE_TAG = re.compile(r"<[^<>]{50000,}>")


def load_page(html: str) -> HtmlElement | None:
    """The elements of a page; None for what is no page, or so large that it would take minutes.

    Raises whatever the parser does.
    """
    tree = load_html(HUGE_TAG.sub(" ", PICTURE.sub("data:,", html)))
    return None if tree is None or sum(1 for _ in tree.iter()) > MOST_ELEMENTS else tree


def read_page(html: str, url: str = "") -> dict[str, object]:
    """The fields of a page's article, for `build_article`; no "text" if none. `url`: where it is from.

    Raises MemoryError only: a page that breaks the parsers holds no article.
    """
    try:
        tree = load_page(html)
        found = None if tree is None else _extract(tree, url)
    except MemoryError:
        raise
    except Exception:  # the parsers raise whatever they do on pages that nobody foresaw
        return {}
    if tree is None or not isinstance(found, Document) or not found.text:
        return {}
    stated = next(_find_articles(tree), {})
    paragraphs = _list_paragraphs(tree, found, bool(stated))
    row: dict[str, object] = {
        "title": _find_title(tree, found.title or str(stated.get("headline", ""))),
        "text": "\n\n".join(paragraphs),
        "date": _find_date(tree, stated) or found.date,
        "outlet": found.sitename,
        "url": _find_address(tree, url) or found.url,
    }
    return {name: value for name, value in row.items() if isinstance(value, str) and value.strip()}


def _extract(tree: HtmlElement, url: str) -> object:
    """What trafilatura makes of a page with joined lines; of a copy, for it takes the tree apart."""
    blocks = sum(1 for _ in tree.iter(*BLOCKS))
    _join_lines(tree)
    return trafilatura.bare_extraction(
        deepcopy(tree),
        url=url or None,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        fast=blocks > MOST_BLOCKS,
    )


def _list_paragraphs(tree: HtmlElement, found: Document, stated: bool) -> list[str]:
    """The paragraphs of the article, from its lead on: no headings above, no teasers on its own page."""
    text = found.text or ""
    paragraphs = text.split("\n")
    headings = {
        fold(found.title or ""),
        *(fold(heading.text_content()) for heading in islice(tree.iterfind(".//h1"), MOST_HEADINGS)),
    }
    first = next(
        (place for place, paragraph in enumerate(paragraphs) if fold(paragraph) not in headings),
        len(paragraphs) - 1,
    )
    paragraphs = paragraphs[first:]
    if stated or tree.xpath(SAYS_ARTICLE) or len(headings) == 1:
        paragraphs = cut_teasers(tree, paragraphs)
    if lead := _find_lead(tree, text):
        paragraphs.insert(0, lead)
    return paragraphs


def _find_articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles that a page describes in JSON-LD."""
    for script in tree.xpath(LINKED_DATA):
        try:
            waiting = deque([json.loads(AROUND.sub("", script.text or ""), strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.popleft()
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                if re.search(r"Article|Report|BlogPosting", str(value.get("@type", ""))):
                    yield value
                waiting += [value[name] for name in ("@graph", "mainEntity") if name in value]


def _find_title(tree: HtmlElement, title: str) -> str:
    """The title without the site's name, as a headline on the page has it."""
    for heading in islice(tree.iterfind(".//h1"), MOST_HEADINGS):
        headline = " ".join(heading.text_content().split())
        if headline and re.match(r"\s+[|–—·•»-]\s", title.removeprefix(headline)):
            return headline
    return title


def _find_date(tree: HtmlElement, stated: dict[str, Any]) -> str:
    """The day of publication that the page states, as it writes it, or ""."""
    values = [stated.get("datePublished"), *(value for path in META_DATES for value in tree.xpath(path)[:1])]
    for element in tree.xpath("//*[@itemprop='datePublished']"):
        values += (
            [element.get("datetime") or element.get("content") or element.text_content()]
            if _is_of_article(element)
            else []
        )
    return next(
        (value.strip() for value in values if isinstance(value, str) and re.search(r"\d{4}", value)), ""
    )


def _is_of_article(element: HtmlElement) -> bool:
    """Whether a property belongs to the article or page, and not to a picture or a comment on it."""
    scope = element.getparent()
    while scope is not None and scope.get("itemscope") is None:
        scope = scope.getparent()
    return scope is None or bool(ARTICLE.search(scope.get("itemtype", "")))


def _find_address(tree: HtmlElement, url: str) -> str:
    """The canonical address that the page states, else where it is from.

    A saved page's own is often a file name: that is none.
    """
    stated = [
        *tree.xpath("//link[@rel='canonical']/@href"),
        *tree.xpath("//meta[@property='og:url']/@content"),
        url,
    ]
    return next((str(address) for address in stated if is_link(str(address))), "")


def _find_lead(tree: HtmlElement, text: str) -> str:
    """The lead between the headline and the text when the extractor has left it out, or ""."""
    below_headline, looked_at = False, 0
    beginning = fold(text.partition("\n")[0])[:100]
    everything = fold(text)
    for element in tree.iter(etree.Element):
        if element.tag == "h1":
            below_headline = True
        elif below_headline and element.tag == "p" and fold(element.text_content()).startswith(beginning):
            return ""
        elif below_headline and _is_lead(element) and (looked_at := looked_at + 1) <= MOST_HEADINGS:
            lead = " ".join(element.text_content().split())
            if len(fold(lead).split()) >= 4 and len(lead) <= LONGEST_LEAD and fold(lead) not in everything:
                return lead
    return ""


def _is_lead(element: HtmlElement) -> bool:
    named = element.get("itemprop") == "description" or bool(LEAD.search(element.get("class", "")))
    return named and _is_of_article(element)


def _join_lines(tree: HtmlElement) -> None:
    """Line ends of the source made spaces, as a browser shows them: they end no paragraph."""
    for element in tree.iter(etree.Element):
        kept = element.tag in ("pre", "script", "style", "textarea")
        if element.text and not kept:
            element.text = re.sub(r"[ \t\r\n]+", " ", element.text)
        if element.tail:
            element.tail = re.sub(r"[ \t\r\n]+", " ", element.tail)
