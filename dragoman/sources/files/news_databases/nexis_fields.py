"""The labelled lines of an article of Nexis, above its text and below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.sources.articles import is_link
from dragoman.sources.files.news_databases.cutting import list_blocks, spread
from dragoman.sources.files.news_databases.days import split_day
from dragoman.sources.files.news_databases.words import (
    CLOSING,
    RIGHTS,
    TAILS,
    WORDS,
    find_language,
    name_label,
)

HEAD = 40  # lines within which the head of an article ends
NOTES = frozenset({"graphic", "correction", "correction-date", "notes"})
LATE = 6  # blocks at the end of a text among which a correction or captions begin
LONGEST_NOTES = 300  # words of captions and corrections
SHORT = 12  # words of a field whose name nobody knows
FIELD = re.compile(r"([^\W\d][^:\n]{0,30}?)\s*:\s*(.*)")
COPYRIGHT = re.compile(rf"(?:\(c\)|©|Copyright\b).{{0,300}}|(?:.{{0,40}}\b)?(?:{RIGHTS})\W*", re.I)
SURE_COPYRIGHT = re.compile(
    rf"(?:\(c\)|©|Copyright\b).{{0,60}}?(?:\b\d{{4}}\b|{RIGHTS}).{{0,240}}|(?:.{{0,40}}\b)?(?:{RIGHTS})\W*",
    re.I,
)
TAIL = re.compile(TAILS, re.I)  # alone in a line, these head what Nexis puts below a text
# May stand below the length
HEADING_FIELDS = frozenset({"dateline", "highlight", "byline", "section", "body", "series"})
PERCENT = re.compile(r"\(\d{1,3}%\)")
COUNTED = re.compile(rf"[\d.,\s]{{1,9}}(?:{WORDS})\b.*", re.I)

Row = dict[str, Any]


def is_own(found: re.Match[str]) -> bool:
    """Whether a labelled line is one that an article has once: a length in words, a day of loading."""
    name = name_label(found[1])
    if name == "length":
        return COUNTED.fullmatch(found[2]) is not None
    return name == "load-date" and split_day(found[2]) is not None


@dataclass(slots=True)
class Head:
    """The labelled lines above a text, a line at a time."""

    fields: Row = field(default_factory=dict)
    before: list[str] = field(default_factory=list)  # lines above the first label
    opening: list[str] = field(default_factory=list)  # the text's beginning behind "BODY:"
    name: str = ""

    def take(self, line: str) -> None:
        """A line of a head in which everything is a field, or goes on with one."""
        found = FIELD.fullmatch(line)
        if found and (name_label(found[1]) or self.name):
            self.name = self.add(found)
        elif line and self.name and not COPYRIGHT.fullmatch(line):
            self.fields[self.name] = f"{self.fields[self.name]} {line}".strip()
        elif line:
            self.before.append(line)

    def add(self, found: re.Match[str]) -> str:
        """Keep a labelled line; the name under which it is kept."""
        name = name_label(found[1]) or found[1].casefold()
        self.fields[name] = f"{self.fields.get(name, '')} {found[2]}".strip().rstrip(";")
        return name


def read_head(lines: Sequence[str], first: int) -> tuple[Head, int]:
    """The labelled lines from `first` on, and where they end.

    A line that follows one without a blank goes on with it.
    """
    head, last, gap = Head(), first, True
    length = max(
        (place for place in range(first, min(len(lines), first + HEAD)) if _is_length(lines[place])),
        default=-1,
    )
    for place in range(first, len(lines)):
        line = lines[place]
        found = FIELD.fullmatch(line) if line else None
        if not line:
            gap = True
        elif found and name_label(found[1]) == "body":
            head.opening = [found[2]] if found[2] else []
            return head, place + 1
        elif found and _belongs(found, place < length, _join_value(lines[place:])):
            head.name, last, gap = head.add(found), place + 1, False
        elif not gap and head.name not in ("", "length"):
            head.take(line)
            last = place + 1
        elif COPYRIGHT.fullmatch(line) and head.fields:
            last = place + 1
        else:
            break
    return head, last


def _is_length(line: str) -> bool:
    found = FIELD.fullmatch(line)
    return found is not None and name_label(found[1]) == "length" and is_own(found)


def _belongs(found: re.Match[str], above: bool, value: str) -> bool:
    """Whether a labelled line is of the head; below the length a text may begin "NEW DELHI: ..."."""
    name = name_label(found[1])
    if above:
        return bool(name) or found[1].isupper()
    return name in HEADING_FIELDS or (found[1].isupper() and (bool(name) or _is_short(value)))


def _join_value(lines: Sequence[str]) -> str:
    """What stands behind a label, with the lines that go on with it."""
    value = [lines[0].partition(":")[2]]
    for line in lines[1:]:
        if not line or ((found := FIELD.fullmatch(line)) and name_label(found[1])):
            break
        value.append(line)
    return " ".join(value).strip()


def _is_short(value: str) -> bool:
    """Whether a value may be a field's under a name that nobody knows: no sentence."""
    return 0 < len(value.split()) <= SHORT and not re.search(r"[.!?][\"'”’]?$", value)


