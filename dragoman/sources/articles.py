"""One row of any source, as plain fields, becomes an Article or is rejected with a reason."""

from __future__ import annotations

import hashlib
import html
import json
import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import unquote, urldefrag, urlsplit

import courlan

from dragoman.model import Article, DateOrigin, Rejected
from dragoman.sources.boilerplate import clean_article, strip_markup, strip_site
from dragoman.sources.columns import choose_columns
from dragoman.sources.dates import guess_date, read_date
from dragoman.sources.language import ENGLISH, detect_language
from dragoman.sources.wording import normalise_line, normalise_text

LONGEST_TEXT = 1_000_000  # characters: what the pipeline takes at once; about 400 pages
LONGEST_RAW = 1_000_000  # characters of a rejected row that are kept
TOO_LONG = f"The text has {{length:,}} characters; at most {LONGEST_TEXT:,} are read as one article. Split it."
LONGEST_CELL = 300  # characters of a cell that is no text: a note, an address
ELSEWHERE = "There is no text here, only the address of a page. Retry fetches the page."
UNTITLED = "Untitled"
FAILED = ("", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")  # what spreadsheets write for a formula without a value
# Where the value stands in a nested one: {"rendered": "<p>..."}, {"main": "Talks"}, {"$date": "2021-06-27"}, {"name": "Reuters"}.
INSIDE = {
    "text": ("text", "body", "content", "rendered", "html", "plain", "value", "#text"),
    "title": ("title", "main", "rendered", "text", "value", "#text"),
    "date": ("$date", "date", "value", "raw", "rendered"),
    "id": ("$oid", "value", "#text", "rendered"),
    "url": ("url", "href", "value", "rendered"),
}
NAMED = ("name", "title", "domain")
CUT_OFF = re.compile(r"\s*\[\+(\d+) chars\]\s*$")  # newsapi.org gives the first 200 characters of a text


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
    filled = [name for name, value in row.items() if not _is_empty(value)]
    chosen = choose_columns(filled, columns or {})

    def reject(reason: str) -> Rejected:
        return Rejected(reason, dump_row(row), source, where)

    def take(field: str) -> str:
        return normalise_line(_show(_pick_inside(field, row[chosen[field]]))) if field in chosen else ""

    url, outlet = take("url"), take("outlet")
    link = url if is_link(url) else ""
    if "text" not in chosen and link:
        known = {"url": link, "title": take("title"), "published": take("date"), "outlet": outlet}
        rest = {name: row[name] for name in filled if name not in chosen.values()}
        if any(isinstance(value, str) and len(value) > LONGEST_CELL for value in rest.values()):
            return reject(_explain_no_text(list(row), filled, columns or {}))  # one of them is the text, perhaps
        return Rejected(ELSEWHERE, dump_row({name: value for name, value in known.items() if value} | rest), source, link)
    if "text" not in chosen:
        return reject(_explain_no_text(list(row), filled, columns or {}))
    raw_text = _join_paragraphs(_pick_inside("text", row[chosen["text"]]))
    if len(raw_text) > 5 * LONGEST_TEXT:  # with all its markup
        return reject(TOO_LONG.format(length=len(raw_text)))

    host = (urlsplit(link).hostname or "").removeprefix("www.")
    outlet = outlet or host
    title = strip_site(normalise_line(html.unescape(take("title"))), outlet, host)
    cut = CUT_OFF.search(raw_text)
    text, credit = clean_article(title, normalise_text(strip_markup(raw_text[: cut.start()] if cut else raw_text)))
    if not any(character.isalnum() for character in text):
        return reject("The text is empty once page furniture is taken away. Fill in the text, or discard the row.")
    if len(text) > LONGEST_TEXT:
        return reject(TOO_LONG.format(length=len(text)))

    language = detect_language(f"{title}\n{text}", take("language"))
    if language != ENGLISH:
        named = f"in the language {language!r}" if language else "without a word in any language"
        return reject(f"The text is {named}, and the pipeline reads English ({ENGLISH!r}). Add a translation, or discard the row.")

    day, origin, leftover = _find_date(_pick_inside("date", row[chosen["date"]]) if "date" in chosen else None, link, fallback)
    extra = [(name, _show(value)) for name, value in row.items() if name not in chosen.values() and not _is_empty(value)]
    if leftover:
        extra.append((chosen["date"], leftover))
    if url and not link:
        extra.append((chosen["url"], url))
    if cut:
        extra.append(("cut off by the source", f"{cut[1]} characters"))
    if credit:
        extra.append(("credit", credit))
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
    values = {name[:200]: value if isinstance(value, str | int | bool | None) else _show(value) for name, value in row.items()}
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
    listed = ", ".join(filled[:12]) or "no value at all"
    return f"No column is known as the text (there is {listed}). Say which it is: --column text=NAME."


def _find_date(value: object, url: str, fallback: date | None) -> tuple[date | None, DateOrigin, str]:
    """Day, origin, and what the date column says when that is no date: it is kept."""
    day, origin = read_date(value)
    leftover = "" if day or _is_empty(value) else normalise_line(_show(value))
    if not day and (day := (guess_date(url) if url else None) or fallback):
        origin = "guessed"
    return day, origin, leftover


def _is_empty(value: object) -> bool:
    """None, NaN, blank strings, formulas that failed and empty lists hold nothing."""
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or (isinstance(value, str) and value.strip() in FAILED) or (isinstance(value, list | dict | tuple) and not value)


def _join_paragraphs(value: object) -> str:
    """The text of a cell; a list of strings is a list of paragraphs."""
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    if isinstance(value, list) and all(
        isinstance(part, str) or (isinstance(part, dict) and isinstance(part.get("text"), str)) for part in value
    ):
        return "".join(part if isinstance(part, str) else part["text"] for part in value)  # a line with links and bold words, by pieces
    return _show(value)


def _pick_inside(field: str, value: object) -> object:
    """The value of a field out of a nested one; any other value as it is."""
    if isinstance(value, Mapping):
        return next((value[key] for key in INSIDE.get(field, NAMED) if isinstance(value.get(key), str | int)), value)
    return value


def _show(value: object) -> str:
    """A cell as a string: dates in ISO form, nested values as JSON, characters that no encoding can hold replaced."""
    if isinstance(value, str):
        shown = value
    elif value is None:
        shown = ""
    elif isinstance(value, date | datetime):
        shown = value.isoformat()
    elif isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        shown = str(int(value))  # Excel and pandas write whole numbers as 7.0
    elif isinstance(value, list | dict | tuple):
        try:
            shown = json.dumps(value, ensure_ascii=False, default=str)
        except (ValueError, TypeError, RecursionError):
            shown = "(nested too deeply to show)"
    elif isinstance(value, bytes):
        shown = value.decode("utf-8", "replace")
    else:
        shown = str(value)
    return shown.encode("utf-8", "replace").decode()
