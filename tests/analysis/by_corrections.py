"""Corrections done slowly, by hand, on the rows of a library: what tables made of these say is right."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
from by_hand import Search
from rows import make_entity, make_table

from dragoman.analysis.building import build_tables
from dragoman.analysis.tables import Tables
from dragoman.corrections.meaning import Move, Overlay

Row = dict[str, Any]
PEOPLE_OF = pa.schema([("row", pa.int32()), ("key", pa.string()), ("id", pa.string())])


def build_plainly(rows: Sequence[Row], stories: Mapping[str, str], texts: Sequence[Row] = ()) -> Tables:
    """Tables of rows in which each person is who the key says; texts are searched in `texts`."""
    people = [
        {"row": place, "key": entity["key"], "id": entity["key"]}
        for place, row in enumerate(rows)
        for entity in row["entities"]
        if entity["kind"] == "person" and not entity["candidates"]
    ]
    return build_tables(
        make_table(rows),
        stories=stories,
        search=Search(texts or rows),
        people_of=pa.Table.from_pylist(people, PEOPLE_OF),
    )


def correct_rows(rows: Sequence[Row], overlay: Overlay) -> list[Row]:
    """The rows as reading would have had them, had it known what was decided."""
    return [_correct_row(copy.deepcopy(row), overlay) for row in rows if row["id"] not in overlay.gone]


def _correct_row(row: Row, overlay: Overlay) -> Row:
    stated = {entity["key"]: entity for entity in row["entities"]}
    for mention in row["mentions"]:
        if not stated[mention["key"]]["candidates"]:
            mention["key"] = _move(
                overlay.moves, row, mention["key"], stated, (mention["start"], mention["end"])
            )
    named = {mention["key"] for mention in row["mentions"]}
    spoken = {mention["key"] for mention in copy.deepcopy(row)["mentions"]}
    entities: list[Row] = []
    for entity in row["entities"]:
        if entity["candidates"]:
            entities.append(entity)
            continue
        key = _move(overlay.moves, row, entity["key"], stated, (-1, -1))
        if key:
            kind = key.partition(":")[0]
            entities.append({**entity, "key": key, "kind": kind})
    known = {entity["key"] for entity in entities}
    entities += [make_entity(key) for key in sorted(named - known) if key]
    row["mentions"] = [mention for mention in row["mentions"] if mention["key"]]
    topics = {_move(overlay.moves, row, f"topic:{topic}", stated, (-1, -1)) for topic in row["topics"]}
    for (article, topic), present in overlay.topics.items():
        if article == row["id"]:
            topics = topics | {topic} if present else topics - {topic}
            if not present:
                row["mentions"] = [mention for mention in row["mentions"] if mention["key"] != topic]
    row["topics"] = sorted(topic.partition(":")[2] for topic in topics if topic)
    for office in overlay.offices:
        if row["id"] in office.articles and office.id in spoken | {
            f"topic:{topic}" for topic in row["topics"]
        }:
            for entity in entities:
                if entity["key"] == office.id:
                    entity["offices"] = []
            said = make_entity(office.id, "?", False, [(office.role, office.country, office.body)])
            first = next((item for item in entities if item["key"] == office.id), None)
            if first:
                first["offices"] = said["offices"]
    row["entities"] = entities
    row["outlet"] = overlay.outlet_of.get(row["id"], overlay.outlets.get(row["outlet"], row["outlet"]))
    if row["id"] in overlay.day_of:
        day = overlay.day_of[row["id"]]
        row["date"] = date.fromisoformat(day) if day else None
        row["date_origin"] = "stated" if day else "none"
    return row


def _move(moves: Sequence[Move], row: Row, key: str, stated: Mapping[str, Row], span: tuple[int, int]) -> str:
    """Whom a mention of a key stands for after all moves."""
    now = key
    for move in moves:
        where = move.where
        holds = where is None or (
            (not where.articles or row["id"] in where.articles)
            and (where.span is None or where.span == span)
            and (not where.outlet or where.outlet == row["outlet"])
            and (not where.form or where.form == stated.get(key, {}).get("name"))
            and all(
                not getattr(where, name)
                or any(
                    office[name].lower() == getattr(where, name).lower()
                    for office in stated.get(key, {}).get("offices", ())
                )
                for name in ("role", "country")
            )
        )
        if holds and now and (now in move.sources or not move.sources):
            now = move.target
    return now


def list_rows(tables: Tables) -> dict[str, list[tuple[Any, ...]]]:
    """All that tables hold, under identifiers in place of numbers, sorted."""
    named = "JOIN (SELECT entity, id AS who FROM entities) USING (entity)"
    told = "JOIN (SELECT article, id AS told FROM articles) USING (article)"
    base = "JOIN (SELECT article, base FROM articles) USING (article)"
    asked = {
        "articles": "SELECT article, id, date, date_origin, outlet, story, words FROM articles",
        "mentions": 'SELECT told, who, route, sentence, paragraph, start, "end" '
        f"FROM mentions {named} {told}",
        "named": f"SELECT told, who, route, mentions FROM named {named} {told}",
        "offices": f"SELECT told, who, role, country, body, former FROM offices {named} {told}",
        "in_article": f"SELECT told, who, bits FROM in_article {named} {told}",
        **{
            f"in_{unit}": f"SELECT told, who, unit - base, bits FROM in_{unit} {named} {told} {base}"
            for unit in ("sentence", "paragraph")
        },
        "learnt": f"SELECT who, role, country, body, first, last, articles, outlets FROM learnt {named}",
        "unclear": f"SELECT told, name, key FROM unclear {told}",
    }
    return {
        name: sorted((tuple(row.values()) for row in tables.query(sql).to_pylist()), key=repr)
        for name, sql in asked.items()
    }
