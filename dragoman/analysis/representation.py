"""Officials counted as the countries of their offices: who speaks for which country in which article.

An office that the article states speaks first: a present one with a country (of several countries the
person's own in the library, else the one stated first; of a state that is only visited or addressed, the
state of the known office: see `owners`). Whoever is stated as former only, or as a body's, stands for no
country. Where the article states no office, one that somebody has set for its date speaks, else the table of
offices is asked. Each mention of such a person is, besides, a mention of the country by the route `official`;
it goes by that route alone, whatever route the person is named by.

An official and the country of their own office are a pair only where the country is named otherwise too: one
mention is not two.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from dragoman.analysis.counting import Columns, make_columns
from dragoman.analysis.learnt_offices import SET
from dragoman.analysis.owners import settle_owner
from dragoman.knowledge.spells.known import load_known_offices
from dragoman.model import ROUTES

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables

OFFICIAL = ROUTES.index("official")


def roll_up(tables: Tables) -> Columns:
    """Make, in some tables' database, what counts officials as their countries; columns of who stands where.

    `represents` (article, person, entity), the table `spoken` of mentions, and for each table of mentions and
    units one that ends in "_rolled" with both.
    """
    with tables.cursor() as cursor:
        cursor.execute(_STATED)
        cursor.register("moved", _list_moved(tables))
        cursor.execute(_MOVED)
        cursor.unregister("moved")
        cursor.register("known", _list_known(tables))
        cursor.execute("INSERT INTO represents SELECT article, person, entity FROM known")
        cursor.unregister("known")
        for statement in _STATEMENTS:
            cursor.execute(statement)
    rows = tables.query("SELECT entity, article, route, mentions FROM named_rolled")
    return sort_named(rows, tables.story, len(tables.entity_ids))


def sort_named(rows: pa.Table, story: Any, groups: int) -> Columns:
    """Columns (group, article, bits, weight) of rows [entity, article, route, mentions].

    They are sorted by entity, story and article.
    """
    group, article, route = (rows[name].to_numpy() for name in ("entity", "article", "route"))
    order = np.lexsort((route, article, story[article], group))
    frame = {
        "group": group[order],
        "article": article[order],
        "bits": (1 << route[order].astype(np.int32)).astype(np.uint8),
        "weight": rows["mentions"].to_numpy()[order],
    }
    return make_columns(frame, groups)


def _list_moved(tables: Tables) -> pa.Table:
    """[article, person, entity] of people whose stated office is of another state: see `owners`."""
    rows = tables.query(_OWNED).to_pylist()
    found: dict[str, list[int]] = {"article": [], "person": [], "entity": []}
    for row in rows:
        home = settle_owner(row["label"], row["role"], row["country"], row["day"])
        entity = tables.entity_of.get(f"country:{home}") if home != row["country"] else None
        if entity is not None:
            for name, value in (("article", row["article"]), ("person", row["person"]), ("entity", entity)):
                found[name].append(value)
    return pa.table({name: pa.array(values, pa.int32()) for name, values in found.items()})


def _list_known(tables: Tables) -> pa.Table:
    """[article, person, entity] of people whose office only the table knows for the article's date."""
    offices = load_known_offices()
    start, end = tables.kind_range("person")
    silent = tables.query(
        f"""
        SELECT DISTINCT article, entity
        FROM named ANTI JOIN (SELECT * FROM offices WHERE country <> '' OR body <> '') USING (article, entity)
        WHERE entity >= {start} AND entity < {end} ORDER BY entity, article
        """
    )
    articles, people = silent["article"].to_numpy(), silent["entity"].to_numpy()
    homes = _list_set_homes(tables)
    found: dict[str, list[int]] = {"article": [], "person": [], "entity": []}
    bounds = np.searchsorted(people, np.arange(start, end + 1))
    for person in np.unique(people).tolist():
        here = articles[bounds[person - start] : bounds[person - start + 1]]
        here = here[~np.isnat(tables.day[here])]
        days = tables.day[here].tolist()
        known = offices.find_surest(str(tables.labels[person]), days)
        for article, day in zip(here.tolist(), days, strict=True) if known or person in homes else ():
            home = next((home for home, first, last in homes.get(person, ()) if first <= day <= last), "")
            home = home or (known[day].office.country if day in known else "")
            entity = tables.entity_of.get(f"country:{home}")
            if entity is not None:
                for name, value in (("article", article), ("person", person), ("entity", entity)):
                    found[name].append(value)
    return pa.table({name: pa.array(values, pa.int32()) for name, values in found.items()})


def _list_set_homes(tables: Tables) -> dict[int, list[tuple[str, date, date]]]:
    """Person -> [(country, first day, last day)] of offices that somebody set: they go before known ones."""
    rows = tables.query(f"SELECT entity, country, first, last FROM learnt WHERE spell >= {SET}").to_pylist()
    homes: dict[int, list[tuple[str, date, date]]] = {}
    for row in rows:
        homes.setdefault(row["entity"], []).append((row["country"], row["first"], row["last"]))
    return homes


_STATED = """
    CREATE OR REPLACE TABLE represents AS
    SELECT article, person, entities.entity AS entity FROM (
        SELECT article, offices.entity AS person,
               first(offices.country ORDER BY offices.country = people.country DESC, place) AS home
        FROM offices JOIN entities people ON people.entity = offices.entity
        WHERE offices.country <> '' AND NOT former GROUP BY ALL
    ) JOIN entities ON entities.id = 'country:' || home
"""

_OWNED = """
    SELECT article, offices.entity AS person, any_value(people.label) AS label, any_value(date) AS day,
           first(coalesce(role, '') ORDER BY offices.country = people.country DESC, place) AS role,
           first(offices.country ORDER BY offices.country = people.country DESC, place) AS country
    FROM offices JOIN entities people ON people.entity = offices.entity JOIN articles USING (article)
    WHERE offices.country <> '' AND NOT former AND date IS NOT NULL
    GROUP BY article, offices.entity ORDER BY article, person
"""

_MOVED = """
    UPDATE represents SET entity = moved.entity FROM moved
    WHERE represents.article = moved.article AND represents.person = moved.person
"""

_BIT = f"{1 << OFFICIAL}::UTINYINT"

_STATEMENTS = (
    f"""
    CREATE OR REPLACE TABLE spoken AS
    SELECT m.article AS article, represents.entity AS entity, {OFFICIAL}::UTINYINT AS route,
           m.sentence AS sentence, m.paragraph AS paragraph, m.start AS start, m."end" AS "end"
    FROM mentions m JOIN represents ON represents.article = m.article AND represents.person = m.entity
    """,
    "CREATE OR REPLACE VIEW mentions_rolled AS SELECT * FROM mentions UNION ALL SELECT * FROM spoken",
    """
    CREATE OR REPLACE VIEW named_rolled AS
    SELECT entity, article, route, mentions FROM named UNION ALL
    SELECT entity, article, route, count(*)::INTEGER AS mentions FROM spoken GROUP BY ALL
    """,
    *(
        f"""
        CREATE OR REPLACE VIEW in_{unit}_rolled AS
        SELECT unit, article, entity, bit_or(bits) AS bits FROM (
            SELECT unit, article, entity, bits FROM in_{unit} UNION ALL
            SELECT {number} AS unit, article, entity, {_BIT} AS bits FROM spoken JOIN articles USING (article)
        ) GROUP BY ALL
        """
        for unit, number in (
            ("article", "article"),
            ("sentence", "base + sentence"),
            ("paragraph", "base + paragraph"),
        )
    ),
)
