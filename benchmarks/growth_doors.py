"""The doors that outside text comes through, each as one function of what is made for it: for growth.py."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dragoman.errors import DragomanError
from dragoman.reading import Reader
from dragoman.resolution.stories import find_stories, mark_text
from dragoman.sources import list_columns, read_upload
from dragoman.sources.feeds import build_item, find_feeds, parse_feed, read_opml
from dragoman.sources.fetch import Fetched
from dragoman.sources.pages import build_page
from dragoman.sources.robots import read_rules
from dragoman.view import from_query

ADDRESS = "https://www.example.org/2024/05/a-page"
LARGEST_OF_ANY = 4_000_000  # characters or bytes of an input: what is made to be slow is so long before
# What a door lets in, or what the model takes minutes for though it takes twice as long for twice as much.
LARGEST = {"extract": 400_000, "page": 4_000_000, "feed": 4_000_000, "parquet": 2_000_000, "pdf": 2_000_000}


@lru_cache(maxsize=1)
def load_reader() -> Reader:
    """The model, loaded once."""
    reader = Reader()
    deque(reader.read([("Talks", "Antony Blinken met Yair Lapid in Rome.")]), maxlen=0)
    return reader


def extract(article: tuple[str, str]) -> None:
    """One title and text through the model and the rules."""
    deque(load_reader().read([article]), maxlen=0)


def upload(name: str) -> Callable[[bytes], None]:
    """A file of this name, added and its columns listed."""

    def read(data: bytes) -> None:
        deque(read_upload(name, data), maxlen=0)
        list_columns(name, data)

    return read


def read_address(html: str) -> None:
    """A page as it was fetched, and the feeds that it names."""
    build_page(Fetched(ADDRESS, ADDRESS, html.encode("utf-8", "replace"), kind="text/html"), {}, "")
    find_feeds(html, ADDRESS)


def follow_feed(data: bytes) -> None:
    """A feed and all its items; no page is fetched."""
    try:
        feed = parse_feed(data, "application/xml", "utf-8", ADDRESS)
        for item in feed.items:
            if item.content or item.summary:
                build_item(item, feed, ADDRESS)
    except DragomanError:
        return


def import_list(data: bytes) -> None:
    """A list of feeds in OPML."""
    try:
        read_opml(data)
    except DragomanError:
        return


def search(asked: tuple[str, str]) -> None:
    """The query and the snippet of one article: (text, query)."""
    # here: what runs threads cannot be forked
    from dragoman.analysis.passages import find_snippet
    from dragoman.library.query import list_terms, map_terms, parse_query
    from dragoman.library.word_forms import list_forms

    text, query = asked
    try:
        parsed = parse_query(query)
    except DragomanError:
        return
    forms = parsed and map_terms(
        parsed,
        lambda term: replace(
            term, forms=tuple((*term.words[:-1], word) for word in list_forms(term.words[-1]))
        ),
    )
    find_snippet(text, tuple(list_terms(forms)))


def open_link(query: str) -> None:
    """What a link may hold, in every parameter that takes words."""
    from_query(
        {
            "q": query,
            "person": [f"person:{part}" for part in query.split()],
            "page": query,
            "from": query,
            "n": query,
        }
    )


def ask_robots(data: bytes) -> None:
    """A site's rules, asked for addresses of any length."""
    rules = read_rules(data, "dragoman")
    rules.allows("https://www.example.org/" + "a" * 2000)


def compare(text: str) -> None:
    """A text and its copy."""
    mark_text(text)
    find_stories([("a", None, text), ("b", None, f"{text} More.")])


KINDS = (
    "txt", "md", "html", "docx", "rtf", "pdf", "csv", "tsv", "json", "jsonl", "xlsx", "parquet", "ris", "xml",
    "zip",
)  # fmt: skip
DOORS: dict[str, Callable[[Any], None]] = {
    "extract": extract,
    **{kind: upload(f"a.{kind}") for kind in KINDS},
    "csl": upload("a.json"),
    "page": read_address,
    "feed": follow_feed,
    "opml": import_list,
    "search": search,
    "link": open_link,
    "robots": ask_robots,
    "stories": compare,
}


def count(made: object) -> int:
    """Characters or bytes of an input."""
    return (
        sum(map(count, made))
        if isinstance(made, tuple)
        else len(made)
        if isinstance(made, str | bytes)
        else 0
    )
