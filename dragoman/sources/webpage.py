"""The article on a web page: title, text in paragraphs, date, outlet, address."""

from __future__ import annotations

import trafilatura
from trafilatura.settings import Document


def read_page(html: str, url: str = "") -> dict[str, object]:
    """The fields of the article on a page, for `build_article`; without "text" when none is found. Never raises."""
    found = trafilatura.bare_extraction(html, url=url or None, with_metadata=True, include_comments=False, include_tables=False)
    if not isinstance(found, Document):
        return {}
    row: dict[str, object] = {"title": found.title, "text": (found.text or "").replace("\n", "\n\n"), "date": found.date}
    row |= {"outlet": found.sitename, "url": found.url or url}
    return {name: value for name, value in row.items() if value}
