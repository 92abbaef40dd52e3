"""Everything of ../shared/nasty through every door into a library: stored, or kept with a reason.

benchmarks/nasty.py is the long way: one thing at a time, each with all that a user's command does, read by
the real model, and timed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from doors import DOORS, NASTY, Thing, enter_as_feed, fetch_from_loopback, list_things, put_feed
from site_on_loopback import Site

from dragoman.analysis.library import Library
from dragoman.errors import SourceError
from dragoman.model import Article, Rejected
from dragoman.sources import read_source, read_upload
from dragoman.sources.feeds import parse_feed, read_item

pytestmark = pytest.mark.skipif(not NASTY.is_dir(), reason="the collections of nasty things are not here")
Items = list[Article | Rejected]
EVERY = 50  # things of which one takes the whole way with a feed's state


@pytest.fixture(scope="module")
def things() -> list[Thing]:
    """All of them."""
    found = list_things()
    assert {thing.kind for thing in found} == {"feeds", "json", "csv", "xml", "strings"}
    assert len(found) > 1500
    return found


@pytest.fixture
def doors(tmp_path: Path, site: Site) -> dict[str, Callable[[Thing], Items]]:
    """Of each door, what reads one thing there."""

    def read_file(thing: Thing) -> Items:
        path = tmp_path / thing.name
        path.write_bytes(thing.data)
        return list(read_source(path))

    def read_feed(thing: Thing) -> Items:
        url = put_feed(site, thing)
        fetched = fetch_from_loopback(url, wanted="feed")
        try:
            document = parse_feed(fetched.body, fetched.kind, fetched.charset, url)
        except SourceError as error:
            return [Rejected(str(error), url, thing.name)]
        return [read_item(item, document, fetch_from_loopback, url) for item in document.items]

    return {
        "file": read_file,
        "upload": lambda thing: list(read_upload(thing.name, thing.data)),
        "feed": read_feed,
    }


@pytest.mark.parametrize("door", DOORS)
def test_all_come_in_or_are_refused_with_a_reason(
    door: str, things: list[Thing], doors: Any, empty_library: Library
) -> None:
    everything = Items()
    for thing in things:
        items = doors[door](thing)
        assert items or (door == "feed" and thing.kind == "feeds"), f"{thing.name} says nothing"
        if thing.kind == "json":
            check_json(thing.name.removeprefix("json-"), items)
        everything += items
    summary = empty_library.add_items(everything)
    assert summary.items == len(everything)
    articles = list(empty_library.articles())
    assert len(articles) > 600
    assert all(article.title and article.text.strip() and article.source for article in articles)
    strings = [article for article in articles if "string-" in article.source]
    assert len(strings) > 450
    assert all("Antony Blinken met Yair Lapid in Rome" in article.text for article in strings)
    kept = empty_library.quarantine.items()
    assert (kept["reason"].str.len() > 20).all()
    assert kept["reason"].str.endswith(".").all()


def check_json(name: str, items: Items) -> None:
    """What is no JSON is refused with its line; what is, is not called broken."""
    reasons = [item.reason for item in items if isinstance(item, Rejected)]
    if name.startswith("n_"):
        assert len(reasons) == len(items), name
        for item in items:
            assert "empty" in item.reason or (
                "not valid JSON" in item.reason and re.search(r"line \d", f"{item.reason} {item.where}")
            )
    elif name.startswith("y_"):
        assert not any("not valid JSON" in reason for reason in reasons), name


def test_some_of_every_kind_are_followed_as_feeds(
    things: list[Thing], site: Site, empty_library: Library
) -> None:
    for thing in things[::EVERY]:
        summary, note = enter_as_feed(empty_library, thing, site)
        assert summary.items or note or thing.kind == "feeds", thing.name
    assert empty_library.count() > 12
