"""Very many people are all found, and told apart."""

from __future__ import annotations

import re
from types import SimpleNamespace

from dragoman.reading.people import PeopleFinder
from dragoman.reading.people.candidates import Labelled
from dragoman.reading.places import load_places
from dragoman.reading.words import Words

NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def spell(number: int) -> str:
    """A capitalised word that no other number below 26 ** 4 gives."""
    return "".join(LETTERS[number // 26**place % 26] for place in range(4)).title()


def read_people(text: str) -> list[SimpleNamespace]:
    """The people of a text in which the model and the judge take two capitalised words for a person."""
    words = Words(text)
    labelled: list[Labelled] = [(*words.cover(*found.span()), "PERSON") for found in NAME.finditer(text)]
    finder = PeopleFinder(words, labelled, [], (), load_places())
    return [
        SimpleNamespace(name=p.name, spans=p.spans) for p in finder.resolve([row[:2] for row in labelled], ())
    ]


def test_thousands_of_people_are_all_found_and_told_apart() -> None:
    names = [f"{spell(n * 3 + 5)} {spell(n * 7 + 90_001)}" for n in range(1500)]
    found = read_people(", ".join(names) + ".")
    assert len({person.name for person in found}) > 1450
    assert sum(len(person.spans) for person in found) >= 1450


def test_thousands_of_one_surname_leave_it_open_and_keep_every_full_name() -> None:
    names = [f"{spell(n * 3 + 5)} Smithers" for n in range(600)]
    found = read_people(" ".join(f"{name} met Smithers." for name in names))
    assert len({person.name for person in found} & set(names)) > 500  # those that sound alike are one
