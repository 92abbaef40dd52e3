"""Rows as files hold what the rows hold."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pandas as pd
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats import write_csv, write_json_lines, write_parquet

cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12)
days = st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1))
frames = st.lists(st.tuples(cells, days, st.integers(0, 99)), min_size=1, max_size=5).map(
    lambda rows: pd.DataFrame(rows, columns=["label", "date", "count"])
)


def list_rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    rows = frame.to_dict("records")
    return [row | {"date": None if pd.isna(row["date"]) else row["date"].isoformat()} for row in rows]


@given(frames)
def test_json_lines_are_the_rows(frame: pd.DataFrame) -> None:
    lines = write_json_lines(frame).decode().split("\n")[:-1]
    assert [json.loads(line) for line in lines] == list_rows(frame)


@given(frames)
def test_parquet_has_the_rows_and_the_recipe(frame: pd.DataFrame) -> None:
    table = pq.read_table(io.BytesIO(write_parquet(frame, "how it was made")))
    rows = [row | {"date": row["date"] and row["date"].isoformat()} for row in table.to_pylist()]
    assert rows == list_rows(frame)
    assert table.schema.metadata[b"dragoman_recipe"] == b"how it was made"


@given(frames)
def test_csv_has_the_rows_and_no_cell_that_a_spreadsheet_would_reckon(frame: pd.DataFrame) -> None:
    head, *rows = csv.reader(io.StringIO(write_csv(frame).decode(), newline=""))
    assert head == ["label", "date", "count"]
    wanted = [[str(row["label"]), row["date"] or "", str(row["count"])] for row in list_rows(frame)]
    assert [[row[0].removeprefix("'"), *row[1:]] for row in rows] == [
        [row[0].removeprefix("'"), *row[1:]] for row in wanted
    ]
    assert not [row for row in rows if row[0][:1] in set("=+-@")]
