"""Rows of a library made by hand."""

from datetime import date

import pyarrow as pa

from dragoman.library.schema import ARTICLES

COLUMNS = (
    "id", "title", "text", "date", "date_origin", "outlet", "url", "words", "sentences",
    "entities", "mentions", "topics",
)  # fmt: skip
SCHEMA = pa.schema([ARTICLES.field(name) for name in COLUMNS])


def make_entity(key, name="", official=False, offices=(), candidates=()):
    """An entity; `offices` are (role, country), (role, country, body) or (role, country, body, former)."""
    fields = {"role": "", "country": "", "body": "", "former": False}
    rows = [fields | dict(zip(fields, office, strict=False)) for office in offices]
    kind, _, slug = key.partition(":")
    return {
        "key": key,
        "kind": kind,
        "name": name or slug,
        "official": official,
        "offices": rows,
        "candidates": list(candidates),
    }


def make_mention(key, sentence, paragraph, route="name", start=0, end=1):
    return {
        "start": start,
        "end": end,
        "key": key,
        "route": route,
        "sentence": sentence,
        "paragraph": paragraph,
    }


def make_row(
    id, entities=(), mentions=(), topics=(), day=None, origin=None, outlet="A", title="", text="", sentences=8
):
    return {
        "id": id,
        "title": title,
        "text": text or "x" * (10 * sentences),
        "date": day,
        "date_origin": origin or ("stated" if day else "none"),
        "outlet": outlet,
        "url": f"https://example.org/{id}",
        "words": 10,
        "sentences": [{"start": 10 * place, "end": 10 * place + 9} for place in range(sentences)],
        "entities": list(entities),
        "mentions": list(mentions),
        "topics": list(topics),
    }


def make_people(*seen):
    """One article a name: rows that name (name, role, country), or a name alone."""
    rows = []
    for number, item in enumerate(seen):
        name, *office = (item,) if isinstance(item, str) else item
        key = "person:" + name.lower().replace(" ", "-").replace(".", "")
        entity = make_entity(key, name, bool(office), [tuple(office)] if office else [])
        rows.append(
            make_row(f"a{number}", [entity], [make_mention(key, 0, 1)], day=date(2020, 1, 1 + number % 28))
        )
    return make_table(rows)


def make_table(rows):
    return pa.Table.from_pylist(list(rows), schema=SCHEMA)
