"""Europresse's exports as HTML: an element <article> for each, with classes that say what is what."""

from __future__ import annotations

import re
from typing import Any

from dragoman.sources.files.news_databases.cutting import Cut, Part
from dragoman.sources.files.news_databases.days import find_day
from dragoman.sources.files.news_databases.markup import list_lines, say

SIGNS = re.compile(r"""class\s*=\s*["'][^"']*\b(?:DocPublicationName|titreArticle)\b""")
CODED = re.compile(r"·((?:19|20)\d{6})·")  # news·20210627·DC·0001
BODY = (
    ".//*[contains(@class, 'docOcurrContainer')]//p",
    "./section//p",
    ".//*[contains(@class, 'DocText')]//p",
)


def read_page(root: Any) -> Cut | None:
    """The articles of a page; None when it is no export.

    An article without title or text is not in its form.
    """
    found = root.findall(".//article")
    rows = [_read_row(element) for element in found]
    parts = [Part(lines, lines) for lines in map(list_lines, found)]
    kept = [row if row["title"] and row["text"] else None for row in rows]
    return Cut(parts, kept, len(parts)) if any(row is not None for row in kept) else None


def _read_row(element: Any) -> dict[str, Any]:
    head, whole = _say(element, "DocHeader")[:200], say(element)
    coded, printed = CODED.search(whole), find_day(head)
    paragraphs: list[Any] = next((found for path in BODY if (found := element.xpath(path))), [])
    lines = [say(paragraph) for paragraph in paragraphs]
    if not any(lines):
        blocks = element.xpath(".//*[contains(@class, 'DocText') or contains(@class, 'docOcurrContainer')]")
        lines = list_lines(blocks[0]) if blocks else []
    return {
        "title": _say(element, "titreArticle"),
        "outlet": _say(element, "DocPublicationName").partition(",")[0],
        "date": printed[0] if printed else coded[1] if coded else head,
        "header": head,
        "byline": _say(element, "docAuthors"),
        "text": [piece for line in lines if line for piece in (line, "")],
    }


def _say(element: Any, name: str) -> str:
    """The text of the first element of a class, else of one whose class begins so."""
    found = element.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]") or element.xpath(
        f".//*[contains(@class, '{name}')]"
    )
    return say(found[0]) if found else ""
