"""Compiles data/knowledge/office_spells.parquet: ``data/knowledge/compile_spells.py FOLDER``.

FOLDER holds office_spells.csv (data/SOURCES.md says where it is from). With it go offices.csv, the
sightings of other tables, office_heads.csv, the heads of bodies, and office_ministers.csv, ministers whom it
lacks. Nothing is added from general knowledge.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.knowledge.offices import load_offices
from dragoman.knowledge.spells.claims import Claim, get_source, read_claims
from dragoman.knowledge.spells.merging import merge_claims
from dragoman.knowledge.spells.posts import load_posts
from dragoman.knowledge.spells.spell import write_spells

HERE = Path(__file__).parent


def read_table(path: Path) -> Iterator[Claim]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from read_claims(csv.DictReader(lines), path.name)


def read_sightings() -> Iterator[Claim]:
    """The spells of offices.csv as claims: what the Office of the Historian and the General Debate saw."""
    posts = load_posts()
    for spell in load_offices().spells:
        office = spell.office
        of = office.country or office.body
        seen = tuple(when for when in spell.seen if when >= "1988")
        start = office.start.isoformat() if office.start else ""
        end = office.end.isoformat() if office.end else ""
        if (start and (end or start) < "1988") or not (start or seen):
            continue
        key = "state-department" if "us_officials.csv" in spell.sources else "sightings"
        open_end = start and not end and key == "state-department"
        yield Claim(
            of, office.role, posts.find_post(office.role, of), spell.person, (), "", start, end, key, seen,
            get_source(key).snapshot if open_end else None,
        )  # fmt: skip


def main(folder: Path) -> None:
    claims = [
        *read_table(folder / "office_spells.csv"),
        *read_table(HERE / "office_heads.csv"),
        *read_table(HERE / "office_ministers.csv"),
        *read_sightings(),
    ]
    spells = merge_claims(claims)
    target = HERE / "office_spells.parquet"
    write_spells(spells, target)
    people = {(spell.of, spell.wikidata or spell.person) for spell in spells}
    print(f"{target.name}: {len(claims):,} rows, {len(spells):,} spells of {len(people):,} people")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the folder with the source tables: python data/knowledge/compile_spells.py FOLDER")
    main(Path(sys.argv[1]))
