"""PDF with a text layer: an article, or the export of a news database."""

from __future__ import annotations

import logging
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, WrongPasswordError
from pypdf.generic import DictionaryObject, PdfObject

from dragoman.model import Article, Rejected
from dragoman.sources.files.news_databases import is_date_line, read_documents
from dragoman.sources.files.origin import Origin
from dragoman.sources.files.plain_text import read_lines

MOST_PAGES = 2000
MOST_SECONDS = 120
LARGEST = 256 << 20  # bytes
LARGEST_PAGE = 2_000_000  # bytes of instructions a page: a newspaper's has 50,000; a million takes seconds
DEEPEST = 8  # forms in forms on a page
USED = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+Do\b")
EDGE = 2  # lines at the head and foot of a page where running titles and page numbers stand
HEAD = 6  # lines at the head among which one may be a date
COMPOUND = re.compile(r"(?:\b(?:non|self|vice|quasi)|[A-Z]{2}|\d)-$", re.A)  # its own hyphen: US-led
NUMBER = re.compile(r"(?:Page )?[-–]?\s*\d{1,4}\s*[-–]?(?: of \d{1,4})?", re.I)

SCAN = (
    "The PDF holds pictures of pages and no text, as a scan does. Let a program recognise its "
    "text (OCR) and add it again."
)
BLANK = (
    "The PDF holds neither text nor pictures: its pages are blank, or their letters are drawn as shapes. "
    "Look at it: if it shows a text, save that anew as a PDF with text, or let a program recognise "
    "it (OCR); else discard it."
)
INLINE = re.compile(rb"\bBI\s[^\x00]{0,400}?\bID\s")  # a picture within the commands of a page
MOST_DRAWN = 200  # of what a page draws
LOOKED_INTO = 3  # forms within forms that may hold a picture

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity of a file


def read_portable(stream: BinaryIO, origin: Origin) -> Iterator[Article | Rejected]:
    """The article or articles of a document; what has no text layer is said."""
    if stream.seek(0, 2) > LARGEST:
        yield origin.reject(f"The file has more than {LARGEST >> 20} MB. Split it.")
        return
    stream.seek(0)
    try:
        pages, drawn, pictures = _read_pages(stream)
    except (WrongPasswordError, DependencyError):
        yield origin.reject("The PDF is locked with a password. Save a copy without one.")
        return
    except ValueError:
        raise
    except RecursionError:
        raise ValueError(
            "The PDF nests its objects deeper than any program writes. Print it to a new PDF."
        ) from None
    except Exception as fault:  # pypdf raises whatever broken files make of it
        raise ValueError(
            f"The file cannot be read as a PDF ({type(fault).__name__}: "
            f"{str(fault)[:200]}). Print it to a new PDF."
        ) from None
    if drawn:
        listed = ", ".join(map(str, drawn[:20]))
        reason = (
            f"More than {LARGEST_PAGE // 1_000_000} MB of drawing on each of these pages of the PDF: "
            f"{listed}. They are not read."
        )
        yield origin.reject(
            f"{reason} Print them to a new PDF as pictures and let a program recognise their "
            "text (OCR), or discard this."
        )
        if len(drawn) == len(pages):
            return
    blank = -len(drawn) + _count_blank(pages)
    if blank == len(pages) - len(drawn):
        yield origin.reject(SCAN if pictures else BLANK)
        return
    lines = strip_edges([page.splitlines() for page in pages])
    articles = read_documents(lines, origin, join_lines)
    yield from read_lines(join_lines(lines), origin) if articles is None else articles
    if blank:
        why = "as scans have none" if pictures else "and no pictures: they are blank, or hold drawings"
        yield origin.reject(
            f"{blank} of {len(pages)} pages of the PDF have no text, {why}: they are not in the article. "
            "Let a program recognise their text (OCR) and add it again, or discard this."
        )


def _count_blank(pages: Sequence[str]) -> int:
    """How many pages have no letter."""
    return sum(not any(character.isalpha() for character in page) for page in pages)


class PdfPages(NamedTuple):
    """What a PDF holds."""

    texts: list[str]
    drawn: list[int]  # the numbers of the pages that hold more drawing than is read
    pictures: bool  # whether a page without a text shows one


def _read_pages(stream: BinaryIO) -> PdfPages:
    begun, reader = time.monotonic(), PdfReader(stream)
    if reader.is_encrypted and not reader.decrypt(""):
        raise WrongPasswordError
    if (count := len(reader.pages)) > MOST_PAGES:
        raise ValueError(f"The PDF has {count:,} pages; at most {MOST_PAGES:,} are read. Split it.")
    if not count:
        raise ValueError("The PDF has no page. Print it to a new PDF.")
    pages: list[str] = []
    drawn: list[int] = []
    pictures = False
    for number, page in enumerate(reader.pages, 1):
        if _weigh(page) > LARGEST_PAGE:
            drawn.append(number)
            pages.append("")
        else:
            pages.append(page.extract_text())
            pictures = pictures or (not any(map(str.isalpha, pages[-1])) and _shows_picture(page))
        if time.monotonic() - begun > MOST_SECONDS:
            raise ValueError(
                f"Reading the PDF takes more than {MOST_SECONDS} seconds. Split it, or print it to a new PDF."
            )
    return PdfPages(pages, drawn, pictures)


