"""Hot tables of a library in which some articles have changed, out of those that stand and of the new ones.

`merge_tables` leaves out the rows of articles that are gone, takes in those of others, and numbers articles
and entities anew. Numbers rise as they did (articles with their date, entities with their kind and
identifier), so what was sorted stays so, and all is done in a few passes over columns. The outcome is what
`build_tables` makes of all articles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.analysis.building import describe_entities
from dragoman.analysis.counting import Bools, Ints
from dragoman.analysis.learnt_offices import learn_spells
from dragoman.analysis.tables import Tables
from dragoman.knowledge import load_countries
from dragoman.model import KINDS

GONE = -1
UNDATED = np.iinfo(np.int64).max
HEADS = "article, id, title, url, date, date_origin, outlet, words, story_id, room, stamp, people, row"


@dataclass(frozen=True)
class _Numbers:
    """Old number -> new number, GONE for what is not there any more; of one of the two sources."""

    article: Ints
    entity: Ints
    form: Ints
    unit: Any  # article -> what is added to its units


def merge_tables(
    old: Tables,
    new: duckdb.DuckDBPyConnection,
    gone: Bools,
    stories: Mapping[str, str],
    people: pa.Table,
    knowledge: Mapping[str, str] | None = None,
) -> duckdb.DuckDBPyConnection:
    """A database of the tables STORED: of `old` without the articles that are `gone`, and of `new`.

    `new` holds what `fill_tables` makes of the articles that have come, none of which is in `old` unless
    gone. The rows of their texts stand behind those of `old`. `stories` and `people` are as `build_tables`
    takes them, of all articles.
    """
    sources = (old.cursor(), new)
    heads, articles, opening, moved = _merge_articles(old, new, gone, stories)
    forms, form_numbers = _merge_forms(*sources)
    ids, entities = _merge_identifiers(old, new)
    base = np.append(heads["base"].to_numpy(), 0)  # the last is of those that are gone
    numbers = [
        _Numbers(article, entity, form, _shift_units(source, article, base))
        for source, article, entity, form in zip(sources, articles, entities, form_numbers, strict=True)
    ]
    rank = np.argsort(np.lexsort((np.arange(len(heads)), heads["story"].to_numpy()))).astype(np.int64)
    merged = _merge_rows(sources, numbers, rank)
    there = _find_entities(ids, merged)
    compact = np.where(there, np.cumsum(there) - 1, GONE).astype(np.int32)
    if not there.all():
        merged = {name: _compact(table, compact) for name, table in merged.items()}
    connection = duckdb.connect()
    merged |= {"articles": heads, "forms": forms, "numbered": _list_numbered(ids, there)}
    for name, table in merged.items():
        connection.register("given", table)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        connection.unregister("given")
    again = _find_affected(merged["offices"], opening, moved)
    _learn_again(connection, sources[0], numbers[0], compact, again)
    describe_entities(connection, people, knowledge)
    return connection


def _compact(table: pa.Table, compact: Ints) -> pa.Table:
    """The table with entities as they are numbered once those are left out whom nobody names any more."""
    if "entity" not in table.column_names:
        return table
    place = table.column_names.index("entity")
    return table.set_column(place, "entity", pa.array(compact[table["entity"].to_numpy()]))


def _merge_articles(
    old: Tables, new: duckdb.DuckDBPyConnection, gone: Bools, stories: Mapping[str, str]
) -> tuple[pa.Table, list[Ints], Bools, Bools]:
    """The table of articles; the new number of each article of both sources; which of them are new, and which
    are in another story than before."""
    kept = np.flatnonzero(~gone)
    left = old.query(f"SELECT {HEADS} FROM articles ORDER BY article").take(pa.array(kept))
    come = new.sql(f"SELECT {HEADS} FROM articles ORDER BY article").to_arrow_table()
    come = come.set_column(
        come.column_names.index("row"),
        "row",
        pa.array((come["row"].to_numpy() + len(old.texts["title"])).astype(np.int32)),
    )
    ids = left["id"].to_pylist()
    days = _read_days(left)
    keys = list(zip(_read_days(come).tolist(), come["id"].to_pylist(), strict=True))
    place = _interleave(len(ids), lambda number: (int(days[number]), ids[number]), keys)
    articles = [np.full(old.size, GONE, dtype=np.int32), place[len(ids) :]]
    articles[0][kept] = place[: len(ids)]
    both = pa.concat_tables([left, come.cast(left.schema)])
    order = np.argsort(place)
    heads = both.take(pa.array(order)).combine_chunks()
    told = [stories.get(id, id) for id in heads["id"].to_pylist()]
    was = np.array(heads["story_id"].to_pylist(), dtype=object)
    numbers: dict[str, int] = {}
    story = np.array([numbers.setdefault(name, len(numbers)) for name in told], dtype=np.int32)
    room = heads["room"].to_numpy()
    columns = {name: heads[name] for name in heads.column_names} | {
        "article": pa.array(np.arange(len(told), dtype=np.int32)),
        "story_id": pa.array(told, pa.string()),
        "story": pa.array(story),
        "base": pa.array((np.cumsum(room) - room).astype(np.int32)),
    }
    fresh = order >= len(ids)
    return pa.table(columns), articles, fresh, np.asarray(was != np.array(told, dtype=object), dtype=bool)


def _read_days(heads: pa.Table) -> Any:
    days = heads["date"].to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), UNDATED, days.astype(np.int64))


def _interleave(size: int, key: Callable[[int], Any], new: Sequence[Any]) -> Ints:
    """The places of `size` things in the order of their keys, and of new ones with theirs, among all."""
    at = np.array([bisect_left(range(size), one, key=key) for one in new], dtype=np.int64)
    shift = np.cumsum(np.bincount(at, minlength=size + 1))[:size]
    order = np.argsort(np.argsort(at, kind="stable"), kind="stable")
    return np.concatenate([np.arange(size) + shift, at + order]).astype(np.int32)


def _merge_forms(
    old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection
) -> tuple[pa.Table, list[Ints]]:
    """The table of forms, and the new number of each form of both sources."""
    left, come = (
        source.sql("SELECT form, key, name FROM forms ORDER BY form").to_arrow_table()
        for source in (old, new)
    )
    names = [
        pc.binary_join_element_wise(table["key"], table["name"], "\x1f").combine_chunks()
        for table in (left, come)
    ]
    found = pc.index_in(names[1], names[0])
    known = found.is_valid().to_numpy(zero_copy_only=False)
    number = np.asarray(pc.fill_null(found, 0)).astype(np.int32)
    number[~known] = len(left) + np.arange((~known).sum(), dtype=np.int32)
    table = pa.concat_tables([left, come.filter(pa.array(~known)).cast(left.schema)])
    numbers = pa.array(np.arange(len(table), dtype=np.int32))
    return table.set_column(0, "form", numbers), [np.arange(len(left), dtype=np.int32), number]


def _merge_identifiers(old: Tables, new: duckdb.DuckDBPyConnection) -> tuple[list[str], list[Ints]]:
    """The identifiers of both sources in the order of entities, and the place of each entity of both."""
    come = [id for (id,) in new.execute("SELECT id FROM numbered ORDER BY entity").fetchall()]
    known = dict(zip(old.entity_ids, range(len(old.entity_ids)), strict=True))
    fresh = [id for id in come if id not in known]
    place = _interleave(
        len(known), lambda number: _sort_key(old.entity_ids[number]), list(map(_sort_key, fresh))
    )
    ids = np.empty(len(place), dtype=object)
    ids[place] = [*old.entity_ids, *fresh]
    place_of = dict(zip(fresh, place[len(known) :].tolist(), strict=True))
    numbers = [place_of[id] if id in place_of else int(place[known[id]]) for id in come]
    return ids.tolist(), [place[: len(known)], np.array(numbers, dtype=np.int32)]


def _sort_key(id: str) -> tuple[int, str]:
    return KINDS.index(id.partition(":")[0]), id


def _shift_units(source: duckdb.DuckDBPyConnection, article: Ints, base: Any) -> Any:
    before = source.sql("SELECT base FROM articles ORDER BY article").to_arrow_table()["base"].to_numpy()
    return np.where(article == GONE, 0, base[article] - before).astype(np.int32)


def _merge_rows(
    sources: Sequence[duckdb.DuckDBPyConnection], numbers: Sequence[_Numbers], rank: Any
) -> dict[str, pa.Table]:
    """The tables that have a row an entity of an article, by name; `rank` is an article's by its story."""
    merged = {}
    for name, key in _KEYS.items():
        parts = [_renumber(name, source, own) for source, own in zip(sources, numbers, strict=True)]
        table = pa.concat_tables([parts[0], parts[1].cast(parts[0].schema)])
        order = np.argsort(key(table, rank), kind="stable")  # two runs that are sorted: soon done
        merged[name] = (
            table if len(order) < 2 or (np.diff(order) == 1).all() else table.take(pa.array(order))
        ).combine_chunks()
    return merged


