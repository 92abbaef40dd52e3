"""An export cut into its articles, and counted: what it says it holds comes out, or is said to be missing.

A document is cut only where every cut is marked by a line that nothing else writes: "End of Document", "3 of
25 DOCUMENTS", "Document RTRS000020210627eh6r000s1", a rule of underscores in what ProQuest writes. Within an
article the labelled lines say what is what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from dragoman.model import Article, Rejected
from dragoman.sources.articles import UNTITLED, dump_row
from dragoman.sources.files.news_databases.days import read_day
from dragoman.sources.files.news_databases.markup import BOUNDARY
from dragoman.sources.files.news_databases.words import (
    CLOSING,
    DOCUMENTS,
    OF,
    RIGHTS,
    find_language,
    is_fault,
    name_label,
)
from dragoman.sources.text_cleaning import SENTENCE_END

if TYPE_CHECKING:
    from dragoman.sources.files.origin import Origin

COUNTER = re.compile(
    rf"(?P<word>(?:{DOCUMENTS})\s+)?(?P<n>\d[\d.,]{{0,6}})"
    rf"\s+(?:{OF}|out of)\s+(?P<m>\d[\d.,]{{0,6}})(?P<words>\s+(?:{DOCUMENTS}))?",
    re.I,
)
STATED = (  # a cover or a list says how many articles follow
    re.compile(rf"(?:{DOCUMENTS}) \((\d[\d.,]{{0,6}})\)", re.I),
    re.compile(r"(?:download request: )?selected items: 1\s*[-–]\s*(\d{1,5})", re.I),
    re.compile(
        rf"(?:results|ergebnisse|r[ée]sultats|resultados|risultati|resultaten)\s*:?\s*1\s*[-–]\s*(\d{{1,5}})\s+(?:{OF})\s+[\d.,]+",
        re.I,
    ),
)
WIDTH = 110  # characters: no program breaks lines wider
PROSE = 30  # words of a paragraph that is somebody's
COVER_LINES = 60  # within which a cover says how many articles follow
CLOSED = re.compile(rf"copyright\b|©|\(c\)|.{{0,40}}(?:{RIGHTS})", re.I)
SPACES = re.compile("[\xa0\u2007\u202f]")  # that keep two words on one line
HYPHEN = re.compile(r"\w-$")
FAULT = "The service put an error message in place of this article: download it again, and add it by itself."

Row = dict[str, Any]
Join = Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """What should be one article: its lines, with "" between blocks, and the line that marked it."""

    lines: list[str]
    raw: list[str]


@dataclass(frozen=True, slots=True)
class Form:
    """How a service marks and writes its articles.

    `heads` counts the beginnings of articles in lines; `sure`: nobody else writes so.
    """

    cut: Callable[[Sequence[str]], list[Part]]
    parse: Callable[[Sequence[str]], Row | None]
    heads: Callable[[Sequence[str]], int]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Cut:
    """The parts of an export and the rows of those that are in its form."""

    parts: list[Part]
    rows: list[Row | None]
    marked: int  # by its marks and heads
    stated: int = 0  # by its cover and counters

    @property
    def found(self) -> int:
        """How many articles are in the form."""
        return sum(row is not None for row in self.rows)

    @property
    def expected(self) -> int:
        """How many articles there should be."""
        return max(self.marked, self.stated)


def arrange_lines(lines: Sequence[str], blocks: bool) -> list[str]:
    """Lines without white space around them; blank ones part blocks.

    Unless blank lines do so in the file, each line is a block.
    """
    kept: list[str] = []
    for line in (SPACES.sub(" ", line).strip("\ufeff \t\r\n\f\v") for line in lines):
        if line or (kept and kept[-1]):
            kept.append(line)
        if line and not blocks:
            kept.append("")
    return kept


def list_blocks(lines: Sequence[str]) -> list[list[str]]:
    """The lines between blank ones."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def cut_marked(
    lines: Sequence[str], is_mark: Callable[[str], bool], before: bool, heads: Callable[[Sequence[str]], int]
) -> list[Part]:
    """The parts that marks head (`before`) or end; none without a mark.

    What lies outside of the first or last is an export's own cover or list, unless it has the head of an
    article or its prose.
    """
    places = [place for place, line in enumerate(lines) if line and is_mark(line)]
    if not places:
        return []
    spans = pairwise([*places, len(lines)]) if before else pairwise([-1, *places])
    parts = [
        Part(list(lines[a + 1 : b]), list(lines[max(a, 0) : b] if before else lines[a + 1 : b + 1]))
        for a, b in spans
    ]
    parts = [part for part in parts if any(part.lines)]
    outside = list(lines[: places[0]] if before else lines[places[-1] + 1 :])
    return _add_outside(parts, outside, before) if heads(outside) or _has_prose(outside) else parts


