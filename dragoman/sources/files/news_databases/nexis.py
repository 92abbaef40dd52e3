"""Nexis: Academic with counters ("3 of 25 DOCUMENTS"), Uni and Advance with "End of Document"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

from dragoman.sources.files.news_databases.cutting import (
    Form,
    Part,
    cut_marked,
    find_counter,
    find_line,
    list_blocks,
)
from dragoman.sources.files.news_databases.days import split_day
from dragoman.sources.files.news_databases.markup import BOUNDARY
from dragoman.sources.files.news_databases.nexis_fields import (
    COPYRIGHT,
    FIELD,
    HEAD,
    Head,
    is_own,
    part_text,
    read_head,
)
from dragoman.sources.files.news_databases.words import CORRECTED, EDITIONS, ENDS, FINALS, LABELS, name_label

TOP = 8  # lines within which the day of the older form stands
END = re.compile(rf"(?:{ENDS})\.?", re.I)
PAGE = re.compile(
    r"(?:Page|Seite|P[áa]gina|Pagina) \d{1,5} (?:of|von|de|di|van|sur) \d{1,5}(?:\s*(?:©|\(c\)).{0,60})?",
    re.I,
)
# What Nexis writes before the first article: who looked for what, and the list of titles.
COVER = re.compile(
    r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Narrowed by|"
    r"Content Type|Download Request|Time Of Request|Terms|Project ID|Combined Source)\s*:.*|"
    r"Documents? \(\d+\)|\d{1,4}\. .*|.*\bAbout LexisNexis\b.*|.*\bLexisNexis$",
    re.I,
)
LISTED = re.compile(r"\d{1,4}\. ")
EDITION = re.compile(
    rf"(?:[^.!?]{{0,45}}\b)?(?:{EDITIONS})(?:[\s;,:-]*(?:\d{{1,3}}|[A-Z]|{FINALS}))?[;.]?(?:\s\w+)?|(?:(?:{FINALS}|the)[\s-]+){{1,4}}final|"
    rf"(?:{FINALS})|\d \w+(?: \w+)? edition.*",
    re.I,
)
CORRECTION = re.compile(rf"[\s;,-]*(?:{CORRECTED})\b[\s;,-]*", re.I)

Row = dict[str, Any]


def count_heads(lines: Sequence[str]) -> int:
    """How many articles begin here, by what each has once: its length, its day of loading, its head."""
    named = [
        name_label(found[1]) for line in lines if line and (found := FIELD.fullmatch(line)) and is_own(found)
    ]
    bodies = sum(line.strip(":").casefold() == "body" for line in lines)
    return max(named.count("length"), named.count("load-date"), bodies)


def parse_nexis(lines: Sequence[str]) -> Row | None:
    """The fields of an article of either form; None where it has no day or no head."""
    lines = [
        line
        for line in lines
        if not (line and (PAGE.fullmatch(line) or find_counter(line, bare=True) or line == BOUNDARY))
    ]
    filled = [place for place, line in enumerate(lines) if line]
    for body in (place for place in filled[1:HEAD] if _is_body(lines[place])):
        if row := _parse_newer(lines, body):
            return row
    return _parse_older(lines)


def parse_single(lines: Sequence[str]) -> Row | None:
    """The one article of a file without counter or end: its head must say its length and something else."""
    row = parse_nexis(lines)
    known = set(row or ()) & set(LABELS)
    return row if row and "length" in known and len(known - {"date"}) >= 2 else None


def _is_body(line: str) -> bool:
    return name_label(line.strip(": ")) == "body" and len(line) < 20


def _parse_newer(lines: Sequence[str], body: int) -> Row | None:
    """A cover, title, outlet, day, copyright, labels, "Body", the text, "Graphic", "Load-Date"."""
    day = next((place for place in reversed(range(body)) if lines[place] and split_day(lines[place])), None)
    if day is None:
        return None
    titles, outlet = _read_above(lines[:day])
    head = Head()
    for line in lines[day + 1 : body]:
        head.take(line)
    noted = list(filter(_is_edition, head.before))
    rest = [line for line in _blank_rights(head.before) if line and line not in noted]
    title = " ".join(titles) or head.fields.pop("headline", "") or " ".join(rest)
    if not (title and outlet):
        return None
    running = {title, *titles}  # what stands at the head of each page
    row = _add_edition(_read_day_line(lines[day]) | {"outlet": outlet, "title": title}, noted)
    return (
        head.fields | part_text([line for line in lines[body + 1 :] if line not in running], newer=True) | row
    )


def _read_above(lines: Sequence[str]) -> tuple[list[str], str]:
    """The lines of title and outlet, above the day; a cover with its list of titles stands before."""
    above = list(filter(None, lines))
    cover = max((place for place, line in enumerate(above[:-1]) if COVER.fullmatch(line)), default=-1)
    listed = [line.partition(". ")[2] for line in above[: cover + 1] if LISTED.match(line)]
    above = [line for line in above[cover + 1 :] if not COPYRIGHT.fullmatch(line)]
    title = " ".join(above[:-1])
    known = max(filter(title.endswith, listed), key=len, default="")  # who exported it stands before it
    return ([known] if known else above[:-1]), (above[-1] if above else "")


def _is_edition(line: str) -> bool:
    """Whether a line is an edition, or says that a correction was appended."""
    return bool(EDITION.fullmatch(line) or CORRECTION.fullmatch(line))


def _parse_older(lines: Sequence[str]) -> Row | None:
    """Outlet, day, perhaps the edition, title, labelled lines, the text, again labelled lines."""
    lines = [*_blank_rights(lines[: 3 * HEAD]), *lines[3 * HEAD :]]
    first = find_line(lines, _opens_head, end=3 * HEAD)
    if first is None:
        return None
    day = _find_day(lines[:first])
    head, last = read_head(lines, first)
    above = [
        block
        for block in list_blocks(lines[: first if day is None else day])
        if not any(map(COVER.fullmatch, block))
    ]
    row = _read_outlet(above, head)
    if not row or (day is None and not head.fields.get("date")):
        return None
    if day is None:
        row["title"] = " ".join([*above[0][1:], *chain.from_iterable(above[1:])]) if above else ""
    else:
        row = _add_title(row | _read_day_line(lines[day]), lines[day + 1 : first], "headline" in head.fields)
        row["title"] = row["title"] or " ".join(chain.from_iterable(above[:-1]))
    row["title"] = head.fields.pop("headline", "") or row["title"]
    return head.fields | part_text([*head.opening, *lines[last:]], newer=False) | row


def _blank_rights(lines: Sequence[str]) -> list[str]:
    return ["" if COPYRIGHT.fullmatch(line) else line for line in lines]


def _find_day(lines: Sequence[str]) -> int | None:
    """The place of the first day in the last lines above the labelled ones."""
    top = [place for place, line in enumerate(lines) if line][-TOP:]
    return next((place for place in top if split_day(lines[place])), None)


def _read_outlet(above: list[list[str]], head: Head) -> Row:
    """The outlet of the blocks above a day, the last of them; its place may stand below it.

    Without any, what the head says.
    """
    if len(above) > 1 and above[-1][0].startswith("("):
        above[-2:] = [[*above[-2], *above[-1]]]
    if above and "date" in head.fields:
        return {"outlet": above[0][0]}
    said = " ".join(above[-1]) if above else head.fields.pop("source", "")
    return {"outlet": said} if said else {}


def _opens_head(line: str) -> bool:
    """Whether a line is the first of an article's labelled ones."""
    found = FIELD.fullmatch(line)
    name = name_label(found[1]) if found else ""
    return bool(
        found
        and name
        and (
            found[1].isupper()
            or is_own(found)
            or name in ("byline", "section", "length", "headline", "dateline")
        )
    )


