"""Word documents (.docx): an article, or the export of a news database."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from docx import Document

from dragoman.model import Article, Rejected
from dragoman.sources.files.archive import check_archive
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.plain import read_lines

LARGEST = 64 << 20  # bytes of the document's text with its markup
MAIN = "word/document.xml"
OLD = b"\xd0\xcf\x11\xe0"


def read_word(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """The article or articles of a document; pictures, notes and comments are left out."""
    if stream.read(4) == OLD:
        yield origin.reject("The document is locked with a password, or of an old kind. Save it as .docx without a password.")
        return
    stream.seek(0)
    if fault := check_archive(stream) or _check_size(stream):
        yield origin.reject(f"The file cannot be read as a Word document: {fault}")
        return
    try:
        document = Document(stream)
        lines = [text for block in document.iter_inner_content() for text in _read_block(block)]
    except Exception as fault:  # python-docx raises whatever its parsers do
        reason = f"The file cannot be read as a Word document ({type(fault).__name__}: {str(fault)[:200]}). Save it anew as .docx."
        raise ValueError(reason) from None
    yield from read_lines(lines, origin)


def _read_block(block: object) -> list[str]:
    """The lines of a paragraph, or of a table cell by cell."""
    if rows := getattr(block, "rows", None):
        cells = [cell for row in rows for cell in dict.fromkeys(row.cells)]
        return [line for cell in cells for paragraph in cell.paragraphs for line in paragraph.text.splitlines()]
    return str(getattr(block, "text", "")).splitlines()


def _check_size(stream: BinaryIO) -> str:
    with zipfile.ZipFile(stream) as archive:
        size = next((entry.file_size for entry in archive.infolist() if entry.filename == MAIN), 0)
    stream.seek(0)
    return f"its text has more than {LARGEST >> 20} MB. Split it." if size > LARGEST else ""
