"""Hot tables kept on disk in the form in which they are asked: a file of DuckDB, and texts that are mapped.

They lie in the folder `hot` of a library, under a name for what they were made by. Whoever makes tables of
many articles writes them, under another name until they are whole, and removes older ones. They need not be
of the newest revision: who opens them compares the stamps of articles, and merges what has changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
import uuid
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from dragoman.analysis.opening import CONTACTS, STORED, Texts, lay_texts
from dragoman.analysis.tables import Tables
from dragoman.knowledge import hash_knowledge
from dragoman.resolution import rules

FORM = 2  # of what is written: raised when it changes
FOLDER = "hot"
TABLES, TEXTS = "tables.duckdb", "texts.arrow"
SPAN = 5000  # texts that are written at once
FORGOTTEN = 86400  # seconds from which tables of another making, or half written, are nobody's


def name_making() -> str:
    """What tables are made by, besides a library's contents: rules, tables of knowledge, the form on disk."""
    made_by = (FORM, duckdb.__version__, hash_knowledge(), rules.PEOPLE, rules.STORIES)
    return hashlib.blake2b(repr(made_by).encode(), digest_size=8).hexdigest()


def find_folder(uri: str) -> Path | None:
    """Where a library's tables are kept; None for one in a bucket."""
    return None if "://" in uri else Path(uri, FOLDER)


def open_kept(folder: Path) -> tuple[duckdb.DuckDBPyConnection, Texts] | None:
    """The newest tables that are kept, and their texts; None where there are none that can be opened."""
    for place in _list_kept(folder):
        with contextlib.suppress(duckdb.Error, pa.ArrowException, OSError):
            connection = duckdb.connect()
            connection.execute(f"ATTACH '{_quote(place / TABLES)}' AS kept (READ_ONLY)")
            for name in STORED:
                connection.execute(f"CREATE VIEW {name} AS SELECT * FROM kept.{name}")
            return connection, lay_texts(pa.ipc.open_file(pa.memory_map(str(place / TEXTS))).read_all())
    return None


def keep_tables(folder: Path, tables: Tables) -> bool:
    """Write tables to disk, in place of older ones; whether that could be done."""
    place = folder / f".{uuid.uuid4().hex}"
    try:
        place.mkdir(parents=True)
        _write_texts(place / TEXTS, tables)
        _write_tables(place / TABLES, tables)
        whole = folder / f"{name_making()}-{time.time_ns():020}"
        os.rename(place, whole)
    except (OSError, duckdb.Error, pa.ArrowException):  # no room, or no leave to write: they are made again
        shutil.rmtree(place, ignore_errors=True)
        return False
    _remove_older(folder, whole)
    return True


def _list_kept(folder: Path) -> list[Path]:
    """Those that were made as they would be now, newest first."""
    with contextlib.suppress(OSError):
        return sorted(folder.glob(f"{name_making()}-*"), reverse=True)
    return []


def _remove_older(folder: Path, whole: Path) -> None:
    """Who has older ones open keeps what is mapped; where the system lets nobody remove it, it stays."""
    for other in folder.iterdir():
        alike = other.name.startswith(f"{name_making()}-")
        with contextlib.suppress(OSError):
            if other.name < whole.name if alike else other.stat().st_mtime < time.time() - FORGOTTEN:
                shutil.rmtree(other, ignore_errors=True)


def _write_texts(path: Path, tables: Tables) -> None:
    """Texts and sentences in the order of articles."""
    span = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
    text_type = pa.large_string()
    schema = pa.schema(
        [("title", text_type), ("text", text_type), ("sentences", span), ("contacts", CONTACTS)]
    )
    counts = np.diff(tables.opening)
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, schema) as writer:
        for first in range(0, tables.size, SPAN):
            rows = tables.row[first : first + SPAN]
            lengths = counts[rows]
            ends = np.concatenate([[0], np.cumsum(lengths)])
            places = np.repeat(tables.opening[rows] - ends[:-1], lengths) + np.arange(ends[-1])
            spans = pa.StructArray.from_arrays(
                [pa.array(side[places].astype(np.int32)) for side in tables.sentences],
                fields=list(span.value_type),
            )
            title, text, contacts = (
                pa.concat_arrays(column.take(pa.array(rows)).chunks)
                for column in (tables.texts["title"], tables.texts["text"], tables.contacts)
            )
            sentences = pa.ListArray.from_arrays(pa.array(ends.astype(np.int32)), spans)
            writer.write_batch(pa.record_batch([title, text, sentences, contacts], schema=schema))


def _write_tables(path: Path, tables: Tables) -> None:
    with tables.cursor() as cursor:
        cursor.execute(f"ATTACH '{_quote(path)}' AS keeping")
        for name in STORED:
            rows = "* REPLACE (article AS row)" if name == "articles" else "*"
            cursor.execute(f"CREATE TABLE keeping.{name} AS SELECT {rows} FROM {name}")
        cursor.execute("DETACH keeping")


def _quote(path: Path) -> str:
    return str(path).replace("'", "''")
