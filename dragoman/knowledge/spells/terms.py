"""Spells of one post beside one another: for which days each counts, and which counts before another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from dragoman.knowledge.spells.claims import find_span, get_source
from dragoman.knowledge.spells.days import find_family
from dragoman.knowledge.spells.posts import MAIN
from dragoman.knowledge.spells.spell import Spell

DAY = timedelta(days=1)
AFTER = timedelta(
    days=183
)  # how long after a source's last word somebody is believed in office, without a successor
EDITION = timedelta(
    days=550
)  # how long after the last edition that names somebody, where the successor is known
AROUND = timedelta(days=45)  # how far from a sighting is still around it
BETWEEN = timedelta(
    days=800
)  # of two sightings, within which somebody is taken to have been in office between
SURE = 0.7  # trust in the sources of a spell from which it is said without "probably"
NEAR = 0.12  # trusts that differ by less are alike
HIGH = frozenset({*MAIN, "economy minister", "deputy prime minister", "vice president"})


@dataclass(frozen=True, slots=True)
class Term:
    """A spell as it stands beside the others of its post: until when it counts."""

    spell: Spell
    first: date
    last: date  # the last day that counts as known
    guess: date  # until then "probable"
    trust: float
    closed: bool  # whether a source gives the last day
    standing: tuple[float, float] = (0.0, 0.0)  # see rank


def lay_out(spells: Sequence[Spell], seats: int) -> tuple[Term, ...]:
    """The terms of the spells of one post.

    A spell whose end no source gives, or a weak one only, ends where a successor begins: the successor's own
    first day is nearly always right, and open ends are mostly forgotten ones.
    """
    terms = []
    for spell in spells:
        closed = spell.end is not None and spell.end_sure == "day"
        last, guess = (
            (spell.last, spell.last)
            if closed
            else find_end(spell, find_heir(spell, spells) if seats == 1 else None)
        )
        terms.append(Term(spell, spell.first, last, max(guess, last), find_trust(spell), closed))
    return tuple(sorted(terms, key=lambda term: (term.first, term.last, term.spell.person)))


def find_heir(spell: Spell, spells: Sequence[Spell]) -> date | None:
    """The first day of the first successor."""
    trust = find_trust(spell)
    return min(
        (
            other.start
            for other in spells
            if other.start is not None and other.person != spell.person and is_heir(other, spell, trust)
        ),
        default=None,
    )


def find_end(spell: Spell, after: date | None) -> tuple[date, date]:
    """Until when a spell without a sure end is known, and probable; `after`: a successor's first day."""
    if after is not None and after <= spell.last:
        # A month or a year ends before a successor's day in it; an open or weak end on that day
        last = max(spell.first, after - DAY if spell.end_sure in ("month", "year") else after)
        return last, last
    if spell.end is not None:
        return spell.last, spell.last
    if after is None:
        return spell.last, spell.last + (AFTER if spell.start else AROUND)
    return spell.last, after - DAY if after - spell.last <= EDITION else spell.last


def rank(terms: Sequence[Term], offices: Mapping[str, tuple[int, int]]) -> tuple[Term, ...]:
    """Terms with their standing: high offices that those of its line held, and posts of its neighbours.

    Sources mix ministers of provinces, and junior ones, into a state's post. Who takes over from one
    another to the
    day are a line, and a line of provinces holds no high office of state.
    """
    lines = find_lines(terms)
    ranked = []
    for term, line in zip(terms, lines, strict=True):
        high = sum(offices[other.spell.person][0] for other in line) / len(line)
        near = [other for other in line if touches(term, other) or other is term]
        posts = sum(offices[other.spell.person][1] for other in near) / len(near)
        ranked.append(replace(term, standing=(round(high, 1), posts)))
    return tuple(ranked)


def touches(one: Term, other: Term) -> bool:
    """Whether one term ends, to the day, where the other begins; an end that no source gives says nothing."""
    return any(
        before.closed and abs(before.last - after.first) <= DAY
        for before, after in ((one, other), (other, one))
    )


def find_lines(terms: Sequence[Term]) -> list[list[Term]]:
    """For each term, those that follow one another to the day with it."""
    lines: list[list[Term]] = []
    for term in terms:
        joined = [line for line in lines if any(touches(term, other) for other in line)]
        lines = [line for line in lines if line not in joined] + [
            [term, *(t for line in joined for t in line)]
        ]
    return [next(line for line in lines if any(term is other for other in line)) for term in terms]


def is_heir(other: Spell, spell: Spell, trust: float) -> bool:
    """Whether a spell is a successor's: begins after, is no stand-in's, and is believed."""
    if other.start is None or other.start <= spell.first or other.start_sure == "year":
        return False
    if other.acting and other.end is not None and spell.end is None and other.end < spell.last:
        return False
    return find_trust(other) >= min(trust, SURE)


def find_trust(spell: Spell) -> float:
    """The share of such spells that are right, 0 to 1: more with every source that has it."""
    return _trust(spell.sources)


@lru_cache(maxsize=1024)
def _trust(sources: tuple[str, ...]) -> float:
    """Two tables out of Wikidata are one source, and so are the editions of the Factbook."""
    families: dict[str, float] = {}
    for key in sources:
        family = find_family(key)
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


def weigh(term: Term, on: date) -> tuple[bool, bool, int, bool, tuple[float, float], bool, date]:
    """What speaks for a term on a day, in this order.

    Known and not guessed, no stand-in, trust, a prime minister where a president stands as head of
    government too,
    standing, an end that is known, a later beginning.
    """
    fits = term.first <= on <= term.last
    minister = term.spell.post != "head of government" or "president" not in term.spell.role.lower()
    return (
        fits,
        not term.spell.acting,
        round(term.trust / NEAR),
        minister,
        term.standing,
        term.closed,
        term.first,
    )


def is_vague(term: Term, on: date) -> bool:
    """Whether a day is in the month or year that is all that is known of a term's beginning or end."""
    spell = term.spell
    starts = {"month": spell.first.strftime("%Y-%m"), "year": str(spell.first.year)}.get(
        spell.start_sure, "-"
    )
    ends = {"month": term.last.strftime("%Y-%m"), "year": str(term.last.year)}.get(spell.end_sure, "-")
    day = on.isoformat()
    return day.startswith(starts) or (term.last == spell.end and day.startswith(ends))


def is_stand_in(term: Term, main: Term) -> bool:
    """Whether somebody stood in for another, for some weeks within the other's time."""
    return term.spell.acting or (
        main.first <= term.first and term.last <= main.last and term.last - term.first < AFTER / 2
    )
