"""Strings made to break what shows them, on every page in a real browser: nothing runs, asks or breaks.

benchmarks/naughty.py is the long way: each string an article of its own.
"""

from __future__ import annotations

from pathlib import Path

from nasty import ALONE, NaughtyReaders, fill, list_pages, list_strings, visit
from serving import launch, serve

from dragoman.analysis.library import Library


def test_nothing_in_an_article_runs_loads_or_breaks_a_page(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    library, strings = Library(tmp_path / "library", NaughtyReaders()), list_strings()
    ids = fill(library, strings, together=250)
    pages = list_pages(library, ids, strings, brief=True)
    with sync_playwright() as playwright, launch(playwright, ALONE) as browser, serve(library.uri) as address:
        findings = visit(browser, address, pages)
    assert findings.all == []
    assert findings.drawn == len(pages)
