"""Filling the hot tables: nested readings flattened with Arrow, joined and sorted by DuckDB."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.analysis.learnt_offices import learn_spells
from dragoman.analysis.representation import sort_named
from dragoman.analysis.tables import Search, Tables
from dragoman.knowledge import load_countries, load_topics
from dragoman.model import KINDS, ROUTES
from dragoman.resolution.identifiers import IDENTITIES
from dragoman.resolution.organizations import resolve_bodies
from dragoman.resolution.people import resolve_people


def build_tables(
    rows: pa.Table,
    identities: pa.Table | None = None,
    stories: Mapping[str, str] | None = None,
    search: Search | None = None,
    revision: int = 0,
    knowledge: Mapping[str, str] | None = None,
    people_of: pa.Table | None = None,
) -> Tables:
    """Hot tables from a library's rows (schema `library.schema.ARTICLES`; the columns url, language, source,
    extra, added, model and rules may be missing).

    `identities` holds the identifiers minted so far (see `resolve_people`), `stories` an article's story,
    `search` finds the articles that a text is in, `people_of` holds the people of articles as they were found
    (see `resolve_people`; by default they are found here), `knowledge` gives labels for "country:ISR" or
    "topic:sanctions" (by default those of data/knowledge).
    """
    connection = duckdb.connect()
    people = identities if identities is not None else IDENTITIES.empty_table()
    if people_of is None:
        people, people_of = resolve_people(rows, identities)
    _register_rows(connection, rows, people, people_of, stories or {})
    for statement in _STATEMENTS:
        connection.execute(statement)
    learn_spells(connection)
    articles = connection.sql(
        "SELECT row, id, date, date_origin, outlet, story_id FROM articles ORDER BY article"
    ).to_arrow_table()
    entities = connection.sql(
        "SELECT id, kind, label, official FROM entities ORDER BY entity"
    ).to_arrow_table()
    ids = tuple(entities["id"].to_pylist())
    labels = label_entities(ids, entities["label"].to_pylist(), knowledge)
    connection.register(
        "relabelled",
        pa.table({"entity": np.arange(len(ids), dtype=np.int32), "label": pa.array(labels, pa.string())}),
    )
    connection.execute(
        "UPDATE entities SET label = relabelled.label "
        "FROM relabelled WHERE entities.entity = relabelled.entity"
    )
    kinds = [KINDS.index(kind) for kind in entities["kind"].to_pylist()]
    outlets, outlet = _number(articles["outlet"].to_pylist())
    story_names, story = _number(articles["story_id"].to_pylist())
    sentences = flatten_column(rows, "sentences")
    tables = Tables(
        revision=revision,
        connection=connection,
        texts={name: rows[name] for name in ("title", "text")},
        sentences=(sentences["start"].to_numpy(), sentences["end"].to_numpy()),
        opening=np.append(
            0, np.cumsum(pc.fill_null(pc.list_value_length(rows["sentences"]), 0).to_numpy(), dtype=np.int64)
        ),
        row=articles["row"].to_numpy(),
        day=articles["date"].to_numpy().astype("datetime64[D]"),
        origin=np.array(articles["date_origin"].to_pylist(), dtype=object),
        outlet=outlet,
        outlets=outlets,
        story=story,
        stories=story_names,
        article_ids=tuple(articles["id"].to_pylist()),
        entity_ids=ids,
        labels=np.array(labels, dtype=object),
        names=pd.DataFrame({"id": ids, "label": labels}),
        alphabet=np.argsort(np.argsort(np.array(labels, dtype=str), kind="stable")).astype(np.int32),
        official=np.array(entities["official"].to_pylist(), dtype=bool),
        kind_starts=tuple(int(place) for place in np.searchsorted(kinds, range(len(KINDS) + 1))),
        named=sort_named(
            connection.sql("SELECT entity, article, route, mentions FROM named").to_arrow_table(),
            story,
            len(ids),
        ),
        search=search,
        contacts=rows["contacts"] if "contacts" in rows.column_names else None,
    )
    tables.article_of.update((id, number) for number, id in enumerate(tables.article_ids))
    tables.entity_of.update((id, number) for number, id in enumerate(ids))
    tables.entity_of.update(_redirect(connection, people, tables.entity_of))
    joined = connection.sql(
        "SELECT DISTINCT key, id FROM listed WHERE kind = 'organization' AND key <> id"
    ).fetchall()
    tables.entity_of.update((key, tables.entity_of[id]) for key, id in joined if key not in tables.entity_of)
    for name in _REGISTERED:
        connection.unregister(name)
    return tables


def label_entities(ids: tuple[str, ...], names: list[str], knowledge: Mapping[str, str] | None) -> list[str]:
    """Each entity's label: from `knowledge`, else from data/knowledge, else the name that articles use."""
    topics = {} if knowledge is not None else {topic.id: topic.label for topic in load_topics()}
    countries = None if knowledge is not None else load_countries()
    labels = []
    for id, name in zip(ids, names, strict=True):
        kind, _, key = id.partition(":")
        label = (knowledge or {}).get(id, "")
        if not label and kind == "topic":
            label = topics.get(key, "")
        elif not label and kind == "country" and countries is not None:
            try:
                label = countries.name(key)
            except KeyError:
                label = ""
        labels.append(label or name or key)
    return labels


