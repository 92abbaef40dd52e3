"""A paragraph as a row of signs, one for each thing in it that offices are stated with.

"Israeli Foreign Minister Yair Lapid, who met ..." becomes "CRP,bw ...": the shapes of statements are then plain regular expressions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.reading.people.lexicon import HONORIFICS
from dragoman.reading.roles import FORMER, MARKERS, Role
from dragoman.reading.words import Words

# Sign -> the words that it stands for. Besides these: P a person's name, C a country, people or city, O an organization,
# R a role of one person, Q a role of several, F former, M current or new, H an honorific, n a capitalised word, w any other.
SIGNS = {
    "a": "the a an his her its their our my your this",
    "o": "of from",
    "i": "in for at to with on",
    "s": "'s ’s ’ '",
    "b": "is was are were became become becomes remains been being be has had have who",
    "V": "served",
    "v": "serves serving works worked acted appointed reappointed named elected re-elected confirmed sworn succeeded",
    "z": "as",
    ",": ",",
    "&": "and &",
    "-": "- – — : / •",
    "(": "(",
    ")": ")",
    ".": '. ! ? ; “ ” "',
    "K": "counterpart counterparts homologue",
    "g": "government parliament state country nation cabinet republic kingdom ministry legislature senate congress court office party army",
}
SIGN_OF = {word: sign for sign, listed in SIGNS.items() for word in listed.split()}
SIGN_OF |= dict.fromkeys(HONORIFICS - SIGN_OF.keys(), "H")
SIGN_OF |= dict.fromkeys(MARKERS, "M") | dict.fromkeys(FORMER, "F")

Thing = int | str | Role
Places = Mapping[int, tuple[int, Thing]]  # first word -> past the last, and what stands there


@dataclass(frozen=True, slots=True)
class Outline:
    """The signs of one paragraph; `things[i]` is what sign i stands for: a person's number, ISO code, organization's number or Role."""

    signs: str
    things: tuple[Thing, ...]


def outline_paragraphs(words: Words, roles: Sequence[Role], people: Places, organizations: Places, countries: Places) -> Iterator[Outline]:
    """One outline for each paragraph that names a person. Of two things at one word people win, then roles, then organizations."""
    marked: dict[int, tuple[str, int, Thing]] = {}
    for sign, places in (("C", countries), ("O", organizations)):
        marked |= {first: (sign, last, thing) for first, (last, thing) in places.items()}
    held = {i: last for places in (countries, organizations) for first, (last, _) in places.items() for i in range(first + 1, last)}
    for role in roles:  # "White House | Press Secretary": what a name holds of a role is the name's
        first = held.get(role.first, role.first)
        if first < role.last:
            marked[first] = ("Q" if role.plural else "R", role.last, role)
    marked |= {first: ("P", last, thing) for first, (last, thing) in people.items()}
    start = 0
    for end in [*words.list_places({"\n"}), len(words)]:
        if any(start <= first < end for first in people):
            yield _outline(words, start, end, marked)
        start = end + 1


def _outline(words: Words, number: int, end: int, marked: Mapping[int, tuple[str, int, Thing]]) -> Outline:
    """The signs of words `number` to `end`."""
    signs: list[str] = []
    things: list[Thing] = []
    while number < end:
        found = marked.get(number)
        if found:
            sign, last, thing = found
            number = max(number + 1, last)
        else:
            sign, thing = SIGN_OF.get(words.lowers[number]) or ("n" if words.forms[number][0].isupper() else "w"), ""
            number += 1
        signs.append(sign)
        things.append(thing)
    return Outline("".join(signs), tuple(things))
