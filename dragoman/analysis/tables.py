"""The hot tables: articles and readings in an in-memory DuckDB, and sorted columns to count from.

Tables in DuckDB (all keys are whole numbers; an article's number rises with its date, undated last):

    articles   article, id, title, url, date, date_origin, outlet, story, story_id, words
    entities   entity, id, kind, label, official, country
    mentions   article, entity, route, sentence, paragraph, start, end      (one row a mention; route is its
      place in model.ROUTES)
    offices    article, entity, role, country, body, former                 (offices as articles state them)
    learnt     spell, entity, role, country, body, first, last, articles, outlets     (and learnt_from: see
      `learnt`)
    unclear    article, name, candidates                                    (surnames that could be two
      people; not counted anywhere)

What counts as being together in a unit:

    sentence   both have a mention in one sentence
    paragraph  both have a mention in one paragraph (the title is one)
    article    both stand in the article

A topic stands in a sentence or paragraph where one of its terms does, and in an article when the article has
the topic, a term or not (its route is `lexicon`). A mention by a route that the filter switches off does not
exist for that filter. Where it rolls officials up, the countries that they speak for stand where they do, by
the route `official`: see representation.py. Where it counts only in paragraphs that hold what is searched
for, mentions in others do not exist for it, nor topics of an article without a term there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from dragoman.analysis.counting import Bools, Columns, Ints, make_columns
from dragoman.analysis.memory import Key, Made, Memory
from dragoman.analysis.representation import OFFICIAL, roll_up, sort_named
from dragoman.analysis.searching import bind_within, write_within
from dragoman.corrections.model import NONE, Corrections
from dragoman.library.query import Query
from dragoman.model import KINDS, ROUTES, CountedIn, Filter, Kind, Unit

LATEST = 12  # of the columns that are made for a search, how many are kept


class Search(Protocol):
    """What articles are searched by: see `dragoman.library.search.Search`."""

    def expand(self, text: str) -> Query | None:
        """The query of a text with the forms of its words."""

    def find(self, query: Query) -> Mapping[str, float]:
        """Article id -> score of the articles in which a query holds."""

    def suggest(self, text: str) -> Mapping[str, str]:
        """For each word that no article has the nearest that one has."""


@dataclass(slots=True, eq=False)
class Tables:
    """The hot tables of one revision of a library.

    Safe to share between threads: every call works on a cursor of its own.
    """

    revision: int
    connection: duckdb.DuckDBPyConnection
    texts: Mapping[str, pa.ChunkedArray]  # title, text: rows as the library gave them
    sentences: tuple[Ints, Ints]  # the first character of each sentence of each row, and the one behind it
    opening: Any  # row -> its first sentence in `sentences`, and one more than there are at the end
    contacts: pa.ChunkedArray  # row -> contacts, packed; null where they were never looked for
    row: Ints  # article -> row of `texts`
    day: Any  # article -> numpy datetime64[D], NaT where undated
    origin: Any  # article -> date_origin
    outlet: Ints
    outlets: tuple[str, ...]
    story: Ints
    stories: tuple[str, ...]
    article_ids: tuple[str, ...]
    entity_ids: tuple[str, ...]
    labels: Any  # entity -> label, numpy array of str
    names: pd.DataFrame  # entity -> id, label: as pandas keeps text, so that long tables are soon made
    alphabet: Ints  # entity -> its place among all by label, then by number
    official: Bools  # entity -> a person who holds or held public office
    kind_starts: tuple[int, ...]  # entities of kind k are kind_starts[k] to kind_starts[k + 1]
    named: Columns  # group = entity, one row an article and route, weight = mentions
    search: Search | None = None
    article_of: dict[str, int] = field(default_factory=dict)
    entity_of: dict[str, int] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    corrections: Corrections = NONE  # that lie over these tables: see correcting.py
    outlet_leads: Mapping[str, str] = field(default_factory=dict)  # outlet -> as it is called since

    @property
    def mark(self) -> str:
        """What tells these tables from others of the library: revision and corrections."""
        return f"{self.revision}-{self.corrections.hash}"

    @property
    def size(self) -> int:
        """How many articles there are."""
        return len(self.article_ids)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of one's own to the same tables."""
        return self.connection.cursor()

    def query(self, sql: str, parameters: Any = None, **arrows: pa.Table) -> pa.Table:
        """The answer to a query, with Arrow tables at hand under the names given."""
        with self.cursor() as cursor:
            for name, table in arrows.items():
                cursor.register(name, table)
            return cursor.sql(sql, params=parameters).to_arrow_table()

    def read_text(self, article: int) -> str:
        """The full text of an article: title + "\\n\\n" + text."""
        row = int(self.row[article])
        return f"{self.texts['title'][row].as_py() or ''}\n\n{self.texts['text'][row].as_py() or ''}"

    def kind_range(self, kind: Kind) -> tuple[int, int]:
        """The first entity of a kind, and the one after its last."""
        place = KINDS.index(kind)
        return self.kind_starts[place], self.kind_starts[place + 1]

    def counted(self, counted_in: CountedIn) -> Ints | None:
        """For each article the number of what it is counted in; None for the article itself."""
        return {"article": None, "story": self.story, "outlet": self.outlet}[counted_in]

    def list_named(self, filter: Filter) -> Columns:
        """Which entity stands in which article: `named`, and officials as their countries where rolled up.

        Where the filter counts in paragraphs only, which stands in those.
        """
        named = self.remember(("rolled up", ""), lambda: roll_up(self)) if filter.rolled_up else self.named
        if not filter.within:
            return named
        key = ("named in paragraphs", (filter.within, filter.rolled_up))
        return self.remember(key, lambda: _list_named_within(self, filter), LATEST)

    def pair_columns(self, kinds: tuple[Kind, Kind], unit: Unit, filter: Filter) -> tuple[Columns, Any]:
        """Columns of the pairs of two kinds, in the order of model.KINDS, and each pair's entities as an
        array (pairs, 2); made at the first call. Of the filter it matters only whether officials are rolled
        up, and in which paragraphs it counts."""
        first, second = sorted((KINDS.index(kinds[0]), KINDS.index(kinds[1])))
        rolled = filter.rolled_up and KINDS.index("country") in (first, second)
        if rolled:
            self.list_named(filter)  # makes what the pairs are joined from
        key = (first, second, unit, rolled)
        if filter.within:
            within = ("pairs in paragraphs", (*key, filter.within))
            return self.remember(within, lambda: _join_pairs(self, *key, filter), LATEST)
        return self.remember(("pairs", key), lambda: _join_pairs(self, *key))

    def remember(self, key: Key, make: Callable[[], Made], most: int | None = None) -> Made:
        """What follows from these tables, made once and kept as long as they are: see `Memory.remember`."""
        return self.memory.remember(key, make, most)


