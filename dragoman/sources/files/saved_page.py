"""Pages saved from a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from dragoman.model import Article, Rejected
from dragoman.sources.articles import dump_row
from dragoman.sources.boilerplate import strip_markup
from dragoman.sources.files.decoding import open_text
from dragoman.sources.files.documents import read_documents
from dragoman.sources.files.europresse import read_europresse
from dragoman.sources.files.origin import Origin
from dragoman.sources.walls import find_wall
from dragoman.sources.webpage import read_page

LONGEST = 20_000_000  # characters
EXPORT = re.compile(r"\bEnd of Document\b|\bDocument [A-Z]{1,10}0*(?:19|20)\d{6}|\d of \d+ DOCUMENTS\b|\bProQuest document ID:")
DECLARED = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z\d_-]{2,40})")


def read_saved_page(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """The article of one page. Its date is parsed from the page, else guessed as any file's."""
    stream.seek(0)
    text = open_text(stream, find_charset(stream.read(4096))).read(LONGEST)
    if not text.strip():
        yield origin.reject("The file is empty. Check that it was saved or downloaded in full.")
        return
    if EXPORT.search(text) and (articles := read_documents(strip_markup(text).splitlines(), origin)) is not None:
        yield from articles
        return
    if (articles := read_europresse(text, origin)) is not None:
        yield from articles
        return
    row = read_page(text)
    if not row.get("text"):
        yield origin.reject(
            "No article was found on the page, or it is too large. Save the article's own page, or paste its text into a .txt file.", text
        )
        return
    if reason := find_wall(text, str(row.get("title", "")), str(row["text"])):
        yield origin.reject(reason, dump_row(row))
        return
    item = origin.build_whole(row)
    yield replace(item, date_origin="parsed") if isinstance(item, Article) and item.date_origin == "stated" else item


def find_charset(data: bytes) -> str:
    """The encoding that a page declares at its head, or ""."""
    declared = DECLARED.search(data[:4096])
    return declared[1].decode() if declared else ""
