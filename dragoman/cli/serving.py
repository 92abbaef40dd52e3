"""Commands on the dashboard and its settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import dragoman
from dragoman.cli import progress
from dragoman.cli.root import CONTROLS, LibraryOption, app, hint
from dragoman.errors import SourceError
from dragoman.settings import SETTINGS, find_faults


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.", min=1, max=65535)] = 8501,
    sample: Annotated[
        bool, typer.Option("--sample", help="First add the sample articles, unless the library holds others.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Serve the dashboard on 127.0.0.1."""
    folder = find_app_folder()
    opened = dragoman.open(library)
    if sample:
        add_sample(opened, folder / "data" / "sample")
    environment = os.environ | {"DRAGOMAN_LIBRARY": opened.uri}
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "app.py"), "--server.port", str(port)]
    os.chdir(folder)  # where Streamlit looks for .streamlit/config.toml
    if os.name == "posix":
        os.execve(sys.executable, command, environment)  # so that who ends this command ends the server
    sys.exit(subprocess.call(command, env=environment))


@app.command()
def settings() -> None:
    """List the settings, each an environment variable; what is wrong with one is said after them."""
    table = Table("Variable", "Value", "Meaning", box=None)
    for setting in SETTINGS:
        value = CONTROLS.sub(
            "", setting.show(os.environ.get(setting.variable, "").strip() or setting.default)
        )
        table.add_row(setting.variable, escape(value), escape(setting.help))
    Console().print(table)
    for fault in find_faults():
        hint(fault)


def find_app_folder() -> Path:
    """The folder of app.py: that of an installed wheel, else the checkout's.

    SourceError when there is none.
    """
    package = Path(dragoman.__file__).parent
    for folder in (package / "_app", package.parent):
        if (folder / "app.py").is_file():
            return folder
    raise SourceError(
        "The dashboard's files are not there: install Dragoman again, or run it from a checkout."
    )


def add_sample(library: dragoman.Library, folder: Path) -> None:
    """Add the sample articles to a library that holds nothing else; one stopped on the way is completed."""
    held = set(library.rows(["outlet"])["outlet"].to_pylist())
    if all(outlet.startswith("Sample ") for outlet in held):
        with progress.show_adding(progress.count_lines([folder])) as watch:
            summary = library.add(folder, progress=watch)
        print(f"Sample articles: {summary.sentence()}", flush=True)
