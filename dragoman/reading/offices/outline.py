"""A paragraph as a row of signs, one for each thing in it that offices are stated with.

"Israeli Foreign Minister Yair Lapid, who met ..." becomes "CRP,ww ...": the shapes of statements are then plain regular expressions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.reading.roles import FORMER, MARKERS, Role
from dragoman.reading.words import Words

# Sign -> what it stands for.
SIGNS = {
    "P": "a person's name",
    "C": "a country, people or capital",
    "O": "an organization",
    "R": "a role of one person",
    "Q": "a role of several",
    "K": "counterpart, counterparts, colleague",
    "F": "former, then, ex",
    "M": "current, new, outgoing",
    "a": "an article or possessive pronoun",
    "o": "of, for, from, in, at, to",
    "s": "a possessive",
    "b": "is, was, as, became, served",
    ",": "a comma",
    "&": "and",
    "-": "a dash, a colon",
    "(": "an opening bracket",
    ")": "a closing bracket",
    ".": "the end of a sentence",
    "w": "any other word or mark",
}
_PLAIN = {
    "a": "the a an his her its their our my your",
    "o": "of for from in at to with on",
    "s": "'s ’s ’",
    "b": "is was are were as became become becomes remains been being be serves served serving has had who",
    ",": ",",
    "&": "and &",
    "-": "- – — : / •",
    "(": "(",
    ")": ")",
    ".": ". ! ? ;",
    "K": "counterpart counterparts homologue",
}
SIGN_OF = {word: sign for sign, listed in _PLAIN.items() for word in listed.split()}


@dataclass(slots=True)
class Outline:
    """The signs of one paragraph; `things[i]` is what sign i stands for: a person's number, ISO code, organization's number or Role."""

    signs: str = ""
    things: list[int | str | Role] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)  # the word that each sign begins at


def outline_paragraphs(
    words: Words,
    roles: Sequence[Role],
    people: Mapping[int, tuple[int, int]],
    organizations: Mapping[int, tuple[int, int]],
    countries: Mapping[int, tuple[int, str]],
) -> Iterable[Outline]:
    """One outline a paragraph.

    The mappings go from a first word to (past the last word, what it is): the person's number, the organization's, the ISO code.
    """
    by_first = {role.first: role for role in roles}
    outline = Outline()
    signs: list[str] = []
    number, count = 0, len(words)

    def close() -> Outline:
        outline.signs = "".join(signs)
        return outline

    while number < count:
        form = words.forms[number]
        if form == "\n":
            yield close()
            outline, signs = Outline(), []
            number += 1
            continue
        sign, step = "w", 1
        thing: int | str | Role = ""
        if number in people:
            sign, (last, thing) = "P", people[number]
            step = last - number
        elif number in by_first:
            role = by_first[number]
            sign, thing, step = ("Q" if role.plural else "R"), role, role.last - number
        elif number in organizations:
            sign, (last, thing) = "O", organizations[number]
            step = last - number
        elif number in countries:
            sign, (last, thing) = "C", countries[number]
            step = last - number
        else:
            lower = words.lowers[number]
            sign = SIGN_OF.get(lower, "w")
            if sign == "w" and lower in FORMER:
                sign = "F"
            elif sign == "w" and lower in MARKERS:
                sign = "M"
        signs.append(sign)
        outline.things.append(thing)
        outline.firsts.append(number)
        number += max(1, step)
    yield close()
