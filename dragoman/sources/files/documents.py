"""Several articles in one document, where its form says how: the exports of news databases, as Nexis and Factiva write them.

A document is cut only where every cut is marked by a line that nothing else writes: "End of Document", "3 of 25 DOCUMENTS",
"Document RTRS000020210627eh6r000s1". Within an article the labelled lines say what is what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dragoman.model import Article, Rejected
from dragoman.sources.dates import read_date
from dragoman.sources.files.origin import Origin

END_OF_DOCUMENT = re.compile(r"End of Document", re.I)
COUNTED = re.compile(r"(?:Document )?\d{1,5} of \d{1,5}(?: DOCUMENTS?)?")
FACTIVA = re.compile(r"Document [A-Z]{1,10}0*(?:19|20)\d{6}[A-Za-z0-9]{6,12}")
LABEL = re.compile(
    r"(Length|Byline|Section|Dateline|Highlight|Load-Date|Language|Publication-Type|Graphic|Series|Correction-Date|Subject|Body)\s*(?::\s*(.*))?",
    re.I,
)
WORDS = re.compile(r"[\d,]{1,9} words", re.I)
LANGUAGE = re.compile(r"English", re.I)
COPYRIGHT = re.compile(r"(?:\(c\)|©|Copyright\b).{0,300}", re.I)
HEAD = 25  # lines within which the head of an article ends

Row = dict[str, Any]
Join = Callable[[Sequence[str]], Sequence[str]]


def read_documents(lines: Sequence[str], origin: Origin, join: Join = list) -> Iterator[Article | Rejected] | None:
    """The articles of an export, one by one; None when the lines are not in the form of one. `join` makes paragraphs of a text's lines."""
    lines = [line.strip() for line in lines if line.strip()]
    for mark, parse, before in ((END_OF_DOCUMENT, _parse_nexis, False), (FACTIVA, _parse_factiva, False), (COUNTED, _parse_counted, True)):
        parts = _cut(lines, mark, before)
        rows = [parse(part) for part in parts]
        if rows and sum(row is not None for row in rows) * 2 > len(rows):
            return _build(parts, rows, origin, join)
    return None


def _build(parts: Sequence[Sequence[str]], rows: Sequence[Row | None], origin: Origin, join: Join) -> Iterator[Article | Rejected]:
    for number, (part, row) in enumerate(zip(parts, rows, strict=True), 1):
        where = f"article {number}"
        if row is None:
            reason = "This part of the export is not in the form of the others. Add it as a file of its own, or discard it."
            yield origin.reject(reason, "\n".join(part), where)
        else:
            yield origin.build(row | {"text": "\n\n".join(join(row["text"]))}, where)


def _cut(lines: Sequence[str], mark: re.Pattern[str], before: bool) -> list[list[str]]:
    """The lines between the marks; what lies outside of the first or last is an export's own cover or list."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if mark.fullmatch(line):
            parts.append([])
        else:
            parts[-1].append(line)
    return [part for part in (parts[1:] if before else parts[:-1]) if part]


def _parse_nexis(lines: Sequence[str]) -> Row | None:
    """Title, outlet, date, copyright, labelled lines, "Body", the text, "Load-Date"."""
    body = next((index for index, line in enumerate(lines) if line.casefold() in ("body", "body:")), None)
    first = _find_date_line(lines[: body or 0])
    if body is None or first is None or first < 2:
        return None
    row: Row = {"title": " ".join(lines[: first - 1]), "outlet": lines[first - 1], "date": lines[first]}
    return _take_labels(row, lines[first + 1 : body]) | _take_text(lines[body + 1 :])


def _parse_counted(lines: Sequence[str]) -> Row | None:
    """Outlet, date, title, labelled lines, the text, again labelled lines."""
    first = _find_date_line(lines[:4])
    head = [index for index, line in enumerate(lines[:HEAD]) if LABEL.fullmatch(line) or WORDS.fullmatch(line)]
    if first != 1 or not head or head[0] < 3:
        return None
    last = next((index for index, line in enumerate(lines[head[0] :], head[0]) if not LABEL.fullmatch(line)), len(lines))
    title = [line for line in lines[2 : head[0]] if not COPYRIGHT.fullmatch(line)]
    row: Row = {"title": title[0] if title else "", "outlet": lines[0], "date": lines[1]}
    return _take_labels(row, lines[head[0] : last]) | _take_text(lines[last:])


def _parse_factiva(lines: Sequence[str]) -> Row | None:
    """Title, perhaps the author, words, date, perhaps a time, outlet, code, language, copyright, the text."""
    counted = next((index for index, line in enumerate(lines[:HEAD]) if WORDS.fullmatch(line)), None)
    rights = next((index for index, line in enumerate(lines[:HEAD]) if COPYRIGHT.fullmatch(line)), None)
    if not counted or rights is None or rights < counted + 3 or not read_date(lines[counted + 1])[0]:
        return None
    rest = [line for line in lines[counted + 2 : rights] if not re.fullmatch(r"\d{1,2}:\d\d(?: GMT)?|[A-Z0-9]{2,10}", line)]
    rest = [line for line in rest if not LANGUAGE.fullmatch(line)]
    if not rest:
        return None
    byline = lines[counted - 1] if counted > 1 and re.match(r"By\b", lines[counted - 1]) else ""
    title = " ".join(lines[: counted - bool(byline)])
    return {"title": title, "outlet": rest[0], "date": lines[counted + 1], "byline": byline} | _take_text(lines[rights + 1 :])


def _find_date_line(lines: Sequence[str]) -> int | None:
    """Index of the first line that is a date, a weekday or a time perhaps with it."""
    for index, line in enumerate(lines[:6]):
        if len(line) < 60 and re.search(r"\d{4}", line):
            bare = re.sub(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b\d{1,2}:\d\d.*$|\b[A-Z]{3,4}$", "", line).strip(" ,")
            if read_date(bare)[0]:
                return index
    return None


def _take_labels(row: Row, lines: Sequence[str]) -> Row:
    for line in lines:
        if (found := LABEL.fullmatch(line)) and found[2]:
            row.setdefault(found[1].casefold(), found[2])
    return row


def _take_text(lines: Sequence[str]) -> Row:
    """The text, without the labelled lines after it, which are kept as fields."""
    lines, after = list(lines), list[str]()
    while lines and ((found := LABEL.fullmatch(lines[-1])) or COPYRIGHT.fullmatch(lines[-1])):
        after.append(lines.pop())
        if found and found[1].casefold() == "load-date":
            break
    return {"text": lines} | _take_labels({}, after)
