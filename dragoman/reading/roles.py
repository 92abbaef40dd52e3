"""The words for offices and occupations: "Foreign Minister", "national security adviser", "spokespeople", "professor"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.reading.words import Words

_ROLES = load_lexicon("roles")  # what each list holds is said there
ABBREVIATIONS: dict[str, str] = _ROLES["abbreviations"]
NEEDS: dict[str, str] = _ROLES["needs"]
QUALIFIERS: frozenset[str] = _ROLES["qualifiers"]
FORMER: frozenset[str] = _ROLES["former"]
MARKERS: frozenset[str] = FORMER | _ROLES["markers"]
PORTFOLIO_HEADS: frozenset[str] = _ROLES["portfolio_heads"]
PORTFOLIO_WORDS: frozenset[str] = _ROLES["portfolio_words"]
PORTFOLIO_LINK = frozenset(["of", "for", "on", "to"])

RoleStanding = Literal["official", "open", "private"]


@dataclass(frozen=True, slots=True)
class Role:
    """An office or occupation named by words `first` to `last` (excluded)."""

    first: int
    last: int
    name: str  # singular, capitalised: "Foreign Minister"
    head: str  # its main word: "minister"
    standing: RoleStanding  # what the main word says; the body may still change it
    plural: bool = False
    marker: str = ""  # "former", "acting", "outgoing" just before it


@dataclass(frozen=True, slots=True)
class Head:
    """A form of a role's main word."""

    singular: str
    standing: RoleStanding
    plural: bool = False


def _list_heads() -> dict[str, Head]:
    heads: dict[str, Head] = {}
    standings: tuple[RoleStanding, ...] = ("official", "open", "private")
    for standing in standings:
        for form in _ROLES[standing]:
            heads[form] = Head(form, standing)
            heads.setdefault(form + "s", Head(form, standing, plural=True))
    for plural, singular in _ROLES["plurals"].items():
        heads[plural] = Head(singular, heads[singular].standing, plural=True)
    for form, name in ABBREVIATIONS.items():
        last = name.lower().replace("-", " ").split()[-1]
        known = heads.get(last, Head(last, "official"))
        heads[form] = Head(known.singular, known.standing, plural=form in ("sens.", "reps.", "secretaries-general"))
    return heads


HEADS = _list_heads()


def capitalize(form: str) -> str:
    """ "foreign" -> "Foreign"; "of" stays, and so do words that are capitals already."""
    if form.lower() in ("of", "the", "for", "and", "to", "in", "on"):
        return form.lower()
    return form if form.isupper() and len(form) < 6 else form[:1].upper() + form[1:]


def find_roles(words: Words, is_place: Callable[[int], int]) -> list[Role]:
    """All roles of a text, in order, none inside another.

    `is_place(i)` says how many words from word i on name a country or another place: they end a portfolio ("Minister of | Russia").
    """
    roles: list[Role] = []
    lowers = words.lowers
    number, count = 0, len(words)
    while number < count:
        if lowers[number] in HEADS:
            role = _extend(words, number, roles[-1].last if roles else 0, is_place)
            if role:
                roles.append(role)
                number = max(number + 1, role.last)
                continue
        number += 1
    return roles


