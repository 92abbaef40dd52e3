"""Offices learnt from the articles: "called foreign minister of Israel from .. to .. in this library".

A spell is learnt from articles that state a present office, with a country or a body, for one person: at
least two that are no copies of one another, none of them further than `GAP` from the next, and so many that
they cannot be slips (`SHARE` of all articles of that time that state an office for the person). Articles
without a date of their own (guessed, or the day of fetching) teach nothing. A learnt spell says something
about the days from its first to its last article only, and only where the table of offices knows nothing of
the person nor anybody else in that office: articles go on calling people presidents who no longer are.

The table `learnt` of the hot tables holds them: spell, entity, role, country, body, first, last, articles,
outlets; `learnt_from` (spell, article) the articles. Neither alters what articles state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from dragoman.analysis.counting import Bools, Ints
from dragoman.corrections.meaning import SetOffice
from dragoman.knowledge.spells.added import stamp_table
from dragoman.knowledge.spells.known import load_known_offices

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables

SET = 1_000_000_000  # the numbers of spells that somebody set begin here
GAP = 2 * 366  # days between two articles, beyond which nothing is said about the time between
SHARE = 0.1
Days = NDArray[np.datetime64]
COLUMNS = ("spell", "role", "country", "body", "first", "last", "articles", "outlets")


def learn_spells(connection: duckdb.DuckDBPyConnection, people: Ints | None = None) -> None:
    """Make the tables `learnt` and `learnt_from` out of `offices` and `articles`; of some people only."""
    among = "" if people is None else "SEMI JOIN taught USING (entity)"
    if people is not None:
        connection.register("taught", pa.table({"entity": people}))
    for statement in (_STATING.format(among=among), *_STATEMENTS):
        connection.execute(statement)
    if people is not None:
        connection.unregister("taught")


def add_set_offices(connection: duckdb.DuckDBPyConnection, offices: Sequence[SetOffice]) -> None:
    """Add offices that somebody set to `learnt`, with the articles of those days that name the person.

    Where a day is open, that of the first or last of them is taken. One without day or article is left out.
    """
    for place, office in enumerate(offices, start=SET):
        first, last = office.first or None, office.last or None
        connection.execute(_SET_FROM, [place, office.id, first, last])
        said = [place, office.role, office.country, office.body, first, last, office.id]
        connection.execute(_SET, said)


def list_learnt(tables: Tables, identifier: str) -> pd.DataFrame:
    """A person's learnt spells, [spell, role, country, body, first, last, articles, outlets], earliest first.

    `articles` is how many state it, `outlets` how many outlets those are from, both in the whole library.
    """
    number = tables.entity_of.get(identifier, -1)
    frame: pd.DataFrame = tables.query(
        f"SELECT {', '.join(COLUMNS)} FROM learnt WHERE entity = ? ORDER BY first, spell", [number]
    ).to_pandas(date_as_object=True)
    return frame


def find_learnt(tables: Tables, identifier: str, day: date) -> pd.DataFrame:
    """Of the spells as of `list_learnt` those that say something of a day, the best attested first; whether
    the table of offices knows the person on that day is for the caller to ask."""
    frame = list_learnt(tables, identifier)
    if not len(frame):
        return frame
    name = str(tables.labels[tables.entity_of[identifier]])
    days = np.array([day], dtype="datetime64[D]")
    frame = frame[[bool(_says(row, name, days)[0]) for row in frame.to_dict("records")]]
    return frame.sort_values(["articles", "spell"], ascending=[False, True], ignore_index=True)


def _says(spell: Mapping[str, Any], name: str, days: Days) -> Bools:
    """On which days a learnt spell speaks: it covers them, and the table knows nobody else in office.

    What somebody set needs no leave of the table.
    """
    if spell["spell"] >= SET:
        return _lies_within(days, spell["first"], spell["last"])
    offices = load_known_offices()
    held, own = np.zeros(len(days), dtype=bool), np.zeros(len(days), dtype=bool)
    for other in offices.find_post(spell["role"], spell["country"], spell["body"]):
        inside = _lies_within(days, *offices.find_days(other))
        held |= inside
        if inside.any() and other.is_called(name):
            own |= inside
    return np.asarray(_lies_within(days, spell["first"], spell["last"]) & (~held | own), dtype=bool)


def _lies_within(days: Days, first: date, last: date) -> Bools:
    return np.asarray((days >= np.datetime64(first)) & (days <= np.datetime64(last)), dtype=bool)


def list_teaching(tables: Tables, spell: int) -> list[str]:
    """The identifiers of the articles that a learnt spell is from, in the order of their dates."""
    articles = tables.query("SELECT article FROM learnt_from WHERE spell = ? ORDER BY article", [spell])[
        "article"
    ].to_pylist()
    return [tables.article_ids[article] for article in articles]


def find_holders(tables: Tables) -> dict[tuple[str, str], Ints]:
    """(origin, role in small letters) -> the articles that name somebody who holds such an office on their
    date: by the table of offices (origin "known"; a class, as "foreign minister", has all its roles), or,
    where that knows nothing of the person on that day, by
    a learnt spell ("learnt"). Made when first asked for."""
    return tables.remember(("holders of offices", stamp_table()), lambda: _list_holders(tables))


def _list_holders(tables: Tables) -> dict[tuple[str, str], Ints]:
    offices = load_known_offices()
    learnt: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in tables.query("SELECT spell, entity, role, country, body, first, last FROM learnt").to_pylist():
        learnt[row["entity"]].append(row)
    found: dict[tuple[str, str], list[Ints]] = defaultdict(list)
    for person in range(*tables.kind_range("person")):
        name = str(tables.labels[person])
        spells = offices.find_person(name)
        if not spells and person not in learnt:
            continue
        articles = tables.named.find_articles(person, None, 255)
        articles = articles[~np.isnat(tables.day[articles])]
        days = tables.day[articles]
        known = np.zeros(len(days), dtype=bool)
        for spell in spells:
            inside = _lies_within(days, *offices.find_days(spell))
            known |= inside
            for held in {spell.office.role.lower(), getattr(spell, "post", "")} - {""}:  # "foreign minister"
                found["known", held].append(articles[inside])
        for row in learnt.get(person, ()):
            found["learnt", row["role"].lower()].append(
                articles[_says(row, name, days) & ~(known & (row["spell"] < SET))]
            )
    return {held: np.unique(np.concatenate(parts)) for held, parts in found.items() if any(map(len, parts))}


_SET_FROM = """
    INSERT INTO learnt_from
    SELECT DISTINCT $1::INTEGER, article FROM named JOIN entities USING (entity)
    JOIN (SELECT article, date FROM articles) USING (article)
    WHERE entities.id = $2 AND date >= coalesce($3::DATE, DATE '0001-01-01')
      AND date <= coalesce($4::DATE, DATE '9999-12-31')
    ORDER BY article
