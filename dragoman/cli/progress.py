"""Progress bars of the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from dragoman.library.summary import Summary


@contextmanager
def show_adding(total: int | None) -> Iterator[Callable[[Summary], None]]:
    """A bar for `Library.add`: items done of `total` (None: not known), articles read and quarantined."""
    with _show("Reading articles", total) as (bar, task):

        def watch(summary: Summary) -> None:
            # what is being read is not yet counted as new: the bar must not stand still until its chunk is
            # committed
            done = max(
                summary.items,
                min(summary.texts + summary.unchanged + summary.quarantined, total or summary.items),
            )
            notes = (
                f"{summary.texts:,} read, {summary.unchanged:,} already there, "
                f"{summary.quarantined:,} quarantined"
            )
            bar.update(task, completed=done, notes=notes)

        yield watch


@contextmanager
def show_reading(total: int | None, title: str = "Reading articles") -> Iterator[Callable[[int], None]]:
    """A bar for what reads articles: called with how many are done."""
    with _show(title, total) as (bar, task):
        yield lambda done: bar.update(task, completed=done)


@contextmanager
def _show(title: str, total: int | None) -> Iterator[tuple[Progress, TaskID]]:
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[notes]}"),
    )
    times = (TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, *times, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield bar, bar.add_task(title, total=total, notes="")


def count_lines(paths: Sequence[Path]) -> int | None:
    """How many items JSONL files and folders of these hold; None where anything else is, to be read first."""
    files = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    if not files or any(
        file.suffix.lower() not in (".jsonl", ".ndjson") or not file.is_file() for file in files
    ):
        return None
    try:
        return sum(_count(file) for file in files)
    except OSError:
        return None  # whoever reads it says why


def _count(file: Path) -> int:
    with file.open("rb") as stream:
        return sum(1 for line in stream if line.strip())
