"""What one entity stands together with."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dragoman.analysis.filtering import find_entities, find_passing, stands_for
from dragoman.analysis.pairs import count_groups
from dragoman.analysis.tables import Tables, switched_on
from dragoman.model import CountedIn, Filter, Kind, Unit


def count_neighbours(
    tables: Tables,
    filter: Filter,
    identifier: str,
    kind: Kind,
    unit: Unit = "sentence",
    counted_in: CountedIn = "article",
    limit: int | None = None,
) -> pd.DataFrame:
    """[id, label, kind, count]: entities of a kind that share a unit with one entity, by count, then label.

    `count` is that of count_pairs for the two: distinct articles (stories, outlets), whose rows find_evidence
    gives.
    """
    number = find_entities(tables, filter, (identifier,))[0]
    of: Any = identifier.partition(":")[0]
    if number is None:
        return pd.DataFrame({"id": [], "label": [], "kind": [], "count": np.zeros(0, dtype=int)})
    columns, ends = tables.pair_columns((of, kind), unit, filter)
    mine = np.flatnonzero((ends == number).any(axis=1))
    counts = count_groups(tables, columns, find_passing(tables, filter), switched_on(filter), counted_in)[
        mine
    ]
    others = ends[mine].sum(axis=1) - number
    rows = [
        (tables.entity_ids[other], str(tables.labels[other]), kind, int(count))
        for other, count in zip(others.tolist(), counts.tolist(), strict=True)
        if count and stands_for(tables, filter, other)
    ]
    rows.sort(key=lambda row: (-row[3], row[1], row[0]))
    return pd.DataFrame(rows[:limit], columns=["id", "label", "kind", "count"])