def _shows_picture(page: PageObject) -> bool:
    """Whether a page names a picture among what it draws, or in a form, or has one in its commands."""
    waiting: list[tuple[object, int]] = [(page.get("/Resources"), 0)]
    while waiting:
        resources, depth = waiting.pop()
        for part in _list_drawn(resources):
            if part.get("/Subtype") == "/Image":
                return True
            if depth < LOOKED_INTO:
                waiting.append((part.get("/Resources"), depth + 1))
    contents = page.get_contents()
    return contents is not None and INLINE.search(contents.get_data()) is not None


def _list_drawn(resources: object) -> list[DictionaryObject]:
    """The pictures and forms that resources name."""
    found = resources.get_object() if isinstance(resources, PdfObject) else None
    drawn = found.get("/XObject") if isinstance(found, DictionaryObject) else None
    drawn = drawn.get_object() if isinstance(drawn, PdfObject) else None
    names = list(drawn)[:MOST_DRAWN] if isinstance(drawn, DictionaryObject) else []
    parts = [drawn[name] for name in names] if isinstance(drawn, DictionaryObject) else []
    return [part for part in parts if isinstance(part, DictionaryObject)]


def _weigh(page: Any, depth: int = 0, known: dict[int, int] | None = None) -> int:
    """How many bytes of instructions draw a page or a form: each form as often as it is used.

    `known`: what forms weigh, by the ids of their objects; a form within itself weighs too much.
    """
    page, known = page.get_object(), known if known is not None else {}
    if id(page) in known:
        return known[id(page)]
    known[id(page)] = LARGEST_PAGE + 1
    content = page.get_contents() if depth == 0 else page
    data = content.get_data() if content is not None else b""
    weight = len(data)
    forms = _get_part(_get_part(page, "/Resources"), "/XObject")
    for name, times in Counter(USED.findall(data)).items():
        form = _get_part(forms, f"/{name.decode('latin-1')}")
        if form.get("/Subtype") == "/Form":
            if depth >= DEEPEST or weight > LARGEST_PAGE:
                return LARGEST_PAGE + 1
            weight += times * _weigh(form, depth + 1, known)
    known[id(page)] = weight
    return weight


def _get_part(whole: Any, name: str) -> Any:
    """What a dictionary of a PDF has under a name, an empty one where that is none."""
    part = whole.get(name)
    part = part.get_object() if part is not None else None
    return part if isinstance(part, dict) else {}


def strip_edges(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages without page numbers and what stands at the edge of most pages."""
    filled = [[line.strip() for line in page] for page in pages]
    for page in filled:
        _strip_blank(page)
    edges = Counter(_shape(line) for page in filled for line in {*page[:EDGE], *page[-EDGE:]} if line)
    running = {shape for shape, times in edges.items() if times >= max(3, len(pages) / 2)}
    lines: list[str] = []
    for page in filled:
        for place, line in enumerate(page):
            at_edge = place < EDGE or place >= len(page) - EDGE
            if not (at_edge and (NUMBER.fullmatch(line) or _shape(line) in running)):
                lines.append(line)
    return lines


def _strip_blank(page: list[str]) -> None:
    """Take the blank lines at the head and the foot away."""
    while page and not page[0]:
        del page[0]
    while page and not page[-1]:
        del page[-1]


def join_lines(lines: Sequence[str]) -> list[str]:
    """Paragraphs of a page's lines: one ends at a blank line, or at a sentence's end on a short line."""
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0
    paragraphs, open_one = [""], False
    for place, line in enumerate(lines):
        if not line:
            open_one = False
            continue
        dated = place < HEAD and is_date_line(line)
        if not open_one or dated:
            paragraphs.append(line)
        else:
            paragraphs[-1] = _join(paragraphs[-1], line)
        open_one = not dated and not _ends_paragraph(line, width)
    return [paragraph for paragraph in paragraphs if paragraph]


def _join(paragraph: str, line: str) -> str:
    """A paragraph and its next line; the hyphen of a word that was parted goes."""
    if not (paragraph.endswith("-") and line[0].islower()):
        return f"{paragraph} {line}"
    return (paragraph if COMPOUND.search(paragraph) else paragraph[:-1]) + line


def _ends_paragraph(line: str, width: int) -> bool:
    """Whether a line is very short, or is short and ends a sentence, among lines of one width."""
    return len(line) < 0.5 * width or (
        len(line) < 0.8 * width and re.search(r"[.!?:][\"'”’)\]]*$", line) is not None
    )


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)
