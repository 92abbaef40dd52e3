"""One row of any source, as plain fields, becomes an Article or is rejected with a reason."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
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
from dragoman.sources.wording import list_some, normalise_line, normalise_text

LONGEST_TEXT = 1_000_000  # characters: what the pipeline takes at once; about 400 pages
LONGEST_RAW = 1_000_000  # characters of a rejected row that are kept
TOO_LONG = f"The text has {{length:,}} characters; at most {LONGEST_TEXT:,} are read as one article. Split it."
LONGEST_CELL = 300  # characters of a cell that is no text: a note, an address
ELSEWHERE = "There is no text here, only the address of a page. Retry fetches the page."
UNTITLED = "Untitled"
KNOWN = {"date": "published"}  # what is known of a page by other names than those of fields
HOST = re.compile(r"www\.[\w-]+(?:\.[\w-]+)+", re.I)
CUT_OFF = re.compile(r"(?<!\s)\s*+\[\+?(\d+) char(?:acter)?s\]\s*+$")  # NewsAPI and GNews give the first 200 characters of a text


def build_article(
    fields: Mapping[str, object],
    columns: Mapping[str, str] | None = None,
    source: str = "",
    where: str = "",
    fallback: date | None = None,
) -> Article | Rejected:
    """An Article from one row (column -> value of any type), or a Rejected that keeps the row as JSON.

    `columns` maps fields (id, title, text, date, outlet, url, language) to columns and goes before the usual names. What no field
    takes is kept in `extra`, nested values as JSON. `fallback` is the day that the file suggests, used when the row has none and its
    URL suggests none; its origin is "guessed". Never raises.
    """
    row = {normalise_line(str(name)): value for name, value in fields.items()}
    filled = [name for name, value in row.items() if not is_empty(value)]
    chosen = _choose_cells(row, filled, columns or {})

    def reject(reason: str) -> Rejected:
        return Rejected(reason, dump_row(row), source, where)

    def take(field: str) -> str:
        taken = read_line(pick_inside(field, row[chosen[field]])) if field in chosen else ""
        return "" if is_empty(taken) else taken

    url, outlet = follow_redirect(take("url")), take("outlet")
    link = url if is_link(url) else ""
    if "text" not in chosen:
        rest = {name: row[name] for name in filled if name not in chosen.values()}
        if not link or any(isinstance(value, str) and len(value) > LONGEST_CELL for value in rest.values()):
            return reject(_explain_no_text(list(row), filled, columns or {}))  # one of them is the text, perhaps
        known = {"url": link, **{KNOWN.get(field, field): take(field) for field in ("title", "date", "outlet", "id", "language")}}
        if is_no_day(known["published"]):
            del known["published"]
        return Rejected(ELSEWHERE, dump_row({name: value for name, value in known.items() if value} | rest), source, link)
    held = join_paragraphs(pick_inside("text", row[chosen["text"]]))
    if isinstance(held, Mapping | list):
        return reject(f"The text is not known in what {chosen['text']!r} holds. Write it there as one string, or as a list of paragraphs.")
    raw_text = show(held)
    if len(raw_text) > 5 * LONGEST_TEXT:  # with all its markup
        return reject(TOO_LONG.format(length=len(raw_text)))

    host = (urlsplit(link).hostname or "").removeprefix("www.")
    outlet = (outlet.removeprefix("www.") if HOST.fullmatch(outlet) else outlet) or host
    title = strip_site(take("title"), outlet, host)
    cut = CUT_OFF.search(raw_text)
    text, credit = clean_article(title, normalise_text(read_text(raw_text[: cut.start()] if cut else raw_text)))
    if not any(character.isalnum() for character in text):
        return reject("The text is empty once page furniture is taken away. Fill in the text, or discard the row.")
    if len(text) > LONGEST_TEXT:
        return reject(TOO_LONG.format(length=len(text)))

    language = detect_language(f"{title}\n{text}", take("language"))
    if not language and is_garbled(text):
        return reject(
            "The letters of the text were read in a wrong encoding before it came here. Save its source as UTF-8 and add it again."
        )
    if language != ENGLISH:
        named = f"in the language {language!r}" if language else "without a word in any language"
        return reject(f"The text is {named}, and the pipeline reads English ({ENGLISH!r}). Add a translation, or discard the row.")

    day, origin, leftover = _find_date(row, chosen.get("date"), link, fallback)
    extra = [(name, show_plain(value)) for name, value in row.items() if name not in chosen.values() and is_worth_keeping(name, value)]
    besides = (
        (chosen.get("date", ""), leftover),
        (chosen.get("url", ""), url if not link else ""),
        ("cut off by the source", f"{cut[1]} characters" if cut else ""),
        ("credit", credit),
    )
    extra += [(name, value) for name, value in besides if value]
    return Article(
        id=take("id") or identify_article(link, outlet, day, title, text),
        title=title or UNTITLED,
        text=text,
        date=day,
        date_origin=origin,
        outlet=outlet,
        url=link,
        language=language,
        source=source,
        extra=tuple(extra),
    )


def identify_article(url: str, outlet: str, day: date | None, title: str, text: str) -> str:
    """The identity of an article whose source gives no id: its canonical URL, else a hash of outlet, date, title and text."""
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
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s\"'<>\\]", unquote(parts.netloc))
    except ValueError:
        return False


def dump_row(row: Mapping[str, object]) -> str:
    """A row as one JSON object of at most about `LONGEST_RAW` characters: longer values are cut, so that it stays JSON."""
    values = {name[:200]: value if isinstance(value, str | int | bool | None) else show(value) for name, value in row.items()}
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
    return f"No column is known as the text (there is {list_some(filled) or 'no value at all'}). Say which it is: --column text=NAME."


def _choose_cells(row: Mapping[str, object], filled: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Field -> column: of several that are usual for a day, an outlet or an address, the first that holds such a thing."""
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


def _find_date(row: Mapping[str, object], name: str | None, url: str, fallback: date | None) -> tuple[date | None, DateOrigin, str]:
    """Day, origin, and what the date column says when that is no date: it is kept."""
    value = _take_day(row[name]) if name else None
    day, origin = read_date(value)
    leftover = "" if day or is_empty(value) else read_line(value)
    if not day:
        day, origin = read_date(_join_day(row))
    if not day and (day := (guess_date(url) if url else None) or fallback):
        origin = "guessed"
    return day, origin, leftover
