"""Reading what can be read of a table with damaged files, by rows and columns, from all of its versions."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import lancedb

from dragoman.library.schema import LATER_COLUMNS, SCHEMAS, stamp_row, unpack_article, unpack_reading

Row = dict[str, Any]

SPAN = 256  # rows that are read at once; a span that cannot be is halved
FINEST = 8  # rows: a damaged page is rarely smaller, and each attempt takes a millisecond
HINT = "latest_version_hint.json"  # where Lance notes the newest version's number, beside the manifests
NEWEST = 2**64 - 1  # less n it names the manifest of version n, so that the newest comes first


@dataclass(slots=True)
class Salvaged:
    """What was read of a table, by key: whole rows, and those with a part missing or not as written."""

    whole: dict[str, Row] = field(default_factory=dict)
    damaged: dict[str, Row] = field(default_factory=dict)
    version: int = 0  # the newest that could be opened
    lost: int = 0  # rows of that version of which not even the key could be read
    old: int = 0  # how many of the whole rows are of an older version

    @property
    def sound(self) -> bool:
        """Whether the newest version is all there."""
        return not (self.damaged or self.lost or self.old)


def is_whole(name: str, row: Row) -> bool:
    """Whether a row is as it was written.

    Articles say so by their stamp; of other tables it is enough that all was read.
    """
    if not _is_complete(name, row):
        return False
    if name != "articles":
        return True
    try:
        return bool(row["stamp"] == stamp_row(unpack_article(row), unpack_reading(row), row["edited"] or []))
    except (TypeError, KeyError, ValueError):
        return False


def _is_complete(name: str, row: Row) -> bool:
    return all(column in row for column in SCHEMAS[name].names)


def list_versions(folder: Path) -> list[tuple[int, Path]]:
    """The versions of a table that are on disk with their manifests, newest first."""
    manifests = [
        (NEWEST - int(path.stem), path) for path in folder.glob("_versions/*.manifest") if path.stem.isdigit()
    ]
    return sorted(manifests, reverse=True)


def count_lost_versions(uri: str, name: str) -> int:
    """How many of a local table's newest versions are gone, by the note of their number; 0 for none."""
    folder = Path(uri, f"{name}.lance")
    try:
        noted = int(json.loads((folder / "_versions" / HINT).read_bytes())["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    versions = list_versions(folder)  # after the note: a version that is written meanwhile is there then
    return max(0, noted - versions[0][0]) if versions else 0


def has_lost_versions(uri: str, name: str) -> bool:
    """Whether a local table without any version once held rows.

    Then its data are there still, or what was made of the articles is. A process that was killed while it
    made the table leaves neither.
    """
    if "://" in uri or list_versions(Path(uri, f"{name}.lance")):
        return False
    made = ("identities", "stories", "relatives") if name == "articles" else ()
    later = (versions[0][0] > 1 for other in made if (versions := list_versions(Path(uri, f"{other}.lance"))))
    return any(Path(uri, f"{name}.lance").glob("data/*.lance")) or any(later)


def measure_files(uri: str, name: str) -> dict[str, tuple[int, int]]:
    """The data files of a local table: bytes and moment of writing.

    They never change, but vanish when nothing needs them any more.
    """
    if "://" in uri:
        return {}
    try:
        with os.scandir(Path(uri, f"{name}.lance", "data")) as files:
            return {file.name: (file.stat().st_size, file.stat().st_mtime_ns) for file in files}
    except OSError:
        return {}


def open_table(uri: str, name: str) -> Any:
    """A table by itself, without what the library expects of it."""
    return lancedb.connect(uri, read_consistency_interval=timedelta(0)).open_table(name)


def salvage(uri: str, name: str) -> Salvaged:
    """What can be read of a table that can be opened: its newest version, and what only older ones have."""
    table = open_table(uri, name)
    found = Salvaged(version=int(table.version))
    total = table.count_rows()
    for row in read_rows(table, total):
        (found.whole if is_whole(name, row) else found.damaged)[row[_key(name)]] = row
    if not found.whole and all(_is_complete(name, row) for row in found.damaged.values()):
        found.whole, found.damaged = found.damaged, {}  # another Dragoman's stamps: they say nothing here
    found.lost = max(0, total - len(found.whole) - len(found.damaged))
    if found.damaged or found.lost:
        for version, _ in list_versions(Path(uri, f"{name}.lance")):
            if version < found.version:
                _look_back(table, version, name, found)
            if not (found.damaged or found.lost):
                break
    return found


def _look_back(table: Any, version: int, name: str, found: Salvaged) -> None:
    """Take the whole rows that the newest version lacks out of an older one."""
    try:
        table.checkout(version)
        total = table.count_rows()
    except Exception:  # that version is broken too, or gone: whatever the engine raises then
        return
    for row in read_rows(table, total):
        key = row[_key(name)]
        if key not in found.whole and is_whole(name, row) and (key in found.damaged or found.lost):
            found.lost -= key not in found.damaged
            found.damaged.pop(key, None)
            found.whole[key] = row
            found.old += 1


def read_rows(table: Any, total: int) -> Iterator[Row]:
    """The rows of which at least the key can be read.

    Columns that cannot be read are absent from a row; those that an older table lacks are null.
    """
    names = [name for name in table.schema.names if name in SCHEMAS.get(table.name, table.schema).names]
    key = SCHEMAS[table.name].names[0]
    older = dict.fromkeys({*LATER_COLUMNS.get(table.name, ())} - {*table.schema.names})
    for first in range(0, total, SPAN):
        size = min(SPAN, total - first)
        try:
            yield from (older | row for row in _fetch(table, names, first, size))
            continue
        except Exception:  # damaged: the engine raises what its decoders meet, its own faults among it
            columns = {name: _read_column(table, name, first, size) for name in names}
        for place in range(first, first + size):
            row = older | {name: values[place] for name, values in columns.items() if place in values}
            if row.get(key) is not None:
                yield row


def _read_column(table: Any, name: str, first: int, size: int) -> dict[int, Any]:
    """Number of a row -> value, of the rows of a span in which this column can be read."""
    try:
        return {first + place: row[name] for place, row in enumerate(_fetch(table, [name], first, size))}
    except Exception:
        if size <= FINEST:
            return {}
        half = size // 2
        return _read_column(table, name, first, half) | _read_column(table, name, first + half, size - half)


def _fetch(table: Any, names: Sequence[str], first: int, size: int) -> list[Row]:
    rows: list[Row] = table.search().select(list(names)).limit(size).offset(first).to_arrow().to_pylist()
    if len(rows) != size:
        raise ValueError(f"{len(rows)} rows instead of {size}")
    return rows


def _key(name: str) -> str:
    return str(SCHEMAS[name].names[0])
