"""Who held an office on a day, and how sure that is.

`held`: sources give the time, and nothing speaks against it. `probable`: a source's word that is weak or
disputed,
or that ends shortly before the day while no successor is known; `why` says which. `seen`: a table only saw
the
person in office around the day. Nobody is named beyond that, and no more than the office has seats but on a
day of
handover, which is marked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dragoman.knowledge.spells.added import find_table
from dragoman.knowledge.spells.posts import HEADS, Asked, find_owner, load_posts, split_role
from dragoman.knowledge.spells.spell import Spell, Spells, read_spells
from dragoman.knowledge.spells.terms import (
    HIGH,
    NEAR,
    SURE,
    Term,
    fit_day,
    is_stand_in,
    is_vague,
    lay_out,
    rank,
    weigh,
)

Certainty = Literal["held", "probable", "seen"]
MANY = 2  # as good candidates for one seat, of whom nobody is named where there are more
APART = 0.5  # by how many high offices of state more a line stands apart from those of provinces


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who held an office on a day, as the table knows it."""

    spell: Spell
    certainty: Certainty
    why: str = ""  # what makes it no more than probable or seen
    handover: bool = False  # the day is the last of one and the first of another


class OfficeAnswers:
    """The table, asked."""

    def __init__(self, spells: Spells) -> None:
        self.spells = spells
        self._posts: dict[str, Mapping[str, tuple[Spell, ...]]] = {}
        self._terms: dict[tuple[str, str, str], tuple[Term, ...]] = {}

    def list_posts(self, of: str) -> Mapping[str, tuple[Spell, ...]]:
        """Spells of a state or body by post."""
        if of not in self._posts:
            found: dict[str, list[Spell]] = defaultdict(list)
            for spell in self.spells.list_spells(of):
                found[spell.post].append(spell)
            self._posts[of] = {post: tuple(spells) for post, spells in found.items()}
        return self._posts[of]

    def ask(self, role: str, of: str, on: date) -> list[Holder]:
        """Who held a role of a state or body on a day, the surest first; nobody where the table cannot say.

        `role` is a class (head of state), a usual name of one (chancellor) or a role as sources write it;
        `of` an ISO code, the name of a state or of a body.
        """
        role, owner = split_role(role, find_owner(of))
        asked = load_posts().read_question(role, owner)
        if asked.post == "president":
            return self._find_president(owner, on)
        found = self.find_holders(asked, owner, on)
        if not found and asked.post == "finance minister":
            return self.find_holders(Asked("economy minister"), owner, on)
        return found

    def _find_president(self, of: str, on: date) -> list[Holder]:
        """The president, who is head of state, or in Iran of government; no president of a council."""
        only = r"president(?! of the (council|government))|^head of (state|government)|^chief of state"
        heads = [self.find_holders(Asked(post, only), of, on) for post in HEADS]
        titled = [
            holder for holders in heads for holder in holders if "president" in holder.spell.role.lower()
        ]
        return titled[:1] if titled else []

    def find_holders(self, asked: Asked, of: str, on: date) -> list[Holder]:
        """Who held a post on a day."""
        terms = self.list_terms(asked.post, of, asked.only)
        held = [(term, fit) for term in terms if (fit := fit_day(term, on))]
        known = [term for term, fit in held if fit == "known"] or [term for term, _ in held]
        return judge(known, on, load_posts().count_seats(asked.post, of))

    def list_terms(self, post: str, of: str, only: str = "") -> tuple[Term, ...]:
        """The spells of a post, each with the days for which it counts."""
        key = (post, of, only)
        if key not in self._terms:
            spells = self.list_posts(of).get(post, ())
            if only:
                spells = tuple(s for s in spells if re.search(only, s.role.lower()))
            others = self.count_offices(of)
            self._terms[key] = rank(lay_out(spells, load_posts().count_seats(post, of)), others)
        return self._terms[key]

    def count_offices(self, of: str) -> Mapping[str, tuple[int, int]]:
        """How many high offices of state each person held, and how many posts of any kind."""
        held: dict[str, set[str]] = defaultdict(set)
        for post, spells in self.list_posts(of).items():
            for spell in spells:
                held[spell.person].add(post)
        return {person: (len(posts & HIGH), min(len(posts), 5)) for person, posts in held.items()}


def judge(terms: Sequence[Term], on: date, seats: int) -> list[Holder]:
    """The holders among the terms of a day: no more than there are seats, but on a day of handover."""
    people = list_candidates(terms, on, seats)
    if not people or (seats == 1 and is_crowded(people, on)):
        return []  # so many at once are no one office: sources mix those of provinces in
    kept, rest = people[:seats], people[seats:]
    handover = [term for term in rest if seats == 1 and is_handover(term, kept[0], on)][:1]
    rivals = [
        term
        for term in rest
        if term not in handover and term.trust >= kept[-1].trust - NEAR and not is_stand_in(term, kept[-1])
    ]
    held = sorted([*kept, *handover], key=lambda term: term.first)
    return [say(term, on, bool(handover), rivals) for term in held]


def list_candidates(terms: Sequence[Term], on: date, seats: int) -> list[Term]:
    """Who may have held an office on a day, the likeliest first, each person once.

    Nobody, where it was one of several and no source says which: only the month or year of a change is known.
    """
    terms = [term for term in terms if term.spell.start is not None] or list(terms)
    if len(terms) > seats:
        vague = [term for term in terms if is_vague(term, on)]
        terms = [term for term in terms if term not in vague]
    people: dict[str, Term] = {}
    for term in sorted(terms, key=lambda term: weigh(term, on), reverse=True):
        people.setdefault(
            term.spell.person, term
        )  # a term's last day may be the first of the same one's next
    return list(people.values())


def is_crowded(people: Sequence[Term], on: date) -> bool:
    """Whether too many are as good as the best, whose line does not stand apart from theirs."""
    alike = [term for term in people if is_alike(term, people[0], on)]
    return len(alike) > MANY and alike[0].standing[0] - alike[1].standing[0] < APART


def is_alike(term: Term, best: Term, on: date) -> bool:
    """Whether a term is as good as the best by everything but standing."""
    return weigh(term, on)[:4] == weigh(best, on)[:4]


def is_handover(one: Term, other: Term, on: date) -> bool:
    """Whether a day is the last of the one and the first of the other."""
    return (one.last == on == other.first) or (other.last == on == one.first)


def say(term: Term, on: date, handover: bool, rivals: Sequence[Term]) -> Holder:
    """A holder with how sure it is and why not more."""
    spell = term.spell
    if spell.start is None:
        return Holder(spell, "seen", "seen in office around then", handover)
    if on > term.last:
        return Holder(spell, "probable", f"last known in office on {term.last}", handover)
    if rivals:
        names = ", ".join(dict.fromkeys(rival.spell.person for rival in rivals))
        return Holder(spell, "probable", f"sources disagree: {names}", handover)
    if spell.start_sure == "year" and on.year == term.first.year:
        return Holder(spell, "probable", "only the year of the beginning is known", handover)
    if term.trust < SURE:
        return Holder(spell, "probable", "one source, which is often wrong", handover)
    return Holder(spell, "held", "", handover)


def load_answers() -> OfficeAnswers:
    """The table that comes with Dragoman, or as `offices update` has made it."""
    path = find_table()
    return _load(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=2)
def _load(path: Path, changed: int) -> OfficeAnswers:
    return OfficeAnswers(read_spells(path))


def ask_office(role: str, of: str, on: date) -> list[Holder]:
    """Who held a role of a state or body on a day: see OfficeAnswers.ask."""
    return load_answers().ask(role, of, on)
