"""How well articles are found on saved pages: body token F1, title, date, address as the site has.

    python benchmarks/webpage.py PAGES ARTICLES.jsonl [--list]

PAGES is a folder of <id>.html, ARTICLES holds objects with id ("kr:<id>"), title, date, url and text. Each
page goes through `read_upload`, as any upload does. --list names the pages that differ and how.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from pathlib import Path

from dragoman.model import Article
from dragoman.sources import read_upload


def score_tokens(found: str, wanted: str) -> float:
    """F1 over the words of two texts, each counted as often as it stands there."""
    counts = [Counter(re.findall(r"\w+", text.casefold())) for text in (found, wanted)]
    shared = sum((counts[0] & counts[1]).values())
    return 2 * shared / max(sum(map(sum, (counts[0].values(), counts[1].values()))), 1)


def main() -> None:
    """Reads every page once and prints the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    with arguments.articles.open(encoding="utf-8") as lines:
        rows = {row["id"].partition(":")[2]: row for row in map(json.loads, lines)}
    scores: list[float] = []
    right: Counter[str] = Counter()
    start = time.perf_counter()
    pages = sorted(arguments.pages.glob("*.html"))
    for page in pages:
        wanted = rows[page.stem]
        item = next(iter(read_upload(page.name, page.read_bytes())))
        if not isinstance(item, Article):
            scores.append(0.0)
            print(f"{page.stem}: {item.reason}")
            continue
        scores.append(score_tokens(item.text, wanted["text"]))
        paragraphs = (item.text.split("\n\n"), wanted["text"].split("\n\n"))
        checks = {
            "title": item.title == wanted["title"],
            "date": item.date is not None and item.date.isoformat() == wanted["date"],
            "address": item.url == wanted["url"],
            "paragraphs": len(paragraphs[0]) == len(paragraphs[1]),
        }
        right.update(name for name, good in checks.items() if good)
        if arguments.list and (scores[-1] < 0.99 or not all(checks.values())):
            print(
                f"{page.stem}: F1 {scores[-1]:.3f}; wrong: "
                f"{[name for name, good in checks.items() if not good]}"
            )
            print(f"  found  {item.title!r} {item.date} {item.url} {len(paragraphs[0])} paragraphs")
            print(
                f"  wanted {wanted['title']!r} {wanted['date']} "
                f"{wanted['url']} {len(paragraphs[1])} paragraphs"
            )
            for name, one, other in (("missing", *reversed(paragraphs)), ("surplus", *paragraphs)):
                print(f"  {name}:", [line[:80] for line in one if line not in other][:4])
    seconds = time.perf_counter() - start
    shares = ", ".join(
        f"{name} {100 * right[name] / len(pages):.1f} %"
        for name in ("title", "date", "address", "paragraphs")
    )
    print(
        f"{len(pages)} pages in {seconds:.1f} s: "
        f"body token F1 {sum(scores) / len(scores):.4f} (lowest {min(scores):.3f}); exact: {shares}"
    )


if __name__ == "__main__":
    main()
