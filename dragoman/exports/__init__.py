"""What leaves Dragoman: the rows of a view in a file, in a zip beside the recipe that they were made by.

The recipe is a file of its own because a comment at the head of a CSV breaks most readers. Parquet carries it
in its schema's metadata besides, GraphML and GEXF in their description. The same recipe on the same data
gives the same bytes.
"""

from __future__ import annotations

import hashlib
import html
import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import SourceError
from dragoman.exports.brief_facts import find_span
from dragoman.exports.graphs import write_gexf, write_graphml
from dragoman.exports.numbers import add_numbers
from dragoman.exports.workplaces import WORKPLACES
from dragoman.formats import write_csv, write_json_lines, write_parquet
from dragoman.model import Reason, View
from dragoman.questions.question import complete_view
from dragoman.questions.recipes import (
    PAGE_FORMATS,
    Format,
    Recipe,
    What,
    make_recipe,
    parse_recipe,
    write_recipe,
)
from dragoman.questions.rows import list_rows
from dragoman.view import parse_view, write_view

if TYPE_CHECKING:
    from dragoman.analysis.library import Library

RECIPE_FILE = "recipe.json"
LARGEST_RECIPE = 1_000_000  # bytes
# The earliest time that a zip can hold: the time of writing would make each zip another
_EPOCH = (1980, 1, 1, 0, 0, 0)


def export(
    library: Library, view: View, what: What, format: Format, bom: bool = False, made: str | None = None
) -> tuple[bytes, Recipe]:  # fmt: skip
    """A zip with the rows of a view and their recipe, and the recipe; a report or brief is one file. `made`
    is its day (ISO), today by default. Names have their Wikidata numbers besides (see `numbers`), which the
    recipe's hash of the rows leaves out.

    SourceError for a format that does not fit.
    """
    view = complete_view(library.tables(), view, what)
    recipe = make_recipe(library, view, what, format, made or date.today().isoformat(), bom)
    if what == "brief":
        view = replace(view, page="overview", opened=None, reason=Reason())
        start, end = find_span(library.tables(), view)
        view = replace(view, filter=replace(view.filter, start=start, end=end))
        recipe = replace(recipe, view=write_view(view))
    frame = list_rows(library.tables(), view, what)
    rows = write_csv(frame)
    recipe = replace(recipe, rows=hashlib.sha256(rows).hexdigest())
    if what == "report":
        from dragoman.exports.report import write_report

        return write_report(library.tables(), view, recipe, frame), recipe
    if what == "brief":
        return write_brief(library, view, recipe), recipe
    if maker := WORKPLACES.get(format):
        return pack_all(maker(library.tables(), view, frame), recipe), recipe
    numbered = frame if what in ("network", "evidence") else add_numbers(frame)
    data = rows if numbered is frame and format == "csv" and not bom else write_rows(numbered, recipe)
    return pack(f"dragoman-{what}.{format}", data, recipe), recipe


def name_file(what: What, format: Format) -> str:
    """What a download is called."""
    return f"dragoman-{what}.{format}" if what in PAGE_FORMATS else f"dragoman-{what}-{format}.zip"


def write_brief(library: Library, view: View, recipe: Recipe, summary: bool = False) -> bytes:
    """A brief of a view in the format of a recipe; with `summary` one by the language model of the settings.

    Where that model gives no answer SendError, FetchError or SettingError.
    """
    from dragoman.exports import brief as pages
    from dragoman.exports.brief_facts import collect_facts
    from dragoman.exports.summary import write_summary

    facts = collect_facts(library.tables(), view)
    told = write_summary(facts) if summary else None
    return (pages.write_markdown if recipe.format == "md" else pages.write_html)(facts, recipe, told)


def export_again(library: Library, recipe: Recipe) -> tuple[bytes, Recipe]:
    """The download of a recipe once more: the same bytes, day included, as long as nothing has changed."""
    view = parse_view(recipe.view)
    data, now = export(library, view, recipe.what, recipe.format, recipe.bom, recipe.made)
    return (
        (data, now)
        if replace(now, view=recipe.view) == recipe
        else export(library, view, recipe.what, recipe.format, recipe.bom)
    )


def write_rows(frame: pd.DataFrame, recipe: Recipe) -> bytes:
    """Rows in the format of a recipe."""
    told = write_recipe(recipe)
    if recipe.format == "csv":
        return write_csv(frame, recipe.bom)
    if recipe.format == "jsonl":
        return write_json_lines(frame)
    if recipe.format == "parquet":
        return write_parquet(frame, told)
    return write_graphml(frame, told) if recipe.format == "graphml" else write_gexf(frame, told, recipe.made)


def pack(name: str, data: bytes, recipe: Recipe) -> bytes:
    """A zip of a file and its recipe."""
    return pack_all({name: data}, recipe)


def pack_all(files: Mapping[str, bytes], recipe: Recipe) -> bytes:
    """A zip of several files and their recipe."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in (*files.items(), (RECIPE_FILE, write_recipe(recipe).encode())):
            archive.writestr(zipfile.ZipInfo(member, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def read_recipe(path: Path) -> Recipe:
    """The recipe in a file: recipe.json, the zip that holds it, or any download that carries it.

    SourceError when there is none.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive, archive.open(RECIPE_FILE) as member:
                return parse_recipe(member.read(LARGEST_RECIPE).decode())
        if path.suffix.lower() == ".parquet":
            return parse_recipe((pq.read_schema(path).metadata or {})[b"dragoman_recipe"].decode())
        return parse_recipe(_find_recipe(path.read_bytes(), path.suffix.lower()))
    except (OSError, KeyError, UnicodeDecodeError, zipfile.BadZipFile, pa.ArrowInvalid) as error:
        raise SourceError(
            f"{path} cannot be read as a recipe: take the recipe.json of a download, or the zip itself."
        ) from error


def _find_recipe(data: bytes, suffix: str) -> str:
    """The recipe within a file: pictures, networks and reports carry it as JSON, escaped in XML."""
    start = data.find(b'{\n  "dragoman_recipe"')
    end = data.find(b"\n}", start)
    if start < 0 or end < 0:
        return data[:LARGEST_RECIPE].decode()
    text = data[start : end + 2][:LARGEST_RECIPE].decode()
    return html.unescape(text) if suffix in (".svg", ".gexf", ".graphml") else text
