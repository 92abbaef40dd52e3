"""A paragraph as a row of signs, one for each thing in it that offices are stated with.

"Israeli Foreign Minister Yair Lapid, who met ..." becomes "CRP,bw ...": the shapes of statements are then plain regular expressions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Outline:
    """The signs of one paragraph; `things[i]` is what sign i stands for: a person's number, ISO code, organization's number or Role."""

    signs: str = ""
    things: list[Thing] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)  # the word that each sign begins at


def outline_paragraphs(words: Words, roles: Sequence[Role], people: Places, organizations: Places, countries: Places) -> Iterator[Outline]:
    """One outline a paragraph. People go before roles, roles before organizations, organizations before countries."""
    marked: dict[int, tuple[str, int, Thing]] = {}
    for sign, places in (("C", countries), ("O", organizations)):
        marked |= {first: (sign, last, thing) for first, (last, thing) in places.items()}
    held = {i: last for places in (countries, organizations) for first, (last, _) in places.items() for i in range(first + 1, last)}
    for role in roles:  # "White House | Press Secretary": what a name holds of a role is the name's
        first = held.get(role.first, role.first)
        if first < role.last:
            marked[first] = ("Q" if role.plural else "R", role.last, role)
    marked |= {first: ("P", last, thing) for first, (last, thing) in people.items()}
    signs: list[str] = []
    outline = Outline()
    number, count = 0, len(words)
    while number < count:
        form = words.forms[number]
        if form == "\n":
            outline.signs = "".join(signs)
            yield outline
            outline, signs = Outline(), []
            number += 1
            continue
        sign, last, thing = marked.get(number) or (_sign_word(form, words.lowers[number]), number + 1, "")
        signs.append(sign)
        outline.things.append(thing)
        outline.firsts.append(number)
        number = max(number + 1, last)
    outline.signs = "".join(signs)
    yield outline


def _sign_word(form: str, lower: str) -> str:
    return SIGN_OF.get(lower) or ("n" if form[0].isupper() else "w")
