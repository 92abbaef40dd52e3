"""The rows that the library keeps, and the ways between them and the plain data of `dragoman.model`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import accumulate, pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dragoman.library.side_tables import (
    DECISIONS,
    FEEDS,
    IMPORTS,
    MESSAGES,
    VIEWS,
    VISITS,
    WATCHES,
    key_field,
)
from dragoman.model import Article, Contact, DayWords, Entity, Mention, Office, Reading
from dragoman.resolution import identifiers
from dragoman.resolution.register import REGISTER as ENTRIES
from dragoman.resolution.sightings import SIGHTINGS as SIGHTED

SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32())])
OFFICE = pa.struct(
    [
        ("role", pa.string()),
        ("country", pa.string()),
        ("body", pa.string()),
        ("former", pa.bool_()),
        ("start", pa.date32()),
        ("end", pa.date32()),
    ]
)
ENTITY = pa.struct(
    [
        ("key", pa.string()),
        ("kind", pa.string()),
        ("name", pa.string()),
        ("official", pa.bool_()),
        ("offices", pa.list_(OFFICE)),
        ("candidates", pa.list_(pa.string())),
    ]
)
MENTION = pa.struct(
    [
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("key", pa.string()),
        ("route", pa.string()),
        ("sentence", pa.int32()),
        ("paragraph", pa.int32()),
    ]
)
NUMBERS = ("offset", "weekday", "year", "month", "day", "months")
DAY = pa.struct([*SPAN, ("tense", pa.string()), *((name, pa.int32()) for name in NUMBERS)])
CONTACT = pa.struct(
    [
        ("kind", pa.string()),
        ("parties", pa.list_(pa.string())),
        ("status", pa.string()),
        ("sentence", pa.int32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("day", DAY),
        ("place", SPAN),
    ]
)


ARTICLES = pa.schema(
    [
        key_field("id"),
        ("title", pa.string()),
        ("text", pa.string()),
        ("date", pa.date32()),
        ("date_origin", pa.string()),
        ("outlet", pa.string()),
        ("url", pa.string()),
        ("language", pa.string()),
        ("source", pa.string()),
        ("extra", pa.list_(pa.struct([("name", pa.string()), ("value", pa.string())]))),
        ("added", pa.timestamp("us")),  # UTC, the first time; an update keeps it
        ("words", pa.int32()),
        # the reading
        ("text_key", pa.string()),
        ("model", pa.string()),
        ("rules", pa.string()),
        ("sentences", pa.list_(SPAN)),
        ("entities", pa.list_(ENTITY)),
        ("mentions", pa.list_(MENTION)),
        ("topics", pa.list_(pa.string())),
        ("contacts", pa.list_(CONTACT)),
        ("contact_rules", pa.string()),
        # the library's own
        ("edited", pa.list_(pa.string())),  # fields that a person set: a later add leaves them alone
        ("stamp", pa.uint64()),  # hash of all that the row says: the sum over all rows tells contents apart
    ]
)
QUARANTINE = pa.schema(
    [
        key_field("item"),
        ("reason", pa.string()),
        ("source", pa.string()),
        ("where", pa.string()),
        ("raw", pa.string()),
        ("added", pa.timestamp("us")),
    ]
)
IDENTITIES = pa.schema([key_field("id"), *list(identifiers.IDENTITIES)[1:]])
# whom each article names, by its stamp, and all that articles say of people, each once: see people.py
SIGHTINGS = pa.schema([key_field("key"), *SIGHTED])
REGISTER = pa.schema([key_field("key"), *ENTRIES])
STORIES = pa.schema([key_field("article"), ("story", pa.string())])
# what texts are looked up by when copies are looked for, and what came of comparing those that are related:
# see copies.py
MARKS = pa.schema([key_field("key"), ("marks", pa.list_(pa.uint64()))])
RELATIVES = pa.schema(
    [key_field("key"), ("stories", pa.list_(pa.struct([("article", pa.string()), ("story", pa.string())])))]
)
# what a derived table was made from, and a hash of what it says
DERIVED = pa.schema([key_field("name"), ("source", pa.uint64()), ("stamp", pa.uint64())])

SCHEMAS: dict[str, pa.Schema] = {
    "articles": ARTICLES,
    "quarantine": QUARANTINE,
    "identities": IDENTITIES,
    "sightings": SIGHTINGS,
    "register": REGISTER,
    "stories": STORIES,
    "marks": MARKS,
    "relatives": RELATIVES,
    "derived": DERIVED,
    "feeds": FEEDS,
    "views": VIEWS,
    "decisions": DECISIONS,
    "imports": IMPORTS,
    "watches": WATCHES,
    "messages": MESSAGES,
    "visits": VISITS,
}

# columns that libraries of older versions lack: null there, until the articles are read again
LATER_COLUMNS = {"articles": ("contacts", "contact_rules")}

ARTICLE_COLUMNS = (
    "id",
    "title",
    "text",
    "date",
    "date_origin",
    "outlet",
    "url",
    "language",
    "source",
    "extra",
)
READING_COLUMNS = (
    "text_key",
    "model",
    "rules",
    "sentences",
    "entities",
    "mentions",
    "topics",
    "contacts",
    "contact_rules",
)


def now() -> datetime:
    """This moment in UTC, without a zone, as the tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None)


