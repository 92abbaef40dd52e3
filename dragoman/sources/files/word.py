"""Word documents (.docx): an article, or the export of a news database."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from docx import Document

from dragoman.model import Article, Rejected
from dragoman.sources.columns import choose_columns
from dragoman.sources.files.archive import check_archive
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.plain_text import read_lines
from dragoman.sources.files.tables import name_columns, read_table

LARGEST = 64 << 20  # bytes of the document's text with its markup
MAIN = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WITHIN = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "drawing", "pict", "object")}
LEFT_OUT.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")
MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
DEEPEST = 20  # tables within tables
PROSE = 30  # words: a line as long around a table of articles is no heading
OLD = b"\xd0\xcf\x11\xe0"


class _RefusedError(ValueError):
    """What a document holds that is not read, as a sentence."""


def read_word(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """The article or articles of a document or its table, without pictures, notes, comments, deletions."""
    if stream.read(4) == OLD:
        yield origin.reject(
            "The document is locked with a password, or of an old kind. Save it as .docx without a password."
        )
        return
    stream.seek(0)
    if fault := check_archive(stream) or _check_size(stream):
        yield origin.reject(f"The file cannot be read as a Word document: {fault}")
        return
    tables: list[list[list[str]]] = []
    try:
        lines = list(_read_blocks(Document(stream).element.body, origin, tables))
    except _RefusedError:
        raise
    except Exception as fault:  # python-docx raises whatever its parsers do
        reason = (
            f"The file cannot be read as a Word document ({type(fault).__name__}: "
            f"{str(fault)[:200]}). Save it anew as .docx."
        )
        raise ValueError(reason) from None
    for number, rows in enumerate(tables, 1):
        yield from read_table(enumerate(rows, 1), origin, f"table {number}" if len(tables) > 1 else "")
    if not tables or any(len(line.split()) >= PROSE for line in lines):
        yield from read_lines(lines, origin)


def _read_blocks(parent: Any, origin: Origin, tables: list[list[list[str]]], depth: int = 0) -> Iterator[str]:
    """The lines of an element's paragraphs and tables, cell by cell; tables of articles go to `tables`.

    Of a table within a cell each text is that cell's, once. ValueError for tables in tables that no writer
    makes.
    """
    for block in parent:
        if block.tag == f"{W}p":
            yield from "".join(_read_words(block)).splitlines()
        elif block.tag == f"{W}tbl":
            if depth == DEEPEST:
                raise _RefusedError(
                    f"Tables stand within tables, more than {DEEPEST} deep. Save the text "
                    "without them, or as plain text."
                )
            rows = [
                [
                    "\n\n".join(_read_blocks(cell, origin, tables, depth + 1))
                    for cell in _list_parts(row, f"{W}tc")
                ]
                for row in _list_parts(block, f"{W}tr")
            ]
            named = choose_columns(name_columns(rows[0]), origin.columns) if len(rows) > 1 else {}
            if {"text", "title"} <= set(named):
                tables.append(rows)
            else:
                yield from (line for row in rows for cell in row for line in cell.splitlines() if line)
        elif block.tag in WITHIN:
            yield from _read_blocks(block, origin, tables, depth)


def _list_parts(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or cells of a row: its own children or a control's, not an inner table's."""
    for part in parent:
        if part.tag == tag:
            yield part
        elif part.tag in WITHIN:
            yield from _list_parts(part, tag)


def _read_words(element: Any) -> Iterator[str]:
    """The text of a paragraph as it reads with all changes accepted; no text boxes."""
    for part in element:
        if part.tag == f"{W}t":
            yield part.text or ""
        elif part.tag in MARKS:
            yield MARKS[part.tag]
        elif part.tag not in LEFT_OUT:
            yield from _read_words(part)


def _check_size(stream: BinaryIO) -> str:
    with zipfile.ZipFile(stream) as archive:
        size = next((entry.file_size for entry in archive.infolist() if entry.filename == MAIN), 0)
    stream.seek(0)
    return f"its text has more than {LARGEST >> 20} MB. Split it." if size > LARGEST else ""
