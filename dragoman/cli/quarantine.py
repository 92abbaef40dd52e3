"""Commands on the items that could not become articles."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import dragoman
from dragoman.cli.root import LibraryOption, app

quarantine = typer.Typer(no_args_is_help=True, help="Items that could not become articles.")
app.add_typer(quarantine, name="quarantine")


@quarantine.command("list")
def list_quarantine(
    lines: Annotated[bool, typer.Option("--json", help="As JSON lines, raw content included.")] = False, library: LibraryOption = None
) -> None:
    """List the quarantined items with their reasons."""
    items = dragoman.open(library).quarantine.items()
    if lines:
        for row in items.to_dict("records"):
            print(json.dumps(row | {"added": row["added"].isoformat()}, ensure_ascii=False))
        return
    table = Table("Item", "Source", "Where", "Reason", box=None)
    for row in items.itertuples():
        table.add_row(row.item, *(escape(str(text)) for text in (row.source, row.where, row.reason)))
    Console().print(table if len(items) else "The quarantine is empty.")
