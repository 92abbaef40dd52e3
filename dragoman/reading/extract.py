"""A reading in the form that extraction is scored in: one plain object an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.model import Article, Contact, Entity, Reading
from dragoman.reading.contacts import reckon_day

SHOWN = 200  # characters of a sentence that tells of a contact


def extract(reading: Reading, article: Article) -> dict[str, Any]:
    """`{"id", "entities", "mentions", "topics", "contacts"}` of an article, with offsets into title + two
    line ends + text as given.

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
    names = {entity.key: describe_party(entity) for entity in reading.entities}
    return {
        "id": article.id,
        "entities": [describe(entity) for entity in listed.values() if entity.key in named],
        "mentions": [{"start": m.start, "end": m.end, "key": m.key, "route": m.route} for m in mentions],
        "topics": list(reading.topics),
        "contacts": [describe_contact(contact, reading, article, names) for contact in reading.contacts],
    }


def describe_party(entity: Entity) -> str:
    """A party of a contact: a state by its code, all others by name."""
    return entity.key.removeprefix("country:") if entity.kind == "country" else entity.name


def describe_contact(
    contact: Contact, reading: Reading, article: Article, names: Mapping[str, str]
) -> dict[str, Any]:
    """One contact; its day is reckoned from the article's own date, unless that was guessed."""
    written = article.date if article.date_origin != "guessed" else None
    start, end = reading.sentences[contact.sentence]
    return {
        "kind": contact.kind,
        "parties": [names[key] for key in contact.parties],
        "place": article.full_text[slice(*contact.place)] if contact.place else None,
        "date": reckon_day(contact.day, written),
        "status": contact.status,
        "sentence": article.full_text[start:end][:SHOWN],
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
