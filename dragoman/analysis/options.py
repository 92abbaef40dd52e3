"""What the widgets of the filter offer, with how many passing articles each choice has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from dragoman.analysis.entities import rank_entities
from dragoman.analysis.passing import list_passing
from dragoman.analysis.tables import Tables
from dragoman.model import Filter, Kind

OFFERED = 2000  # entities of a kind; longer lists help nobody and slow the browser


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Frames [id, label, count], the most frequent first; `first` and `last` are the dates of passing articles, None without any."""

    people: pd.DataFrame
    countries: pd.DataFrame
    organizations: pd.DataFrame
    topics: pd.DataFrame
    offices: pd.DataFrame  # id is the role in lower case
    outlets: pd.DataFrame  # id and label are the outlet's name; "" for articles without one is left out
    first: date | None
    last: date | None
    articles: int
    undated: int


def list_options(tables: Tables, filter: Filter) -> Options:
    """The choices that passing articles have, counted in articles."""
    articles = list_passing(tables, filter)
    days = tables.day[articles]
    dated = days[~np.isnat(days)]
    return Options(
        people=_list_entities(tables, filter, "person"),
        countries=_list_entities(tables, filter, "country"),
        organizations=_list_entities(tables, filter, "organization"),
        topics=_list_entities(tables, filter, "topic"),
        offices=_list_offices(tables, filter),
        outlets=_list_outlets(tables, articles),
        first=dated.min().item() if len(dated) else None,
        last=dated.max().item() if len(dated) else None,
        articles=len(articles),
        undated=len(days) - len(dated),
    )


def _list_entities(tables: Tables, filter: Filter, kind: Kind) -> pd.DataFrame:
    chosen, counts = rank_entities(tables, filter, kind, limit=OFFERED)
    return pd.DataFrame({"id": [tables.entity_ids[number] for number in chosen], "label": tables.labels[chosen], "count": counts})


def _list_offices(tables: Tables, filter: Filter) -> pd.DataFrame:
    """Roles that passing articles state, under the form that most of them use."""
    kept = pa.table({"article": pa.array(list_passing(tables, filter), pa.int32())})
    frame: pd.DataFrame = tables.query(
        """
        WITH stated AS (
            SELECT DISTINCT article, lower(trim(role)) AS id, role FROM offices SEMI JOIN kept USING (article) WHERE trim(role) <> ''
        ), forms AS (
            SELECT id, first(role ORDER BY times DESC, role) AS label FROM (SELECT id, role, count(*) AS times FROM stated GROUP BY ALL)
            GROUP BY id
        )
        SELECT id, label, count FROM forms JOIN (SELECT id, count(DISTINCT article) AS count FROM stated GROUP BY id) USING (id)
        """,
        kept=kept,
    ).to_pandas()
    return frame.sort_values(["count", "label"], ascending=[False, True], ignore_index=True).head(OFFERED)


def _list_outlets(tables: Tables, articles: np.ndarray) -> pd.DataFrame:
    counts = np.bincount(tables.outlet[articles], minlength=len(tables.outlets))
    rows = [(name, name, int(count)) for name, count in zip(tables.outlets, counts, strict=True) if name and count]
    return pd.DataFrame(sorted(rows, key=lambda row: (-row[2], row[0])), columns=["id", "label", "count"])
