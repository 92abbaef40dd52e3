"""News of offices: somebody whom articles call by an office that was another's in this library before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from dragoman.analysis.alike_offices import fold_office
from dragoman.analysis.offices import write_office
from dragoman.analysis.tables import Tables
from dragoman.knowledge.offices import load_offices, name_post
from dragoman.library.watches import News, Watch
from dragoman.model import Filter, Reason, StatedOffice, View
from dragoman.watches.scene import Scene, count_stories, list_focus, list_numbers, make_news

STATED = 2  # stories that must call somebody by an office, unless the table of offices knows it of these days
LATELY = timedelta(days=120)
# Offices that one person holds at a time
POSTS = re.compile(
    r"minister|president|chancellor|secretary|premier|king|queen|emir|sultan|pope|chief|chair|director|head"
)
LOWER = re.compile(
    r"\b(vice|deputy|assistant|under|junior|shadow|acting|interim|former|candidate|elect|state)\b"
)


def tell_offices(scene: Scene, watch: Watch) -> Iterator[News]:
    """Somebody whom articles call by an office that was another's in this library before."""
    for (entity, key), rows in _list_stated(scene, watch).items():
        tables = scene.tables
        fresh, known = (
            np.array(sorted({row["article"] for row in rows if mask[row["article"]]}), dtype=np.int32)
            for mask in (scene.fresh, scene.known)
        )
        before, together = count_stories(scene, known), count_stories(scene, np.concatenate([known, fresh]))
        row = next(row for row in rows if scene.fresh[row["article"]])
        table = _ask_table(tables, entity, row, scene.day)
        if before >= STATED or table in ("long", "other") or (together < STATED and table != "lately"):
            continue
        id, office = tables.entity_ids[entity], write_office(row["role"], row["country"], row["body"])
        stated = StatedOffice(row["role"], row["country"], row["body"], False)
        view = View(
            "dossier", Filter(), selection=(id,), reason=Reason(stated=stated, alike=True),
        )  # fmt: skip
        said = f"New in an office: {tables.labels[entity]}, {office}"
        articles = np.concatenate([known, fresh])
        yield make_news(scene, watch, "office", (id, key), said, view, articles, (id,), "article")


def _list_stated(scene: Scene, watch: Watch) -> Mapping[tuple[int, str], list[dict[str, Any]]]:
    """(person, office in whatever words) -> the articles that state it, where one of them is new in the view,
    and the office was another's before."""
    tables, view = scene.tables, watch.view
    posts = tables.remember(("posts that are stated", ""), lambda: _list_posts(tables))
    asks = _make_question(tables, view)
    found: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for article in list_numbers(scene.passes(view.filter) & scene.fresh).tolist():
        for row in posts.by_article.get(article, ()):
            if asks(row) and _was_others(scene, posts, row):
                key = (row["entity"], row["key"])
                found[key] = [held for held in posts.by_holder[key] if scene.sees(held["article"])]
    return found


def _make_question(tables: Tables, view: View) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a view asks for an office that somebody is called by: of its roles, places and people."""
    roles, focus = {office.lower() for office in view.filter.offices}, list_focus(view)
    places = {id.partition(":")[2] for id in focus if id.startswith("country:")}
    people = {id for id in focus if id.startswith("person:")}
    return lambda row: (
        (not roles or row["role"].lower() in roles)
        and (not places or row["country"] in places)
        and (not people or tables.entity_ids[row["entity"]] in people)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Posts:
    """Each present office of one holder that an article states: by article, and by person and office."""

    by_article: Mapping[int, list[dict[str, Any]]]
    by_holder: Mapping[tuple[int, str], list[dict[str, Any]]]
    holders: Mapping[str, list[int]]  # of an office in whatever words


def _list_posts(tables: Tables) -> _Posts:
    rows = tables.query(
        """
        SELECT DISTINCT article, entity, coalesce(role, '') AS role, coalesce(country, '') AS country,
               coalesce(body, '') AS body
        FROM offices WHERE NOT coalesce(former, false) ORDER BY article, entity, role, country, body
        """
    ).to_pylist()
    by_article: dict[int, list[dict[str, Any]]] = defaultdict(list)
    by_holder: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    holders: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        role = row["role"].lower()
        if (row["country"] or row["body"]) and POSTS.search(role) and not LOWER.search(role):
            row["key"] = fold_office(row["role"], row["country"], row["body"])
            by_article[row["article"]].append(row)
            by_holder[row["entity"], row["key"]].append(row)
            if row["entity"] not in holders[row["key"]]:
                holders[row["key"]].append(row["entity"])
    return _Posts(by_article, by_holder, holders)


def _was_others(scene: Scene, posts: _Posts, row: Mapping[str, Any]) -> bool:
    """Whether STATED stories that were known before call another by an office."""
    for other in posts.holders[row["key"]]:
        articles = [held["article"] for held in posts.by_holder[other, row["key"]]]
        known = np.array([article for article in articles if scene.known[article]], dtype=np.int32)
        if other != row["entity"] and count_stories(scene, known) >= STATED:
            return True
    return False


def _ask_table(tables: Tables, entity: int, row: Mapping[str, Any], day: date) -> str:
    """What the table of offices says of somebody in such a post on a day: "lately" or "long" in it, or
    "other", that somebody else is; "" for nothing."""
    post = name_post(row["role"])
    spells = [
        spell
        for spell in load_offices().find_person(str(tables.labels[entity]))
        if spell.office.country == row["country"]
        and (
            name_post(spell.office.role) == post if post else spell.office.role.lower() == row["role"].lower()
        )
    ]
    if any(spell.first <= day - LATELY and spell.last >= day - LATELY for spell in spells):
        return "long"
    if any(day - LATELY < spell.first <= day for spell in spells):
        return "lately"
    return "other" if post and not row["body"] and _is_held(row["country"], post, day) else ""


def _is_held(country: str, post: str, day: date) -> bool:
    """Whether the table of offices knows who holds a country's post on a day."""
    offices = load_offices()
    return any(
        first <= day <= last
        for office in _list_table_posts().get((country, post), ())
        for spell in offices.find_post(*office)
        for first, last in [offices.find_days(spell)]
    )


@cache
def _list_table_posts() -> Mapping[tuple[str, str], set[tuple[str, str, str]]]:
    """(country, post) -> the offices of the table that are that post."""
    found: dict[tuple[str, str], set[tuple[str, str, str]]] = defaultdict(set)
    for spell in load_offices().spells:
        office = spell.office
        if not office.body and (post := name_post(office.role)):
            found[office.country, post].add((office.role, office.country, office.body))
    return found
