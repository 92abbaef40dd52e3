"""The people whom a text names, under the fullest name that it uses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dragoman.knowledge.names.words import fold
from dragoman.model import Route
from dragoman.reading.boilerplate import find_credits
from dragoman.reading.people.candidates import Candidate, Labelled, NameFinder
from dragoman.reading.people.coreference import Resolver
from dragoman.reading.people.lexicon import load_known_names
from dragoman.reading.people.sight import Span
from dragoman.reading.places import Places
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

__all__ = ["NamedPerson", "PeopleFinder"]


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Someone whom the text names.

    `spans` are characters: start, end, route. `candidates` number the people a surname could be.
    """

    name: str
    spans: tuple[tuple[int, int, Route], ...]
    candidates: tuple[int, ...] = ()


class PeopleFinder:
    """Finds the people of one text: first the candidates, then, when the judge has said which of them are,
    who they are."""

    def __init__(
        self,
        words: Words,
        labelled: Sequence[Labelled],
        roles: Sequence[Role],
        bodies: Collection[int],
        places: Places,
    ) -> None:
        """`labelled` are the model's names as (first word, past the last word, label); `roles` the titles
        and offices found; `bodies` the words of organizations that a table knows, which name no person."""
        self.words, self.labelled, self.roles, self.places = words, labelled, roles, places
        self.reporters = {
            i for start, end in find_credits(words.text) for i in range(words.find(start), words.find(end))
        }
        self._names = NameFinder(words, labelled, roles, self.reporters.union(bodies), places)
        self.candidates = self._names.find()
        known = load_known_names()
        forms = words.forms
        self.vouched = [(c.first, c.last) for c in self.candidates if self._names.vouches(c)]
        self.vouched += [
            (i, i + 2)
            for i in words.capitals
            if i + 1 < len(forms)
            and (fold(forms[i]), fold(forms[i + 1])) in known
            and forms[i + 1][0].isupper()
        ]

    def resolve(self, judged: Sequence[Span], others: Collection[int]) -> list[NamedPerson]:
        """All people of the text, in order of appearance.

        `judged` are the names of people, `others` the words of bodies' names.
        """
        # What rules of their own decide.
        kept = [c for c in self.candidates if c.name or self._names.sight.is_state_given(c.first)]
        taken = {i for c in kept for i in range(c.first, c.last)}
        for first, last in judged:
            if taken.union(self.reporters).isdisjoint(range(first, last)) and self._names.may_name(
                first, last
            ):
                kept += self._cut(first, last)
        kept.sort(key=lambda candidate: candidate.first)
        return self._resolve(kept, others)

    def _cut(self, first: int, last: int) -> list[Candidate]:
        """A judged name as a candidate; as those that rules have cut it into, where they have: "Blinken |
        Lapid"."""
        inside = [c for c in self.candidates if first <= c.first and c.last <= last]
        return (
            inside
            if inside and (len(inside) > 1 or inside[0].last - inside[0].first == last - first)
            else [self._names.describe((first, last))]
        )

    def _resolve(self, candidates: Sequence[Candidate], others: Collection[int]) -> list[NamedPerson]:
        words = self.words
        people = Resolver(words, candidates, self.labelled, self.roles, self.places, others).resolve()
        numbers = {id(person): number for number, person in enumerate(people)}
        found = []
        for person in people:
            spans: list[tuple[int, int, Route]] = [
                (words.starts[first], words.ends[last - 1], "surname" if route == "surname" else "name")
                for first, last, route in person.spans
                if first not in self.reporters
            ]
            spans += [(start, end, "surname") for start, end in person.inside]
            found.append(
                NamedPerson(
                    " ".join(person.name.split()),
                    tuple(sorted(spans)),
                    tuple(numbers[id(p)] for p in person.candidates),
                )
            )
        return found
