"""Bursts of series made by hand and at random, against a search through all paths."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis.bursts import Burst, find_bursts, find_bursts_over_time

counts = st.integers(0, 8)
series = st.lists(st.tuples(counts, counts).map(lambda pair: (min(pair), max(pair))), min_size=1, max_size=8)


def spans(bursts):
    return [(burst.first, burst.last) for burst in bursts]


def test_a_raised_stretch_is_a_burst():
    assert spans(find_bursts([5] * 10 + [20] * 3 + [5] * 10, [100] * 23)) == [(10, 12)]


def test_two_stretches_are_two_bursts():
    assert spans(find_bursts([4] * 8 + [30] * 2 + [4] * 8 + [30] + [4] * 8, [100] * 27)) == [(8, 9), (18, 18)]


@pytest.mark.parametrize(
    ("hits", "trials"),
    [
        ([5] * 20, [100] * 20),
        ([0] * 5, [9] * 5),
        ([9] * 5, [9] * 5),
        ([], []),
        ([0], [0]),
        ([10, 100, 10], [100, 1000, 100]),
    ],
)
def test_what_is_as_usual_never_bursts(hits, trials):
    assert find_bursts(hits, trials) == ()


def test_more_coverage_is_no_burst_and_few_articles_are_none():
    assert find_bursts([1, 1, 1, 50, 1, 1], [10, 10, 10, 500, 10, 10]) == ()
    assert find_bursts([1] * 9 + [2] + [1] * 9, [10] * 19) == ()


def test_settings_ask_for_more():
    hits, trials = [5] * 10 + [12] * 2 + [5] * 10, [100] * 22
    assert spans(find_bursts(hits, trials)) == [(10, 11)]
    assert find_bursts(hits, trials, strength=4) == ()
    assert find_bursts(hits, trials, reluctance=5) == ()


@pytest.mark.parametrize(("strength", "reluctance"), [(1, 1), (0.5, 1), (2, -1), (float("nan"), 1)])
def test_settings_that_make_no_sense_are_refused(strength, reluctance):
    with pytest.raises(ValueError, match="needs a strength"):
        find_bursts([1], [2], strength, reluctance)


def test_series_of_unlike_length_are_refused():
    with pytest.raises(ValueError, match="as many hits as trials"):
        find_bursts([1, 2], [2])


@settings(max_examples=60, deadline=None)
@given(series, st.sampled_from([1.5, 2.0, 3.0]), st.sampled_from([0.0, 0.5, 1.0]))
def test_no_path_is_cheaper(batches, strength, reluctance):
    """The sum that the automaton makes smallest, over all paths there are."""
    k, n = (np.array(column, dtype=float) for column in zip(*batches, strict=True))
    bursts = find_bursts(k, n, strength, reluctance)
    if not 0 < k.sum() < n.sum() * 0.9999:
        assert bursts == ()
        return
    usual = k.sum() / n.sum()
    shares = (usual, min(strength * usual, 0.9999))

    def cost(path):
        climbs = sum(after > before for before, after in zip((0, *path), path, strict=False))
        emitted = sum(
            -(a * np.log(shares[s]) + (b - a) * np.log(1 - shares[s]))
            for a, b, s in zip(k, n, path, strict=True)
        )
        return emitted + climbs * reluctance * np.log(len(k))

    found = tuple(int(any(burst.first <= place <= burst.last for burst in bursts)) for place in range(len(k)))
    assert cost(found) <= min(cost(path) for path in product((0, 1), repeat=len(k))) + 1e-9


def test_bursts_over_time_say_when_and_how_much():
    periods = pd.date_range("2021-01-01", periods=12, freq="MS")
    frame = pd.concat(
        [
            pd.DataFrame(
                {
                    "period": periods,
                    "id": "topic:b",
                    "label": "B",
                    "count": [2] * 5 + [30, 20] + [2] * 5,
                    "coverage": 100,
                }
            ),
            pd.DataFrame(
                {"period": periods, "id": "topic:a", "label": "A", "count": [2] * 12, "coverage": 100}
            ),
        ]
    )
    (row,) = find_bursts_over_time(frame, "month").to_dict("records")
    assert (row["id"], row["first"], row["last"]) == (
        "topic:b",
        pd.Timestamp("2021-06-01"),
        pd.Timestamp("2021-07-01"),
    )
    assert (row["count"], row["coverage"], row["share"]) == (50, 200, 0.25)
    assert row["usual"] == pytest.approx(70 / 1200)
    assert find_bursts_over_time(frame.iloc[:0], "month").empty


def make_series(counts, days):
    return pd.DataFrame({"period": pd.DatetimeIndex(days), "count": counts, "coverage": 100})


def test_a_burst_ends_at_a_gap_and_begins_anew_behind_it():
    months = pd.date_range("2021-01-01", periods=14, freq="MS")
    frame = make_series([2] * 5 + [30] * 4 + [2] * 5, months)
    assert len(find_bursts_over_time(frame, "month")) == 1
    gap = frame.drop(index=7)
    found = [(row.first, row.last) for row in find_bursts_over_time(gap, "month").itertuples()]
    assert found == [(months[5], months[6]), (months[8], months[8])]


def test_no_burst_where_only_the_outlets_change():
    """A ministry that names a country in every third article, followed by a paper that does in few."""
    months = pd.date_range("2021-01-01", periods=24, freq="MS")
    frame = make_series([33] * 12 + [3] * 12, months)
    (row,) = find_bursts_over_time(frame, "month").to_dict("records")
    assert (row["first"], row["last"]) == (months[0], months[11])
    assert find_bursts_over_time(frame, "month", [months[12].date()]).empty
    frame.loc[[14, 15], "count"] = 20
    (row,) = find_bursts_over_time(frame, "month", [months[12].date()]).to_dict("records")
    assert (row["first"], row["last"], row["usual"]) == (months[14], months[15], (3 * 10 + 40) / 1200)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.booleans()), min_size=2, max_size=20))
def test_no_burst_reaches_over_a_gap_or_a_turn(batches):
    months = pd.date_range("2021-01-01", periods=len(batches), freq="MS")
    frame = make_series([count * 5 for count, _, _ in batches], months)
    kept = [here for _, here, _ in batches]
    turns = [month.date() for month, (_, _, turn) in zip(months, batches, strict=True) if turn]
    for row in find_bursts_over_time(frame[kept], "month", turns).itertuples():
        inside = (months >= row.first) & (months <= row.last)
        assert all(here for here, within in zip(kept, inside, strict=True) if within)
        assert not any(row.first.date() < turn <= row.last.date() for turn in turns)


def test_a_burst_weighs_more_the_higher_it_is():
    low, high = (find_bursts([5] * 10 + [peak] + [5] * 10, [100] * 21)[0] for peak in (20, 40))
    assert isinstance(low, Burst)
    assert high.weight > low.weight > 0
