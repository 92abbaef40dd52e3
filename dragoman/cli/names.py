"""The command that looks a name up, as the fields of the dashboard do."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

import dragoman
from dragoman.cli.root import LibraryOption, app, say
from dragoman.errors import SourceError
from dragoman.model import KINDS


@app.command()
def find(
    name: Annotated[
        str, typer.Argument(help="A name, an alias or a code, the beginning of one, or a Wikidata number.")
    ],
    kind: Annotated[
        str, typer.Option(help=f"Only of a kind: {', '.join(KINDS)}, office, outlet or group.")
    ] = "",
    limit: Annotated[int, typer.Option(help="How many at most.", min=1)] = 10,
    lines: Annotated[bool, typer.Option("--json", help="As JSON lines.")] = False,
    library: LibraryOption = None,
) -> None:
    """Look a name up: identifier, label, kind, office and number of articles, the best first.

    Exit code 1 when nothing is called so; names that are spelt nearly so are said.
    """
    from dragoman.analysis.lookup import NAMEABLE, look_up

    kinds = tuple(word for word in NAMEABLE if word == kind) if kind else KINDS
    if not kinds:
        raise SourceError(f"There is no kind {kind!r}: take one of {', '.join(NAMEABLE)}.")
    hits = look_up(dragoman.open(library).tables(), name, kinds, limit)
    if not hits or hits[0].guessed:
        nearest = ", ".join(f"{hit.label} ({hit.id})" for hit in hits[:5])
        near = f" Nearest: {nearest}." if nearest else ""
        raise SourceError(f"Nothing in this library is called {name!r}.{near}")
    for hit in hits:
        words = (hit.id, hit.label, hit.kind, hit.office, f"{hit.articles:,}", hit.form)
        say(json.dumps(asdict(hit), ensure_ascii=False) if lines else "\t".join(words).rstrip())
