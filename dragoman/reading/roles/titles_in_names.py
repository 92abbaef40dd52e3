"""Titles that are a part of somebody's name: "Julie Bishop", "Sultan Al Jaber"; or another word: "Gen Z".

A table of the titles that may be one; the first row that a title falls under decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.reading.roles.text import RoleText
from dragoman.reading.roles.vocabulary import QUALIFIERS, ROLES, UNSTOPPED, Head


@dataclass(slots=True)
class Title:
    """A main word of roles with a capital, at word `number` of a text."""

    text: RoleText
    number: int
    head: Head
    floor: int  # the word past the last role
    bearers: set[str]  # titles that are a surname in this text so far

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lowers[self.number]


@dataclass(frozen=True, slots=True)
class TitleRule:
    """Of titles that `concerns` is true of: whether one is no title here.

    In the example the first title is none, in the counter-example it is one; X is somebody's name.
    """

    id: str
    concerns: Callable[[Title], bool]
    is_name: Callable[[Title], bool]
    example: str
    counter: str


def is_part_of_name(title: Title) -> bool:
    """Whether a title is a part of a name here, or another word."""
    if not title.text.is_capital(title.number) or title.head.plural:
        return False
    rule = next((rule for rule in TITLE_RULES if rule.concerns(title)), None)
    return rule is not None and rule.is_name(title)


def _is_given(title: Title) -> bool:
    after = title.number + 1
    lowers = title.text.lowers
    return after < len(lowers) and lowers[after].partition("-")[0] in ROLES["given_particles"]


def _is_no_rank(title: Title) -> bool:
    """Whether a rank without its stop has neither a name nor another rank behind it: "Lt | Gen Petrov"."""
    text, after = title.text, title.number + 1
    return not (text.is_capital(after) and (text.lowers[after] in UNSTOPPED or text.is_person(after)))


def _is_agency(title: Title) -> bool:
    return not title.text.is_name(title.number + 1)


def _is_surname(title: Title) -> bool:
    text, before, after = title.text, title.number - 1, title.number + 1
    if title.head.singular in title.bearers and not text.is_capital(after):
        return True  # "Bishop said" after "Julie Bishop"
    if before < max(title.floor, 1) or not text.forms[before][0].isupper():
        return False
    borne = text.is_person(before) and text.lowers[before] not in QUALIFIERS and not text.is_name(after)
    if borne:
        title.bearers.add(title.head.singular)
    return borne


TITLE_RULES = (
    TitleRule(
        "a given name before a particle",
        lambda title: title.head.singular in ROLES["given"],
        _is_given,
        "Sultan Al Jaber",
        "Sultan X",
    ),
    TitleRule(
        "a rank without its stop and without a name",
        lambda title: title.lower in UNSTOPPED,
        _is_no_rank,
        "Gen Z",
        "Gen X",
    ),
    TitleRule(
        "an agency where no name follows",
        lambda title: title.lower in ROLES["agencies"],
        _is_agency,
        "the NSA said",
        "NSA X said",
    ),
    TitleRule(
        "a surname behind a given name",
        lambda title: title.head.singular in ROLES["surnames"],
        _is_surname,
        "the minister met X Bishop",
        "Foreign Bishop X",
    ),
)
