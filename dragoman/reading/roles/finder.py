"""Finds the roles of a text: "Foreign Minister", "national security adviser", "spokespeople", "professor".

From each main word on, in stages: further main words and a fixed ending behind it, qualifiers before it, the
portfolio, the standing, the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from dragoman.reading.roles.portfolio import AND, BEFORE_HEADS, begin_portfolio, end_portfolio
from dragoman.reading.roles.standings import RoleDraft, settle_standing
from dragoman.reading.roles.text import RoleText
from dragoman.reading.roles.titles_in_names import Title, is_part_of_name
from dragoman.reading.roles.vocabulary import (
    ABBREVIATIONS,
    HEADS,
    MARKERS,
    NEEDS,
    PARTY_MEMBERS,
    PORTFOLIO_HEADS,
    PORTFOLIO_WORDS,
    QUALIFIERS,
    ROLES,
    UNSTOPPED,
    Head,
    RoleStanding,
    capitalize,
    find_head,
    is_past,
    is_qualifier,
)
from dragoman.reading.words import Words

COMPOUNDS = frozenset(tuple(compound.split()) for compound in ROLES["compounds"])
RESIDENCES = frozenset(tuple(residence.split()) for residence in ROLES["residences"])
NUMBERED = frozenset([("minister", "II")])  # Brunei's second minister of a portfolio
PAST = re.compile(r"^(?:ex|then|former)-", re.IGNORECASE)


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
    rule: str = ""  # the row of standings.py that decided the standing; "" where the main word did


def find_roles(
    words: Words,
    is_place: Callable[[int], int],
    is_person: Callable[[int], bool],
    bodies: Collection[int] = (),
) -> list[Role]:
    """All roles of a text, in order, none inside another.

    `is_place(i)` says how many words from word i on name a country or another place: they end a portfolio
    ("Minister of | Russia"). `is_person(i)` says whether word i looks like a person's name, which ends one
    too.
    `bodies` are the words of organizations that a table knows: "Department of State | spokesperson".
    """
    text = RoleText(words, is_place, is_person, bodies)
    forms = {lower for lower in words.list_forms() if lower in HEADS or "-" in lower}
    roles: list[Role] = []
    bearers: set[str] = set()
    end = 0
    for number in words.list_places(forms):
        head = find_head(text.lowers[number]) if number >= end else None
        if head is None or is_part_of_name(Title(text, number, head, end, bearers)):
            continue
        if role := _read_role(text, number, head, end):
            roles.append(role)
            end = role.last
    return roles


def _read_role(text: RoleText, number: int, head: Head, floor: int) -> Role | None:
    """The role around the main word at `number`; None where a word is missing that it is none without."""
    draft = RoleDraft(text, number, floor, head, number, number + 1, head.plural, head.standing)
    _join_heads(draft)
    _join_ending(draft)
    _join_qualifiers(draft)
    needed = NEEDS.get(draft.head.singular)
    if needed and needed.isdisjoint(text.lowers[draft.first : number]):
        return None
    _join_portfolio(draft)
    settle_standing(draft)
    return Role(
        draft.first,
        draft.last,
        _spell_role(draft),
        draft.head.singular,
        draft.standing,
        draft.plural,
        _find_marker(text, draft.first),
        draft.rule,
    )


def _join_heads(draft: RoleDraft) -> None:
    """More main words to the right: "Attorney | General", "Deputy | Health Minister"."""
    while (further := _find_further(draft.text, draft.last)) is not None:
        draft.head = HEADS.get(draft.text.lowers[further], draft.head)  # "Prince | Regent" is a prince
        draft.plural = draft.plural or draft.head.plural
        draft.last = further + 1
    draft.standing = draft.head.standing


def _find_further(text: RoleText, last: int) -> int | None:
    """The next main word of a role that goes on: "Deputy Health Minister", not "President King"."""
    lowers = text.lowers
    if last >= text.count:
        return None
    before, lower = lowers[last - 1], lowers[last]
    if lower in ("general", "generals"):
        return last if before not in ("the", "a") else None
    if (before, lower) in COMPOUNDS:
        return last
    if before not in ROLES["joined"]:
        return None
    further = last
    while further + 1 < text.count and _leads_to_head(text, last, further):
        further += 1
    if further >= text.count or lowers[further] not in HEADS:
        return None
    return further if text.is_capital(last - 1) == text.is_capital(further) else None


def _leads_to_head(text: RoleText, last: int, i: int) -> bool:
    """Whether word i may stand between two main words, the first of which ends before `last`."""
    lower = text.lowers[i]
    if lower in BEFORE_HEADS and lower not in HEADS:
        return True
    return lower in AND and i > last and text.lowers[i + 1] in QUALIFIERS and text.is_capital(i + 1)


def _join_ending(draft: RoleDraft) -> None:
    """A fixed ending: "chief | of staff", which makes an official, "chief | executive", which does not."""
    if ending := _measure_ending(draft, "endings"):
        draft.standing = "official"
    else:
        ending = _measure_ending(draft, "open_endings")
    draft.last += ending


def _measure_ending(draft: RoleDraft, table: str) -> int:
    """How many words of a fixed ending follow."""
    for ending in ROLES[table].get(draft.head.singular, ()):
        parts = ending.split()
        if draft.text.lowers[draft.last : draft.last + len(parts)] == parts:
            return len(parts)
    return 0


def _join_qualifiers(draft: RoleDraft) -> None:
    """The words before that belong to the role; an ordinal that counts holders is none of them."""
    text = draft.text
    titled = draft.head.singular in ROLES["after_portfolio"]
    if draft.head.singular not in PARTY_MEMBERS:
        while draft.first > draft.floor and _belongs_before(text, draft.first, titled):
            draft.first -= 1
    if titled and not draft.plural:
        draft.first = begin_portfolio(text, draft.first, draft.floor)
    counted = text.lowers[draft.first] in ROLES["ordinals"] and draft.first + 1 < draft.last
    if counted and text.lowers[draft.first + 1] not in ROLES["ordered"]:  # "the first president"
        draft.first += 1


def _belongs_before(text: RoleText, first: int, titled: bool) -> bool:
    """Whether the word before `first` belongs to the role that begins there.

    `titled`: of a role that is named after its portfolio, "U.S. Treasury | Secretary".
    """
    lower = text.lowers[first - 1]
    qualifies = is_qualifier(lower) and first - 1 not in text.bodies
    if not qualifies and not (titled and lower in PORTFOLIO_WORDS and lower not in QUALIFIERS):
        return False
    if tuple(text.lowers[first - 2 : first]) in RESIDENCES:
        return False
    return lower != "under" or text.lowers[first].startswith("secretar")  # "the army under | General X"


def _join_portfolio(draft: RoleDraft) -> None:
    """The portfolio behind: "Minister | of Foreign Affairs", "Secretary of State | for African Affairs"."""
    text, lowers = draft.text, draft.text.lowers
    if _may_have_portfolio(draft):
        draft.last = end_portfolio(text, draft.last)
        if lowers[draft.last - 1 : draft.last + 1] == ["state", "for"]:
            draft.last = end_portfolio(text, draft.last)
    if (draft.head.singular, *text.forms[draft.last : draft.last + 1]) in NUMBERED:
        draft.last += 1


def _may_have_portfolio(draft: RoleDraft) -> bool:
    """Whether a portfolio may follow: behind some main words, any vice, and a director for something."""
    lowers, head = draft.text.lowers, draft.head.singular
    if (
        not PORTFOLIO_HEADS.isdisjoint((head, *lowers[draft.number : draft.last]))
        or lowers[draft.first] == "vice"
    ):
        return True
    return head == "director" and lowers[draft.last : draft.last + 1] == ["for"]


def _find_marker(text: RoleText, first: int) -> str:
    """The word before a role that says when it is held: "acting"; "former" in "ex-Irish president" too."""
    if any(is_past(lower) for lower in text.lowers[max(0, first - 1) : first + 1]):
        return "former"
    return text.lowers[first - 1] if first > 0 and text.lowers[first - 1] in MARKERS else ""


def _spell_role(draft: RoleDraft) -> str:
    """The role as one holder has it, capitalised."""
    text = PAST.sub("", " ".join(draft.text.words.quote(draft.first, draft.last).split()))
    if name := ABBREVIATIONS.get(text.lower()):  # "then-prime-minister"
        return name
    pieces = [_spell_word(piece) for piece in text.split(" ")]
    return " ".join(map(_make_singular, pieces) if draft.plural else pieces)


def _spell_word(piece: str) -> str:
    """One word of a role, capitalised; a rank in full: "Lt. Gen."."""
    lower = piece.lower()
    if lower.endswith(".") or lower in UNSTOPPED:
        return ABBREVIATIONS.get(lower, piece)
    return capitalize(piece)


def _make_singular(piece: str) -> str:
    head = HEADS.get(piece.lower())
    return capitalize(head.singular) if head and head.plural else piece
