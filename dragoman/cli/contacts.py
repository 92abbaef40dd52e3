"""The command that lists who met, called, visited, wrote to or signed with whom."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, cast

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import dragoman
from dragoman.cli.root import LibraryOption, app
from dragoman.errors import SourceError
from dragoman.model import CONTACT_KINDS, CONTACT_STATUSES, ContactKind, ContactStatus, Filter

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("csv", "parquet", "json", "ics")
SHOWN = 50  # rows of the table on screen
WIDTH = 80  # characters of a sentence there


@app.command()
def contacts(
    party: Annotated[
        list[str] | None,
        typer.Option(help="Only contacts of this identifier: person:antony-blinken, country:ISR."),
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(help=f"Only these: {', '.join(CONTACT_KINDS)}.")] = None,
    status: Annotated[
        list[str] | None, typer.Option(help=f"Only these: {', '.join(CONTACT_STATUSES)}.")
    ] = None,
    start: Annotated[str, typer.Option(help="Articles from this day on.", metavar="YYYY-MM-DD")] = "",
    end: Annotated[str, typer.Option(help="Articles to this day.", metavar="YYYY-MM-DD")] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="Write them to a file: .csv, .parquet, .json or .ics.", metavar="FILE"
        ),
    ] = None,
    library: LibraryOption = None,
) -> None:
    """List who met, called, visited, wrote to or signed with whom, with day, place and sentence."""
    chosen = tuple(party or ())
    filter = Filter(
        people=tuple(id for id in chosen if id.startswith("person:")),
        countries=tuple(id for id in chosen if id.startswith("country:")),
        organizations=tuple(id for id in chosen if id.startswith("organization:")),
        start=_read_day(start),
        end=_read_day(end),
    )
    rows = dragoman.open(library).contacts(
        filter,
        kinds=cast("tuple[ContactKind, ...]", _check(kind, CONTACT_KINDS)),
        statuses=cast("tuple[ContactStatus, ...]", _check(status, CONTACT_STATUSES)),
    )
    if out is None:
        _show(rows)
        return
    try:
        out.write_bytes(_write(rows, out.suffix.lstrip(".")))
    except OSError as error:
        raise SourceError(f"{out} cannot be written: {error.strerror}.") from error
    print(f"{len(rows):,} contacts written to {out}.")


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise SourceError(f"{text!r} is no day of the form 2021-06-27.") from error


def _check(asked: list[str] | None, known: tuple[str, ...]) -> tuple[str, ...]:
    """What is asked for, or all; SourceError for what is not known."""
    for name in asked or ():
        if name not in known:
            raise SourceError(f"{name!r} is none of {', '.join(known)}.")
    return tuple(asked or known)


def _show(rows: pd.DataFrame) -> None:
    heads = ("day", "kind", "status", "who", "whom", "place", "articles")
    table = Table(*heads, "sentence", box=None)
    for row in rows.head(SHOWN).to_dict("records"):
        cells = [str(row[column]) for column in heads]
        table.add_row(*map(escape, [*cells, shorten(row["sentence"], WIDTH, placeholder=" …")]))
    Console(soft_wrap=True, width=WIDTH * 3).print(table)
    if len(rows) > SHOWN:
        print(f"And {len(rows) - SHOWN:,} more: write them to a file with --out.")


def _write(rows: pd.DataFrame, format: str) -> bytes:
    from dragoman.exports.calendar import write_calendar
    from dragoman.formats import write_csv, write_json_lines, write_parquet

    if format == "ics":
        return write_calendar(rows, datetime.now(UTC).date())
    flat = rows.drop(columns="evidence").assign(
        **{name: [" | ".join(cell) for cell in rows[name]] for name in ("days", "places", "parties")},
        evidence=["; ".join(id for id, *_ in cell) for cell in rows["evidence"]],
    )
    if format == "csv":
        return write_csv(flat)
    if format == "parquet":
        return write_parquet(flat, "")
    if format == "json":
        return write_json_lines(flat)
    raise SourceError(f"{format!r} is no format of contacts: name a file with {', '.join(FORMATS)}.")
