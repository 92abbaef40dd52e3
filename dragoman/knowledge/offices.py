"""Who held which office when, as public tables show it (data/knowledge/offices.csv), and how sure on a day.

``python -m dragoman.knowledge`` prints how far the table reaches, by state and year.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Literal

from dragoman.errors import KnowledgeError
from dragoman.knowledge.folder import find_data_folder
from dragoman.knowledge.names.forms import NameForm, drop_titles, take_apart
from dragoman.knowledge.names.likeness import NOWHERE, Policy, is_one_person
from dragoman.knowledge.names.sounds import sound_arabic, sound_out
from dragoman.model import Office

Certainty = Literal["from-to", "seen on", "since, end unknown"]
Post = Literal["head of state", "head of government", "foreign minister", "body"]

COLUMNS = ("person", "role", "country", "body", "start", "end", "seen", "source")
OPEN = timedelta(days=4 * 366)  # how long one without a known end is believed in after the last news
DAY = timedelta(days=1)
AROUND = timedelta(days=183)  # how far from a day in office is still worth saying

_POSTS: tuple[tuple[Post, tuple[str, ...]], ...] = (
    ("foreign minister", ("foreign minister", "secretary of state")),
    ("head of government", ("prime minister", "premier", "chancellor", "taoiseach", "head of government")),
    (
        "head of state",
        (
            "president",
            "king",
            "queen",
            "emperor",
            "emir",
            "sultan",
            "shah",
            "grand du",
            "pope",
            "prince",
            "head of state",
            "chairman",
        ),
    ),
)


@dataclass(frozen=True)
class Spell:
    """One row: a person in an office, between two dates, or only seen in it.

    `seen` holds days ("2021-06-27") and years ("2021"), in order; a year is all that some sources tell.
    """

    person: str
    office: Office  # `start` and `end` are None where no source gives them
    seen: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @cached_property
    def form(self) -> NameForm:
        """The person's name, taken apart."""
        return read_name(self.person)

    def is_called(self, name: str) -> bool:
        """Whether a full name is the person's, as another source spells it."""
        return is_one_person(read_name(name), self.form, Policy.TABLE, there={self.office.country} - {""})

    @cached_property
    def first(self) -> date:
        """The first day on which, by the table, the person may have been in office."""
        return self.office.start or min(_span(when)[0] for when in self.seen)

    @cached_property
    def last(self) -> date:
        """The last day on which a source knew of the person in office."""
        days = [_span(when)[1] for when in self.seen]
        return max(day for day in (self.office.start, self.office.end, *days) if day)


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """An office that the table knows someone to have held on a day, and how sure that is."""

    person: str  # as the table spells it
    office: Office
    certainty: Certainty
    seen: tuple[str, ...]
    sources: tuple[str, ...]
    wikidata: str = ""  # the person's number


