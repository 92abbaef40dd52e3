"""Draws every page with strings made to break it: python benchmarks/naughty.py [--strings 485] [--together 1]

Each string of ../shared/nasty/naughty_strings.json, and those of our own, is title, text, outlet, URL,
column, source, name of a person, feed and refused item of an article of its own, which is opened in Chromium;
then each page is drawn in its several ways. Prints how many pages were drawn, and what ran, was requested off
127.0.0.1, or broke; stops with an error when there is anything.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

from nasty import ALONE, OWN, NaughtyReaders, fill, list_pages, list_strings, visit
from playwright.sync_api import sync_playwright
from serving import launch, serve

from dragoman.analysis.library import Library


def main() -> None:
    """Fill, draw, and print what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--strings", type=int, default=None, help="how many of the strings; all by default")
    parser.add_argument(
        "--together",
        type=int,
        default=1,
        help="how many of the strings an article has; with one, each is a URL too",
    )
    arguments = parser.parse_args()
    strings, begun = list_strings()[: arguments.strings], time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder, "library"), NaughtyReaders())
        ids = fill(library, strings, together=arguments.together)
        pages = list_pages(library, ids, strings)
        with (
            sync_playwright() as playwright,
            launch(playwright, ALONE) as browser,
            serve(library.uri) as address,
        ):
            findings = visit(
                browser,
                address,
                pages,
                lambda drawn: print(f"\r{drawn} of {len(pages)} pages", end="", file=sys.stderr),
            )
    print(file=sys.stderr)
    print(
        f"{len(strings)} strings ({len(OWN)} of our own), "
        f"{len(ids)} articles, {findings.drawn} of {len(pages)} pages drawn",
        end=" ",
    )
    print(
        f"in {time.monotonic() - begun:.0f} s: "
        f"{len(findings.strangers)} requests off 127.0.0.1, {len(findings.broken)} faults"
    )
    if findings.all:
        sys.exit("\n".join(findings.all[:50]))


if __name__ == "__main__":
    main()
