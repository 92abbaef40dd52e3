"""The mentions of one article under the library's identifiers: what a reader marks in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dragoman.analysis.offices import write_office
from dragoman.model import ROUTES

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables

COLUMNS = ("start", "end", "id", "label", "kind", "route", "paragraph")


def find_mentions(tables: Tables, article: str) -> pd.DataFrame:
    """start, end, id, label, kind, route, paragraph of each mention, in the text's order; none if unknown."""
    number = tables.article_of.get(article)
    if number is None:
        return pd.DataFrame(columns=list(COLUMNS))
    frame: pd.DataFrame = tables.query(
        """
        SELECT mentions.start, mentions."end", entities.id, entities.label, entities.kind,
               mentions.route, mentions.paragraph
        FROM mentions JOIN entities USING (entity) WHERE mentions.article = ?
        ORDER BY mentions.start, mentions."end" DESC, entity, route
        """,
        [number],
    ).to_pandas()
    frame["route"] = [ROUTES[place] for place in frame["route"]]
    return frame


def find_stated_offices(tables: Tables, article: str) -> dict[str, str]:
    """Offices that an article states: {"person:yair-lapid": "Foreign Minister, Israel"}; several by "; "."""
    number = tables.article_of.get(article)
    if number is None:
        return {}
    rows = tables.query(
        "SELECT id, role, offices.country, body, former FROM offices JOIN entities USING (entity) "
        "WHERE article = ? ORDER BY entity, place",
        [number],
    ).to_pylist()
    found: dict[str, list[str]] = {}
    for row in rows:
        office = write_office(row["role"], row["country"], row["body"], former=row["former"])
        if office not in found.setdefault(row["id"], []):
            found[row["id"]].append(office)
    return {person: "; ".join(offices) for person, offices in found.items()}