def hash_number(value: object) -> int:
    """64 bits that stand for a value of plain data; the same in every process."""
    return int.from_bytes(
        blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def stamp_row(article: Article, reading: Reading, edited: Sequence[str]) -> int:
    """The number that stands for all that a row of ARTICLES says.

    Where contacts were never looked for it is what it was before there were any.
    """
    contacts = (reading.contacts, reading.contact_rules) if reading.contact_rules else ()
    return hash_number((article, reading, sorted(edited), *contacts))


def mend_text(text: str) -> str:
    """The text without halves of surrogate pairs, which no file can hold; as long as before."""
    return text.encode("utf-8", "replace").decode("utf-8")


def pack_row(
    article: Article, reading: Reading, added: datetime | None = None, edited: Sequence[str] = ()
) -> dict[str, Any]:
    """The row of ARTICLES for an article and its reading."""
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "date": article.date,
        "date_origin": article.date_origin,
        "outlet": article.outlet,
        "url": article.url,
        "language": article.language,
        "source": article.source,
        "extra": [{"name": name, "value": value} for name, value in article.extra],
        "added": added or now(),
        "words": len(article.full_text.split()),
        "text_key": reading.text_key,
        "model": reading.model,
        "rules": reading.rules,
        "sentences": [{"start": start, "end": end} for start, end in reading.sentences],
        "entities": [_pack_entity(entity) for entity in reading.entities],
        "mentions": [
            {
                "start": m.start,
                "end": m.end,
                "key": m.key,
                "route": m.route,
                "sentence": m.sentence,
                "paragraph": m.paragraph,
            }
            for m in reading.mentions
        ],
        "topics": list(reading.topics),
        "contacts": [pack_contact(contact) for contact in reading.contacts],
        "contact_rules": reading.contact_rules,
        "edited": sorted(edited),
        "stamp": stamp_row(article, reading, edited),
    }


def _pack_entity(entity: Entity) -> dict[str, Any]:
    return {
        "key": entity.key,
        "kind": entity.kind,
        "name": entity.name,
        "official": entity.official,
        "offices": [asdict(office) for office in entity.offices],
        "candidates": entity.candidates,
    }


def pack_contact(contact: Contact) -> dict[str, Any]:
    """A contact as the articles' table holds it."""
    place = {"start": contact.place[0], "end": contact.place[1]} if contact.place else None
    return asdict(contact) | {"place": place}


def unpack_contact(row: Mapping[str, Any]) -> Contact:
    """The inverse of `pack_contact`."""
    day, place = row["day"], row["place"]
    return Contact(
        **{
            **row,
            "parties": tuple(row["parties"]),
            "day": DayWords(**day) if day else None,
            "place": (place["start"], place["end"]) if place else None,
        }
    )


def unpack_article(row: Mapping[str, Any]) -> Article:
    """The article in a row that has ARTICLE_COLUMNS."""
    plain = {name: row[name] for name in ARTICLE_COLUMNS}
    plain["extra"] = tuple((pair["name"], pair["value"]) for pair in row["extra"] or ())
    return Article(**plain)


def unpack_readings(rows: pa.Table) -> list[Reading]:
    """The readings in rows that have READING_COLUMNS, by columns: several times as fast as row by row."""
    return [
        Reading(*(*fields[:-1], fields[-1] or ""))
        for fields in zip(*(_unpack_column(rows[name], name) for name in READING_COLUMNS), strict=True)
    ]


def unpack_reading(row: Mapping[str, Any]) -> Reading:
    """The reading in a row that has READING_COLUMNS."""
    return Reading(
        text_key=row["text_key"],
        model=row["model"],
        rules=row["rules"],
        sentences=tuple((span["start"], span["end"]) for span in row["sentences"]),
        entities=tuple(_unpack_entity(entity) for entity in row["entities"]),
        mentions=tuple(Mention(**mention) for mention in row["mentions"]),
        topics=tuple(row["topics"]),
        contacts=tuple(map(unpack_contact, row.get("contacts") or ())),
        contact_rules=row.get("contact_rules") or "",
    )


_BUILD: dict[str, Callable[..., Any]] = {
    "sentences": lambda start, end: (start, end),
    "entities": Entity,
    "offices": Office,
    "mentions": Mention,
}


def _unpack_column(column: pa.ChunkedArray | pa.Array, name: str) -> list[Any]:
    """The values of a column; lists as tuples, of what `_BUILD` makes of their structs."""
    if isinstance(column, pa.ChunkedArray):
        return [value for chunk in column.chunks for value in _unpack_column(chunk, name)]
    if name == "contacts":  # few an article
        return [tuple(map(unpack_contact, contacts or ())) for contacts in column.to_pylist()]
    if not pa.types.is_list(column.type):
        return list(column.to_pylist())
    values = column.flatten()
    if pa.types.is_struct(values.type):
        fields = (
            _unpack_column(field, values.type[number].name) for number, field in enumerate(values.flatten())
        )
        items = list(map(_BUILD[name], *fields))
    else:
        items = values.to_pylist()
    ends = list(accumulate(pc.fill_null(pc.list_value_length(column), 0).to_pylist(), initial=0))
    return [tuple(items[start:end]) for start, end in pairwise(ends)]


def _unpack_entity(row: Mapping[str, Any]) -> Entity:
    offices = tuple(Office(**office) for office in row["offices"])
    return Entity(**{**row, "offices": offices, "candidates": tuple(row["candidates"])})
