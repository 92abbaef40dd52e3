"""Who held an office on a day, and how sure that is.

`held`: sources give the time, and nothing speaks against it. `probable`: a source's word that is weak or disputed,
or that ends shortly before the day while no successor is known; `why` says which. `seen`: a table only saw the
person in office around the day. Nobody is named beyond that, and no more than the office has seats but on a day of
handover, which is marked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dragoman.knowledge.folder import find_data_folder
from dragoman.knowledge.spells.claims import find_span, get_source
from dragoman.knowledge.spells.posts import HEADS, Asked, find_owner, load_posts
from dragoman.knowledge.spells.spell import Spell, Spells, read_spells

Certainty = Literal["held", "probable", "seen"]
ORDER: Mapping[str, int] = {"held": 0, "probable": 1, "seen": 2}

DAY = timedelta(days=1)
AFTER = timedelta(days=183)  # how long after a source's last word somebody is believed in office, without a successor
EDITION = timedelta(days=550)  # how long after the last edition that names somebody, where the successor is known
AROUND = timedelta(days=45)  # how far from a sighting is still around it
OVERLAP = timedelta(days=7)  # of two holders, within which their days agree
BETWEEN = timedelta(days=800)  # of two sightings, within which somebody is taken to have been in office between
SURE = 0.7  # trust in the sources of a spell from which it is said without "probably"
NEAR = 0.12  # trusts that differ by less are alike


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who held an office on a day, as the table knows it."""

    spell: Spell
    certainty: Certainty
    why: str = ""  # what makes it no more than probable or seen
    handover: bool = False  # the day is the last of one and the first of another


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two holders of one seat over the same days, and who counts by which rule."""

    kept: Spell
    dropped: Spell
    start: date
    end: date
    rule: str


@dataclass(frozen=True, slots=True)
class Term:
    """A spell as it stands beside the others of its post: until when it counts."""

    spell: Spell
    first: date
    last: date  # the last day that counts as known
    guess: date  # until then "probable"
    trust: float
    closed: bool  # whether a source gives the last day


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
        owner = find_owner(of)
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
            holder
            for holders in heads
            for holder in holders
            if "president" in holder.spell.role.lower()
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
            self._terms[key] = lay_out(spells, load_posts().count_seats(post, of))
        return self._terms[key]

    def list_contradictions(self) -> Iterable[Contradiction]:
        """Spells of one seat that overlap by more than a week, and which counts."""
        posts = load_posts()
        for of in self.spells.list_owners():
            for post in self.list_posts(of):
                if post in posts.classes and posts.count_seats(post, of) == 1:
                    yield from find_contradictions(self.list_terms(post, of))


def lay_out(spells: Sequence[Spell], seats: int) -> tuple[Term, ...]:
    """The terms of the spells of one post.

    A spell whose end no source gives, or a weak one only, ends where a successor begins: the successor's own
    first day is nearly always right, and open ends are mostly forgotten ones.
    """
    terms = []
    for spell in spells:
        trust = find_trust(spell)
        closed = spell.end is not None and spell.end_sure == "day"
        last = spell.last
        heirs = sorted(
            other.start
            for other in spells
            if other.person != spell.person and is_heir(other, spell, trust) and other.start is not None
        ) if seats == 1 else []
        guess = last
        if spell.end is None or not closed:
            after = next((day for day in heirs), None)
            if after is not None and after <= last:
                # A month or a year ends before a successor's day in it; an open or weak end on that day
                last = guess = max(spell.first, after - DAY if spell.end_sure in ("month", "year") else after)
            elif spell.end is None and after is not None and after - last <= EDITION:
                guess = after - DAY
            elif spell.end is None and after is None:
                guess = last + (AFTER if spell.start else AROUND)
        terms.append(Term(spell, spell.first, last, max(guess, last), trust, closed))
    return tuple(sorted(terms, key=lambda term: (term.first, term.last, term.spell.person)))


def is_heir(other: Spell, spell: Spell, trust: float) -> bool:
    """Whether a spell is a successor's: begins after, is no stand-in's, and is believed."""
    if other.start is None or other.start <= spell.first or other.start_sure == "year":
        return False
    if other.acting and other.end is not None and spell.end is None and other.end < spell.last:
        return False
    return find_trust(other) >= min(trust, SURE)


def find_trust(spell: Spell) -> float:
    """The share of such spells that are right, 0 to 1: more with every source that has it.

    Two tables out of Wikidata are one source, and so are the editions of the Factbook.
    """
    families: dict[str, float] = {}
    for key in spell.sources:
        family = key.split("-")[0]
        families[family] = max(families.get(family, 0.0), get_source(key).trust)
    doubt = 1.0
    for trust in families.values():
        doubt *= 1 - trust
    return 1 - doubt


def fit_day(term: Term, on: date) -> str:
    """Whether a day is in a term: "known", "guess" after its last known day, or ""."""
    if term.spell.start is None:
        return "known" if is_seen(term, on) else ""
    if term.first <= on <= term.last:
        return "known"
    return "guess" if term.last < on <= term.guess else ""


def is_seen(term: Term, on: date) -> bool:
    """Whether somebody who was only seen in office was so around a day, or before and after it."""
    spans = [find_around(when) for when in term.spell.seen]
    if any(first - AROUND <= on <= last + AROUND for first, last in spans):
        return True
    before, after = [last for _, last in spans if last < on], [first for first, _ in spans if first > on]
    return bool(before and after) and min(after) - max(before) <= BETWEEN and term.guess >= on


def find_around(when: str) -> tuple[date, date]:
    """The days that a sighting may mean; a year alone is the General Debate's September."""
    return (date(int(when), 9, 10), date(int(when), 10, 5)) if len(when) == 4 else find_span(when)


