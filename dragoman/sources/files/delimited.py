"""Tables as text: comma, semicolon, tab or bar between cells, quotes around those that hold line ends."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.model import Item
from dragoman.sources.columns import choose_columns
from dragoman.sources.files.decoding import open_text
from dragoman.sources.files.gdelt_files import find_layout, read_gdelt_export
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.tables import HEADER_WITHIN, Row, find_header, name_columns, read_table

DELIMITERS = (",", ";", "\t", "|")
ESCAPED = re.compile(r"[^\s,;|\\\"]\s?\\\"[^\s,;|\"]|\s\\\"\w")  # databases write \" for a quote in a cell
SAMPLE = 100_000  # characters that the delimiter is found in

csv.field_size_limit(2**31 - 1)  # the module's own limit of 131,072 is shorter than a long article


def read_delimited(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """Every row an Article or a Rejected; the header is row 1, as a spreadsheet counts."""
    sample = open_text(stream).read(SAMPLE)
    if not sample.strip():
        yield origin.reject("The file is empty. Check that it was saved or downloaded in full.")
        return
    if layout := find_layout(sample):
        yield from read_gdelt_export(open_text(stream), layout, origin)
        return
    escape = "\\" if ESCAPED.search(sample) else None
    yield from read_table(_read_rows(open_text(stream), find_delimiter(sample, origin), escape), origin)


def find_delimiter(sample: str, origin: Origin) -> str:
    """The delimiter under which the header names most fields of an article, then most columns."""

    def score(delimiter: str) -> tuple[bool, int, int]:
        rows: list[list[str]] = []
        try:
            for row in csv.reader(sample.splitlines(keepends=True), delimiter=delimiter):
                rows.append(row)
                if len(rows) == HEADER_WITHIN:
                    break
        except csv.Error:
            pass
        header = find_header(rows, origin)
        if header is None:
            return (False, 0, max((len(row) for row in rows), default=0))
        return (True, len(choose_columns(name_columns(rows[header]), origin.columns)), len(rows[header]))

    return max(DELIMITERS, key=score)


def _read_rows(text: Iterator[str], delimiter: str, escape: str | None) -> Iterator[Row]:
    yield from enumerate(csv.reader(text, delimiter=delimiter, escapechar=escape), 1)
