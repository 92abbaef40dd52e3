"""Rows of a library drawn by lot, to be judged by eye.

    python benchmarks/drawn.py --library FOLDER [--seed 1] [--rows 150]

Prints articles behind the pairs of two kinds (--kinds person country), each with one sentence that has both,
what is named in it in brackets with its name and route: a pair of ten articles is ten times as likely as one
of one. With --people it prints people of two articles or more with their spellings and offices; with --open
surnames left open, with whom they could mean. The same seed draws the same rows.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

from dragoman.analysis.library import Library
from dragoman.analysis.offices import list_offices
from dragoman.model import Filter

AROUND = 80  # characters on both sides of a surname


def draw_evidence(library: Library, lot: Random, rows: int, kinds: tuple[Any, Any]) -> Iterator[str]:
    """Articles behind pairs: who and what, where, and the sentence."""
    pairs = library.pairs(kinds=kinds)
    for place in lot.choices(range(len(pairs)), pairs["count"].tolist(), k=rows):
        pair = pairs.iloc[place]
        article = lot.choice(library.evidence(Filter(), [pair["a"], pair["b"]]).to_dict("records"))
        yield (
            f"{pair['a_label']} | {pair['b_label']} | {article['article']}\n"
            f"    {mark(lot.choice(article['sentences']))}"
        )


def mark(sentence: dict[str, Any]) -> str:
    """A sentence with its mentions in brackets."""
    text, pieces, last = sentence["text"], [], 0
    for span in sentence["spans"]:
        start, end = span["start"] - sentence["start"], span["end"] - sentence["start"]
        if start >= last:
            pieces += [text[last:start], f"[{text[start:end]} = {span['label']}, {span['route']}]"]
            last = end
    return " ".join("".join([*pieces, text[last:]]).split())


def draw_people(library: Library, lot: Random, rows: int) -> Iterator[str]:
    """People whom two articles or more name: spellings, and how often articles state which office."""
    tables = library.tables()
    spellings = {row["id"]: row["names"] for row in library.identities().to_pylist()}
    found = tables.query(
        """
        SELECT id, label, count(DISTINCT article) AS articles
        FROM named JOIN entities USING (entity) WHERE kind = 'person'
        GROUP BY id, label HAVING articles > 1 ORDER BY id
        """
    ).to_pylist()
    for row in lot.sample(found, min(rows, len(found))):
        offices = Counter(list_offices(tables, row["id"])["office"]).most_common()
        listed = "; ".join(f"{office} ({times})" for office, times in offices)
        yield (
            f"{row['label']} ({row['articles']}): "
            f"{', '.join(spellings.get(row['id'], []))}\n    {listed or 'no office'}"
        )


def draw_open(library: Library, lot: Random, rows: int) -> Iterator[str]:
    """Surnames that could be two people of the article, with their first place."""
    tables = library.tables()
    found = tables.query(
        "SELECT article, name, key, candidates FROM unclear ORDER BY article, key"
    ).to_pylist()
    for row in lot.sample(found, min(rows, len(found))):
        article, text = tables.article_ids[row["article"]], tables.read_text(row["article"])
        reading = library.reading(article)
        first = (
            min(mention.start for mention in reading.mentions if mention.key == row["key"]) if reading else 0
        )
        around = " ".join(text[max(0, first - AROUND) : first + AROUND].split())
        yield f"{row['name']}: {', '.join(row['candidates'])} | {article}\n    {around}"


def main() -> None:
    """Draw and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--library", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=150)
    parser.add_argument("--kinds", nargs=2, default=["person", "country"])
    parser.add_argument("--people", action="store_true")
    parser.add_argument("--open", action="store_true")
    options = parser.parse_args()
    library, lot = Library(options.library), Random(options.seed)
    if options.people:
        drawn = draw_people(library, lot, options.rows)
    elif options.open:
        drawn = draw_open(library, lot, options.rows)
    else:
        drawn = draw_evidence(library, lot, options.rows, tuple(options.kinds))
    for number, row in enumerate(drawn, 1):
        print(f"{number}. {row}")


if __name__ == "__main__":
    main()
