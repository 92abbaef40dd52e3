"""Commands that keep a library well: doctor, repair, backup, restore."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from dragoman.cli.root import LibraryOption, app
from dragoman.settings import find_library_uri

MARKS = {"good": "[green]✓[/]", "note": "[yellow]![/]", "bad": "[red]✗[/]"}

Force = Annotated[bool, typer.Option("--force", help="Take the place of what is there.")]


@app.command()
def doctor(library: LibraryOption = None) -> None:
    """Say whether all is well with library and installation, and what to do where not. Changes nothing.

    Exit code 1 when something is wrong.
    """
    from dragoman.library.doctor import check_library

    console, wrong = Console(soft_wrap=True), 0
    for check in check_library(_find(library)):
        wrong += check.state == "bad"
        advice = f" → {check.advice}" if check.advice else ""
        console.print(f"{MARKS[check.state]} {check.name}: {escape(check.found + advice)}", highlight=False)
    if wrong:
        raise typer.Exit(1)


@app.command()
def repair(library: LibraryOption = None) -> None:
    """Mend a damaged library out of what can be read of it. Broken files are set aside; nothing is deleted.

    End other Dragoman processes first.
    """
    from dragoman.library.repair import repair_library

    done = repair_library(_find(library))
    print("\n".join(done) if done else "Nothing had to be repaired.")


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="A new folder, or a zip.", metavar="DEST")],
    force: Force = False,
    library: LibraryOption = None,
) -> None:
    """Write all that the library holds to a folder or a zip, while others may go on adding."""
    from dragoman.library.backup import back_up

    counts = back_up(_find(library), target, force)
    print(f"{_count(counts)} are in {target}.")


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(help="A backup: its folder or zip.", metavar="SRC")],
    force: Force = False,
    library: LibraryOption = None,
) -> None:
    """Make a library of a backup; with --force what it holds is set aside in its folder, not deleted."""
    from dragoman.library import backup as backups

    uri = _find(library)
    counts = backups.restore(source, uri, force)
    print(f"{_count(counts)} are in {uri}.")


def _find(library: str | None) -> str:
    """The library's full path or URI."""
    uri = find_library_uri(library)
    return uri if "://" in uri else str(Path(uri).expanduser().absolute())


def _count(counts: Mapping[str, int]) -> str:
    articles, items = counts["articles"], counts["quarantine"]
    return (
        f"{articles:,} article{'' if articles == 1 else 's'} and {items:,} quarantined "
        f"item{'' if items == 1 else 's'}"
    )
