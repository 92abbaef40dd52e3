"""A paragraph as a row of signs, one for each thing in it that offices are stated with.

"Israeli Foreign Minister Yair Lapid, who met ..." becomes "CRP,bw ...": the shapes of statements are then plain regular expressions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.knowledge.names.words import HONORIFICS
from dragoman.reading.roles import FORMER, MARKERS, Role
from dragoman.reading.words import Words

# Sign -> the words that it stands for. Besides these: P a person's name, C a country, people or city, O an organization,
# R a role of one person, Q a role of several, F former, M current or new, H an honorific, y a year, n a capitalised word, w any other.
SIGNS = {
    "a": "the a an his her its their our my your this",
    "o": "of from",
    "i": "in with on",
    "f": "for at to",
    "s": "'s ’s ’ '",
    "b": "is are became become becomes becoming remains been being be",
    "W": "was were had",
    "h": "has have",
    "q": "who",
    "V": "served resigned stepped stood ousted removed deposed toppled retired quit sacked",
    "v": "serves serving works worked acted appointed reappointed named elected re-elected confirmed sworn",
    "S": "succeed succeeded succeeding succeeds replace replaced replaces replacing",
    "E": "election re-election reelection appointment inauguration confirmation",
    "D": "predecessor",
    "T": "successor",
    "z": "as",
    "u": "until till",
    "x": "since",
    ",": ",",
    "&": "and & /",
    "-": "- – — : •",
    "(": "(",
    ")": ")",
    "[": "[",
    "]": "]",
    ".": '. ! ? ; “ ” "',
    "K": "counterpart counterparts homologue homologues opposite",
    "k": "colleague colleagues",
    "G": "government parliament cabinet ministry legislature senate congress council police military navy army embassy presidency",
    "g": "state country nation republic kingdom court office party service commission authority authorities agency bureau prosecution "
    "municipality",
    "l": "city town county district province region territory island borough",
    "r": "self-proclaimed self-declared self-styled breakaway separatist separatists rebel rebels insurgents guerrillas militants militia",
}
SIGN_OF = {word: sign for sign, listed in SIGNS.items() for word in listed.split()}
SIGN_OF |= dict.fromkeys(HONORIFICS - SIGN_OF.keys(), "H")
SIGN_OF |= dict.fromkeys(MARKERS, "M") | dict.fromkeys(FORMER, "F")
YEAR = re.compile(r"(?:19|20)\d\d")
# What stands in brackets after a name or role and only repeats it: "Member of Parliament (MP)", "the Labour Party (PvdA)"; what a name's
# owner is of at home: "Chris Murphy (D-CT)"; what an editor has added: "President [of Ukraine, Volodymyr] Zelenskyy".
ASIDE = re.compile(r"(?<=[ORQCgG])\([ORQCn]\)|(?<=P)\((?:[nH]|n-[nC])\)|\[[^][C]{1,8}\]|\[(?=oa?C)|(?<=C),?[nwP]{0,2}\]")

Thing = int | str | Role
Things = Mapping[int, tuple[int, Thing]]  # first word -> past the last, and what stands there


@dataclass(frozen=True, slots=True)
class Outline:
    """The signs of one paragraph; `things[i]` is what sign i stands for: a person's number, ISO code, organization's number or Role."""

    signs: str
    things: tuple[Thing, ...]


def outline_paragraphs(words: Words, roles: Sequence[Role], people: Things, organizations: Things, countries: Things) -> Iterator[Outline]:
    """One outline for each paragraph, or point of a list, that names a person. Of two things at one word people win, then roles, then
    organizations."""
    marked: dict[int, tuple[str, int, Thing]] = {}
    for sign, things in (("C", countries), ("O", organizations)):
        marked |= {first: (sign, last, thing) for first, (last, thing) in things.items()}
    held = {i: last for things in (countries, organizations) for first, (last, _) in things.items() for i in range(first + 1, last)}
    for role in roles:  # "White House | Press Secretary": what a name holds of a role is the name's
        first = held.get(role.first, role.first)
        if first < role.last:
            marked[first] = ("Q" if role.plural else "R", role.last, role)
    marked |= {first: ("P", last, thing) for first, (last, thing) in people.items()}
    start, named = 0, sorted(people)
    for end in [*words.list_places({"\n"}), len(words)]:
        for last in [*_list_points(words, start, end), end]:
            if bisect_left(named, start) < bisect_left(named, last):
                yield _outline(words, start, last, marked)
            start = last + 1


def _list_points(words: Words, start: int, end: int) -> list[int]:
    """The marks between the points of a paragraph that is a list: "- President X, France | - President Y, Italy"."""
    if start >= end or words.forms[start] not in ("-", "•", "*"):
        return []
    marks = (i for i in range(start + 1, end) if words.forms[i] == words.forms[start])
    return [i for i in marks if words.text[words.starts[i] - 1] == " " == words.text[words.ends[i] : words.ends[i] + 1]]


def _outline(words: Words, number: int, end: int, marked: Mapping[int, tuple[str, int, Thing]]) -> Outline:
    """The signs of words `number` to `end`."""
    signs: list[str] = []
    things: list[Thing] = []
    while number < end:
        found = marked.get(number)
        if found:
            sign, last, thing = found
            number = max(number + 1, last)
        elif words.lowers[number] == "majesty" and words.lowers[number + 1 : number + 2] in (["'s"], ["’s"]):
            sign, thing, number = "C", "GBR", number + 1  # "His Majesty's Ambassador"
        else:
            sign, thing = SIGN_OF.get(words.lowers[number]) or _sign_word(words.forms[number]), ""
            number += 1
        signs.append(sign)
        things.append(thing)
    row = "".join(signs)
    asides = [(0, 0), *(aside.span() for aside in ASIDE.finditer(row)), (len(row), len(row))]
    kept = [slice(left[1], right[0]) for left, right in pairwise(asides)]
    return Outline("".join(row[part] for part in kept), tuple(thing for part in kept for thing in things[part]))


def _sign_word(form: str) -> str:
    """The sign of a word that is none of the listed ones."""
    return "n" if form[0].isupper() else "y" if YEAR.fullmatch(form) else "w"
