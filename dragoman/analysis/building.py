"""Filling the hot tables: nested readings flattened with Arrow, joined and sorted by DuckDB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.analysis.counting import Ints
from dragoman.analysis.learnt_offices import learn_spells
from dragoman.analysis.opening import lay_texts, open_tables
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
    people_marks: Ints | None = None,
) -> Tables:
    """Hot tables from a library's rows (schema `library.schema.ARTICLES`; the columns url, language, source,
    extra, added, model, rules and stamp may be missing).

    `identities` holds the identifiers minted so far (see `resolve_people`), `stories` an article's story,
    `search` finds the articles that a text is in, `people_of` holds the people of articles as they were found
    (see `resolve_people`; by default they are found here) and `people_marks` a number for those of each row,
    `knowledge` gives labels for "country:ISR" or "topic:sanctions" (by default those of data/knowledge).
    """
    people = identities if identities is not None else IDENTITIES.empty_table()
    if people_of is None:
        people, people_of = resolve_people(rows, identities)
    connection = duckdb.connect()
    fill_tables(connection, rows, people, people_of, stories or {}, people_marks)
    learn_spells(connection)
    describe_entities(connection, people, knowledge)
    return open_tables(connection, lay_texts(rows), search, revision)


def fill_tables(
    connection: duckdb.DuckDBPyConnection,
    rows: pa.Table,
    people: pa.Table,
    people_of: pa.Table,
    stories: Mapping[str, str],
    people_marks: Ints | None = None,
) -> None:
    """Make the tables of some articles but for what `describe_entities` makes and what is learnt."""
    _register_rows(connection, rows, people_of, stories, people_marks)
    for statement in _STATEMENTS:
        connection.execute(statement)
    for name in _REGISTERED:
        connection.unregister(name)


def describe_entities(
    connection: duckdb.DuckDBPyConnection, people: pa.Table, knowledge: Mapping[str, str] | None = None
) -> None:
    """Make the tables `entities` and `leads` of `numbered`, which goes, and of what articles say."""
    connection.register("people", people)
    for statement in _DESCRIPTIONS:
        connection.execute(statement)
    named = connection.sql("SELECT id, label FROM described ORDER BY entity").to_arrow_table()
    ids = named["id"].to_pylist()
    labels = label_entities(ids, named["label"].to_pylist(), knowledge)
    numbers = pa.array(np.arange(len(ids), dtype=np.int32))
    connection.register("labels", pa.table({"entity": numbers, "label": pa.array(labels, pa.string())}))
    connection.execute(_ENTITIES)
    _write_leads(connection, people, set(ids))
    for name in ("people", "labels"):
        connection.unregister(name)
    for name in ("described", "numbered"):
        connection.execute(f"DROP TABLE {name}")


def label_entities(
    ids: Sequence[str], names: Sequence[str], knowledge: Mapping[str, str] | None
) -> list[str]:
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


def _write_leads(connection: duckdb.DuckDBPyConnection, people: pa.Table, known: set[str]) -> None:
    """Make `leads` (id, entity): where links lead that hold an identifier that is nobody's any more.

    Names of one minted before may be another person's by now, and a body may be called by another key.
    """
    lost = people.filter(pc.invert(pc.is_in(people["id"], pa.array(sorted(known), pa.string()))))
    bearers: dict[str, str] = {}
    if len(lost):
        wanted = pc.unique(pc.list_flatten(lost["names"]))
        connection.register("wanted", pa.table({"name": wanted}))
        bearers = dict(connection.execute(_BEARERS).fetchall())
        connection.unregister("wanted")
    found = {
        row["id"]: next((bearers[name] for name in row["names"] or () if name in bearers), None)
        for row in lost.to_pylist()
    }
    keys = {key: id for key, id in connection.execute(_KEYS).fetchall() if key not in known}
    leads = keys | {old: new for old, new in found.items() if new is not None}
    pairs = pa.table(
        [list(leads), list(leads.values())], pa.schema([("old", pa.string()), ("new", pa.string())])
    )
    connection.register("pairs", pairs)
    connection.execute(
        "CREATE TABLE leads AS SELECT old AS id, entity FROM pairs JOIN entities ON entities.id = pairs.new"
    )
    connection.unregister("pairs")


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
    people_of: pa.Table,
    stories: Mapping[str, str],
    people_marks: Ints | None,
) -> None:
    ids = rows["id"].to_pylist()
    none = np.zeros(rows.num_rows, dtype=np.uint64)
    heads = rows.select(["id", "title", "url", "date", "date_origin", "outlet", "words"])
    heads = heads.append_column("row", pa.array(np.arange(rows.num_rows, dtype=np.int32)))
    heads = heads.append_column("story", pa.array([stories.get(id, id) for id in ids], pa.string()))
    heads = heads.append_column("stamp", rows["stamp"] if "stamp" in rows.column_names else pa.array(none))
    heads = heads.append_column("people", pa.array(none if people_marks is None else people_marks))
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
    connection.register("people_of", people_of)


_REGISTERED = (
    "given", "given_entities", "given_mentions", "given_topics", "given_routes",
    "given_kinds", "given_countries", "people_of", "bodies",
)  # fmt: skip

_STATEMENTS = (
    # Numbers rise with the date: the smallest article of a story is its first. A copy of an id is left out.
    """
    CREATE TABLE articles AS
    SELECT (row_number() OVER (ORDER BY date NULLS LAST, id) - 1)::INTEGER AS article, row, id,
           coalesce(title, '') AS title, coalesce(url, '') AS url, date,
           coalesce(date_origin, 'none') AS date_origin, coalesce(outlet, '') AS outlet,
           coalesce(words, 0) AS words, sentences, story AS told, stamp, people
    FROM (SELECT DISTINCT ON (id) * FROM given ORDER BY id, row)
    """,
    """
    CREATE OR REPLACE TABLE articles AS
    WITH rooms AS ( -- units are numbered through the library: an article takes one a sentence or paragraph
        SELECT article, greatest(sentences, coalesce(max(greatest(m.sentence, m.paragraph)), 0)) + 1 AS room
        FROM articles LEFT JOIN given_mentions m USING (row) GROUP BY article, sentences
    )
    SELECT articles.* EXCLUDE (told, sentences), told AS story_id,
           (dense_rank() OVER (ORDER BY opening) - 1)::INTEGER AS story, room::INTEGER AS room,
           (sum(room) OVER (ORDER BY article) - room)::INTEGER AS base
    FROM articles JOIN (SELECT told, min(article) AS opening FROM articles GROUP BY told) USING (told)
         JOIN rooms USING (article)
    ORDER BY article
    """,
    # Every entity of every article under its library-wide identifier; unresolved surnames stay out. A body
    # may have two keys in an article.
    """
    CREATE TABLE told_of AS
    SELECT article, row, e.key AS key, e.kind AS kind, coalesce(p.id, b.id, e.key) AS id,
           coalesce(e.name, '') AS name, coalesce(e.official, false) AS official, e.offices AS offices
    FROM given_entities e JOIN articles USING (row) LEFT JOIN people_of p ON p.row = e.row AND p.key = e.key
         LEFT JOIN bodies b ON b.name = e.name AND e.kind = 'organization'
    WHERE len(coalesce(e.candidates, [])) = 0
    """,
    """
    CREATE TABLE numbered AS
    WITH known AS (
        SELECT DISTINCT id, kind FROM told_of
        UNION
        SELECT DISTINCT 'topic:' || value, 'topic' FROM given_topics
        UNION -- countries that only their officials may stand for
        SELECT 'country:' || code, 'country' FROM given_countries
    ), one AS (SELECT id, first(kind) AS kind FROM known GROUP BY id)
    SELECT (row_number() OVER (ORDER BY place, id) - 1)::INTEGER AS entity, id, kind
    FROM one JOIN given_kinds ON given_kinds.name = one.kind ORDER BY entity
    """,
    # What articles call whom, each once; a row of `said` an entity of an article
    """
    CREATE TABLE forms AS
    SELECT (row_number() OVER (ORDER BY key, name) - 1)::INTEGER AS form, key, name
    FROM (SELECT DISTINCT key, name FROM told_of) ORDER BY form
    """,
    """
    CREATE TABLE said AS
    SELECT article, entity, form, official
    FROM told_of JOIN numbered USING (id) JOIN forms USING (key, name) ORDER BY article, entity, form
    """,
    # By entity, so that the mentions of one are read and not all.
    """
    CREATE TABLE mentions AS
    SELECT told_of.article AS article, numbered.entity AS entity, given_routes.route AS route,
           m.sentence AS sentence, m.paragraph AS paragraph, m.start AS start, m."end" AS "end"
    FROM given_mentions m JOIN told_of ON told_of.row = m.row AND told_of.key = m.key
         JOIN numbered ON numbered.id = told_of.id JOIN given_routes ON given_routes.name = m.route
    ORDER BY entity, article, start
    """,
    """
    CREATE TABLE offices AS
    SELECT article, entity, o.role AS role, o.country AS country, o.body AS body,
           coalesce(o.former, false) AS former, place
    FROM (SELECT article, id, unnest(offices) AS o, generate_subscripts(offices, 1) AS place FROM told_of)
         JOIN numbered USING (id)
    ORDER BY entity, article, place
    """,
    """
    CREATE TABLE unclear AS
    SELECT article, e.name AS name, e.key AS key, e.candidates AS candidates
    FROM given_entities e JOIN articles USING (row) WHERE len(coalesce(e.candidates, [])) > 0
    """,
    """
    CREATE TABLE named AS
    SELECT entity, article, route, story, sum(mentions)::INTEGER AS mentions
    FROM (
        SELECT entity, article, route, count(*) AS mentions FROM mentions GROUP BY ALL
        UNION ALL
        SELECT DISTINCT entity, article, routes.route, 0 FROM given_topics JOIN articles USING (row)
            JOIN numbered ON numbered.id = 'topic:' || value, given_routes routes
        WHERE routes.name = 'lexicon'
    ) JOIN (SELECT article, story FROM articles) USING (article)
    GROUP BY ALL ORDER BY entity, story, article, route
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
    "ALTER TABLE named DROP COLUMN story",
    "DROP TABLE told_of",
)

