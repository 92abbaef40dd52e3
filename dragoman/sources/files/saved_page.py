"""Pages saved from a site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from dragoman.model import Article, Rejected
from dragoman.sources.files.decoding import open_text
from dragoman.sources.files.origin import Origin
from dragoman.sources.webpage import read_page

LONGEST = 20_000_000  # characters


def read_saved_page(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """The article of one page. Its date is parsed from the page, else guessed as any file's."""
    text = open_text(stream).read(LONGEST)
    if not text.strip():
        yield origin.reject("The file is empty. Check that it was saved or downloaded in full.")
        return
    row = read_page(text)
    if not row.get("text"):
        yield origin.reject("No article was found on the page. Save the article's own page, or paste its text into a .txt file.", text)
        return
    item = origin.build_whole(row)
    yield replace(item, date_origin="parsed") if isinstance(item, Article) and item.date_origin == "stated" else item
