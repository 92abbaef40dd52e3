"""Several articles in one document, where its form says how: the exports of news databases, as Nexis and Factiva write them.

A document is cut only where every cut is marked by a line that nothing else writes: "End of Document", "3 of 25 DOCUMENTS",
"Document RTRS000020210627eh6r000s1", a rule of underscores in what ProQuest writes. Within an article the labelled lines say what is
what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dragoman.model import Article, Rejected
from dragoman.sources.articles import is_link
from dragoman.sources.dates import read_date
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.proquest import cut_proquest, parse_proquest

END_OF_DOCUMENT = re.compile(r"End of Document", re.I)
COUNTED = re.compile(r"(?:Document )?\d{1,5} of \d{1,5}(?: DOCUMENTS?)?")
FACTIVA = re.compile(r"(?:AN(?:\s*\||\s)\s*)?Document [A-Z]{1,10}0*(?:19|20)\d{6}[A-Za-z0-9]{6,12}\|?")
LABEL = re.compile(
    r"(Length|Byline|Section|Dateline|Highlight|Load-Date|Language|Publication-Type|Graphic|Series|Correction-Date|Subject|Body)\s*(?::\s*(.*))?",
    re.I,
)
WORDS = re.compile(r"[\d,]{1,9} words", re.I)
LANGUAGE = re.compile(r"English", re.I)
COPYRIGHT = re.compile(r"(?:\(c\)|©|Copyright\b).{0,300}|All Rights Reserved\.?", re.I)
PAGE = re.compile(r"Page \d{1,4} of \d{1,4}(?:\s*(?:©|\(c\)).{0,20}\bFactiva\b.*)?", re.I)
# What Nexis writes before the first article: who looked for what, and the list of titles.
COVER = re.compile(
    r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Narrowed by|Content Type)\s*:.*|Documents? \(\d+\)"
    r"|\d{1,4}\. .*|.*\bAbout LexisNexis\b.*|.*\bLexisNexis$",
    re.I,
)
TAIL = re.compile(r"Graphic|Classification|Correction", re.I)  # alone in a line, these head what Nexis puts below a text
ANY_LABEL = re.compile(r"([A-Z][A-Za-z/-]{2,20}):\s*(.+)")
# Factiva with its codes: "HD", a tab, the headline; or the code in a line, or a cell, of its own.
TAG = re.compile(
    r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|CX|RF|ART|CLM|DLN|CO|IN|NS|RE|IPC|IPD|PUB|AN)(?:(?:\s*\||\t|\s{2})\s*(.*?)\|?)?"
)
TAGS = {"HD": "title", "SN": "outlet", "PD": "date", "BY": "byline", "SE": "section", "WC": "length", "LA": "language"}
COMPANY = re.compile(r"[^.!?]{2,80}\b(?:Ltd|Limited|Inc|LLC|PLC|GmbH|Corp|Corporation|Company|Co|S\.A|AG)\.?", re.I)
WRAPPED = 60  # characters: a shorter line of a head was not broken to a width
HEAD = 25  # lines within which the head of an article ends

Row = dict[str, Any]
Join = Callable[[Sequence[str]], Sequence[str]]


def read_documents(lines: Sequence[str], origin: Origin, join: Join = list) -> Iterator[Article | Rejected] | None:
    """The articles of an export, one by one; None when the lines are not in the form of one. `join` makes paragraphs of a text's lines."""
    lines = [line.strip() for line in lines if line.strip()]
    if proquest := cut_proquest(lines):
        return _build(proquest, [parse_proquest(part) for part in proquest], origin, join)
    for mark, parse, before in ((END_OF_DOCUMENT, _parse_nexis, False), (FACTIVA, _parse_factiva, False), (COUNTED, _parse_counted, True)):
        parts = _cut(lines, mark, before)
        rows = [parse(part) for part in parts]
        if rows and sum(row is not None for row in rows) * 2 > len(rows):
            return _build(parts, rows, origin, join)
    return None


