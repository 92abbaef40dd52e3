"""Files that GDELT publishes: events, mentions and its knowledge graph; tabs, mostly no header.

They hold no text but the addresses of articles, so they are lists of addresses, each with its day and outlet:
the day on which GDELT saw the article, not the one on which an event took place. What else they hold, codes
of events and themes, is left in the file.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dragoman.model import Item, Notice, Rejected
from dragoman.sources.articles import ELSEWHERE, dump_row, is_link
from dragoman.sources.cells import is_empty, read_line
from dragoman.sources.dates import read_date
from dragoman.sources.files.origin import Origin
from dragoman.sources.redirects import follow_redirect

NO_ADDRESS = (
    "GDELT names no address on the web for this row, so there is nothing to fetch. Discard it, "
    "or add the article itself."
)
RECORD, DAY, MOMENT = (
    re.compile(r"\d{14}-T?\d+"),
    re.compile(r"(?:19|20)\d{6}"),
    re.compile(r"(?:19|20)\d{6}(?:\d{6})?"),
)
EVENT = re.compile(r"\d{1,12}")
TITLE = re.compile(r"<PAGE_TITLE>(.*?)</PAGE_TITLE>", re.S)
STAMP = re.compile(r"<PAGE_PRECISEPUBTIMESTAMP>(\d{8})\d*</PAGE_PRECISEPUBTIMESTAMP>")
SEVERAL = "<UDIV>"  # between the addresses of one row of the first graph
# By name in small letters, likeliest first, where there is a header.
IDS = ("gkgrecordid", "globaleventid")
DAYS = ("mentiontimedate", "dateadded", "v21date", "date", "sqldate", "day")
OUTLETS = ("sourcecommonname", "v2sourcecommonname", "mentionsourcename", "sources")
ADDRESSES = ("documentidentifier", "v2documentidentifier", "mentionidentifier", "sourceurl", "sourceurls")
EXTRAS = ("extras", "v2extrasxml", "extrasxml")
# GDELT's alone
OWN = {
    "gkgrecordid",
    "globaleventid",
    "documentidentifier",
    "v2documentidentifier",
    "mentionidentifier",
    "sourceurls",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Which cell of a row is what, counted from 0; -1 for what there is not."""

    id: int
    day: int
    outlet: int
    address: int
    extras: int = -1
    delimiter: str = "\t"
    header: bool = False


EVENTS_2, EVENTS_1 = Layout(0, 59, -1, 60), Layout(0, 56, -1, 57)
GRAPH_2, GRAPH_1 = Layout(0, 1, 3, 4, 26), Layout(-1, 0, 9, 10)
MENTIONS = Layout(0, 2, 4, 5)


def find_layout(sample: str) -> Layout | None:
    """How a file of GDELT is laid out, by its first line; None for any other file."""
    line = next((line for line in sample.lstrip("\ufeff").splitlines() if line.strip()), "")
    for delimiter in ("\t", ","):
        cells = (
            next(csv.reader([line], delimiter=delimiter), []) if delimiter == "," else line.split(delimiter)
        )
        names = [re.sub(r"[\W_]+", "", cell).lower() for cell in cells]
        if OWN & set(names):
            key, day, outlet, address, extras = (
                next((names.index(name) for name in group if name in names), -1)
                for group in (IDS, DAYS, OUTLETS, ADDRESSES, EXTRAS)
            )
            return Layout(key, day, outlet, address, extras, delimiter, True) if address >= 0 else None
    return _find_by_cells(line.split("\t"))


def _holds_link(cell: str) -> bool:
    return is_link(cell.split(SEVERAL)[0].strip())


# How many cells a row without a header has, what some of them look like, and the layout that this tells.
SHAPES: tuple[tuple[range, dict[int, Callable[[str], object]], Layout], ...] = (
    (range(5, sys.maxsize), {0: RECORD.fullmatch, 1: MOMENT.fullmatch}, GRAPH_2),
    (range(61, 62), {0: EVENT.fullmatch, 1: DAY.fullmatch}, EVENTS_2),
    (range(58, 59), {0: EVENT.fullmatch, 1: DAY.fullmatch}, EVENTS_1),
    (range(6, 17), {0: EVENT.fullmatch, 1: MOMENT.fullmatch, 2: MOMENT.fullmatch, 3: str.isdigit}, MENTIONS),
    (range(11, 12), {0: DAY.fullmatch, 1: str.isdigit, 10: _holds_link}, GRAPH_1),
)


def _find_by_cells(cells: Sequence[str]) -> Layout | None:
    for counts, forms, layout in SHAPES:
        if len(cells) in counts and all(fits(cells[place]) for place, fits in forms.items()):
            return layout
    return None


def read_gdelt_export(lines: Iterable[str], layout: Layout, origin: Origin) -> Iterator[Item]:
    """Each address once, to be fetched by Retry, with what GDELT says of it; rows without one are refused."""
    rows = (
        csv.reader(lines, delimiter=",")
        if layout.delimiter == ","
        else (line.rstrip("\r\n").split("\t") for line in lines)
    )
    seen, count, named = set[str](), 0, 0
    for number, cells in enumerate(rows, 1):
        if (number == 1 and layout.header) or not any(map(str.strip, cells)):
            continue
        count += 1
        for address in _take(cells, layout.address).split(SEVERAL):
            url = follow_redirect(address.strip())
            named += 1
            if url in seen:
                continue
            seen.add(url)
            known = _read_known(cells, layout, url)
            if is_link(url):
                yield Rejected(ELSEWHERE, dump_row({"url": url} | known), origin.source, url)
            else:
                yield origin.reject(NO_ADDRESS, dump_row({"identifier": url} | known), f"row {number}")
    if named > len(seen):
        yield Notice(
            f"{origin.source} names {len(seen):,} addresses in {count:,} rows: each of them is taken once.",
            origin.source,
        )
    if not count:
        yield origin.reject("The table has a header and no row below it. Check that it was saved in full.")


def _read_known(cells: Sequence[str], layout: Layout, url: str) -> dict[str, object]:
    """What a row says of an article; its day of publication goes before its page's, GDELT's does not."""
    extras, outlet = _take(cells, layout.extras), read_line(_take(cells, layout.outlet))
    title, stamp = TITLE.search(extras), STAMP.search(extras)
    day, published = read_date(_take(cells, layout.day)[:8])[0], read_date(stamp[1])[0] if stamp else None
    host = (urlsplit(url).hostname or "").removeprefix("www.") if is_link(url) else ""
    known = {
        "title": read_line(title[1]) if title else "",
        "published": published.isoformat() if published else "",
        "date": day.isoformat() if day else "",
        "outlet": host if is_empty(outlet) or ";" in outlet else outlet,
        "GDELT's identifier": _take(cells, layout.id),
    }
    return {name: value for name, value in known.items() if value}


def _take(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if 0 <= place < len(cells) else ""
