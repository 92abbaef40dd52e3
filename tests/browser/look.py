"""Screenshots of every page, light and dark, 1400, 800 and 390 pixels wide, into look/: `make look`.

Prints what axe finds on them.

    python tests/browser/look.py [LIBRARY] [--only NAME]

Without a library the sample articles are read into one that is thrown away.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from axe import find_broken
from every_page import list_pages
from playwright.sync_api import sync_playwright
from serving import ROOT, launch, open_page, serve

WIDTHS = (1400, 800, 390)


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library", nargs="?", help="folder of a library that is there already")
    parser.add_argument("--only", default="", help="pages whose name begins with this")
    parser.add_argument("--out", default=str(ROOT / "look"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = options.library or os.path.join(folder, "library")
        take(library, Path(options.out), options.only, fill=not options.library)


def take(library: str, out: Path, only: str, fill: bool) -> None:
    """Screenshots of a library's pages."""
    import dragoman

    out.mkdir(exist_ok=True)
    opened = dragoman.open(library)
    if fill:
        opened.add(ROOT / "data" / "sample" / "articles.jsonl")
    pages = list_pages(opened)
    with serve(library) as address, sync_playwright() as playwright, launch(playwright) as browser:
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
                page = context.new_page()
                for name, path in pages.items():
                    if name.startswith(only):
                        open_page(page, f"{address}/{path}")
                        page.screenshot(path=out / f"{name}-{scheme}-{width}.png")
                        for broken in find_broken(page):
                            print(f"{name}, {scheme}, {width}: {broken}")
                context.close()
    print(f"Screenshots are in {out}.")


if __name__ == "__main__":
    main()
