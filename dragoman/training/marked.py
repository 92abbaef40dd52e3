"""Articles whose people and organizations are marked, for learning from.

The project keeps the marks alone (data/training/names.jsonl): of each article its id, a hash of its text and
the spans. The texts are in the corpora that data/SOURCES.md names, and are joined by id when they are at
hand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.evaluation.answers import place_surfaces

KINDS = {"person": "PERSON", "organization": "ORG"}
LISTS = {"people": "person", "organizations": "organization"}

Span = tuple[int, int, str]  # start and end in title, blank line and text, and PERSON or ORG


@dataclass(frozen=True, slots=True)
class Marked:
    """One article with its names. `text` is title, blank line and text."""

    id: str
    text: str
    spans: tuple[Span, ...]


def hash_text(text: str) -> str:
    """16 hexadecimal digits of a text, in which a no-break space is a space."""
    return hashlib.sha256(text.replace("\xa0", " ").encode()).hexdigest()[:16]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read_texts(paths: Iterable[Path]) -> dict[str, str]:
    """Title, blank line and text of each article of JSONL files, by id."""
    return {row["id"]: f"{row['title']}\n\n{row['text']}" for path in paths for row in read_lines(path)}


def place_marks(row: Mapping[str, Any], text: str) -> tuple[Span, ...]:
    """The spans of what a row lists, as `entities` (which the evaluation has) or as `people` and
    `organizations`.
    """
    text = text.replace("\xa0", " ")
    lists = [(kind, names) for key, kind in LISTS.items() for names in row.get(key, ())]
    entities = row.get("entities") or [{"kind": kind, "surfaces": names} for kind, names in lists]
    named = [
        {"kind": entity["kind"], "surfaces": [_plain(surface) for surface in entity["surfaces"]]}
        for entity in entities
        if entity["kind"] in KINDS
    ]
    return tuple(
        (start, end, KINDS[named[number]["kind"]]) for (start, end), number in place_surfaces(text, named)
    )


def _plain(surface: str | Mapping[str, Any]) -> str | dict[str, Any]:
    """A surface with spaces for its no-break spaces."""
    if isinstance(surface, str):
        return surface.replace("\xa0", " ")
    return {**surface, "s": surface["s"].replace("\xa0", " ")}


def compile_marks(rows: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What is kept of rows with surfaces: id, hash and spans. KeyError for an article that the texts lack."""
    for row in rows:
        text = texts[row["id"]]
        yield {"id": row["id"], "hash": hash_text(text), "spans": place_marks(row, text)}


def load_marked(path: Path, texts: Mapping[str, str]) -> list[Marked]:
    """The marked articles, with their texts. ValueError for one whose text is missing or is another."""
    articles = []
    for row in read_lines(path):
        text = texts.get(row["id"], "")
        if hash_text(text) != row["hash"]:
            told = "its text is not the one that was marked. Give the corpora that data/SOURCES.md names."
            raise ValueError(f"{row['id']}: {told}")
        articles.append(
            Marked(row["id"], text, tuple((start, end, label) for start, end, label in row["spans"]))
        )
    return articles