"""
_SET = """
    INSERT INTO learnt BY NAME
    SELECT $1::INTEGER AS spell, entity, $2 AS role, $3 AS country, $4 AS body, first, last, articles, outlets
    FROM (
        SELECT coalesce($5::DATE, min(date), $6::DATE) AS first,
               coalesce($6::DATE, max(date), $5::DATE) AS last,
               count(*) AS articles, count(DISTINCT outlet) FILTER (outlet <> '') AS outlets
        FROM learnt_from JOIN articles USING (article) WHERE spell = $1
    ), (SELECT entity FROM entities WHERE id = $7)
    WHERE first IS NOT NULL
"""

_STATING = f"""
    CREATE TEMP TABLE stating AS
    WITH said AS (
        SELECT DISTINCT entity, trim(role) AS role, coalesce(offices.country, '') AS country,
               coalesce(body, '') AS body, offices.article AS article, date, story, outlet
        FROM offices {{among}} JOIN articles USING (article)
        WHERE NOT former AND date IS NOT NULL AND date_origin IN ('stated', 'parsed')
              AND trim(coalesce(role, '')) <> ''
              AND (coalesce(offices.country, '') <> '' OR coalesce(body, '') <> '')
    ), opened AS (
        SELECT *, coalesce(date - lag(date) OVER before > {GAP}, true) AS opens FROM said
        WINDOW before AS (PARTITION BY entity, role, country, body ORDER BY date, article)
    )
    SELECT * EXCLUDE opens,
           sum(opens::INTEGER) OVER (PARTITION BY entity, role, country, body ORDER BY date, article) AS run
    FROM opened
    """

_STATEMENTS = (
    f"""
    CREATE TABLE learnt AS
    WITH runs AS (
        SELECT entity, role, country, body, run, min(date) AS first, max(date) AS last,
               count(DISTINCT article) AS articles, count(DISTINCT outlet) FILTER (outlet <> '') AS outlets
        FROM stating GROUP BY ALL HAVING count(DISTINCT story) > 1
    ), around AS (
        SELECT runs.*, count(DISTINCT stating.article) AS all_articles FROM runs JOIN stating USING (entity)
        WHERE stating.date BETWEEN first AND last GROUP BY ALL
    )
    SELECT (row_number() OVER (ORDER BY entity, first, role, country, body, run) - 1)::INTEGER AS spell,
           entity, role, country, body, run, first, last, articles, outlets
    FROM around WHERE articles >= {SHARE} * all_articles
    """,
    """
    CREATE TABLE learnt_from AS
    SELECT spell, article FROM learnt JOIN stating USING (entity, role, country, body, run)
    ORDER BY spell, article
    """,
    "ALTER TABLE learnt DROP COLUMN run",
    "DROP TABLE stating",
)