@dataclass(frozen=True)
class Offices:
    """All spells of the table."""

    spells: tuple[Spell, ...]

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Spell, ...]]:
        found: dict[str, list[Spell]] = defaultdict(list)
        for spell in self.spells:
            found[spell.person].append(spell)
        return {name: tuple(spells) for name, spells in found.items()}

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[str, ...]]:
        """Names by how each of their words sounds, and by what it begins with."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._by_name:
            for sound in list_sounds(read_name(name)):
                found[sound].append(name)
        return {sound: tuple(names) for sound, names in found.items()}

    @cached_property
    def _letters(self) -> Mapping[str, frozenset[str]]:
        """The first letters of each name's words, as they sound."""
        return {
            name: frozenset(sound[:1] for sound in list_sounds(read_name(name))) for name in self._by_name
        }

    @cached_property
    def _countries(self) -> Mapping[str, frozenset[str]]:
        """The countries of each name's offices."""
        return {
            name: frozenset(spell.office.country for spell in spells) - {""}
            for name, spells in self._by_name.items()
        }

    @cached_property
    def _by_post(self) -> Mapping[tuple[str, str, str], tuple[Spell, ...]]:
        """Spells of one role in one country or body, by their first day."""
        found: dict[tuple[str, str, str], list[Spell]] = defaultdict(list)
        for spell in self.spells:
            found[spell.office.role, spell.office.country, spell.office.body].append(spell)
        return {post: tuple(sorted(spells, key=lambda spell: spell.first)) for post, spells in found.items()}

    @cached_property
    def _asked(self) -> dict[str, tuple[Spell, ...]]:
        """What `find_person` has answered: the same few thousand names are asked for again and again."""
        return {}

    def find_person(self, name: str) -> tuple[Spell, ...]:
        """All spells of the people whom a full name may mean, in any spelling; of a surname, only a table's.

        Where the table has the very name, a like one of another country is somebody else: John Kerry is not
        John Key.
        """
        if name not in self._asked:
            self._asked[name] = self._find_person(name)
        return self._asked[name]

    def _find_person(self, name: str) -> tuple[Spell, ...]:
        form = read_name(name)
        likely = ((other, read_name(other)) for other in self._list_likely(form))
        known = {
            other: there
            for other, there in likely
            if is_one_person(form, there, Policy.TABLE, there=self._countries[other])
        }
        same = {other for other, there in known.items() if _holds_words(form, there)}
        own = NOWHERE.union(*(self._countries[other] for other in same), {""})
        spells = (spell for other in known for spell in self._by_name[other])
        return tuple(
            spell for spell in spells if not same or spell.person in same or spell.office.country in own
        )

    def _list_likely(self, form: NameForm) -> list[str]:
        """The table's names, in order, of which two words sound or begin like words of a name."""
        sounds = list_sounds(form)
        near = Counter(other for sound in sounds for other in self._by_sound.get(sound, ()))
        letters = {sound[:1] for sound in sounds}
        least = min(2, len(letters))
        return sorted(
            other
            for other, shared in near.items()
            if shared > 1 and len(letters & self._letters[other]) >= least
        )

    def find_office(self, name: str, on: date) -> list[KnownOffice]:
        """The offices that a person of this name held on a day, the surest first; none where it cannot say.

        "from-to": a source gives both ends. "since, end unknown": a source gives the beginning, no successor
        is known by that day, and the last sign of the person in office is less than four years old. "seen
        on": no source gives the beginning; the day lies between two sightings, or within half a year of one,
        and nobody else was seen in the office since.
        """
        return self._find_offices(self.find_person(name), on)

    def find_surest(self, name: str, days: Iterable[date]) -> dict[date, KnownOffice]:
        """For each of some days on which the table can say it, the surest office of a person of this name."""
        spells = self.find_person(name)
        found = {day: self._find_offices(spells, day) for day in set(days)} if spells else {}
        return {day: known[0] for day, known in found.items() if known}

    def find_post(self, role: str, country: str, body: str) -> tuple[Spell, ...]:
        """All spells in one office, by their first day."""
        return self._by_post.get((role, country, body), ())

    def _find_offices(self, spells: Iterable[Spell], on: date) -> list[KnownOffice]:
        known = []
        for spell in spells:
            if certainty := self._judge(spell, on):
                known.append(KnownOffice(spell.person, spell.office, certainty, spell.seen, spell.sources))
        order = {"from-to": 0, "since, end unknown": 1, "seen on": 2}
        return sorted(
            known,
            key=lambda office: (
                order[office.certainty],
                office.person,
                office.office.role,
                office.office.country,
            ),
        )

    def find_days(self, spell: Spell) -> tuple[date, date]:
        """First and last day on which `find_office` has the person of a spell of the table's in office."""
        if id(spell) not in self._days:
            self._days[id(spell)] = self._reckon_days(spell)
        return self._days[id(spell)]

    @cached_property
    def _days(self) -> dict[int, tuple[date, date]]:
        return {}

    def _reckon_days(self, spell: Spell) -> tuple[date, date]:
        start, end = spell.office.start, spell.office.end
        if start and end:
            return start, end
        post = self.find_post(spell.office.role, spell.office.country, spell.office.body)
        others = [other for other in post if other.person != spell.person]
        # The days after others were last in it
        before = [other.last + DAY for other in others if other.first <= spell.first]
        # The days before others came
        after = [other.first - DAY for other in others if other.last >= spell.last]
        first = start or min(spell.first, max([spell.first - AROUND, *before]))
        last = max(spell.last, min([spell.last + (OPEN if start else AROUND), *after]))
        return first, min(last, end) if end else last

    def _judge(self, spell: Spell, on: date) -> Certainty | None:
        first, last = self.find_days(spell)
        if not first <= on <= last:
            return None
        return (
            "seen on" if not spell.office.start else "from-to" if spell.office.end else "since, end unknown"
        )


