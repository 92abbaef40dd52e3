"""The columns of a file, for mapping them on screen before it is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from itertools import islice
from pathlib import PurePosixPath

import pyarrow.parquet as pq

from dragoman.sources.files.decoding import open_text
from dragoman.sources.files.delimited import SAMPLE, find_delimiter
from dragoman.sources.files.excel import open_book, read_rows
from dragoman.sources.files.gdelt_files import find_layout
from dragoman.sources.files.json_documents import parse_json
from dragoman.sources.files.json_lists import find_rows
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.tables import HEADER_WITHIN, find_header, name_columns

LOOKED_AT = 50  # rows of JSON, whose names can differ


def list_columns(name: str, data: bytes) -> list[str]:
    """The names of an upload's columns, in its order; none for what has no columns."""
    suffix = PurePosixPath(name).suffix.lower()
    origin = Origin(name)
    try:
        if suffix in (".csv", ".tsv", ".tab"):
            sample = open_text(io.BytesIO(data)).read(SAMPLE)
            if find_layout(sample):
                return []  # its cells have no names
            rows = csv.reader(sample.splitlines(keepends=True), delimiter=find_delimiter(sample, origin))
            return _pick_header(rows, origin)
        if suffix in (".xlsx", ".xlsm"):
            with open_book(io.BytesIO(data)) as book:
                return _pick_header((cells for _, cells in read_rows(book.worksheets[0])), origin)
        if suffix == ".parquet":
            return list(pq.ParquetFile(io.BytesIO(data)).schema_arrow.names)
        if suffix in (".jsonl", ".ndjson", ".json"):
            return _list_keys(open_text(io.BytesIO(data)).read(), origin)
    except (
        Exception
    ):  # libraries raise whatever they do on spoilt files: reading the file says what is wrong with it
        return []
    return []


def _pick_header(rows: Iterable[Iterable[object]], origin: Origin) -> list[str]:
    first = [list(cells) for cells in islice(rows, HEADER_WITHIN)]
    filled = [cells for cells in first if any(cells)]
    above = find_header(first, origin)
    return name_columns(first[above] if above is not None else filled[0]) if filled else []


def _list_keys(text: str, origin: Origin) -> list[str]:
    try:
        value = parse_json(text)
        found = find_rows(value, origin)
        values = [value] if found is None or found.refusal else [row for _, row in found.rows]
    except ValueError:
        values = [parse_json(line) for line in islice(filter(str.strip, text.splitlines()), LOOKED_AT)]
    return list(dict.fromkeys(key for row in values[:LOOKED_AT] if isinstance(row, dict) for key in row))
