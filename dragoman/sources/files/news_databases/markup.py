"""The text of an export's page, line by line as it is shown, with a blank line between blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from dragoman.sources.files.news_databases.words import list_words

RULE = "_" * 40  # a line across the page
BOUNDARY = "\u241e"  # Nexis puts an anchor before each document
BLOCKS = list_words(
    """
    p div li ul ol blockquote h1 h2 h3 h4 h5 h6 tr td th table
    section article header footer figure center body form pre dt dd dl text
    """
)
UNSEEN = list_words("script style noscript head title template button select textarea option")
EMPTY = re.compile(r"<(div|p|span|a)\b([^<>]*)/>", re.I)  # HTML reads these as opened: they would nest
LABEL = re.compile(r"[^\W\d][^:\n]{1,40}:")


def parse_markup(text: str) -> Any | None:
    """The tree of a page; None for what no parser reads."""
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
        return lxml_html.document_fromstring(
            EMPTY.sub(r"<\1\2></\1>", text).encode("utf-8", "replace"), parser=parser
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def list_lines(root: Any) -> list[str]:
    """The lines of an element as a reader sees them; blocks are parted by "". A bold label begins a line."""
    text = re.sub(r"[ \t\r\f\v\xa0]+", " ", "".join(_read_pieces(root)))
    lines = [line.strip() for line in text.split("\n")]
    return [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]


def say(element: Any) -> str:
    """The words of an element on one line."""
    return " ".join(element.text_content().split())


def _read_pieces(root: Any) -> Iterator[str]:
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if not hidden and element.tail:
                yield _fold(element.tail)
            continue
        opens = event == "start"
        if element.tag in UNSEEN:
            hidden += 1 if opens else -1
        if opens:
            yield from _open(element, hidden)
        else:
            if element.tag in BLOCKS:
                yield "\n\n"
            if not hidden and element.tail and element is not root:
                yield _fold(element.tail)
        if opens and element.tag == "meta" and (count := element.get("documents", "")).isdigit():
            yield f"\n\nDocuments ({count})\n\n"


def _open(element: Any, hidden: int) -> Iterator[str]:
    if element.tag == "a" and element.get("name", "").startswith("DOC_ID"):
        yield f"\n\n{BOUNDARY}\n\n"
    if hidden:
        return
    if element.tag == "hr":
        yield f"\n\n{RULE}\n\n"
    elif element.tag == "br":
        yield "\n"
    elif element.tag in BLOCKS or (element.tag in ("strong", "b") and LABEL.fullmatch(say(element))):
        yield "\n\n"
    if element.text:
        yield element.text if element.tag == "pre" else _fold(element.text)


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", text)