@lru_cache(maxsize=1)
def load_offices() -> Offices:
    """The table data/knowledge/offices.csv, read once.

    Raises KnowledgeError, which names the line, when it is not as it should be.
    """
    path = find_data_folder() / "offices.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return read_offices(csv.DictReader(lines), path.name)
    except OSError as error:
        raise KnowledgeError(
            f"The offices in {path} cannot be read: {error}. "
            "Install Dragoman again, or complete the checkout."
        ) from error


def read_offices(rows: Iterable[Mapping[str, str]], name: str = "offices.csv") -> Offices:
    """The spells in rows with the columns person, role, country, body, start, end, seen, source.

    Raises KnowledgeError.
    """
    spells = []
    for number, row in enumerate(rows, start=2):
        try:
            office = Office(
                row["role"],
                row["country"],
                row["body"],
                start=_read_day(row["start"]),
                end=_read_day(row["end"]),
            )
            spell = Spell(row["person"], office, tuple(row["seen"].split()), tuple(row["source"].split()))
            if not spell.person or not office.role or spell.first > (office.end or spell.last):
                raise ValueError("the person or the role is missing, or the end comes before the start")
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise KnowledgeError(
                f"{name}, line {number}: {error}. Correct that line; the columns are {', '.join(COLUMNS)}."
            ) from error
        spells.append(spell)
    return Offices(tuple(spells))


def classify_role(office: Office) -> Post:
    """Which kind of post an office is."""
    if office.body:
        return "body"
    role = office.role.lower()
    return next((post for post, words in _POSTS if any(word in role for word in words)), "head of state")


_BELOW = re.compile(
    r"\b(vice|deputy|assistant|under|minister of state|shadow|first lady|spokes\w+|adviser|advisor|envoy|"
    r"party|parliament)\b"
)

_FOREIGN = re.compile(
    r"minister (?:of|for) (?:foreign|external) (?:affairs|relations)|(?:foreign|external affairs) "
    r"(?:secretary|minister)"
)


def name_post(role: str) -> Post | None:
    """Which of the table's posts a role is, of a state; None for any other role, deputies among them."""
    plain = role.lower()
    if _BELOW.search(plain):
        return None
    plain = _FOREIGN.sub("foreign minister", plain)
    return next(
        (post for post, words in _POSTS if any(re.search(rf"\b{word}(?!ial)", plain) for word in words)), None
    )


def find_office(name: str, on: date) -> list[KnownOffice]:
    """The offices that a person of this full name held on a day, by our table: see Offices.find_office."""
    return load_offices().find_office(name, on)


@lru_cache(maxsize=65536)
def read_name(name: str) -> NameForm:
    """The name of an official, taken apart, without titles."""
    return take_apart(drop_titles(name))


@lru_cache(maxsize=65536)
def list_sounds(form: NameForm) -> frozenset[str]:
    """How a name's words sound in any language, and what they begin with: one person's names share two."""
    sounds = [sound_arabic(sound_out(word)) for word in form.words]
    return frozenset(f"{sound} " for sound in sounds).union(sound[:2] for sound in sounds)


def _holds_words(one: NameForm, other: NameForm) -> bool:
    return set(one.words) <= set(other.words) or set(other.words) <= set(one.words)


def _read_day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _span(when: str) -> tuple[date, date]:
    """First and last day of a sighting: of a day itself, or of a year."""
    if len(when) == 4:
        return date(int(when), 1, 1), date(int(when), 12, 31)
    day = date.fromisoformat(when)
    return day, day
