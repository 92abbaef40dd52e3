"""How much was published when, and what periods that can bear, where a view names none.

Dragoman chooses them here and nowhere else.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.changes import Days, find_periods, find_previous
from dragoman.analysis.filtering import find_passing
from dragoman.analysis.tables import Tables
from dragoman.analysis.timeline import find_period, start_periods
from dragoman.model import Filter, Period

Dates = NDArray[np.datetime64]  # days

LENGTHS: tuple[Period, ...] = ("day", "week", "month", "quarter", "year")
COMPARED: tuple[Period, ...] = ("month", "quarter", "year")  # of which it is asked what changed
TYPICAL = 10  # articles of a period: of fewer a share says hardly anything
MOST = 120  # periods that a chart is still readable with
ENOUGH = 50  # articles of each of two periods: a pair in one of twenty is then in 5 of both, and tested


def fit_period(tables: Tables, filter: Filter) -> Period:
    """The shortest length of period of which a typical one of what passes has TYPICAL articles.

    Typical is the median of those with articles.

    Only lengths of which there are 2 to MOST from the first article to the last are looked at; where none of
    them has so many articles, the longest is taken. Where all is of one day or nothing has a date, that is a
    month.
    """
    days = _list_days(tables, filter)
    fitting: Period = "month"
    for length in LENGTHS if len(days) else ():
        number = _count_periods(days, length)
        if number < 2 or (number > MOST and length != "year"):
            continue
        fitting = length
        if np.median(np.unique(start_periods(days, length), return_counts=True)[1]) >= TYPICAL:
            break
    return fitting


def find_spans(tables: Tables, filter: Filter, period: Period | Literal[""] = "") -> tuple[Days, Days] | None:
    """The period of which it is asked what changed, and the one before it.

    None where no two next to each other have an article.

    With a length, as `find_periods` says. Without one the last whole month, quarter or year that has ENOUGH
    articles and so has the one before it: that which ends last, of those the shortest. Where none has, the
    later half of all articles against the earlier one.
    """
    if period:
        return find_periods(tables, filter, period)
    days = _list_days(tables, filter)
    known = tables.day[~np.isnat(tables.day)]
    if not len(days):
        return None
    found = [pair for length in COMPARED if (pair := _find_last(days, length, known.max().item()))]
    return max(found, key=lambda pair: pair[0][1]) if found else halve(days)


def _find_last(days: Dates, length: Period, end: date) -> tuple[Days, Days] | None:
    """The last two whole periods next to each other that have ENOUGH articles, up to the day `end`."""
    starts, numbers = np.unique(start_periods(days, length), return_counts=True)
    busy = [find_period(start.item(), length) for start in starts[numbers >= ENOUGH]]
    for before, span in zip(busy[-2::-1], busy[:0:-1], strict=True):
        if span[1] <= end and find_previous(span, length) == before:
            return span, before
    return None


def halve(days: Dates) -> tuple[Days, Days] | None:
    """The days of the later and the earlier half of articles (`days`, in order); cut between two days."""
    others = np.unique(days)[1:]
    if not len(others):
        return None
    cut: date = others[np.argmin(np.abs(2 * np.searchsorted(days, others) - len(days)))].item()
    return (cut, days[-1].item()), (days[0].item(), cut - timedelta(days=1))


def find_halves(tables: Tables, filter: Filter) -> tuple[Days, Days] | None:
    """The later and the earlier half of all articles with a date that pass."""
    days = _list_days(tables, filter)
    return halve(days) if len(days) else None


def _list_days(tables: Tables, filter: Filter) -> Dates:
    """The day of each article that passes and has one, in order."""
    keep = find_passing(tables, filter)
    days = tables.day if keep is None else tables.day[keep]
    return np.sort(days[~np.isnat(days)])


def _count_periods(days: Dates, length: Period) -> int:
    first, last = start_periods(days[[0, -1]], length)
    if length in ("day", "week"):
        return int((last - first).astype(int)) // {"day": 1, "week": 7}[length] + 1
    months = int((last.astype("datetime64[M]") - first.astype("datetime64[M]")).astype(int))
    return months // {"month": 1, "quarter": 3, "year": 12}[length] + 1
