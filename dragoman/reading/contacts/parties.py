"""Who the parties of an article are: their states, their offices, and which of them deal with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from dragoman.knowledge.offices import load_offices
from dragoman.model import Entity
from dragoman.reading.contacts.words import Pattern, load_table

MOST = 6  # parties of one contact


class Parties:
    """The entities of an article, by key."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.entities = entities

    def find_countries(self, key: str) -> frozenset[str]:
        """The states whose a party is: itself, or those of its offices, as keys."""
        if key.startswith("country:"):
            return frozenset([key])
        entity = self.entities[key]
        stated = frozenset(f"country:{office.country}" for office in entity.offices if office.country)
        return stated or find_known_countries(entity.name) if entity.kind == "person" else frozenset()

    def is_home(self, one: str, other: str) -> bool:
        """Whether both are of one state."""
        return bool(self.find_countries(one) & self.find_countries(other))

    def is_public(self, parties: Sequence[str]) -> bool:
        """Whether one of the parties is of public life, and none only tells of it."""
        tellers = load_table().words["tellers"]
        entities = [self.entities[key] for key in parties if key in self.entities]
        if any(tellers & set(office.role.lower().split()) for it in entities for office in it.offices):
            return False
        return any(
            not key.startswith("person:") or self.entities[key].official or self.find_countries(key)
            for key in parties
        )

    def list_offices(self, counts: Counter[str]) -> dict[str, str]:
        """ "country:RUS president" and " president" -> whom the article states to hold such an office.

        Without the state it is who is named most: `counts` of mentions by key.
        """
        found = dict[str, str]()
        for entity in sorted(self.entities.values(), key=lambda entity: -counts[entity.key]):
            for office in entity.offices:
                role = "" if office.former else office.role.lower()
                if role and office.country:
                    found.setdefault(f"country:{office.country} {role.split()[-1]}", entity.key)
                if role:
                    found.setdefault(f" {role}", entity.key)
        return found

    def group(
        self, pattern: Pattern, first: Sequence[str], second: Sequence[str], title: bool
    ) -> Iterator[tuple[str, ...]]:
        """The parties of each contact that is told; those of one government deal with others one by one.

        What is done within one government counts in a title alone.
        """
        everyone = tuple(dict.fromkeys([*first, *second]))[:MOST]
        if pattern.goes:
            yield from self._list_visits(first, second)
        elif not second:
            if len(everyone) > 2 or (len(everyone) > 1 and (title or not self.is_home(*everyone))):
                yield everyone
        elif self._deal_apart(pattern, first, second):
            yield from self._pair(first, second, title)
        elif len(everyone) > 2 or title or not self.is_home(first[0], second[0]):
            yield everyone

    def _deal_apart(self, pattern: Pattern, first: Sequence[str], second: Sequence[str]) -> bool:
        """Whether each of one side deals with each of the other alone."""
        alone = pattern.kind in ("message", "call") and len(first) == 1
        return alone or self._is_government(first) or self._is_government(second)

    def _list_visits(self, first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, str]]:
        for visitor in first:
            for state in second:
                if not visitor.startswith("organization:") and state not in self.find_countries(visitor):
                    yield visitor, state

    def _pair(self, first: Sequence[str], second: Sequence[str], title: bool) -> Iterator[tuple[str, str]]:
        for one in first:
            for other in second:
                if title or not self.is_home(one, other):
                    yield one, other

    def _is_government(self, side: Sequence[str]) -> bool:
        """Whether two of a side are of one state."""
        return any(self.is_home(one, other) for place, one in enumerate(side) for other in side[:place])


@lru_cache(maxsize=4096)
def find_known_countries(name: str) -> frozenset[str]:
    """The states in whose offices public tables have a person of a name."""
    spells = load_offices().find_person(name)
    return frozenset(f"country:{spell.office.country}" for spell in spells if spell.office.country)
