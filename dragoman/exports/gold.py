"""Corrected articles in the format of marked ones, for `dragoman evaluate` and for training."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from dragoman.analysis.library import Library
from dragoman.analysis.tables import Tables
from dragoman.corrections.meaning import Overlay, find_meaning
from dragoman.model import ROUTES


def write_gold(library: Library) -> Iterator[dict[str, Any]]:
    """A row for each article on whose names or topics somebody has decided: [id, title, date, url, text,
    source, entities, topics], with what the article names as it was corrected.

    What nobody has looked at in such an article is as it was read: marks of a machine, mended by people.
    """
    tables, overlay = library.tables(), find_meaning(library.decisions.load())
    for number in _list_touched(tables, overlay):
        id = tables.article_ids[number]
        article = library.article(id)
        if article is not None:
            yield {
                "id": id, "title": article.title, "date": article.date.isoformat() if article.date else None,
                "url": article.url, "text": article.text, "source": article.outlet,
                "entities": _list_entities(tables, number), "topics": _list_topics(tables, number),
            }  # fmt: skip


def _list_touched(tables: Tables, overlay: Overlay) -> list[int]:
    """The articles that decisions name, and those of whoever was merged, split, retyped or renamed."""
    articles = {article for article, _ in overlay.topics}
    names: set[str] = set(overlay.labels)
    for move in overlay.moves:
        if move.where and move.where.articles:
            articles |= move.where.articles
        else:
            names |= {move.target} - {""}
    for office in overlay.offices:
        articles |= office.articles
        names |= set() if office.articles else {office.id}
    found = {tables.article_of[id] for id in articles if id in tables.article_of}
    for number in {tables.entity_of[id] for id in names if id in tables.entity_of}:
        found |= set(tables.named.find_articles(number, None, 255).tolist())
    return sorted(found)


def _list_entities(tables: Tables, article: int) -> list[dict[str, Any]]:
    rows = tables.query(
        'SELECT entity, start, "end", route FROM mentions WHERE article = ? ORDER BY start, "end"', [article]
    ).to_pylist()
    offices = "SELECT entity, role, country, former FROM offices WHERE article = ? ORDER BY place DESC"
    stated = {row["entity"]: row for row in tables.query(offices, [article]).to_pylist()}
    text, surfaces = tables.read_text(article), dict[int, dict[str, str]]()
    for row in rows:
        said = surfaces.setdefault(row["entity"], {})
        said.setdefault(text[row["start"] : row["end"]], ROUTES[row["route"]])
    return [
        _write_entity(tables, number, found, stated.get(number, {}))
        for number, found in surfaces.items()
        if not tables.entity_ids[number].startswith("topic:")
    ]


def _write_entity(
    tables: Tables, number: int, said: dict[str, str], office: dict[str, Any]
) -> dict[str, Any]:
    """One entity as marked: a country with its code and routes, others by the fullest form of their name."""
    kind, _, key = tables.entity_ids[number].partition(":")
    if kind == "country":
        return {"kind": kind, "iso3": key, "surfaces": list(said), "routes": list(said.values())}
    named = {"kind": kind, "name": max(said, key=lambda form: (len(form), form)), "surfaces": list(said)}
    if kind == "organization":
        return named
    return named | {
        "official": bool(tables.official[number]), "role": office.get("role") or None,
        "country": office.get("country") or None, "former": bool(office.get("former", False)),
    }  # fmt: skip


def _list_topics(tables: Tables, article: int) -> list[str]:
    start, end = tables.kind_range("topic")
    rows = tables.query("SELECT DISTINCT entity FROM named WHERE article = ? ORDER BY entity", [article])
    numbers = np.asarray(rows["entity"])
    return [tables.entity_ids[number].partition(":")[2] for number in numbers if start <= number < end]
