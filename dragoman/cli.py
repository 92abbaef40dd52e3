"""The command `dragoman`. Every error that a person can mend is one sentence on standard error and exit code 1."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from typer.core import TyperGroup

import dragoman
from dragoman import progress
from dragoman.errors import DragomanError, SourceError
from dragoman.settings import SETTINGS

CHANGED = 3  # exit code of an export whose recipe would give other data now
STOPPED = 130  # exit code of a command that Ctrl-C ended


class Commands(TyperGroup):
    """The commands, with errors said in a sentence."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except DragomanError as error:
            _hint(str(error))
            raise typer.Exit(1) from error
        except KeyboardInterrupt as stop:
            _hint("Stopped. What was committed stays; the same command goes on from there.")
            raise typer.Exit(STOPPED) from stop


app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich")
quarantine = typer.Typer(no_args_is_help=True, help="Items that could not become articles.")
app.add_typer(quarantine, name="quarantine")

LibraryOption = Annotated[
    str | None,
    typer.Option("--library", "-l", metavar="FOLDER|URI", help="The library; else DRAGOMAN_LIBRARY, else the user's data folder."),
]


def main() -> None:
    """Run the command line."""
    app()


@app.callback(invoke_without_command=True)
def describe(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Which officials, countries and topics appear together in diplomatic news over time."""
    if version:
        print(f"dragoman {dragoman.__version__}")
        raise typer.Exit


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders and zips of articles.", metavar="PATH...")],
    column: Annotated[
        list[str] | None, typer.Option("--column", "-c", metavar="FIELD=NAME", help="Where a field is: title=Headline. Repeatable.")
    ] = None,
    library: LibraryOption = None,
) -> None:
    """Add articles to the library. What is there already is skipped; what is no article goes to the quarantine.

    Exit code 1 when not one article was found.
    """
    columns = _split_columns(column or [])
    opened = dragoman.open(library)
    with progress.show_adding(progress.count_lines(paths)) as watch:
        summary = opened.add(*paths, columns=columns, progress=watch)
    print(summary.sentence())
    if summary.quarantined:
        _hint("Look at what was quarantined with `dragoman quarantine list` or on the Library page.")
    if summary.items == summary.quarantined:
        raise SourceError("No article was found: Dragoman reads JSONL, JSON, CSV, TSV, Parquet, Excel, text, HTML, folders and zips.")


@app.command()
def extract(
    articles: Annotated[Path, typer.Argument(help="Articles as JSONL: id, title and text.", metavar="IN.jsonl")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to write one JSON object an article.", metavar="OUT.jsonl")],
) -> None:
    """Write who and what each article names, with offsets into title, two line ends and text exactly as given."""
    from dragoman.extraction import extract_file, read_lines

    total = progress.count_lines([articles])
    with progress.show_reading(total) as watch:
        count = extract_file(read_lines(articles), out, watch)
    print(f"{count:,} articles read into {out}.")


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Articles with their right answers as JSONL.", metavar="GOLD.jsonl")],
    errors: Annotated[int, typer.Option(help="How many errors of each figure to show, each with its sentence.", min=0)] = 0,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Keep the figures for the Methods page.", metavar="FILE.json")] = None,
) -> None:
    """Score the pipeline on articles whose right answers are known: precision, recall and F1, in percent."""
    from dragoman import evaluation
    from dragoman.extraction import extract_articles, read_lines
    from dragoman.library.readers import Readers

    rows = list(read_lines(gold))
    if any("entities" not in row for row in rows):
        raise SourceError(f"{gold} has no right answers: each article needs its entities and topics.")
    with progress.show_reading(len(rows)) as watch:
        predicted = list(extract_articles(rows, watch, readers := Readers()))
    figures = evaluation.evaluate(rows, predicted)
    console, table = Console(soft_wrap=True), Table("figure", "precision", "recall", "F1", "right answers", "found", box=None)
    for row in figures.rows:
        parts = (f"{100 * part:.1f}" for part in (row.precision, row.recall, row.f1))
        table.add_row(row.name, *parts, f"{row.gold:,}", f"{row.predicted:,}")
    console.print(table)
    shown = Counter[str]()
    for error in evaluation.list_errors(rows, predicted) if errors else ():
        shown[error.figure] += 1
        if shown[error.figure] <= errors:
            said = f"{error.figure}, {'missed' if error.missed else 'wrong'}: {error.what} ({error.article}): {error.sentence}"
            console.print(escape(said), highlight=False)
    if out:
        evaluation.write_record(out, evaluation.Record(gold.name, date.today(), readers.model, readers.rules, figures))
        print(f"Kept in {out}.")


@app.command()
def export(
    recipe: Annotated[Path | None, typer.Option(help="Make this download again: its recipe.json or its zip.", metavar="FILE")] = None,
    view: Annotated[str, typer.Option(help="A view: the dashboard's URL or its query.", metavar="URL")] = "",
    what: Annotated[str, typer.Option(help="pairs, evidence, network, articles or timeline.")] = "pairs",
    format: Annotated[str, typer.Option("--format", help="csv, parquet or jsonl; of a network graphml or gexf.")] = "csv",
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to put the zip of the data and their recipe.", metavar="FOLDER")] = Path(),
    bom: Annotated[bool, typer.Option("--bom", help="Begin a CSV with a byte order mark, for Excel.")] = False,
    library: LibraryOption = None,
) -> None:
    """Write the rows of a view with their recipe, or those of a recipe again.

    Exit code 3 when something has changed since the recipe was made; what has is said.
    """
    from dragoman import exports, recipes

    opened, before = dragoman.open(library), exports.read_recipe(recipe) if recipe else None
    if before:
        data, made = exports.export_again(opened, before)
    else:
        data, made = exports.export(opened, recipes.parse_view(view), what, format, bom)  # type: ignore[arg-type]
    path = out / f"dragoman-{made.what}-{made.format}.zip"
    try:
        out.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise SourceError(f"{path} cannot be written: {error.strerror}.") from error
    print(f"Written to {path}.")
    if before and (changes := recipes.find_changes(before, made)):
        for change in changes:
            _hint(change)
        raise typer.Exit(CHANGED)
    if before:
        print("Nothing has changed: the same data, byte for byte.")


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.", min=1, max=65535)] = 8501,
    sample: Annotated[bool, typer.Option("--sample", help="First add the sample articles, unless the library holds others.")] = False,
    library: LibraryOption = None,
) -> None:
    """Serve the dashboard on 127.0.0.1."""
    folder = find_app_folder()
    opened = dragoman.open(library)
    if sample:
        _add_sample(opened, folder / "data" / "sample")
    environment = os.environ | {"DRAGOMAN_LIBRARY": opened.uri}
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "app.py"), "--server.port", str(port)]
    os.chdir(folder)  # where Streamlit looks for .streamlit/config.toml
    if os.name == "posix":
        os.execve(sys.executable, command, environment)  # so that who ends this command ends the server
    sys.exit(subprocess.call(command, env=environment))


@app.command()
def status(library: LibraryOption = None) -> None:
    """Say what the library holds and what read it."""
    opened = dragoman.open(library)
    table = Table(box=None, show_header=False)
    table.add_row("library", escape(opened.uri))
    table.add_row("articles", f"{opened.count():,}")
    table.add_row("quarantined", f"{opened.quarantine.count():,}")
    for reader, count in sorted(opened.status().items()):
        table.add_row("read by", f"{escape(reader)}: {count:,}")
    Console(soft_wrap=True).print(table)


@app.command()
def reread(library: LibraryOption = None) -> None:
    """Read again what another model or older rules read."""
    opened = dragoman.open(library)
    with progress.show_reading(None) as watch:
        count = opened.reread(watch)
    print(f"{count:,} articles read again." if count else "Nothing to read again: this model and these rules have read all articles.")


@app.command()
def settings() -> None:
    """List the settings, each an environment variable."""
    table = Table("Variable", "Value", "Meaning", box=None)
    for setting in SETTINGS:
        table.add_row(setting.variable, escape(os.environ.get(setting.variable, setting.default)), escape(setting.help))
    Console().print(table)


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


def find_app_folder() -> Path:
    """The folder of app.py: that of an installed wheel, else the checkout's. SourceError when there is none."""
    package = Path(dragoman.__file__).parent
    for folder in (package / "_app", package.parent):
        if (folder / "app.py").is_file():
            return folder
    raise SourceError("The dashboard's files are not there: install Dragoman again, or run it from a checkout.")


def _add_sample(library: dragoman.Library, folder: Path) -> None:
    """Add the sample articles to a library that holds nothing else: one that was stopped on the way is completed."""
    held = set(library.rows(["outlet"])["outlet"].to_pylist())
    if all(outlet.startswith("Sample ") for outlet in held):
        with progress.show_adding(progress.count_lines([folder])) as watch:
            summary = library.add(folder, progress=watch)
        print(f"Sample articles: {summary.sentence()}", flush=True)


def _split_columns(pairs: list[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals or not name.strip() or not column.strip():
            raise SourceError(f"--column {pair} is not of the form FIELD=NAME, such as title=Headline.")
        columns[name.strip()] = column.strip()
    return columns


def _hint(sentence: str) -> None:
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    main()
