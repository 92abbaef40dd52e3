"""Who appears with whom."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dragoman.analysis import measures
from dragoman.analysis.counting import Bools, Columns, Ints, count_distinct, sum_weights
from dragoman.analysis.filtering import Span, find_entities, find_passing
from dragoman.analysis.measures import Floats
from dragoman.analysis.own_country import find_own
from dragoman.analysis.tables import Tables, switched_on
from dragoman.analysis.units import count_all, find_population, list_units
from dragoman.model import KINDS, CountedIn, Filter, Kind, Measure, Unit

MADE_OF = ("units", "units_a", "units_b", "units_total")  # what a measure is made of
COLUMNS = (
    "a", "a_label", "b", "b_label", "count", "count_a", "count_b", "total",
    "units", "units_a", "units_b", "units_total",
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
    measure: Measure = "count",
    around: str = "",
    steps: int = 1,
    aside: bool = False,
) -> pd.DataFrame:
    """Pairs of two kinds that stand in one unit of an article that passes, the strongest by a measure first.

    `count` is the number of distinct articles (stories, outlets) in which a and b share at least one unit;
    `count_a` and `count_b` are those in which the one and the other stand at all, `total` those that pass.
    `units`, `units_a`, `units_b` and `units_total` are the sentences (paragraphs, articles) that name both,
    the one, the other, and all there are, of the population that `units.py` tells of: of them jaccard, npmi
    (both with their 95 % interval) and likelihood are made; all are NaN where only paragraphs that hold
    words are counted. `first` and `last` are the dates of the first and
    last article counted (None where undated). `a` is of the first kind. Pairs of one kind are counted once, a
    before b by identifier; nothing is paired with itself. Only pairs of at least `minimum`; at most `limit`
    of them (None: all). `span` narrows the articles to dates from first to last.

    The order is that of `measures.find_strength`, then of the count, then of the labels; what it cannot say
    comes last. attrs["found"] is how many pairs there are without the limit, attrs["said"] of how many of
    them the measure can be said.

    With `aside` a person is not paired with a country that an office of his is of (see own_country.py);
    attrs["aside"] is how many pairs are left out for that.

    `around` keeps the pairs of one identifier; with two `steps` those of whatever it is paired with follow
    them, and get half of the limit at least.
    """
    columns, ends = tables.pair_columns(kinds, unit, filter)
    keep, on = find_passing(tables, filter, span), switched_on(filter)
    counts = count_groups(tables, columns, keep, on, counted_in)
    if filter.officials_only:
        counts = np.where(_looked_at(tables, ends), counts, 0)
    chosen = np.flatnonzero(counts >= max(minimum, 1)).astype(np.int32)
    own = find_own(tables, ends[chosen]) if aside else np.zeros(len(chosen), dtype=bool)
    chosen = chosen[~own]
    single = count_groups(tables, tables.list_named(filter), keep, on, counted_in)
    total = count_total(tables, keep, counted_in)
    population = find_population(tables, filter, counted_in, span)
    both = sum_weights(columns, population, on)
    named = sum_weights(list_units(tables, unit, filter), population, on)
    every: float = count_all(tables, unit, population)
    if filter.within:  # nobody knows how many units the paragraphs have that hold the words
        both, named, every = np.full(len(both), np.nan), np.full(len(named), np.nan), np.nan
    strength = measures.find_strength(
        measure, counts[chosen], both[chosen], named[ends[chosen, 0]], named[ends[chosen, 1]], every
    )
    strength = np.where(np.isnan(strength), -np.inf, strength)
    found = len(chosen), int(np.isfinite(strength).sum())
    swap = KINDS.index(kinds[0]) > KINDS.index(kinds[1])
    first, second = (ends[:, 1], ends[:, 0]) if swap else (ends[:, 0], ends[:, 1])
    parts = [np.ones(len(chosen), dtype=bool)]
    if around:
        parts = _find_neighbours(find_entities(tables, filter, (around,))[0], ends[chosen], steps)
        near = np.logical_or.reduce(parts)
        found = int(near.sum()), int((near & np.isfinite(strength)).sum())
    orders: list[Ints] = []
    for part in parts:
        room = (
            None
            if limit is None
            else (limit + 1) // 2
            if part is not parts[-1]
            else limit - sum(map(len, orders))
        )
        orders.append(
            _order_pairs(
                tables,
                np.flatnonzero(part).astype(np.int32),
                strength,
                counts[chosen],
                first[chosen],
                second[chosen],
                room,
            )
        )
    chosen = chosen[np.concatenate(orders)]
    a, b = first[chosen], second[chosen]
    made_of = (both[chosen], named[a], named[b], np.full(len(a), every))
    ids, labels = (tables.names[name].array for name in ("id", "label"))
    values = (
        ids[a], labels[a], ids[b], labels[b], counts[chosen], single[a], single[b], np.full(len(a), total),
        *made_of, *measure_pairs(*made_of), *find_days(tables, columns, chosen, keep, on),
    )  # fmt: skip
    frame = pd.DataFrame(dict(zip(COLUMNS, values, strict=True)))
    frame.attrs["found"], frame.attrs["said"] = found
    frame.attrs["aside"] = int(own.sum())
    return frame


def measure_pairs(units: Any, units_a: Any, units_b: Any, total: Any) -> tuple[Floats, ...]:
    """jaccard, jaccard_low, jaccard_high, npmi, npmi_low, npmi_high and likelihood of pairs."""
    return (
        measures.jaccard(units, units_a, units_b),
        *measures.wilson(units, units_a + units_b - units),
        measures.npmi(units, units_a, units_b, total),
        *measures.npmi_interval(units, units_a, units_b, total),
        measures.likelihood(units, units_a, units_b, total),
    )


def _order_pairs(
    tables: Tables, places: Ints, strength: Floats, counts: Ints, first: Ints, second: Ints, limit: int | None
) -> Ints:
    """The strongest of some pairs in their order: by strength, count and labels."""
    if limit is not None:
        places = _cut(places, strength, limit)
        least = strength[places].min(initial=np.inf)
        above, level = places[strength[places] > least], places[strength[places] == least]
        places = np.concatenate([above, _cut(level, counts, limit - len(above))])
    alphabetic = tables.alphabet[first[places]].astype(np.int64) << 32 | tables.alphabet[second[places]]
    order = np.lexsort((alphabetic, -counts[places], -strength[places]))[:limit]
    return np.asarray(places[order], dtype=np.int32)


def _cut(places: Ints, values: Any, limit: int) -> Ints:
    """The places with the largest values, as many as the limit says and all that tie with the last."""
    if len(places) <= limit:
        return places
    if limit <= 0:
        return places[:0]
    least = np.partition(values[places], len(places) - limit)[len(places) - limit]
    return np.asarray(places[values[places] >= least], dtype=np.int32)


def _find_neighbours(number: int | None, ends: Ints, steps: int) -> list[Bools]:
    """Which pairs an entity is part of, and, with two steps, which others its partners are part of."""
    own = (ends == number).any(axis=1) if number is not None else np.zeros(len(ends), dtype=bool)
    if steps < 2:
        return [own]
    near = np.unique(ends[own])
    return [own, ~own & np.isin(ends, near).any(axis=1)]


def count_groups(
    tables: Tables, columns: Columns, keep: Bools | None, on: int, counted_in: CountedIn
) -> Ints:
    """For each group the number of distinct articles, stories or outlets."""
    return count_distinct(columns, tables.counted(counted_in), keep, on, by_outlet=counted_in == "outlet")


def count_total(tables: Tables, keep: Bools | None, counted_in: CountedIn) -> int:
    """How many articles, stories or outlets pass."""
    counted = tables.counted(counted_in)
    if counted is None:
        return tables.size if keep is None else int(keep.sum())
    return len(np.unique(counted if keep is None else counted[keep]))


def find_days(
    tables: Tables, columns: Columns, groups: Ints, keep: Bools | None, on: int
) -> tuple[list[object], list[object]]:
    """The first and last date in each of some groups that are counted, None where no article has a date."""
    if not len(groups):
        return [], []
    starts = columns.starts[groups.min() : groups.max() + 2]
    within = slice(int(starts[0]), int(starts[-1]))
    article, rows = columns.article[within], columns.find_counted(keep, on, within)
    # Articles' numbers rise with the date, undated last: the first and last will do; behind them is no date.
    days, none = np.append(tables.day, np.datetime64("NaT")), tables.size
    dated = article < np.count_nonzero(~np.isnat(tables.day))
    low = np.append(article if rows is None else np.where(rows, article, none), none)
    high = np.append(np.where(dated if rows is None else rows & dated, article, -1), -1)
    places, opening = groups - groups.min(), starts - starts[0]
    firsts, lasts = (
        days[np.minimum.reduceat(low, opening)[places]],
        days[np.maximum.reduceat(high, opening)[places]],
    )
    return firsts.astype(object).tolist(), lasts.astype(object).tolist()


def _looked_at(tables: Tables, ends: Ints) -> Bools:
    start, end = tables.kind_range("person")
    counts = np.ones(len(tables.entity_ids), dtype=bool)
    counts[start:end] = tables.official[start:end]
    return np.asarray(counts[ends].all(axis=1))
