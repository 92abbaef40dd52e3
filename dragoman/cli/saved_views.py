"""Commands on the views that are saved with the library."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import dragoman
from dragoman.analysis.library import Library
from dragoman.cli.root import LibraryOption, app
from dragoman.model import View
from dragoman.view import parse_view, write_view

views = typer.Typer(no_args_is_help=True, help="Views that are saved under a name.")
app.add_typer(views, name="views")

Name = Annotated[str, typer.Argument(help="The name of a saved view.")]


@views.command("list")
def list_views(
    lines: Annotated[bool, typer.Option("--json", help="As JSON lines, each with its query.")] = False,
    library: LibraryOption = None,
) -> None:
    """List the saved views."""
    saved = dragoman.open(library).views.list()
    if lines:
        for item in saved:
            row = {
                "name": item.name,
                "page": item.view.page,
                "saved": item.saved.isoformat(),
                "query": write_view(item.view),
            }
            print(json.dumps(row, ensure_ascii=False))
        return
    table = Table("Name", "Page", "Saved", box=None)
    for item in saved:
        table.add_row(escape(item.name), item.view.page, f"{item.saved:%Y-%m-%d %H:%M}")
    Console().print(table if saved else "No view is saved.")


@views.command("show")
def show_view(name: Name, library: LibraryOption = None) -> None:
    """Write the query of a saved view: what follows the ? in its link, and what `export --view` takes."""
    print(write_view(dragoman.open(library).views.find(name)))


@views.command("delete")
def delete_view(name: Name, library: LibraryOption = None) -> None:
    """Forget a saved view."""
    kept = dragoman.open(library).views
    kept.find(name)
    kept.delete(name)
    print(f"The view {name!r} is deleted.")


def find_view(library: Library, text: str) -> View:
    """The saved view of a name, else the view of a URL or its query.

    LibraryError for a word that is neither.
    """
    if text and (
        not any(sign in text for sign in "=/?") or any(item.name == text for item in library.views.list())
    ):
        return library.views.find(text)
    return parse_view(text)
