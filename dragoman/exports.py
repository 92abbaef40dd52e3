"""What leaves Dragoman: the rows of a view in a file, in a zip beside the recipe that they were made by.

The recipe is a file of its own because a comment at the head of a CSV breaks most readers. Parquet carries it in its schema's
metadata besides, GraphML and GEXF in their description. The same recipe on the same data gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.analysis.evidence import find_evidence
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.search import find_articles
from dragoman.analysis.tables import Tables
from dragoman.analysis.timeline import count_entities_over_time, count_pair_over_time, count_share_over_time
from dragoman.errors import SourceError
from dragoman.graphs import write_gexf, write_graphml
from dragoman.model import View
from dragoman.recipes import Format, Recipe, What, make_recipe, parse_recipe, parse_view, write_recipe

if TYPE_CHECKING:
    from dragoman.library.store import Library

EVIDENCE = ("row", "article", "date", "date_origin", "outlet", "title", "url", "story", "articles", "paragraph", "sentence", "start", "end",
            "text", "a", "a_label", "a_spans", "a_routes", "b", "b_label", "b_spans", "b_routes")  # fmt: skip
DAYS = ("date", "period", "first", "last")
RECIPE_FILE = "recipe.json"
LARGEST_RECIPE = 1_000_000  # bytes
_FORMULA = re.compile(r"[=+\-@\t\r]")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold: the time of writing would make each zip another


def export(
    library: Library, view: View, what: What, format: Format, bom: bool = False, made: str | None = None
) -> tuple[bytes, Recipe]:  # fmt: skip
    """A zip with the rows of a view and their recipe, and the recipe. `made` is its day (ISO), today by default.

    SourceError for a format that does not fit.
    """
    recipe = make_recipe(library, view, what, format, made or date.today().isoformat(), bom)
    frame = list_rows(library.tables(), view, what)
    recipe = replace(recipe, rows=hashlib.sha256(write_csv(frame)).hexdigest())
    return pack(f"dragoman-{what}.{format}", write_rows(frame, recipe), recipe), recipe


def export_again(library: Library, recipe: Recipe) -> tuple[bytes, Recipe]:
    """The download of a recipe once more: the same bytes, day included, as long as nothing has changed."""
    view = parse_view(recipe.view)
    data, now = export(library, view, recipe.what, recipe.format, recipe.bom, recipe.made)
    return (data, now) if now == recipe else export(library, view, recipe.what, recipe.format, recipe.bom)


def list_rows(tables: Tables, view: View, what: What) -> pd.DataFrame:
    """The rows that a view's chart is drawn from; of evidence one row a sentence, as `list_evidence` says."""
    filter = view.filter
    if what in ("pairs", "network"):
        return count_pairs(tables, filter, view.kinds, view.unit, view.counted_in, view.minimum)
    if what == "articles":
        sort: Any = view.sort if view.sort in ("newest", "oldest", "relevance", "longest") else "relevance" if filter.text else "newest"
        return find_articles(tables, filter, sort, size=max(tables.size, 1))[0].drop(columns="snippet")
    if what == "evidence":
        return list_evidence(tables, view)
    if view.sort == "pair" and len(view.lines) > 1:
        return count_pair_over_time(tables, filter, view.lines[:2], view.unit, view.period, view.counted_in)
    if view.lines:
        return count_entities_over_time(tables, filter, view.lines, view.period, view.counted_in)
    return count_share_over_time(tables, filter, view.period, view.counted_in)


def list_evidence(tables: Tables, view: View) -> pd.DataFrame:
    """One row a sentence of the evidence of a view's selection; `row` numbers the rows that the number counts, from 1.

    `a` and `b` are what is selected; their spans are "12-20 31-35", characters of title + "\\n\\n" + text, with a route each. An article
    that counts without a sentence (nothing selected, a topic without its words) has one row without.
    """
    found = find_evidence(tables, view.filter, view.selection, view.unit, view.counted_in, view.opened)
    rows: list[dict[str, Any]] = []
    for number, row in enumerate(found.to_dict("records"), 1):
        head = {name: row[name] for name in EVIDENCE if name in row} | {"row": number}
        rows.extend(head | _write_sentence(sentence, view) for sentence in row["sentences"] or [{"spans": []}])
    return pd.DataFrame(rows, columns=list(EVIDENCE)).astype(dict.fromkeys(("paragraph", "sentence", "start", "end"), "Int64"))