def _redirect(
    connection: duckdb.DuckDBPyConnection, people: pa.Table, entity_of: Mapping[str, int]
) -> dict[str, int]:
    """Identifiers minted before whose names are another person's by now: links that hold them lead there."""
    lost = [row for row in people.to_pylist() if row["id"] not in entity_of]
    if not lost:
        return {}
    answer = connection.sql(
        "SELECT name, first(id ORDER BY times DESC, id) "
        "FROM (SELECT name, id, count(*) AS times FROM listed GROUP BY ALL) GROUP BY name"
    )
    bearers = dict(answer.fetchall())
    found = {
        row["id"]: next((bearers[name] for name in row["names"] or () if name in bearers), None)
        for row in lost
    }
    return {old: entity_of[new] for old, new in found.items() if new is not None}


def _number(values: list[str]) -> tuple[tuple[str, ...], Any]:
    """Distinct values in the order of their first article, and each article's number among them."""
    numbers: dict[str, int] = {}
    codes = [numbers.setdefault(value, len(numbers)) for value in values]
    return tuple(numbers), np.array(codes, dtype=np.int32)


def flatten_column(rows: pa.Table, column: str) -> pa.Table:
    """The items of a nested column as rows of their own, with the number of the row that they come from."""
    pieces = []
    offset = 0
    for chunk in rows[column].chunks:
        flat = pc.list_flatten(chunk)
        parent = pc.add(pc.cast(pc.list_parent_indices(chunk), pa.int64()), offset)
        names = [field.name for field in flat.type] if pa.types.is_struct(flat.type) else ["value"]
        values = flat.flatten() if pa.types.is_struct(flat.type) else [flat]
        pieces.append(pa.table([parent, *values], names=["row", *names]))
        offset += len(chunk)
    if not pieces:
        return flatten_column(pa.table({column: pa.array([[]], rows.schema.field(column).type)}), column)
    return pa.concat_tables(pieces)


def _register_rows(
    connection: duckdb.DuckDBPyConnection,
    rows: pa.Table,
    people: pa.Table,
    people_of: pa.Table,
    stories: Mapping[str, str],
) -> None:
    ids = rows["id"].to_pylist()
    heads = rows.select(["id", "title", "url", "date", "date_origin", "outlet", "words"])
    heads = heads.append_column("row", pa.array(np.arange(rows.num_rows, dtype=np.int32)))
    heads = heads.append_column("story", pa.array([stories.get(id, id) for id in ids], pa.string()))
    lengths = pc.list_value_length(rows["sentences"])
    heads = heads.append_column("sentences", pc.fill_null(lengths, 0))
    connection.register("given", heads)
    entities = flatten_column(rows, "entities")
    connection.register("given_entities", entities)
    bodies = resolve_bodies(
        pc.unique(entities["name"].filter(pc.equal(entities["kind"], "organization"))).to_pylist()
    )
    connection.register(
        "bodies",
        pa.table(
            [list(bodies), list(bodies.values())], pa.schema([("name", pa.string()), ("id", pa.string())])
        ),
    )
    connection.register("given_mentions", flatten_column(rows, "mentions"))
    connection.register("given_topics", flatten_column(rows, "topics"))
    connection.register(
        "given_routes", pa.table({"name": list(ROUTES), "route": pa.array(range(len(ROUTES)), pa.uint8())})
    )
    connection.register(
        "given_kinds", pa.table({"name": list(KINDS), "place": pa.array(range(len(KINDS)), pa.uint8())})
    )
    connection.register("given_countries", pa.table({"code": list(load_countries().by_code)}))
    connection.register("people", people)
    connection.register("people_of", people_of)


_REGISTERED = (
    "given", "given_entities", "given_mentions", "given_topics", "given_routes",
    "given_kinds", "given_countries", "people", "people_of", "bodies", "relabelled",
)  # fmt: skip

