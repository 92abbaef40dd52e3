"""Excel workbooks: each sheet is a table."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from openpyxl import load_workbook

from dragoman.model import Article, Rejected
from dragoman.sources.files.archive import check_archive
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.tables import Row, read_table
from dragoman.sources.text_cleaning import shorten


def read_excel(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """Every row of every sheet an Article or a Rejected.

    Formulas count as the values that were last computed.
    """
    with open_book(stream) as book:
        several = len(book.worksheets) > 1
        filled = [
            sheet
            for sheet in book.worksheets
            if any(cell is not None for _, cells in read_rows(sheet) for cell in cells)
        ]
        for sheet in filled or book.worksheets[:1]:
            yield from read_table(read_rows(sheet), origin, f"sheet {sheet.title}" if several else "")


@contextmanager
def open_book(stream: BinaryIO) -> Iterator[Any]:
    """The workbook in a stream, read row by row. ValueError with a sentence for what is none."""
    if fault := check_archive(stream):
        raise ValueError(f"The file cannot be read as a workbook: {fault}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and validations: not read here
            book = load_workbook(stream, read_only=True, data_only=True)
    except Exception as fault:  # openpyxl raises whatever its parsers do
        reason = (
            f"The file cannot be read as a workbook ({type(fault).__name__}: "
            f"{shorten(str(fault), 200)}). Save it anew as .xlsx."
        )
        raise ValueError(reason) from None
    try:
        if not book.worksheets:  # charts alone, or what is left of a damaged file
            raise ValueError("The workbook has no sheet with rows. Save the table anew as .xlsx.")
        yield book
    finally:
        book.close()


def read_rows(sheet: Any) -> Iterator[Row]:
    """The rows of a sheet with their numbers."""
    sheet.reset_dimensions()  # the stated size can be wrong, and huge
    yield from enumerate(sheet.iter_rows(values_only=True), 1)
