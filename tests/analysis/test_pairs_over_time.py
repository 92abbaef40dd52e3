"""Pairs by measure, around a name, and through time."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from by_hand import search
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import make_entity, make_mention, make_row, make_table
from strategies import NAMES, filters, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.evidence import count_evidence
from dragoman.analysis.measures import SMALLEST_COUNT, find_strength
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.pairs_over_time import count_windows
from dragoman.analysis.timeline import find_period
from dragoman.model import Filter

often = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
couples = st.sampled_from([("person", "country"), ("country", "country"), ("topic", "person")])
units = st.sampled_from(("sentence", "paragraph", "article"))
counted = st.sampled_from(("article", "story", "outlet"))
measures = st.sampled_from(("count", "jaccard", "npmi", "likelihood"))


def build(library):
    rows, stories = library
    return build_tables(make_table(rows), stories=stories, search=search)


def list_rows(frame):
    return sorted(frame[["a", "b", "count", "count_a", "count_b", "total"]].itertuples(index=False, name=None))


@often
@given(libraries(), filters, couples, units, counted, st.sampled_from(("month", "quarter", "year")))
def test_each_number_of_a_window_is_its_rows(library, filter, kinds, unit, counted_in, period):
    tables = build(library)
    pairs = count_pairs(tables, filter, kinds, unit, counted_in)
    film = count_windows(tables, filter, list(zip(pairs["a"], pairs["b"], strict=True)), unit, counted_in, period)
    windows = [find_period(day.date(), period) for day in film.periods["period"]]
    for window, total in zip(windows, film.periods["count"], strict=True):
        inside = film.pairs[film.pairs["period"] == pd.Timestamp(window[0])]
        whole = count_pairs(tables, filter, kinds, unit, counted_in, span=window)
        assert list_rows(inside) == list_rows(whole)
        for row in inside.to_dict("records"):
            assert count_evidence(tables, filter, (row["a"], row["b"]), unit, counted_in, window) == row["count"]
            assert row["total"] == total
        for row in film.names[film.names["period"] == pd.Timestamp(window[0])].to_dict("records"):
            assert count_evidence(tables, filter, (row["id"],), unit, counted_in, window) == row["count"]


@often
@given(libraries(), filters, couples, units, counted, measures, st.integers(0, 12))
def test_pairs_stand_in_the_order_of_their_measure(library, filter, kinds, unit, counted_in, measure, limit):
    tables = build(library)
    by_count = count_pairs(tables, filter, kinds, unit, counted_in)
    frame = count_pairs(tables, filter, kinds, unit, counted_in, measure=measure)
    strength = find_strength(measure, frame["count"], frame["count_a"], frame["count_b"], frame["total"])
    said = strength[~np.isnan(strength)]
    assert list(said) == sorted(said, reverse=True)
    assert np.isnan(strength[len(said) :]).all()
    assert (frame.attrs["found"], frame.attrs["said"]) == (len(frame), len(said))
    assert sorted(zip(frame["a"], frame["b"], strict=True)) == sorted(zip(by_count["a"], by_count["b"], strict=True))
    top = count_pairs(tables, filter, kinds, unit, counted_in, measure=measure, limit=limit)
    assert top[["a", "b"]].to_dict("records") == frame.head(limit)[["a", "b"]].to_dict("records")
    assert top.attrs == frame.attrs


@often
@given(libraries(), filters, couples, units, st.sampled_from(NAMES), st.integers(1, 2))
def test_neighbours_are_those_of_the_pairs(library, filter, kinds, unit, name, steps):
    tables = build(library)
    pairs = [(row.a, row.b) for row in count_pairs(tables, filter, kinds, unit).itertuples(index=False, name="Row")]
    own = [pair for pair in pairs if name in pair]
    near = {other for pair in own for other in pair}
    rest = [pair for pair in pairs if pair not in own and near & set(pair)] if steps == 2 else []
    frame = count_pairs(tables, filter, kinds, unit, around=name, steps=steps)
    assert list(zip(frame["a"], frame["b"], strict=True)) == own + rest
    assert frame.attrs["found"] == len(own + rest)
    top = count_pairs(tables, filter, kinds, unit, around=name, steps=steps, limit=3)
    first = own[:2] if steps == 2 else own[:3]  # those a step further get what is left, half of it at least
    assert list(zip(top["a"], top["b"], strict=True)) == first + rest[: 3 - len(first)]


@pytest.mark.parametrize("measure", ["jaccard", "npmi"])
def test_a_pair_named_once_is_too_little_to_lead_by_a_share(measure):
    rare = [make_entity("country:FRA"), make_entity("country:ISR")]
    often_named = [make_entity("country:RUS"), make_entity("country:USA")]
    rows = [make_row("rare", rare, [make_mention(entity["key"], 0, 0) for entity in rare], day=date(2021, 1, 1))]
    rows += [make_row(f"a{n}", often_named, [make_mention(entity["key"], 0, 0) for entity in often_named]) for n in range(6)]
    rows += [make_row(f"b{n}", often_named[:1], [make_mention("country:RUS", 0, 0)]) for n in range(3)]
    frame = count_pairs(build_tables(make_table(rows)), Filter(), ("country", "country"), measure=measure)
    assert frame["a"].tolist() == ["country:RUS", "country:FRA"]
    assert (frame.attrs["found"], frame.attrs["said"]) == (2, 1)
    assert SMALLEST_COUNT == 3


def test_no_pairs_have_no_windows():
    film = count_windows(build_tables(make_table([])), Filter(), [])
    assert film.periods.empty
    assert film.pairs.empty
    assert film.names.empty