_STATEMENTS = (
    # Numbers rise with the date: the smallest article of a story is its first. A copy of an id is left out.
    """
    CREATE TABLE articles AS
    SELECT (row_number() OVER (ORDER BY date NULLS LAST, id) - 1)::INTEGER AS article, row, id,
           coalesce(title, '') AS title, coalesce(url, '') AS url, date,
           coalesce(date_origin, 'none') AS date_origin, coalesce(outlet, '') AS outlet,
           coalesce(words, 0) AS words, sentences, story AS told
    FROM (SELECT DISTINCT ON (id) * FROM given ORDER BY id, row)
    """,
    """
    CREATE OR REPLACE TABLE articles AS
    WITH rooms AS ( -- units are numbered through the library: an article takes one a sentence or paragraph
        SELECT article, greatest(sentences, coalesce(max(greatest(m.sentence, m.paragraph)), 0)) + 1 AS room
        FROM articles LEFT JOIN given_mentions m USING (row) GROUP BY article, sentences
    )
    SELECT articles.* EXCLUDE (told, sentences), told AS story_id,
           (dense_rank() OVER (ORDER BY opening) - 1)::INTEGER AS story,
           (sum(room) OVER (ORDER BY article) - room)::INTEGER AS base
    FROM articles JOIN (SELECT told, min(article) AS opening FROM articles GROUP BY told) USING (told)
         JOIN rooms USING (article)
    ORDER BY article
    """,
    # Every entity of every article under its library-wide identifier; unresolved surnames stay out. A body
    # may have two keys in an article.
    """
    CREATE TABLE listed AS -- stays: the forms of names are looked up in it
    SELECT article, row, e.key AS key, e.kind AS kind, coalesce(p.id, b.id, e.key) AS id,
           e.name AS name, e.official AS official, e.offices AS offices
    FROM given_entities e JOIN articles USING (row) LEFT JOIN people_of p ON p.row = e.row AND p.key = e.key
         LEFT JOIN bodies b ON b.name = e.name AND e.kind = 'organization'
    WHERE len(coalesce(e.candidates, [])) = 0
    """,
    """
    CREATE TABLE entities AS
    WITH named_so AS (
        SELECT id, kind, name, count(*) AS times, bool_or(coalesce(official, false)) AS official
        FROM listed GROUP BY ALL
        UNION ALL
        SELECT DISTINCT 'topic:' || value, 'topic', value, 0, false FROM given_topics
        UNION ALL -- countries that only their officials may stand for
        SELECT 'country:' || code, 'country', code, 0, false FROM given_countries
    ), best AS (
        SELECT id, first(kind) AS kind, first(name ORDER BY times DESC, length(name) DESC, name) AS name,
               bool_or(official) AS official
        FROM named_so GROUP BY id
    )
    SELECT (row_number() OVER (ORDER BY place, best.id) - 1)::INTEGER AS entity, best.id AS id,
           best.kind AS kind, coalesce(people.label, best.name) AS label, best.official AS official,
           coalesce(people.country, '') AS country
    FROM best JOIN given_kinds ON given_kinds.name = best.kind LEFT JOIN people ON people.id = best.id
    ORDER BY entity
    """,
    # By entity, so that the mentions of one are read and not all.
    """
    CREATE TABLE mentions AS
    SELECT listed.article AS article, entities.entity AS entity, given_routes.route AS route,
           m.sentence AS sentence, m.paragraph AS paragraph, m.start AS start, m."end" AS "end"
    FROM given_mentions m JOIN listed ON listed.row = m.row AND listed.key = m.key
         JOIN entities ON entities.id = listed.id JOIN given_routes ON given_routes.name = m.route
    ORDER BY entity, article, start
    """,
    """
    CREATE TABLE offices AS
    SELECT article, entity, o.role AS role, o.country AS country, o.body AS body,
           coalesce(o.former, false) AS former, place
    FROM (SELECT article, id, unnest(offices) AS o, generate_subscripts(offices, 1) AS place FROM listed)
         JOIN entities USING (id)
    ORDER BY entity, article, place
    """,
    """
    CREATE TABLE unclear AS
    SELECT article, e.name AS name, e.key AS key, e.candidates AS candidates
    FROM given_entities e JOIN articles USING (row) WHERE len(coalesce(e.candidates, [])) > 0
    """,
    """
    CREATE TABLE named AS
    SELECT entity, article, route, sum(mentions)::INTEGER AS mentions
    FROM (
        SELECT entity, article, route, count(*) AS mentions FROM mentions GROUP BY ALL
        UNION ALL
        SELECT DISTINCT entity, article, routes.route, 0 FROM given_topics JOIN articles USING (row)
            JOIN entities ON entities.id = 'topic:' || value, given_routes routes
        WHERE routes.name = 'lexicon'
    ) GROUP BY ALL
    """,
    """
    CREATE TABLE in_article AS
    SELECT article AS unit, article, entity, bit_or(1::UTINYINT << route) AS bits
    FROM named GROUP BY ALL ORDER BY unit, entity
    """,
    """
    CREATE TABLE in_sentence AS
    SELECT base + sentence AS unit, article, entity, bit_or(1::UTINYINT << route) AS bits
    FROM mentions JOIN articles USING (article) GROUP BY ALL ORDER BY unit, entity
    """,
    """
    CREATE TABLE in_paragraph AS
    SELECT base + paragraph AS unit, article, entity, bit_or(1::UTINYINT << route) AS bits
    FROM mentions JOIN articles USING (article) GROUP BY ALL ORDER BY unit, entity
    """,
)
