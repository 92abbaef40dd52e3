"""The periods that Dragoman chooses where a view names none."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import make_row, make_table

from dragoman.analysis.building import build_tables
from dragoman.analysis.coverage import ENOUGH, MOST, find_halves, find_spans, fit_period
from dragoman.analysis.timeline import find_period, find_whole
from dragoman.model import Filter, View
from dragoman.questions.question import complete_view
from dragoman.questions.rows import list_timeline


def make_tables(days):
    return build_tables(make_table([make_row(f"{number}", day=day) for number, day in enumerate(days)]))


def spread(first, last, number):
    """So many days from a first to a last one, evenly."""
    return [first + (last - first) * place / max(number - 1, 1) for place in range(number)]


@pytest.mark.parametrize(
    ("days", "length"),
    [
        ([], "month"),
        ([None], "month"),
        ([date(2021, 5, 3)] * 300, "month"),
        (spread(date(2014, 1, 1), date(2025, 2, 28), 174), "year"),  # the sample
        (spread(date(2021, 1, 1), date(2023, 12, 31), 2800), "month"),  # days and weeks would be too many
        (spread(date(2023, 1, 1), date(2023, 12, 31), 2800), "week"),
        (spread(date(2023, 1, 1), date(2023, 1, 14), 300), "day"),
        # Though there are more than a chart should have
        (spread(date(1900, 1, 1), date(2023, 1, 1), 10_000), "year"),
        # Few: the longest of which there are two
        ([date(2021, 6, 27), date(2021, 6, 28), date(2022, 1, 21)], "year"),
        ([date(2021, 6, 28), date(2021, 6, 29)], "day"),
    ],
)
def test_the_shortest_length_that_the_coverage_can_bear(days, length):
    assert fit_period(make_tables(days), Filter()) == length


@settings(max_examples=15, deadline=None)
@given(st.lists(st.none() | st.dates(date(1990, 1, 1), date(2024, 1, 1)), max_size=40))
def test_a_fitted_chart_is_readable_and_is_settled_once(days):
    tables = make_tables(days)
    view = complete_view(tables, View("timeline"))
    assert complete_view(tables, view) == view
    rows = list_timeline(tables, View("timeline"))
    assert len(rows) <= MOST
    assert rows.equals(list_timeline(tables, view))
    assert int(rows["count"].sum()) == sum(day is not None for day in days)


def test_what_changed_opens_on_the_last_whole_period_with_enough():
    steady = spread(date(2021, 1, 1), date(2023, 11, 30), 35 * 60)
    november, october = (
        (date(2023, month, 1), date(2023, month, end)) for month, end in ((11, 30), (10, 31))
    )
    assert find_spans(make_tables(steady), Filter()) == (november, october)
    assert find_spans(make_tables(steady[:-1]), Filter())[0] == october  # no article is of the last day
    thin = spread(date(2021, 1, 1), date(2023, 12, 31), 36 * 20)
    assert [find_whole(span) for span in find_spans(make_tables(thin), Filter())] == ["quarter"] * 2
    assert find_spans(make_tables(thin), Filter(), "year") == (
        find_period(date(2023, 1, 1), "year"),
        find_period(date(2022, 1, 1), "year"),
    )
    busy = spread(date(2021, 1, 1), date(2023, 12, 31), 36 * 60)
    trickle = spread(date(2024, 1, 1), date(2025, 6, 30), 12)
    assert find_spans(make_tables([*busy, *trickle]), Filter()) == (
        find_period(date(2023, 12, 1), "month"),
        find_period(date(2023, 11, 1), "month"),
    )


@settings(max_examples=15, deadline=None)
@given(st.lists(st.dates(date(2014, 1, 1), date(2024, 1, 1)), max_size=ENOUGH))
def test_where_there_is_too_little_the_halves_are_set_against_each_other(days):
    tables = make_tables(days)
    spans = find_spans(tables, Filter())
    assert spans == find_halves(tables, Filter())
    assert (spans is None) == (len(set(days)) < 2)
    if spans:
        now, before = spans
        assert before[1] + timedelta(days=1) == now[0]
        later = sum(now[0] <= day <= now[1] for day in days)
        assert later + sum(before[0] <= day <= before[1] for day in days) == len(days)
        busiest = max(np.unique(np.array(days), return_counts=True)[1])
        assert abs(2 * later - len(days)) <= busiest  # as even as whole days allow
    view = complete_view(tables, View("changes"), "changes")
    assert (view.changes.window, view.changes.baseline) == (spans or (None, None))
