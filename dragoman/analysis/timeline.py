"""Over time. A period without an article that passes is absent, a gap; one with articles but no hit is 0.

Periods are given by their first day; a week begins on Monday. Articles without a date stand in no period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import numpy as np
import pandas as pd

from dragoman.analysis.counting import Bools, Ints
from dragoman.analysis.evidence import find_counted_articles
from dragoman.analysis.filtering import drop_names, find_passing
from dragoman.analysis.measures import wilson
from dragoman.analysis.tables import Tables
from dragoman.model import CountedIn, Filter, Period, Unit

_UNITS = {"day": "D", "week": "D", "month": "M", "quarter": "M", "year": "Y"}


def count_articles(
    tables: Tables, filter: Filter, period: Period = "month", counted_in: CountedIn = "article"
) -> pd.DataFrame:
    """[period, count]: distinct articles (stories, outlets) that pass, in each period that has one."""
    return _count_by_period(tables, _dated(tables, find_passing(tables, filter)), period, counted_in)


def widen(filter: Filter) -> Filter:
    """All coverage that a selection is a share of: no names, offices or text; its outlets and dates."""
    return replace(drop_names(filter), offices=(), text="", excluded=(), paragraphs_only=False)


def count_share_over_time(
    tables: Tables, filter: Filter, period: Period = "month", counted_in: CountedIn = "article"
) -> pd.DataFrame:
    """[period, count, coverage, share, low, high]: how many of a period's articles (stories, outlets) pass.

    `coverage` is counted with the filter as `widen` leaves it, so a period in which something was published
    but nothing passes is 0.
    """
    return lay_over(
        count_articles(tables, widen(filter), period, counted_in),
        count_articles(tables, filter, period, counted_in),
    )


def count_entities_over_time(
    tables: Tables,
    filter: Filter,
    ids: Sequence[str],
    period: Period = "month",
    counted_in: CountedIn = "article",
) -> pd.DataFrame:
    """[period, id, label, count, coverage, share, low, high]: how many of the passing articles (stories,
    outlets) of each period, `coverage`, name each entity.

    `share` is count / coverage, `low` to `high` its 95 % interval (Wilson).
    """
    cover = count_articles(tables, filter, period, counted_in)
    frames = []
    for identifier in dict.fromkeys(ids):
        frame = lay_over(
            cover,
            _count_by_period(
                tables, find_counted_articles(tables, filter, (identifier,)), period, counted_in
            ),
        )
        number = tables.entity_of.get(identifier)
        frame.insert(1, "id", identifier)
        frame.insert(2, "label", identifier if number is None else tables.labels[number])
        frames.append(frame)
    if not frames:
        return (
            lay_over(cover, cover)
            .iloc[:0]
            .assign(id="", label="")[["period", "id", "label", "count", "coverage", "share", "low", "high"]]
        )
    return pd.concat(frames, ignore_index=True).sort_values(["period", "id"], ignore_index=True)


def count_pair_over_time(
    tables: Tables,
    filter: Filter,
    pair: Sequence[str],
    unit: Unit = "sentence",
    period: Period = "month",
    counted_in: CountedIn = "article",
) -> pd.DataFrame:
    """[period, count, coverage, share, low, high]: how many of the passing articles (stories, outlets) of
    each period have both in one unit."""
    cover = count_articles(tables, filter, period, counted_in)
    return lay_over(
        cover, _count_by_period(tables, find_counted_articles(tables, filter, pair, unit), period, counted_in)
    )


def find_period(day: date, period: Period) -> tuple[date, date]:
    """The first and the last day of the period that a day lies in."""
    start = start_periods(np.array([day], dtype="datetime64[D]"), period)[0]
    months = {"month": 1, "quarter": 3, "year": 12}.get(period)
    if months is None:
        return start.item(), (start + (0 if period == "day" else 6)).item()
    return start.item(), ((start.astype("datetime64[M]") + months).astype("datetime64[D]") - 1).item()


def find_whole(span: tuple[date, date]) -> Period | None:
    """The length of period that two days are the first and last of; None where they are of none."""
    return next((length for length in get_args(Period) if find_period(span[0], length) == span), None)


def start_periods(days: Any, period: Period) -> Any:
    """The first day of the period of each day, as datetime64[D]."""
    if period == "week":
        return days - (days.astype(np.int64) + 3) % 7  # 1970-01-01 was a Thursday
    if period == "quarter":
        months = days.astype("datetime64[M]").astype(np.int64)
        return (months - months % 3).astype("datetime64[M]").astype("datetime64[D]")
    return days.astype(f"datetime64[{_UNITS[period]}]").astype("datetime64[D]")


def _dated(tables: Tables, keep: Bools | None) -> Ints:
    return np.arange(tables.size, dtype=np.int32) if keep is None else np.flatnonzero(keep).astype(np.int32)


def _count_by_period(tables: Tables, articles: Ints, period: Period, counted_in: CountedIn) -> pd.DataFrame:
    articles = articles[~np.isnat(tables.day[articles])]
    starts = start_periods(tables.day[articles], period)
    counted = tables.counted(counted_in)
    if counted is not None:  # each story or outlet once in each period
        pairs = np.unique(starts.astype(np.int64) << 32 | counted[articles].astype(np.int64))
        starts = (pairs >> 32).astype("datetime64[D]")
    firsts, numbers = np.unique(starts.astype(np.int64), return_counts=True)
    counts = pd.DataFrame(
        {"period": firsts.astype("datetime64[D]").astype("datetime64[s]"), "count": numbers}
    )
    counts.attrs["period"] = period  # charts need to know how long a period is
    return counts


def lay_over(cover: pd.DataFrame, hits: pd.DataFrame) -> pd.DataFrame:
    """Counts of some articles laid over those of all: 0 for none of them, no row for what is not covered."""
    frame = cover.rename(columns={"count": "coverage"}).merge(hits, on="period", how="left")
    frame["count"] = frame["count"].fillna(0).astype(int)
    frame["share"] = frame["count"] / frame["coverage"]
    frame["low"], frame["high"] = wilson(frame["count"], frame["coverage"])
    return frame[["period", "count", "coverage", "share", "low", "high"]]
