"""What an answer in JSON says of the number of its articles and of further pages, against what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.sources.cells import is_empty
from dragoman.sources.files.origin import Origin

# How an answer names its number of articles. What may be a page's size counts only if nothing else is said.
OF_ARTICLES = (
    *(
        "totalresults", "totalarticles", "totalhits", "totalitems", "totalrecords", "totalelements",
        "totalfound", "totalmatches",
    ),
    *(
        "totalestimatedmatches", "numfound", "numresults", "nbhits", "nhits", "resultcount", "resultscount",
        "articlecount", "itemcount",
    ),
    *("recordcount", "numberofresults", "numberofarticles"),
)  # fmt: skip
SURE_TOTALS = (*OF_ARTICLES, "total", "totalcount", "hits", "found", "available", "value")
WEAK_TOTALS = ("count", "matches")
TOLD_IN = (
    "meta", "metadata", "pagination", "paging", "pageinfo", "info", "responseheader", "resultinfo", "total",
    "hits", "summary", "page",
)  # fmt: skip
FURTHER = (
    "nexturl", "nextpage", "nextpageurl", "nextpagecursor", "nextpagetoken", "next", "nextcursor", "nexthref",
    "continuation",
)  # fmt: skip


def compare_totals(value: dict[str, Any], path: tuple[str, ...], count: int, origin: Origin) -> str:
    """What an answer says of further articles, as a sentence, or ""."""
    around = [value]
    for key in path[:-1]:
        around.append(around[-1][key])
    stated = list(find_totals(around, SURE_TOTALS)) or list(find_totals(around, WEAK_TOTALS))
    name, total = max(stated, key=lambda one: one[1], default=("", 0))
    if total > count:
        return (
            f"The answer in {origin.source} holds {count:,} of {total:,} articles: "
            "ask for the other pages too."
        )
    if 0 < total < count and simplify_key(name) in SURE_TOTALS:
        return (
            f"{origin.source} says that it holds {total:,} articles ({name}), and there are {count:,}: "
            "all of them were looked at."
        )
    further = [
        key
        for one in around
        for key, cell in one.items()
        if simplify_key(key) in FURTHER and isinstance(cell, str) and not is_empty(cell)
    ]
    return (
        f"The answer in {origin.source} leads on to a further page ({further[0]}): ask for it too."
        if further and not total
        else ""
    )


def find_totals(around: list[dict[str, Any]], names: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """(name, number) of what objects, or their objects about themselves, state as articles' number."""
    told = [
        inside
        for one in around
        for key, inside in one.items()
        if isinstance(inside, dict) and simplify_key(key) in TOLD_IN
    ]
    told += [
        inside
        for one in told
        for key, inside in one.items()
        if isinstance(inside, dict) and simplify_key(key) == "total"
    ]
    for one in (*around, *told):
        for key, cell in one.items():
            plain, number = simplify_key(key), _read_number(cell)
            if number is not None and plain in names and (plain != "value" or "relation" in one):
                yield key, number


def _read_number(cell: object) -> int | None:
    if isinstance(cell, str) and cell.isascii() and cell.isdigit() and len(cell) < 12:
        return int(cell)
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else None


def simplify_key(key: str) -> str:
    """A key in small letters without punctuation."""
    return re.sub(r"[\W_]+", "", str(key)).lower()