def _add_outside(parts: list[Part], outside: list[str], before: bool) -> list[Part]:
    part = Part(outside, outside)
    return [part, *parts] if before else [*parts, part]


def read_form(form: Form, lines: Sequence[str]) -> Cut | None:
    """A document read in a form; None when it has none of its marks."""
    if not (parts := [piece for part in form.cut(lines) for piece in _split_faults(part)]):
        return None
    counts = [form.heads(part.lines) for part in parts]
    rows = [None if count > 1 else form.parse(part.lines) for part, count in zip(parts, counts, strict=True)]
    return Cut(parts, rows, sum(max(1, count) for count in counts), count_stated(lines))


def count_stated(lines: Sequence[str]) -> int:
    """How many articles a document says it holds, or 0."""
    counters = [(_number(found["n"]), _number(found["m"])) for line in lines if (found := find_counter(line))]
    stated = [
        _number(found[1])
        for line in lines[:COVER_LINES]
        for pattern in STATED
        if line and (found := pattern.fullmatch(line))
    ]
    if counters:
        first, last = min(n for n, _ in counters), max(n for n, _ in counters)
        # Some of a longer list
        stated.append(max(last, *(m for _, m in counters)) if first <= 1 else last - first + 1)
    return max(stated, default=0)


def find_counter(line: str, bare: bool = False) -> re.Match[str] | None:
    """The counter of an article ("3 of 25 DOCUMENTS", "Document 3 of 25"); `bare`: "3 of 25" too."""
    found = COUNTER.fullmatch(line) if line[:1].isalnum() else None
    return (
        found
        if found and (bare or found["word"] or found["words"]) and _number(found["n"]) <= _number(found["m"])
        else None
    )


def build_articles(cut: Cut, origin: Origin, join: Join | None) -> Iterator[Article | Rejected]:
    """The articles of a cut, in order, or messages; then, as one item, what has no form or is missing."""
    rest: list[tuple[int, Part]] = []
    faults = 0
    for number, (part, row) in enumerate(zip(cut.parts, cut.rows, strict=True), 1):
        if row is not None:
            text = "\n\n".join(
                (join or unwrap)(row["text"]) if isinstance(row["text"], list) else [row["text"]]
            )
            yield origin.build(complete_row(row) | {"text": text}, f"article {number}")
        elif _is_message(part.lines):
            faults += 1
            yield origin.reject(FAULT, "\n".join(filter(None, part.lines)), f"article {number}")
        else:
            rest.append((number, part))
    if rest or cut.expected > cut.found + faults:
        yield _reject_rest(cut, faults, rest, origin)


def complete_row(row: Row) -> Row:
    """A row whose day and language are in English, whatever the interface's language was."""
    row = {"title": UNTITLED} | {name: value for name, value in row.items() if value}
    if said := row.pop("language", ""):
        code = find_language(said)
        row |= {"language": code} if code else {"language (of the source)": said}
    return row | ({"date": read_day(row["date"])} if row.get("date") else {})