def _write_sentence(sentence: dict[str, Any], view: View) -> dict[str, Any]:
    cells = {name: value for name, value in sentence.items() if name != "spans"}
    for end, id in zip("ab", view.selection, strict=False):
        spans = [span for span in sentence["spans"] if span["id"] == id]
        cells |= {
            end: id,
            f"{end}_label": spans[0]["label"] if spans else "",
            f"{end}_spans": " ".join(f"{span['start']}-{span['end']}" for span in spans),
            f"{end}_routes": " ".join(span["route"] for span in spans),
        }
    return cells


def write_rows(frame: pd.DataFrame, recipe: Recipe) -> bytes:
    """Rows in the format of a recipe."""
    told = write_recipe(recipe)
    if recipe.format == "csv":
        return write_csv(frame, recipe.bom)
    if recipe.format == "jsonl":
        rows = frame.to_dict("records")
        return "".join(
            json.dumps({name: _plain(value, name) for name, value in row.items()}, ensure_ascii=False) + "\n" for row in rows
        ).encode()
    if recipe.format == "parquet":
        return write_parquet(frame, told)
    return write_graphml(frame, told) if recipe.format == "graphml" else write_gexf(frame, told, recipe.made)


def write_csv(frame: pd.DataFrame, bom: bool = False) -> bytes:
    """Rows as CSV in UTF-8, days as ISO dates. A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    plain = pd.DataFrame(
        {name: [_guard(_plain(value, name)) for value in frame[name]] for name in frame.columns}, columns=frame.columns, dtype=object
    )  # fmt: skip
    text: str = plain.to_csv(index=False, lineterminator="\r\n")  # RFC 4180; so is a lone "\r" in a cell quoted
    return text.encode("utf-8-sig" if bom else "utf-8")


def write_parquet(frame: pd.DataFrame, recipe: str) -> bytes:
    """Rows as Parquet, the recipe under "dragoman_recipe" in the metadata of its schema."""
    columns = {name: [_plain(value) for value in frame[name]] for name in frame.columns}
    arrays = {
        name: pa.array([None if value is None else date.fromisoformat(str(value)[:10]) for value in values], pa.date32())
        if name in DAYS
        else pa.array(values)
        for name, values in columns.items()
    }
    table = pa.table(arrays).replace_schema_metadata({"dragoman_recipe": recipe})
    sink = io.BytesIO()
    pq.write_table(table, sink)
    data: bytes = sink.getvalue()
    return data


def pack(name: str, data: bytes, recipe: Recipe) -> bytes:
    """A zip of a file and its recipe."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in ((name, data), (RECIPE_FILE, write_recipe(recipe).encode())):
            archive.writestr(zipfile.ZipInfo(member, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def read_recipe(path: Path) -> Recipe:
    """The recipe in a file, recipe.json or the zip that holds it. SourceError when there is none."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive, archive.open(RECIPE_FILE) as member:
                return parse_recipe(member.read(LARGEST_RECIPE).decode())
        with path.open("rb") as file:
            return parse_recipe(file.read(LARGEST_RECIPE).decode())
    except (OSError, KeyError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise SourceError(f"{path} cannot be read as a recipe: take the recipe.json of a download, or the zip itself.") from error


def _plain(value: Any, name: Hashable = "") -> Any:
    """A cell as plain Python: None where it is missing; a day, in a column of days, as its ISO date."""
    if pd.isna(value):
        return None
    if name in DAYS:
        return str(value)[:10]
    return value.item() if hasattr(value, "item") else value


def _guard(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and _FORMULA.match(value) else value
