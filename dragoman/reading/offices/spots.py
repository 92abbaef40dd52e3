"""The names of a text as its paragraphs come to them, and what has been said of offices up to there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.reading.offices.outline import Outline
from dragoman.reading.offices.statement import PERSON, REACH, Statement, Wording, read_number, state_office


@dataclass(frozen=True, slots=True)
class Spot:
    """A person's name in a paragraph, and the signs before and behind it; those before begin at `start`."""

    person: int
    outline: Outline
    position: int
    start: int
    left: str
    right: str

    def word_before(self, match: re.Match[str], name: bool = True) -> Wording:
        """A match in the signs before; `name`: whether the role is a title of the name itself."""
        return Wording(self.outline, match, self.start, self.position if name else -1)

    def word_behind(self, match: re.Match[str]) -> Wording:
        """A match in the signs behind."""
        return Wording(self.outline, match, self.position + 1)

    def read_behind(self, place: int) -> int:
        """The number of the person or body that a sign behind stands for."""
        return read_number(self.outline, self.position + 1 + place)


def list_spots(outline: Outline) -> Iterator[Spot]:
    """The names of a paragraph in order."""
    signs = outline.signs
    for match in re.finditer(PERSON, signs):
        position = match.start()
        start = max(0, position - REACH, signs.rfind(".", max(0, position - REACH), position) + 1)
        left, right = signs[start:position], signs[position + 1 : position + 1 + REACH]
        yield Spot(read_number(outline, position), outline, position, start, left, right)


@dataclass(frozen=True, slots=True)
class Heir:
    """Somebody whom a text calls another one's predecessor (`former`) or successor."""

    person: int
    other: int
    former: bool
    rule: str


class Said:
    """What a text has said so far, paragraph by paragraph."""

    def __init__(self) -> None:
        # Person's number -> in the text's order.
        self.statements: dict[int, list[Statement]] = defaultdict(list)
        self.last: Statement | None = None  # of those that name a role
        self.heirs: list[Heir] = []
        self.bodies: dict[
            str, int
        ] = {}  # role in small letters -> the body that the text somewhere gives to it

    def state(self, person: int, wording: Wording, former: bool = False) -> Statement:
        """A statement by a wording, the last one of the text so far."""
        self.last = state_office(person, wording, former)
        return self.last

    def find_last(self, spot: Spot) -> int:
        """Whom "his" means before a name: the last one in office that its sentence names, else the text."""
        spots = (i for i in range(spot.position - 1, spot.start - 1, -1) if spot.outline.signs[i] == PERSON)
        people = (read_number(spot.outline, i) for i in spots)
        last = self.last.person if self.last else -1
        return next((other for other in people if self.statements.get(other)), last)