def unwrap(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a text: blank lines part them; lines that a program broke are joined."""
    blocks = list_blocks(lines)
    inner = list(chain.from_iterable(block[:-1] for block in blocks))
    if not _is_broken(inner):
        return list(chain.from_iterable(blocks))
    width = max(map(len, inner))
    return [paragraph for block in blocks for paragraph in _join_block(block, width)]


def _is_broken(lines: Sequence[str]) -> bool:
    """Whether lines of a block were broken to a width: none is wide, most end in mid-sentence."""
    open_ones = sum(not SENTENCE_END.search(line) for line in lines)
    wide = sum(len(line) > WIDTH for line in lines)
    return bool(lines) and 2 * open_ones >= len(lines) and 10 * wide <= len(lines)


def _join_block(block: Sequence[str], width: int) -> Iterator[str]:
    """The paragraphs of a block; a short line that ends a sentence, or is of a list, ends one."""
    paragraph = block[0]
    for line, after in pairwise(block):
        if len(line) < width / 2 and (SENTENCE_END.search(line) or not after[0].islower()):
            yield paragraph
            paragraph = after
        else:
            paragraph += after if HYPHEN.search(line) and after[0].isalpha() else f" {after}"
    yield paragraph


def spread(blocks: Iterable[Sequence[str]]) -> list[str]:
    """The lines of blocks, with a blank one below each block."""
    return [line for block in blocks for line in (*block, "")]


def find_line(
    lines: Sequence[str], is_wanted: Callable[[str], object], start: int = 0, end: int | None = None
) -> int | None:
    """The place of the first line from `start` on, and before `end`, that is wanted; blank ones never are."""
    places = range(start, len(lines) if end is None else min(end, len(lines)))
    return next((place for place in places if lines[place] and is_wanted(lines[place])), None)


def _reject_rest(cut: Cut, faults: int, rest: Sequence[tuple[int, Part]], origin: Origin) -> Rejected:
    held = (
        f"{cut.expected} articles are counted or marked in the file and {cut.found} of them were recognised"
    )
    held += f" ({faults} more are error messages)" if faults else ""
    if not rest:
        numbers = {"expected": cut.expected, "recognised": cut.found}
        return origin.reject(
            f"{held}: the others are not in it. Download them again and add them, or discard this.",
            dump_row(numbers),
        )
    numbers_of = ", ".join(str(number) for number, _ in rest[:20]) + ("..." if len(rest) > 20 else "")
    where = f"article{'s' if len(rest) > 1 else ''} {numbers_of}"
    reason = (
        f"{held}. What is not in the form of the others stands here: download it again, one file "
        "an article or as RIS or CSV"
    )
    if len(rest) == 1 and cut.expected == cut.found + faults + 1:
        title, _, text = "\n\n".join(unwrap(rest[0][1].lines)).partition("\n\n")
        row = {"title": title, "text": text or title, "outlet": "", "date": ""}
        return origin.reject(f"{reason}, or discard it. Retry takes it as one article.", dump_row(row), where)
    return origin.reject(f"{reason}, or discard it.", "\n".join(spread(part.raw for _, part in rest)), where)


def _split_faults(part: Part) -> list[Part]:
    """A part without the messages at its end, and those: a service may glue one to the article before."""
    blocks, messages = [block for block in list_blocks(part.lines) if block != [BOUNDARY]], list[Part]()
    while (
        len(blocks) > 1
        and len(blocks[-1]) <= 3
        and is_fault(said := " ".join(blocks[-1]))
        and len(said.split()) <= 40
    ):
        messages.append(Part(blocks.pop(), [said]))
    if not messages or not _is_closed(blocks[-1]):  # an article may end with a document not available
        return [part]
    lines = spread(blocks)
    return [Part(lines, part.raw), *messages]


def _is_closed(block: Sequence[str]) -> bool:
    """Whether these are lines that stand below the text of an article."""
    return any(CLOSED.match(line) or name_label(line.partition(":")[0]) in CLOSING for line in block)


def _is_message(lines: Sequence[str]) -> bool:
    said = " ".join(filter(None, lines))
    return len(said.split()) <= 60 and (is_fault(said) or any(map(is_fault, filter(None, lines))))


def _has_prose(lines: Sequence[str]) -> bool:
    return any(len(line.split()) >= PROSE and SENTENCE_END.search(line) for line in lines)


def _number(said: str) -> int:
    return int(re.sub(r"\D", "", said))
