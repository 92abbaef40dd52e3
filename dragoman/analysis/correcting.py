"""Hot tables with corrections: those of a revision stay as they are, and others are made of them at once.

This is the one place where decisions meet what is counted. Entities keep their identifiers; numbers of
entities and articles are given anew where some are new or gone. `tables` -> `correct_tables` -> tables.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from dragoman.analysis.corrected_articles import correct_articles
from dragoman.analysis.counting import Bools, Ints
from dragoman.analysis.learnt_offices import add_set_offices, learn_spells
from dragoman.analysis.memory import Memory
from dragoman.analysis.moving import NOBODY, Mover, Numbers, Rows, make_keys, make_mover, make_rows
from dragoman.analysis.representation import sort_named
from dragoman.analysis.tables import Tables
from dragoman.corrections.meaning import Overlay
from dragoman.corrections.model import NONE, Corrections
from dragoman.model import KINDS, ROUTES

LEXICON = ROUTES.index("lexicon")


def correct_tables(tables: Tables, overlay: Overlay, corrections: Corrections = NONE) -> Tables:
    """The tables as they are with the decisions of an overlay; the given ones are left alone.

    `corrections` says how many decisions these are, and their hash.
    """
    if not overlay.mark:
        return replace(tables, corrections=corrections)
    connection = duckdb.connect()
    heads, article_map = correct_articles(tables, overlay, connection)
    numbers = Numbers(tables)
    move = make_mover(tables, overlay.moves, numbers, overlay.outlets)
    moved = _move_all(tables, overlay, move, numbers, article_map)
    order = _order_entities(tables, numbers, moved)
    _write_mentions(connection, moved, order)
    entities = _describe_entities(tables, overlay, numbers, moved, order)
    connection.register("given", entities)
    connection.execute("CREATE TABLE entities AS SELECT * FROM given ORDER BY entity")
    _write_listed(connection, moved, order, entities)
    connection.unregister("given")
    _state_offices(connection, overlay)
    learn_spells(connection)
    add_set_offices(connection, [office for office in overlay.offices if not office.articles])
    return _gather(tables, overlay, corrections, connection, heads, entities, numbers, order)


# Who stands where


class _Moved:
    """The rows of tables with whom they stand for now; numbers of entities are still those of `Numbers`."""

    def __init__(self, mentions: pa.Table, filed: pa.Table, listed: pa.Table, offices: pa.Table) -> None:
        self.mentions, self.filed, self.listed, self.offices = mentions, filed, listed, offices
        self.unclear = pa.table({})

    def list_entities(self) -> Ints:
        """The numbers of those that have a row."""
        parts = (self.mentions, self.filed, self.listed)
        return np.unique(np.concatenate([part["entity"].to_numpy() for part in parts])).astype(np.int32)


def _move_all(tables: Tables, overlay: Overlay, move: Mover, numbers: Numbers, article_map: Ints) -> _Moved:
    mentions, filed, listed, offices = map(tables.query, (_MENTIONS, _FILED, _LISTED, _OFFICES))
    columns = (mentions[name].to_numpy() for name in ("article", "entity", "start", "end"))
    spoken = Rows(*columns)
    entity = move(spoken)
    partly = any(item.where and item.where.span for item in overlay.moves)
    bounds = (make_keys(spoken.article, spoken.entity), make_keys(spoken.article, entity)) if partly else None
    moved = _Moved(
        _place(mentions, entity, article_map, _drop_topics(tables, overlay, numbers, spoken.article, entity)),
        _file_topics(tables, overlay, move, numbers, filed, article_map),
        _move_named(listed, move, article_map, bounds),
        _move_named(offices, move, article_map, bounds),
    )
    moved.unclear = _place(tables.query("SELECT * FROM unclear"), None, article_map)
    return moved


def _place(rows: pa.Table, entity: Ints | None, article_map: Ints, drop: Bools | None = None) -> pa.Table:
    """Rows with their entities and articles as they are numbered now, without those that are nobody's."""
    article = article_map[rows["article"].to_numpy()]
    kept = article != NOBODY
    if entity is not None:
        kept &= entity != NOBODY
        rows = rows.set_column(rows.column_names.index("entity"), "entity", pa.array(entity, pa.int32()))
    if drop is not None:
        kept &= ~drop
    rows = rows.set_column(rows.column_names.index("article"), "article", pa.array(article, pa.int32()))
    return rows if kept.all() else rows.filter(pa.array(kept))


