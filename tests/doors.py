"""The doors by which something comes into a library, and the nasty things of ../shared/nasty to try them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from site_on_loopback import Site

from dragoman.analysis.library import Library
from dragoman.errors import FetchError, SourceError
from dragoman.library.polling import poll_feed
from dragoman.library.summary import Summary
from dragoman.sources import Upload, parse_in_process

NASTY = Path(__file__).parents[2] / "shared" / "nasty"
KINDS = {".json": "application/json", ".jsonl": "application/json", ".csv": "text/csv"}  # others are XML
TEXT = (
    "{} Antony Blinken met Yair Lapid in Rome on Sunday, and both spoke of Israel. "
    + "Both said that Italy was a good host. " * 20
)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something nasty as a file of its own."""

    kind: str  # feeds, json, csv, xml or strings
    name: str
    data: bytes


def list_things() -> list[Thing]:
    """Every file of the collections; every string and mojibake as title, text, outlet, URL and column."""
    things = list[Thing]()
    for kind in ("feeds", "json", "csv", "xml"):
        paths = sorted(path for path in (NASTY / kind).rglob("*") if path.is_file())
        things += [Thing(kind, "-".join(path.relative_to(NASTY).parts), path.read_bytes()) for path in paths]
    strings = json.loads((NASTY / "naughty_strings.json").read_text("utf-8"))
    strings += [case["original"] for case in json.loads((NASTY / "mojibake.json").read_text("utf-8"))]
    for number, string in enumerate(strings):
        text = f"{TEXT.format(string)}It was day {number}."  # markup may leave the same of two strings
        row = {"title": string, "text": text, "outlet": string, "url": string, string or "empty": string}
        things.append(Thing("strings", f"string-{number:04}.json", json.dumps(row).encode()))
    return things


def enter_as_file(library: Library, thing: Thing, folder: Path) -> tuple[Summary, str]:
    """As `dragoman add FILE` does; the figures, and why it was refused at the door."""
    path = folder / thing.name
    path.write_bytes(thing.data)
    return library.add(path), ""


def enter_as_upload(library: Library, thing: Thing, _: object) -> tuple[Summary, str]:
    """As the Library page does."""
    return library.add_items(parse_in_process(Upload(thing.name, thing.data))), ""


def enter_as_feed(library: Library, thing: Thing, site: Site) -> tuple[Summary, str]:
    """As `dragoman feed add URL` and `dragoman watch` do."""
    url = put_feed(site, thing)
    try:
        feed = library.feeds.add(url, fetch_from_loopback)
    except SourceError as fault:
        return Summary(), str(fault)
    poll = poll_feed(library, feed.url, fetch_from_loopback)
    return poll.summary, poll.feed.note


def put_feed(site: Site, thing: Thing) -> str:
    """Let the site answer with a thing; its address. A string becomes a JSON Feed."""
    data = thing.data
    if thing.kind == "strings":
        row = json.loads(data)
        item = {
            "id": f"{site.address}/{quote(thing.name)}",
            "title": row["title"],
            "content_html": row["text"],
            "external_url": row["url"],
        }
        data = json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "title": row["title"], "items": [item]}
        ).encode()
    return site.put(
        f"/{quote(thing.name)}", data, content_type=KINDS.get(Path(thing.name).suffix, "application/xml")
    )


def fetch_from_loopback(url: str, **settings: Any) -> Any:
    """Nothing outside is asked for: what the collections name there is not to be had."""
    from dragoman.sources import fetch

    if urlsplit(url).hostname != "127.0.0.1":
        raise FetchError(f"{url} is not fetched in tests.", lasting=True)
    return fetch.SHARED.fetch(url, **settings)


DOORS: dict[str, Callable[[Library, Thing, Any], tuple[Summary, str]]] = {
    "file": enter_as_file,
    "upload": enter_as_upload,
    "feed": enter_as_feed,
}
