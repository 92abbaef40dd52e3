"""A reading in the form that extraction is scored in: one plain object an article."""

from __future__ import annotations

from typing import Any

from dragoman.model import Article, Entity, Reading


def extract(reading: Reading, article: Article) -> dict[str, Any]:
    """`{"id", "entities", "mentions", "topics"}` of an article, with offsets into title + two line ends +
    text as given.

    Leaves out unresolved surnames, mentions by route `official`, and the topics' own mentions: they are no
    names.
    """
    listed = {
        entity.key: entity for entity in reading.entities if entity.kind != "topic" and not entity.unresolved
    }
    mentions = [
        mention for mention in reading.mentions if mention.key in listed and mention.route != "official"
    ]
    named = {mention.key for mention in mentions}
    return {
        "id": article.id,
        "entities": [describe(entity) for entity in listed.values() if entity.key in named],
        "mentions": [{"start": m.start, "end": m.end, "key": m.key, "route": m.route} for m in mentions],
        "topics": list(reading.topics),
    }


def describe(entity: Entity) -> dict[str, Any]:
    """One entity; of a person the first stated office."""
    if entity.kind == "country":
        return {
            "key": entity.key,
            "kind": "country",
            "iso3": entity.key.removeprefix("country:"),
            "name": entity.name,
        }
    if entity.kind == "organization":
        return {"key": entity.key, "kind": "organization", "name": entity.name}
    office = entity.offices[0] if entity.offices else None
    return {
        "key": entity.key,
        "kind": "person",
        "name": entity.name,
        "official": entity.official,
        "former": bool(office and office.former),
        "role": (office and office.role) or None,
        "country": (office and office.country) or None,
        "body": (office and office.body) or None,
    }
