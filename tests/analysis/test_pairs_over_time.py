"""Pairs through time."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from made_tables import build, counted, couples, often, units
from rows import make_table
from strategies import filters, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.evidence import count_evidence
from dragoman.analysis.pairs import MADE_OF, count_pairs
from dragoman.analysis.pairs_over_time import count_windows
from dragoman.analysis.timeline import find_period
from dragoman.model import Filter


def list_rows(frame):
    return sorted(
        frame[["a", "b", "count", "count_a", "count_b", "total", *MADE_OF]].itertuples(index=False, name=None)
    )


@often
@given(libraries(), filters, couples, units, counted, st.sampled_from(("month", "quarter", "year")))
def test_each_number_of_a_window_is_its_rows(library, filter, kinds, unit, counted_in, period):
    tables = build(library)
    pairs = count_pairs(tables, filter, kinds, unit, counted_in)
    film = count_windows(
        tables, filter, list(zip(pairs["a"], pairs["b"], strict=True)), unit, counted_in, period
    )
    windows = [find_period(day.date(), period) for day in film.periods["period"]]
    for window, total in zip(windows, film.periods["count"], strict=True):
        inside = film.pairs[film.pairs["period"] == pd.Timestamp(window[0])]
        whole = count_pairs(tables, filter, kinds, unit, counted_in, span=window)
        assert list_rows(inside) == list_rows(whole)
        for row in inside.to_dict("records"):
            assert (
                count_evidence(tables, filter, (row["a"], row["b"]), unit, counted_in, window) == row["count"]
            )
            assert row["total"] == total
        for row in film.names[film.names["period"] == pd.Timestamp(window[0])].to_dict("records"):
            assert count_evidence(tables, filter, (row["id"],), unit, counted_in, window) == row["count"]


def test_no_pairs_have_no_windows():
    film = count_windows(build_tables(make_table([])), Filter(), [])
    assert film.periods.empty
    assert film.pairs.empty
    assert film.names.empty
