"""Nexis: LexisNexis Academic with its counters ("3 of 25 DOCUMENTS"), Nexis Uni and Lexis Advance with their ends ("End of Document")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dragoman.sources.files.exports.cutting import Form, Part, cut_marked, find_counter, list_blocks
from dragoman.sources.files.exports.days import split_day
from dragoman.sources.files.exports.markup import BOUNDARY
from dragoman.sources.files.exports.nexis_fields import COPYRIGHT, FIELD, HEAD, Head, is_own, part_text, read_head
from dragoman.sources.files.exports.words import CORRECTED, EDITIONS, ENDS, FINALS, LABELS, name_label

TOP = 8  # lines within which the day of the older form stands
END = re.compile(rf"(?:{ENDS})\.?", re.I)
PAGE = re.compile(r"(?:Page|Seite|P[áa]gina|Pagina) \d{1,5} (?:of|von|de|di|van|sur) \d{1,5}(?:\s*(?:©|\(c\)).{0,60})?", re.I)
# What Nexis writes before the first article: who looked for what, and the list of titles.
COVER = re.compile(
    r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Narrowed by|Content Type|Download Request"
    r"|Time Of Request|Terms|Project ID|Combined Source)\s*:.*|Documents? \(\d+\)|\d{1,4}\. .*|.*\bAbout LexisNexis\b.*|.*\bLexisNexis$",
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
    """How many articles begin in these lines, by what each of them has once: its length, the day it was loaded, its head."""
    named = [name_label(found[1]) for line in lines if line and (found := FIELD.fullmatch(line)) and is_own(found)]
    bodies = sum(line.strip(":").casefold() == "body" for line in lines)
    return max(named.count("length"), named.count("load-date"), bodies)


def parse_nexis(lines: Sequence[str]) -> Row | None:
    """The fields of an article of either form; None where it has no day or no head."""
    lines = [line for line in lines if not (line and (PAGE.fullmatch(line) or find_counter(line, bare=True) or line == BOUNDARY))]
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
    """Perhaps a cover, title, outlet, day, copyright, labelled lines, "Body", the text, "Graphic", "Classification", "Load-Date"."""
    day = next((place for place in range(body - 1, -1, -1) if lines[place] and split_day(lines[place])), None)
    if day is None:
        return None
    above = [line for line in lines[:day] if line]
    cover = max((place for place, line in enumerate(above[:-1]) if COVER.fullmatch(line)), default=-1)
    listed = [line.partition(". ")[2] for line in above[: cover + 1] if LISTED.match(line)]
    above = [line for line in above[cover + 1 :] if not COPYRIGHT.fullmatch(line)]
    if not above:
        return None
    row = _read_day_line(lines[day]) | {"outlet": above[-1]}
    title = " ".join(above[:-1])
    row["title"] = max((name for name in listed if title.endswith(name)), key=len, default=title)  # who exported it stands before it
    head = Head()
    for line in lines[day + 1 : body]:
        head.take(line)
    below = [line for line in head.before if not COPYRIGHT.fullmatch(line)]
    row = _add_edition(row, [line for line in below if EDITION.fullmatch(line) or CORRECTION.fullmatch(line)])
    rest = [line for line in below if not (EDITION.fullmatch(line) or CORRECTION.fullmatch(line))]
    row["title"] = row["title"] or head.fields.pop("headline", "") or " ".join(rest)
    if not row["title"]:
        return None
    running = {row["title"], *above[:-1]}  # what stands at the head of each page
    text = [line for line in lines[body + 1 :] if line not in running]
    return head.fields | part_text(text, newer=True) | row


def _parse_older(lines: Sequence[str]) -> Row | None:
    """Outlet, day, perhaps the edition, title, labelled lines, the text, again labelled lines."""
    filled = [place for place, line in enumerate(lines) if line and not COPYRIGHT.fullmatch(line)]
    first = next((place for place in filled[: 3 * HEAD] if _opens_head(lines[place])), None)
    if first is None:
        return None
    day = next((place for place in [place for place in filled if place < first][-TOP:] if split_day(lines[place])), None)
    head, last = read_head(lines, first)
    if day is None and not head.fields.get("date"):
        return None
    above = list_blocks(["" if COPYRIGHT.fullmatch(line) else line for line in lines[: first if day is None else day]])
    above = [block for block in above if not any(map(COVER.fullmatch, block))]
    if not above and "source" not in head.fields:
        return None
    row: Row = {"outlet": " ".join(above[-1]) if above else head.fields.pop("source")}
    if len(above) > 1 and above[-1][0].startswith("("):
        row["outlet"] = " ".join([*above[-2], *above[-1]])
        del above[-2]
    if day is None:
        row |= {"outlet": above[0][0], "title": " ".join(line for block in above for line in block)[len(above[0][0]) :].strip()}
    else:
        row |= _read_day_line(lines[day])
        below = list_blocks(["" if COPYRIGHT.fullmatch(line) else line for line in lines[day + 1 : first]])
        adjacent = below.pop(0) if below and lines[day + 1] else []
        row = _add_title(row, adjacent, below, above, head)
    row["title"] = head.fields.pop("headline", "") or row.get("title", "")
    return head.fields | part_text([*head.opening, *lines[last:]], newer=False) | row


def _opens_head(line: str) -> bool:
    """Whether a line is the first of an article's labelled ones."""
    found = FIELD.fullmatch(line)
    name = name_label(found[1]) if found else ""
    return bool(found and name and (found[1].isupper() or is_own(found) or name in ("byline", "section", "length", "headline", "dateline")))


def _add_title(row: Row, adjacent: list[str], below: list[list[str]], above: list[list[str]], head: Head) -> Row:
    """The title and edition out of the lines below the day: what is joined to it is the edition when a block follows."""
    editions = list(adjacent) if below or "headline" in head.fields else []
    rest = [] if editions else [adjacent] if adjacent else []
    rest += below
    lines = [line for block in rest for line in block]
    while len(lines) > 1 and (EDITION.fullmatch(lines[0]) or CORRECTION.fullmatch(lines[0])):
        editions.append(lines.pop(0))
        if editions[-1].endswith(";") and len(lines) > 1 and len(lines[0].split()) <= 3:
            editions.append(lines.pop(0))  # "Edition 1;" and, below, "Scotland"
    row = _add_edition(row, editions)
    blocks = [[line for line in block if line in lines] for block in rest]
    titles = [" ".join(block) for block in blocks if block]
    corrections = [title for title in titles[1:] if CORRECTION.fullmatch(title)]
    titles = [title for title in titles if title not in corrections]
    row = _add_edition(row, corrections)
    if not titles and len(above) > 1:
        titles = [" ".join(line for block in above[:-1] for line in block)]
    return row | {"title": titles[0] if titles else "", "subtitle": " ".join(titles[1:])}


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
