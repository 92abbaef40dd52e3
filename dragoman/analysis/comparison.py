"""Two sides beside each other: two names, periods or sets of outlets, each within the filter of a page.

A side is a Filter of which the names, the outlets and the dates are used. Articles that stand on both sides
count on both; the intervals take the sides for independent, which makes them rather too wide there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dragoman.analysis.counting import Bools, Ints
from dragoman.analysis.filtering import find_passing
from dragoman.analysis.measures import newcombe
from dragoman.analysis.pairs import count_groups, count_total
from dragoman.analysis.tables import Tables, switched_on
from dragoman.analysis.timeline import count_articles, lay_over, widen
from dragoman.model import KINDS, CountedIn, Filter, Kind, Period, Unit

Sides = tuple[Filter, Filter]

COLUMNS = (
    "count_one", "total_one", "share_one",
    "count_two", "total_two", "share_two",
    "difference", "low", "high",
)  # fmt: skip
_NAMES = ("people", "countries", "organizations", "topics")


def narrow(filter: Filter, side: Filter) -> Filter:
    """A side's filter: `filter` with the side's names besides, its outlets and dates in place of its own.

    A filter that asks for any of several names cannot ask for the side's besides: the side's take their
    place.
    """
    if side.entities:
        either = filter.match == "any" and len(filter.entities) + len(filter.groups) > 1
        names: dict[str, Any] = {
            name: tuple(dict.fromkeys((() if either else getattr(filter, name)) + getattr(side, name)))
            for name in _NAMES
        }
        filter = replace(filter, **names, groups=() if either else filter.groups, match="all")
    if side.outlets:
        filter = replace(filter, outlets=side.outlets)
    if side.start or side.end:
        filter = replace(filter, start=side.start, end=side.end)
    return filter


def count_sides(
    tables: Tables, filter: Filter, sides: Sides, counted_in: CountedIn = "article"
) -> tuple[int, int]:
    """How many articles (stories, outlets) each side has."""
    one, two = (count_total(tables, find_passing(tables, narrow(filter, side)), counted_in) for side in sides)
    return one, two


def compare_entities(
    tables: Tables,
    filter: Filter,
    sides: Sides,
    kind: Kind,
    counted_in: CountedIn = "article",
    limit: int | None = None,
) -> pd.DataFrame:
    """[id, label, count_one, total_one, share_one, count_two, total_two, share_two, difference, low, high]:
    the entities of a kind that either side names.

    Counts are articles (stories, outlets) of the side that name the entity, totals those of the side, shares
    their ratio. `difference` is share_one - share_two, `low` to `high` its 95 % interval (Newcombe). Of at
    most `limit` rows, those that differ most; the largest difference first, the most negative one last. Names
    that the sides themselves ask for are left out.
    """
    counts = _count(tables, filter, sides, None, counted_in)
    start, end = tables.kind_range(kind)
    asked = _find_asked(tables, sides)
    seen = np.zeros(len(tables.entity_ids), dtype=bool)
    seen[start:end] = True
    seen &= (counts.max(axis=0) > 0) & ~asked & _looked_at(tables, filter)
    chosen = np.flatnonzero(seen).astype(np.int32)
    rows, order = _measure(tables, filter, sides, counts[:, chosen], counted_in, limit)
    chosen = chosen[order]
    heads = {"id": [tables.entity_ids[number] for number in chosen], "label": tables.labels[chosen]}
    return pd.DataFrame({**heads, **rows})


def compare_pairs(
    tables: Tables,
    filter: Filter,
    sides: Sides,
    kinds: tuple[Kind, Kind] = ("person", "country"),
    unit: Unit = "sentence",
    counted_in: CountedIn = "article",
    limit: int | None = None,
) -> pd.DataFrame:
    """[a, a_label, b, b_label, count_one, ...

    high]: the pairs of two kinds that either side has, as `compare_entities` has entities.
    """
    _, ends = tables.pair_columns(kinds, unit, filter)
    counts = _count(tables, filter, sides, (kinds, unit), counted_in)
    fitting = (_looked_at(tables, filter) & ~_find_asked(tables, sides))[ends].all(axis=1)
    chosen = np.flatnonzero((counts.max(axis=0) > 0) & fitting).astype(np.int32)
    rows, order = _measure(tables, filter, sides, counts[:, chosen], counted_in, limit)
    first, second = ends[chosen[order]].T
    if KINDS.index(kinds[0]) > KINDS.index(kinds[1]):
        first, second = second, first
    heads: dict[str, object] = {}
    for name, side in (("a", first), ("b", second)):
        heads |= {name: [tables.entity_ids[number] for number in side], f"{name}_label": tables.labels[side]}
    return pd.DataFrame({**heads, **rows})


def compare_over_time(
    tables: Tables, filter: Filter, sides: Sides, period: Period = "month", counted_in: CountedIn = "article"
) -> pd.DataFrame:
    """[period, id, count, coverage, share, low, high]: each side over time, `id` "one" or "two".

    `coverage` is what there is without the side's names, the filter's names, offices and text: a period with
    coverage but nothing of the side is 0, one without coverage absent.
    """
    frames = []
    for name, side in zip(("one", "two"), sides, strict=True):
        narrowed = narrow(filter, side)
        cover = count_articles(tables, widen(narrowed), period, counted_in)
        frames.append(lay_over(cover, count_articles(tables, narrowed, period, counted_in)).assign(id=name))
    frame = pd.concat(frames, ignore_index=True)[
        ["period", "id", "count", "coverage", "share", "low", "high"]
    ]
    frame.attrs["period"] = period
    return frame


def _count(
    tables: Tables,
    filter: Filter,
    sides: Sides,
    pairs: tuple[tuple[Kind, Kind], Unit] | None,
    counted_in: CountedIn,
) -> Ints:
    """For each side the counts of all entities, or of all pairs."""
    columns = tables.pair_columns(*pairs, filter)[0] if pairs else tables.list_named(filter)
    on = switched_on(filter)
    return np.stack(
        [
            count_groups(tables, columns, find_passing(tables, narrow(filter, side)), on, counted_in)
            for side in sides
        ]
    )


def _measure(
    tables: Tables, filter: Filter, sides: Sides, counts: Ints, counted_in: CountedIn, limit: int | None
) -> tuple[dict[str, object], NDArray[np.int64]]:
    """The columns of numbers, and their order: from the largest difference to the most negative."""
    totals = count_sides(tables, filter, sides, counted_in)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = counts / np.array(totals, dtype=float)[:, None]
    difference = shares[0] - shares[1]
    # What differs alike goes by how often it is named; a side without articles has no shares to order by.
    size = counts.sum(axis=0)
    order = np.lexsort((np.arange(len(size)), -size, -np.nan_to_num(np.abs(difference))))[:limit]
    order = order[np.argsort(-np.nan_to_num(difference[order]), kind="stable")]
    one, two = counts[0][order], counts[1][order]
    full = [np.full(len(order), total) for total in totals]
    values = (
        one, full[0], shares[0][order],
        two, full[1], shares[1][order],
        difference[order],
        *newcombe(one, full[0], two, full[1]),
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True)), order


def _find_asked(tables: Tables, sides: Sides) -> Bools:
    """Which entities a side asks for."""
    asked = np.zeros(len(tables.entity_ids), dtype=bool)
    asked[
        [tables.entity_of[name] for side in sides for name in side.entities if name in tables.entity_of]
    ] = True
    return asked


def _looked_at(tables: Tables, filter: Filter) -> Bools:
    """Which entities the filter looks at: all, or of people the officials."""
    looked_at = np.ones(len(tables.entity_ids), dtype=bool)
    if filter.officials_only:
        start, end = tables.kind_range("person")
        looked_at[start:end] = tables.official[start:end]
    return looked_at
