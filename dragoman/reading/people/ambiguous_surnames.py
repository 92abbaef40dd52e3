"""Whose a surname is that several people of a text have, where the text itself has settled it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.names.forms import take_apart
from dragoman.knowledge.names.likeness import Policy, is_one_person
from dragoman.knowledge.names.words import PARTICLES, fold, is_suffix
from dragoman.knowledge.offices import load_offices
from dragoman.reading.people.candidates import Candidate
from dragoman.reading.people.grouping import Referent
from dragoman.reading.people.lexicon import load_given_names
from dragoman.reading.people.repeats import Repeats
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

# Words beside the full name of somebody who is introduced as a relative of the one whom the text is about.
KIN: frozenset[str] = load_lexicon("names")["kin"]
BESIDE = 4  # words
MOST_LOOKED_AT = 200  # mentions of one person among which the full names are looked for: they come first
HEADS = frozenset(["president", "prime minister", "chancellor", "vice president"])
WIVES = frozenset(["mrs", "mrs."])


def find_meant(words: Words, owners: Sequence[Referent], c: Candidate, repeats: Repeats) -> Referent | None:
    """The one of several bearers of a surname whom a bare mention of it means; None where it could be any of
    them.

    It is the only one named in full by then; else the first one, if the surname alone already stood for that
    one before the others came ("Elijah Cummings ... Cummings ... his wife Maya Cummings ... Cummings"), or if
    the others come as relatives. "Mrs" is a wife.
    """
    arrivals = _list_arrivals(owners)
    if len(arrivals) < len(owners):
        return None
    (first, leader), (second, other) = arrivals[:2]
    relatives = all(_is_relative(words, start, leader) for start, _ in arrivals[1:])
    if words.lowers[c.first - 1] in WIVES:
        return other if relatives and len(owners) == 2 else None
    if c.first < second:  # also in a headline: whom the text names first, a paragraph before the others
        alone = first < c.first or repeats.parts_paragraphs(first, second)
    else:
        alone = repeats.has(c.parts[-1], first + len(leader.parts), second - len(c.parts))
    return leader if alone or relatives else None


def _list_arrivals(owners: Sequence[Referent]) -> list[tuple[int, Referent]]:
    """Where each of some people is first named in full, in order; without those who are not."""
    starts = [
        [first for first, _, route in person.spans[:MOST_LOOKED_AT] if route == "name"] for person in owners
    ]
    named = [(min(firsts), person) for firsts, person in zip(starts, owners, strict=True) if firsts]
    return sorted(named, key=lambda row: row[0])


def _is_relative(words: Words, start: int, leader: Referent) -> bool:
    """Whether the full name that begins at a word is introduced as a relative's, or as a couple's other."""
    return is_kin(words, start) or fold_couple(words, start) == leader.parts[0]


def find_generation(words: Words, last: int) -> str:
    """What stands after a name and tells a father from a son, folded: "jr" of "Trump Jr." and "Trump,
    Jr."; or nothing."""
    after = (
        last + 1
        if words.forms[last : last + 1] == [","] and words.lowers[last + 1 : last + 2] in (["jr."], ["sr."])
        else last
    )
    beside = [*words.forms[last - 1 : last], *words.forms[after : after + 1]]
    return next((fold(form) for form in beside if is_suffix(form)), "")


def keep_generation(words: Words, owners: Sequence[Referent], part: str, last: int) -> list[Referent]:
    """Of the bearers of a name those whose it is with what follows it: "Trump Jr." is not Donald Trump,
    beside whom "Trump" is no Jr."""
    if generation := find_generation(words, last):
        form = take_apart(f"{part} {generation}")
        return [person for person in owners if is_one_person(form, person.form, Policy.WITHIN)]
    return [person for person in owners if not person.form.generation] or list(owners)


def is_wife(words: Words, person: Referent, c: Candidate) -> bool:
    """Whether "Mr Chirac" is the other of a couple of whom the text names one in full: "Jacques and
    Bernadette Chirac"."""
    starts = [first for first, _, route in person.spans[:MOST_LOOKED_AT] if route == "name"]
    return words.lowers[c.first - 1] in ("mr", "mr.") and any(
        fold_couple(words, start) in load_given_names() for start in starts
    )


def is_outranked(person: Referent, role: Role) -> bool:
    """Whether a title and a surname mean somebody whom the table of offices knows, not the person of that
    surname whom the text names without that title: "President Biden" beside Beau Biden."""
    heads = load_heads().get(person.parts[-1], frozenset()) if role.name.lower() in HEADS else frozenset()
    return bool(heads) and person.parts[0][0] not in {given[0] for given in heads}


@lru_cache(maxsize=1)
def load_heads() -> dict[str, frozenset[str]]:
    """Folded last names of those who held office -> their first names."""
    heads: dict[str, set[str]] = {}
    for spell in load_offices().spells:
        forms = spell.person.split()
        if len(forms) > 1 and spell.office.country:
            heads.setdefault(fold(forms[-1]), set()).add(fold(forms[0]))
    return {surname: frozenset(given) for surname, given in heads.items()}


def fold_couple(words: Words, start: int) -> str:
    """The given name that shares the surname of the full name that begins at a word: "Vladimir and |
    Lyudmila Putin"; or nothing."""
    return fold(words.forms[start - 2]) if start > 1 and words.lowers[start - 1] == "and" else ""


def find_bearer(words: Words, number: int, owners: Sequence[Referent]) -> Referent | None:
    """The only bearer of a surname that stands with its particle before it, be it a place too: "de Lima"
    for Leila de Lima."""
    before = words.lowers[number - 1] if number else ""
    if len(owners) != 1 or before not in PARTICLES:
        return None
    return owners[0] if (before, fold(words.forms[number])) in pairwise(owners[0].parts) else None


def is_kin(words: Words, start: int) -> bool:
    """Whether a word of kinship stands beside the name that begins at a word."""
    near = words.lowers[max(0, start - BESIDE) : start] + words.lowers[start + 2 : start + 2 + BESIDE]
    return not KIN.isdisjoint(near)
