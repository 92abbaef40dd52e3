"""Publication dates, and where each came from: stated, parsed, guessed or none.

Stated is a date type or an ISO date; parsed is any other form that means one day only; guessed is what could
mean another day (03/04/2021, a month without a day, a day as Excel counts it) or what a file name, a URL's
path or a file's time suggests.
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
LONGEST_PART = 300  # characters of a part of an address that are looked at

ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
COMPACT_DAY = re.compile(r"((?:18|19|20|21)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}(?:\.\d+)?Z?)?")
EXCEL_DAY = re.compile(r"([345]\d{4})(?:\.\d+)?")  # days since 1899-12-30: from 1982 to 2064
DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?!\d)")  # where dots are, the day comes first
BEFORE = re.compile(r"(?:first |last )?(?:published|posted|updated|created|date)(?: on)?\s*[:–—-]?\s+", re.I)
MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](?:\d{2}|\d{4})(?!\d)")
IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./ ]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
YEAR, TWO, LAST = r"(?:19|20)\d\d", r"0[1-9]|1[0-2]", r"0[1-9]|[12]\d|3[01]"
# The folders of an address: /2021/06/27/, /2021/jun/27/, /2021-06/27/, /2021/0627/, /202106/27/.
IN_PATH = (
    re.compile(rf"/({YEAR})/(0?[1-9]|1[0-2]|{NAMED_MONTH})/(0?[1-9]|[12]\d|3[01])(?![\d-])", re.I),
    re.compile(rf"/({YEAR})[-_/]?({TWO})[-_/]?({LAST})(?=/|$)"),
)
# A part of an address that begins with a day, or ends with one in eight digits: 2021-06-27-rome,
# t20210627_123, rome-20210627.
AT_THE_HEAD = re.compile(rf"({YEAR})([-_.]?)({TWO})\2({LAST})(?=[-_.]|$)|[a-z]({YEAR})()({TWO})({LAST})(?=_)")
AT_THE_END = re.compile(rf"(?:.*[-_])?({YEAR})()({TWO})({LAST})")
# Words before a day that say what an article is about: agenda-for-20300101.
ABOUT = re.compile(
    r"(?:^|[-_])(?:for|of|on|by|until|till|to|from|before|after|since|in|the|and|vs|deadline|dated|date)[-_]$",
    re.I,
)
# Sites that put the day of publication behind the words of an address, as 2021-06-27.
DAY_LAST = ("reuters.com",)
AT_THE_END_IN_FULL = re.compile(rf".*-({YEAR})(-)({TWO})-({LAST})")
FOLDER = re.compile(rf"/({YEAR})(?:[-_/]?({TWO}|{NAMED_MONTH}))?(?=/)", re.I)  # of a year or a month of it
FIRST_ADDRESSES = 1995  # a day before it among words is no paper's on the web
AHEAD = timedelta(days=2)  # of today: time zones, and papers of tomorrow

NOTHING: tuple[None, DateOrigin] = (None, "none")


def read_date(value: object) -> tuple[date | None, DateOrigin]:
    """The day that a cell means, in the time zone that it is written in.

    Never raises: (None, "none") for what is no date.
    """
    if isinstance(value, date):  # or a datetime, which is one
        return _believe(value.year, value.month, value.day, "stated")
    if isinstance(value, bool) or value is None:
        return NOTHING
    if isinstance(value, float) and math.isfinite(value):
        value = int(value)
    text = str(value).strip() if isinstance(value, str | int) else ""
    return _read_text(text) if 0 < len(text) <= LONGEST else NOTHING


def _read_text(text: str) -> tuple[date | None, DateOrigin]:
    """The day that a short text means, by its form."""
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
    """The day in a file's name or a URL's path: 2021-06-27-rome.txt, /2021/06/27/rome. Else None.

    With several, the last: folders come first, and the file's own name is nearest to the article. A day to
    come is none: it is what an article is about. So is one among the words of an address.
    """
    if "://" not in name:
        found = [(match.start(), day) for match in IN_NAME.finditer(name) if (day := _read_name(match))]
        found += _find_folders(name)
    else:
        try:
            parts = urlsplit(name)
        except ValueError:
            return None
        path = parts.path.rstrip("/")
        found = _find_folders(path) or _find_in_words(path, parts.hostname or "")
    return max(found)[1] if found else None


def _find_folders(path: str) -> list[tuple[int, date]]:
    """Days that folders of a path mean, each with its place."""
    found = [
        (match.start(), _read_parts(match[1], match[2], match[3]))
        for pattern in IN_PATH
        for match in pattern.finditer(path)
    ]
    return [(place, day) for place, day in found if day]


def _find_in_words(path: str, host: str) -> list[tuple[int, date]]:
    """The day at an end of an address's part, unless folders or the words before it gainsay it."""
    found: list[tuple[int, date]] = []
    patterns = [
        AT_THE_HEAD,
        AT_THE_END,
        *([AT_THE_END_IN_FULL] if host.removeprefix("www.") in DAY_LAST else []),
    ]
    place = 0
    for part in path.split("/"):
        bare = re.sub(r"\.\w{2,5}$", "", part)[-LONGEST_PART:]
        for pattern in patterns:
            match = pattern.match(bare) if pattern is AT_THE_HEAD else pattern.fullmatch(bare)
            if match is None:
                continue
            year, _, month, day = (group for group in match.groups() if group is not None)
            before = bare[: match.start(1)] if match[1] else ""
            read = None if ABOUT.search(before) else _read_parts(year, month, day)
            found += [(place, read)] if read and read.year >= FIRST_ADDRESSES and _agrees(read, path) else []
        place += len(part) + 1
    return found


def _agrees(day: date, path: str) -> bool:
    """Whether no folder of the address is of another year or month."""
    for match in FOLDER.finditer(path):
        month = _read_month(match[2]) if match[2] else day.month
        if (int(match[1]), month) != (day.year, day.month):
            return False
    return True


def _read_name(match: re.Match[str]) -> date | None:
    """The day of a file's name; 20211 is no day of 2021."""
    return None if not match[2] and len(match[0]) != 8 else _read_parts(match[1], match[3], match[4])


def _read_parts(year: str, month: str, day: str) -> date | None:
    """A day that is not to come."""
    read, _ = _believe(int(year), _read_month(month), int(day), "guessed")
    return read if read and read <= datetime.now(UTC).date() + AHEAD else None


def _read_month(month: str) -> int:
    return int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1


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
    """dateutil's answer, read against two defaults: what moves with the default was not in the text."""
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
    ambiguous = (
        (found := NUMERIC.match(text))
        and int(found[1]) <= 12
        and int(found[2]) <= 12
        and found[1] != found[2]
    )
    return _believe(first.year, first.month, first.day, "guessed" if ambiguous else "parsed")
