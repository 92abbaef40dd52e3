"""Commands on watches, and what commands that add articles tell of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

import dragoman
from dragoman.analysis.library import Library
from dragoman.cli.root import LibraryOption, app, hint, say
from dragoman.cli.saved_views import find_view
from dragoman.errors import DragomanError, SourceError
from dragoman.library.watches import Watch

watches = typer.Typer(no_args_is_help=True, help="Views that tell when something in them is new.")
app.add_typer(watches, name="watches")

Name = Annotated[str, typer.Argument(help="The name of a watch.")]
Ways = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar="WAY",
        help="mail:ADDRESS, hook:URL, folder:PATH, or feed:FILE for an Atom file. Repeatable.",
    ),
]


@watches.command("add")
def add_watch(
    name: Name,
    view: Annotated[
        str, typer.Option(help="The dashboard's URL, its query or a saved view's name.", metavar="URL|NAME")
    ],
    tell: Annotated[
        str, typer.Option(help="What of: article, pair, stronger, office, silence, with commas.")
    ] = "pair,stronger,office",
    silence: Annotated[
        int, typer.Option(help="Days without an article that are told.", min=1, max=3650)
    ] = 14,
    hours: Annotated[float, typer.Option(help="Hours between two looks at least.", min=0)] = 0,
    rhythm: Annotated[str, typer.Option(help="each, daily or weekly: when it is sent.")] = "each",
    to: Ways = None,
    library: LibraryOption = None,
) -> None:
    """Watch a view. What is in it now is old; what comes is told, once."""
    from dragoman.watches import look, set_ways
    from dragoman.watches.delivery import RHYTHMS, check_way
    from dragoman.watches.news import NEWS

    tells = tuple(dict.fromkeys(word.strip() for word in tell.split(",") if word.strip()))
    if not tells or not set(tells) <= NEWS.keys():
        raise SourceError(f"--tell {tell} is not of {', '.join(NEWS)}: name one or several, with commas.")
    if rhythm not in RHYTHMS:
        raise SourceError(f"--rhythm {rhythm} is not one of {', '.join(RHYTHMS)}.")
    opened = dragoman.open(library)
    for way in to or ():
        check_way(way)
    watch = Watch(name, find_view(opened, view), tells, silence, hours, rhythm)  # type: ignore[arg-type]
    kept = opened.watches.add(watch)
    if to:
        set_ways(opened, kept.name, to)
    look(opened)  # what is there now is old
    print(f"Watching {kept.name!r}: {', '.join(NEWS[kind].words for kind in tells)}.")


@watches.command("list")
def list_watches(
    lines: Annotated[bool, typer.Option("--json", help="As JSON lines.")] = False,
    library: LibraryOption = None,
) -> None:
    """List the watches. Moments are in UTC."""
    from dragoman.view import write_view

    held = dragoman.open(library).watches.list()
    for watch in held:
        if lines:
            row = {
                "name": watch.name, "query": write_view(watch.view), "tells": watch.tells,
                "silence": watch.silence, "hours": watch.hours, "rhythm": watch.rhythm, "ways": watch.ways,
                "looked": watch.looked, "news": len(watch.told),
            }  # fmt: skip
            print(json.dumps(row, default=str, ensure_ascii=False))
        else:
            looked = f"{watch.looked:%Y-%m-%d %H:%M}" if watch.looked else "never"
            ways = f", {watch.rhythm} to {', '.join(watch.ways)}" if watch.ways else ""
            say(f"{watch.name}: {', '.join(watch.tells)}; last look {looked}{ways}; {len(watch.news):,} told")
    if not held and not lines:
        print("There is no watch yet: add one with `dragoman watches add NAME --view URL|NAME`.")


@watches.command("show")
def show_watch(name: Name, library: LibraryOption = None) -> None:
    """Print what a watch has told, the newest first."""
    from dragoman.watches.letters import write_text

    news = dragoman.open(library).watches.find(name).news
    say(write_text([(name, item) for item in reversed(news)]) if news else "It has told nothing yet.")


@watches.command("set")
def set_watch(
    name: Name,
    to: Ways = None,
    rhythm: Annotated[str, typer.Option(help="each, daily or weekly.")] = "",
    library: LibraryOption = None,
) -> None:
    """Say where a watch's news go from now on, and when. Without --to: to the page and feeds alone."""
    from dragoman.watches import set_ways
    from dragoman.watches.delivery import RHYTHMS

    opened = dragoman.open(library)
    if rhythm:
        if rhythm not in RHYTHMS:
            raise SourceError(f"--rhythm {rhythm} is not one of {', '.join(RHYTHMS)}.")
        opened.watches.change(name, rhythm=rhythm)
    watch = set_ways(opened, name, to or ())
    print(f"{watch.name}: {watch.rhythm} to {', '.join(watch.ways) or 'the page and the feeds'}.")


@watches.command("remove")
def remove_watch(name: Name, library: LibraryOption = None) -> None:
    """Forget a watch and what it has told."""
    kept = dragoman.open(library).watches
    kept.find(name)
    kept.remove(name)
    print(f"The watch {name!r} is removed.")


@watches.command("look")
def look_now(library: LibraryOption = None) -> None:
    """Look at the watches whose time has come, and send what is to be sent. Fit for a timer."""
    count = tell_news(dragoman.open(library))
    if not count:
        print("Nothing new.")


@watches.command("feed")
def write_feeds(
    name: Annotated[str, typer.Argument(help="The name of a watch; all without one.")] = "",
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to write it.", metavar="FILE.atom")] = Path(
        "dragoman.atom"
    ),
    library: LibraryOption = None,
) -> None:
    """Write what a watch, or all, have told as an Atom feed."""
    from dragoman.watches.feed import write_feed

    held = dragoman.open(library).watches
    if name:
        held.find(name)
    try:
        out.write_bytes(write_feed(held.list(), name))
    except OSError as error:
        raise SourceError(f"{out} cannot be written: {error.strerror}.") from error
    print(f"Written to {out}.")


def tell_news(library: Library) -> int:
    """Look at the watches, say what is new and send it; how many items. A fault is said, and ends nothing."""
    from dragoman.watches import deliver, look

    try:
        if not library.watches.list():
            return 0
        news = look(library)
        for name, item in news:
            say(f"{name}: {item.said}")
        for message in deliver(library):
            if message.status != "sent":
                again = "" if message.status == "failed" else " It is tried again."
                hint(f"{message.way}: {message.note}{again}")
        return len(news)
    except DragomanError as error:
        hint(f"The watches could not be looked at: {error}")
        return 0
