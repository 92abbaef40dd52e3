"""Pages saved from a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from dragoman.model import Article, Rejected
from dragoman.sources.articles import dump_row
from dragoman.sources.files.decoding import open_text
from dragoman.sources.files.news_databases import read_export_page
from dragoman.sources.files.origin import Origin
from dragoman.sources.walls import find_wall
from dragoman.sources.webpage import read_page

LONGEST = 20_000_000  # characters
NONE = (
    "No article was found on the page, or it is too large. Save the article's own page, or paste "
    "its text into a .txt file."
)
DECLARED = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z\d_-]{2,40})")


def read_saved_page(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """The article of one page. Its date is parsed from the page, else guessed as any file's."""
    stream.seek(0)
    text = open_text(stream, find_charset(stream.read(4096))).read(LONGEST)
    if not text.strip():
        yield origin.reject("The file is empty. Check that it was saved or downloaded in full.")
        return
    if (articles := read_export_page(text, origin)) is not None:
        yield from articles
        return
    row = read_page(text)
    if not row.get("text"):
        yield origin.reject(find_wall(text, "", "") or NONE, text)
        return
    if reason := find_wall(text, str(row.get("title", "")), str(row["text"])):
        yield origin.reject(reason, dump_row(row))
        return
    item = origin.build_whole(row)
    yield (
        replace(item, date_origin="parsed")
        if isinstance(item, Article) and item.date_origin == "stated"
        else item
    )


def find_charset(data: bytes) -> str:
    """The encoding that a page declares at its head, or ""."""
    declared = DECLARED.search(data[:4096])
    return declared[1].decode() if declared else ""
