"""A text as the rules of roles look at it: its words, and which of them are places, people and bodies."""

from __future__ import annotations

from collections.abc import Callable, Collection

from dragoman.reading.roles.vocabulary import HEADS, PARTICLES, is_qualifier
from dragoman.reading.words import Words


class RoleText:
    """One text; words are asked for by their numbers."""

    __slots__ = ("bodies", "count", "forms", "is_person", "is_place", "lowers", "words")

    def __init__(
        self,
        words: Words,
        is_place: Callable[[int], int],
        is_person: Callable[[int], bool],
        bodies: Collection[int],
    ) -> None:
        """`is_place`, `is_person` and `bodies` are those of `find_roles`."""
        self.words, self.bodies, self.count = words, bodies, len(words)
        self.lowers, self.forms = words.lowers, words.forms
        self.is_place, self.is_person = is_place, is_person

    def is_capital(self, i: int) -> bool:
        """Whether there is a word i, with a capital."""
        return i < self.count and self.forms[i][0].isupper()

    def is_name(self, i: int) -> bool:
        """Whether there is a word i that looks like a person's name."""
        return self.is_capital(i) and self.is_person(i)

    def begins_name(self, i: int) -> bool:
        """Whether word i is the given name before a particle and a surname: "Staffan | de Mistura"."""
        after = self.forms[i + 1 : i + 3]
        return (
            self.forms[i][0].isupper() and len(after) == 2 and after[0] in PARTICLES and after[1][0].isupper()
        )

    def measure_office(self, first: int) -> int:
        """How many words from one on name an office that is served: "prime minister"; 0 for none."""
        end = first
        while end < self.count and is_qualifier(self.lowers[end]) and self.lowers[end] not in HEADS:
            end += 1
        return end + 1 - first if end < self.count and self.lowers[end] in HEADS else 0
