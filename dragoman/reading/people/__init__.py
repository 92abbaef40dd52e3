"""The people whom a text names, under the fullest name that it uses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dragoman.model import Route
from dragoman.reading.boilerplate import find_credits
from dragoman.reading.people.candidates import Labelled, find_candidates
from dragoman.reading.people.coreference import Resolver
from dragoman.reading.places import Places
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

__all__ = ["NamedPerson", "find_people"]


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Someone whom the text names. `spans` are characters: start, end, route. `candidates` number the people a surname could be."""

    name: str
    spans: tuple[tuple[int, int, Route], ...]
    candidates: tuple[int, ...] = ()


def find_people(
    words: Words, labelled: Sequence[Labelled], roles: Sequence[Role], bodies: Collection[int], places: Places
) -> list[NamedPerson]:
    """All people of a text, in order of appearance.

    `labelled` are the model's names as (first word, past the last word, label); `roles` the titles and offices found;
    `bodies` the words of organizations that a table knows, which name no person.
    """
    reporters = {number for start, end in find_credits(words.text) for number in range(words.find(start), words.find(end))}
    candidates = find_candidates(words, labelled, roles, reporters.union(bodies), places)
    resolver = Resolver(words, candidates, labelled, roles, places)
    people = resolver.resolve()
    numbers = {id(person): number for number, person in enumerate(people)}
    found = []
    for person in people:
        spans: list[tuple[int, int, Route]] = [
            (words.starts[first], words.ends[last - 1], "surname" if route == "surname" else "name")
            for first, last, route in person.spans
            if first not in reporters
        ]
        spans += [(start, end, "surname") for start, end in person.inside]
        found.append(NamedPerson(" ".join(person.name.split()), tuple(sorted(spans)), tuple(numbers[id(p)] for p in person.candidates)))
    return found
