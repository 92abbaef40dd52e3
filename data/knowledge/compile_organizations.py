"""Compiles gazetteer.csv out of a public table: `python data/knowledge/compile_organizations.py FOLDER`.

FOLDER holds organizations.csv (data/SOURCES.md says where it is from). Every row of the result is one body
with the names under which English news may speak of it, its kind, its state and the source of the row. A
body that the table organizations.csv of data/knowledge lists too has that table's name, so that both mean
one body; names that the table has already are left out. Nothing is filled in.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.knowledge import load_countries, load_organizations

COLUMNS = ("name", "other_names", "kind", "country", "source")
LONGEST = 90  # characters: what is longer is a department's address, which no news writes out
FEWEST = 3  # characters of a name in one word: of two letters too many things are called
_LATIN = re.compile(r"[\u0020-\u024f\u1e00-\u1eff‘’“”–—-]+")
_ASIDE = re.compile(
    r"\s*[(\[][^)\]]*[)\]]\s*$|\s+(?:- .*|c/o .*)$"
)  # "(Class A)", "- Poverty Reduction and Growth Trust"
_NO_BODY = re.compile(
    r"contributions|channels? not|budget|reporting framework|unspecified|/|;| or |^Other ", re.IGNORECASE
)
# Names of a source's files in short: what the column `source` says, and data/SOURCES.md explains.
SOURCES = {
    "ror-community/ror-records": "ror",
    "hdigital/partyfactsdata": "partyfacts",
    "factbook/factbook.json": "factbook",
    "JerBouma/FinanceDatabase": "financedatabase",
    "skytheacademic/who_keeps_the_peace": "ucdp",
    "datasets/s-and-p-500-companies": "sp500",
    "IATI/IATI-Codelists-NonEmbedded": "iati",
    "dieghernan/Country-Codes-and-International-Organizations": "countrycodes",
    "instituteforgov/ifg-ministers-database-public": "ifg",
}


def shorten_source(source: str) -> str:
    """ "ror 05cdyhf91" for a record of ROR, else the short name of the table."""
    repository, _, path = source.partition(":")
    short = SOURCES[repository]
    return f"{short} {Path(path).stem}" if short == "ror" else short


def clean_name(name: str) -> str:
    """A name without "the" and what is added in brackets; empty where it is no name that news would write."""
    name = (
        _ASIDE.sub("", " ".join(name.replace("’", "'").split()))
        .strip(" ,.")
        .removeprefix("The ")
        .removeprefix("the ")
    )
    plain = bool(_LATIN.fullmatch(name)) and not _NO_BODY.search(name) and any(map(str.isupper, name))
    return name if plain and len(name) <= LONGEST and (" " in name or len(name) >= FEWEST) else ""


def compile_rows(folder: Path) -> Iterator[tuple[str, ...]]:
    """Rows of the table: bodies of one name and state as one."""
    known, codes = load_organizations(), load_countries().by_code
    merged: dict[tuple[str, str, str], tuple[dict[str, None], dict[str, None]]] = {}
    with (folder / "organizations.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            names = [clean_name(name) for name in (row["name"], *row["aliases"].split("|"))]
            if names[0]:
                listed = known.lookup(names[0])
                country = row["country"] if row["country"] in codes else ""  # dependencies and dead states
                key = (
                    (listed.name, listed.kind, listed.country) if listed else (names[0], row["kind"], country)
                )
                others, sources = merged.setdefault(key, ({}, {}))
                others |= dict.fromkeys(
                    name for name in names if name and name != key[0] and not known.lookup(name)
                )
                sources[shorten_source(row["source"])] = None
    for (name, kind, country), (others, sources) in sorted(merged.items()):
        if others or not known.lookup(name):
            yield name, ";".join(others), kind, country, ", ".join(sources)


def main(folder: Path) -> None:
    rows = list(compile_rows(folder))
    target = Path(__file__).with_name("gazetteer.csv")
    with target.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([COLUMNS, *rows])
    print(
        f"{target.name}: {len(rows)} bodies under "
        f"{len(rows) + sum(bool(row[1]) + row[1].count(';') for row in rows)} names"
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(
            "Give the folder with the source table: python data/knowledge/compile_organizations.py FOLDER"
        )
    main(Path(sys.argv[1]))