def _add_title(row: Row, lines: Sequence[str], titled: bool) -> Row:
    """Title and edition below the day: what is joined to it is an edition if a block follows, or a title."""
    blocks = list_blocks(lines)
    adjacent = blocks.pop(0) if blocks and lines[0] else []
    if adjacent and not (blocks or titled):
        blocks, adjacent = [adjacent], []
    if blocks:
        adjacent += _take_editions(blocks)
    titles = [" ".join(block) for block in blocks]
    corrections = list(filter(CORRECTION.fullmatch, titles[1:]))
    titles = [title for title in titles if title not in corrections]
    row = _add_edition(row, [*adjacent, *corrections])
    return row | {"title": " ".join(titles[:1]), "subtitle": " ".join(titles[1:])}


def _take_editions(blocks: list[list[str]]) -> list[str]:
    """The editions that stand first, out of blocks of which something must be left."""
    lines = list(chain.from_iterable(blocks))
    count = 0
    while count < len(lines) - 1 and (
        _is_edition(lines[count]) or (count and lines[count - 1].endswith(";") and _is_place(lines[count]))
    ):
        count += 1  # "Edition 1;" and, below, "Scotland"
    for _ in range(count):
        del blocks[0][0]
        blocks[:] = [block for block in blocks if block]
    return lines[:count]


def _is_place(line: str) -> bool:
    return len(line.split()) <= 3


def _read_day_line(line: str) -> Row:
    day, edition = split_day(line) or (line, "")
    return _add_edition({"date": day}, [edition])


def _add_edition(row: Row, lines: Sequence[str]) -> Row:
    """The row with an edition, and with the note that a correction was appended."""
    noted = [found[0].strip(" ;,-") for line in lines if (found := CORRECTION.search(line))]
    said = [row.get("edition", ""), *(CORRECTION.sub(" ", line).strip(" ;,") for line in lines)]
    row = row | ({"edition": "; ".join(filter(None, said))} if any(said) else {})
    return row | ({"correction": noted[0]} if noted else {})


def _cut_ends(lines: Sequence[str]) -> list[Part]:
    return cut_marked(lines, lambda line: END.fullmatch(line) is not None, False, count_heads)


def _cut_counters(lines: Sequence[str]) -> list[Part]:
    return cut_marked(lines, lambda line: find_counter(line) is not None, True, count_heads)


def _cut_bare(lines: Sequence[str]) -> list[Part]:
    return cut_marked(lines, lambda line: find_counter(line, bare=True) is not None, True, count_heads)


def _cut_anchors(lines: Sequence[str]) -> list[Part]:
    return cut_marked(lines, lambda line: line == BOUNDARY, True, count_heads)


FORMS = (
    Form(_cut_anchors, parse_nexis, count_heads),
    Form(_cut_ends, parse_nexis, count_heads),
    Form(_cut_counters, parse_nexis, count_heads),
    Form(_cut_bare, parse_nexis, count_heads, sure=False),
)
SINGLE = Form(lambda lines: [Part(list(lines), list(lines))], parse_single, count_heads, sure=False)
