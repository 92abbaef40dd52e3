"""The words that say on which day something was, and the day that they mean beside an article's own date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from dragoman.model import DayWords, Tense

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
OFFSETS = {"today": 0, "yesterday": -1, "tomorrow": 1}
RELATIVE = {"this": 0, "last": -1, "next": 1}  # months from the article's own
SLACK = timedelta(days=3)  # how far ahead of its article a day in the past may lie, as by time zones

_MONTH = (
    "|".join(MONTHS) + "|" + "|".join(rf"{name[:3]}\b\.?" for name in MONTHS if len(name) > 4) + r"|sept\b\.?"
)
_WORDS = re.compile(
    rf"""\b(?:
      (?P<today>today|tonight|this\ (?:morning|afternoon|evening)|earlier\ today|later\ today)
    | (?P<yesterday>yesterday|last\ night)
    | (?P<tomorrow>tomorrow)
    | (?P<this>(?:earlier|later)?\ ?this\ (?:month|week))
    | (?P<last>last\ month)
    | (?P<next>next\ month)
    | (?:(?P<weekday>{"|".join(WEEKDAYS)})(?:,?\ (?:the\ )?)?)?
      (?:(?P<month>{_MONTH})\ (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:|\ percent|[-–]?\d)
       | (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\ of)?\ (?P<month2>{_MONTH}))
      (?:,?\ (?:of\ )?(?P<year>\d{{4}}))?
    | (?P<weekday2>{"|".join(WEEKDAYS)})\b
    | (?:(?:in|last|this|next|since|early|late|mid|of|and)[-\ ])(?P<month3>{_MONTH})
      (?:,?\ (?:of\ )?(?P<year3>\d{{4}}))?
    | (?P<month4>{_MONTH})\ (?P<year4>\d{{4}})
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def find_days(string: str, start: int, end: int) -> Iterator[DayWords]:
    """All words of days in a part of a string, their tense still open ("past")."""
    for match in _WORDS.finditer(string, start, end):
        words = {name: word for name, word in match.groupdict().items() if word}
        day = DayWords(*match.span(), "past")
        if offset := OFFSETS.keys() & words.keys():
            yield replace(day, offset=OFFSETS[offset.pop()])
        elif relative := RELATIVE.keys() & words.keys():
            yield replace(day, months=RELATIVE[relative.pop()])
        else:
            weekday, month, number, year = (
                next((words[name] for name in words if name.rstrip("234") == part), "")
                for part in ("weekday", "month", "day", "year")
            )
            if (weekday + month)[:1].isupper():  # "may" and "march" are other words too
                yield replace(
                    day,
                    weekday=WEEKDAYS.index(weekday.lower()) if weekday else None,
                    year=int(year) if year else None,
                    month=_number(month) if month else None,
                    day=int(number) if number else None,
                )


def _number(month: str) -> int:
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month[:3].lower()))


def reckon_day(words: DayWords | None, written: date | None) -> str | None:
    """The day (YYYY-MM-DD), else the month (YYYY-MM), that words mean in an article of a date.

    None where it is not certain: without a date only what the words say in full is known.
    """
    if words is None:
        return None
    if words.month is not None:
        return _reckon_month(words, written)
    if written is None:
        return None
    if words.months is not None:
        year, month = divmod(written.year * 12 + written.month - 1 + words.months, 12)
        return f"{year:04}-{month + 1:02}"
    if words.offset is not None:
        return str(written + timedelta(days=words.offset))
    if words.weekday is not None:
        if words.tense == "future":
            return str(written + timedelta(days=(words.weekday - written.weekday()) % 7))
        return str(written - timedelta(days=(written.weekday() - words.weekday) % 7))
    return None


def _reckon_month(words: DayWords, written: date | None) -> str | None:
    assert words.month is not None
    year = words.year or _find_year(words, written)
    if year is None:
        return None
    if words.day is None:
        return f"{year:04}-{words.month:02}"
    try:
        return str(date(year, words.month, words.day))
    except ValueError:
        return None


def _find_year(words: DayWords, written: date | None) -> int | None:
    """The year in which a month or a day without one lies next before or after the article."""
    if written is None or words.month is None:
        return None
    day = words.day or 1
    if words.tense == "future":
        limit = written - SLACK
        there = (words.month, day if words.day else 28)
        return written.year + (there < (limit.month, limit.day) and limit.year == written.year)
    limit = written + SLACK
    return written.year - ((words.month, day) > (limit.month, limit.day) and limit.year == written.year)


def set_tense(words: DayWords, tense: Tense) -> DayWords:
    """The words with the way in which their day is looked for."""
    return replace(words, tense=tense)
