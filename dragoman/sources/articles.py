"""One row of any source, as plain fields, becomes an Article or is rejected with a reason."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from urllib.parse import unquote, urldefrag, urlsplit

import courlan

from dragoman.model import Article, DateOrigin, Rejected
from dragoman.sources.boilerplate import clean_article, strip_site
from dragoman.sources.cells import (
    is_empty,
    is_no_day,
    is_worth_keeping,
    join_paragraphs,
    pick_inside,
    plain_words,
    read_line,
    read_text,
    show,
    show_plain,
)
from dragoman.sources.columns import choose_columns, rank_columns
from dragoman.sources.dates import guess_date, read_date
from dragoman.sources.language import ENGLISH, detect_language, is_garbled
from dragoman.sources.redirects import follow_redirect
from dragoman.sources.text_cleaning import list_some, normalise_line, normalise_text

LONGEST_TEXT = 1_000_000  # characters: what the pipeline takes at once; about 400 pages
LONGEST_RAW = 1_000_000  # characters of a rejected row that are kept
TOO_LONG = (
    f"The text has {{length:,}} characters; at most {LONGEST_TEXT:,} are read as one article. Split it."
)
NO_TEXT = (
    "The text is not known in what {column!r} holds. Write it there as one string, "
    "or as a list of paragraphs."
)
LONGEST_CELL = 300  # characters of a cell that is no text: a note, an address
ELSEWHERE = "There is no text here, only the address of a page. Retry fetches the page."
UNTITLED = "Untitled"
KNOWN = {"date": "published"}  # what is known of a page by other names than those of fields
HOST = re.compile(r"www\.[\w-]+(?:\.[\w-]+)+", re.I)
CUT_OFF = re.compile(r"(?<!\s)\s*+\[\+?(\d+) char(?:acter)?s\]\s*+$")  # NewsAPI and GNews cut a text off so


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a row, and which of them is what."""

    row: Mapping[str, object]
    filled: list[str]  # the names of those that are not empty
    columns: Mapping[str, str]  # as they were mapped
    chosen: Mapping[str, str]  # field -> column
    source: str
    where: str

    def take(self, field: str) -> str:
        """What a field says, in one line; "" without it."""
        taken = read_line(pick_inside(field, self.row[self.chosen[field]])) if field in self.chosen else ""
        return "" if is_empty(taken) else taken

    def reject(self, reason: str) -> Rejected:
        """The row, with the reason why it is no article."""
        return Rejected(reason, dump_row(self.row), self.source, self.where)


def build_article(
    fields: Mapping[str, object],
    columns: Mapping[str, str] | None = None,
    source: str = "",
    where: str = "",
    fallback: date | None = None,
) -> Article | Rejected:
    """An Article from one row (column -> value of any type), or a Rejected that keeps the row as JSON.

    `columns` maps fields (id, title, text, date, outlet, url, language) to columns and goes before the usual
    names. What no field takes is kept in `extra`, nested values as JSON. `fallback` is the day that the file
    suggests, used when the row has none and its URL suggests none; its origin is "guessed". Never raises.
    """
    cells = _lay_out(fields, columns or {}, source, where)
    url = follow_redirect(cells.take("url"))
    link = url if is_link(url) else ""
    if "text" not in cells.chosen:
        return _refer(cells, link)
    held = join_paragraphs(pick_inside("text", cells.row[cells.chosen["text"]]))
    if isinstance(held, Mapping | list):
        return cells.reject(NO_TEXT.format(column=cells.chosen["text"]))
    raw_text = show(held)
    if len(raw_text) > 5 * LONGEST_TEXT:  # with all its markup
        return cells.reject(TOO_LONG.format(length=len(raw_text)))

    host = (urlsplit(link).hostname or "").removeprefix("www.")
    outlet = _name_outlet(cells.take("outlet")) or host
    title = strip_site(cells.take("title"), outlet, host)
    cut = CUT_OFF.search(raw_text)
    text, credit = clean_article(
        title, normalise_text(read_text(raw_text[: cut.start()] if cut else raw_text))
    )
    if reason := _refuse_text(text):
        return cells.reject(reason)
    language = detect_language(f"{title}\n{text}", cells.take("language"))
    if reason := _refuse_language(text, language):
        return cells.reject(reason)

    day, origin, leftover = _find_date(cells.row, cells.chosen.get("date"), link, fallback)
    besides = (
        (cells.chosen.get("date", ""), leftover),
        (cells.chosen.get("url", ""), url if not link else ""),
        ("cut off by the source", f"{cut[1]} characters" if cut else ""),
        ("credit", credit),
    )
    return Article(
        id=cells.take("id") or identify_article(link, outlet, day, title, text),
        title=title or UNTITLED,
        text=text,
        date=day,
        date_origin=origin,
        outlet=outlet,
        url=link,
        language=language,
        source=source,
        extra=(*_list_others(cells), *filter(itemgetter(1), besides)),
    )


def _lay_out(fields: Mapping[str, object], columns: Mapping[str, str], source: str, where: str) -> _Cells:
    row = {normalise_line(str(name)): value for name, value in fields.items()}
    filled = [name for name, value in row.items() if not is_empty(value)]
    return _Cells(row, filled, columns, _choose_cells(row, filled, columns), source, where)


