"""Counts over time, each of them the number of its evidence's rows and what plain Python counts."""

from datetime import date

import pytest
from by_hand import count_in, find_officials, is_looked_at, list_named, list_together, passes
from hypothesis import given
from hypothesis import strategies as st
from made_tables import build, counted, often, periods, units
from strategies import NAMES, filters, libraries

from dragoman.analysis.evidence import count_evidence, find_evidence
from dragoman.analysis.timeline import (
    count_articles,
    count_entities_over_time,
    count_pair_over_time,
    count_share_over_time,
    find_period,
    widen,
)


@often
@given(
    libraries(),
    filters,
    st.lists(st.sampled_from(NAMES), unique=True, min_size=2, max_size=3),
    units,
    periods,
    counted,
)
def test_timelines(library, filter, names, unit, period, counted_in):
    rows, stories = library
    tables = build(library)
    officials = find_officials(rows)
    passing = [row for row in rows if passes(row, filter, officials)]
    spans = {find_period(row["date"], period) for row in passing if row["date"]}

    def count(hits, span):
        return count_in(
            [row for row in hits if row["date"] and span[0] <= row["date"] <= span[1]], counted_in, stories
        )

    frame = count_articles(tables, filter, period, counted_in)
    assert {as_day(row.period): row.count for row in frame.itertuples(index=False, name="Row")} == {
        span[0]: count(passing, span) for span in spans
    }
    for row in frame.to_dict("records"):
        span = find_period(as_day(row["period"]), period)
        assert len(find_evidence(tables, filter, (), counted_in=counted_in, period=span)) == row["count"]
    everything = [row for row in rows if passes(row, widen(filter), officials)]
    shares = count_share_over_time(tables, filter, period, counted_in)
    assert len(shares) == len({find_period(row["date"], period) for row in everything if row["date"]})
    for row in shares.to_dict("records"):
        span = find_period(as_day(row["period"]), period)
        assert (row["count"], row["coverage"]) == (count(passing, span), count(everything, span))
        assert count_evidence(tables, filter, (), counted_in=counted_in, period=span) == row["count"]
    several = count_entities_over_time(tables, filter, names, period, counted_in)
    assert len(several) == len(names) * len(spans)
    for row in several.to_dict("records"):
        span = find_period(as_day(row["period"]), period)
        naming = [
            item
            for item in passing
            if row["id"] in list_named(item, filter) and is_looked_at(row["id"], filter, officials)
        ]
        assert (row["count"], row["coverage"]) == (count(naming, span), count(passing, span))
        assert row["low"] <= row["share"] <= row["high"]
        assert (
            count_evidence(tables, filter, (row["id"],), counted_in=counted_in, period=span) == row["count"]
        )
    pair = tuple(names[:2])
    for row in count_pair_over_time(tables, filter, pair, unit, period, counted_in).to_dict("records"):
        span = find_period(as_day(row["period"]), period)
        both = [item for item in passing if tuple(sorted(pair)) in list_together(item, filter, unit)]
        both = both if all(is_looked_at(key, filter, officials) for key in pair) else []
        assert (row["count"], row["coverage"]) == (count(both, span), count(passing, span))
        assert len(find_evidence(tables, filter, pair, unit, counted_in, span)) == row["count"]


def as_day(stamp):
    return date(stamp.year, stamp.month, stamp.day)


@pytest.mark.parametrize(
    ("day", "period", "span"),
    [
        (date(2021, 6, 27), "day", (date(2021, 6, 27), date(2021, 6, 27))),
        (date(2021, 6, 27), "week", (date(2021, 6, 21), date(2021, 6, 27))),
        (date(2021, 6, 27), "month", (date(2021, 6, 1), date(2021, 6, 30))),
        (date(2021, 6, 27), "quarter", (date(2021, 4, 1), date(2021, 6, 30))),
        (date(2020, 2, 29), "year", (date(2020, 1, 1), date(2020, 12, 31))),
        (date(1969, 12, 31), "quarter", (date(1969, 10, 1), date(1969, 12, 31))),
    ],
)
def test_periods(day, period, span):
    assert find_period(day, period) == span
