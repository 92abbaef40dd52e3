"""Parts of one surname that stand side by side become one mention."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.knowledge.names.words import fold
from dragoman.reading.people.grouping import Referent
from dragoman.reading.people.surroundings import MARKS
from dragoman.reading.words import Words


def join_adjacent(words: Words, people: Iterable[Referent], taken: set[int]) -> None:
    """Two parts of one surname side by side are one mention: "Peña Nieto", "bin Salman".

    `taken` gets the words that are added.
    """
    for person in people:
        joined: list[tuple[int, int, str]] = []
        for first, last, route in sorted(person.spans):
            start = first
            while route == "surname" and _goes_before(words, start - 1, person, taken):
                start -= 1
            if joined and joined[-1][1] == start and route == "surname" and joined[-1][2] == "surname":
                joined[-1] = (joined[-1][0], last, route)
            else:
                joined.append((start, last, route))
            taken.update(range(start, last))
        person.spans = joined


def _goes_before(words: Words, number: int, person: Referent, taken: set[int]) -> bool:
    """Whether a word is a free part of the person's name after the given one, so that it belongs to the
    surname after it."""
    if number < 0 or number in taken or words.forms[number] in MARKS:
        return False
    return fold(words.forms[number]) in person.parts[1:]
