"""Factiva: its page with marked elements, its tables of codes (HD, LP, TD), and its text with or without codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from dragoman.sources.files.exports.cutting import Cut, Form, Part, cut_marked, list_blocks
from dragoman.sources.files.exports.days import TIME, split_day
from dragoman.sources.files.exports.markup import list_lines, say
from dragoman.sources.files.exports.nexis import PAGE
from dragoman.sources.files.exports.nexis_fields import COPYRIGHT, HEAD
from dragoman.sources.files.exports.words import CODE_NAMES, CODES, WORDS, find_language

CODE = r"[A-Z][A-Z0-9]{0,9}?0*(?:19|20)\d{6}[A-Za-z0-9]{6,12}"
MARK = re.compile(rf"(?:AN(?:\s*\||\s)\s*)?[^\W\d]{{2,14}}[\s:]{{1,3}}{CODE}\|?")  # "Document", in any language
COUNTED = re.compile(rf"\d[\d.,\s’']{{0,8}}\s*(?:{WORDS})\.?", re.I)
TAG = re.compile(rf"({'|'.join(sorted(CODES, key=len, reverse=True))})(?:(?:\s*\||\t|\s{{2}})\s*(.*?)\|?)?")
TAG_SPACED = re.compile(rf"({'|'.join(sorted(CODES, key=len, reverse=True))})(?:(?:\s*\||\t|\s)\s*(.*?)\|?)?")
SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
SHOWN_PAGE = re.compile(r"[A-Z]{0,3}-?\d{1,4}[A-Z]?")
COMPANY = re.compile(r"[^.!?]{2,80}\b(?:Ltd|Limited|Inc|LLC|PLC|GmbH|Corp|Corporation|Company|Co|S\.A|S\.p\.A|SPA|AG)\.?", re.I)
AUTHOR = re.compile(r"[A-Z][\w.'’-]+(?:,? (?:and |in )?[A-Z][\w.'’-]*){1,6}")
WRAPPED = 60  # characters: a shorter line of a head was not broken to a width
ARTICLE = re.compile(r"(?:^|\s)(?:(?P<language>[a-z]{2})[a-z]{0,4}Article|article)(?=\s|$)")
HEADLINE = ".//*[contains(@class, 'Headline')]"
PARAGRAPH = ".//*[contains(@class, 'articleParagraph') or contains(@class, 'articleparagraph')]"
ELEMENTS = "//*[contains(@class, 'Article') or contains(concat(' ', @class, ' '), ' article ')]"
SIGNS = re.compile(r"class\s*=\s*[\"'][^\"']*(?:\w\wHeadline|articleParagraph|\b[a-z]{2}Article\b)", re.I)

Row = dict[str, Any]


def count_heads(lines: Sequence[str]) -> int:
    """How many articles begin in these lines: a count of words above a day, or a coded headline."""
    filled = [line for line in lines if line]
    counted = sum(COUNTED.fullmatch(line) is not None and split_day(after) is not None for line, after in pairwise(filled))
    return max(counted, sum(line == "HD" or re.match(r"HD(?:\s*\||\t|\s{2})", line) is not None for line in filled))


def parse_factiva(lines: Sequence[str]) -> Row | None:
    """The fields of an article in lines: with codes, else perhaps the section, title, perhaps the author, words, day and so on."""
    if row := _parse_tags(lines):
        return row
    lines = [line for line in lines if not (line and PAGE.fullmatch(line))]
    filled = [place for place, line in enumerate(lines) if line]
    counted = next((place for place in filled[:HEAD] if COUNTED.fullmatch(lines[place])), None)
    if counted is None or not any(lines[:counted]):
        return None
    below = [line for line in lines[counted + 1 :] if line]
    rights = next((place for place, line in enumerate(below[:HEAD]) if COPYRIGHT.fullmatch(line)), None)
    if rights is None:
        rights = next((place for place, line in enumerate(below[:12]) if place >= 2 and find_language(line)), None)
    if rights is None or (details := _read_details(below[: rights + 1])) is None:
        return None
    start = [place for place in filled if place > counted][rights] + 1
    row = _part_head([line for line in lines[:counted] if line]) | details | {"length": lines[counted]}
    text = list_blocks(lines[start:])
    if len(text) > 1 and COMPANY.fullmatch(" ".join(text[-1])):
        row["publisher (of the export)"] = " ".join(text.pop())
    return row | {"text": [line for block in text for line in [*block, ""]]}


def _read_details(lines: Sequence[str]) -> Row | None:
    """What stands below the words: the day, perhaps a time, the outlet, its code, perhaps edition and page, language, copyright."""
    if not lines or (dated := split_day(lines[0])) is None:
        return None
    row: Row = {"date": dated[0], "edition": dated[1]}
    rest = [line for line in lines[1:] if not TIME.fullmatch(line)]
    rest = [line for line in rest if not (COPYRIGHT.fullmatch(line) and line != rest[0])]
    if not rest:
        return None
    row["outlet"] = rest[0]
    for line in rest[1:]:
        if find_language(line):
            row["language"] = line
        elif "source code" not in row and SOURCE_CODE.fullmatch(line):
            row["source code"] = line
        elif SHOWN_PAGE.fullmatch(line):
            row.setdefault("page", line)
        else:
            row["edition"] = "; ".join(filter(None, (row["edition"], line)))
    return row


def _part_head(head: Sequence[str]) -> Row:
    """Section, title and author of the lines above the count of words; what is not plainly one of the others is the title's."""
    row: Row = {}
    if len(head) > 1 and len(head[0].split()) <= 3 < len(head[1].split()):
        row["section"], head = head[0], head[1:]
    named = AUTHOR.fullmatch(head[-1])
    if len(head) > 1 and (
        re.match(r"(?:By|Von|Par|Por|Di)\b", head[-1]) or (named and len(head[-2]) < WRAPPED and len(head[-2].split()) > 3)
    ):
        row["byline"], head = head[-1], head[:-1]
    return row | {"title": " ".join(head)}