def _refer(cells: _Cells, link: str) -> Rejected:
    """A row without a text: a page to fetch, or none where another column may hold the text."""
    rest = {name: cells.row[name] for name in cells.filled if name not in cells.chosen.values()}
    if not link or any(isinstance(value, str) and len(value) > LONGEST_CELL for value in rest.values()):
        return cells.reject(_explain_no_text(list(cells.row), cells.filled, cells.columns))
    known = {
        "url": link,
        **{
            KNOWN.get(field, field): cells.take(field)
            for field in ("title", "date", "outlet", "id", "language")
        },
    }
    if is_no_day(known["published"]):
        del known["published"]
    return Rejected(
        ELSEWHERE,
        dump_row({name: value for name, value in known.items() if value} | rest),
        cells.source,
        link,
    )


def _refuse_text(text: str) -> str:
    """Why a text, once it is clean, is none that can be read, as a sentence, or ""."""
    if not any(character.isalnum() for character in text):
        return "The text is empty once page furniture is taken away. Fill in the text, or discard the row."
    return TOO_LONG.format(length=len(text)) if len(text) > LONGEST_TEXT else ""


def _refuse_language(text: str, language: str) -> str:
    """Why a text in this language is not read, as a sentence, or ""."""
    if language == ENGLISH:
        return ""
    if not language and is_garbled(text):
        return (
            "The letters of the text were read in a wrong encoding before it came here. Save its source "
            "as UTF-8 and add it again."
        )
    named = f"in the language {language!r}" if language else "without a word in any language"
    return (
        f"The text is {named}, and the pipeline reads English ({ENGLISH!r}). Add a "
        "translation, or discard the row."
    )


def _name_outlet(outlet: str) -> str:
    return outlet.removeprefix("www.") if HOST.fullmatch(outlet) else outlet


def _list_others(cells: _Cells) -> list[tuple[str, str]]:
    """What the row holds besides the fields of an article."""
    others = [(name, value) for name, value in cells.row.items() if name not in cells.chosen.values()]
    return [(name, show_plain(value)) for name, value in others if is_worth_keeping(name, value)]


def identify_article(url: str, outlet: str, day: date | None, title: str, text: str) -> str:
    """Identity where a source gives no id: canonical URL, else a hash of outlet, date, title, text."""
    if url:
        return canonicalise_url(url)
    parts = json.dumps([outlet, day.isoformat() if day else "", title, text])
    return "sha:" + hashlib.sha256(parts.encode()).hexdigest()[:32]


def canonicalise_url(url: str) -> str:
    """The URL without what does not tell articles apart: case of the host, tracking parameters, fragment."""
    try:
        return courlan.normalize_url(urldefrag(url).url)
    except (ValueError, TypeError, AttributeError):
        return url


def is_link(url: str) -> bool:
    """Whether this is an http or https address with a host: nothing else may become a link on a page."""
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and not re.search(r"[\s\"'<>\\]", unquote(parts.netloc))
        )
    except ValueError:
        return False


def dump_row(row: Mapping[str, object]) -> str:
    """A row as one JSON object of about `LONGEST_RAW` characters at most: longer values are cut."""
    values = {
        name[:200]: value if isinstance(value, str | int | bool | None) else show(value)
        for name, value in row.items()
    }
    limit = LONGEST_RAW
    while True:
        cut = {name: value[:limit] if isinstance(value, str) else value for name, value in values.items()}
        raw = json.dumps(cut, ensure_ascii=False).encode("utf-8", "replace").decode()
        if len(raw) <= LONGEST_RAW or limit < 100:
            return raw
        limit //= 4


def _explain_no_text(names: list[str], filled: list[str], columns: Mapping[str, str]) -> str:
    if any(field == "text" for field in choose_columns(names, columns)):
        return "The text is empty. Fill it in, or discard the row."
    return (
        f"No column is known as the text (there is {list_some(filled) or 'no value at all'}). Say which "
        "it is: --column text=NAME."
    )


def _choose_cells(
    row: Mapping[str, object], filled: Sequence[str], columns: Mapping[str, str]
) -> dict[str, str]:
    """Field -> column: of several for a day, an outlet or an address, the first that holds such."""
    chosen, ranked = choose_columns(filled, columns), rank_columns(filled, columns)

    def holds(field: str, name: str) -> bool:
        if field == "date":
            return read_date(_take_day(row[name]))[0] is not None
        return is_link(show(pick_inside(field, row[name])).strip()) == (field == "url")

    for field in ("date", "url", "outlet"):
        fitting = [name for name in ranked.get(field, ()) if holds(field, name)]
        if fitting:
            chosen[field] = fitting[0]
        elif field == "outlet":
            chosen.pop(field, None)  # an address is no name
    for name in ranked.get("outlet", ()):
        if "url" not in chosen and holds("url", name):
            chosen["url"] = name
    return chosen


def _take_day(value: object) -> object:
    """What a cell says of a day; the zero of a clock is none."""
    value = pick_inside("date", value)
    return None if is_no_day(value) else plain_words(value) if isinstance(value, str) else value


def _join_day(row: Mapping[str, object]) -> object:
    """The day of a row that has it in three columns, year, month and day."""
    parts = {name.casefold(): row[name] for name in row}
    numbers = [show(parts.get(name)).strip() for name in ("year", "month", "day")]
    return "-".join(numbers) if all(number.isdigit() for number in numbers) else None


def _find_date(
    row: Mapping[str, object], name: str | None, url: str, fallback: date | None
) -> tuple[date | None, DateOrigin, str]:
    """Day, origin, and what the date column says when that is no date: it is kept."""
    value = _take_day(row[name]) if name else None
    day, origin = read_date(value)
    leftover = "" if day or is_empty(value) else read_line(value)
    if not day:
        day, origin = read_date(_join_day(row))
    if not day and (day := (guess_date(url) if url else None) or fallback):
        origin = "guessed"
    return day, origin, leftover
