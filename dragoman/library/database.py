"""The LanceDB tables of one library: open, fetch, put, remove. Every write is one commit, whole or unseen.

Several processes may read and write at once. A commit that loses a race is tried again; the schema's key
columns keep two writers from storing one key twice. What was fetched and is put again with changes goes
through `put_present`: what another process has removed in between stays removed.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

os.environ.setdefault("LANCE_LOG", "error")  # it tells of each lost race otherwise: they are expected here
os.environ.setdefault("LANCEDB_LOG", "error")

import lancedb
import pyarrow as pa
from lancedb.index import FTS

from dragoman.errors import AccessError, DragomanError, LibraryError
from dragoman.library.engine_errors import is_conflict, say_fault
from dragoman.library.salvage import has_lost_versions
from dragoman.library.schema import LATER_COLUMNS, SCHEMAS
from dragoman.library.tidying import find_old

T = TypeVar("T")

ATTEMPTS = 12  # a commit that loses a race is tried again with growing waits: 10 seconds in all, on average
SEARCHED = ("title", "text")
# words are found as written, but for case and accents: what is highlighted is what was asked for
_WORDS = FTS(with_position=True, stem=False, remove_stop_words=False, ascii_folding=True)


class Overtaken(NamedTuple):
    """Ids of articles not put, since another process was faster: it changed or added these, removed those."""

    moved: set[str]
    gone: set[str]


class Database:
    """The tables named in SCHEMAS, in a local folder or under an object-store URI; made when first used."""

    def __init__(self, uri: str) -> None:
        self.uri = uri if "://" in uri else str(Path(uri).expanduser().absolute())
        self.writable = True
        self.commits = 0  # by this object: what it writes itself it wants to see at once
        self._indexed = False
        self._grown = set[str]()  # tables that have all columns
        self._tables: dict[str, Any] = {}
        with self._explain():
            self._connection = lancedb.connect(self.uri, read_consistency_interval=timedelta(0))

    def for_reading(self) -> Database:
        """The same tables, of which none can be written."""
        reading = copy(self)
        reading.writable = False
        return reading

    def check_writable(self) -> None:
        """AccessError when this is for reading only."""
        if not self.writable:
            raise AccessError(
                "You may read this library, not change it: "
                "whoever runs it says who may (the setting DRAGOMAN_EDITORS)."
            )

    def table(self, name: str) -> Any:
        """The Lance table, at its newest version. LibraryError when it cannot be opened or made."""
        if name not in self._tables:
            with self._explain():
                self._tables[name] = self._open(name)
        return self._tables[name]

    def has_table(self, name: str) -> bool:
        """Whether a table is there: a library that was never written to lacks those that are new since."""
        if name in self._tables:
            return True
        if "://" not in self.uri:
            return Path(self.uri, f"{name}.lance").exists()
        try:
            with self._explain():
                self._tables[name] = self._connection.open_table(name)
        except LibraryError:
            return False
        return True

    def version(self, name: str) -> int:
        """Lance's own version: moves with every commit, of content or not."""
        table = self.table(name)
        with self._explain():
            return int(table.version)

    def count(self, name: str) -> int:
        """Rows in a table."""
        table = self.table(name)
        with self._explain():
            return int(table.count_rows())

    def fetch(self, name: str, columns: Sequence[str] | None = None, where: str | None = None) -> pa.Table:
        """Rows of a table, all or of a condition in SQL; of one version, whatever others write meanwhile."""
        columns = SCHEMAS[name].names if columns is None else columns
        absent = self.find_absent(name)
        present = [column for column in columns if column not in absent]
        table = self.table(name)
        with self._explain():
            try:
                rows = _ask(table, present, where)
            except Exception:  # a process that tidied may have taken the version away: the newest is there
                rows = _ask(table, present, where)
        for column in (column for column in columns if column in absent):
            field = SCHEMAS[name].field(column)
            rows = rows.append_column(field, pa.nulls(rows.num_rows, field.type))
        return rows

    def fetch_batches(
        self, name: str, columns: Sequence[str], size: int = 512
    ) -> Iterator[list[dict[str, Any]]]:
        """All rows of one version in batches of `size`."""
        absent = self.find_absent(name)
        query = self.table(name).search().select([column for column in columns if column not in absent])
        nothing = dict.fromkeys(column for column in columns if column in absent)
        with self._explain():
            for batch in query.to_batches(size):
                yield [row | nothing for row in batch.to_pylist()] if nothing else batch.to_pylist()

    def find_absent(self, name: str) -> frozenset[str]:
        """The columns that a table of an older version lacks; who writes to it adds them."""
        if name in self._grown or name not in LATER_COLUMNS:
            return frozenset()
        with self._explain():
            absent = frozenset(LATER_COLUMNS[name]) - set(self.table(name).schema.names)
        if not absent:
            self._grown.add(name)
        return absent

    def add_columns(self, name: str) -> None:
        """Give a table of an older version the columns that it lacks, all null, in one commit."""
        while absent := self.find_absent(name):
            fields = [SCHEMAS[name].field(column) for column in LATER_COLUMNS[name] if column in absent]
            add = partial(self.table(name).add_columns, fields)
            try:
                self._commit(add)
            except LibraryError:
                if self.find_absent(name) == absent:  # not that another process was faster
                    raise

    def search(self, query: Any) -> dict[str, float]:
        """Article id -> score of a LanceDB full-text query; every hit."""
        table = self.table("articles")
        with self._explain():
            if self.writable and not self._indexed:  # who made the table may have been killed before
                self._index(table)
                self._indexed = True
            hits = (
                table.search(query, query_type="fts")
                .select(["id", "_score"])
                .limit(max(1, table.count_rows()))
                .to_arrow()
            )
        return dict(zip(hits["id"].to_pylist(), hits["_score"].to_pylist(), strict=True))

    def find_texts(self, query: Any, limit: int) -> list[str]:
        """Title and text of the first articles that a LanceDB full-text query finds."""
        table = self.table("articles")
        with self._explain():
            hits = table.search(query, query_type="fts").select([*SEARCHED, "_score"]).limit(limit).to_arrow()
        return [f"{row['title'] or ''}\n\n{row['text'] or ''}" for row in hits.to_pylist()]

    def put(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows, or replace those of the same key, in one commit."""
        if rows:
            self._merge(name, rows)

    def put_table(self, name: str, rows: pa.Table) -> None:
        """Insert rows, or replace those of the same key, in one commit."""
        if rows.num_rows:
            self._merge(name, rows)

    def put_absent(self, name: str, rows: Sequence[Mapping[str, Any]]) -> int:
        """Insert the rows whose key is not there, in one commit; how many."""
        return int(self._merge(name, rows, "false").num_inserted_rows) if rows else 0

    def put_present(self, name: str, rows: Sequence[Mapping[str, Any]], where: str | None = None) -> int:
        """Replace the rows whose key is there, in one commit; how many.

        `where` says in SQL which of them (`target.column`).
        """
        return int(self._merge(name, rows, where, absent=False).num_updated_rows) if rows else 0

    def put_unmoved(self, rows: Sequence[Mapping[str, Any]], stamps: Mapping[str, int]) -> Overtaken:
        """Put articles, and return those that others have put or removed since they were looked for.

        `stamps` has id -> stamp of those that were there: they are replaced, the others inserted. That is one
        commit, or two where there are both kinds: one merge cannot do the first without doing the second to
        what was removed in between.
        """
        known, new = (
            [row for row in rows if row["id"] in stamps],
            [row for row in rows if row["id"] not in stamps],
        )
        condition = ", ".join(str(stamps[row["id"]]) for row in known)
        done = self.put_present("articles", known, f"target.stamp IN ({condition})") + self.put_absent(
            "articles", new
        )
        if done == len(rows):
            return Overtaken(set(), set())
        put = {row["id"]: (row["stamp"], row["added"]) for row in rows}  # two add one article at two moments
        found = self.fetch("articles", ["id", "stamp", "added"], match_any("id", put)).to_pylist()
        held = {row["id"]: (row["stamp"], row["added"]) for row in found}
        return Overtaken({id for id, mark in held.items() if mark != put[id]}, put.keys() - held.keys())

    def update(self, name: str, where: str, values: Mapping[str, Any]) -> int:
        """Set columns of the rows of a condition in SQL, in one commit; how many.

        Of several who do so at once each row is one's.
        """
        table = self.table(name)
        return int(self._commit(lambda: table.update(where, dict(values))).rows_updated)

    def replace(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Make the table hold these rows and no others, in one commit."""
        self._merge(name, rows, others=False)

    def remove(self, name: str, keys: Iterable[str]) -> int:
        """Remove the rows of these keys, in one commit; how many were there."""
        if not (keys := list(keys)):
            return 0
        table = self.table(name)
        return int(self._commit(lambda: table.delete(match_any(_key(name), keys))).num_deleted_rows)

    def tidy(self, name: str) -> None:
        """Merge small files, bring the index up to date and drop old versions, once there is enough of that.

        Another process that writes now may be left to do it.
        """
        table = self.table(name)
        try:
            if name == "articles":
                self._index(table)
            old = find_old(table, name, f"{SEARCHED[-1]}_idx" if name == "articles" else "")
            if old is not None:
                table.optimize(cleanup_older_than=old)
        except Exception as error:  # on damaged files the engine raises what it likes
            if not is_conflict(error):
                raise say_fault(self.uri, error) from error

    def has_index(self) -> bool:
        """Whether the full-text index is there; whether it answers shows when it is asked."""
        table = self.table("articles")
        with self._explain():
            return {f"{column}_idx" for column in SEARCHED} <= {index.name for index in table.list_indices()}

    def rebuild_index(self) -> None:
        """Make the full-text index anew."""
        self.check_writable()
        table = self.table("articles")
        with self._explain():
            for column in SEARCHED:
                table.create_index(column, config=_WORDS, replace=True)

    def _open(self, name: str) -> Any:
        if "://" not in self.uri and Path(self.uri, f"{name}.lance").is_file():
            raise NotADirectoryError("Not a directory")  # the engine would try again for seconds
        try:
            table = self._connection.open_table(name)
        except (ValueError, FileNotFoundError):
            if has_lost_versions(self.uri, name):
                raise LibraryError(
                    f"The library {self.uri} has lost its table '{name}', which was not empty: "
                    f"put the folder {name}.lance back, "
                    "make the library of a backup with `dragoman restore`, "
                    "or begin the table anew, empty, with `dragoman repair`."
                ) from None
            try:
                table = self._connection.create_table(name, schema=SCHEMAS[name])
            except ValueError:  # another process was faster
                table = self._connection.open_table(name)
            if name == "articles":
                self._index(table)
        if missing := {*SCHEMAS[name].names} - {*table.schema.names, *LATER_COLUMNS.get(name, ())}:
            raise LibraryError(
                f"The library {self.uri} was made by another version of Dragoman "
                f"(its table '{name}' has no '{min(missing)}'): "
                "open it with that version, or bring it to this one with `dragoman repair`, "
                "after a `dragoman backup` with that version."
            )
        return table

    def _index(self, table: Any) -> None:
        """Phrases are found with an index only; rows that came after it are found too, but slower."""
        present = {index.name for index in table.list_indices()}
        for column in SEARCHED:
            if f"{column}_idx" not in present:
                try:
                    table.create_index(column, config=_WORDS, replace=False)
                except RuntimeError as error:
                    if "already exists" not in str(error) and not is_conflict(error):  # another was faster
                        raise

    def _merge(
        self,
        name: str,
        rows: Sequence[Mapping[str, Any]] | pa.Table,
        where: str | None = None,
        absent: bool = True,
        others: bool = True,
    ) -> Any:
        """Replace rows (those of `where`) and, if `absent`, insert the rest; the `others` stay, or go."""
        table = self.table(name)
        self.check_writable()
        self.add_columns(name)
        data = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(list(rows), schema=SCHEMAS[name])
        merge = table.merge_insert(_key(name)).when_matched_update_all(where=where)
        if absent:
            merge = merge.when_not_matched_insert_all()
        if not others:
            merge = merge.when_not_matched_by_source_delete()
        return self._commit(lambda: merge.execute(data))

    def _commit(self, write: Callable[[], T]) -> T:
        self.check_writable()
        with self._explain():
            for attempt in range(ATTEMPTS):
                try:
                    answer = write()
                    self.commits += 1
                    return answer
                except (RuntimeError, OSError) as error:
                    if not is_conflict(error) or attempt == ATTEMPTS - 1:
                        raise
                time.sleep(random.uniform(0.2, 1) * min(0.02 * 2**attempt, 2))
        raise AssertionError("unreachable")

    @contextmanager
    def _explain(self) -> Iterator[None]:
        try:
            yield
        except DragomanError:
            raise
        except (
            Exception
        ) as error:  # damaged files make the engine raise what it likes, its own panics among it
            raise say_fault(self.uri, error) from error


def _ask(table: Any, columns: Sequence[str] | None, where: str | None) -> pa.Table:
    query = table.search()
    if columns is not None:
        query = query.select(list(columns))
    if where is not None:
        query = query.where(where)
    return query.to_arrow()


def _key(name: str) -> str:
    return str(SCHEMAS[name].names[0])


def match_any(column: str, values: Iterable[str]) -> str:
    """A condition in SQL: the column has one of the values, whatever characters they hold."""
    return f"{column} IN ({', '.join(quote(value) for value in values)})"


def quote(value: str) -> str:
    """A string as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
