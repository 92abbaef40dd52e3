"""Topics and the terms that speak for them: data/knowledge/topics.toml, or a user's own of the same shape."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.knowledge.folder import TOPICS_FILE, find_data_folder

# What one hit is worth, by the list that the term stands in. A `title` term counts in the title only.
WEIGHTS: Mapping[str, float] = {"title": 6.0, "strong": 4.0, "terms": 2.0, "hints": 1.0}

WHERE = "where"  # what a row says of itself: "topics.toml, line 3, topic 1 ('armed-conflict')"

HEAD = re.compile(r"(?m)^[ \t]*\[\[[ \t]*topic[ \t]*\]\]")  # the line that begins a topic

_FIELDS = {"id", "label", "description", "iptc", "off", "unless", *WEIGHTS}

Row = dict[str, Any]  # the fields of one topic


@dataclass(frozen=True, slots=True)
class Term:
    """Words that speak for a topic: "ceasefire*" (any ending), "call ... with" (up to five words between).

    Case is ignored, except where the term is written in capitals only ("WHO").
    """

    words: str
    weight: float
    title_only: bool = False
    needs: tuple[str, ...] = ()  # it counts only in a paragraph that holds one of these as well


@dataclass(frozen=True, slots=True, eq=False)  # by identity: a table's matcher is found at once
class Topic:
    """One topic: its identifier (without "topic:") and the terms by which it is recognised."""

    id: str
    label: str
    description: str = ""
    iptc: tuple[str, ...] = ()  # IPTC Media Topics: "medtop:20000642"
    terms: tuple[Term, ...] = ()
    unless: tuple[str, ...] = ()  # phrases inside which no term counts: "cold war"


def load_topics(path: Path | None = None, changes: Path | None = None) -> tuple[Topic, ...]:
    """The topics of a TOML file (Dragoman's own by default) in its order, less those with ``off = true``.

    `changes` is a file of a user's own over them, as `parse_topics` says; one that is not there changes
    nothing. Reads the files at each call, so that an edit is seen; the same content gives the same objects.
    Raises KnowledgeError, which names the topic and the field.
    """
    path = path or find_own_table()
    if changes is None or not changes.exists():
        return parse_topics(read_table(path), path.name)
    return parse_topics(read_table(path), path.name, read_table(changes), str(changes))


def find_own_table() -> Path:
    """Dragoman's own table of topics."""
    return find_data_folder() / TOPICS_FILE


def read_table(path: Path) -> str:
    """The text of a table of topics. Raises KnowledgeError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(
            f"The topics in {path} cannot be read: {error}. Check that the file is there and is UTF-8 text."
        ) from error


def hash_topics(topics: Sequence[Topic] | None = None) -> str:
    """A hash of all in the topics (None: Dragoman's own) that matters to a reading: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for topic in load_topics() if topics is None else topics:
        digest.update(repr(replace(topic, description="", iptc=())).encode())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=8)
def parse_topics(
    text: str, name: str = "topics.toml", changes: str = "", changes_name: str = "topics.toml"
) -> tuple[Topic, ...]:
    """The topics in the text of a TOML file, with those of `changes`, another such text, over them.

    A row of `changes` whose id is known replaces the fields that it has, any other is a new topic. The names
    are what errors call the texts. Raises KnowledgeError.
    """
    rows = parse_rows(text, name)
    if not rows:
        raise KnowledgeError(
            f"{name} holds no topic. Begin each one with a line [[topic]], then id, label and terms."
        )
    for id, row in parse_rows(changes, changes_name).items():
        if id not in rows and "label" not in row:
            raise KnowledgeError(
                f"{row[WHERE]}: there is no topic '{id}' to change. "
                "Correct the id, or give a new topic label and terms."
            )
        rows[id] = {**rows.get(id, {}), **row}
    topics = [(build_topic(row), row) for row in rows.values()]
    return tuple(topic for topic, row in topics if not row.get("off", False))


def parse_rows(text: str, name: str = "topics.toml") -> dict[str, Row]:
    """Id -> fields of each topic in the text of a TOML file, as they stand there, and `WHERE` that is.

    Raises KnowledgeError.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(
            f"{name} is not valid TOML: {error}. Correct that place and load it again."
        ) from error
    if stray := sorted(table.keys() - {"topic"}):
        raise KnowledgeError(
            f"{name} has '{stray[0]}' outside a topic. Move it below a line [[topic]], or remove it."
        )
    found = table.get("topic", [])
    if not isinstance(found, list):
        raise KnowledgeError(
            f"{name}: 'topic' is not a list of topics. "
            "Begin each one with a line [[topic]] in double brackets."
        )
    heads = [text.count("\n", 0, head.end()) + 1 for head in HEAD.finditer(text)]
    rows: dict[str, Row] = {}
    for number, row in enumerate(found, start=1):
        line = f", line {heads[number - 1]}" if len(heads) == len(found) else ""
        row, id = _check_row(row, f"{name}{line}, topic {number}")
        if id in rows:
            raise KnowledgeError(
                f"{name}{line} has two topics with the id '{id}'. Give one another id, or join their terms."
            )
        rows[id] = row
    return rows


def _check_row(row: object, where: str) -> tuple[Row, str]:
    """The row with where it stands, and its id."""
    if not isinstance(row, dict):
        raise KnowledgeError(f"{where}: it is not a table. Begin it with a line [[topic]].")
    id = row.get("id")
    if not isinstance(id, str) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        raise KnowledgeError(
            f"{where}: 'id' is {id!r}. Give it an id of small letters, digits and hyphens, "
            'such as "arms-control".'
        )
    where = f"{where} ('{id}')"
    if strange := sorted(row.keys() - _FIELDS):
        raise KnowledgeError(
            f"{where}: unknown field '{strange[0]}'. Use one of {', '.join(sorted(_FIELDS))}."
        )
    return {WHERE: where, **row}, id


def build_topic(row: Row) -> Topic:
    """The topic of a row of `parse_rows`. Raises KnowledgeError."""
    where, id = row[WHERE], row["id"]
    label = row.get("label")
    if not isinstance(label, str) or not label.strip():
        raise KnowledgeError(f"{where}: 'label' is {label!r}. Give it the name that the screen shows.")
    if not isinstance(row.get("description", ""), str):
        raise KnowledgeError(f"{where}: 'description' is not text. Write it in quotation marks.")
    if not isinstance(row.get("off", False), bool):
        raise KnowledgeError(
            f"{where}: 'off' is {row['off']!r}. Write true or false without quotation marks."
        )
    terms = [_build_term(term, field, where) for field in WEIGHTS for term in _read_list(row, field, where)]
    if not terms:
        raise KnowledgeError(
            f"{where}: it has no terms, so it would never be found. "
            "List words under 'terms', or set off = true."
        )
    return Topic(
        id=id,
        label=label.strip(),
        description=row.get("description", "").strip(),
        iptc=_read_words(row, "iptc", where),
        terms=tuple(terms),
        unless=_read_words(row, "unless", where),
    )


def _build_term(term: object, field: str, where: str) -> Term:
    weight, title_only = WEIGHTS[field], field == "title"
    if isinstance(term, str):
        return Term(_check_words(term, field, where), weight, title_only)
    if not isinstance(term, dict) or term.keys() - {"words", "needs"} or "words" not in term:
        form = 'words in quotation marks, or { words = "...", needs = ["..."] }'
        raise KnowledgeError(f"{where}: '{field}' holds {term!r}. Write {form}.")
    return Term(
        _check_words(term["words"], field, where), weight, title_only, _read_words(term, "needs", where)
    )


def _read_words(row: dict[str, Any], field: str, where: str) -> tuple[str, ...]:
    return tuple(_check_words(words, field, where) for words in _read_list(row, field, where))


def _read_list(row: dict[str, Any], field: str, where: str) -> list[object]:
    values = row.get(field, [])
    if not isinstance(values, list):
        raise KnowledgeError(
            f'{where}: \'{field}\' is not a list. Write it in brackets: {field} = ["...", "..."].'
        )
    return values


def _check_words(words: object, field: str, where: str) -> str:
    """`words` themselves, if a matcher can make use of them."""
    if not isinstance(words, str):
        raise KnowledgeError(f"{where}: '{field}' holds {words!r}. Write words in quotation marks.")
    parts = words.split()
    if (
        not parts
        or parts[0] == "..."
        or parts[-1] == "..."
        or not all(part == "..." or re.search(r"\w", part) for part in parts)
    ):
        raise KnowledgeError(
            f"{where}: '{field}' holds {words!r}. It must begin and end with a word; "
            "'...' may stand between words."
        )
    if re.search(r"\*(?!\s|$)", words):
        raise KnowledgeError(
            f"{where}: '{field}' holds {words!r}. A '*' may stand only at the end of a word."
        )
    return " ".join(parts)
