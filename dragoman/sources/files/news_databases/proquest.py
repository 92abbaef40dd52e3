"""ProQuest's exports as text, Word or HTML: title, labelled lines around a text, rules between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dragoman.sources.articles import is_link
from dragoman.sources.files.news_databases.cutting import Form, Part, find_counter
from dragoman.sources.files.news_databases.days import find_day
from dragoman.sources.files.news_databases.words import (
    PROQUEST_ABOVE,
    PROQUEST_BELOW,
    PROQUEST_NAMES,
    translate_label,
)

ID = re.compile(r"ProQuest document ?ID\b\s*:?\s*\d*", re.I)
RULE = re.compile(r"[_\u2014-]{20,}")
ABOVE, BELOW = frozenset(PROQUEST_ABOVE.split("|")), frozenset(PROQUEST_BELOW.split("|"))
LABEL = re.compile(r"([^\W\d][^:\n]{0,40}?)\s*:\s*(.*)")
LINK = re.compile(r"ProQuest document link", re.I)
FURNITURE = re.compile(r"(?:CREDIT|CAPTION|ILLUSTRATION|PHOTO|GRAPHIC)\s*:[\s;,.]*")  # with nothing behind it
CAPTION = re.compile(r"(CREDIT|CAPTION)\s*:\s*(.+)")
NOTHING = re.compile(r"(?:none|not) available\.?|n/a", re.I)
NUMBER = frozenset({"ProQuest document ID"})
FULL = frozenset({"Full text", "Full Text"})
TEXTS = ("Full text", "Full Text", "Abstract", "Abstract (summary)", "Summary")

Row = dict[str, Any]


def cut_proquest(lines: Sequence[str]) -> list[Part]:
    """The lines of each article, without cover and last words; none if this is no export of ProQuest's.

    An article ends at a rule below its number in the database; without rules, where labels are followed by
    another title.
    """
    if not any(map(_is_id, lines)):
        return []
    parts: list[list[str]] = []
    for piece in _split_rules(lines):
        if parts and not any(map(_is_id, parts[-1])) and _has_text(parts[-1]) and not _has_text(piece):
            parts[-1] += piece  # a rule within a text: the article goes on
        else:
            parts.append(piece)
    parts = [
        part for whole in parts for part in (_split_labels(whole) if count_heads(whole) > 1 else [whole])
    ]
    return [Part(part, part) for part in parts if count_heads(part)]


def _split_rules(lines: Sequence[str]) -> list[list[str]]:
    """The lines between rules."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if RULE.fullmatch(line):
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _split_labels(lines: Sequence[str]) -> list[list[str]]:
    """The articles of lines without a rule: below a number in the database are labels, then a title."""
    parts: list[list[str]] = [[]]
    numbered = False
    for line in lines:
        numbered = numbered or _is_id(line)
        if numbered and line and not is_link(line) and not _read_label(line, BELOW | ABOVE):
            parts.append([])
            numbered = False
        parts[-1].append(line)
    return parts


def count_heads(lines: Sequence[str]) -> int:
    """How many articles these lines are, by their texts and their numbers in the database."""
    texts = sum(_read_label(line, FULL) is not None for line in lines)
    return max(texts, sum(map(_is_id, lines)))


def parse_proquest(lines: Sequence[str]) -> Row | None:
    """Title, labelled lines, "Full text:" and the text, labelled lines again."""
    lines = [
        line
        for line in lines
        if not (line and (find_counter(line) or LINK.fullmatch(line) or RULE.fullmatch(line)))
    ]
    below = _find_below(lines)
    said: dict[str, list[str]] = {"": []}
    label = ""
    for place, line in enumerate(lines):
        known = BELOW if place >= below else ABOVE if label not in FULL else frozenset()
        if found := _read_label(line, known, loose=place >= below):
            label, line = found
            said.setdefault(label, [])
        said[label].append(line)
    return _name_fields(said)


def _name_fields(said: dict[str, list[str]]) -> Row | None:
    heading = list(filter(None, said.pop("")))
    texts = [said.pop(name) for name in TEXTS if name in said]
    own = _join(said.pop("Title", []))
    links = list(filter(is_link, heading))
    title = _join([line for line in heading if line not in links]) or own
    row: Row = {PROQUEST_NAMES.get(label, label): _join(lines) for label, lines in said.items()}
    row = {name: value for name, value in row.items() if value}
    row["url"] = next(filter(is_link, (row.get("url", ""), *links)), row.get("url", ""))
    row |= _place_article(row) | {"abstract (of the database)": _join(next(iter(texts[1:]), []))}
    return _drop_captions(next(filter(_join, texts), [])) | row | {"title": title} if title else None


def _place_article(row: Row) -> Row:
    """Outlet and day, where need be out of "The North Post ; Oslo, Norway [Oslo]08 May 2010: AA.2."."""
    info = row.get("Publication info", "")
    outlet = row.get("outlet") or (info if ";" in info else "")
    dated = None if row.get("date") else find_day(info)
    return {"outlet": outlet.partition(";")[0].strip()} | ({"date": dated[0]} if dated else {})


def _join(lines: Sequence[str]) -> str:
    """Lines on one line; nothing where they say that there is nothing."""
    said = " ".join(filter(None, lines))
    return "" if NOTHING.fullmatch(said) else said


def _drop_captions(lines: Sequence[str]) -> Row:
    """The text without empty credits, and without the caption and credit at its end, which are fields."""
    lines = [line for line in lines if not (line and FURNITURE.fullmatch(line))]
    row: Row = {}
    while lines and (not lines[-1] or (found := CAPTION.fullmatch(lines[-1]))):
        if lines.pop():
            name = f"{found[1].casefold()} (of a picture)" if found else ""
            row[name] = "; ".join(filter(None, (found[2] if found else "", row.get(name, ""))))
    return row | {"text": lines}


def _find_below(lines: Sequence[str]) -> int:
    """Where the labelled lines below the text begin: up from the number while there are only such."""
    last = next((place for place in range(len(lines) - 1, -1, -1) if _is_id(lines[place])), len(lines))
    begins = last
    for place in range(last - 1, -1, -1):
        found = _read_label(lines[place], BELOW | ABOVE, loose=True)
        if found and found[0] in TEXTS:
            break
        if found and (found[0] in BELOW or place > last - 60):
            begins = place if found[0] in BELOW else begins
        elif lines[place] and begins - place > 3:
            break
    return begins


def _read_label(line: str, known: frozenset[str], loose: bool = False) -> tuple[str, str] | None:
    """Label, in English, and value of a line; `loose`: whatever looks like a label."""
    found = LABEL.fullmatch(line) if line else None
    if found is None:
        return None
    label = translate_label(found[1])
    own = label in known or (loose and label[0].isupper() and len(label) <= 30 and not is_link(line))
    return (label, found[2]) if own else None


def _is_id(line: str) -> bool:
    return ID.fullmatch(line) is not None or _read_label(line, NUMBER) is not None


def _has_text(lines: Sequence[str]) -> bool:
    return any(_read_label(line, frozenset(TEXTS)) for line in lines)


FORMS = (Form(cut_proquest, parse_proquest, count_heads),)
