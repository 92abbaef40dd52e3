"""Spells of one seat whose days contradict each other, and which of them counts by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.knowledge.spells.answers import OfficeAnswers
from dragoman.knowledge.spells.posts import load_posts
from dragoman.knowledge.spells.spell import Spell
from dragoman.knowledge.spells.terms import Term, weigh

OVERLAP = timedelta(days=7)  # of two holders, within which their days agree
RULES = (
    "a known time counts before a guessed one",
    "a stand-in gives way to the holder",
    "the better sources count",
    "a prime minister counts before a president",
    "who has more standing in the state counts",
    "a known end counts before an open one",
    "the later holder counts",
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two holders of one seat over the same days, and who counts by which rule."""

    kept: Spell
    dropped: Spell
    start: date
    end: date
    rule: str


def list_contradictions(answers: OfficeAnswers) -> Iterable[Contradiction]:
    """Spells of one seat that overlap by more than a week, and which counts."""
    posts = load_posts()
    for of in answers.spells.list_owners():
        for post in answers.list_posts(of):
            if post in posts.classes and posts.count_seats(post, of) == 1:
                yield from find_contradictions(answers.list_terms(post, of))


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
        return Contradiction(
            other.spell, one.spell, first, last, "an open or weak end gives way to a successor"
        )
    day = first + (min(one.last, other.last, last) - first) / 2
    kept, dropped = (one, other) if weigh(one, day) > weigh(other, day) else (other, one)
    order = zip(RULES, weigh(kept, day), weigh(dropped, day), strict=True)
    rule = next((rule for rule, one_way, other_way in order if one_way != other_way), RULES[-1])
    return Contradiction(kept.spell, dropped.spell, first, last, rule)
