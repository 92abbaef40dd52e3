"""Both sides of a comparison: counts are evidence's rows and plain Python's, the interval the textbook's."""

from datetime import date

import pytest
from by_hand import Search, count_in, find_officials, is_looked_at, list_named, list_together, passes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import make_table
from strategies import COUNTRIES, NAMES, OUTLETS, PEOPLE, days, filters, libraries, some

from dragoman.analysis.building import build_tables
from dragoman.analysis.comparison import (
    compare_entities,
    compare_over_time,
    compare_pairs,
    count_sides,
    narrow,
)
from dragoman.analysis.evidence import count_evidence
from dragoman.analysis.measures import newcombe
from dragoman.analysis.timeline import find_period
from dragoman.model import Filter

narrowings = (
    st.builds(Filter, people=some(PEOPLE))
    | st.builds(Filter, countries=some(COUNTRIES))
    | st.builds(Filter, outlets=some(OUTLETS))
    | st.builds(Filter, start=days, end=st.none() | days)
)
counted = st.sampled_from(("article", "story", "outlet"))
units = st.sampled_from(("sentence", "paragraph", "article"))
couples = st.sampled_from(
    [("person", "country"), ("country", "person"), ("country", "country"), ("topic", "person")]
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(libraries(), st.just(Filter()) | filters, st.tuples(narrowings, narrowings), couples, units, counted)
def test_each_number_is_its_rows(library, filter, sides, kinds, unit, counted_in):
    rows, stories = library
    tables = build_tables(make_table(rows), stories=stories, search=Search(rows))
    officials = find_officials(rows)
    narrowed = [narrow(filter, side) for side in sides]
    passing = [[row for row in rows if passes(row, side, officials)] for side in narrowed]
    asked = {name for side in sides for name in side.entities}
    totals = [count_in(side, counted_in, stories) for side in passing]
    assert list(count_sides(tables, filter, sides, counted_in)) == totals

    frame = compare_entities(tables, filter, sides, kinds[0], counted_in)
    expected = {}
    for key in NAMES:
        counts = [
            count_in([row for row in side if key in list_named(row, filter)], counted_in, stories)
            for side in passing
        ]
        if (
            any(counts)
            and key.startswith(kinds[0])
            and key not in asked
            and is_looked_at(key, filter, officials)
        ):
            expected[key] = tuple(counts)
    assert (
        dict(zip(frame["id"], zip(frame["count_one"], frame["count_two"], strict=True), strict=True))
        == expected
    )
    check(tables, frame.assign(ids=[(id,) for id in frame["id"]]), narrowed, totals, unit, counted_in)

    frame = compare_pairs(tables, filter, sides, kinds, unit, counted_in)
    expected = {}
    for pair in {pair for side in passing for row in side for pair in list_together(row, filter, unit)}:
        of = tuple(key.partition(":")[0] for key in pair)
        fits = (
            sorted(of) == sorted(kinds)
            and not set(pair) & asked
            and all(is_looked_at(key, filter, officials) for key in pair)
        )
        if fits:
            counts = [
                count_in(
                    [row for row in side if pair in list_together(row, filter, unit)], counted_in, stories
                )
                for side in passing
            ]
            expected[pair if of == kinds else pair[::-1]] = tuple(counts)
    found = zip(
        zip(frame["a"], frame["b"], strict=True),
        zip(frame["count_one"], frame["count_two"], strict=True),
        strict=True,
    )
    assert dict(found) == expected
    check(
        tables,
        frame.assign(ids=list(zip(frame["a"], frame["b"], strict=True))),
        narrowed,
        totals,
        unit,
        counted_in,
    )


def check(tables, frame, narrowed, totals, unit, counted_in):
    """Counts are rows of evidence, shares and differences follow; the largest difference comes first."""
    for row in frame.to_dict("records"):
        for name, side, total in zip(("one", "two"), narrowed, totals, strict=True):
            assert row[f"count_{name}"] == count_evidence(tables, side, row["ids"], unit, counted_in)
            assert row[f"total_{name}"] == total
        if all(totals):
            assert row["difference"] == pytest.approx(
                row["count_one"] / totals[0] - row["count_two"] / totals[1]
            )
            assert row["low"] <= row["difference"] + 1e-12
            assert row["difference"] <= row["high"] + 1e-12
    if all(totals):
        assert list(frame["difference"]) == sorted(frame["difference"], reverse=True)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(libraries(), filters, st.tuples(narrowings, narrowings), st.sampled_from(("week", "month")), counted)
def test_each_point_is_its_rows(library, filter, sides, period, counted_in):
    rows, stories = library
    tables = build_tables(make_table(rows), stories=stories, search=Search(rows))
    frame = compare_over_time(tables, filter, sides, period, counted_in)
    for row in frame.to_dict("records"):
        first = row["period"]
        span = find_period(date(first.year, first.month, first.day), period)
        side = narrow(filter, sides[row["id"] == "two"])
        assert (
            row["count"]
            == count_evidence(tables, side, (), counted_in=counted_in, period=span)
            <= row["coverage"]
        )


def test_a_side_adds_names_and_takes_the_place_of_dates_and_outlets():
    base = Filter(countries=("country:ISR",), outlets=("A",), start=date(2020, 1, 1), text="talks")
    side = Filter(countries=("country:ISR", "country:USA"), outlets=("B", "C"), end=date(2021, 1, 1))
    assert narrow(base, side) == Filter(
        countries=("country:ISR", "country:USA"), outlets=("B", "C"), end=date(2021, 1, 1), text="talks"
    )
    assert narrow(base, Filter()) == base


def test_any_of_several_names_gives_way_to_the_sides_names():
    base = Filter(countries=("country:ISR", "country:USA"), match="any")
    assert narrow(base, Filter(people=("person:a",))) == Filter(people=("person:a",))
    assert narrow(base, Filter(outlets=("B",))).match == "any"


def test_the_interval_of_a_difference_is_newcombes():
    """Newcombe's own examples (Statistics in Medicine 17, 1998, table II, method 10): 56/70, 48/80 etc."""
    for counts, expected in {
        (56, 70, 48, 80): (0.0524, 0.3339),
        (9, 10, 3, 10): (0.1705, 0.8090),
        (5, 56, 0, 29): (-0.0381, 0.1926),
        (0, 10, 0, 10): (-0.2775, 0.2775),
        (10, 10, 0, 10): (0.6075, 1.0),
    }.items():
        assert [float(end) for end in newcombe(*counts)] == pytest.approx(expected, abs=5e-5)


def test_of_many_those_that_differ_most_are_kept():
    from rows import make_entity, make_mention, make_row

    names = {"country:FRA": (3, 3), "country:ISR": (4, 0), "country:USA": (0, 2)}
    rows = []
    for place, outlet in enumerate(("A", "B")):
        for number in range(4):
            keys = [key for key, counts in names.items() if number < counts[place]]
            mentions = [make_mention(key, 0, 0) for key in keys]
            rows.append(
                make_row(f"{outlet}{number}", [make_entity(key) for key in keys], mentions, outlet=outlet)
            )
    tables = build_tables(make_table(rows))
    frame = compare_entities(
        tables, Filter(), (Filter(outlets=("A",)), Filter(outlets=("B",))), "country", limit=2
    )
    assert frame["id"].tolist() == ["country:ISR", "country:USA"]
    assert frame["difference"].tolist() == [1.0, -0.5]
