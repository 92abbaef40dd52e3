"""Tables of any kind, as rows of cells: header found, columns recognised, rows built or refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from dragoman.model import Article, Rejected
from dragoman.sources.articles import LONGEST_CELL, dump_row
from dragoman.sources.columns import choose_columns
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.zotero import build_reference, is_zotero
from dragoman.sources.text_cleaning import list_some

HEADER_WITHIN = 10  # rows: exports put a title and a query above the header
WHICH = "Say which it is: --column text=NAME, or write a row of names above the others if there is none."
Row = tuple[int, Sequence[object]]  # number of the row as an editor shows it, counted from 1, and its cells


def read_table(rows: Iterable[Row], origin: Origin, place: str = "") -> Iterator[Article | Rejected]:
    """Every row below the header an Article or a Rejected.

    `place` comes before the row in `where`: a sheet's name.
    """
    rows = iter(rows)
    first = list(islice(rows, HEADER_WITHIN))
    if not any(_has_value(cells) for _, cells in first):
        yield origin.reject("The table is empty. Check that it was saved in full.", "", place)
        return
    above = find_header([cells for _, cells in first], origin)
    if above is None:
        yield _reject_headless(first, origin, place)
        return
    names = name_columns(first[above][1])
    references, count = is_zotero(names), 0
    for number, cells in chain(first[above + 1 :], rows):
        if not _has_value(cells):
            continue
        count += 1
        where = f"{place}, row {number}" if place else f"row {number}"
        row = dict(zip(names, cells, strict=False))
        if _has_value(cells[len(names) :]):
            counted = f"{len(cells)} cells and the header {len(names)}"
            reason = (
                f"The row has {counted}: a cell with the delimiter in it may lack its quotes. Mend the row."
            )
            yield origin.reject(reason, dump_row(row | {"surplus": list(cells[len(names) :])}), where)
        else:
            yield build_reference(row, origin, where) if references else origin.build(row, where)
    if not count:
        yield origin.reject(
            "The table has a header and no row below it. Check that it was saved in full.",
            ", ".join(names),
            place,
        )


def _reject_headless(first: Sequence[Row], origin: Origin, place: str) -> Rejected:
    """The first rows of a table in which no header is found."""
    header = next(cells for _, cells in first if _has_value(cells))
    listed = list_some([name for name in name_columns(header) if name])
    raw = dump_row({f"row {number}": list(cells) for number, cells in first})
    return origin.reject(f"No column is known as the text. The first row has: {listed}. {WHICH}", raw, place)


def find_header(rows: Sequence[Sequence[object]], origin: Origin) -> int | None:
    """Index of the row that names most fields with the text; else with the address; or None.

    Above it stand titles, queries and notes, which may have such a word in them, and below it addresses
    without a text can be fetched.
    """
    named = [
        set(choose_columns([name for name in name_columns(cells) if name], origin.columns)) for cells in rows
    ]
    for field in ("text", "url"):
        best = max(
            range(len(rows)), key=lambda index: (field in named[index], len(named[index]), -index), default=0
        )
        if rows and field in named[best]:
            return None if field == "url" and _may_have_text(rows[best + 1 :]) else best
    return None


def _may_have_text(rows: Sequence[Sequence[object]]) -> bool:
    """Whether a text may stand in a column whose name nobody knows."""
    return not rows or any(
        isinstance(cell, str) and len(cell) > LONGEST_CELL for cells in rows for cell in cells
    )


def name_columns(cells: Sequence[object]) -> list[str]:
    """Names of columns, told apart: a second "title" is "title 2", one without a name is "column 3"."""
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, 1):
        name = str(cell)[:1000].strip()[:200] if cell is not None else ""
        name = name or f"column {number}"
        name = name if name not in names else f"{name} {number}"
        names[name if name not in names else f"{name} ({number})"] = None
    return list(names)


def _has_value(cells: Sequence[object]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in cells)
