"""From when to when there are articles at all: of two sides, of outlets that follow one another.

What is counted of sources that never overlap in time says when they were, not what they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from dragoman.analysis.changes import Days
from dragoman.analysis.filtering import find_passing
from dragoman.analysis.tables import Tables
from dragoman.analysis.timeline import start_periods
from dragoman.model import Filter, Period

MAIN = 1 / 3  # of the articles on one side of a turn that the outlet has which ends or begins there
ENOUGH = 20  # articles on each side of a turn: that an outlet is missing among fewer may be chance
APART = 0.1  # of a side's articles outside the span of both, from which it is said


@dataclass(frozen=True, slots=True)
class Overlap:
    """The first and last day of each side's coverage, and of what both cover; None where there is nothing."""

    spans: tuple[Days | None, Days | None]
    common: Days | None = None
    outside: tuple[int, int] = (0, 0)  # articles of each side that lie outside of the common span
    articles: tuple[int, int] = (0, 0)  # of each side that have a date

    @property
    def apart(self) -> bool:
        """Whether the two never meet in time, though each has articles with a date."""
        return bool(all(self.spans)) and self.common is None

    @property
    def uneven(self) -> bool:
        """Whether a tenth or more of a side lies where the other has nothing."""
        return self.common is not None and any(
            out >= APART * number for out, number in zip(self.outside, self.articles, strict=True) if out
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """The first day of a period from which on the outlets are others: which ended and which begin."""

    day: date
    ended: tuple[str, ...]
    begun: tuple[str, ...]


def find_overlap(tables: Tables, one: Filter, two: Filter) -> Overlap:
    """How the coverage of two filters lies in time: both with all that they ask for, names too."""
    days = [_list_days(tables, filter) for filter in (one, two)]
    spans = tuple((found[0].item(), found[-1].item()) if len(found) else None for found in days)
    sizes = (len(days[0]), len(days[1]))
    if spans[0] is None or spans[1] is None:
        return Overlap((spans[0], spans[1]), articles=sizes)
    first, last = max(spans[0][0], spans[1][0]), min(spans[0][1], spans[1][1])
    if first > last:
        return Overlap((spans[0], spans[1]), articles=sizes)
    low, high = np.datetime64(first), np.datetime64(last)
    outside = [int(((found < low) | (found > high)).sum()) for found in days]
    return Overlap((spans[0], spans[1]), (first, last), (outside[0], outside[1]), sizes)


def find_turns(tables: Tables, filter: Filter, period: Period) -> tuple[Turn, ...]:
    """Where the outlets of what passes change: at the periods before which an outlet ends, or with which one
    begins, that has a third or more of the articles since the turn before, or from there on.

    On each side there must be ENOUGH articles.
    """
    if not tables.size:
        return ()
    keep = find_passing(tables, filter)
    articles = np.arange(tables.size) if keep is None else np.flatnonzero(keep)
    articles = articles[~np.isnat(tables.day[articles])]
    starts, place = np.unique(start_periods(tables.day[articles], period), return_inverse=True)
    counts = np.zeros((len(tables.outlets), len(starts)), dtype=np.int64)
    np.add.at(counts, (tables.outlet[articles], place), 1)
    named = counts.any(axis=1)
    first = np.where(named, (counts > 0).argmax(axis=1), -1)
    last = np.where(named, len(starts) - 1 - (counts[:, ::-1] > 0).argmax(axis=1), -1)
    turns, since = list[Turn](), 0
    for at in range(1, len(starts)):
        before, after = counts[:, since:at].sum(axis=1), counts[:, at:].sum(axis=1)
        if min(counts[:, :at].sum(), after.sum()) < ENOUGH:
            continue
        ended = (last == at - 1) & (before >= MAIN * max(before.sum(), ENOUGH))
        begun = (first == at) & (after >= MAIN * after.sum())
        if ended.any() or begun.any():
            turns.append(Turn(starts[at].item(), _name(tables, ended), _name(tables, begun)))
            since = at
    return tuple(turns)


def share_outlets(tables: Tables, filter: Filter, one: Days, two: Days) -> tuple[float, float]:
    """Of the articles of each of two periods, how many are of outlets that both have; NaN of no articles."""
    sides = []
    for span in (one, two):
        keep = find_passing(tables, filter, span)
        outlets = tables.outlet if keep is None else tables.outlet[keep]
        sides.append(np.bincount(outlets, minlength=len(tables.outlets)))
    both = (sides[0] > 0) & (sides[1] > 0)
    shares = [float(side[both].sum() / side.sum()) if side.sum() else float("nan") for side in sides]
    return shares[0], shares[1]


def _name(tables: Tables, chosen: Any) -> tuple[str, ...]:
    return tuple(tables.outlets[number] or "no outlet" for number in np.flatnonzero(chosen).tolist())


def _list_days(tables: Tables, filter: Filter) -> Any:
    keep = find_passing(tables, filter)
    days = tables.day if keep is None else tables.day[keep]
    return np.sort(days[~np.isnat(days)])
