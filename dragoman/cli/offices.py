"""Commands on the table of offices: who held one on a day, how far it reaches, what is added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.root import app, say
from dragoman.errors import SourceError
from dragoman.knowledge.spells.added import update_offices
from dragoman.knowledge.spells.answers import Holder, ask_office, load_answers
from dragoman.knowledge.spells.contradictions import list_contradictions
from dragoman.knowledge.spells.coverage import format_coverage

offices = typer.Typer(no_args_is_help=True, help="Who held which office on which day, as tables know it.")
app.add_typer(offices, name="offices")


@offices.command()
def ask(
    role: Annotated[
        str, typer.Option(help="A class (head of state, foreign minister, body head, ...) or a role.")
    ] = "",
    of: Annotated[str, typer.Option(help="A state (ISR, Israel) or a body (NATO).")] = "",
    on: Annotated[str, typer.Option(help="A day: 2021-06-27.")] = "",
    file: Annotated[
        Path | None, typer.Option(help="Many questions: role, of and day with tabs, a line each, no header.")
    ] = None,
    lines: Annotated[bool, typer.Option("--json", help="As JSON; with --file always.")] = False,
) -> None:
    """Say who held an office on a day, how sure that is (held, probable, seen) and by which sources."""
    if file is not None:
        for question in read_questions(file):
            say(write_answer(ask_office(*question)))
        return
    if not (role and of and on):
        raise SourceError(
            'Give --role, --of and --on, as in: --role "foreign minister" --of ISR --on 2021-06-27.'
        )
    holders = ask_office(role, of, read_day(on))
    if lines:
        say(write_answer(holders))
        return
    for holder in holders:
        say(write_holder(holder))
    if not holders:
        say("Nobody is known.")


@offices.command()
def coverage() -> None:
    """Print for how many states somebody is known in each class of office, by decade."""
    print(format_coverage(load_answers().spells.list_all()))


@offices.command()
def contradictions(
    lines: Annotated[bool, typer.Option("--json", help="As JSON lines.")] = False,
) -> None:
    """List holders of one seat whose days overlap by more than a week, who counts, and by which rule."""
    for item in list_contradictions(load_answers()):
        row = {
            "of": item.kept.of, "post": item.kept.post,
            "start": item.start.isoformat(), "end": item.end.isoformat(),
            "kept": item.kept.person, "dropped": item.dropped.person, "rule": item.rule,
        }  # fmt: skip
        say(json.dumps(row, ensure_ascii=False) if lines else "\t".join(row.values()))


@offices.command()
def update(
    file: Annotated[Path, typer.Argument(help="CSV of the form of office_spells.csv: see docs/methods.md.")],
) -> None:
    """Add a newer table of spells of office, such as an export of Wikidata."""
    rows, spells = update_offices(file)
    say(f"{rows:,} rows of {file.name} are added; the table has {spells:,} spells.")


def read_questions(path: Path) -> list[tuple[str, str, date]]:
    """Questions of a file with tabs. SourceError, which names the line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {error}.") from error
    questions = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 3:
            raise SourceError(
                f"{path}, line {number}: give a role, a state or body and a day, with tabs between."
            )
        questions.append((cells[0], cells[1], read_day(cells[2])))
    return questions


def read_day(text: str) -> date:
    """A day as 2021-06-27. SourceError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SourceError(f"{text!r} is no day: write it as 2021-06-27.") from error


def write_answer(holders: Sequence[Holder]) -> str:
    """An answer as one line of JSON."""
    return json.dumps({"holders": [describe(holder) for holder in holders]}, ensure_ascii=False)


def describe(holder: Holder) -> dict[str, Any]:
    """A holder as plain data; what there is nothing to say of is left out."""
    spell = holder.spell
    row: dict[str, Any] = {
        "name": spell.person,
        "role": spell.role,
        "certainty": holder.certainty,
        "sources": list(spell.sources),
    }
    extra = {
        "wikidata": spell.wikidata,
        "since": spell.start.isoformat() if spell.start else "",
        "until": spell.end.isoformat() if spell.end else "",
        "why": holder.why,
        "handover": holder.handover,
    }
    return row | {name: value for name, value in extra.items() if value}


def write_holder(holder: Holder) -> str:
    """A holder in words."""
    spell = holder.spell
    since = f" since {spell.start}" if spell.start else ""
    until = f" until {spell.end}" if spell.end else ""
    why = f" ({holder.why})" if holder.why else ""
    day = ", a day of handover" if holder.handover else ""
    certainty = f"{holder.certainty}{why}{day}"
    return "\t".join((spell.person, f"{spell.role}{since}{until}", certainty, ", ".join(spell.sources)))
