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
        {name: [_guard(_plain(value, name)) for value in frame[name]] for name in frame.columns},
        columns=frame.columns,
        dtype=object,
    )
    text: str = plain.to_csv(index=False, lineterminator="\r\n")  # RFC 4180; quotes a cell's lone "\r" too
    return text.encode("utf-8-sig" if bom else "utf-8")


def write_parquet(frame: pd.DataFrame, recipe: str) -> bytes:
    """Rows as Parquet, the recipe under "dragoman_recipe" in the metadata of its schema."""
    columns = {name: [_plain(value) for value in frame[name]] for name in frame.columns}
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
    lines = ({name: _plain(value, name) for name, value in row.items()} for row in frame.to_dict("records"))
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _plain(value: Any, name: Hashable = "") -> Any:
    """A cell as plain Python: None where it is missing; a day, in a column of days, as its ISO date."""
    if pd.isna(value):
        return None
    if name in DAYS:
        return str(value)[:10]
    return value.item() if hasattr(value, "item") else value


def _guard(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and _FORMULA.match(value) else value
