"""What changed: pairs that one period names more or less often than another, out of the coverage of each.

The test is conditional: of all articles of both periods that name a pair, so many would lie in the one by
chance alone if each period named it at the same rate (hypergeometric, mid-p, two-sided). Of all pairs that
are tested together the false discoveries are held down as Benjamini and Hochberg do: of those said to have
changed, no more than `rate` are expected to be chance. A story or an outlet that stands in both periods
counts in both; the test takes them for two.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

from dragoman.analysis.filtering import find_entities, find_passing
from dragoman.analysis.measures import CONFIDENCE_Z
from dragoman.analysis.pairs import count_groups, count_total
from dragoman.analysis.tables import Tables, switched_on
from dragoman.analysis.timeline import count_articles, find_period
from dragoman.model import KINDS, Changes, CountedIn, Few, Filter, Kind, Period, Unit

Floats = NDArray[np.float64]
Days = tuple[date, date]

RATE = 0.1  # of the pairs said to have changed, how many may be chance
# Articles of both periods together that a pair is tested from: fewer could hardly say anything.
SMALLEST = Changes().smallest
COVERED = 20  # articles that each of the two periods should have

COLUMNS = (
    "a", "a_label", "b", "b_label", "change", "count", "total", "share",
    "count_before", "total_before", "share_before", "ratio", "low", "high", "p", "q",
)  # fmt: skip


def count_changes(
    tables: Tables,
    filter: Filter,
    period: Days,
    baseline: Days,
    kinds: tuple[Kind, Kind] = ("person", "country"),
    unit: Unit = "sentence",
    counted_in: CountedIn = "article",
    rate: float = RATE,
    smallest: int = SMALLEST,
    fixed: str = "",
    given: Literal["all", "tested"] | Few = "all",
) -> pd.DataFrame:
    """Pairs of either period, surest first: [a, a_label, b, b_label, change, ... ratio, low, high, p, q].

    `change` is "new", "stronger", "weaker" or "gone" where the rate of false discoveries allows to say so,
    "steady" where it does not. Below `smallest` in both periods together a pair is not tested (p and q are
    NaN): "new-few" where the baseline has none, "gone-few" where the period has none, else "few". `count`
    of `total` articles (stories, outlets) are those of the period, `count_before` of `total_before` those of
    the baseline: the rows of `find_evidence` with the one and the other as its period. `ratio` is share /
    share_before with its 95 % interval from `low` to `high`. Both periods include their first and last day;
    dates of the filter hold besides. `fixed` leaves only pairs of one identifier. All pairs are given, or
    those that were tested, or one group of those too few to; attrs hold how many of all are "new-few",
    "gone-few" and, with these, "few". A period without any article leaves nothing to test.
    """
    columns, ends = tables.pair_columns(kinds, unit, filter)
    keeps = [find_passing(tables, filter, span) for span in (period, baseline)]
    now, before = (count_groups(tables, columns, keep, switched_on(filter), counted_in) for keep in keeps)
    total, total_before = (count_total(tables, keep, counted_in) for keep in keeps)
    chosen = np.flatnonzero(now + before)
    if filter.officials_only:
        start, end = tables.kind_range("person")
        looked_at = np.ones(len(tables.entity_ids), dtype=bool)
        looked_at[start:end] = tables.official[start:end]
        chosen = chosen[looked_at[ends[chosen]].all(axis=1)]
    if fixed:
        chosen = chosen[(ends[chosen] == find_entities(tables, filter, (fixed,))[0]).any(axis=1)]
    now, before = now[chosen], before[chosen]
    tested = (now + before >= smallest) & bool(total and total_before)
    groups = {"few": ~tested, "new-few": ~tested & (before == 0), "gone-few": ~tested & (now == 0)}
    kept = {"all": np.ones(len(chosen), dtype=bool), "tested": tested, **groups}[given]
    chosen, now, before, tested = chosen[kept], now[kept], before[kept], tested[kept]
    p = np.full(len(chosen), np.nan)
    p[tested] = judge_counts(now[tested], total, before[tested], total_before)
    q = control_discoveries(p)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, share_before = now / np.float64(total), before / np.float64(total_before)
        ratio = share / share_before
    low, high = find_ratio_interval(now, total, before, total_before)
    sure = q <= rate  # NaN is not
    words = np.select(
        [~tested & (before == 0), ~tested & (now == 0), ~tested, ~sure, before == 0, now == 0, ratio > 1],
        ["new-few", "gone-few", "few", "steady", "new", "gone", "stronger"],
        default="weaker",
    ).astype(object)
    first, second = ends[chosen].T
    if KINDS.index(kinds[0]) > KINDS.index(kinds[1]):
        first, second = second, first
    order = np.lexsort((second, first, -(now + before), np.nan_to_num(p, nan=2.0)))
    values = (
        [tables.entity_ids[number] for number in first[order]], tables.labels[first[order]],
        [tables.entity_ids[number] for number in second[order]], tables.labels[second[order]], words[order],
        now[order], np.full(len(order), total), share[order],
        before[order], np.full(len(order), total_before), share_before[order],
        ratio[order], low[order], high[order], p[order], q[order],
    )  # fmt: skip
    frame = pd.DataFrame(dict(zip(COLUMNS, values, strict=True)))
    frame.attrs |= {name: int(rows.sum()) for name, rows in groups.items()}
    return frame


def judge_counts(count: ArrayLike, total: int, count_before: ArrayLike, total_before: int) -> Floats:
    """The two-sided mid-p value of each pair of counts: how likely so uneven a split is by chance alone."""
    k = np.asarray(count, dtype=np.int64)
    both = k + np.asarray(count_before, dtype=np.int64)
    values = np.ones(len(k))
    for size in np.unique(both):
        rows = np.flatnonzero(both == size)
        split = np.arange(size + 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = (
                _choose(total, split)
                + _choose(total_before, size - split)
                - _choose(total + total_before, size)
            )
        chance = np.where(
            (split <= total) & (size - split <= total_before), np.exp(np.nan_to_num(logs, nan=-np.inf)), 0.0
        )
        below = np.cumsum(chance) - chance / 2
        above = np.cumsum(chance[::-1])[::-1] - chance / 2
        values[rows] = np.minimum(2 * np.minimum(below, above), 1.0)[k[rows]]
    return values


def control_discoveries(p: ArrayLike) -> Floats:
    """Benjamini and Hochberg's adjusted values: the smallest rate of false discoveries at which each is one.

    NaN stays, uncounted.
    """
    values = np.asarray(p, dtype=float)
    adjusted = np.full(len(values), np.nan)
    tested = np.flatnonzero(~np.isnan(values))
    order = tested[np.argsort(-values[tested], kind="stable")]
    ranks = np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.minimum.accumulate(values[order] * len(order) / ranks), 1.0)
    return adjusted


def find_ratio_interval(
    count: ArrayLike, total: int, count_before: ArrayLike, total_before: int
) -> tuple[Floats, Floats]:
    """The 95 % interval of the ratio of two shares: Katz's, with a half added to each count as Walter does;
    from 0 where the first count is 0, without an upper end where the second is."""
    one, two = np.asarray(count, dtype=float) + 0.5, np.asarray(count_before, dtype=float) + 0.5
    n, m = total + 0.5, total_before + 0.5
    middle = np.log(one / n) - np.log(two / m)
    half = CONFIDENCE_Z * np.sqrt(np.maximum(1 / one - 1 / n + 1 / two - 1 / m, 0))
    low, high = np.exp(middle - half), np.exp(middle + half)
    return np.where(one == 0.5, 0.0, low), np.where(two == 0.5, np.inf, high)


def find_periods(tables: Tables, filter: Filter, period: Period = "quarter") -> tuple[Days, Days] | None:
    """The last whole period and the one before it that both have COVERED articles or more; else the two next
    to each other of which the smaller has most. None where no two periods next to each other have any.

    The newest period is whole when there is an article of its last day.
    """
    frame = count_articles(tables, filter, period)
    counts = {day.date(): int(number) for day, number in zip(frame["period"], frame["count"], strict=True)}
    days = tables.day[~np.isnat(tables.day)]
    last = days.max().item() if len(days) else None
    found: list[tuple[int, date]] = []
    for start in sorted(counts, reverse=True):
        smaller = min(counts[start], counts.get(find_previous(find_period(start, period), period)[0], 0))
        if smaller and last and find_period(start, period)[1] <= last:
            found.append((smaller, start))
            if smaller >= COVERED:
                break
    if not found:
        return None
    start = next((day for smaller, day in found if smaller >= COVERED), max(found)[1])
    return find_period(start, period), find_previous(find_period(start, period), period)


def find_previous(span: Days, period: Period | None = None) -> Days:
    """The period of a kind before that of a span's first day, or as many days as the span has before it."""
    day = span[0] - timedelta(days=1)
    return find_period(day, period) if period else (day - (span[1] - span[0]), day)


def _choose(among: int, taken: ArrayLike) -> Floats:
    """The logarithm of how many ways there are to take so many."""
    number = np.asarray(taken, dtype=float)
    return np.asarray(
        gammaln(among + 1.0) - gammaln(number + 1) - gammaln(np.maximum(among - number, -0.5) + 1)
    )
