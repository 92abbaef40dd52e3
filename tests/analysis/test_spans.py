"""Which span two sides share, and where the outlets change."""

from datetime import date, timedelta

import pytest
from by_hand import Search
from hypothesis import HealthCheck, given, settings
from rows import make_row, make_table
from strategies import filters, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.filtering import list_passing
from dragoman.analysis.spans import Overlap, Turn, find_overlap, find_turns, share_outlets
from dragoman.model import Filter

START = date(2020, 1, 1)


def build(*sources):
    """Tables of sources, each (outlet, its first day, how many days it writes, every how many an article)."""
    rows = [
        make_row(f"{outlet}-{day}", day=START + timedelta(days=first + day), outlet=outlet)
        for outlet, first, length, every in sources
        for day in range(0, length, every)
    ]
    return build_tables(make_table(rows))


def find_span(first, last):
    return START + timedelta(days=first), START + timedelta(days=last)


def ask(tables):
    return find_overlap(tables, Filter(outlets=("A",)), Filter(outlets=("B",)))


def test_sources_that_never_overlap_have_no_common_span():
    found = ask(build(("A", 0, 100, 1), ("B", 200, 100, 1)))
    assert (found.apart, found.uneven, found.common) == (True, False, None)
    assert found.spans == (find_span(0, 99), find_span(200, 299))


def test_the_common_span_and_what_lies_outside():
    found = ask(build(("A", 0, 100, 1), ("B", 50, 100, 1)))
    assert (found.apart, found.uneven, found.common) == (False, True, find_span(50, 99))
    assert (found.outside, found.articles) == ((50, 50), (100, 100))
    assert not ask(build(("A", 0, 100, 1), ("B", 2, 97, 1))).uneven
    nothing = ask(build(("A", 0, 10, 1)))
    assert (nothing.apart, nothing.uneven, nothing.spans[1]) == (False, False, None)
    assert not Overlap((None, None)).apart


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(libraries(), filters, filters)
def test_spans_are_those_of_what_passes(library, one, other):
    rows, stories = library
    tables = build_tables(make_table(rows), stories=stories, search=Search(rows))
    found = find_overlap(tables, one, other)
    sides = zip((one, other), found.spans, found.articles, found.outside, strict=True)
    for filter, span, number, outside in sides:
        dated = [tables.day[article].item() for article in list_passing(tables, filter)]
        dated = [day for day in dated if day]
        assert number == len(dated)
        assert span == ((min(dated), max(dated)) if dated else None)
        if found.common:
            assert outside == sum(not found.common[0] <= day <= found.common[1] for day in dated)
    assert found.apart == (all(found.spans) and found.common is None)


def test_one_source_after_another_is_a_turn():
    tables = build(("A", 0, 360, 2), ("B", 400, 360, 2), ("C", 0, 760, 8))
    turns = find_turns(tables, Filter(), "month")
    assert [(turn.ended, turn.begun) for turn in turns] == [(("A",), ()), ((), ("B",))]
    assert turns[1].day == date(2021, 2, 1)
    assert find_turns(tables, Filter(outlets=("C",)), "month") == ()
    assert find_turns(build(("A", 0, 360, 2), ("B", 366, 360, 2)), Filter(), "year") == (
        Turn(date(2021, 1, 1), ("A",), ("B",)),
    )


def test_outlets_side_by_side_and_many_small_ones_are_none():
    assert find_turns(build(("A", 0, 700, 3), ("B", 5, 690, 3)), Filter(), "month") == ()
    small = build(*((f"paper {number}", 3 * number, 1, 1) for number in range(240)))
    assert find_turns(small, Filter(), "month") == ()
    assert find_turns(build(), Filter(), "month") == ()


def test_how_much_is_of_outlets_that_both_periods_have():
    tables = build(("A", 0, 40, 1), ("B", 20, 40, 1))
    assert share_outlets(tables, Filter(), find_span(0, 29), find_span(30, 59)) == (1.0, 1.0)
    assert share_outlets(tables, Filter(), find_span(0, 9), find_span(30, 59)) == (1.0, pytest.approx(0.25))
    assert share_outlets(tables, Filter(), find_span(0, 9), find_span(45, 59)) == (0.0, 0.0)
