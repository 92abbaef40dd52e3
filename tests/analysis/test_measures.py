"""Measures against reference values of scipy and nltk's formulas."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2_contingency

from dragoman.analysis.measures import (
    SMALLEST_COUNT,
    find_strength,
    jaccard,
    likelihood,
    npmi,
    npmi_interval,
    wilson,
)


@st.composite
def tables(draw):
    """(count, count_a, count_b, total) of a table with every cell possible."""
    k, a, b, rest = (draw(st.integers(0, 60)) for _ in range(4))
    return k, k + a, k + b, k + a + b + rest


@settings(deadline=None)
@given(tables())
def test_likelihood_is_scipys_g(table):
    k, a, b, n = table
    value = float(likelihood(k, a, b, n))
    if n == 0 or (a * b < n and k < SMALLEST_COUNT):
        assert math.isnan(value)
    elif 0 < a < n and 0 < b < n:
        cells = [[k, a - k], [b - k, n - a - b + k]]
        assert abs(value) == pytest.approx(
            chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic, abs=1e-9
        )
        assert (value >= 0) == (k * n >= a * b) or value == 0


@settings(deadline=None)
@given(st.integers(0, 50), st.integers(1, 50))
def test_wilson_is_scipys(successes, more):
    trials = max(successes, more)
    low, high = wilson(successes, trials)
    expected = binomtest(successes, trials).proportion_ci(method="wilson")
    assert (float(low), float(high)) == pytest.approx((expected.low, expected.high), abs=1e-12)


@settings(deadline=None)
@given(tables())
def test_shares_stay_in_their_ranges_and_intervals_hold_them(table):
    k, a, b, n = table
    if k == 0:
        return
    assert 0 < float(jaccard(k, a, b)) <= 1
    value = float(npmi(k, a, b, n))
    low, high = npmi_interval(k, a, b, n)
    assert -1 <= float(low) <= value + 1e-9
    assert value - 1e-9 <= float(high) <= 1 + 1e-9


def test_npmi_by_hand():
    assert float(npmi(10, 20, 30, 100)) == pytest.approx(math.log(0.1 / 0.06) / -math.log(0.1))
    assert float(npmi(6, 20, 30, 100)) == pytest.approx(0)
    assert float(npmi(20, 20, 20, 100)) == pytest.approx(1)
    assert float(npmi(0, 20, 30, 100)) == -1
    assert float(npmi(7, 7, 7, 7)) == 1


def test_whole_columns_at_once():
    assert np.allclose(jaccard([1, 2], [2, 2], [3, 2]), [0.25, 1])


@settings(deadline=None)
@given(tables())
def test_together_more_often_than_by_independence_is_positive(table):
    k, a, b, n = table
    if k * n > a * b:
        assert float(npmi(k, a, b, n)) > 0
        assert not float(likelihood(k, a, b, n)) < 0
        if k >= SMALLEST_COUNT:
            assert float(likelihood(k, a, b, n)) > 0
    elif k * n < a * b:
        assert float(npmi(k, a, b, n)) < 0
        assert not float(likelihood(k, a, b, n)) > 0


def test_what_one_article_alone_says_leads_by_no_measure():
    in_one_article = (1, 9, 9, 9, 500)
    for measure in ("jaccard", "npmi", "likelihood"):
        assert math.isnan(float(find_strength(measure, *in_one_article)))
        assert float(find_strength(measure, 3, *in_one_article[1:])) > 0
    assert float(find_strength("likelihood", 1, 1, 100, 100, 500)) < 0  # that they are apart is said of more
