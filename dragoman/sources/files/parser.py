"""A process that reads what comes from outside: tasks and calls come in, what they give goes out.

The items of a task go one by one, so that what came before a stop is had.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from dragoman.errors import DragomanError, name_fault
from dragoman.processes import limit_memory, limit_time, listen, open_pipes, say
from dragoman.sources.articles import LONGEST_RAW, build_article
from dragoman.sources.files import list_columns, read_source, read_stream, read_upload
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.parser_process import Begun, End, Names, Row, Task, Upload
from dragoman.sources.parsing_apart import Call, Limits, Result, stop

ROWS = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson")
TABLES = frozenset((*ROWS, ".xlsx", ".xlsm", ".parquet"))
WORDS = "The ministers of both countries met on Sunday and spoke of the treaty. " * 5
TEXTS = frozenset(
    (*ROWS, ".ris", ".txt", ".text", ".md", ".rtf", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom")
)


def main() -> None:
    """Answer tasks until there are no more."""
    told, answers = open_pipes()
    build_article({"text": WORDS}, None)  # loads what is loaded once, so that no file is charged with it
    say("", answers)
    for task in listen(told):
        try:
            for item in answer_call(task) if isinstance(task, Call) else answer_task(task):
                say(item, answers)
        except DragomanError as error:
            say(error, answers)
        limit_time(0)


def answer_task(task: Task) -> Iterator[Any]:
    """All that is to be said for a task, End last."""
    _limit(task.limits, _measure(task.place))
    begin, items = time.process_time(), 0
    if task.names:
        yield Names(tuple(_list_names(task.place)))
    for item in _read(task):
        yield item
        items += not isinstance(item, Begun)
        if (task.most and items >= task.most) or (task.enough and time.process_time() - begin > task.enough):
            yield End(complete=False)
            return
    yield End()


def answer_call(call: Call) -> Iterator[Result]:
    """What the function has returned or raised."""
    function, given, named = pickle.loads(call.packed)  # with its libraries, before its time runs
    _limit(call.limits, len(call.packed))
    try:
        result = Result(function(*given, **named))
    except DragomanError as error:
        result = Result(error=error)
    except MemoryError:
        result = Result(error=stop("it takes more memory than there is for it"))
    except Exception as fault:  # which need not go through pickle
        result = Result(error=RuntimeError(name_fault(fault)))
    yield result


def _limit(limits: Limits, size: int) -> None:
    limit_memory(limits.memory + limits.memory_a_byte * size)
    limit_time(limits.allow_seconds(size))


def _read(task: Task) -> Iterator[Any]:
    place, guard = task.place, _Guard(task)
    if isinstance(place, Row):
        return iter([build_article(place.fields, task.columns, place.source, place.where)])
    if isinstance(place, Upload):
        return read_upload(place.name, place.data, task.columns, guard.read)
    return read_source(Path(place), task.columns, guard.read)


class _Guard:
    """Gives each file its own limit, and says which it is."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._number = 0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Any]:
        if origin.source.lower().endswith(".zip"):  # its files come one by one
            yield from read_stream(stream, origin, self.read)
            return
        self._number += 1
        if self._number <= self._task.skip:
            return
        size = stream.seek(0, 2)
        stream.seek(0)
        seconds = self._task.limits.allow_seconds(size)
        yield Begun(self._number, origin.source, _keep_raw(stream, origin.source, size), seconds)
        limit_time(seconds)
        yield from read_stream(stream, origin)
        yield Begun(self._number)
        limit_time(self._task.limits.allow_seconds(_measure(self._task.place)))


def _measure(place: Upload | Row | str) -> int:
    """The bytes of a file; 0 for a folder, whose files have limits of their own."""
    if isinstance(place, Upload):
        return len(place.data)
    return Path(place).stat().st_size if isinstance(place, str) and Path(place).is_file() else 0


def _keep_raw(stream: BinaryIO, source: str, size: int) -> str:
    if size > LONGEST_RAW or PurePosixPath(source).suffix.lower() not in TEXTS:
        return ""
    try:
        return stream.read().decode()
    except ValueError:
        return ""
    finally:
        stream.seek(0)


def _list_names(place: Upload | Row | str) -> list[str]:
    if isinstance(place, Upload):
        return list_columns(place.name, place.data)
    if isinstance(place, str) and Path(place).suffix.lower() in TABLES and Path(place).is_file():
        return list_columns(place, Path(place).read_bytes())
    return []


if __name__ == "__main__":
    main()
