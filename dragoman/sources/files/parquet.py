"""Parquet, in batches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.model import Article, Rejected
from dragoman.sources.files.origin import Origin
from dragoman.sources.text_cleaning import shorten

BATCH = 256  # rows


def read_parquet(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """Every row an Article or a Rejected with its number, counted from 1."""
    try:
        table = pq.ParquetFile(stream)
        number = 0
        for batch in table.iter_batches(batch_size=BATCH):
            for row in batch.to_pylist():
                number += 1
                yield origin.build(row, f"row {number}")
        if not number:
            yield origin.reject("The table has no row.")
    except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError) as fault:
        yield origin.reject(f"The file cannot be read as Parquet: {shorten(str(fault), 300)}. Write it anew.")
