"""Pairs through the months, quarters or years: the film that the network's time player shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dragoman.analysis.counting import Bools, Columns, Ints
from dragoman.analysis.evidence import find_pairs
from dragoman.analysis.filtering import find_entities, find_passing
from dragoman.analysis.measures import Floats
from dragoman.analysis.pairs import COLUMNS, MADE_OF, measure_pairs
from dragoman.analysis.tables import Tables, switched_on
from dragoman.analysis.timeline import count_articles, start_periods
from dragoman.analysis.units import count_units, find_population, list_units
from dragoman.model import CountedIn, Filter, Period, Unit


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """`periods` [period, count] are all that have an article. `pairs` [period, a, b, count, count_a, count_b,
    total, units, ... likelihood] has a row a period and pair that stands together in it, `names` [period,
    id, count] one a period and name that is named in it."""

    periods: pd.DataFrame
    pairs: pd.DataFrame
    names: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class _Units:
    """The units that name each pair and each name, a column a window, and all there are in each window."""

    of_pairs: Ints | Floats
    of_names: Ints | Floats
    of_all: Ints | Floats


def count_windows(
    tables: Tables,
    filter: Filter,
    pairs: Sequence[tuple[str, str]],
    unit: Unit = "sentence",
    counted_in: CountedIn = "article",
    period: Period = "month",
) -> Windows:
    """What count_pairs counts for some pairs, in each period: with a period's first and last day as its span,
    find_evidence has as many rows as each number says. Pairs are of two kinds, in one order."""
    periods = count_articles(tables, filter, period, counted_in)
    days = periods["period"].to_numpy().astype("datetime64[D]")
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    numbers = [number if number is not None else -1 for number in find_entities(tables, filter, names)]
    of_names = _count(tables, filter, tables.list_named(filter), numbers, days, counted_in, period)
    kinds = [name.partition(":")[0] for name in pairs[0]] if pairs else ["person", "country"]
    columns = tables.pair_columns((kinds[0], kinds[1]), unit, filter)[0]  # type: ignore[arg-type]
    groups = [-1 if group is None else group for group in find_pairs(tables, filter, pairs, unit)]
    of_pairs = _count(tables, filter, columns, groups, days, counted_in, period)
    population = find_population(tables, filter, counted_in, windows=_find_windows(tables, days, period))
    units = _Units(
        _sum(tables, filter, columns, groups, days, period, population),
        _sum(tables, filter, list_units(tables, unit, filter), numbers, days, period, population),
        _sum_all(tables, unit, days, period, population),
    )
    if filter.within:  # as in pairs.py: there is no telling of what they would be a share
        parts = (units.of_pairs, units.of_names, units.of_all)
        units = _Units(*(np.full(part.shape, np.nan) for part in parts))
    name, window = np.nonzero(of_names)
    named = {
        "period": periods["period"].to_numpy()[window],
        "id": [names[n] for n in name],
        "count": of_names[name, window],
    }
    return Windows(periods, _measure(periods, pairs, names, of_pairs, of_names, units), pd.DataFrame(named))


def _measure(
    periods: pd.DataFrame,
    pairs: Sequence[tuple[str, str]],
    names: Sequence[str],
    of_pairs: Ints,
    of_names: Ints,
    units: _Units,
) -> pd.DataFrame:
    """`Windows.pairs` of what is counted for each pair and name (rows) and period (columns)."""
    place, window = np.nonzero(of_pairs)
    order = np.lexsort((place, window))
    place, window = place[order], window[order]
    row_of = {name: number for number, name in enumerate(names)}
    ends = np.array([[row_of[name] for name in pair] for pair in pairs], dtype=np.int64).reshape(-1, 2)[place]
    counted = pd.DataFrame(
        {
            "period": periods["period"].to_numpy()[window],
            "a": [names[number] for number in ends[:, 0]],
            "b": [names[number] for number in ends[:, 1]],
            "count": of_pairs[place, window],
            "count_a": of_names[ends[:, 0], window],
            "count_b": of_names[ends[:, 1], window],
            "total": periods["count"].to_numpy()[window],
            "units": units.of_pairs[place, window],
            "units_a": units.of_names[ends[:, 0], window],
            "units_b": units.of_names[ends[:, 1], window],
            "units_total": units.of_all[window],
        }
    )
    counted[list(COLUMNS[COLUMNS.index("jaccard") : COLUMNS.index("first")])] = np.stack(
        measure_pairs(*(counted[name].to_numpy() for name in MADE_OF)), axis=1
    )
    return counted


def _find_windows(tables: Tables, days: Any, period: Period) -> Any:
    """The number of each article's window; that of the last and one more where it has none."""
    starts = start_periods(tables.day, period)
    window = np.searchsorted(days, starts)
    return np.where(np.isnat(tables.day) | (window >= len(days)), len(days), window)


def _sum(
    tables: Tables,
    filter: Filter,
    columns: Columns,
    groups: Sequence[int],
    days: Any,
    period: Period,
    population: Bools | None,
) -> Ints:
    """For each group (-1: there is none) and window the units of a population that name it."""
    on, window = switched_on(filter), _find_windows(tables, days, period)
    found = np.zeros((len(groups), len(days) + 1), dtype=np.int32)
    for place, group in enumerate(groups):
        if group >= 0:
            article, weight = columns.list_weights(group, population, on)
            np.add.at(found[place], window[article], weight)
    return found[:, :-1]


def _sum_all(tables: Tables, unit: Unit, days: Any, period: Period, population: Bools | None) -> Ints:
    """The units of a population in each window."""
    sizes, window = count_units(tables, unit), _find_windows(tables, days, period)
    kept = slice(None) if population is None else population
    found = np.bincount(window[kept], weights=sizes[kept], minlength=len(days) + 1)
    return found.astype(np.int32)[:-1]


def _count(
    tables: Tables,
    filter: Filter,
    columns: Columns,
    groups: Sequence[int],
    days: np.ndarray,
    counted_in: CountedIn,
    period: Period,
) -> Ints:
    """For each group (-1: there is none) and period the number of distinct articles, stories or outlets."""
    keep, on = find_passing(tables, filter), switched_on(filter)
    articles = [
        columns.list_articles(group, keep, on) if group >= 0 else np.zeros(0, dtype=np.int32)
        for group in groups
    ]
    row = np.repeat(np.arange(len(groups)), [len(part) for part in articles])
    article = np.concatenate(articles) if articles else np.zeros(0, dtype=np.int32)
    dated = ~np.isnat(tables.day[article])
    row, article = row[dated], article[dated]
    counted = tables.counted(counted_in)
    window = np.searchsorted(days, start_periods(tables.day[article], period))
    value = article if counted is None else counted[article]
    cell = row.astype(np.int64) * max(len(days), 1) + window
    if counted_in == "outlet":
        cell = np.unique(cell << 32 | value) >> 32
    else:  # articles stand by story and date, so that what is counted once stands together
        new = np.ones(len(cell), dtype=bool)
        new[1:] = (cell[1:] != cell[:-1]) | (value[1:] != value[:-1])
        cell = cell[new]
    return (
        np.bincount(cell, minlength=len(groups) * len(days)).astype(np.int32).reshape(len(groups), len(days))
    )