def _move_named(rows: pa.Table, move: Mover, article_map: Ints, bounds: Any) -> pa.Table:
    """Rows of a name in an article; with `bounds` without those of whom all mentions went elsewhere."""
    here = make_rows(rows["article"].to_numpy(), rows["entity"].to_numpy())
    entity, drop = move(here), None
    if bounds is not None:
        was, now = bounds
        spoken = np.isin(make_keys(here.article, here.entity), was)
        drop = np.asarray(spoken & ~np.isin(make_keys(here.article, entity), now), dtype=bool)
    return _place(rows, entity, article_map, drop)


def _list_topics(tables: Tables, overlay: Overlay, numbers: Numbers, present: bool) -> tuple[Ints, Ints]:
    """The articles (as numbered in `tables`) and topics that were set, or dropped."""
    pairs = [
        (tables.article_of[article], numbers[topic])
        for (article, topic), has in sorted(overlay.topics.items())
        if has == present and article in tables.article_of
    ]
    array = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return array[:, 0], array[:, 1]


def _drop_topics(
    tables: Tables, overlay: Overlay, numbers: Numbers, article: Ints, entity: Ints
) -> Bools | None:
    """Which rows are of topics that were dropped."""
    if not overlay.topics:
        return None
    dropped = make_keys(*_list_topics(tables, overlay, numbers, present=False))
    return np.isin(make_keys(article, entity), dropped)


def _file_topics(
    tables: Tables, overlay: Overlay, move: Mover, numbers: Numbers, filed: pa.Table, article_map: Ints
) -> pa.Table:
    """[article, entity] of the topics that articles are filed under."""
    article, entity = filed["article"].to_numpy(), filed["entity"].to_numpy()
    entity = move(make_rows(article, entity))
    drop = _drop_topics(tables, overlay, numbers, article, entity)
    kept = np.ones(len(article), dtype=bool) if drop is None else ~drop
    more_articles, more_topics = _list_topics(tables, overlay, numbers, present=True)
    article = np.concatenate([article[kept], more_articles]).astype(np.int32)
    entity = np.concatenate([entity[kept], more_topics]).astype(np.int32)
    return _place(pa.table({"article": article, "entity": entity}), entity, article_map)


_MENTIONS = 'SELECT article, entity, route, sentence, paragraph, start, "end" FROM mentions'
_FILED = f"""
    SELECT article, entity FROM named JOIN entities USING (entity)
    WHERE kind = 'topic' AND route = {LEXICON} ORDER BY entity, article
"""
_LISTED = """
    SELECT article, row, key, listed.kind AS kind, entity, name, listed.official AS official
    FROM listed JOIN entities USING (id)
"""
_OFFICES = "SELECT article, entity, role, country, body, former, place FROM offices"


# Entities: those of the tables, and who was made; by kind, then identifier


def _order_entities(tables: Tables, numbers: Numbers, moved: _Moved) -> Ints:
    """For each number of `numbers` the one in the new tables; NOBODY for who is new and stands nowhere."""
    known = len(tables.entity_ids)
    order = np.full(len(numbers.ids), NOBODY, dtype=np.int32)
    new = [number for number in moved.list_entities().tolist() if number >= known]
    if not new:
        order[:known] = np.arange(known, dtype=np.int32)
        return order
    kept = [*range(known), *new]
    kinds = {kind: place for place, kind in enumerate(KINDS)}
    kept.sort(key=lambda number: (kinds[numbers.ids[number].partition(":")[0]], numbers.ids[number]))  # type: ignore[index]
    order[kept] = np.arange(len(kept), dtype=np.int32)
    return order


