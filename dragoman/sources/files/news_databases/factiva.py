"""Factiva: its page with marked elements, its tables of codes (HD, LP, TD), text with and without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from dragoman.sources.files.news_databases.cutting import (
    Cut,
    Form,
    Part,
    cut_marked,
    find_line,
    list_blocks,
    spread,
)
from dragoman.sources.files.news_databases.days import TIME, split_day
from dragoman.sources.files.news_databases.markup import list_lines, say
from dragoman.sources.files.news_databases.nexis import PAGE
from dragoman.sources.files.news_databases.nexis_fields import COPYRIGHT, HEAD
from dragoman.sources.files.news_databases.words import CODE_NAMES, CODES, WORDS, find_language

CODE = r"[A-Z][A-Z0-9]{0,9}?0*(?:19|20)\d{6}[A-Za-z0-9]{6,12}"
# "Document", in any language
MARK = re.compile(rf"(?:AN(?:\s*\||\s)\s*)?[^\W\d]{{2,14}}[\s:]{{1,3}}{CODE}\|?")
COUNTED = re.compile(rf"\d[\d.,\s’']{{0,8}}\s*(?:{WORDS})\.?", re.I)
TAG = re.compile(rf"({'|'.join(sorted(CODES, key=len, reverse=True))})(?:(?:\s*\||\t|\s{{2}})\s*(.*?)\|?)?")
TAG_SPACED = re.compile(rf"({'|'.join(sorted(CODES, key=len, reverse=True))})(?:(?:\s*\||\t|\s)\s*(.*?)\|?)?")
SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
SHOWN_PAGE = re.compile(r"[A-Z]{0,3}-?\d{1,4}[A-Z]?")
COMPANY = re.compile(
    r"[^.!?]{2,80}\b(?:Ltd|Limited|Inc|LLC|PLC|GmbH|Corp|Corporation|Company|Co|S\.A|S\.p\.A|SPA|AG)\.?", re.I
)
AUTHOR = re.compile(r"[A-Z][\w.'’-]+(?:,? (?:and |in )?[A-Z][\w.'’-]*){1,6}")
WRAPPED = 60  # characters: a shorter line of a head was not broken to a width
ARTICLE = re.compile(r"(?:^|\s)(?:(?P<language>[a-z]{2})[a-z]{0,4}Article|article)(?=\s|$)")
HEADLINE = ".//*[contains(@class, 'Headline')]"
PARAGRAPH = ".//*[contains(@class, 'articleParagraph') or contains(@class, 'articleparagraph')]"
ELEMENTS = "//*[contains(@class, 'Article') or contains(concat(' ', @class, ' '), ' article ')]"
AUTHORS = ".//*[contains(concat(' ', @class, ' '), ' author ')]"
SIGNS = re.compile(r"class\s*=\s*[\"'][^\"']*(?:\w\wHeadline|articleParagraph|\b[a-z]{2}Article\b)", re.I)

Row = dict[str, Any]


def count_heads(lines: Sequence[str]) -> int:
    """How many articles begin in these lines: a count of words above a day, or a coded headline."""
    filled = [line for line in lines if line]
    counted = sum(
        COUNTED.fullmatch(line) is not None and split_day(after) is not None
        for line, after in pairwise(filled)
    )
    return max(
        counted, sum(line == "HD" or re.match(r"HD(?:\s*\||\t|\s{2})", line) is not None for line in filled)
    )


def parse_factiva(lines: Sequence[str]) -> Row | None:
    """The fields of an article in lines: with codes, else by order: section, title, author, words, day."""
    if row := _parse_tags(lines):
        return row
    lines = [line for line in lines if not PAGE.fullmatch(line)]
    counted = find_line(lines, COUNTED.fullmatch, end=HEAD)
    if not counted or (last := _find_end(lines, counted)) is None:
        return None
    details = _read_details(list(filter(None, lines[counted + 1 : last + 1])))
    if details is None or not any(lines[:counted]):
        return None
    row = _part_head(list(filter(None, lines[:counted]))) | details | {"length": lines[counted]}
    text = list_blocks(lines[last + 1 :])
    if len(text) > 1 and COMPANY.fullmatch(" ".join(text[-1])):
        row["publisher (of the export)"] = " ".join(text.pop())
    return row | {"text": spread(text)}


def _find_end(lines: Sequence[str], counted: int) -> int | None:
    """The last line of a head: the copyright, else the language."""
    rights = find_line(lines, COPYRIGHT.fullmatch, counted, counted + 2 * HEAD)
    return find_line(lines, find_language, counted + 2, counted + HEAD) if rights is None else rights


def _read_details(lines: Sequence[str]) -> Row | None:
    """What stands below the words: day, time, outlet, code, edition, page, language, copyright."""
    dated = split_day(lines[0]) if lines else None
    rest = [line for line in lines[1:] if not TIME.fullmatch(line)]
    if dated is None or not rest:
        return None
    row: Row = {"date": dated[0], "edition": dated[1], "outlet": rest[0]}
    for line in rest[1:]:
        name = "" if COPYRIGHT.fullmatch(line) else _name_detail(line, row)
        if name:
            row[name] = "; ".join(filter(None, (row.get(name, ""), line)))
    return row


def _name_detail(line: str, row: Row) -> str:
    """The field of a line in a head that names none."""
    if find_language(line):
        return "language"
    if "source code" not in row and SOURCE_CODE.fullmatch(line):
        return "source code"
    return "page" if SHOWN_PAGE.fullmatch(line) else "edition"


def _part_head(head: Sequence[str]) -> Row:
    """Section, title and author of the lines above the count of words; what is in doubt is title."""
    row: Row = {}
    if len(head) > 1 and len(head[0].split()) <= 3 < len(head[1].split()):
        row["section"], head = head[0], head[1:]
    named = AUTHOR.fullmatch(head[-1])
    if len(head) > 1 and (
        re.match(r"(?:By|Von|Par|Por|Di)\b", head[-1])
        or (named and len(head[-2]) < WRAPPED and len(head[-2].split()) > 3)
    ):
        row["byline"], head = head[-1], head[:-1]
    return row | {"title": " ".join(head)}


def _parse_tags(lines: Sequence[str]) -> Row | None:
    """The article of lines with Factiva's codes."""
    filled = [line for line in lines if line]
    pattern = (
        TAG if any(line == "HD" or re.match(r"HD(?:\s*\||\t|\s{2})", line) for line in filled) else TAG_SPACED
    )
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
    row: Row = {
        CODE_NAMES.get(tag, tag): " ".join(filter(None, said))
        for tag, said in tagged.items()
        if tag not in ("LP", "TD")
    }
    if dated := split_day(row["date"]):
        row["date"] = dated[0]
    return row | {"text": [*tagged.get("LP", []), "", *tagged.get("TD", [])]}


