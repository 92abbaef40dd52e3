"""How many of an editor's tags the reading finds: people and states of Kremlin.ru that the text names.

    python benchmarks/tags.py ARTICLES.jsonl [--articles 400] [--longest 8000] [--list]

Draws so many tagged articles (seeded), reads them and prints, for persons and for states, how many of the
tags whose name stands in title or text were found, and how many distinct people an article was found to name.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import unicodedata
from pathlib import Path
from typing import Any

from dragoman.knowledge import load_countries
from dragoman.model import Reading
from dragoman.reading import Reader


def fold(text: str) -> str:
    """Small letters without accents, "’" as "'"."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a folded text as whole words, its words in either order."""
    words = fold(name).split()
    orders = {" ".join(words), " ".join([*words[1:], words[0]])}
    return any(re.search(rf"(?<!\w){re.escape(order)}(?!\w)", text) for order in orders)


def find_person(name: str, reading: Reading) -> bool:
    """Whether an entity's name has all the words of the tag."""
    words = set(fold(name).replace("-", " ").split())
    return any(
        words <= set(fold(e.name).replace("-", " ").split()) for e in reading.entities if e.kind == "person"
    )


def find_state(tag: str) -> str:
    """The ISO code of a Geography tag that is a state; empty for regions and cities."""
    found = load_countries().lookup(tag)
    return found[0] if found and found[1] == "place" else ""


def main() -> None:
    """Draws, reads and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles_file", type=Path)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--longest", type=int, default=8000, help="characters of the longest text read")
    parser.add_argument("--list", action="store_true", help="print what was missed")
    options = parser.parse_args()
    with options.articles_file.open(encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [
            row
            for row in map(json.loads, lines)
            if row["tags"].get("Persons") or row["tags"].get("Geography")
        ]
    rows = [row for row in rows if len(row["text"]) <= options.longest]
    rows = random.Random(7).sample(rows, min(options.articles, len(rows)))
    hits = {"persons": [0, 0], "states": [0, 0]}
    people = 0
    for row, reading in zip(rows, Reader().read((row["title"], row["text"]) for row in rows), strict=True):
        text = fold(f"{row['title']}\n\n{row['text']}")
        countries = {e.key.removeprefix("country:") for e in reading.entities if e.kind == "country"}
        people += sum(e.kind == "person" and not e.unresolved for e in reading.entities)
        judged = [
            ("persons", tag, find_person(tag, reading))
            for tag in row["tags"].get("Persons", ())
            if stands_in(tag, text)
        ]
        judged += [
            ("states", tag, code in countries)
            for tag in row["tags"].get("Geography", ())
            if (code := find_state(tag)) and re.search(rf"(?<!\w){re.escape(fold(tag))}(?!\w)", text)
        ]
        for kind, tag, found in judged:
            hits[kind][0] += found
            hits[kind][1] += 1
            if options.list and not found:
                print(f"{row['id']}: {tag}")
    for kind, (found, all_) in hits.items():
        print(f"{kind:8} {found} of {all_} found, {100 * found / all_:.1f} %")
    print(f"{people / len(rows):.2f} distinct people an article, {len(rows)} articles")


if __name__ == "__main__":
    main()