def _extend(words: Words, number: int, floor: int, is_place: Callable[[int], int]) -> Role | None:
    """The role around the main word at `number`: its qualifiers to the left, more heads and a portfolio to the right."""
    lowers, forms = words.lowers, words.forms
    count = len(words)
    main = HEADS[lowers[number]]
    head, standing, plural = main.singular, main.standing, main.plural
    first, last = number, number + 1
    while last < count and lowers[last] in HEADS and _continues(lowers, forms, last):  # "Attorney General", "Deputy Minister"
        main = HEADS[lowers[last]]
        head, standing, plural = main.singular, main.standing, main.plural or plural
        last += 1
    if (
        last + 1 < count
        and lowers[last - 1] in ("head", "chief", "heads", "chiefs")
        and lowers[last] == "of"
        and lowers[last + 1]
        in (
            "state",
            "government",
            "staff",
            "mission",
            "delegation",
            "cabinet",
        )
    ):
        last += 2
        standing = "official"
    if lowers[last - 1] == "chief" and last < count and lowers[last] in ("executive", "operating", "financial", "medical"):
        last, standing = last + 1, "private"
        if last < count and lowers[last] == "officer":
            last += 1
    if lowers[last - 1] == "commander" and last + 2 <= count and lowers[last : last + 2] == ["in", "chief"]:
        last += 2
    while first > floor and lowers[first - 1] in QUALIFIERS and (first - 1 == floor or forms[first - 1] != "\n"):
        first -= 1
    if first >= 2 and lowers[first - 1] == "-" and lowers[first - 2] in QUALIFIERS:
        first -= 2
    if head in PORTFOLIO_HEADS:
        last = _take_portfolio(words, last, is_place)
    if head in NEEDS and NEEDS[head] not in lowers[first:number]:
        return None
    if standing == "open" and head == "secretary" and last - first > 1:
        standing = "official"
    name = _name(words, first, last, plural)
    marker = ""
    if first > 0 and lowers[first - 1] in MARKERS:
        marker = lowers[first - 1]
    elif (first > 1 and lowers[first - 1] == "-" and lowers[first - 2] in ("ex", "then")) or lowers[first].startswith(("ex-", "then-")):
        marker = "former"
    return Role(first, last, name, head, standing, plural, marker)


def _continues(lowers: list[str], forms: list[str], number: int) -> bool:
    """Whether the head at `number` goes on with the role before it: "Attorney General", "Press Secretary", not "President King"."""
    pair = lowers[number - 1], lowers[number]
    return (
        (
            pair[1] in ("general", "generals")
            or pair[0] in ("assistant", "deputy", "general", "lieutenant", "major", "brigadier", "vice", "attorney", "chief", "head")
            or (pair[0] in ("prince", "princess") and pair[1] in ("regent",))
            or pair in (("minister", "president"), ("minister", "counselor"), ("state", "councilor"))
        )
        and forms[number] != forms[number].lower()
    ) or pair[1] == "general"


def _take_portfolio(words: Words, last: int, is_place: Callable[[int], int]) -> int:
    """Past the portfolio that follows: "of Foreign Affairs", "of state", "for Europe and Foreign Affairs", "to the United Nations"."""
    lowers, forms = words.lowers, words.forms
    count = len(words)
    if last + 1 >= count or lowers[last] not in PORTFOLIO_LINK:
        return last
    position = last + 1
    if lowers[position] in ("the", "his", "her"):
        position += 1
    if lowers[last] in ("of", "for") and position < count and is_place(position) and lowers[position] not in PORTFOLIO_WORDS:
        follows = position + is_place(position)  # "Minister for Europe and Foreign Affairs" goes on, "Minister of Russia" does not
        if not (lowers[position] == "europe" and follows < count and lowers[follows] == "and"):
            return last
    end = position
    while position < count:
        form, lower = forms[position], lowers[position]
        if lower in PORTFOLIO_WORDS or (form[0].isupper() and lower not in HEADS):
            if position > end and is_place(position) and lower not in PORTFOLIO_WORDS and lowers[position - 1] == "of":
                break
            position += 1
            end = position
        elif lower in ("and", "&", ",", "of", "for", "the", "to", "on") and position > last + 1:
            ahead = position + 1
            if ahead < count and (lowers[ahead] in PORTFOLIO_WORDS) and not (lower == "," and not forms[ahead][0].isupper()):
                position += 1
            else:
                break
        else:
            break
    return end if end > last + 1 else last


def _name(words: Words, first: int, last: int, plural: bool) -> str:
    """The role as one holder has it, capitalised."""
    forms = [words.forms[i] for i in range(first, last)]
    text = words.quote(first, last)
    if len(forms) == 1 and (name := ABBREVIATIONS.get(forms[0].lower())):
        return name
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"^(?:ex|then)-", "", text, flags=re.IGNORECASE)
    pieces = [capitalize(piece) for piece in text.split(" ")]
    if plural:
        for number, piece in enumerate(pieces):
            if piece.lower() in HEADS and HEADS[piece.lower()].plural:
                pieces[number] = capitalize(HEADS[piece.lower()].singular)
    name = " ".join(pieces)
    return re.sub(r"^Ministers\b", "Minister", name)
