"""Who appears with whom."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dragoman.analysis import measures
from dragoman.analysis.counting import Bools, Columns, Ints, count_distinct
from dragoman.analysis.passing import Span, find_passing
from dragoman.analysis.tables import Tables, switched_on
from dragoman.model import KINDS, CountedIn, Filter, Kind, Unit

COLUMNS = (
    "a", "a_label", "b", "b_label", "count", "count_a", "count_b", "total",
    "jaccard", "jaccard_low", "jaccard_high", "npmi", "npmi_low", "npmi_high", "likelihood", "first", "last",
)  # fmt: skip


def count_pairs(
    tables: Tables,
    filter: Filter,
    kinds: tuple[Kind, Kind] = ("person", "country"),
    unit: Unit = "sentence",
    counted_in: CountedIn = "article",
    minimum: int = 1,
    limit: int | None = None,
    span: Span | None = None,
) -> pd.DataFrame:
    """Pairs of two kinds that stand in one unit of an article that passes the filter, the most frequent first.

    `count` is the number of distinct articles (stories, outlets) in which a and b share at least one unit; `count_a` and `count_b`
    are those in which the one and the other stand at all, `total` those that pass. jaccard, npmi (both with their 95 % interval)
    and likelihood are made of these four; `first` and `last` are the dates of the first and last article counted (None where
    undated). `a` is of the first kind. Pairs of one kind are counted once, a before b by identifier; nothing is paired with itself.
    Only pairs of at least `minimum`; at most `limit` of them (None: all). `span` narrows the articles to dates from first to last.
    """
    columns, ends = tables.pair_columns(kinds, unit, filter)
    keep, on = find_passing(tables, filter, span), switched_on(filter)
    counts = count_groups(tables, columns, keep, on, counted_in)
    if filter.officials_only:
        counts = np.where(_looked_at(tables, ends), counts, 0)
    chosen = np.flatnonzero(counts >= max(minimum, 1)).astype(np.int32)
    swap = KINDS.index(kinds[0]) > KINDS.index(kinds[1])
    first, second = (ends[:, 1], ends[:, 0]) if swap else (ends[:, 0], ends[:, 1])
    if limit is not None and len(chosen) > limit:
        # All that tie with the last one stay until the labels have put them in order.
        least = np.partition(counts[chosen], len(chosen) - limit)[len(chosen) - limit] if limit > 0 else counts.max() + 1
        chosen = chosen[counts[chosen] >= least]
    a, b = first[chosen], second[chosen]
    order = np.lexsort((b, a, tables.labels[b].astype(str), tables.labels[a].astype(str), -counts[chosen]))[:limit]
    chosen, a, b = chosen[order], a[order], b[order]
    single = count_groups(tables, tables.list_named(filter), keep, on, counted_in)
    total = count_total(tables, keep, counted_in)
    count, count_a, count_b = counts[chosen], single[a], single[b]
    shares = measures.wilson(count, count_a + count_b - count)
    ties = measures.npmi_interval(count, count_a, count_b, total)
    days = find_days(tables, columns, chosen, keep, on)
    values = (
        _identify(tables, a), tables.labels[a], _identify(tables, b), tables.labels[b], count, count_a, count_b, np.full(len(a), total),
        measures.jaccard(count, count_a, count_b), *shares, measures.npmi(count, count_a, count_b, total), *ties,
        measures.likelihood(count, count_a, count_b, total), *days,
    )  # fmt: skip
    return pd.DataFrame(dict(zip(COLUMNS, values, strict=True)))


def count_groups(tables: Tables, columns: Columns, keep: Bools | None, on: int, counted_in: CountedIn) -> Ints:
    """For each group the number of distinct articles, stories or outlets."""
    return count_distinct(columns, tables.counted(counted_in), keep, on, by_outlet=counted_in == "outlet").astype(np.int32)


def count_total(tables: Tables, keep: Bools | None, counted_in: CountedIn) -> int:
    """How many articles, stories or outlets pass."""
    counted = tables.counted(counted_in)
    if counted is None:
        return tables.size if keep is None else int(keep.sum())
    return len(np.unique(counted if keep is None else counted[keep]))


def find_days(tables: Tables, columns: Columns, groups: Ints, keep: Bools | None, on: int) -> tuple[list[object], list[object]]:
    """The first and the last date in each of some groups, None where no counted article has a date."""
    firsts: list[object] = []
    lasts: list[object] = []
    if len(groups) > 2000:  # one pass over everything is then the shorter way
        return _find_all_days(tables, columns, groups, keep, on)
    for group in groups:
        days = tables.day[columns.list_articles(int(group), keep, on)]
        firsts.append(np.fmin.reduce(days).item())  # of these two NaT is passed over, and becomes None where there is nothing else
        lasts.append(np.fmax.reduce(days).item())
    return firsts, lasts


def _find_all_days(tables: Tables, columns: Columns, groups: Ints, keep: Bools | None, on: int) -> tuple[list[object], list[object]]:
    rows = columns.standing(keep, on)
    days = tables.day[columns.article]
    ok = ~np.isnat(days) if rows is None else rows & ~np.isnat(days)
    number = days.astype(np.int64)
    far = np.iinfo(np.int64).max
    low = np.minimum.reduceat(np.where(ok, number, far), columns.starts[:-1])[groups]
    high = np.maximum.reduceat(np.where(ok, number, -far), columns.starts[:-1])[groups]
    return tuple(  # type: ignore[return-value]
        [None if abs(day) == far else np.datetime64(int(day), "D").item() for day in side] for side in (low, high)
    )


def _looked_at(tables: Tables, ends: Ints) -> Bools:
    start, end = tables.kind_range("person")
    counts = np.ones(len(tables.entity_ids), dtype=bool)
    counts[start:end] = tables.official[start:end]
    return np.asarray(counts[ends].all(axis=1))


def _identify(tables: Tables, numbers: Ints) -> list[str]:
    return [tables.entity_ids[number] for number in numbers]
