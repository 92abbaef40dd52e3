"""Plain text: an article, or the export of a news database; lines such as "Title: ..." may head it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import BinaryIO

from dragoman.model import Article, Rejected
from dragoman.sources.articles import is_link
from dragoman.sources.boilerplate import drop_release_head
from dragoman.sources.columns import guess_columns
from dragoman.sources.dates import read_date
from dragoman.sources.files.decoding import open_text
from dragoman.sources.files.front_matter import build_post
from dragoman.sources.files.news_databases import is_date_line, read_documents
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.ris import BEGIN, read_ris
from dragoman.sources.files.saved_page import read_saved_page
from dragoman.sources.text_cleaning import normalise_text

LONGEST = 5_000_000  # characters that are read of one text: more than any article
HEAD = 25  # lines within which the labels at the head of a file end
DATED_WITHIN = 4  # lines at the head among which one may be a date
RULE = "---"
Row = dict[str, object]
LABELLED = re.compile(r"([A-Za-z][A-Za-z _-]{1,30}):[ \t]*(\S.*)")
HEADLINE = 200  # characters
PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.I)


def read_plain(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """The article of a text file, or the articles of an export.

    Its title is a labelled line, else a first line like a headline, else the file's name.
    """
    text = open_text(stream).read(LONGEST)
    if not text.strip():
        yield origin.reject("The file is empty. Check that it was saved or downloaded in full.")
        return
    if PAGE.match(text):
        yield from read_saved_page(stream, origin)
        return
    if BEGIN.match(text):
        yield from read_ris(stream, origin)
        return
    if (post := build_post(text, origin)) is not None:
        yield post
        return
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if all(map(is_link, lines)):
        yield from (origin.build({"url": line}, f"line {number}") for number, line in enumerate(lines, 1))
        return
    articles = read_documents(text.splitlines(), origin, blocks=True)
    yield from [_build(text, origin)] if articles is None else articles


def read_lines(lines: Sequence[str], origin: Origin) -> Iterator[Article | Rejected]:
    """The article or articles whose paragraphs these lines are, out of a document of any kind."""
    if not any(line.strip() for line in lines):
        yield origin.reject(
            "The document holds no text. Check that it was saved in full, or let a program recognise "
            "the text of its pictures."
        )
        return
    if (articles := read_documents(lines, origin)) is not None:
        yield from articles
        return
    filled = [line.strip() for line in lines if line.strip()]
    labels = list(takewhile(LABELLED.fullmatch, filled))
    text = "\n".join([*labels, "", *"\n\n".join(filled[len(labels) :]).splitlines()])
    if len(text) > LONGEST:
        yield origin.reject(
            f"The text has {len(text):,} characters; at most {LONGEST:,} are read. Split it.", text
        )
        return
    yield _build(text, origin)


def _build(text: str, origin: Origin) -> Article | Rejected:
    row, text = _take_labels(text)
    if "date" not in guess_columns(list(row)):
        row, text = _take_date(row, text)
    text = drop_release_head(normalise_text(text))
    if "title" not in guess_columns(list(row)):
        first, _, rest = text.partition("\n\n")
        if rest and _is_headline(first):
            row["title"], text = first.lstrip("# "), rest
        else:
            row["title"] = (
                re.sub(r"[\W_]+", " ", re.sub(r"^[\d\W_]+", "", origin.name)).strip() or origin.name
            )
    return origin.build_whole(row | {"text": text})


def _take_labels(text: str) -> tuple[Row, str]:
    """Lines at the head that name fields ("Date: 27 June 2021"), if two, and the text below them."""
    labels: Row = {}
    lines = text.lstrip("\ufeff\r\n ").splitlines()
    if lines and lines[0].strip() == RULE and RULE in [line.strip() for line in lines[1:HEAD]]:
        lines.remove(lines[0])  # labels between two rules, as in a file of Markdown
        lines[lines.index(next(line for line in lines if line.strip() == RULE))] = ""
    while (
        lines and (found := LABELLED.fullmatch(lines[0].strip())) and "text" not in guess_columns([found[1]])
    ):
        labels[found[1]] = found[2].strip("\"'")
        del lines[0]
    return (labels, "\n".join(lines)) if len(guess_columns(list(labels))) >= 2 else ({}, text)


def _take_date(row: Row, text: str) -> tuple[Row, str]:
    """A line near the head that is a day and nothing else dates the article."""
    lines = text.splitlines()
    filled = [place for place, line in enumerate(lines) if line.strip()]
    for place in filled[:DATED_WITHIN] if len(filled) > 1 else ():
        if is_date_line(line := lines[place].strip()) and read_date(line)[1] in ("stated", "parsed"):
            return row | {"date": line}, "\n".join(lines[:place] + lines[place + 1 :])
    return row, text


def _is_headline(line: str) -> bool:
    return "\n" not in line and 0 < len(line) <= HEADLINE and not re.search(r"[.,;:][\"'”’)]*$", line)
