"""How often the table of offices knows, and agrees with, the offices of state that articles state.

    python benchmarks/office_agreement.py --library FOLDER [--before] [--rows 50] [--seed 1]

Counted is each person of each dated article with a present office of state that the article states, by
class of
office: for how many the table knows an office of theirs on that day, and for how many of those it agrees,
which is
that one of the known offices is of the same class in the same state. --before asks the table that articles
are read
with instead. --rows draws disagreements by lot, to be judged by eye.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import dragoman
from dragoman.analysis.owners import find_known_offices
from dragoman.analysis.tables import Tables
from dragoman.knowledge.offices import KnownOffice, load_offices
from dragoman.knowledge.spells.posts import HEADS, MAIN, load_posts
from dragoman.model import Office

OTHER = "another office"


def list_stated(tables: Tables) -> Iterator[dict[str, Any]]:
    """People of dated articles with the present office of state that is stated first."""
    yield from tables.query(
        """
        SELECT label, articles.id AS article, articles.date AS day,
               first(role ORDER BY place) AS role, first(offices.country ORDER BY place) AS country
        FROM offices JOIN entities USING (entity) JOIN articles USING (article)
        WHERE kind = 'person' AND NOT former AND coalesce(role, '') <> '' AND coalesce(body, '') = ''
              AND coalesce(offices.country, '') <> '' AND date IS NOT NULL
        GROUP BY label, articles.id, articles.date ORDER BY articles.id, label
        """
    ).to_pylist()


def classify(role: str, country: str) -> str:
    """The class of a stated or known office of state."""
    post = load_posts().find_post(role, country)
    return post if post in MAIN else OTHER


def find_known(row: dict[str, Any], before: bool) -> list[KnownOffice]:
    """The offices that the table of spells, or the one that articles are read with, knows for a row."""
    if before:
        return load_offices().find_office(row["label"], row["day"])
    return find_known_offices(row["label"], row["day"], [Office(row["role"], row["country"])])


def judge(row: dict[str, Any], before: bool) -> str:
    """unknown, agrees or differs: a president may be head of state and of government."""
    known = [k.office for k in find_known(row, before) if k.office.country]
    if not known:
        return "unknown"
    kind = classify(row["role"], row["country"])
    heads = set(HEADS) if kind in HEADS else {kind}
    fits = any(
        office.country == row["country"] and (kind == OTHER or classify(office.role, office.country) in heads)
        for office in known
    )
    return "agrees" if fits else "differs"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--library", required=True)
    parser.add_argument("--before", action="store_true")
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    states: dict[str, Counter[str]] = {}
    differing = []
    for row in list_stated(dragoman.open(asked.library).tables()):
        verdict = judge(row, asked.before)
        counts.setdefault(classify(row["role"], row["country"]), Counter())[verdict] += 1
        states.setdefault(row["country"], Counter())[verdict] += 1
        if verdict == "differs":
            differing.append(row)
    print(f"{'':24}{'stated':>8}{'known':>8}{'agree of known':>16}")
    total: Counter[str] = sum(counts.values(), Counter())
    largest = sorted(states.items(), key=lambda item: -item[1].total())[:20]
    for name, count in [*sorted(counts.items()), ("all", total), *largest]:
        known = count["agrees"] + count["differs"]
        share = f"{count['agrees'] / known:.1%}" if known else ""
        print(f"{name:24}{count.total():>8}{known / count.total():>8.1%}{share:>16}")
    for row in Random(asked.seed).sample(differing, min(asked.rows, len(differing))):
        told = [f"{k.person}: {k.office.role}, {k.office.country}" for k in find_known(row, asked.before)]
        print(
            f"{row['day']} {row['label']} | stated {row['role']}, {row['country']} | known {'; '.join(told)}"
        )


if __name__ == "__main__":
    main()
