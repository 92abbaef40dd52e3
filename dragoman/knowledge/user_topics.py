"""A user's own topics: one TOML file over Dragoman's table, which adds, changes or switches off topics.

It is `topics.toml` in the library's folder, or what the setting `topics` names. People write it by hand or on
screen; what is changed here leaves their comments, their order and all other topics as they are.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import tomlkit
from tomlkit.items import Item

from dragoman.errors import KnowledgeError
from dragoman.knowledge.folder import TOPICS_FILE
from dragoman.knowledge.topics import (
    HEAD,
    Row,
    Topic,
    build_topic,
    find_own_table,
    load_topics,
    parse_rows,
    parse_topics,
    read_table,
)
from dragoman.settings import check_setting

State = Literal["built in", "changed", "yours", "off"]
Fields = Mapping[str, Any]  # fields of one topic as TOML has them; None takes one away

HEADER = (
    "# Your own topics, over Dragoman's: a new id adds a topic, a known one changes the fields given, "
    "off = true switches off."
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A topic of a library, switched off or not."""

    topic: Topic
    state: State
    built_in: bool  # whether Dragoman has it, in this form or another
    row: Row  # its fields as TOML has them


def find_topics_file(uri: str = "") -> Path | None:
    """Where a library's own topics are, or would be.

    None where there is no place: a library in a bucket without the setting. KnowledgeError when the setting
    names a file that is not there, SettingError when it is no path.
    """
    if asked := check_setting("topics"):
        path = Path(asked).expanduser()
        if not os.path.isfile(path):  # of a folder that may not be looked into, too
            raise KnowledgeError(
                f"DRAGOMAN_TOPICS names {path}, which is no file. "
                "Make it (an empty one will do) or unset the variable."
            )
        return path
    return Path(uri) / TOPICS_FILE if uri and "://" not in uri else None


def load_chosen_topics(uri: str = "") -> tuple[Topic, ...]:
    """A library's topics, or without one the setting's: Dragoman's as changed. Raises KnowledgeError."""
    return load_topics(changes=find_topics_file(uri))


def list_topics(changes: Path | None) -> list[Listed]:
    """All topics, those that are off too, in the order of the tables. Raises KnowledgeError."""
    built_in = _read_built_in()
    own = parse_rows(_read_own(changes), str(changes or ""))
    # For its errors
    parse_topics(read_table(find_own_table()), TOPICS_FILE, _read_own(changes), str(changes or ""))
    listed = []
    for id, row in (built_in | {id: {**built_in.get(id, {}), **row} for id, row in own.items()}).items():
        changed = (
            any(built_in[id].get(name) != value for name, value in row.items() if name != "where")
            if id in built_in
            else True
        )
        state: State = (
            "off"
            if row.get("off")
            else "yours"
            if id not in built_in
            else "changed"
            if changed
            else "built in"
        )
        listed.append(Listed(build_topic(row), state, id in built_in, row))
    return listed


def change_topic(text: str, id: str, fields: Fields) -> str:
    """The text of a user's topics with some fields of one topic set.

    What is as Dragoman has it anyway is left out. Raises KnowledgeError when the text is none that can be
    changed.
    """
    blocks = _cut(text)
    place = next((place for place, block in blocks.items() if _parse(block).get("id") == id), None)
    document = tomlkit.parse(f'[[topic]]\nid = "{id}"\n' if place is None else blocks[place])
    row = document["topic"][0]
    built_in = _read_built_in().get(id, {})
    for name, value in fields.items():
        if value is None or value == built_in.get(name, False if name == "off" else None):
            row.pop(name, None)
        elif name not in row or row[name].unwrap() != value:
            row[name] = _write_value(value)
    if built_in and not row.keys() - {"id"}:
        return remove_topic(text, id)
    block = tomlkit.dumps(document)
    if place is not None:
        return text[: place[0]] + block + text[place[1] :]
    return f"{text.rstrip() or HEADER}\n\n{block}"


def remove_topic(text: str, id: str) -> str:
    """The text of a user's topics without one: it is as Dragoman has it, or gone.

    Raises KnowledgeError as `change_topic` does.
    """
    for (start, end), block in _cut(text).items():
        if _parse(block).get("id") == id:
            before, after = text[:start].rstrip("\n"), text[end:].lstrip("\n")
            return f"{before}\n\n{after}" if before and after else f"{before}{after}".rstrip("\n") + "\n"
    return text


def check_topics(text: str, name: str) -> tuple[Topic, ...]:
    """The topics with a user's text over Dragoman's table.

    Raises KnowledgeError, which calls the text by `name`.
    """
    return parse_topics(read_table(find_own_table()), TOPICS_FILE, text, name)


def write_topics(path: Path, text: str) -> None:
    """Put a user's topics in place, whole or not at all.

    Raises KnowledgeError when they are not as they should be.
    """
    check_topics(text, str(path))
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise KnowledgeError(
            f"The topics in {path} cannot be written: {error.strerror or error}. "
            "Check the folder's permissions."
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def read_own_topics(path: Path | None) -> str:
    """The text of a user's topics; empty where there are none."""
    return _read_own(path)


def _read_own(path: Path | None) -> str:
    return read_table(path) if path and path.exists() else ""


def _read_built_in() -> dict[str, Row]:
    return parse_rows(read_table(find_own_table()))


def _cut(text: str) -> dict[tuple[int, int], str]:
    """Where each topic stands, from its [[topic]] to its last field, and what; comments between: nobody's."""
    heads = [match.start() for match in HEAD.finditer(text)]
    if len(heads) != len(parse_rows(text, "The file of your topics")):
        raise KnowledgeError(
            "The file of your topics is not written as rows [[topic]]: change it by hand, or write it so."
        )
    blocks = {}
    for start, end in zip(heads, [*heads, len(text)][1:], strict=True):
        lines = text[start:end].split("\n")
        # Blank lines and comments after the last field
        while len(lines) > 1 and lines[-1].lstrip(" \t")[:1] in ("", "#", "\r"):
            del lines[-1]
        block = "\n".join(lines) + "\n"
        blocks[start, min(end, start + len(block))] = block
    return blocks


def _parse(block: str) -> Row:
    """The fields of one topic."""
    return dict(next(iter(parse_rows(block).values())))


def _write_value(value: Any) -> Item:
    """A value as TOML, lists with one item a line."""
    if not isinstance(value, list):
        item: Item = tomlkit.item(value)
        return item
    array = tomlkit.array()
    for part in value:
        if isinstance(part, Mapping):
            table = tomlkit.inline_table()
            table.update(part)
            array.append(table)
        else:
            array.append(part)
    array.multiline(len(value) > 1)
    return array
