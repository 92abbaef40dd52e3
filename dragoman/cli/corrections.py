"""Commands on the corrections: what people decided of names, articles and outlets."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import dragoman
from dragoman.analysis.library import Library
from dragoman.cli.root import LibraryOption, app, hint, say
from dragoman.corrections.lines import find_user, parse_aliases, parse_lines, write_line, write_lines
from dragoman.corrections.meaning import find_meaning
from dragoman.corrections.model import UNDO, describe
from dragoman.errors import SourceError
from dragoman.exports.gold import write_gold
from dragoman.library.schema import now

corrections = typer.Typer(no_args_is_help=True, help="What people decided of names, articles and outlets.")
app.add_typer(corrections, name="corrections")

Take = Annotated[
    str,
    typer.Option(
        metavar="ours|theirs",
        help="What to do where the file contradicts what stands here; else it is listed.",
    ),
]


@corrections.command("list")
def list_corrections(
    lines: Annotated[bool, typer.Option("--json", help="As JSON lines, undone ones too.")] = False,
    library: LibraryOption = None,
) -> None:
    """List all decisions by their number, undos too."""
    opened = dragoman.open(library)
    history = opened.decisions.history()
    if lines:
        for step in history:
            row = {"number": step.number, "stands": step.stands, **json.loads(write_line(step.decision))}
            print(json.dumps(row, ensure_ascii=False))
        return
    labels = _list_labels(opened)
    numbers = {step.decision.id: step.number for step in history}
    table = Table("No.", "When", "Who", "What", "", box=None)
    for step in history:
        item = step.decision
        what = f"undo of {numbers.get(item.undoes, '?')}" if item.kind == UNDO else describe(item, labels)
        stands = "" if step.stands else "undone"
        table.add_row(str(step.number), f"{item.when:%Y-%m-%d %H:%M}", escape(item.who), escape(what), stands)
    Console().print(table if history else "Nothing has been decided.")


@corrections.command("apply")
def apply_file(
    file: Annotated[Path, typer.Argument(help="JSON lines, or a list of aliases (FollowTheMoney, CSV).")],
    take: Take = "",
    library: LibraryOption = None,
) -> None:
    """Take over decisions of a file: those of `export`, or aliases ("same as") as merges.

    Nothing is taken over twice. What contradicts a decision here is listed and left out (exit code 1).
    """
    if take not in ("", "ours", "theirs"):
        raise SourceError("--take is ours or theirs.")
    opened = dragoman.open(library)
    text = _read(file)
    first = next((line for line in text.splitlines() if line.strip()), "")
    aliases = not first.lstrip().startswith("{") or '"schema"' in first
    parsed = parse_aliases(text, _list_names(opened), find_user(), now()) if aliases else parse_lines(text)
    applied = opened.decisions.apply(parsed.decisions, take)
    for fault in parsed.faults:
        hint(fault)
    for conflict in applied.conflicts:
        hint(f"Conflict, not taken over: {conflict.sentence}.")
    say(
        f"{applied.added:,} taken over, {applied.present:,} were here, {len(applied.conflicts):,} contradict."
    )
    if applied.conflicts or (parsed.faults and not aliases):
        raise typer.Exit(1)


@corrections.command("export")
def export_file(
    file: Annotated[Path | None, typer.Argument(help="Where to write; else to the screen.")] = None,
    library: LibraryOption = None,
) -> None:
    """Write all decisions, undos too, as JSON lines: what `apply` reads."""
    _write(file, write_lines(dragoman.open(library).decisions.load()))


@corrections.command("undo")
def undo_decision(
    number: Annotated[str, typer.Argument(help="The number in `list`, or the decision's id.")],
    why: Annotated[str, typer.Option(help="The reason, for the history.")] = "",
    library: LibraryOption = None,
) -> None:
    """Take a decision back; to undo the undo decides it again."""
    opened = dragoman.open(library)
    step = opened.decisions.find(number)
    opened.undo(step.decision.id, why)
    say(f"Undone: {describe(step.decision, _list_labels(opened))}.")


@corrections.command("check")
def check_corrections(library: LibraryOption = None) -> None:
    """Say which decisions that stand contradict one another, or are on what this library does not have."""
    opened = dragoman.open(library)
    decisions = {item.id: item for item in opened.decisions.load()}
    tables, labels = opened.tables(), _list_labels(opened)
    faults = [
        f"Without effect, since it contradicts an earlier one: {describe(decisions[id], labels)}."
        for id, _ in find_meaning(decisions.values()).refused
    ]
    for step in opened.decisions.history():
        what = step.decision.what
        asked = [what.get("id"), *(what.get("ids") or ())] if step.stands else []
        faults += [
            f"Decision {step.number} is on {id}, whom no article here names."
            for id in asked
            if id and id not in tables.entity_of
        ]
    for fault in faults:
        say(fault)
    say(f"{'Good' if not faults else f'{len(faults):,} to look at'}: {tables.corrections.sentence()}.")
    if faults:
        raise typer.Exit(1)


@corrections.command("as-gold")
def write_as_gold(
    file: Annotated[Path | None, typer.Argument(help="Where to write; else to the screen.")] = None,
    library: LibraryOption = None,
) -> None:
    """Write the corrected articles as marked articles, JSON lines: what `dragoman evaluate` reads."""
    _write(
        file,
        "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in write_gold(dragoman.open(library))),
    )


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def _write(file: Path | None, text: str) -> None:
    if file is None:
        sys.stdout.write(text)
        return
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise SourceError(f"{file} cannot be written: {error.strerror or error}.") from error


def _list_labels(library: Library) -> dict[str, str]:
    tables = library.tables()
    return {id: str(tables.labels[number]) for id, number in tables.entity_of.items()}


def _list_names(library: Library) -> dict[str, str]:
    """Labels and forms of names, folded, and identifiers -> identifier: the most frequent bearer's."""
    from dragoman.analysis.naming import list_bearers

    return list_bearers(library.tables())