def _parse_tags(lines: Sequence[str]) -> Row | None:
    """The article of lines with Factiva's codes."""
    filled = [line for line in lines if line]
    pattern = TAG if any(line == "HD" or re.match(r"HD(?:\s*\||\t|\s{2})", line) for line in filled) else TAG_SPACED
    tagged: dict[str, list[str]] = {}
    tag = ""
    for line in lines:
        if line and (found := pattern.fullmatch(line)):
            tag = found[1]
            tagged.setdefault(tag, [])
            line = found[2] or ""
        if tag:
            tagged[tag].append(line.strip("| "))
    return _name_tags(tagged)


def _name_tags(tagged: dict[str, list[str]]) -> Row | None:
    if not {"HD", "PD", "SN"} <= set(tagged) or not {"LP", "TD"} & set(tagged):
        return None
    row: Row = {CODE_NAMES.get(tag, tag): " ".join(filter(None, said)) for tag, said in tagged.items() if tag not in ("LP", "TD")}
    if dated := split_day(row["date"]):
        row["date"] = dated[0]
    return row | {"text": [*tagged.get("LP", []), "", *tagged.get("TD", [])]}


def read_page(root: Any) -> Cut | None:
    """The articles of a page by its own elements; None where it has none."""
    elements = [element for element in root.xpath(ELEMENTS) if ARTICLE.search(element.get("class", ""))]
    kept = [element for element in elements if _is_article(element)]
    inner = {id(parent) for element in kept for parent in element.iterancestors()}
    kept = [element for element in kept if id(element) not in inner]
    parts = [Part(lines, lines) for lines in map(list_lines, kept)]
    rows = [
        _read_element(element) or parse_factiva([line for line in part.lines if not MARK.fullmatch(line)])
        for element, part in zip(kept, parts, strict=True)
    ]
    marks = sum(MARK.fullmatch(line) is not None for line in list_lines(root))
    outside = _list_outside(root, kept) if marks > len(parts) else []
    if outside and any(row is not None for row in rows):
        parts.append(Part(outside, outside))
        rows.append(None)
    return Cut(parts, rows, max(marks, len(parts))) if any(row is not None for row in rows) else None


def _list_outside(root: Any, kept: Sequence[Any]) -> list[str]:
    """The lines of a page that stand in none of its marked articles."""
    inside = {line for element in kept for line in list_lines(element)}
    return [line for line in list_lines(root) if line not in inside]


def _is_article(element: Any) -> bool:
    return bool(element.xpath(HEADLINE) or element.xpath(PARAGRAPH) or any(MARK.fullmatch(line) for line in list_lines(element)[-4:]))


def _read_element(element: Any) -> Row | None:
    """The fields of a marked article; None when its headline, day, outlet or text is not there."""
    found = ARTICLE.search(element.get("class", ""))
    language = {"language": found["language"]} if found and found["language"] else {}
    if tagged := dict(_read_cells(element)):
        row = _name_tags(tagged)
        return row | {"language": row.get("language") or language.get("language", "")} if row else None
    title = " ".join(dict.fromkeys(say(headline) for headline in element.xpath(HEADLINE)))
    leaves = [say(part) for part in element.iter("div", "p", "td") if not part.xpath(".//div | .//p | .//td") and not _is_marked(part)]
    lines = [line for line in leaves if line]
    counted = next((place for place, line in enumerate(lines) if COUNTED.fullmatch(line)), None)
    paragraphs = [list_lines(paragraph) for paragraph in element.xpath(PARAGRAPH)]
    if not title or counted is None or not any(paragraphs):
        return None
    ends = [place for place, line in enumerate(lines) if place > counted and COPYRIGHT.fullmatch(line)]
    details = _read_details(lines[counted + 1 : ends[0] + 1 if ends else counted + 8])
    if details is None:
        return None
    rest = [line for line in lines[(ends[0] + 1 if ends else len(lines)) :] if not MARK.fullmatch(line)]
    authors = [say(part) for part in element.xpath(".//*[contains(concat(' ', @class, ' '), ' author ')]")]
    above = [line for line in lines[:counted] if line not in (title, *authors)]
    row = {"section": "; ".join(above), "title": title, "byline": "; ".join(authors), "length": lines[counted]}
    row |= details | {"publisher (of the export)": "; ".join(rest)} | language
    row["AN"] = next((line for line in lines if MARK.fullmatch(line)), "")
    return row | {"text": [line for paragraph in paragraphs for line in [" ".join(filter(None, paragraph)), ""]]}


def _is_marked(part: Any) -> bool:
    """Whether an element is, or holds, a headline or a paragraph, or is within one."""
    around = [part, *part.iterancestors("p", "div")]
    return any("aragraph" in one.get("class", "") for one in around) or bool(
        part.xpath("descendant-or-self::*[contains(@class, 'Headline')]")
    )


def _read_cells(element: Any) -> Iterator[tuple[str, list[str]]]:
    """Code and lines of each row of an article's table."""
    for row in element.iter("tr"):
        cells = row.findall("td")
        if len(cells) >= 2 and (code := say(cells[0])) in CODES:
            yield code, [line for cell in cells[1:] for line in [*list_lines(cell), ""]]


def _cut(lines: Sequence[str]) -> list[Part]:
    return cut_marked(lines, lambda line: MARK.fullmatch(line) is not None, False, count_heads)


FORMS = (Form(_cut, parse_factiva, count_heads),)
SINGLE = Form(lambda lines: [Part(list(lines), list(lines))], parse_factiva, count_heads, sure=False)
