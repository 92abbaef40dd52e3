"""Commands that bring articles from the web: feeds, watching them, a search of GDELT."""

from __future__ import annotations

import json
import signal
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

import dragoman
from dragoman.cli import progress
from dragoman.cli.root import LibraryOption, app, hint, say
from dragoman.errors import LibraryError, SourceError

feeds = typer.Typer(
    no_args_is_help=True, help="Feeds that bring articles: RSS, Atom, JSON Feed and news sitemaps."
)
app.add_typer(feeds, name="feed")
DAY = ["%Y-%m-%d"]


@feeds.command("add")
def add_feed(
    urls: Annotated[
        list[str], typer.Argument(help="Addresses of feeds, or of pages that name theirs.", metavar="URL...")
    ],
    library: LibraryOption = None,
) -> None:
    """Add feeds. Their articles come with `dragoman watch`."""
    opened = dragoman.open(library)
    for url in urls:
        feed = opened.feeds.add(url)
        say(f"{feed.title or feed.url}: {feed.url}")
    hint("`dragoman watch` brings their articles, `dragoman watch --once` those of now.")


@feeds.command("list")
def list_feeds(
    lines: Annotated[bool, typer.Option("--json", help="As JSON lines.")] = False,
    library: LibraryOption = None,
) -> None:
    """List the feeds with what has come of them. Moments are in UTC."""
    held = dragoman.open(library).feeds.all()
    if lines:
        for feed in held:
            print(
                json.dumps(
                    {name: value for name, value in asdict(feed).items() if name != "seen"},
                    default=str,
                    ensure_ascii=False,
                )
            )
        return
    for feed in held:
        following = "never" if feed.status == "gone" else _write_moment(feed.next, "at once")
        parts = [
            feed.status,
            f"{feed.articles:,} articles",
            f"last success {_write_moment(feed.succeeded, 'never')}",
            f"next look {following}",
        ]
        parts += [f"failures in a row: {feed.failures}"] if feed.failures else []
        say(
            "\n  ".join(
                part
                for part in (feed.title or "(without a title)", feed.url, ", ".join(parts), feed.note)
                if part
            )
        )
    if not held:
        print("There is no feed yet: add one with `dragoman feed add URL`.")


@feeds.command("remove")
def remove_feed(
    url: Annotated[str, typer.Argument(help="The feed's address.", metavar="URL")],
    library: LibraryOption = None,
) -> None:
    """Forget a feed. Its articles stay."""
    dragoman.open(library).feeds.remove(url)
    print("Removed; its articles stay.")


@feeds.command("import")
def import_feeds(
    file: Annotated[Path, typer.Argument(help="Feeds as OPML.", metavar="FILE.opml")],
    library: LibraryOption = None,
) -> None:
    """Add the feeds of an OPML file, which other readers of feeds write."""
    from dragoman.sources.feeds import read_opml
    from dragoman.sources.parsing_apart import parse_apart

    try:
        found = parse_apart(read_opml, file.read_bytes())
    except OSError as error:
        raise SourceError(f"{file} cannot be read: {error.strerror}.") from error
    count = dragoman.open(library).feeds.add_list(found)
    print(f"{_count(len(found))} in {file}: {count:,} new, {len(found) - count:,} already there.")


@feeds.command("export")
def export_feeds(
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Where to write them.", metavar="FILE.opml")
    ] = Path("dragoman-feeds.opml"),
    library: LibraryOption = None,
) -> None:
    """Write the feeds as OPML, which other readers of feeds take."""
    from dragoman.sources.feeds import write_opml

    held = dragoman.open(library).feeds.all()
    try:
        out.write_bytes(write_opml((feed.url, feed.title) for feed in held))
    except OSError as error:
        raise SourceError(f"{out} cannot be written: {error.strerror}.") from error
    print(f"{_count(len(held))} written to {out}.")


@app.command()
def watch(
    once: Annotated[
        bool, typer.Option("--once", help="Look at the feeds whose time has come, and end.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Look at each feed when its time has come, add its new articles and tell what is new; until Ctrl-C."""
    from dragoman.library.polling import watch_feeds

    opened = dragoman.open(library)
    held = opened.feeds.all()
    if not held and once and not opened.watches.list():
        raise LibraryError("There is no feed to watch: add one with `dragoman feed add URL`.")
    hint(
        f"Watching {_count(len(held))}"
        f"{'' if once else ' and those that are added meanwhile; Ctrl-C ends it'}."
    )
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # systemd's; ends it as Ctrl-C does
    try:
        watch_feeds(
            opened,
            lambda poll: say(f"{datetime.now():%H:%M} {poll.sentence()}"),
            once,
            rest=lambda: _tell(opened),
        )
    finally:
        signal.signal(signal.SIGTERM, before)


@app.command()
def gdelt(
    query: Annotated[
        str,
        typer.Argument(
            help='What to look for, such as "foreign minister" in quotation marks.', metavar="QUERY"
        ),
    ] = "",
    start: Annotated[
        datetime | None, typer.Option("--from", formats=DAY, help="First day, in UTC; else a week ago.")
    ] = None,
    end: Annotated[
        datetime | None, typer.Option("--to", formats=DAY, help="Last day, in UTC; else today.")
    ] = None,
    language: Annotated[str, typer.Option(help="Language of the articles, as GDELT calls it.")] = "english",
    country: Annotated[
        str, typer.Option(help="Country of the outlets, as GDELT calls it: france, southkorea.")
    ] = "",
    most: Annotated[int, typer.Option(help="How many pages are fetched at most.", min=1)] = 250,
    check: Annotated[
        bool, typer.Option("--check", help="Ask the live service whether it is as Dragoman expects it.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Search GDELT for articles and add them from their own pages. Experimental: see --check.

    Pages that the library has already are not fetched again, so the same command goes on where it stopped.
    """
    from dragoman.sources.articles import canonicalise_url
    from dragoman.sources.fetch import SHARED
    from dragoman.sources.gdelt import Gdelt

    if check:
        _check_gdelt()
        return
    opened = dragoman.open(library)
    today = datetime.now(UTC).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    last = (end or today) + timedelta(days=1, seconds=-1)
    known = {canonicalise_url(url) for url in opened.rows(["url"])["url"].to_pylist() if url}
    search = Gdelt(query, start or (end or today) - timedelta(days=7), last, language, country, most, known)
    with progress.show_adding(None) as watch:
        summary = opened.add_items(search.read(SHARED.fetch), watch)
    say(summary.sentence())
    _tell(opened)
    if summary.new + summary.updated + summary.quarantined >= most:
        hint(
            f"No more than {most:,} pages were fetched: the same command goes on with the next, "
            "or give --most."
        )


def _check_gdelt() -> None:
    """Print what the live service answers. Exit code 1 when something is not as expected."""
    from dragoman.sources.fetch import SHARED
    from dragoman.sources.gdelt import check_service

    good = True
    for finding in check_service(SHARED.fetch):
        good = good and finding.good
        say(f"{'yes' if finding.good else 'NO '}  {finding.what}: {finding.said}")
    if not good:
        raise SourceError("GDELT's service was not met, or is not as expected: what stands above after NO.")
    print("GDELT's service is as Dragoman expects it.")


def _write_moment(moment: datetime | None, otherwise: str) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else otherwise


def _tell(library: dragoman.Library) -> None:
    from dragoman.cli.watches import tell_news

    tell_news(library)


def _count(feeds: int) -> str:
    return f"{feeds:,} feed{'' if feeds == 1 else 's'}"
