"""Publication dates, and where each came from: stated, parsed, guessed or none.

Stated is a date type or an ISO date; parsed is any other form that means one day only; guessed is what could mean another day
(03/04/2021, a month without a day, a day as Excel counts it) or what a file name, a URL's path or a file's time suggests.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from dateutil import parser

from dragoman.model import DateOrigin

EARLIEST, LATEST = 1600, 2199  # a year outside is a slip of the pen or another calendar
LONGEST = 60  # characters: no date is written longer

ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
COMPACT_DAY = re.compile(r"((?:18|19|20|21)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}(?:\.\d+)?Z?)?")
EXCEL_DAY = re.compile(r"([345]\d{4})(?:\.\d+)?")  # days since 1899-12-30: from 1982 to 2064
DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?!\d)")  # the day comes first wherever dots are written
BEFORE = re.compile(r"(?:first |last )?(?:published|posted|updated|created|date)(?: on)?\s*[:–—-]?\s+", re.I)
MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](?:\d{2}|\d{4})(?!\d)")
IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./ ]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)")
IN_PATH = re.compile(
    r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(0?[1-9]|[12]\d|3[01])(?![\d-])", re.I
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

NOTHING: tuple[None, DateOrigin] = (None, "none")


def read_date(value: object) -> tuple[date | None, DateOrigin]:
    """The day that a cell means, in the time zone that it is written in. Never raises: (None, "none") for what is no date."""
    if isinstance(value, datetime):
        return _believe(value.year, value.month, value.day, "stated")
    if isinstance(value, date):
        return _believe(value.year, value.month, value.day, "stated")
    if isinstance(value, bool) or value is None:
        return NOTHING
    if isinstance(value, float) and math.isfinite(value):
        value = int(value)
    text = str(value).strip() if isinstance(value, str | int) else ""
    if not text or len(text) > LONGEST:
        return NOTHING
    if found := ISO_DAY.match(text) or COMPACT_DAY.fullmatch(text):
        return _believe(int(found[1]), int(found[2]), int(found[3]), "stated")
    if found := EXCEL_DAY.fullmatch(text):
        return date(1899, 12, 30) + timedelta(days=int(found[1])), "guessed"
    if found := MONTH.fullmatch(text):
        return _believe(int(found[1]), int(found[2]), 1, "guessed")
    if text.isascii() and text.isdigit():
        return _read_timestamp(int(text))
    return _parse_date(text)


def guess_date(name: str) -> date | None:
    """The day in a file's name or a URL's path, such as 2021-06-27-rome.txt or /2021/06/27/rome. None if there is none.

    With several, the last: folders come first, and the file's own name is nearest to the article.
    """
    path = name
    if "://" in name:
        try:
            path = urlsplit(name).path
        except ValueError:
            return None
    found: list[tuple[int, date]] = []
    for match in IN_NAME.finditer(path):
        if not match[2] and len(match[0]) != 8:
            continue  # 20211 is no day of 2021
        day, _ = _believe(int(match[1]), int(match[3]), int(match[4]), "guessed")
        found += [(match.start(), day)] if day else []
    for match in IN_PATH.finditer(path):
        month = int(match[2]) if match[2].isdigit() else MONTHS.index(match[2].lower()) + 1
        day, _ = _believe(int(match[1]), month, int(match[3]), "guessed")
        found += [(match.start(), day)] if day else []
    return max(found)[1] if found else None


def _believe(year: int, month: int, day: int, origin: DateOrigin) -> tuple[date | None, DateOrigin]:
    if not EARLIEST <= year <= LATEST:
        return NOTHING
    try:
        return date(year, month, day), origin
    except ValueError:
        return NOTHING


def _read_timestamp(number: int) -> tuple[date | None, DateOrigin]:
    """Seconds or milliseconds since 1970, from 1980 on: smaller numbers are no dates."""
    seconds = number / 1000 if number > 100_000_000_000 else number
    if not 315_532_800 <= seconds <= 4_102_444_800:
        return NOTHING
    return datetime.fromtimestamp(seconds, UTC).date(), "parsed"


def _parse_date(text: str) -> tuple[date | None, DateOrigin]:
    """dateutil's answer, read against two defaults: a part that moves with the default was not in the text."""
    text = BEFORE.sub("", text, count=1) if BEFORE.match(text) else text
    dotted = bool(DOTTED.match(text))
    try:
        first = parser.parse(text, default=datetime(2000, 1, 1), ignoretz=True, dayfirst=dotted)
        second = parser.parse(text, default=datetime(2004, 2, 2), ignoretz=True, dayfirst=dotted)
    except (ValueError, OverflowError, TypeError, ArithmeticError, AttributeError, IndexError):
        return NOTHING  # ParserError is a ValueError; the others come from odd input
    if first.year != second.year or first.month != second.month:
        return NOTHING
    if first.day != second.day:
        return _believe(first.year, first.month, 1, "guessed")
    ambiguous = (found := NUMERIC.match(text)) and int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2]
    return _believe(first.year, first.month, first.day, "guessed" if ambiguous else "parsed")
