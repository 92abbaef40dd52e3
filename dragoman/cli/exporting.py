"""The command that writes the rows of a view with their recipe."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import typer

import dragoman
from dragoman.cli.root import LibraryOption, app, hint
from dragoman.cli.saved_views import find_view
from dragoman.errors import SourceError
from dragoman.questions.recipes import What

CHANGED = 3  # exit code of an export whose recipe would give other data now


@app.command()
def export(
    recipe: Annotated[
        Path | None,
        typer.Option(help="Make this download again: its recipe.json or its zip.", metavar="FILE"),
    ] = None,
    view: Annotated[
        str,
        typer.Option(
            help="A view: the dashboard's URL, its query or a saved view's name.", metavar="URL|NAME"
        ),
    ] = "",
    what: Annotated[str, typer.Option(help=f"{', '.join(get_args(What)[:-1])} or report.")] = "pairs",
    format: Annotated[
        str,
        typer.Option(
            "--format",
            help="csv, parquet or jsonl; of a network graphml, gexf, vault (notes for Obsidian), neo4j or "
            "ftm (FollowTheMoney); of a report html; of a brief html or md.",
        ),
    ] = "csv",
    out: Annotated[
        Path,
        typer.Option(
            "--out", "-o", help="Where to put the zip of data and recipe, or the report.", metavar="FOLDER"
        ),
    ] = Path(),
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin a CSV with a byte order mark, for Excel.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Write the rows of a view with their recipe, or those of a recipe again.

    Exit code 3 when something has changed since the recipe was made; what has is said.
    """
    from dragoman import exports
    from dragoman.questions import recipes

    opened, before = dragoman.open(library), exports.read_recipe(recipe) if recipe else None
    if before:
        data, made = exports.export_again(opened, before)
    else:
        data, made = exports.export(opened, find_view(opened, view), what, format, bom)  # type: ignore[arg-type]
    path = out / exports.name_file(made.what, made.format)
    try:
        out.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise SourceError(f"{path} cannot be written: {error.strerror}.") from error
    print(f"Written to {path}.")
    if before and (changes := recipes.find_changes(before, made)):
        for change in changes:
            hint(change)
        raise typer.Exit(CHANGED)
    if before:
        same = (
            "the same data, byte for byte"
            if before.rows
            else "these are the rows that the picture was drawn from"
        )
        print(f"Nothing has changed: {same}.")
