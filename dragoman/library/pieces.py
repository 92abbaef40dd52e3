"""Articles and their readings in pieces, as Parquet files of a folder or bucket that several machines see.

A file has its name only when it is whole. Its name is a hash of the articles and of what reads them, so what
was read once is found again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import PurePosixPath
from uuid import uuid4

import pyarrow as pa
from pyarrow import fs, parquet

from dragoman.errors import SettingError
from dragoman.library.reading_processes import Unread
from dragoman.library.schema import (
    ARTICLE_COLUMNS,
    ARTICLES,
    READING_COLUMNS,
    pack_row,
    unpack_article,
    unpack_readings,
)
from dragoman.model import Article, Reading

IN = pa.schema([*(ARTICLES.field(name) for name in ("text_key", *ARTICLE_COLUMNS)), ("unread", pa.bool_())])
OUT = pa.schema([*(ARTICLES.field(name) for name in READING_COLUMNS), ("fault", pa.string())])


@dataclass(frozen=True, slots=True)
class Piece:
    """Some articles, in order. Its files are called by its name."""

    name: str
    articles: int
    unread: int  # of them those that are to be read

    @property
    def source(self) -> str:
        """The file of its articles."""
        return f"{self.name}.articles.parquet"

    @property
    def target(self) -> str:
        """The file of their readings."""
        return f"{self.name}.readings.parquet"


class Pieces:
    """The pieces in a folder or under a URI that Arrow knows (`s3://`, `gs://`, `abfs://`)."""

    def __init__(self, uri: str) -> None:
        """The folder is made where it is missing. SettingError where there can be none."""
        self.uri = uri
        try:
            store, inside = fs.FileSystem.from_uri(uri) if "://" in uri else (fs.LocalFileSystem(), uri)
            store.create_dir(inside, recursive=True)
        except (OSError, ValueError) as error:
            raise SettingError(
                f"{uri} cannot hold the pieces that are read: {str(error)[:300]} Name another with --work."
            ) from error
        self._files = fs.SubTreeFileSystem(inside, store)

    def put_articles(
        self, articles: Sequence[Article], keys: Sequence[str], unread: Sequence[bool], by: str
    ) -> Piece:
        """Write a piece: articles, their `text_key`s, which are to be read, and what reads them."""
        name = blake2b(
            repr((by, articles, unread)).encode("utf-8", "surrogatepass"), digest_size=16
        ).hexdigest()
        piece = Piece(name, len(articles), sum(unread))
        rows = [
            pack_row(article, Reading(key, "", "")) | {"unread": new}
            for article, key, new in zip(articles, keys, unread, strict=True)
        ]
        self._write(piece.source, pa.Table.from_pylist(rows, schema=IN))
        return piece

    def put_readings(self, piece: Piece, keys: Sequence[str], readings: Sequence[Reading | Unread]) -> None:
        """Write what was read of a piece, or why it was not; `keys` are the texts'."""
        rows = [
            pack_row(BLANK, found) | {"fault": ""}
            if isinstance(found, Reading)
            else pack_row(BLANK, Reading(key, "", "")) | {"fault": found.reason}
            for key, found in zip(keys, readings, strict=True)
        ]
        self._write(piece.target, pa.Table.from_pylist(rows, schema=OUT))

    def load_articles(self, piece: Piece) -> list[tuple[str, Article, bool]]:
        """`text_key`, article, and whether it is to be read."""
        rows = self._read(piece.source).to_pylist()
        return [(row["text_key"], unpack_article(row), row["unread"]) for row in rows]

    def load_readings(self, piece: Piece) -> dict[str, Reading | Unread]:
        """`text_key` -> what was read, or why it was not."""
        table = self._read(piece.target)
        faults = table["fault"].to_pylist()
        return {
            reading.text_key: Unread(fault) if fault else reading
            for reading, fault in zip(unpack_readings(table), faults, strict=True)
        }

    def has_readings(self, piece: Piece) -> bool:
        """Whether a piece has been read."""
        return bool(self._files.get_file_info(piece.target).type == fs.FileType.File)

    def drop_done(self, pieces: Collection[Piece]) -> list[Piece]:
        """Those of pieces that have not been read, each once."""
        found = self._files.get_file_info(fs.FileSelector("", allow_not_found=True))
        there = {PurePosixPath(file.path).name for file in found}
        return [piece for piece in dict.fromkeys(pieces) if piece.target not in there]

    def clear(self) -> None:
        """Remove all of them. OSError where that is not allowed."""
        self._files.delete_dir_contents("", accept_root_dir=True)

    def _write(self, name: str, table: pa.Table) -> None:
        made, unnamed = pa.BufferOutputStream(), f"{uuid4().hex}.making"
        parquet.write_table(table, made, compression="zstd")
        with self._files.open_output_stream(unnamed) as file:
            file.write(made.getvalue())
        self._files.move(unnamed, name)

    def _read(self, name: str) -> pa.Table:
        with self._files.open_input_file(name) as file:
            return parquet.read_table(file)


BLANK = Article("", "", "")
