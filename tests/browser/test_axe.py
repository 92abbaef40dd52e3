"""No page breaks a rule of accessibility that axe can check, in light or in dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe import find_broken
from every_page import list_pages
from serving import open_page

import dragoman

# One state of every page; `make look` asks axe about the others too.
PAGES = (
    "overview", "search", "article", "pair", "matrix", "table", "world", "lines", "stream", "changes",
    "compare", "person", "country", "library", "sources", "topics", "methods",
)  # fmt: skip


@pytest.fixture(scope="module")
def pages(library_folder: Path) -> dict[str, str]:
    """Addresses by name."""
    return list_pages(dragoman.open(str(library_folder)))


def test_no_page_breaks_a_rule(page: Any, address: str, pages: dict[str, str]) -> None:
    broken = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for name in PAGES:
            open_page(page, f"{address}/{pages[name]}")
            if found := find_broken(page):
                broken[name, scheme] = found
    assert broken == {}
