"""Who and what is named, and how often."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dragoman.analysis.counting import Ints, sum_weights
from dragoman.analysis.filtering import Span, find_passing
from dragoman.analysis.offices import find_shown_offices
from dragoman.analysis.pairs import count_groups, find_days
from dragoman.analysis.tables import Tables, switched_on
from dragoman.model import CountedIn, Filter, Kind

COLUMNS = ("id", "label", "kind", "official", "count", "mentions", "first", "last", "office", "known_office")


def count_entities(
    tables: Tables,
    filter: Filter,
    kind: Kind,
    counted_in: CountedIn = "article",
    limit: int | None = None,
    span: Span | None = None,
) -> pd.DataFrame:
    """Entities of a kind that passing articles name, the most frequent first, then by label.

    `count` is the number of distinct articles (stories, outlets), `mentions` the mentions by routes that are
    on (a topic that an article has without one of its terms adds none), `first` and `last` the dates of the
    first and last article, `office` the one that articles state last, `known_office` the one that the table
    of offices knows for that date; both as text, "" where there is none. Surnames that could be two people
    are counted nowhere: see `list_unclear`. attrs["found"] is how many there are without the limit.
    """
    counts = count_named(tables, filter, counted_in, span)
    chosen = rank_entities(tables, counts, kind, limit)
    keep, on = find_passing(tables, filter, span), switched_on(filter)
    columns = tables.list_named(filter)
    mentions = sum_weights(columns, keep, on)
    first, last = find_days(tables, columns, chosen, keep, on)
    stated, known = (
        find_shown_offices(tables, chosen, last)
        if kind == "person"
        else ([""] * len(chosen), [""] * len(chosen))
    )
    values = (
        [tables.entity_ids[number] for number in chosen], tables.labels[chosen], [kind] * len(chosen),
        tables.official[chosen], counts[chosen], mentions[chosen], first, last, stated, known,
    )  # fmt: skip
    frame = pd.DataFrame(dict(zip(COLUMNS, values, strict=True)))
    frame.attrs["found"] = int((counts[slice(*tables.kind_range(kind))] > 0).sum())
    return frame


def count_named(
    tables: Tables, filter: Filter, counted_in: CountedIn = "article", span: Span | None = None
) -> Ints:
    """How many passing articles (stories, outlets) name each entity; 0 where the filter does not look."""
    counts = count_groups(
        tables, tables.list_named(filter), find_passing(tables, filter, span), switched_on(filter), counted_in
    )
    if filter.officials_only:
        start, end = tables.kind_range("person")
        counts[start:end][~tables.official[start:end]] = 0
    return counts


def rank_entities(tables: Tables, counts: Ints, kind: Kind, limit: int | None = None) -> Ints:
    """The numbers of a kind's entities that are counted at all, in the order of `count_entities`."""
    start, end = tables.kind_range(kind)
    chosen: Ints = (np.flatnonzero(counts[start:end] > 0) + start).astype(np.int32)
    if limit is not None and 0 < limit < len(chosen):
        least = np.partition(counts[chosen], len(chosen) - limit)[len(chosen) - limit]
        chosen = chosen[counts[chosen] >= least]
    return chosen[np.lexsort((tables.alphabet[chosen], -counts[chosen]))[:limit]]


def list_unclear(tables: Tables, filter: Filter, limit: int | None = None) -> pd.DataFrame:
    """Surnames of passing articles that could be two people of the article: [name, articles], the most
    frequent first. They count for nobody."""
    keep = find_passing(tables, filter)
    frame: pd.DataFrame = tables.query("SELECT DISTINCT article, name FROM unclear").to_pandas()
    if keep is not None:
        frame = frame[keep[frame["article"].to_numpy(dtype=np.int64)]]
    counted = frame.groupby("name", as_index=False)["article"].count().rename(columns={"article": "articles"})
    return counted.sort_values(["articles", "name"], ascending=[False, True], ignore_index=True).head(
        limit or len(counted)
    )
