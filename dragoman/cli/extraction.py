"""Commands on articles in a file: what they name, and how well that is found."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.cli import progress
from dragoman.cli.root import app
from dragoman.errors import SourceError


@app.command()
def extract(
    articles: Annotated[
        Path, typer.Argument(help="Articles as JSONL: id, title and text.", metavar="IN.jsonl")
    ],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", help="Where to write one JSON object an article.", metavar="OUT.jsonl"),
    ],
) -> None:
    """Write who and what each article names, with offsets into title, two line ends and text as given."""
    from dragoman.extraction import extract_file, read_lines

    total = progress.count_lines([articles])
    with progress.show_reading(total) as watch:
        count = extract_file(read_lines(articles), out, watch)
    print(f"{count:,} articles read into {out}.")


@app.command()
def evaluate(
    gold: Annotated[
        Path, typer.Argument(help="Articles with their right answers as JSONL.", metavar="GOLD.jsonl")
    ],
    errors: Annotated[
        int, typer.Option(help="How many errors of each figure to show, each with its sentence.", min=0)
    ] = 0,
    report: Annotated[
        Path | None, typer.Option(help="Write every error with its sentence.", metavar="FILE.csv")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Keep the figures for the Methods page.", metavar="FILE.json"),
    ] = None,
) -> None:
    """Score the pipeline on articles whose right answers are known: precision, recall and F1, in percent."""
    from dragoman import evaluation
    from dragoman.extraction import extract_articles, read_lines
    from dragoman.library.reading_processes import Readers

    rows = list(read_lines(gold))
    if any("entities" not in row for row in rows):
        raise SourceError(f"{gold} has no right answers: each article needs its entities and topics.")
    with progress.show_reading(len(rows)) as watch:
        predicted = list(extract_articles(rows, watch, readers := Readers()))
    figures = evaluation.evaluate(rows, predicted)
    console = Console(soft_wrap=True)
    table = Table("figure", "precision", "recall", "F1", "right answers", "found", box=None)
    for row in figures.rows:
        parts = (f"{100 * part:.1f}" for part in (row.precision, row.recall, row.f1))
        table.add_row(row.name, *parts, f"{row.gold:,}", f"{row.predicted:,}")
    console.print(table)
    found = evaluation.list_errors(rows, predicted) if errors or report else []
    shown = Counter[str]()
    for error in found:
        shown[error.figure] += 1
        if shown[error.figure] <= errors:
            said = (
                f"{error.figure}, {'missed' if error.missed else 'wrong'}: "
                f"{error.what} ({error.article}): {error.sentence}"
            )
            console.print(escape(said), highlight=False)
    if report:
        evaluation.write_report(report, found)
        print(f"{len(found):,} errors written into {report}.")
    if out:
        evaluation.write_record(
            out, evaluation.Record(gold.name, date.today(), readers.model, readers.rules, figures)
        )
        print(f"Kept in {out}.")
