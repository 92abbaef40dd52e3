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
    (row,) = find_bursts_over_time(frame).to_dict("records")
    assert (row["id"], row["first"], row["last"]) == (
        "topic:b",
        pd.Timestamp("2021-06-01"),
        pd.Timestamp("2021-07-01"),
    )
    assert (row["count"], row["coverage"], row["share"]) == (50, 200, 0.25)
    assert row["usual"] == pytest.approx(70 / 1200)
    assert find_bursts_over_time(frame.iloc[:0]).empty


def test_a_burst_weighs_more_the_higher_it_is():
    low, high = (find_bursts([5] * 10 + [peak] + [5] * 10, [100] * 21)[0] for peak in (20, 40))
    assert isinstance(low, Burst)
    assert high.weight > low.weight > 0
