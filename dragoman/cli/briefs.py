"""The command that writes a brief."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

import dragoman
from dragoman.analysis.library import Library
from dragoman.cli.root import LibraryOption, app, hint
from dragoman.cli.saved_views import find_view
from dragoman.errors import DragomanError, SourceError
from dragoman.model import Kind, View
from dragoman.view import select

DAY = ["%Y-%m-%d"]


@app.command()
def brief(
    what: Annotated[
        str,
        typer.Argument(
            help='A saved view, a URL or query, a name ("Yair Lapid") or a pair ("Yair Lapid + Italy").',
            metavar="VIEW|NAME|PAIR",
        ),
    ],
    start: Annotated[
        datetime | None,
        typer.Option("--from", formats=DAY, help="First day; else four weeks before the last."),
    ] = None,
    end: Annotated[
        datetime | None, typer.Option("--to", formats=DAY, help="Last day; else that of the newest article.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to put it.", metavar="FOLDER")] = Path(),
    summary: Annotated[
        bool,
        typer.Option("--summary", help="With a summary by the language model of DRAGOMAN_SUMMARY_SERVER."),
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Write one or two pages on a view, a name or a pair: as HTML that prints on A4, and as Markdown."""
    from dragoman import exports

    opened = dragoman.open(library)
    view = find_subject(opened, what)
    days = replace(
        view.filter,
        start=start.date() if start else view.filter.start,
        end=end.date() if end else view.filter.end,
    )
    view = replace(view, filter=days)
    for format in ("html", "md"):
        data, recipe = exports.export(opened, view, "brief", format)
        if summary:
            data = _add_summary(opened, recipe) or data
        path = out / exports.name_file(recipe.what, recipe.format)
        try:
            out.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            raise SourceError(f"{path} cannot be written: {error.strerror}.") from error
        print(f"Written to {path}.")


def _add_summary(library: Library, recipe: object) -> bytes | None:
    from dragoman.exports import write_brief
    from dragoman.questions.recipes import Recipe
    from dragoman.view import parse_view

    assert isinstance(recipe, Recipe)
    try:
        return write_brief(library, parse_view(recipe.view), recipe, summary=True)
    except DragomanError as error:
        hint(f"The brief has no summary: {error}")
        return None


def find_subject(library: Library, text: str) -> View:
    """The view that a saved view, a query, a name or a pair means. SourceError for a name that is unknown."""
    if any(item.name == text for item in library.views.list()) or any(sign in text for sign in "=?/"):
        return find_view(library, text)
    names = [part.strip() for part in text.split("+") if part.strip()][:2]
    chosen = tuple(find_name(library, name) for name in names)
    if not chosen:
        raise SourceError(
            "A brief is of something: a saved view, a URL or query, a name, or two with a + between."
        )
    return select(replace(View(), kinds=(_kind_of(chosen[0]), "country")), chosen)


def _kind_of(identifier: str) -> Kind:
    kind: Any = identifier.partition(":")[0]
    return kind  # type: ignore[no-any-return]


def find_name(library: Library, name: str) -> str:
    """The identifier that a name or identifier means. SourceError when the library has none."""
    from dragoman.analysis.lookup import look_up

    tables = library.tables()
    if name in tables.entity_of:
        return name
    found = look_up(tables, name, limit=1)
    if not found:
        raise SourceError(f"The library names nobody and nothing called {name!r}: check it on the dashboard.")
    return str(found[0].id)
