"""Days as news databases write them, and what stands beside them: weekday, time, edition."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from dragoman.sources.dates import read_date
from dragoman.sources.files.news_databases.words import LOCALES

LONGEST = 140  # characters of a line that names a day and an edition
ORDINAL = r"(?:\.|º|°|er|st|nd|rd|th|-(?:го|е))?"
MONTH = r"[^\W\d_]{3,14}\.?(?: Tháng)?"
WRITTEN = (  # day, month, year by the names of the groups
    re.compile(r"(?<![\d.])(?P<y>(?:18|19|20)\d\d)-(?P<n>\d{1,2})-(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?P<y>\d{4})\s*[年년]\s*(?P<n>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]?"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}}){ORDINAL}\s+(?:de |d'|of )?(?P<m>{MONTH}),?\s+"
        rf"(?:de |del )?(?P<y>\d{{4}})(?!\d)"
    ),
    re.compile(rf"(?P<m>{MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<y>\d{{4}})\.?\s+(?P<m>{MONTH})\s+(?P<d>\d{{1,2}})(?!\d)"),
    re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<n>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)"),
)
TIME = re.compile(
    r"\b\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?\s?m\b\.?)?(?:\s*(?:uhr|hrs|hours|h)\b)?(?:\s*(?:GMT|UTC|BST|[A-Z]{1,3}[SD]?T|MEZ|MESZ)\b)?"
    r"(?:\s*[+-]\d{1,2}(?::?\d\d)?\b)?(?:\s*(?:\w+ ){1,3}time\b)?",
    re.I,
)
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
OLD_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b\d{1,2}:\d\d.*$|\b[A-Z]{3,4}$")


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for locale in map(Locale.parse, LOCALES):
        for context in locale.months.values():
            for width in ("wide", "abbreviated"):
                for number, name in context.get(width, {}).items():
                    found.setdefault(name.casefold().strip("."), int(number))
    return found


@cache
def _weekdays() -> frozenset[str]:
    locales = map(Locale.parse, LOCALES)
    contexts = [context for locale in locales for context in locale.days.values()]
    return frozenset(
        name.casefold().strip(".")
        for context in contexts
        for width in ("wide", "abbreviated")
        for name in context[width].values()
    )


def find_day(text: str) -> tuple[str, int, int] | None:
    """The first day in a text in English ("13 November 2017"), and where it begins and ends, or None."""
    return min(_find_days(text), key=lambda found: (found[1], -found[2]), default=None)


def read_day(text: str) -> str:
    """The day of a field, in English; the field itself when it names none or several."""
    if read_date(text)[0]:
        return text
    days = {day for day, _, _ in _find_days(text)}
    return days.pop() if len(days) == 1 else text


def _find_days(text: str) -> list[tuple[str, int, int]]:
    found = []
    for pattern in WRITTEN:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month = (
                int(groups["n"])
                if groups.get("n")
                else _months().get(groups["m"].casefold().removesuffix(" tháng").strip("."), 0)
            )
            if (
                1 <= month <= 12
                and read_date(day := f"{int(groups['d'])} {ENGLISH[month - 1]} {groups['y']}")[0]
            ):
                found.append((day, match.start(), match.end()))
    return found


def split_day(line: str) -> tuple[str, str] | None:
    """The day and the edition, or "", of a line of a day, weekday, time and edition; else None."""
    if len(line) > LONGEST or not re.search(r"\d{4}", line):
        return None
    if (found := find_day(line)) is None:
        return (line, "") if is_date_line(line) else None
    day, start, end = found
    if _strip_weekday(line[:start]):
        return None
    rest = _strip_weekday(TIME.sub("", line[end:], count=1))
    if (again := find_day(rest)) and again[0] == day:
        rest = _strip_weekday(rest[: again[1]] + rest[again[2] :])
    words = rest.split()
    if words and (
        len(words) > 12 or (len(words) > 3 and (words[0].islower() or re.search(r"[.!?][\"'”’]?$", rest)))
    ):
        return None  # a sentence that begins with a day
    return day, rest


def _strip_weekday(text: str) -> str:
    """What is left of the text around a day without the weekday and what joins them."""
    text = text.strip(" ,;:-–—.(").removesuffix("г")
    while text:
        first, last = re.match(r"[^\s,;]+", text), re.search(r"[^\s,;]+$", text)
        if first and first[0].casefold().strip(".,()") in _weekdays():
            text = text[first.end() :]
        elif last and len(last[0]) > 3 and last[0].casefold().strip(".,()") in _weekdays():
            text = text[: last.start()]
        else:
            break
        text = text.strip(" ,;:-–—.")
    return text.strip(" ,;:-–—") if any(map(str.isalnum, text)) else ""


def is_date_line(line: str) -> bool:
    """Whether a line is a date, a weekday or a time perhaps with it."""
    if len(line) >= 60 or not re.search(r"\d{4}", line):
        return False
    return read_date(OLD_WEEKDAY.sub("", line).strip(" ,"))[0] is not None