def _renumber(name: str, source: duckdb.DuckDBPyConnection, numbers: _Numbers) -> pa.Table:
    """A table of one source under the new numbers."""
    table = source.sql(f"SELECT * FROM {name}").to_arrow_table()
    before = table["article"].to_numpy()
    article = numbers.article[before]
    columns = {column: table[column] for column in table.column_names} | {"article": pa.array(article)}
    if "entity" in columns:
        columns["entity"] = pa.array(numbers.entity[table["entity"].to_numpy()])
    if "form" in columns:
        columns["form"] = pa.array(numbers.form[table["form"].to_numpy()])
    if "unit" in columns:
        unit = table["unit"].to_numpy() + numbers.unit[before] if name != "in_article" else article
        columns["unit"] = pa.array(unit.astype(np.int32))
    there = article != GONE
    return pa.table(columns) if there.all() else pa.table(columns).filter(pa.array(there))


def _join(table: pa.Table, *columns: str) -> Any:
    """One whole number a row that rises with two columns."""
    first, second = (table[column].to_numpy().astype(np.int64) for column in columns)
    return first << 32 | second


# Table -> by what its rows are sorted. Rows of one article and entity stay as they stand
_KEYS: dict[str, Callable[[pa.Table, Any], Any]] = {
    "said": lambda table, rank: _join(table, "article", "entity"),
    "mentions": lambda table, rank: _join(table, "entity", "article"),
    "offices": lambda table, rank: _join(table, "entity", "article"),
    "unclear": lambda table, rank: table["article"].to_numpy(),
    "named": lambda table, rank: (
        table["entity"].to_numpy().astype(np.int64) << 32 | rank[table["article"].to_numpy()]
    ),
    "in_article": lambda table, rank: _join(table, "unit", "entity"),
    "in_sentence": lambda table, rank: _join(table, "unit", "entity"),
    "in_paragraph": lambda table, rank: _join(table, "unit", "entity"),
}