def judge(terms: Sequence[Term], on: date, seats: int) -> list[Holder]:
    """The holders among the terms of a day: no more than there are seats, but on a day of handover."""
    stated = [term for term in terms if term.spell.start is not None]
    terms = stated or list(terms)
    if len(terms) > seats and (vague := [term for term in terms if is_vague(term, on)]):
        terms = [term for term in terms if term not in vague]
        if not terms:  # it was one of them, but no source says which
            return []
    chosen = sorted(terms, key=lambda term: weigh(term, on), reverse=True)
    people: list[Term] = []
    for term in chosen:  # one person may have two spells on a day: a term's last, the next one's first
        if all(term.spell.person != other.spell.person for other in people):
            people.append(term)
    kept = people[:seats]
    rest = people[seats:]
    handover = [term for term in rest if any(is_handover(term, other, on) for other in kept)][:1] if seats == 1 else []
    rest = [term for term in rest if term not in handover]
    rivals = [term for term in rest if term.trust >= kept[-1].trust - NEAR and not is_stand_in(term, kept[-1])]
    return [
        say(term, on, bool(handover), rivals) for term in sorted([*kept, *handover], key=lambda term: term.first)
    ]


def is_vague(term: Term, on: date) -> bool:
    """Whether a day is in the month or year that is all that is known of a term's beginning or end."""
    spell = term.spell
    starts = {"month": spell.first.strftime("%Y-%m"), "year": str(spell.first.year)}.get(spell.start_sure, "-")
    ends = {"month": term.last.strftime("%Y-%m"), "year": str(term.last.year)}.get(spell.end_sure, "-")
    day = on.isoformat()
    return day.startswith(starts) or (term.last == spell.end and day.startswith(ends))


def weigh(term: Term, on: date) -> tuple[bool, bool, int, bool, date]:
    """What speaks for a term on a day: known and not guessed, no stand-in, trust, a later beginning."""
    fits = term.first <= on <= term.last
    return (fits, not term.spell.acting, round(term.trust / NEAR), term.closed, term.first)


def is_handover(one: Term, other: Term, on: date) -> bool:
    """Whether a day is the last of the one and the first of the other."""
    return (one.last == on == other.first) or (other.last == on == one.first)


def is_stand_in(term: Term, main: Term) -> bool:
    """Whether somebody stood in for another, for some weeks within the other's time."""
    return term.spell.acting or (main.first <= term.first and term.last <= main.last and term.last - term.first < AFTER / 2)


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


def find_contradictions(terms: Sequence[Term]) -> Iterable[Contradiction]:
    """Terms of one seat whose spells overlap by more than a week, each pair once."""
    for place, one in enumerate(terms):
        for other in terms[place + 1 :]:
            first, last = max(one.first, other.first), min(one.spell.last, other.spell.last)
            if one.spell.person == other.spell.person or last - first <= OVERLAP:
                continue
            if one.spell.start is None or other.spell.start is None:
                continue
            yield settle(one, other, first, last)


def settle(one: Term, other: Term, first: date, last: date) -> Contradiction:
    """Who of two counts on the days that both claim, and by which rule."""
    if one.last <= first + OVERLAP:
        return Contradiction(other.spell, one.spell, first, last, "an open or weak end gives way to a successor")
    day = first + (min(one.last, other.last, last) - first) / 2
    kept, dropped = (one, other) if weigh(one, day) > weigh(other, day) else (other, one)
    if kept.spell.acting != dropped.spell.acting:
        rule = "a stand-in gives way to the holder"
    elif abs(kept.trust - dropped.trust) >= NEAR / 2:
        rule = "the better sources count"
    else:
        rule = "of equal sources the later holder counts"
    return Contradiction(kept.spell, dropped.spell, first, last, rule)


@lru_cache(maxsize=1)
def load_answers() -> OfficeAnswers:
    """The table that comes with Dragoman, with what the user has added."""
    return OfficeAnswers(read_spells(find_data_folder() / "office_spells.parquet"))


def ask_office(role: str, of: str, on: date) -> list[Holder]:
    """Who held a role of a state or body on a day: see OfficeAnswers.ask."""
    return load_answers().ask(role, of, on)
