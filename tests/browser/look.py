"""Screenshots of every page, light and dark, 1400, 800 and 390 pixels wide, into look/: `make look`.

    python tests/browser/look.py [LIBRARY] [--only NAME]

Without a library the sample articles are read into one that is thrown away.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright
from serving import ROOT, find_pair, launch, open_page, serve

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
    pair, article = find_pair(opened)
    selected = urlencode({"select": pair}, doseq=True)
    pages = {
        "overview": "",
        "people": "?sort=person",
        "articles": "articles",
        "search": "articles?" + urlencode({"q": "ceasefire"}),
        "nothing": "articles?" + urlencode({"q": "nosuchword"}),
        "article": "article?" + urlencode({"article": article}),
        "connections": "connections",
        "pair": f"connections?{selected}",
        "matrix": "connections?chart=matrix&measure=npmi&kinds=country&kinds=country&unit=article",
        "countries": "connections?kinds=country&kinds=country&unit=article",
        "table": "connections?chart=table&measure=jaccard",
        "groups": "connections?unit=article&drawn=200&colour=group",
        "neighbours": "connections?unit=article&steps=2&" + urlencode({"around": pair[1]}),
        "player": "connections?unit=article&period=year&opened=2022-01-01&opened=2022-12-31",
        "world": "world?" + urlencode({"select": "country:UKR"}),
        "timeline": "timeline",
        "lines": "timeline?period=year&" + urlencode({"line": pair}, doseq=True),
        "over": "timeline?period=year&chart=pair&" + urlencode({"line": pair}, doseq=True),
        "stream": "timeline?period=year&chart=stream",
        "changes": "changes",
        "compare": "compare?" + urlencode({"one.person": pair[0], "two.country": pair[1]}),
        "person": "dossier?" + urlencode({"select": pair[0]}),
        "country": "dossier?" + urlencode({"select": pair[1]}),
        "body": "dossier?" + urlencode({"select": "organization:nato"}),
        "topic": "dossier?" + urlencode({"select": "topic:sanctions"}),
        "library": "library",
        "sources": "sources",
        "topics": "topics?" + urlencode({"select": "topic:sanctions"}),
        "methods": "methods",
    }
    with serve(library) as address, sync_playwright() as playwright, launch(playwright) as browser:
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
                page = context.new_page()
                for name, path in pages.items():
                    if name.startswith(only):
                        open_page(page, f"{address}/{path}")
                        page.screenshot(path=out / f"{name}-{scheme}-{width}.png")
                context.close()
    print(f"Screenshots are in {out}.")


if __name__ == "__main__":
    main()