def part_text(lines: Sequence[str], newer: bool) -> Row:
    """The text without what stands below it, which is kept as fields."""
    blocks = list_blocks(lines)
    row: Row = {}
    if newer:
        row |= _cut_tail(blocks, _begins_tail)
    row |= _cut_tail(blocks, _begins_closing)
    closes = bool(row) or any(_is_closing(line) for block in blocks for line in block)
    while len(blocks) > 1 and (taken := _take_block(blocks[-1], closes)) is not None:
        row = taken | row
        del blocks[-1]
    if closes:
        row = _cut_tail(blocks, _begins_notes, max(1, len(blocks) - LATE)) | row
    if len(blocks) > 1 and is_link(" ".join(blocks[-1])):
        row["url"] = " ".join(blocks.pop())
    return row | {"text": spread(blocks)}


def _cut_tail(
    blocks: list[list[str]], begins: Callable[[Sequence[Sequence[str]]], bool], start: int = 1
) -> Row:
    """The fields of the blocks from the first on at which a tail begins; they are taken out of `blocks`."""
    tail = next((place for place in range(start, len(blocks)) if begins(blocks[place:])), len(blocks))
    row = _read_tail([line for block in blocks[tail:] for line in block])
    del blocks[tail:]
    return row


def _is_closing(line: str) -> bool:
    found = FIELD.fullmatch(line)
    return found is not None and _closes(found)


def _begins_tail(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether a heading below a text heads these blocks, of no more prose than captions have."""
    return TAIL.fullmatch(blocks[0][0]) is not None and _count_prose(blocks) <= LONGEST_NOTES


def _begins_closing(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether the first of these blocks is the first of the fields that stand below a text alone."""
    found = FIELD.fullmatch(blocks[0][0])
    named = (
        found is not None and _closes(found) and (found[1].isupper() or name_label(found[1]) == "load-date")
    )
    return named and _count_prose(blocks) <= LONGEST_NOTES


def _count_prose(blocks: Sequence[Sequence[str]]) -> int:
    return sum(len(line.split()) for block in blocks for line in block if not FIELD.fullmatch(line))


def _closes(found: re.Match[str]) -> bool:
    """Whether a field stands below a text alone; "Update: ..." and "Language: ..." may be a writer's own."""
    name = name_label(found[1])
    if name == "load-date":
        return split_day(found[2]) is not None
    return name in CLOSING and (found[1].isupper() or name != "language" or bool(find_language(found[2])))


def _begins_notes(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether captions or a correction begin here."""
    found = FIELD.fullmatch(blocks[0][0])
    return found is not None and found[1].isupper() and name_label(found[1]) in NOTES


def _take_block(block: list[str], closes: bool) -> Row | None:
    """The fields of a block below the text; None when it is the text's own."""
    if all(map(SURE_COPYRIGHT.fullmatch, block)) or (SURE_COPYRIGHT.fullmatch(block[0]) and len(block) <= 4):
        return {}
    if closes and is_link(" ".join(block)):
        return {"url": " ".join(block)}
    found = FIELD.fullmatch(block[0])
    if not found or not (_closes(found) or (closes and _may_close(found, _join_value(block)))):
        return None
    rest = [line for line in block if not SURE_COPYRIGHT.fullmatch(line)]
    return _read_tail(rest)


def _may_close(found: re.Match[str], value: str) -> bool:
    name = name_label(found[1])
    return (found[1].isupper() and (bool(name) or _is_short(value))) or (
        bool(name) and PERCENT.search(value) is not None
    )


def _read_tail(lines: Sequence[str]) -> Row:
    """What is said below a text, by its labels; a line without one goes on with the field above."""
    said: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if TAIL.fullmatch(line):
            name = name_label(line) or line.casefold()
        elif SURE_COPYRIGHT.fullmatch(line):
            continue
        elif (found := FIELD.fullmatch(line)) and (
            not name or name_label(found[1]) or found[1].isupper() or len(found[1].split()) == 1
        ):
            name = name_label(found[1]) or found[1].casefold()
            said.setdefault(name, []).append(found[2])
        else:
            said.setdefault(name, []).append(line)
    return {name: " ".join(filter(None, parts)) for name, parts in said.items()}
