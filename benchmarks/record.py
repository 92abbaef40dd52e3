"""Visits that a library of the White House corpus tells, against the record of the Office of the Historian.

    python benchmarks/record.py --library FOLDER

The library holds ../shared/corpora/whitehouse_2021_2023.jsonl. Prints of the rows told in record_rows.tsv the
share found with the right state and day; of the visits found (trips of the president and the secretary of
state, visits to the USA) the share in the record, which has no ministers' visits; and what each side lacks.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dragoman.analysis.library import Library
from dragoman.knowledge.countries import load_countries
from dragoman.knowledge.names.forms import make_slug
from dragoman.model import Filter

FACTS = Path(__file__).parents[2] / "shared" / "facts"
ROWS = Path(__file__).with_name("record_rows.tsv")
FIRST, LAST = "2021-01-20", "2023-12-31"
HOSTS = ("Joseph R. Biden", "Kamala Harris")  # with whom a meeting without a place is one in the USA
SPELT = {
    "Palestinian Authority": "Palestine",
    "Congo, Republic of": "Republic of the Congo",
    "Somoa": "Samoa",
    "Prime Minister Binyamin Netanyahu": "Benjamin Netanyahu",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the record; `how`, `day` and `articles` as record_rows.tsv has them."""

    kind: str  # travel or visit
    who: str
    start: str
    end: str
    state: str  # of a trip where it went, of a visit whence it came
    how: str = ""
    day: str = ""
    articles: str = ""

    def is_near(self, days: tuple[str, ...], slack: int = 1) -> bool:
        """Whether one of some days is a day of the row, or so many days from it."""
        start, end, *others = map(date.fromisoformat, (self.start, self.end, *days))
        return any(start - timedelta(slack) <= day <= end + timedelta(slack) for day in others)


@dataclass(frozen=True, slots=True)
class Found:
    """A visit or meeting of the library, held or planned."""

    kind: str
    parties: tuple[str, ...]
    states: frozenset[str]  # parties
    places: frozenset[str]  # states of the places that are told
    days: tuple[str, ...]
    articles: frozenset[str]

    def is_of(self, row: Row) -> bool:
        """Whether it has the traveller and the right state of a row, and its days or one of its articles."""
        told = bool(self.articles & set(row.articles.split(","))) or row.is_near(self.days)
        named = any(is_person(party, row.who) for party in self.parties)
        if row.kind == "travel":
            return told and named and row.state in self.states | self.places
        hosted = not self.places and any(is_person(party, host) for party in self.parties for host in HOSTS)
        return told and (named or row.state in self.states) and (hosted or "USA" in self.states | self.places)


def read_record() -> Iterator[Row]:
    """The rows of both tables that start in the days of the corpus."""
    for kind, name in (("travel", "us_travels_abroad.csv"), ("visit", "visits_to_the_us.csv")):
        with (FACTS / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                who, state = (row.get("name") or row["visitor"]), (row.get("country") or row["from"])
                if FIRST <= row["start"] <= LAST:
                    yield Row(kind, who, row["start"], row["end"], find_state(state))


def read_told() -> Iterator[Row]:
    """The rows that an article tells, as they were settled by reading."""
    with ROWS.open(encoding="utf-8") as lines:
        plain = [line for line in lines if not line.startswith("#")]
        for row in csv.DictReader(plain, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["told"] == "yes":
                yield Row(row["record"], *(row[name] for name in Row.__slots__[1:]))


def read_found(library: Library) -> Iterator[Found]:
    """The contacts in person that the library tells, but those that did not take place."""
    for row in library.contacts(Filter()).to_dict("records"):
        if row["kind"] in ("visit", "meeting") and row["status"] != "not":
            states = {it.removeprefix("country:") for it in row["parties"] if it.startswith("country:")}
            places = frozenset({find_state(place) for place in row["places"]} - {""})
            days = tuple(day for day in row["days"] if len(day) == len(FIRST))
            articles = frozenset(it[0] for it in row["evidence"])
            yield Found(row["kind"], tuple(row["parties"]), frozenset(states), places, days, articles)


def find_state(place: str) -> str:
    """The ISO code of a state, by its name or a place in it; "" where there is none."""
    names = [SPELT.get(place, place), *(part.strip() for part in re.split("[,(]", place))]
    return next((found[0] for name in names if (found := load_countries().lookup(name))), "")


def is_person(party: str, name: str) -> bool:
    """Whether a party may be somebody of the record: by surname and the start of the first name."""
    known, (kind, _, slug) = make_slug(SPELT.get(name, name)).split("-"), party.partition(":")
    words = slug.removesuffix("-jr").split("-")
    starts = words[0][:2], words[-1][:6]  # Joe for Joseph, Zelensky for Zelenskyy
    return kind == "person" and all(any(word.startswith(start) for word in known) for start in starts)


def print_share(label: str, hits: list[bool]) -> None:
    """A line that says of how many it holds."""
    print(f"{label:45} {sum(hits):4} of {len(hits):4} {sum(hits) / max(len(hits), 1):7.1%}")


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--library", required=True)
    found, record = list(read_found(Library(parser.parse_args().library))), list(read_record())
    told = {row: [it for it in found if it.is_of(row)] for row in read_told()}
    for how in ("visit", "meeting", "list", ""):
        rows = {row: its for row, its in told.items() if how in ("", row.how)}
        print_share(f"told {how}: right state", [bool(its) for its in rows.values()])
        rows = {row: its for row, its in rows.items() if row.day}
        days = [any(row.day in it.days or row.is_near(it.days, 0) for it in its) for row, its in rows.items()]
        print_share(f"told {how}: right day, of those with one", days)
    visits = [it for it in found if it.kind == "visit" and any(FIRST <= day <= LAST for day in it.days)]
    travellers = {row.who for row in record if row.kind == "travel"}
    own = [any(is_person(it.parties[0], who) for who in travellers) for it in visits]
    sought = [it for it, ours in zip(visits, own, strict=True) if ours != ("USA" in it.states | it.places)]
    strange = [it for it in sought if not any(map(it.is_of, record))]
    print_share("visits found: in the record", [it not in strange for it in sought])
    print("\nTold and not found:", *[row for row, its in told.items() if not its][:20], sep="\n  ")
    print("\nFound and not in the record:", *strange[:20], sep="\n  ")


if __name__ == "__main__":
    main()
