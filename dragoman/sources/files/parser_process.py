"""Files read apart, in a process that is ended at its limits of processor time and memory (`parser.py`).

So a file at which a parser does not come to an end costs that file, and whoever is served meanwhile by the
process that asked for it waits for nothing. The process is kept for the next file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from dragoman import processes
from dragoman.model import Article, Rejected
from dragoman.sources.columns import check_columns
from dragoman.sources.parsing_apart import KEPT, LIMITS, PARSER, Limits, explain_loss, start_parser

LARGE = 64 << 20  # bytes of a file after which a process is not kept: it would keep the memory that it took
MOST_STOPS = 3  # files of a folder or zip at which reading was stopped before the rest of it is given up
ADVICE = "Split it, or save it in another of the kinds, and add it again."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came over the web."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one item, to be built into an article."""

    fields: Mapping[str, Any]
    source: str
    where: str


@dataclass(frozen=True, slots=True)
class Task:
    """What a parser is told: what to read, and how far."""

    place: Upload | Row | str  # a path is whole: the process may have been started in another folder
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = LIMITS
    skip: int = 0  # files of a folder or zip that have been read
    names: bool = False  # whether the names of the columns are asked for too
    most: int = 0  # items after which to end; 0: none
    enough: float = 0  # seconds of processor time after which to end with the item that comes next; 0: none


@dataclass(frozen=True, slots=True)
class Begun:
    """A file of a folder or zip, the only one of itself, begins; without a name it has been read."""

    number: int
    source: str = ""
    raw: str = ""  # its text, where it is one and short, for the quarantine
    seconds: float = 0


@dataclass(frozen=True, slots=True)
class Names:
    """The columns that a file has."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """Reading was stopped at a file, or at the rest of them."""

    rejected: Rejected


@dataclass(frozen=True, slots=True)
class End:
    """There is no more: of the file, or of what was asked for."""

    complete: bool = True


def parse_in_process(
    place: Path | str | Upload | Row, columns: Mapping[str, str] | None = None, limits: Limits = LIMITS
) -> Iterator[Article | Rejected]:
    """Every item of a file, zip or folder, an upload or a row, as `read_source` and `read_upload` do.

    A file at which the limits are reached becomes a Rejected that says so, after the items that came before;
    the rest goes on. SourceError at once as of `read_source`, and when no process can be started.
    """
    task = make_task(place, columns, limits)
    return (
        item.rejected if isinstance(item, Stopped) else item
        for item in stream_apart(task)
        if not isinstance(item, End | Names)
    )


def make_task(
    place: Path | str | Upload | Row, columns: Mapping[str, str] | None = None, limits: Limits = LIMITS
) -> Task:
    """The task of reading this. SourceError as of `read_source`."""
    if isinstance(place, Upload | Row):
        return Task(place, check_columns(columns), limits)
    from dragoman.sources.files import read_source

    read_source(place, columns)  # reads nothing yet, but says at once what is wrong
    return Task(os.path.abspath(place), check_columns(columns), limits)


def stream_apart(task: Task) -> Iterator[Any]:
    """All that a parser says for a task: items, Names if asked for, Stopped for each stop, one End."""
    told, stops = Begun(task.skip), 0
    while True:
        kept, lost = 0, None
        start_parser()
        try:
            with processes.borrow(PARSER) as process:
                process.tell(replace(task, skip=told.number, names=task.names and not stops))
                while not isinstance(item := process.answer(), End):
                    if isinstance(item, Begun):
                        told, kept = item, 0
                    else:
                        kept += not isinstance(item, Names)
                        yield item
                if _measure(task.place) > LARGE:
                    process.end()
        except processes.LostError as error:
            lost = error
        if lost is None:
            break
        stops += 1
        yield Stopped(_refuse(task, told, kept, lost))
        item = End(complete=False)
        if not told.source or not _is_many(task.place):
            break
        if stops == MOST_STOPS:
            rest = (
                f"Reading was stopped at {stops} of its files, so the rest of them was not "
                "read. Add the rest by itself."
            )
            yield Stopped(Rejected(rest, "", _name(task)))
            break
        told = Begun(told.number)
    processes.dismiss(PARSER, KEPT)
    yield item


def _measure(place: Upload | Row | str) -> int:
    return len(place.data) if isinstance(place, Upload) else 0


def _name(task: Task) -> str:
    """What the quarantine calls the source of a task."""
    if isinstance(task.place, Row):
        return task.place.source
    return PurePosixPath(task.place.name).name if isinstance(task.place, Upload) else Path(task.place).name


def _is_many(place: Upload | Row | str) -> bool:
    """Whether there can be several files in it."""
    if isinstance(place, Row):
        return False
    path = place.name if isinstance(place, Upload) else place
    return path.lower().endswith(".zip") or (isinstance(place, str) and os.path.isdir(place))


def _refuse(task: Task, told: Begun, kept: int, lost: processes.LostError) -> Rejected:
    """Why a file was not read to its end."""
    seconds = told.seconds or task.limits.seconds
    before = f" What came before, {kept:,} of its items, was read." if kept else ""
    reason = f"Reading was stopped: {explain_loss(lost, seconds)}.{before} {ADVICE}"
    return Rejected(reason, told.raw, told.source or _name(task))
