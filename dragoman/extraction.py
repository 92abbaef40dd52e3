"""Reading files without a library: who and what their articles name as JSONL, and what decided it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import ModelError, SourceError
from dragoman.library.reading_processes import Readers, Unread
from dragoman.model import Article

if TYPE_CHECKING:
    from dragoman.reading.explaining import Explanation

CHUNK = 512  # articles that are held at a time

Progress = Callable[[int], None]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, lazily.

    SourceError, with its line, for one that is none, or for a file that cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _read_line(path, number, line)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path} is not UTF-8: save it in that encoding first.") from error


def _read_line(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{path}, line {number}, is not JSON: {error}.") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise SourceError(f"{path}, line {number}, is not an article: it needs an id, a title and a text.")
    return row


def extract_articles(
    rows: Iterable[Mapping[str, Any]], progress: Progress | None = None, readers: Readers | None = None
) -> Iterator[dict[str, Any]]:
    """For each row with id, title and text, exactly as given, what `reading.extract` says of it.

    `progress` is given the number so far. `readers` say afterwards which model and rules they read by.
    """
    from dragoman.reading.extract import extract
    from dragoman.sources.dates import read_date

    readers, stream, done = readers or Readers(), iter(rows), 0
    try:
        while chunk := list(islice(stream, CHUNK)):
            articles = [
                Article(
                    str(row.get("id", "")),
                    str(row.get("title") or ""),
                    row["text"],
                    *read_date(row.get("date")),
                )
                for row in chunk
            ]
            readers.prepare(len(articles))
            for article, reading in zip(articles, readers.read(articles), strict=True):
                if isinstance(reading, Unread):
                    raise ModelError(f"{article.id} ({article.title!r}) stops it. {reading.reason}")
                done += 1
                yield extract(reading, article)
                if progress is not None:
                    progress(done)
    finally:
        readers.rest()


def explain_file(path: Path) -> Iterator[tuple[Article, Explanation]]:
    """Of each article of a file, as `dragoman add` would take it in, what decided its reading; lazily.

    SourceError for what is no article, or is too long to be explained; ModelError when it cannot be read.
    """
    from dragoman.sources import parse_in_process

    readers = Readers()
    for item in parse_in_process(path):
        if not isinstance(item, Article):
            raise SourceError(f"{item.source} {item.where}: {item.reason}")
        yield item, readers.explain(item)


def extract_file(rows: Iterable[Mapping[str, Any]], out: Path, progress: Progress | None = None) -> int:
    """Write `extract_articles` as JSONL, whole or not at all; how many articles.

    SourceError when it cannot be written.
    """
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    count = 0
    try:
        with draft.open("w", encoding="utf-8") as lines:
            for found in extract_articles(rows, progress):
                lines.write(json.dumps(found, ensure_ascii=True) + "\n")
                count += 1
        draft.replace(out)
    except OSError as error:
        raise SourceError(f"{out} cannot be written: {error.strerror or error}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return count