def switched_on(filter: Filter) -> int:
    """The routes that a filter lets through, one bit each, in the order of model.ROUTES."""
    off = {*filter.routes_off} | (set() if filter.rolled_up else {ROUTES[OFFICIAL]})
    return 255 & ~sum(1 << ROUTES.index(route) for route in off if route in ROUTES)


def _list_named_within(tables: Tables, filter: Filter) -> Columns:
    rows = tables.query(
        f"""
        SELECT entity, article, route, count(*)::INTEGER AS mentions
        FROM mentions{"_rolled" if filter.rolled_up else ""} {write_within(filter)} GROUP BY ALL
        """,
        **bind_within(tables, filter),
    )
    return sort_named(rows, tables.story, len(tables.entity_ids))


def _join_pairs(
    tables: Tables, first: int, second: int, unit: Unit, rolled: bool, filter: Filter | None = None
) -> tuple[Columns, Any]:
    """All pairs of two kinds by article and bits of routes, sorted for counting; weighed by their units.

    With a filter those in its paragraphs.
    """
    units = f"in_{unit}{'_rolled' if rolled else ''}"
    counted = f"SELECT * FROM {units}"
    if filter:
        number = "article" if unit == "article" else f"base + {unit}"
        counted = f"""
            SELECT {number} AS unit, article, entity, bit_or(1::UTINYINT << route) AS bits
            FROM mentions{"_rolled" if rolled else ""} {write_within(filter)} JOIN articles USING (article)
            GROUP BY ALL"""
    # An official's own country pairs with them only where it is named otherwise: see representation.py.
    own = rolled and KINDS[first] == "person"
    bits = (
        f"CASE WHEN own.article IS NULL THEN y.bits ELSE y.bits & {255 & ~(1 << OFFICIAL)}::UTINYINT END"
        if own
        else "y.bits"
    )
    join = (
        "LEFT JOIN represents own "
        "ON own.article = x.article AND own.person = x.entity AND own.entity = y.entity"
        if own
        else ""
    )
    low_a, high_a = tables.kind_starts[first], tables.kind_starts[first + 1]
    low_b, high_b = tables.kind_starts[second], tables.kind_starts[second + 1]
    answer = tables.query(
        f"""
        WITH counted AS ({counted}), pairs AS (
            SELECT x.entity AS a, y.entity AS b, x.article AS article,
                   x.bits AS bits_a, {bits} AS bits_b, count(*)::INTEGER AS weight
            FROM counted x JOIN counted y ON x.unit = y.unit {join}
            WHERE x.entity >= {low_a} AND x.entity < {high_a} AND y.entity >= {low_b} AND y.entity < {high_b}
              {"AND x.entity < y.entity" if first == second else ""}
            GROUP BY ALL
        )
        SELECT a, b, pairs.article AS article, bits_a, bits_b, weight
        FROM pairs JOIN articles USING (article) WHERE bits_b <> 0
        ORDER BY a, b, story, article
        """,
        **(bind_within(tables, filter) if filter else {}),
    )
    a, b = answer["a"].to_numpy(), answer["b"].to_numpy()
    new = np.ones(len(a), dtype=bool)
    new[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    frame = {name: answer[name].to_numpy() for name in ("article", "bits_a", "bits_b", "weight")}
    frame["group"] = np.cumsum(new) - 1
    return make_columns(frame, int(new.sum())), np.stack([a[new], b[new]], axis=1)
