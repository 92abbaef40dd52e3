"""The hot tables of each revision: of the ones before, or of those on disk, and of what has changed since.

Only where that is too much, or there are none, are they made of all articles.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.analysis.building import build_tables, fill_tables
from dragoman.analysis.counting import Bools
from dragoman.analysis.kept_tables import find_folder, keep_tables, open_kept
from dragoman.analysis.merging import merge_tables
from dragoman.analysis.opening import Texts, join_texts, lay_texts, open_tables
from dragoman.analysis.tables import Tables
from dragoman.library.database import Database
from dragoman.library.people import find_state
from dragoman.library.resolving import load_stories
from dragoman.library.search import Search
from dragoman.resolution.changes import State
from dragoman.resolution.people import list_people, mark_people
from dragoman.resolution.sightings import is_in

MANY = 2000  # articles of which tables are kept on disk, and stamps that are asked for at a time
FEW = 100  # changed articles that are never too many to merge
CHANGED = 0.1  # share of the articles from which tables are made of all of them
UNKEPT = 0.05  # share from which those on disk are written anew
COLUMNS = (
    "id", "title", "text", "date", "date_origin", "outlet", "url", "words", "sentences", "entities",
    "mentions", "topics", "contacts", "stamp",
)  # fmt: skip


@dataclass
class Renewal:
    """What is remembered from one revision to the next."""

    tables: Tables | None = None
    unkept: int = 0  # articles that have changed since tables were kept on disk
    writer: threading.Thread | None = None

    def make(self, database: Database, search: Search, revision: int) -> Tables:
        """The tables of a revision. Not for two threads at once."""
        folder = find_folder(database.uri)
        stamps = database.fetch("articles", ["stamp"])["stamp"].to_numpy()
        if self.tables is None and folder is not None and len(stamps) >= MANY:
            kept = open_kept(folder)
            self.tables = _open(*kept, search, 0) if kept else None
        tables, changed = (
            _renew(self.tables, database, stamps, search, revision) if self.tables else (None, 0)
        )
        if tables is None:
            tables = _build(database, search, revision)
            changed = tables.size
        self.tables, self.unkept = tables, self.unkept + changed
        if folder is not None and tables.size >= MANY and self.unkept > UNKEPT * tables.size:
            self._keep(folder, tables)
        return tables

    def wait(self) -> None:
        """Until what is being written to disk is there."""
        if self.writer is not None:
            self.writer.join()

    def _keep(self, folder: Any, tables: Tables) -> None:
        """Write the tables by a thread: whoever asks need not wait for it, and the program ends after it."""
        if self.writer is None or not self.writer.is_alive():
            self.unkept = 0
            self.writer = threading.Thread(target=keep_tables, args=(folder, tables))
            self.writer.start()


def _build(database: Database, search: Search, revision: int) -> Tables:
    """The tables of all articles."""
    rows = database.fetch("articles", COLUMNS)
    stamps = rows["stamp"].to_numpy()
    identities, state = find_state(database, stamps, rows["entities"])
    people, marks = list_people(state, stamps), mark_people(state, stamps)
    stories = load_stories(database)
    return _search_in(
        build_tables(rows, identities, stories, search, revision, people_of=people, people_marks=marks)
    )


def _open(connection: duckdb.DuckDBPyConnection, texts: Texts, search: Search, revision: int) -> Tables:
    return _search_in(open_tables(connection, texts, search, revision))


def _renew(
    old: Tables, database: Database, stamps: Any, search: Search, revision: int
) -> tuple[Tables | None, int]:
    """The tables of a revision out of older ones, and how many articles differ; None for too many."""
    identities, state = find_state(database, stamps)
    stories = load_stories(database)
    gone, come = _compare(old, state, stamps)
    changed = max(int(gone.sum()), len(come))
    if changed > max(CHANGED * old.size, FEW) or gone.all() or not len(stamps):
        return None, 0
    if not changed and _tell_same(old, stories):
        return replace(old, revision=revision), 0
    rows = _fetch(database, come)
    found = rows["stamp"].to_numpy()
    new = duckdb.connect()
    fill_tables(new, rows, identities, list_people(state, found), stories, mark_people(state, found))
    merged = merge_tables(old, new, gone, stories, identities)
    return _open(merged, join_texts(old, lay_texts(rows)), search, revision), changed


def _compare(old: Tables, state: State, stamps: Any) -> tuple[Bools, Any]:
    """Which of the old articles are gone, changed or name others, and the stamps of those that have come."""
    known = old.query("SELECT stamp, people FROM articles ORDER BY article")
    now = _join(stamps, mark_people(state, stamps))
    was = _join(known["stamp"].to_numpy(), known["people"].to_numpy())
    return ~is_in(was, now), stamps[~is_in(now, was)]


def _join(stamps: Any, people: Any) -> Any:
    """One number for an article and whom it names."""
    with np.errstate(over="ignore"):
        return stamps.astype(np.uint64) ^ (people.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))


def _tell_same(old: Tables, stories: dict[str, str]) -> bool:
    """Whether the stories are those of the old tables, by their articles."""
    told = old.query("SELECT id, story_id FROM articles WHERE id <> story_id")
    was = dict(zip(told["id"].to_pylist(), told["story_id"].to_pylist(), strict=True))
    return was == {id: story for id, story in stories.items() if id != story and id in old.article_of}


def _fetch(database: Database, stamps: Any) -> pa.Table:
    """The rows of the articles of some stamps."""
    parts = [
        database.fetch("articles", COLUMNS, f"stamp IN ({', '.join(map(str, part))})")
        for first in range(0, len(stamps), MANY)
        if (part := stamps[first : first + MANY].tolist())
    ]
    return pa.concat_tables(parts) if parts else database.fetch("articles", COLUMNS, "false")


def _search_in(tables: Tables) -> Tables:
    """The tables with their texts at hand for a search; a row that is no article's any more has no id."""
    rows = np.full(len(tables.texts["title"]), -1)
    rows[tables.row] = np.arange(tables.size)
    ids = pa.array(tables.article_ids, pa.string()).take(pa.array(rows, mask=rows < 0))
    if isinstance(tables.search, Search):
        texts = pa.table({"id": pc.fill_null(ids, ""), **tables.texts})
        tables.search = replace(tables.search, texts=texts)
    return tables
