"""Each row of a table of rules decides on its example, as the first that does, and not on its counter."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from dragoman.knowledge.names.words import fold
from dragoman.reading.organizations import match_known
from dragoman.reading.people.bare_surnames import UNMEANT, BareSurname, find_things
from dragoman.reading.people.edges import BEGINNING, CONTINUING, Next, Piece
from dragoman.reading.people.given import UNNAMED
from dragoman.reading.people.grouping import Referent
from dragoman.reading.people.refusals import REFUSALS
from dragoman.reading.people.sight import Sight
from dragoman.reading.places import load_places
from dragoman.reading.roles import find_roles
from dragoman.reading.rows import Row, find_row
from dragoman.reading.words import Words

TAG = re.compile(r"/([A-Z]{3,})")
NAME = re.compile(r"\w+(?: [A-ZÀ-Þ]\w+)+")


def look(example: str) -> tuple[Sight, int, int]:
    """What is seen of an example below an empty title, without brackets and labels; the words in brackets."""
    text, spans, labels = "\n\n", [0, 0], []
    for piece in re.split(r"([\[\]]|/[A-Z]{3,})", example):
        if piece in ("[", "]"):
            spans["[]".index(piece)] = len(text)
        elif TAG.fullmatch(piece):
            labels.append((len(text) - 1, piece[1:]))
        else:
            text += piece
    words, places = Words(text), load_places()
    known = match_known(words)
    bodies = {i for first, last, _ in known for i in range(first, last)}
    roles = find_roles(words, lambda i: places.measure(words, i), lambda i: False, bodies)
    titles = {i for role in roles for i in range(role.first, role.last)}
    sight = Sight(words, {words.find(end): label for end, label in labels}, titles, bodies, places)
    return (sight, *words.cover(*spans))


def see_next(example: str) -> Next:
    """The first word in brackets, beside the name that the text begins with."""
    sight, first, _ = look(example)
    return Next(sight, first, 1)


def see_piece(example: str) -> Piece:
    """The words in brackets."""
    return Piece(*look(example))


def see_surname(example: str) -> BareSurname:
    """The word in brackets, of the first name that the text has in full."""
    sight, number, _ = look(example)
    words, name = sight.words, NAME.search(sight.words.text)
    assert name
    parts = tuple(fold(form) for form in name.group().split())
    labels = [(i, label) for i, label in sight.labels.items()]
    labelled = [(min(i for i, _ in labels), max(i for i, _ in labels) + 1, labels[0][1])] if labels else []
    blocked = set(find_things(words, labelled, parts))
    owners = [Referent(name.group(), parts)]
    label = sight.labels.get(number, "")
    return BareSurname(words, sight.places, number, owners, label, blocked, sight.titles)


TABLES: list[tuple[tuple[Row, ...], Callable]] = [
    (CONTINUING, see_next),
    (BEGINNING, see_piece),
    (REFUSALS, see_piece),
    (UNNAMED, see_piece),
    (UNMEANT, see_surname),
]
ROWS = [pytest.param(rows, see, row, id=row.id) for rows, see in TABLES for row in rows]


@pytest.mark.parametrize(("rows", "see", "row"), ROWS)
def test_a_row_decides_on_its_example_and_not_on_its_counter(
    rows: tuple[Row, ...], see: Callable, row: Row
) -> None:
    assert find_row(rows, see(row.example)) is row
    assert find_row(rows, see(row.counter)) is not row


def test_rows_of_a_table_have_names_of_their_own() -> None:
    assert all(len({row.id for row in rows}) == len(rows) for rows, _ in TABLES)
