"""Countries and what speaks for them: names, peoples, capitals, governments' seats, regions, cities, groups.

The tables are data/knowledge/countries*.csv; docs/methods.md says how they are used.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from dragoman.errors import KnowledgeError
from dragoman.knowledge.folder import find_data_folder
from dragoman.model import Route

Caution = Literal["", "person", "word", "minor"]


@dataclass(frozen=True, slots=True)
class Surface:
    """A string that can stand for a country, and why.

    `caution` says what else the string is: a `person`'s name (Paris, Jordan), an ordinary `word` or another
    name (Nice, Reading), or a `minor` place that counts only where its country is named as well (Hamilton of
    Bermuda). A `trap` has no country: it is a longer name that must not be taken for one (Indian Ocean).
    """

    text: str
    iso3: str
    route: Route
    caution: Caution = ""
    seat: bool = False  # a capital, or another seat from which the state is governed
    region: bool = False  # a part of the country, such as Texas, rather than a city


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory of ISO 3166-1, or Kosovo (XKX)."""

    iso3: str
    name: str  # the English short name that screens show
    demonym: str  # adjective; empty where there is none
    capital: str
    position: tuple[float, float] | None  # latitude and longitude of the capital in degrees


@dataclass(frozen=True, slots=True)
class Membership:
    """A country in a group from `start` to before `end`; None where it always was there, or still is."""

    iso3: str
    start: date | None = None
    end: date | None = None

    def holds(self, day: date | None = None) -> bool:
        """Whether it holds on a day; without one, whether it is still running."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Countries:
    """All countries by ISO code, what stands for them by string, and groups of them by name."""

    by_code: Mapping[str, Country]
    surfaces: Mapping[str, tuple[Surface, ...]]  # a string may have several meanings; the likeliest is first
    groups: Mapping[str, tuple[Membership, ...]]

    def name(self, iso3: str) -> str:
        """The English short name ("South Korea"); the code itself where it is unknown."""
        return self.by_code[iso3].name if iso3 in self.by_code else iso3

    def demonym(self, iso3: str) -> str:
        """The adjective ("Israeli"); empty where there is none."""
        return self.by_code[iso3].demonym if iso3 in self.by_code else ""

    def capital(self, iso3: str) -> str:
        """The capital's name; empty where there is none."""
        return self.by_code[iso3].capital if iso3 in self.by_code else ""

    def position(self, iso3: str) -> tuple[float, float] | None:
        """Latitude and longitude of the capital in degrees, to a tenth; None where there is none."""
        return self.by_code[iso3].position if iso3 in self.by_code else None

    def lookup(self, surface: str) -> tuple[str, Route] | None:
        """ISO code and route of an exact string, with or without "the" before it; its likeliest meaning.

        None for a stranger or a trap.
        """
        for string in (surface, surface.removeprefix("the ").removeprefix("The ")):
            for meaning in self.surfaces.get(string, ()):
                return (meaning.iso3, meaning.route) if meaning.iso3 else None
        return None

    def members(self, group: str, day: date | None = None) -> frozenset[str]:
        """ISO codes of a group's members on a day, or of its present members.

        KeyError for an unknown group.
        """
        return frozenset(member.iso3 for member in self.groups[group] if member.holds(day))

    def identify_groups(self) -> dict[str, str]:
        """The identifier of each group in filters, with its name: {"group:nato": "NATO"}."""
        return {
            f"group:{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}": name
            for name in sorted(self.groups)
        }


@lru_cache(maxsize=1)
def load_countries() -> Countries:
    """The tables of countries, read once.

    Raises KnowledgeError, which names the file, when one is not as it should be.
    """
    rows = list(_read_table("countries.csv"))
    by_code = {
        row["iso3"]: Country(
            iso3=row["iso3"],
            name=row["name"],
            demonym=next(iter(split_list(row["demonyms"])), ""),
            capital=next(iter(split_list(row["capitals"])), ""),
            position=(float(row["latitude"]), float(row["longitude"])) if row["latitude"] else None,
        )
        for row in rows
    }
    cautions: dict[str, Caution] = {}
    for row in _read_table("countries_cautions.csv"):
        cautions |= dict.fromkeys(split_list(row["surfaces"]), row["caution"])  # type: ignore[arg-type]
    found: dict[str, list[Surface]] = {}

    def add(texts: str, iso3: str, route: Route, seat: bool = False, region: bool = False) -> None:
        for text in split_list(texts):
            for spelling in spell(text):
                meanings = found.setdefault(spelling, [])
                if all(meaning.iso3 != iso3 for meaning in meanings):
                    meanings.append(Surface(spelling, iso3, route, cautions.get(text, ""), seat, region))

    for row in _read_table("countries_traps.csv"):
        add(row["phrases"], "", "place")
    for row in rows:
        add(row["name"] + ";" + row["other_names"], row["iso3"], "place")
        add(row["demonyms"], row["iso3"], "demonym")
    for row in rows:
        add(row["capitals"], row["iso3"], "city", seat=True)
    for row in _read_table("countries_seats.csv"):
        add(row["seats"], row["iso3"], "government", seat=True)
    for row in _read_table("countries_places.csv"):
        add(row["places"], row["iso3"], "city", region=row["kind"] == "region")
    unknown = {meaning.iso3 for meanings in found.values() for meaning in meanings} - by_code.keys() - {""}
    if unknown:
        raise KnowledgeError(
            "The tables countries*.csv in data/knowledge name countries that countries.csv does not list: "
            f"{sorted(unknown)}."
        )
    groups: dict[str, list[Membership]] = {}
    for row in _read_table("countries_groups.csv"):
        groups.setdefault(row["group"], []).append(
            Membership(row["iso3"], _read_day(row["start"]), _read_day(row["end"]))
        )
    return Countries(
        by_code,
        {text: tuple(meanings) for text, meanings in found.items()},
        {name: tuple(g) for name, g in groups.items()},
    )


@dataclass(frozen=True, slots=True)
class State:
    """A state of a federation.

    `towns`: the only ones after which its name is surely its own, where it is another place's too.
    """

    iso3: str
    name: str
    abbreviations: tuple[str, ...]
    towns: tuple[str, ...]


@lru_cache(maxsize=1)
def load_states() -> tuple[State, ...]:
    """The states that are named after a town ("Lebanon, Pa.").

    Raises KnowledgeError when the table is not as it should be.
    """
    return tuple(
        State(
            row["iso3"],
            row["state"],
            tuple(split_list(row["abbreviations"])),
            tuple(split_list(row["towns"])),
        )
        for row in _read_table("countries_states.csv")
    )


def split_list(cell: str) -> list[str]:
    """The entries of a cell that holds several, separated by semicolons."""
    return [entry for entry in (part.strip() for part in cell.split(";")) if entry]


def spell(text: str) -> Iterator[str]:
    """A name as it may be written: with a straight or a curly apostrophe, with and without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    for spelling in dict.fromkeys((text, plain)):
        yield from dict.fromkeys((spelling, spelling.replace("'", "’")))


def _read_table(name: str) -> Iterable[dict[str, str]]:
    try:
        with (find_data_folder() / name).open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, strict=True)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError(
            f"The table {name} in data/knowledge cannot be read: {error}. Install Dragoman again."
        ) from error


def _read_day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
