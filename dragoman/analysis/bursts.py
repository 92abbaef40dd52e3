"""Bursts: stretches of time in which something is named clearly more often than is usual for it.

Kleinberg's automaton with two states (J. Kleinberg, Bursty and hierarchical structure in streams, KDD 2002,
the version for batches). In the usual state an article names the entity with its share of all coverage, in
the bursting one with `strength` times that share. The path through the states that explains the counts best
is searched; going over into the bursting state costs `reluctance` times the logarithm of the number of
periods, so that one lucky period among few articles is no burst, and many more articles with the same share
are one.

A burst ends at a gap, a period without any article, and begins anew behind it if it goes on. Where the
outlets change (spans.py), both what is usual and the search begin anew: of a ministry's own news another
share is usual than of a newspaper's.

Written here since the packages on PyPI that offer it have not been kept for years, and it is thirty lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from dragoman.analysis.timeline import find_period
from dragoman.model import Period

STRENGTH = 2.0  # a burst is looked for at twice the usual share
RELUCTANCE = 1.0
HIGHEST_SHARE = 0.9999  # where the multiple of the usual share would be more than everything
COLUMNS = ("id", "label", "first", "last", "count", "coverage", "share", "usual", "weight")


@dataclass(frozen=True, slots=True)
class Burst:
    """Batches `first` to `last`, from 0, both included; `weight`: how much better bursting explains them."""

    first: int
    last: int
    weight: float


def find_bursts(
    hits: ArrayLike,
    trials: ArrayLike,
    strength: float = STRENGTH,
    reluctance: float = RELUCTANCE,
    gaps: Sequence[int] = (),
) -> tuple[Burst, ...]:
    """The bursts of a series of batches, each with so many hits among so many trials, in their order.

    Larger `strength` asks for higher peaks, larger `reluctance` for longer or heavier ones. Nothing can burst
    that is never or always hit. `gaps` are batches before which something is missing: no burst reaches over
    them. Raises ValueError for a strength of 1 or less, for a negative reluctance and
    for series of unlike length.
    """
    if not strength > 1 or not reluctance >= 0:
        raise ValueError("A burst needs a strength above 1 and a reluctance of 0 or more.")
    k, n = np.asarray(hits, dtype=float), np.asarray(trials, dtype=float)
    if k.shape != n.shape:
        raise ValueError("There must be as many hits as trials.")
    total = n.sum()
    usual = k.sum() / total if total > 0 else 0.0
    if not 0 < usual < HIGHEST_SHARE:
        return ()
    costs = np.stack([_weigh(k, n, usual), _weigh(k, n, min(strength * usual, HIGHEST_SHARE))])
    climb, gain = reluctance * float(np.log(len(k))), costs[0] - costs[1]
    found = []
    for first, last in pairwise((0, *gaps, len(k))):
        states = _find_path(costs[:, first:last], climb)
        edges = first + np.flatnonzero(np.diff(np.concatenate(([0], states, [0]))))
        found += [
            Burst(int(start), int(end) - 1, float(gain[start:end].sum()))
            for start, end in zip(edges[::2], edges[1::2], strict=True)
        ]
    return tuple(found)


def find_bursts_over_time(
    frame: pd.DataFrame,
    period: Period,
    turns: Sequence[date] = (),
    strength: float = STRENGTH,
    reluctance: float = RELUCTANCE,
) -> pd.DataFrame:
    """Bursts of one or several series: [id, label, first, last, count, coverage, share, usual, weight].

    They stand in order of time. `frame` is what a function of analysis.timeline returns with [period, count,
    coverage], and [id, label] for several series, `period` the length of its periods, `turns` the first days
    of periods from which on the outlets are others (`spans.find_turns`). `first` and `last` are the first
    days of the first and of the last period of a burst. `count` and `coverage` are sums over its periods (a
    story or outlet of two periods adds to both), `share` is their ratio and `usual` that of the series, from
    turn to turn. A burst reaches over no gap and no turn.
    """
    rows = []
    named = frame if "id" in frame else frame.assign(id="", label="")
    for (identifier, label), part in named.groupby(["id", "label"], sort=False):
        for stretch in _cut(part.sort_values("period"), turns):
            count, coverage, days = (stretch[name].to_numpy() for name in ("count", "coverage", "period"))
            for burst in find_bursts(count, coverage, strength, reluctance, _find_gaps(days, period)):
                inside = slice(burst.first, burst.last + 1)
                hits, trials = int(count[inside].sum()), int(coverage[inside].sum())
                first, last = (pd.Timestamp(days[place]) for place in (burst.first, burst.last))
                usual = count.sum() / coverage.sum()
                rows.append(
                    (identifier, label, first, last, hits, trials, hits / trials, usual, burst.weight)
                )
    return pd.DataFrame(rows, columns=list(COLUMNS)).sort_values(["first", "id"], ignore_index=True)


def _cut(part: pd.DataFrame, turns: Sequence[date]) -> list[pd.DataFrame]:
    """A series cut where the outlets change."""
    days = part["period"].to_numpy().astype("datetime64[D]")
    places = np.searchsorted(days, np.array(sorted(turns), dtype="datetime64[D]"))
    return [
        part.iloc[first:last] for first, last in pairwise((0, *places.tolist(), len(part))) if first < last
    ]


def _find_gaps(days: ArrayLike, period: Period) -> list[int]:
    """The places of periods that do not follow at once on the one before them."""
    starts = [pd.Timestamp(day).date() for day in np.asarray(days)]
    return [
        place
        for place, (before, day) in enumerate(pairwise(starts), start=1)
        if find_period(before, period)[1] + timedelta(days=1) != day
    ]


def _weigh(k: NDArray[np.float64], n: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """What it costs to explain hits among trials by a share: minus the logarithm of the likelihood, without
    the part that is the same for every share."""
    return np.asarray(-(k * np.log(share) + (n - k) * np.log1p(-share)))


def _find_path(costs: NDArray[np.float64], climb: float) -> NDArray[np.int64]:
    """The cheapest path of states 0 and 1 through the columns (Viterbi); from 0, and only going up costs."""
    length = costs.shape[1]
    back = np.zeros((2, length), dtype=np.int64)
    low, high = 0.0, np.inf
    for place in range(length):
        from_low = (low, low + climb)
        back[:, place] = (int(high < from_low[0]), int(high <= from_low[1]))
        low, high = min(from_low[0], high) + costs[0, place], min(from_low[1], high) + costs[1, place]
    states = np.zeros(length, dtype=np.int64)
    state = int(high < low)
    for place in range(length - 1, -1, -1):
        states[place] = state
        state = int(back[state, place])
    return states
