"""Compiles data/knowledge/offices.csv from public tables: ``data/knowledge/compile_offices.py FOLDER``.

FOLDER holds foreign_ministers_wikidata.csv, visits_to_the_us.csv, us_officials.csv, unga_speakers.csv and
us_travels_abroad.csv (data/SOURCES.md says where they are from). Every row of the result is one person's
spell in one office as these tables show it: `start` and `end` where a table gives them, else only `seen`, the
days or years in which a table saw the person in office. Nothing is filled in from general knowledge.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from office_names import are_one, fold_name
from office_sources import Sighting, read_all

from dragoman.knowledge.offices import COLUMNS, classify_role

GAP = 12  # years between two sightings, beyond which names that are only alike are not one person's
CAREER = 25  # the same for names that are the same
RUN = 6  # years between two sightings in one office, beyond which nothing is said about the time between


@dataclass
class Person:
    """Names that are one person's, in one country or body."""

    names: Counter[str] = field(default_factory=Counter)
    years: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The commonest of the names, of those the longest."""
        return max(self.names, key=lambda name: (self.names[name], len(name.split()) < 5, len(name), name))


def group_people(sightings: Iterable[Sighting]) -> dict[Sighting, Person]:
    """Who each sighting is of: names of one country or body that are one person's, not too far apart in time.

    A surname alone goes to the one person who has it around that time, else the sighting is left out, unless
    it is a ruler's.
    """
    people: dict[tuple[str, str], list[Person]] = defaultdict(list)
    found: dict[Sighting, Person] = {}
    # Long names first: they tell people apart, and the short forms then find whose they are.
    for sighting in sorted(
        sightings, key=lambda s: (-len(fold_name(s.name)), s.when, s.name, s.role, s.source)
    ):
        words, year = fold_name(sighting.name), int(sighting.when[:4])
        near = [
            person
            for person in people[sighting.country, sighting.body]
            if is_like(sighting.name, year, person)
        ]
        if (
            len(words) == 1
            and len(near) != 1
            and (near or not re.match("King|Queen|Emperor|Emir|Sultan|Shah|Pope", sighting.role))
        ):
            continue
        if not near:
            near = [Person()]
            people[sighting.country, sighting.body] += near
        person = min(near, key=lambda person: min((abs(year - other) for other in person.years), default=0))
        found[sighting] = person
        person.years.append(year)
        if len(words) > 1 or not person.names:
            person.names[sighting.name] += 1
    return found


def is_like(name: str, year: int, person: Person) -> bool:
    """Whether a name of that year may be this person's."""
    words = fold_name(name)
    same = [are_one(name, other) for other in person.names if words == fold_name(other)]
    years = min(abs(year - other) for other in person.years)
    if same or years > GAP:
        return bool(same) and all(same) and years <= CAREER
    return any(
        are_one(name, other) or (len(words) == 1 and words[0] in fold_name(other)) for other in person.names
    )


def build_spells(found: dict[Sighting, Person]) -> Iterator[tuple[str, ...]]:
    """Rows of the table: sightings of one person in one office, until somebody else was seen in it."""
    crowns = {
        (id(p), s.role)
        for s, p in found.items()
        if s.role != "Head of State" and classify_role(s.office) == "head of state"
    }
    posts: dict[tuple[str, str, str], list[Sighting]] = defaultdict(list)
    for sighting, person in found.items():
        role = sighting.role
        if role == "Head of State":  # a clerk's word, where another source has the title
            role = min((title for owner, title in crowns if owner == id(person)), default=role)
        posts[role, sighting.country, sighting.body].append(sighting)
    for (role, country, body), sightings in posts.items():
        runs: list[list[Sighting]] = []
        for sighting in sorted(sightings, key=lambda s: (s.when, s.name, s.end, s.source)):
            last = runs[-1] if runs and found[runs[-1][0]] is found[sighting] else None
            if (
                last
                and not (sighting.start and any(s.start for s in last))
                and int(sighting.when[:4]) - int(last[-1].when[:4]) <= RUN
            ):
                last.append(sighting)
            else:
                runs.append([sighting])
        for run in runs:
            start, end = (max(getattr(sighting, field) for sighting in run) for field in ("start", "end"))
            days = {sighting.seen for sighting in run if sighting.seen and not (start and end)}
            seen = sorted(
                day for day in days if len(day) > 4 or not any(other.startswith(f"{day}-") for other in days)
            )
            yield (
                found[run[0]].name,
                role,
                country,
                body,
                start,
                end,
                " ".join(seen),
                " ".join(sorted({s.source for s in run})),
            )


def main(folder: Path) -> None:
    rows = sorted(
        build_spells(group_people(read_all(folder))),
        key=lambda row: (row[2], row[3], row[1], row[4] or row[6]),
    )
    target = Path(__file__).with_name("offices.csv")
    with target.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([COLUMNS, *rows])
    print(f"{target.name}: {len(rows)} spells of {len({(row[0], row[2], row[3]) for row in rows})} people")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the folder with the source tables: python data/knowledge/compile_offices.py FOLDER")
    main(Path(sys.argv[1]))
