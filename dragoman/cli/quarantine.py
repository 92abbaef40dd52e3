"""Commands on the items that could not become articles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated

import typer

import dragoman
from dragoman.analysis.library import Library
from dragoman.cli import progress
from dragoman.cli.root import LibraryOption, app, say
from dragoman.errors import LibraryError

quarantine = typer.Typer(no_args_is_help=True, help="Items that could not become articles.")
app.add_typer(quarantine, name="quarantine")

Items = Annotated[
    list[str] | None,
    typer.Argument(help="Items, as `dragoman quarantine list` names them.", metavar="ITEM..."),
]
AllItems = Annotated[bool, typer.Option("--all", help="All that there are.")]


@quarantine.command("list")
def list_quarantine(
    lines: Annotated[bool, typer.Option("--json", help="As JSON lines, raw content included.")] = False,
    library: LibraryOption = None,
) -> None:
    """List the quarantined items with their reasons."""
    items = dragoman.open(library).quarantine.items()
    if lines:
        for row in items.to_dict("records"):
            print(json.dumps(row | {"added": row["added"].isoformat()}, ensure_ascii=False))
        return
    for row in items.itertuples():
        place = row.source if row.where in ("", row.source) else f"{row.source}, {row.where}"
        say(f"{row.item}  {place}\n  {row.reason}")
    if not len(items):
        print("The quarantine is empty.")


@quarantine.command("retry")
def retry_quarantine(items: Items = None, all_items: AllItems = False, library: LibraryOption = None) -> None:
    """Try items again as they are: what could not be fetched is fetched again."""
    opened = dragoman.open(library)
    chosen = _choose(opened, items, all_items)
    with progress.show_adding(len(chosen)) as watch:
        summary = opened.quarantine.retry_all(chosen, watch)
    say(summary.sentence())


@quarantine.command("discard")
def discard_quarantine(
    items: Items = None, all_items: AllItems = False, library: LibraryOption = None
) -> None:
    """Throw items away for good."""
    opened = dragoman.open(library)
    chosen = _choose(opened, items, all_items)
    opened.quarantine.discard(chosen)
    print(f"{len(chosen):,} discarded.")


def _choose(library: Library, items: Sequence[str] | None, all_items: bool) -> list[str]:
    """The items that are meant. LibraryError when none is, or one is not there."""
    held = list(library.quarantine.items()["item"])
    if all_items:
        return held
    if not items:
        raise LibraryError("Say which items: name them as `dragoman quarantine list` does, or give --all.")
    if missing := sorted(set(items) - set(held)):
        raise LibraryError(
            f"The quarantine has no item {missing[0]!r}. "
            "`dragoman quarantine list` shows those that are there."
        )
    return list(dict.fromkeys(items))