_DESCRIPTIONS = (
    """
    CREATE TABLE naming AS
    SELECT entity, form, count(*) AS times, bool_or(official) AS official FROM said GROUP BY ALL
    """,
    """
    CREATE TABLE described AS
    WITH called AS (
        SELECT entity, name, sum(times) AS times, bool_or(official) AS official
        FROM naming JOIN forms USING (form) GROUP BY ALL
        UNION ALL
        SELECT entity, substr(id, strpos(id, ':') + 1), 0, false FROM numbered
        WHERE kind IN ('topic', 'country')
    ), best AS (
        SELECT entity, first(name ORDER BY times DESC, length(name) DESC, name) AS name,
               bool_or(official) AS official
        FROM called GROUP BY entity
    )
    SELECT entity, numbered.id AS id, numbered.kind AS kind, coalesce(people.label, best.name) AS label,
           best.official AS official, coalesce(people.country, '') AS country
    FROM numbered JOIN best USING (entity) LEFT JOIN people ON people.id = numbered.id
    """,
)

_ENTITIES = """
    CREATE TABLE entities AS SELECT entity, id, kind, labels.label AS label, official, country
    FROM described JOIN labels USING (entity) ORDER BY entity
"""

_BEARERS = """
    SELECT name, first(id ORDER BY times DESC, id) FROM (
        SELECT name, id, sum(times) AS times
        FROM naming JOIN forms USING (form) JOIN entities USING (entity) SEMI JOIN wanted USING (name)
        GROUP BY ALL
    ) GROUP BY name
"""

_KEYS = """
    SELECT DISTINCT forms.key, entities.id FROM naming JOIN forms USING (form) JOIN entities USING (entity)
    WHERE kind = 'organization' AND forms.key <> entities.id
"""