def _describe_entities(
    tables: Tables, overlay: Overlay, numbers: Numbers, moved: _Moved, order: Ints
) -> pa.Table:
    """[entity, id, kind, label, official, country] of all, in their order."""
    base = tables.query("SELECT country FROM entities ORDER BY entity")["country"].to_pylist()
    known, total = len(base), int((order != NOBODY).sum())
    labels: list[str] = [*map(str, tables.labels), *numbers.ids[known:]]
    countries = [*base, *([""] * (len(numbers.ids) - known))]
    for target, source in _find_sources(overlay, numbers).items():
        countries[target] = countries[target] or countries[source]
        if target >= known:
            labels[target] = overlay.names.get(numbers.ids[target]) or labels[source]
    for id, label in overlay.labels.items():
        if id in numbers:
            labels[numbers[id]] = label
    official = np.zeros(len(numbers.ids), dtype=bool)
    official[moved.listed["entity"].to_numpy()[moved.listed["official"].to_numpy(zero_copy_only=False)]] = (
        True
    )
    shown = np.flatnonzero(order != NOBODY)
    shown = shown[np.argsort(order[shown])]
    ids = [numbers.ids[number] for number in shown]
    return pa.table(
        {
            "entity": np.arange(total, dtype=np.int32),
            "id": ids,
            "kind": [id.partition(":")[0] for id in ids],
            "label": pa.array([labels[number] for number in shown], pa.string()),
            "official": official[shown],
            "country": pa.array([countries[number] for number in shown], pa.string()),
        }
    )


def _find_sources(overlay: Overlay, numbers: Numbers) -> dict[int, int]:
    """Whom mentions were taken from: of several the first in the alphabet."""
    sources: dict[int, int] = {}
    for move in overlay.moves:
        if move.target and move.sources and move.target in numbers:
            first = next((id for id in sorted(move.sources) if id in numbers), None)
            if first is not None:
                sources.setdefault(numbers[move.target], numbers[first])
    return sources


# The tables that follow


def _write_mentions(connection: duckdb.DuckDBPyConnection, moved: _Moved, order: Ints) -> None:
    connection.register("spoken", _renumber(moved.mentions, order))
    connection.register("filed", _renumber(moved.filed, order))
    for statement in _STATEMENTS:
        connection.execute(statement)
    connection.unregister("spoken")
    connection.unregister("filed")


def _write_listed(
    connection: duckdb.DuckDBPyConnection, moved: _Moved, order: Ints, entities: pa.Table
) -> None:
    given = {"named_so": moved.listed, "stated": moved.offices}
    for name, rows in given.items():
        connection.register(name, _renumber(rows, order))
    connection.register("surnames", moved.unclear)
    connection.execute(
        "CREATE TABLE listed AS SELECT article, row, key, given.kind AS kind, given.id AS id, name, "
        "named_so.official AS official FROM named_so JOIN given USING (entity)"
    )
    connection.execute("CREATE TABLE offices AS SELECT * FROM stated ORDER BY entity, article, place")
    connection.execute("CREATE TABLE unclear AS SELECT * FROM surnames")
    for name in (*given, "surnames"):
        connection.unregister(name)


def _renumber(rows: pa.Table, order: Ints) -> pa.Table:
    column = rows.column_names.index("entity")
    return rows.set_column(column, "entity", pa.array(order[rows["entity"].to_numpy()], pa.int32()))


_UNITS = (("sentence", "base + sentence"), ("paragraph", "base + paragraph"))
_STATEMENTS = (
    'CREATE TABLE mentions AS SELECT * FROM spoken ORDER BY entity, article, start, "end"',
    f"""
    CREATE TABLE named AS
    SELECT entity, article, route, sum(mentions)::INTEGER AS mentions FROM (
        SELECT entity, article, route, count(*) AS mentions FROM mentions GROUP BY ALL
        UNION ALL SELECT DISTINCT entity, article, {LEXICON}::UTINYINT, 0 FROM filed
    ) GROUP BY ALL
    """,
    """
    CREATE TABLE in_article AS
    SELECT article AS unit, article, entity, bit_or(1::UTINYINT << route) AS bits
    FROM named GROUP BY ALL ORDER BY unit, entity
    """,
    *(
        f"""
        CREATE TABLE in_{unit} AS
        SELECT {number} AS unit, article, entity, bit_or(1::UTINYINT << route) AS bits
        FROM mentions JOIN articles USING (article) GROUP BY ALL ORDER BY unit, entity
        """
        for unit, number in _UNITS
    ),
)


