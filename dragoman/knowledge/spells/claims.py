"""Claims: rows of sources, each its word that a person held an office, and how far it is believed."""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.folder import find_data_folder
from dragoman.knowledge.spells.posts import find_owner, is_body, load_posts

COLUMNS = ("country", "role", "role_class", "person", "aliases", "wikidata", "start", "end", "source")
LATE = timedelta(days=270)  # how long after a source's day some of its files were made
PARTIAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")  # a day, a month or a year


@dataclass(frozen=True, slots=True)
class Source:
    """How far a source is believed: data/knowledge/office_sources.csv.

    `trust`, `starts` and `ends` are shares of its rows, its first and its last days that are right, 0 to 1.
    """

    key: str
    prefix: str
    trust: float
    starts: float
    ends: float
    snapshot: date  # when its rows without an end were in office
    heads: bool  # whether it lists heads of state and of government apart, whatever they are called
    licence: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One row. `start` and `end` are days, months or years as the source gives them, or ""."""

    of: str  # ISO code, or a body's name
    role: str
    post: str
    person: str
    aliases: tuple[str, ...]
    wikidata: str
    start: str
    end: str
    source: str
    seen: tuple[str, ...] = ()  # days or years in which the source saw the person in office
    snapshot: date | None = None  # for an open end: the day on which the person was in office

    @property
    def acting(self) -> bool:
        """Whether the office was held for a time only."""
        return load_posts().is_acting(self.role)


@lru_cache(maxsize=1)
def load_sources() -> Mapping[str, Source]:
    """Sources by key. KnowledgeError when the table cannot be read."""
    path = find_data_folder() / "office_sources.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return {
                row["key"]: Source(
                    row["key"],
                    row["prefix"],
                    float(row["trust"]),
                    float(row["starts"]),
                    float(row["ends"]),
                    date.fromisoformat(row["snapshot"]),
                    row["heads"] == "yes",
                    row["licence"],
                )
                for row in csv.DictReader(lines)
            }
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise KnowledgeError(
            f"The sources of offices in {path} cannot be read: {error}. Install Dragoman again."
        ) from error


def find_source(name: str) -> Source:
    """The source that a row names; a table of the user's where no known one fits."""
    sources = load_sources()
    return next(
        (source for source in sources.values() if source.prefix and name.startswith(source.prefix)),
        sources["added"],
    )


def get_source(key: str) -> Source:
    """The source of a key."""
    sources = load_sources()
    return sources.get(key, sources["added"])


def find_span(when: str) -> tuple[date, date]:
    """First and last day of a day, a month or a year. ValueError for anything else."""
    if len(when) == 4:
        return date(int(when), 1, 1), date(int(when), 12, 31)
    if len(when) == 7:
        year, month = int(when[:4]), int(when[5:])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date.fromisoformat(when)
    return day, day


def read_claims(rows: Iterable[Mapping[str, str]], name: str) -> Iterator[Claim]:
    """The claims of rows of the form of office_spells.csv; garbled roles are left out.

    Raises KnowledgeError, which names the line.
    """
    rows = list(rows)
    snapshots = find_snapshots(rows)
    for number, row in enumerate(rows, start=2):
        try:
            check_row(row)
        except (KeyError, AttributeError, ValueError) as error:
            raise KnowledgeError(
                f"{name}, line {number}: {error}. Correct that line; the columns are {', '.join(COLUMNS)}."
            ) from error
        if claim := read_claim(row, snapshots):
            yield claim


def check_row(row: Mapping[str, str]) -> None:
    """Raise ValueError or KeyError for a row that says less than a claim needs."""
    for day in (row["start"].strip(), row["end"].strip()):
        if day and not PARTIAL.fullmatch(day):
            raise ValueError("start and end are days, months or years, as 2021-06-13, 2021-06 or 2021")
        if day:
            find_span(day)
    if not all(row[column].strip() for column in ("person", "role", "country", "start")):
        raise ValueError("country, role, person and start must not be empty")


def read_claim(row: Mapping[str, str], snapshots: Mapping[str, date]) -> Claim | None:
    """The claim of a row; None where the source has garbled it, or ends it before it begins."""
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    start, end, role = cells["start"], cells["end"], clean_role(cells["role"])
    backwards = end and find_span(end)[1] < find_span(start)[0]
    if not role or backwards or not re.search(r"[^\W\d_]", cells["person"]):
        return None
    posts, source = load_posts(), find_source(cells["source"])
    of = find_owner(cells["country"]) if is_body(cells["country"]) else cells["country"]
    role = posts.rename(source.prefix, of, role, cells["role_class"])
    post = posts.find_post(role, of, cells["role_class"] if source.heads else "")
    person, *others = map(clean_person, (cells["person"], *cells["aliases"].split("|")))
    aliases = tuple(dict.fromkeys(name for name in others if name and name != person))
    return Claim(
        of, role, post, person, aliases, cells["wikidata"], start, end, source.key, (),
        None if end else snapshots.get(cells["source"], source.snapshot),
    )  # fmt: skip


def find_snapshots(rows: Iterable[Mapping[str, str]]) -> dict[str, date]:
    """For each file of a source the day on which it was made: no sooner than its last day."""
    latest: dict[str, date] = {}
    for row in rows:
        name, start = row.get("source") or "", (row.get("start") or "").strip()
        snapshot = find_source(name).snapshot
        if PARTIAL.fullmatch(start) and len(start) == 10 and start <= (snapshot + LATE).isoformat():
            latest[name] = max(latest.get(name, snapshot), date.fromisoformat(start))
    return latest


# What the Factbook's rows have before a name, or after a role: a rank that is no part of either.
_RANKS = re.compile(
    r",? \(?(?:Gen|Lt|Col|Maj|Capt|Captain|Major|Marshal|Sr|Sheikh|Ret|(?<!Crown )Prince|Field|Brig|Adm|Dr"
    r"|Cardinal)\.?\)?$"
)
_BEFORE = re.compile(
    r"^(?:.*\b(?:Gen|Ayatollah|Col|Adm|Cdr|Brig|Maj|Capt|Cardinal)\.? "
    r"|(?:Lt|Sr|Dr|Chair|Field|Marshal|Sheikh|Capt|Major"
    r"|Captain|Gen|General|Colonel|Brigadier|Commodore|Sir|Dame|Hon|Mr|Mrs|Prof)\.? )+"
)
_GARBLED = re.compile(r"\b(of|the|and|for|in|to|interim National)$|^Supreme$")


def clean_role(role: str) -> str:
    """A role without ranks after it; "" for one that the source cut short."""
    role = re.sub(r"\s+", " ", role).strip(" ,;")
    while (shorter := _RANKS.sub("", role)) != role:
        role = shorter
    return "" if _GARBLED.search(role) else role


def clean_person(name: str) -> str:
    """A name without ranks before it, family names in capitals written as names."""
    name = re.sub(r"\s+", " ", name).strip(" ,;")
    shorter = _BEFORE.sub("", name)
    if len(shorter.split()) > 1:
        name = shorter
    words = [
        "-".join(
            part.capitalize()
            if len(part) > 2 and part.isupper() and not re.fullmatch("[IVX]+", part)
            else part
            for part in word.split("-")
        )
        for word in name.split()
    ]
    return " ".join(words)
