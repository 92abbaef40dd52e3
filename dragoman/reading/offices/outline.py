"""A paragraph as a row of signs, one for each thing in it that offices are stated with.

"Israeli Foreign Minister Yair Lapid, who met ..." becomes "CRP,qw ...": the shapes of statements are then
regular expressions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.reading.offices.shapes import ASIDE
from dragoman.reading.offices.signs import LETTERS, sign_word
from dragoman.reading.roles import Role
from dragoman.reading.roles.vocabulary import ROLES
from dragoman.reading.words import Words

Thing = int | str | Role
Things = Mapping[int, tuple[int, Thing]]  # first word -> past the last, and what stands there
Marks = Mapping[int, tuple[str, int, Thing]]  # the same with its sign
POSSESSIVES = (["'s"], ["’s"])


@dataclass(frozen=True, slots=True)
class Outline:
    """The signs of one paragraph.

    `things[i]` is what sign i stands for: a person's number, ISO code, organization's number or Role.
    """

    signs: str
    things: tuple[Thing, ...]


def outline_paragraphs(
    words: Words, roles: Sequence[Role], people: Things, organizations: Things, countries: Things
) -> Iterator[Outline]:
    """One outline for each paragraph, or point of a list, that names a person.

    Of two things at one word people win, then roles, then organizations.
    """
    marked = _mark(roles, people, organizations, countries)
    start, named = 0, sorted(people)
    for end in [*words.list_places({"\n"}), len(words)]:
        for last in [*_list_points(words, start, end), end]:
            if bisect_left(named, start) < bisect_left(named, last):
                yield _outline(words, start, last, marked)
            start = last + 1


def _mark(roles: Sequence[Role], people: Things, organizations: Things, countries: Things) -> Marks:
    marked: dict[int, tuple[str, int, Thing]] = {}
    held: dict[int, int] = {}  # words of names behind their first -> past the last
    for sign, things in ((LETTERS["country"], countries), (LETTERS["body"], organizations)):
        for first, (last, thing) in things.items():
            marked[first] = sign, last, thing
            held |= dict.fromkeys(range(first + 1, last), last)
    for role in roles:  # "White House | Press Secretary": what a name holds of a role is the name's
        first = held.get(role.first, role.first)
        if first < role.last:
            marked[first] = LETTERS["roles" if role.plural else "role"], role.last, role
    return marked | {first: (LETTERS["person"], last, thing) for first, (last, thing) in people.items()}


def _list_points(words: Words, start: int, end: int) -> list[int]:
    """The marks between the points of a paragraph that is a list: "- President X, Nepal | - King Y"."""
    if start >= end or words.forms[start] not in ("-", "•", "*"):
        return []
    marks = (i for i in range(start + 1, end) if words.forms[i] == words.forms[start])
    return [
        i
        for i in marks
        if words.text[words.starts[i] - 1] == " " == words.text[words.ends[i] : words.ends[i] + 1]
    ]


def _outline(words: Words, number: int, end: int, marked: Marks) -> Outline:
    """The signs of words `number` to `end`."""
    signs: list[str] = []
    things: list[Thing] = []
    while number < end:
        found = marked.get(number)
        if found:
            sign, last, thing = found
            number = max(number + 1, last)
        elif owner := _find_owner(words, number):
            sign, thing, number = LETTERS["country"], owner, number + 1
        else:
            sign, thing = sign_word(words.forms[number], words.lowers[number]), ""
            number += 1
        signs.append(sign)
        things.append(thing)
    row = "".join(signs)
    asides = [(0, 0), *(aside.span() for aside in ASIDE.finditer(row)), (len(row), len(row))]
    kept = [slice(left[1], right[0]) for left, right in pairwise(asides)]
    return Outline(
        "".join(row[part] for part in kept), tuple(thing for part in kept for thing in things[part])
    )


def _find_owner(words: Words, i: int) -> str:
    """The state of a word that owns what follows: "His Majesty's Ambassador"; "" where it is none."""
    iso3: str = ROLES["owners"].get(words.lowers[i], "")
    return iso3 if iso3 and words.lowers[i + 1 : i + 2] in POSSESSIVES else ""