def is_date_line(line: str) -> bool:
    """Whether a line is a date, a weekday or a time perhaps with it."""
    if len(line) >= 60 or not re.search(r"\d{4}", line):
        return False
    bare = re.sub(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b\d{1,2}:\d\d.*$|\b[A-Z]{3,4}$", "", line).strip(" ,")
    return read_date(bare)[0] is not None


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
    """Perhaps a cover, title, outlet, date, copyright, labelled lines, "Body", the text, "Graphic", "Classification", "Load-Date"."""
    body = next((index for index, line in enumerate(lines) if line.casefold() in ("body", "body:")), 0)
    first = next((index for index in range(body - 1, max(body - HEAD, 1), -1) if is_date_line(lines[index])), None)
    if first is None:
        return None
    cover = max((index for index in range(first - 2) if COVER.fullmatch(lines[index])), default=-1)
    heading = [line for line in lines[cover + 1 : first - 1] if not PAGE.fullmatch(line)]
    title = " ".join(heading)
    listed = [line.partition(". ")[2] for line in lines[: cover + 1] if re.match(r"\d{1,4}\. ", line)]
    title = max((name for name in listed if title.endswith(name)), key=len, default=title)  # the name of who exported stands before it
    row: Row = {"title": title, "outlet": lines[first - 1], "date": lines[first]}
    text = [
        line for line in lines[body + 1 :] if line not in (title, *heading) and not PAGE.fullmatch(line)
    ]  # what runs at the head of a page
    return _take_labels(row, lines[first + 1 : body]) | _take_text(text)


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
    """Perhaps the section, title, perhaps the author, words, date, perhaps a time, outlet, code, language, copyright, the text."""
    if row := _parse_tags(lines):
        return row
    lines = [line for line in lines if not PAGE.fullmatch(line)]
    counted = next((index for index, line in enumerate(lines[:HEAD]) if WORDS.fullmatch(line)), None)
    rights = next((index for index, line in enumerate(lines[:HEAD]) if COPYRIGHT.fullmatch(line)), None)
    if not counted or rights is None or rights < counted + 3 or not read_date(lines[counted + 1])[0]:
        return None
    rest = [line for line in lines[counted + 2 : rights] if not re.fullmatch(r"\d{1,2}:\d\d(?: GMT)?|[A-Z0-9]{2,10}", line)]
    rest = [line for line in rest if not LANGUAGE.fullmatch(line)]
    if not rest:
        return None
    row = _part_head(lines[:counted]) | {"outlet": rest[0], "date": lines[counted + 1]} | _take_text(lines[rights + 1 :])
    if len(row["text"]) > 1 and COMPANY.fullmatch(row["text"][-1]):
        row["publisher (of the export)"] = row["text"].pop()
    return row


def _part_head(head: Sequence[str]) -> Row:
    """Section, title and author of the lines above the count of words; what is not plainly one of the others is the title's."""
    row: Row = {}
    if len(head) > 1 and len(head[0].split()) <= 3 < len(head[1].split()):
        row["section"], head = head[0], head[1:]
    named = re.fullmatch(r"[A-Z][\w.'’-]+(?:,? (?:and |in )?[A-Z][\w.'’-]*){1,6}", head[-1])
    if len(head) > 1 and (re.match(r"By\b", head[-1]) or (named and len(head[-2]) < WRAPPED and len(head[-2].split()) > 3)):
        row["byline"], head = head[-1], head[:-1]
    return row | {"title": " ".join(head)}


def _parse_tags(lines: Sequence[str]) -> Row | None:
    """The article of lines with Factiva's codes."""
    tagged: dict[str, list[str]] = {}
    tag = ""
    for line in lines:
        if found := TAG.fullmatch(line):
            tag = found[1]
            tagged.setdefault(tag, [])
            line = found[2] or ""
        if tag and line:
            tagged[tag].append(line.strip("| "))
    if not {"HD", "PD", "SN"} <= set(tagged) or not {"LP", "TD"} & set(tagged):
        return None
    row: Row = {TAGS.get(tag, tag): " ".join(said) for tag, said in tagged.items() if tag not in ("LP", "TD")}
    return row | {"text": tagged.get("LP", []) + tagged.get("TD", [])}


def _find_date_line(lines: Sequence[str]) -> int | None:
    """Index of the first line that is a date."""
    return next((index for index, line in enumerate(lines) if is_date_line(line)), None)


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
        if found and found[1].casefold() == "load-date" and not TAIL.fullmatch(lines[-1] if lines else ""):
            break
    row: Row = _take_labels({}, after)
    if tail := next((index for index, line in enumerate(lines) if index and TAIL.fullmatch(line)), 0):
        row |= _take_tail(lines[tail:])
        del lines[tail:]
    if len(lines) > 1 and is_link(lines[-1]):
        row["url"] = lines.pop()
    return row | {"text": lines}


def _take_tail(lines: Sequence[str]) -> Row:
    """What is said of the graphics, the corrections and the subjects of an article."""
    said: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if TAIL.fullmatch(line):
            name = line.casefold()
        elif found := ANY_LABEL.fullmatch(line):
            said.setdefault(found[1].casefold(), []).append(found[2])
        else:
            said.setdefault(name, []).append(line)
    return {name: " ".join(parts) for name, parts in said.items()}
