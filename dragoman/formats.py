"""Rows as files: CSV, Parquet and JSON lines."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Hashable
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

DAYS = ("date", "period", "first", "last")
_FORMULA = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")  # full width does the same in East Asia


def write_csv(frame: pd.DataFrame, bom: bool = False) -> bytes:
    """Rows as CSV in UTF-8, days as ISO dates.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    plain = pd.DataFrame(
        {name: [_guard(value) for value in _list_plain(frame[name], name)] for name in frame.columns},
        columns=frame.columns,
        dtype=object,
    )
    text: str = plain.to_csv(index=False, lineterminator="\r\n")  # RFC 4180; quotes a cell's lone "\r" too
    return text.encode("utf-8-sig" if bom else "utf-8")


def write_parquet(frame: pd.DataFrame, recipe: str) -> bytes:
    """Rows as Parquet, the recipe under "dragoman_recipe" in the metadata of its schema."""
    columns = {name: _list_plain(frame[name]) for name in frame.columns}
    arrays = {
        name: pa.array(
            [None if value is None else date.fromisoformat(str(value)[:10]) for value in values], pa.date32()
        )
        if name in DAYS
        else pa.array(values)
        for name, values in columns.items()
    }
    table = pa.table(arrays).replace_schema_metadata({"dragoman_recipe": recipe})
    sink = io.BytesIO()
    pq.write_table(table, sink)
    data: bytes = sink.getvalue()
    return data


def write_json_lines(frame: pd.DataFrame) -> bytes:
    """Rows as JSON lines in UTF-8, days as ISO dates."""
    columns = [_list_plain(frame[name], name) for name in frame.columns]
    lines = (dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True))
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _list_plain(values: pd.Series, name: Hashable = "") -> list[Any]:
    """A column's cells as plain Python: None where one is missing; in one of days ISO dates."""
    plain: list[Any] = [
        None if missing else value
        for value, missing in zip(values.tolist(), values.isna().tolist(), strict=True)
    ]
    if name in DAYS:
        return [value if value is None else str(value)[:10] for value in plain]
    if values.dtype != object:  # of these `tolist` makes plain values
        return plain
    return [value.item() if hasattr(value, "item") else value for value in plain]


def _guard(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and _FORMULA.match(value) else value