def read_page(root: Any) -> Cut | None:
    """The articles of a page by its own elements; None where it has none."""
    kept = _list_articles(root)
    parts = [Part(lines, lines) for lines in map(list_lines, kept)]
    rows = [
        _read_element(element) or parse_factiva(_drop_marks(part.lines))
        for element, part in zip(kept, parts, strict=True)
    ]
    if not any(rows):
        return None
    marks = sum(MARK.fullmatch(line) is not None for line in list_lines(root))
    if marks > len(parts) and (outside := _list_outside(root, kept)):
        parts.append(Part(outside, outside))
        rows.append(None)
    return Cut(parts, rows, max(marks, len(parts)))


def _list_articles(root: Any) -> list[Any]:
    """The elements that are an article: those named so which hold no other."""
    named = [element for element in root.xpath(ELEMENTS) if ARTICLE.search(element.get("class", ""))]
    around = set[Any]()
    for element in named:
        for parent in element.iterancestors():
            if parent in around:
                break
            around.add(parent)
    return [element for element in named if element not in around and _is_article(element)]


def _drop_marks(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if not MARK.fullmatch(line)]


def _list_outside(root: Any, kept: Sequence[Any]) -> list[str]:
    """The lines of a page that stand in none of its marked articles."""
    inside = {line for element in kept for line in list_lines(element)}
    return [line for line in list_lines(root) if line not in inside]


def _is_article(element: Any) -> bool:
    return bool(
        element.xpath(HEADLINE)
        or element.xpath(PARAGRAPH)
        or any(MARK.fullmatch(line) for line in list_lines(element)[-4:])
    )


def _read_element(element: Any) -> Row | None:
    """The fields of a marked article; None when its headline, day, outlet or text is not there."""
    found = ARTICLE.search(element.get("class", ""))
    language = found["language"] or "" if found else ""
    if tagged := dict(_read_cells(element)):
        row = _name_tags(tagged)
        return row and {"language": language} | row
    row = _read_divisions(element)
    return row and row | {"language": language or row.get("language", "")}


def _read_divisions(element: Any) -> Row | None:
    """The fields of an article with marked headline, author and paragraphs, and divisions in order."""
    title = " ".join(dict.fromkeys(map(say, element.xpath(HEADLINE))))
    paragraphs = [" ".join(filter(None, list_lines(paragraph))) for paragraph in element.xpath(PARAGRAPH)]
    lines = _list_leaves(element)
    counted = find_line(lines, COUNTED.fullmatch)
    if not title or counted is None or not any(paragraphs):
        return None
    rights = find_line(lines, COPYRIGHT.fullmatch, counted)
    end = len(lines) if rights is None else rights + 1
    details = _read_details(lines[counted + 1 : min(end, counted + HEAD)])
    authors = list(map(say, element.xpath(AUTHORS)))
    section = "; ".join(line for line in lines[:counted] if line not in (title, *authors))
    row: Row = {"section": section, "title": title, "byline": "; ".join(authors), "length": lines[counted]}
    row |= {
        "publisher (of the export)": "; ".join(_drop_marks(lines[end:])),
        "AN": next(filter(MARK.fullmatch, lines), ""),
    }
    return details and row | details | {"text": spread([paragraph] for paragraph in paragraphs)}


def _list_leaves(element: Any) -> list[str]:
    """The lines of the innermost divisions, in order, without the marked headline and paragraphs."""
    leaves = [part for part in element.iter("div", "p", "td") if not part.xpath(".//div | .//p | .//td")]
    return list(filter(None, (say(part) for part in leaves if not _is_marked(part))))


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
