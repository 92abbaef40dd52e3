"""Europresse's exports as HTML: an element <article> for each, with classes that say what is what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from dragoman.model import Article, Rejected
from dragoman.sources.files.origin import Origin

MARK = re.compile(r"""class\s*=\s*["'][^"']*\b(?:DocPublicationName|titreArticle)\b""")
DATED = re.compile(r"[^·]*?(\w+ \d{1,2},? \d{4}|\d{1,2} \w+ \d{4}).*", re.S)
CODED = re.compile(r"·((?:19|20)\d{6})·")  # news·20210627·DC·0001


def read_europresse(text: str, origin: Origin) -> Iterator[Article | Rejected] | None:
    """The articles of an export; None when the page is none."""
    if not MARK.search(text):
        return None
    try:
        found = lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8")).findall(".//article")
    except (etree.LxmlError, ValueError):
        return None
    rows = [_read_row(element) for element in found]
    if not any(row["title"] and row["text"] for row in rows):
        return None
    return (origin.build(row, f"article {number}") for number, row in enumerate(rows, 1))


def _read_row(element: Any) -> dict[str, object]:
    head, whole = _say(element, "DocHeader")[:200], " ".join(element.text_content().split())
    coded, dated = CODED.search(whole), DATED.fullmatch(head)
    paragraphs = element.xpath(".//*[contains(@class, 'docOcurrContainer')]//p") or element.xpath("./section//p")
    return {
        "title": _say(element, "titreArticle"),
        "outlet": _say(element, "DocPublicationName").partition(",")[0],
        "date": coded[1] if coded else dated[1] if dated else head,
        "header": head,
        "text": [" ".join(paragraph.text_content().split()) for paragraph in paragraphs],
    }


def _say(element: Any, name: str) -> str:
    """The text of the first element of a class."""
    found = element.xpath(f".//*[contains(concat(' ', @class, ' '), '{name}')]")
    return " ".join(found[0].text_content().split()) if found else ""
