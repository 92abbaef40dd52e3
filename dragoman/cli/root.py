"""The root of the command line: what every command shares."""

from __future__ import annotations

import re
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import dragoman
from dragoman.errors import DragomanError, SettingError
from dragoman.settings import Concern, find_faults

# All but tabs and ends of lines; and bytes that are no text
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
STOPPED = 130  # exit code of a command that Ctrl-C ended


WEB = ("add", "feed", "watch", "gdelt", "quarantine")  # commands that fetch
CONCERNED: dict[str, tuple[Concern, ...]] = {
    **dict.fromkeys(WEB, ("reading", "web")),
    "watches": ("reading", "web", "sending"),
    "watch": ("reading", "web", "sending"),
    "brief": ("reading", "sending"),
    "serve": ("reading", "web", "server", "sending"),
    **dict.fromkeys(("settings", "doctor"), ()),  # say themselves what is wrong
}  # command -> the settings that must be right before it begins; the library's is looked at where it is used


class Commands(TyperGroup):
    """The commands, with errors said in a sentence."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is asked for. SettingError when a setting that concerns it does not fit."""
        found = super().resolve_command(ctx, args)
        if "--help" not in args and (faults := list(find_faults(CONCERNED.get(str(found[0]), ("reading",))))):
            raise SettingError(" ".join(faults))
        return found

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except DragomanError as error:
            hint(str(error))
            raise typer.Exit(1) from error
        except KeyboardInterrupt as stop:
            hint("Stopped. What was committed stays; the same command goes on from there.")
            raise typer.Exit(STOPPED) from stop


def say(words: str) -> None:
    """Print what may hold words of others, without the characters that command a terminal."""
    print(CONTROLS.sub("", words), flush=True)


def hint(sentence: str) -> None:
    """Say a sentence on standard error."""
    print(CONTROLS.sub("", sentence), file=sys.stderr)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

LibraryOption = Annotated[
    str | None,
    typer.Option(
        "--library",
        "-l",
        metavar="FOLDER|URI",
        help="The library; else DRAGOMAN_LIBRARY, else the user's data folder.",
    ),
]


@app.callback(invoke_without_command=True)
def describe(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Which officials, countries and topics appear together in diplomatic news over time."""
    if version:
        print(f"dragoman {dragoman.__version__}")
        raise typer.Exit
