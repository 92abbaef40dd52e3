"""The table of articles with corrections: without those taken back, days and outlets as set."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from dragoman.analysis.counting import Ints
from dragoman.analysis.moving import NOBODY
from dragoman.analysis.tables import Tables
from dragoman.corrections.meaning import Overlay


def correct_articles(
    tables: Tables, overlay: Overlay, connection: duckdb.DuckDBPyConnection
) -> tuple[pa.Table, Ints]:
    """Make the table `articles`; [article, row, date, date_origin, outlet, story, story_id, id] of it, and
    for each article of `tables` its number now, NOBODY where it was taken back."""
    frame = tables.query("SELECT * FROM articles ORDER BY article")
    if not (overlay.gone or overlay.day_of or overlay.outlet_of or overlay.outlets):
        connection.register("given", frame)
        connection.execute("CREATE TABLE articles AS SELECT * FROM given")
        connection.unregister("given")
        return frame, np.arange(tables.size, dtype=np.int32)
    connection.register("given", _set_fields(frame.rename_columns({"article": "old"}), overlay))
    connection.execute(_ARTICLES)
    connection.unregister("given")
    heads = connection.sql("SELECT * FROM articles ORDER BY article").to_arrow_table()
    numbers = np.full(tables.size, NOBODY, dtype=np.int32)
    numbers[heads["old"].to_numpy()] = heads["article"].to_numpy()
    connection.execute("ALTER TABLE articles DROP COLUMN old")
    return heads, numbers


def _set_fields(frame: pa.Table, overlay: Overlay) -> pa.Table:
    columns = {name: frame[name].to_pylist() for name in ("id", "date", "date_origin", "outlet")}
    rows = [_set_row(overlay, *row) for row in zip(*columns.values(), strict=True)]
    for place, name in enumerate(("date", "date_origin", "outlet")):
        column = pa.array([row[place] for row in rows], frame.schema.field(name).type)
        frame = frame.set_column(frame.column_names.index(name), name, column)
    return frame.filter(pa.array([id not in overlay.gone for id in columns["id"]], pa.bool_()))


def _set_row(overlay: Overlay, id: str, day: Any, origin: str, outlet: str) -> tuple[Any, str, str]:
    """An article's date, its origin and the outlet, as they were set."""
    if (said := overlay.day_of.get(id)) is not None:
        day, origin = (date.fromisoformat(said), "stated") if said else (None, "none")
    return day, origin, overlay.outlet_of.get(id) or overlay.outlets.get(outlet, outlet)


_ARTICLES = """
    CREATE TABLE articles AS
    WITH numbered AS (
        SELECT (row_number() OVER (ORDER BY date NULLS LAST, id) - 1)::INTEGER AS article,
               * EXCLUDE (story)
        FROM given
    )
    SELECT article, old, row, id, title, url, date, date_origin, outlet, words, story_id,
           (dense_rank() OVER (ORDER BY opening) - 1)::INTEGER AS story, base
    FROM numbered JOIN (SELECT story_id, min(article) AS opening FROM numbered GROUP BY story_id)
         USING (story_id)
    ORDER BY article
"""