def _find_entities(ids: Sequence[str], merged: Mapping[str, pa.Table]) -> Bools:
    """Which identifiers stand for an entity: articles name it, or it is a country."""
    countries = {f"country:{code}" for code in load_countries().by_code}
    there = np.array([id in countries for id in ids], dtype=bool)
    for name in ("said", "named"):
        there[merged[name]["entity"].to_numpy()] = True
    return there


def _list_numbered(ids: Sequence[str], there: Bools) -> pa.Table:
    left = [id for id, stays in zip(ids, there.tolist(), strict=True) if stays]
    kinds = [id.partition(":")[0] for id in left]
    return pa.table(
        [
            pa.array(np.arange(len(left), dtype=np.int32)),
            pa.array(left, pa.string()),
            pa.array(kinds, pa.string()),
        ],
        names=["entity", "id", "kind"],
    )


# What is learnt of a person's offices rests on the articles that state one, and on their stories


def _find_affected(offices: pa.Table, fresh: Bools, moved: Bools) -> Ints:
    """Entities of whom an article that is new, or in another story than before, states an office."""
    return np.unique(offices["entity"].to_numpy()[(fresh | moved)[offices["article"].to_numpy()]])


def _learn_again(
    connection: duckdb.DuckDBPyConnection,
    old: duckdb.DuckDBPyConnection,
    numbers: _Numbers,
    compact: Ints,
    affected: Ints,
) -> None:
    """Make `learnt` and `learnt_from`: of those affected, and of whom articles are gone, anew."""
    rows = old.sql("SELECT article, entity FROM offices").to_arrow_table()
    lost = numbers.article[rows["article"].to_numpy()] == GONE
    entity = numbers.entity[np.unique(rows["entity"].to_numpy()[lost])]
    again = np.unique(np.concatenate([affected, compact[entity]]))
    learn_spells(connection, again[again != GONE].astype(np.int32))
    learnt = old.sql("SELECT * FROM learnt ORDER BY spell").to_arrow_table()
    whose = compact[numbers.entity[learnt["entity"].to_numpy()]]
    stays = ~np.isin(whose, again) & (whose != GONE)
    sources = old.sql("SELECT spell, article FROM learnt_from").to_arrow_table()
    article = numbers.article[sources["article"].to_numpy()]
    place = learnt.column_names.index("entity")
    learnt = learnt.set_column(place, "entity", pa.array(whose)).filter(pa.array(stays))
    sources = sources.set_column(1, "article", pa.array(article))
    connection.register("before", learnt)
    connection.register("before_from", sources)
    for statement in _LEARN:
        connection.execute(statement)
    connection.unregister("before")
    connection.unregister("before_from")


_ORDER = "(row_number() OVER (ORDER BY entity, first, role, country, body, last) - 1)::INTEGER"
_LEARN = (
    f"""
    CREATE TEMP TABLE all_learnt AS
    SELECT {_ORDER} AS number, * FROM (
        SELECT true AS anew, * FROM learnt UNION ALL BY NAME SELECT false AS anew, * FROM before
    )
    """,
    """
    CREATE TEMP TABLE all_from AS
    SELECT number AS spell, article FROM learnt_from JOIN all_learnt USING (spell) WHERE anew UNION ALL
    SELECT number AS spell, article FROM before_from JOIN all_learnt USING (spell) WHERE NOT anew
    """,
    "DROP TABLE learnt",
    "DROP TABLE learnt_from",
    """
    CREATE TABLE learnt AS SELECT number AS spell, * EXCLUDE (number, anew, spell)
    FROM all_learnt ORDER BY number
    """,
    "CREATE TABLE learnt_from AS SELECT * FROM all_from ORDER BY spell, article",
    "DROP TABLE all_learnt",
    "DROP TABLE all_from",
)
