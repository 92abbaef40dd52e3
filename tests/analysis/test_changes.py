"""What changed: each count is its evidence's rows, the test is scipy's, chance changes hardly anything."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from by_hand import Search, count_in, find_officials, is_looked_at, list_together, passes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import make_entity, make_mention, make_row, make_table
from scipy.stats import false_discovery_control, hypergeom
from strategies import days, filters, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.changes import (
    control_discoveries,
    count_changes,
    find_periods,
    find_previous,
    find_ratio_interval,
    judge_counts,
)
from dragoman.analysis.evidence import count_evidence, find_evidence
from dragoman.model import Filter

spans = st.tuples(days, st.integers(0, 40)).map(lambda item: (item[0], item[0] + timedelta(days=item[1])))
couples = st.sampled_from(
    [("person", "country"), ("country", "person"), ("country", "country"), ("topic", "person")]
)
units = st.sampled_from(("sentence", "paragraph", "article"))
counted = st.sampled_from(("article", "story", "outlet"))


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(libraries(), st.just(Filter()) | filters, spans, spans, couples, units, counted)
def test_each_number_is_its_rows(library, filter, period, baseline, kinds, unit, counted_in):
    rows, stories = library
    tables = build_tables(make_table(rows), stories=stories, search=Search(rows))
    officials = find_officials(rows)
    sides = [
        [
            row
            for row in rows
            if passes(row, filter, officials) and row["date"] and span[0] <= row["date"] <= span[1]
        ]
        for span in (period, baseline)
    ]
    expected = {}
    for pair in {pair for side in sides for row in side for pair in list_together(row, filter, unit)}:
        of = tuple(key.partition(":")[0] for key in pair)
        if sorted(of) == sorted(kinds) and all(is_looked_at(key, filter, officials) for key in pair):
            counts = [
                count_in(
                    [row for row in side if pair in list_together(row, filter, unit)], counted_in, stories
                )
                for side in sides
            ]
            expected[pair if of == kinds else pair[::-1]] = tuple(counts)
    frame = count_changes(tables, filter, period, baseline, kinds, unit, counted_in)
    found = zip(
        zip(frame["a"], frame["b"], strict=True),
        zip(frame["count"], frame["count_before"], strict=True),
        strict=True,
    )
    assert dict(found) == expected
    for row in frame.to_dict("records"):
        pair = (row["a"], row["b"])
        assert len(find_evidence(tables, filter, pair, unit, counted_in, period)) == row["count"]
        assert count_evidence(tables, filter, pair, unit, counted_in, baseline) == row["count_before"]
        assert row["total"] == count_in(sides[0], counted_in, stories)
        assert row["total_before"] == count_in(sides[1], counted_in, stories)
        assert row["change"] in ("few", "new-few", "gone-few") or row["count"] + row["count_before"] >= 5
    for group, empty in (("new-few", "count_before"), ("gone-few", "count")):
        alone = count_changes(tables, filter, period, baseline, kinds, unit, counted_in, given=group)
        assert len(alone) == frame.attrs[group] == alone.attrs[group]
        assert (alone[empty] == 0).all()
        pd.testing.assert_frame_equal(
            alone, frame[frame["change"] == group].reset_index(drop=True), check_dtype=False
        )
    assert frame.attrs["few"] == frame["change"].isin(["few", "new-few", "gone-few"]).sum()
    fixed = count_changes(tables, filter, period, baseline, kinds, unit, counted_in, fixed="country:FRA")
    assert set(zip(fixed["a"], fixed["b"], strict=True)) == {
        pair for pair in expected if "country:FRA" in pair
    }


def test_the_test_is_the_textbooks():
    chance = np.random.default_rng(5)
    for total, before in ((30, 40), (500, 90), (20_000, 15_000)):
        count = chance.integers(0, 25, 60)
        other = chance.integers(0, 25, 60)
        law = hypergeom(total + before, count + other, total)
        below, above = law.cdf(count - 1) + law.pmf(count) / 2, law.sf(count) + law.pmf(count) / 2
        assert judge_counts(count, total, other, before) == pytest.approx(
            np.minimum(1, 2 * np.minimum(below, above)), rel=1e-7, abs=1e-13
        )


def test_a_count_as_large_as_its_total_is_judged():
    assert judge_counts([5, 0], 5, [0, 5], 5) == pytest.approx([1 / 252, 1 / 252])


def test_false_discoveries_are_held_down_as_benjamini_and_hochberg_do():
    p = np.random.default_rng(3).random(200) ** 3
    assert control_discoveries(p) == pytest.approx(false_discovery_control(p))
    assert np.isnan(control_discoveries([np.nan, 0.2])).tolist() == [True, False]
    assert control_discoveries([]).tolist() == []


def test_by_chance_alone_hardly_anything_has_changed():
    """Two periods of one rate: of 400 draws of 200 pairs at most a tenth say that something changed."""
    chance = np.random.default_rng(17)
    rates = chance.uniform(0.005, 0.1, 200)
    alarms = 0
    for _ in range(400):
        now, before = chance.binomial(400, rates), chance.binomial(900, rates)
        tested = now + before >= 5
        p = np.where(tested, judge_counts(now, 400, before, 900), np.nan)
        alarms += bool((control_discoveries(p) <= 0.1).any())
    assert alarms <= 400 * 0.1 + 2 * np.sqrt(400 * 0.1 * 0.9)


def test_the_interval_holds_the_ratio():
    for now, before in ((3, 9), (20, 1), (7, 7), (60, 12)):
        low, high = find_ratio_interval(now, 100, before, 200)
        assert low < (now / 100) / (before / 200) < high
    assert find_ratio_interval(0, 100, 5, 100)[0] == 0
    assert np.isinf(find_ratio_interval(5, 100, 0, 100)[1])


def make_months(*months):
    """Articles of months: each {pair of names: articles}, with 30 articles a month in all."""
    rows = []
    for place, pairs in enumerate(months):
        names = [pair for pair, number in pairs.items() for _ in range(number)]
        for number in range(30):
            keys = names[number] if number < len(names) else ()
            day = date(2021, 1 + place, 1 + number % 28)
            rows.append(
                make_row(
                    f"{place}-{number}",
                    [make_entity(key) for key in keys],
                    [make_mention(key, 0, 0) for key in keys],
                    day=day,
                )
            )
    return build_tables(make_table(rows))


def test_new_stronger_weaker_gone_and_too_few():
    pairs = {name: (f"person:{name}", "country:FRA") for name in ("new", "gone", "few")}
    tables = make_months({pairs["gone"]: 15, pairs["few"]: 1}, {pairs["new"]: 15, pairs["few"]: 2})
    period, baseline = (date(2021, 2, 1), date(2021, 2, 28)), (date(2021, 1, 1), date(2021, 1, 31))
    frame = count_changes(tables, Filter(), period, baseline)
    assert dict(zip(frame["a"], frame["change"], strict=True)) == {
        "person:new": "new",
        "person:gone": "gone",
        "person:few": "few",
    }
    tested = count_changes(tables, Filter(), period, baseline, smallest=3, given="tested")
    assert dict(zip(tested["a"], tested["change"], strict=True))["person:few"] == "steady"
    more = count_changes(tables, Filter(), period, baseline, smallest=16)
    assert more["change"].tolist().count("few") == 1
    assert (more.attrs["new-few"], more.attrs["gone-few"], more.attrs["few"]) == (1, 1, 3)
    turned = make_months({pairs["gone"]: 2, pairs["new"]: 20}, {pairs["gone"]: 20, pairs["new"]: 4})
    frame = count_changes(turned, Filter(), period, baseline)
    assert dict(zip(frame["a"], frame["change"], strict=True)) == {
        "person:new": "weaker",
        "person:gone": "stronger",
    }


def test_the_last_whole_period_with_enough_coverage():
    tables = make_months({}, {}, {})
    # No article is of the last day of March.
    assert find_periods(tables, Filter(), "month") == (
        (date(2021, 2, 1), date(2021, 2, 28)),
        (date(2021, 1, 1), date(2021, 1, 31)),
    )
    assert find_periods(tables, Filter(), "year") is None
    assert find_previous((date(2021, 2, 11), date(2021, 2, 20))) == (date(2021, 2, 1), date(2021, 2, 10))


def test_dates_drawn_by_lot_change_next_to_nothing():
    """Of a library with its dates shuffled 12 times, something is said to have changed in few."""
    chance = np.random.default_rng(23)
    people = [f"person:p{number}" for number in range(12)]
    named = [[name for name in people if chance.random() < 0.15] for _ in range(240)]
    dates = [date(2021, 1 + number % 2, 1 + number % 28) for number in range(240)]
    alarms = 0
    for _ in range(12):
        rows = []
        for number, place in enumerate(chance.permutation(240)):
            keys = ["country:FRA", *named[number]]
            rows.append(
                make_row(
                    str(number),
                    [make_entity(key) for key in keys],
                    [make_mention(key, 0, 0) for key in keys],
                    day=dates[place],
                )
            )
        frame = count_changes(
            build_tables(make_table(rows)),
            Filter(),
            (date(2021, 2, 1), date(2021, 2, 28)),
            (date(2021, 1, 1), date(2021, 1, 31)),
        )
        assert (frame["change"] != "few").sum() == 12
        alarms += frame["change"].isin(["new", "stronger", "weaker", "gone"]).any()
    assert alarms <= 3
