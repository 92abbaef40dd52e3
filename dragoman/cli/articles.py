"""Commands that fill the library and say what it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import dragoman
from dragoman.cli import progress
from dragoman.cli.root import LibraryOption, app, hint, say
from dragoman.errors import SourceError

if TYPE_CHECKING:
    from dragoman.analysis.library import Library
    from dragoman.library.summary import Summary


@app.command()
def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders and zips of articles, and addresses of pages.", metavar="PATH|URL..."
        ),
    ],
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column", "-c", metavar="FIELD=NAME", help="Where a field is: title=Headline. Repeatable."
        ),
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what would come in, and add nothing.")
    ] = False,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="local|ray://HOST",
            help="Read with Ray, on this machine or on several: see docs/scale.md. Paths may be buckets.",
        ),
    ] = None,
    work: Annotated[
        str | None,
        typer.Option(
            "--work",
            metavar="FOLDER|URI",
            help="With --on: what all machines see, for pieces of articles; else beside the library.",
        ),
    ] = None,
    library: LibraryOption = None,
) -> None:
    """Add articles: what is there already is skipped, and what is no article goes to the quarantine.

    Exit code 1 when not one article was found.
    """
    columns = _split_columns(column or [])
    if preview:
        from dragoman.cli.preview import show_previews

        show_previews(paths, columns)
        return
    opened = dragoman.open(library)
    files = [Path(path) for path in paths if "://" not in path]
    if on:
        summary = _add_on(opened, paths, on, columns, work)
    else:
        total = progress.count_lines(files) if len(files) == len(paths) else None
        with progress.show_adding(total) as watch:
            summary = opened.add(*paths, columns=columns, progress=watch)
    say(summary.sentence())
    _tell(opened)
    if summary.quarantined:
        hint("Look at what was quarantined with `dragoman quarantine list` or on the Library page.")
    if summary.items == summary.quarantined:
        if not files:
            raise SourceError(
                "No article was found at the address."
                if len(paths) == 1
                else "No article was found at any of the addresses."
            )
        from dragoman.sources import SUPPORTED

        raise SourceError(
            f"No article was found: Dragoman reads files of the kinds {', '.join(SUPPORTED)}, "
            "and folders of these."
        )


@app.command()
def status(library: LibraryOption = None) -> None:
    """Say what the library holds and what read it."""
    from dragoman.reading.rules import describe_rules

    opened = dragoman.open(library)
    table = Table(box=None, show_header=False)
    table.add_row("library", escape(opened.uri))
    table.add_row("articles", f"{opened.count():,}")
    table.add_row("quarantined", f"{opened.quarantine.count():,}")
    for reader, count in sorted(opened.status().items()):
        model, _, rules = reader.rpartition(" ")
        table.add_row("read by", f"{escape(f'{model}, {describe_rules(rules)}')}: {count:,}")
    if outdated := opened.count_outdated_contacts():
        table.add_row("contacts", f"to be found in {outdated:,} articles: run dragoman reread --contacts")
    Console(soft_wrap=True).print(table)


@app.command()
def reread(
    topics: Annotated[
        bool,
        typer.Option("--topics", help="Find nothing but topics anew: it takes seconds and loads no model."),
    ] = False,
    contacts: Annotated[
        bool,
        typer.Option("--contacts", help="Find nothing but contacts anew: it loads no model."),
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Read again what another model, older rules or other topics read."""
    opened = dragoman.open(library)
    total = opened.topics.count_outdated() if topics else None
    total = opened.count_outdated_contacts() + (total or 0) if contacts else total
    with progress.show_reading(total) as watch:
        count = sum(
            opened.reread(watch, only_topics=part == "topics", only_contacts=part == "contacts")
            for part in [name for name, asked in (("topics", topics), ("contacts", contacts)) if asked]
            or [""]
        )
    if topics or contacts:
        what = " and ".join(name for name, asked in (("topics", topics), ("contacts", contacts)) if asked)
        print(
            f"{what.capitalize()} of {count:,} articles read again."
            if count
            else f"Nothing to read again: these {what} were looked for in all articles."
        )
    else:
        print(
            f"{count:,} articles read again."
            if count
            else "Nothing to read again: this model and these rules have read all articles."
        )


def _tell(library: dragoman.Library) -> None:
    from dragoman.cli.watches import tell_news

    tell_news(library)


def _add_on(opened: Library, paths: list[str], on: str, columns: dict[str, str], work: str | None) -> Summary:
    from dragoman import scale

    scale.check_ray(on)
    with progress.show_reading(None, "Parsing files") as told:
        job = scale.cut_pieces(opened, paths, columns, work, told)
    with progress.show_adding(job.items) as watch:
        return scale.read_job(opened, job, on, watch)


def _split_columns(pairs: list[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals or not name.strip() or not column.strip():
            raise SourceError(f"--column {pair} is not of the form FIELD=NAME, such as title=Headline.")
        columns[name.strip()] = column.strip()
    return columns
