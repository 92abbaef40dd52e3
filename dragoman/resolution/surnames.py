"""Surnames alone: who each one means, from the offices that articles state and from who is named most."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import product

from dragoman.knowledge.names.forms import NameForm, begins_with_ruler, take_apart
from dragoman.resolution.person import Person, Seen
from dragoman.resolution.spellings import FAMILY_NAME_FIRST

# A surname alone is that person of several who is named this many times as often as the others together.
DOMINANCE = 5
RULER = re.compile(
    r"\b(king|queen|pope|patriarch|emperor|empress|tsar|shah|sultan|emir|amir|prince|princess)\b"
)


@dataclass(frozen=True, slots=True, eq=False)
class Bearer:
    """A full-named person, as a surname alone is compared with them."""

    person: Person
    countries: frozenset[str]
    roles: frozenset[str]
    total: int
    surnames: frozenset[str]  # and first words, where those are family names
    first: frozenset[str]  # first words, of a ruler
    words: tuple[tuple[str, ...], ...]  # of the names


def describe_bearer(person: Person) -> Bearer:
    """What surnames alone are compared with."""
    forms = {take_apart(name) for name, *_ in person.seen}
    surnames = {form.surname for form in forms if not begins_with_ruler(form)}
    countries = frozenset(country for _, countries, _ in person.seen for country in countries)
    roles = frozenset(role for _, _, roles in person.seen for role in roles)
    if countries & FAMILY_NAME_FIRST and person.country in FAMILY_NAME_FIRST:
        surnames |= {form.words[0] for form in forms}
    ruler = any(map(begins_with_ruler, forms)) or any(map(RULER.search, roles))
    first = frozenset(form.words[0] for form in forms) if ruler else frozenset[str]()
    return Bearer(
        person,
        countries,
        roles,
        person.total,
        frozenset(surnames),
        first,
        tuple(form.words for form in forms),
    )


@dataclass(slots=True)
class _Bearers:
    """The people who bear one word, by the countries and the roles of their offices; "" is any."""

    all: list[Bearer] = field(default_factory=list)
    by_office: dict[tuple[str, str], list[Bearer]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[tuple[Sequence[str], Sequence[str]], Person | None] = field(default_factory=dict)

    def add(self, bearer: Bearer) -> None:
        self.all.append(bearer)
        for country in ("", *bearer.countries):
            for role in ("", *bearer.roles):
                self.by_office[country, role].append(bearer)

    def choose(self, countries: Sequence[str], roles: Sequence[str]) -> Person | None:
        """Whom offices of these countries and roles speak for: roles that nobody has say nothing."""
        if countries:
            known = tuple(country for country in countries if (country, "") in self.by_office)
            if not known and (len(self.all) > 1 or self.all[0].countries):
                return None
            countries = known
        asked = countries or ("",)
        held = tuple(role for role in roles if any((country, role) in self.by_office for country in asked))
        key = asked, held or ("",)  # few are asked for anew, however many people bear a common surname
        if key not in self.answers:
            offices = product(*key)
            self.answers[key] = _choose(
                {bearer for office in offices for bearer in self.by_office.get(office, ())}
            )
        return self.answers[key]


def _choose(near: Collection[Bearer]) -> Person | None:
    """The one who is named so much more often than all others that these cannot be meant."""
    first = max(near, key=lambda bearer: bearer.total)
    return (
        first.person
        if first.total >= DOMINANCE * (sum(bearer.total for bearer in near) - first.total)
        else None
    )


def place_surnames(
    people: Sequence[Person], alone: Mapping[Seen, int], count_given: Callable[[str], int]
) -> tuple[list[tuple[Person, Seen, int]], list[Person]]:
    """Whom each surname alone means, (person, what is seen, how often), and new people for the others.

    `count_given` says how often a word is the first name of a full one.
    """
    near = _Near(people, {take_apart(item[0]) for item in alone})
    rest: dict[NameForm, Person] = defaultdict(Person)
    placed = []
    for item, times in sorted(alone.items()):
        form = take_apart(item[0])
        bearers = near.find(form, item)
        whom = bearers.choose(item[1], item[2]) if bearers else None
        plain = len(form.words) == 1 and not (item[1] or item[2])
        if whom and plain and count_given(form.surname) > near.totals[id(whom)]:
            whom = None  # a first name: "her husband Henry" is not Ariel Henry
        if whom is None:
            rest[form].seen[item] = times
        else:
            placed.append((whom, item, times))
    return placed, list(rest.values())


class _Near:
    """Full-named people by what a surname alone may be of them; `alone` are those that are asked for."""

    def __init__(self, people: Sequence[Person], alone: Set[NameForm]) -> None:
        self.bearers: dict[str, _Bearers] = defaultdict(_Bearers)
        self.rulers: dict[str, _Bearers] = defaultdict(_Bearers)
        self.endings: dict[tuple[str, ...], _Bearers] = defaultdict(_Bearers)
        self.totals: dict[int, int] = {}
        asked = {form.surname for form in alone}
        longer = {form.words for form in alone if len(form.words) > 1}
        for person in people:
            if asked.isdisjoint(word for name, *_ in person.seen for word in _list_ends(take_apart(name))):
                continue
            bearer = describe_bearer(person)
            self.totals[id(person)] = bearer.total
            for word in bearer.surnames & asked:
                self.bearers[word].add(bearer)
            for word in bearer.first & asked:
                self.rulers[word].add(bearer)
            for words in _list_endings(bearer) & longer if longer else ():
                self.endings[words].add(bearer)

    def find(self, form: NameForm, item: Seen) -> _Bearers | None:
        """Whom a surname alone may mean."""
        if len(form.words) == 1 and any(map(RULER.search, item[2])):
            return self.rulers.get(form.surname) if item[1] else None
        if form.generation == "sr":
            return None
        return self.endings.get(form.words) if len(form.words) > 1 else self.bearers.get(form.surname)


def _list_ends(form: NameForm) -> tuple[str, str]:
    """The words of a full name that may be a surname alone."""
    return form.words[0], form.words[-1]


def _list_endings(bearer: Bearer) -> set[tuple[str, ...]]:
    return {
        words[start:] for words in bearer.words for start in range(len(words)) if words[-1] in bearer.surnames
    }
