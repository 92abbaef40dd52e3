"""Offices of people: what articles state, and what the table of offices knows for a date.

The two are kept apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dragoman.analysis.owners import find_known_offices, find_missing_state
from dragoman.analysis.tables import Tables
from dragoman.knowledge import load_countries
from dragoman.model import Office

COLUMNS = ("date", "article", "role", "country", "body", "former", "office")


def list_offices(tables: Tables, identifier: str) -> pd.DataFrame:
    """All offices stated for a person, [date, article, role, country, body, former, office], undated last."""
    number = tables.entity_of.get(identifier)
    if number is None:
        return pd.DataFrame(columns=list(COLUMNS))
    frame: pd.DataFrame = tables.query(
        """
        SELECT articles.date AS date, articles.id AS article, role, country, body, former
        FROM offices JOIN articles USING (article)
        WHERE entity = ? ORDER BY offices.article, place
        """,
        [number],
    ).to_pandas(date_as_object=True)
    frame["office"] = [
        write_office(row.role, row.country, row.body, former=row.former) for row in frame.itertuples()
    ]
    return frame


def find_shown_offices(
    tables: Tables, entities: Sequence[int] | np.ndarray, days: Sequence[object]
) -> tuple[list[str], list[str]]:
    """For each person and date the stated office whose article is nearest to it, and the known one.

    A date of None is the newest; "" stands for no office. Of offices stated on one day a present one goes
    before a former, and the one that articles state most goes first; a state that none states and the table
    knows is marked. That somebody is an official, of what
    office ever, is said only of whom no article says more.
    """
    wanted = {int(entity): day for entity, day in zip(entities, days, strict=True)}
    frame = tables.query(
        """
        SELECT entity,
               first({role: role, country: country, body: body, former: former}
                     ORDER BY coalesce(role, '') = '', distance, former, times DESC,
                     role, country, body) AS best
        FROM (
            SELECT entity, role, country, body, former, count(*) AS times,
                   coalesce(abs(date_diff('day', articles.date, any_value(wanted.day))), 1000000) AS distance
            FROM offices JOIN wanted USING (entity) JOIN articles USING (article)
            GROUP BY entity, articles.date, role, country, body, former
        ) GROUP BY entity
        """,
        wanted=pa.table(
            {
                "entity": pa.array(list(wanted), pa.int32()),
                "day": pa.array(list(wanted.values()), pa.date32()),
            }
        ),
    ).to_pylist()
    best = {int(row["entity"]): row["best"] for row in frame}
    stated = [
        write_shown(best[entity], str(tables.labels[entity]), wanted[entity]) if entity in best else ""
        for entity in map(int, entities)
    ]
    known = [
        find_known_office(str(tables.labels[entity]), day, best.get(entity)) if isinstance(day, date) else ""
        for entity, day in wanted.items()
    ]
    return stated, known


def write_shown(stated: Mapping[str, Any], name: str, day: object) -> str:
    """A stated office as one reads it; a state that only the table has is marked: "Foreign Minister, Russia
    (known)"."""
    placed = stated["country"] or stated["body"] or stated["former"] or not stated["role"]
    if placed or not isinstance(day, date) or not (home := find_missing_state(name, stated["role"], day)):
        return write_office(**stated)
    return f"{write_office(stated['role'], home, '')} (known)"


def write_office(role: str | None, country: str | None, body: str | None, *, former: bool = False) -> str:
    """An office as one reads it: "Foreign Minister, Israel", "former Secretary-General, NATO"."""
    place = body or ""
    if not place and country:
        try:
            place = load_countries().name(country)
        except KeyError:
            place = country
    return f"{'former ' if former else ''}{role or 'official'}{f', {place}' if place else ''}"


def find_known_office(name: str, day: date, stated: Mapping[str, Any] | None = None) -> str:
    """The surest office that the table knows a person of this name to have held on a day; "" for none.

    `stated`: role, country and body of an office that articles state, by which namesakes are told.
    """
    offices = [Office(stated["role"] or "", stated["country"] or "", stated["body"] or "")] if stated else []
    found = find_known_offices(name, day, offices)
    return write_office(found[0].office.role, found[0].office.country, found[0].office.body) if found else ""
