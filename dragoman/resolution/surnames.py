"""Surnames alone: whom of the people of that surname each one means, from the offices that articles state and from who is named most."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from dragoman.knowledge.names.forms import NameForm, begins_with_ruler, take_apart
from dragoman.resolution.person import Person, Seen
from dragoman.resolution.spellings import FAMILY_NAME_FIRST

# A surname alone is one of several people of that surname if they are named this many times as often as the others together.
DOMINANCE = 5
RULER = re.compile(r"\b(king|queen|pope|patriarch|emperor|empress|tsar|shah|sultan|emir|amir|prince|princess)\b")


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
    return Bearer(person, countries, roles, person.total, frozenset(surnames), first, tuple(form.words for form in forms))


@dataclass(slots=True)
class _Bearers:
    """The people who bear one word, by the countries and the roles of their offices."""

    all: list[Bearer] = field(default_factory=list)
    of_country: dict[str, list[Bearer]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[tuple[tuple[str, ...], tuple[str, ...]], Person | None] = field(default_factory=dict)

    def add(self, bearer: Bearer) -> None:
        self.all.append(bearer)
        for country in bearer.countries:
            self.of_country[country].append(bearer)

    def choose(self, countries: tuple[str, ...], roles: tuple[str, ...]) -> Person | None:
        """Whom offices of these countries and roles speak for."""
        key = (countries, roles)
        if key not in self.answers:
            near = self.all
            if countries:
                near = list(dict.fromkeys(bearer for country in countries for bearer in self.of_country.get(country, ())))
                if not near and len(self.all) == 1 and not self.all[0].countries:
                    near = self.all
            self.answers[key] = _choose(near, roles)
        return self.answers[key]


def _choose(near: Sequence[Bearer], roles: tuple[str, ...]) -> Person | None:
    if len(near) > 1 and roles:
        near = [bearer for bearer in near if bearer.roles.intersection(roles)] or near
    if len(near) > 1:
        first = max(near, key=lambda bearer: bearer.total)
        return first.person if first.total >= DOMINANCE * (sum(bearer.total for bearer in near) - first.total) else None
    return near[0].person if near else None


def place_surnames(
    people: Sequence[Person], alone: Mapping[Seen, int], count_given: Callable[[str], int]
) -> tuple[list[tuple[Person, Seen, int]], list[Person]]:
    """Whom each surname alone means: (person, what is seen, how often), and people of their own of those that mean nobody in particular.

    `count_given` says how often a word is the first name of a full one.
    """
    longer = {form.words for form in (take_apart(item[0]) for item in alone) if len(form.words) > 1}
    near = _Near(people, longer)
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
    """Full-named people by what a surname alone may be of them; `longer` are surnames of several words."""

    def __init__(self, people: Sequence[Person], longer: Set[tuple[str, ...]]) -> None:
        self.bearers: dict[str, _Bearers] = defaultdict(_Bearers)
        self.rulers: dict[str, _Bearers] = defaultdict(_Bearers)
        self.endings: dict[tuple[str, ...], _Bearers] = defaultdict(_Bearers)
        self.totals: dict[int, int] = {}
        for person in people:
            bearer = describe_bearer(person)
            self.totals[id(person)] = bearer.total
            for word in bearer.surnames:
                self.bearers[word].add(bearer)
            for word in bearer.first:
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


def _list_endings(bearer: Bearer) -> set[tuple[str, ...]]:
    return {words[start:] for words in bearer.words for start in range(len(words)) if words[-1] in bearer.surnames}