def _state_offices(connection: duckdb.DuckDBPyConnection, overlay: Overlay) -> None:
    """In the articles for which an office was set it stands in place of what they state."""
    for office in overlay.offices:
        if not office.articles:
            continue
        where = [office.id, sorted(office.articles)]
        connection.execute(f"DELETE FROM offices WHERE (article, entity) IN ({_NAMING})", where)
        connection.execute(
            f"INSERT INTO offices BY NAME SELECT article, entity, ? AS role, ? AS country, ? AS body, "
            f"false AS former, 1 AS place FROM ({_NAMING})",
            [office.role, office.country, office.body, *where],
        )


_NAMING = """
    SELECT DISTINCT article, entity FROM named JOIN entities USING (entity)
    JOIN (SELECT article, id AS of FROM articles) USING (article)
    WHERE entities.id = ? AND of IN (SELECT unnest(?::VARCHAR[]))
"""


def _gather(
    tables: Tables, overlay: Overlay, corrections: Corrections, connection: duckdb.DuckDBPyConnection,
    heads: pa.Table, entities: pa.Table, numbers: Numbers, order: Ints,
) -> Tables:  # fmt: skip
    ids, labels = tuple(entities["id"].to_pylist()), entities["label"].to_pylist()
    kinds = [KINDS.index(kind) for kind in entities["kind"].to_pylist()]
    outlet, outlets = pd.factorize(np.array(heads["outlet"].to_pylist(), dtype=object))
    story = heads["story"].to_numpy()
    _, opening = np.unique(story, return_index=True)
    stories = heads["story_id"].take(pa.array(opening)).to_pylist()
    article_ids = tuple(heads["id"].to_pylist())
    return replace(
        tables,
        connection=connection,
        row=heads["row"].to_numpy(),
        day=heads["date"].to_numpy().astype("datetime64[D]"),
        origin=np.array(heads["date_origin"].to_pylist(), dtype=object),
        outlet=outlet.astype(np.int32),
        outlets=tuple(outlets),
        story=story,
        stories=tuple(stories),
        article_ids=article_ids,
        entity_ids=ids,
        labels=np.array(labels, dtype=object),
        names=pd.DataFrame({"id": ids, "label": labels}),
        alphabet=np.argsort(np.argsort(np.array(labels, dtype=str), kind="stable")).astype(np.int32),
        official=entities["official"].to_numpy(zero_copy_only=False),
        kind_starts=tuple(int(place) for place in np.searchsorted(kinds, range(len(KINDS) + 1))),
        named=sort_named(
            connection.sql("SELECT entity, article, route, mentions FROM named").to_arrow_table(), story,
            len(ids),
        ),
        article_of={id: number for number, id in enumerate(article_ids)},
        entity_of=_find_leads(overlay, numbers, order),
        memory=Memory(),
        corrections=corrections,
        outlet_leads=dict(overlay.outlets),
    )  # fmt: skip


def _find_leads(overlay: Overlay, numbers: Numbers, order: Ints) -> dict[str, int]:
    """Identifier -> number: those of the tables, who was made, and the merged ones, which lead on."""
    leads = {numbers[old]: numbers[new] for old, new in overlay.leads.items() if {old, new} <= numbers.keys()}
    ends = {id: int(order[leads.get(number, number)]) for id, number in numbers.items()}
    found = {id: end if end != NOBODY else int(order[numbers[id]]) for id, end in ends.items()}
    found |= {old: found[new] for old, new in overlay.leads.items() if new in found and old not in found}
    return {id: number for id, number in found.items() if number != NOBODY}
