"""Whose a surname is that several people of a text have, where the text itself has settled it; and what is a surname within a name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.names.forms import take_apart
from dragoman.knowledge.names.likeness import Policy, is_one_person
from dragoman.knowledge.names.words import PARTICLES, fold, is_suffix
from dragoman.knowledge.offices import load_offices
from dragoman.reading.people.candidates import Candidate
from dragoman.reading.people.grouping import Referent
from dragoman.reading.people.lexicon import COMMON_WORDS, NOT_NAMES, load_given_names
from dragoman.reading.people.repeats import Repeats
from dragoman.reading.people.surroundings import SENTENCE_STARTERS
from dragoman.reading.places import Places
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

# Words beside the full name of somebody who is introduced as a relative of the one whom the text is about.
KIN: frozenset[str] = load_lexicon("names")["kin"]
BESIDE = 4  # words
MOST_LOOKED_AT = 200  # mentions of one person among which the full names are looked for: they come first
NEVER_BEFORE_NAMES = frozenset("the a an this in on since until last next early late mid of ’s 's".split())  # noqa: SIM905
HEADS = frozenset(["president", "prime minister", "chancellor", "vice president"])
WIVES = frozenset(["mrs", "mrs."])


def find_meant(words: Words, owners: Sequence[Referent], c: Candidate, repeats: Repeats) -> Referent | None:
    """The one of several bearers of a surname whom a bare mention of it means; None where it could be any of them.

    It is the only one named in full by then; else the first one, if the surname alone already stood for that one before the others
    came ("Elijah Cummings ... Cummings ... his wife Maya Cummings ... Cummings"), or if the others come as relatives. "Mrs" is a wife.
    """
    arrivals = sorted(
        (min((first for first, _, route in person.spans[:MOST_LOOKED_AT] if route == "name"), default=-1), n)
        for n, person in enumerate(owners)
        if person.spans
    )
    arrivals = [row for row in arrivals if row[0] >= 0]
    if len(arrivals) < len(owners):
        return None
    (first, leader), (second, other) = arrivals[:2]
    given, others = owners[leader].parts[0], [start for start, _ in arrivals[1:]]
    relatives = all(is_kin(words, start) or fold_couple(words, start) == given for start in others)
    if words.lowers[c.first - 1] in WIVES:
        return owners[other] if relatives and len(owners) == 2 else None
    if c.first < second:  # also in a headline, before anybody's full name: the one whom the text names first, a paragraph ahead
        return owners[leader] if first < c.first or repeats.parts_paragraphs(first, second) or relatives else None
    part = c.parts[-1]
    used = repeats.has(part, first + len(owners[leader].parts), second - len(c.parts))
    return owners[leader] if used or relatives else None


def find_generation(words: Words, last: int) -> str:
    """What stands after a name and tells a father from a son, folded: "jr" of "Trump Jr." and "Trump, Jr."; or nothing."""
    after = last + 1 if words.forms[last : last + 1] == [","] and words.lowers[last + 1 : last + 2] in (["jr."], ["sr."]) else last
    beside = [*words.forms[last - 1 : last], *words.forms[after : after + 1]]
    return next((fold(form) for form in beside if is_suffix(form)), "")


def keep_generation(words: Words, owners: Sequence[Referent], part: str, last: int) -> list[Referent]:
    """Of the bearers of a name those whose it is with what follows it: "Trump Jr." is not Donald Trump, beside whom "Trump" is no Jr."""
    if generation := find_generation(words, last):
        form = take_apart(f"{part} {generation}")
        return [person for person in owners if is_one_person(form, person.form, Policy.WITHIN)]
    return [person for person in owners if not person.form.generation] or list(owners)


def is_wife(words: Words, person: Referent, c: Candidate) -> bool:
    """Whether "Mr Chirac" is the other of a couple of whom the text names one in full: "Jacques and Bernadette Chirac"."""
    starts = [first for first, _, route in person.spans[:MOST_LOOKED_AT] if route == "name"]
    return words.lowers[c.first - 1] in ("mr", "mr.") and any(fold_couple(words, start) in load_given_names() for start in starts)


def is_outranked(person: Referent, role: Role) -> bool:
    """Whether a title and a surname mean somebody whom the table of offices knows, not the person of that surname whom the text names
    without that title: "President Biden" beside Beau Biden."""
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
    """The given name that shares the surname of the full name that begins at a word: "Vladimir and | Lyudmila Putin"; or nothing."""
    return fold(words.forms[start - 2]) if start > 1 and words.lowers[start - 1] == "and" else ""


def find_bearer(words: Words, number: int, owners: Sequence[Referent]) -> Referent | None:
    """The only bearer of a surname that stands with its particle before it, be it a place too: "de Lima" for Leila de Lima."""
    before = words.lowers[number - 1] if number else ""
    if len(owners) != 1 or before not in PARTICLES:
        return None
    return owners[0] if (before, fold(words.forms[number])) in pairwise(owners[0].parts) else None


def is_kin(words: Words, start: int) -> bool:
    """Whether a word of kinship stands beside the name that begins at a word."""
    near = words.lowers[max(0, start - BESIDE) : start] + words.lowers[start + 2 : start + 2 + BESIDE]
    return not KIN.isdisjoint(near)


def is_first_surname(words: Words, number: int, given_names: Collection[str], places: Places) -> bool:
    """Whether a word from within a longer name may be the first of two surnames: "Rosselló" of Ricardo Rosselló Nevares.

    It stands without another capital beside it, and is neither a given name nor a common word.
    """
    form = words.forms[number]
    folded = fold(form)
    beside = words.forms[max(0, number - 1) : number] + words.forms[number + 1 : number + 2]
    if len(folded) < 4 or folded in given_names or folded in COMMON_WORDS or folded in NOT_NAMES:
        return False
    return not places.find((form,)) and not any(other[0].isupper() for other in beside)


def is_used_as_name(words: Words, number: int) -> bool:
    """Whether a common word, capitalised within a sentence and alone, can only be the surname: "Brown said", not "in May 2014"."""
    before = words.lowers[number - 1] if number else "\n"
    after = words.forms[number + 1] if number + 1 < len(words) else "."
    if before in SENTENCE_STARTERS or before in NEVER_BEFORE_NAMES or number < words.title_end:
        return False
    return not after[0].isdigit() and not after[0].isupper() and not words.forms[number - 1][0].isupper()
