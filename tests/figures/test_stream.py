"""The stream draws its rows and stands still where nothing is."""

import json

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pairs import NASTY
from made_timelines import PERIODS, frames

from dragoman.figures.stream import draw_stream, find_stretches


@settings(max_examples=40, deadline=None)
@given(frames(), st.booleans(), st.booleans())
def test_the_stream_draws_its_rows_and_crosses_no_gap(made, dark, share):
    frame, period = made
    figure, rows = draw_stream(frame, dark, period=period, share=share)
    json.dumps(json.loads(figure.to_json()), allow_nan=False)
    drawn = [
        (*carried, value)
        for trace in figure.data
        for carried, value in zip(trace.customdata[1:-1], trace.y[1:-1], strict=True)
    ]  # the first and the last point of a stretch only make its ends level
    value = "share" if share else "count"
    expected = [(row["id"], row["period"].date().isoformat(), row[value]) for row in rows.to_dict("records")]
    assert sorted(drawn) == sorted(expected)
    assert len(rows) == len(frame)
    assert not any(NASTY in str(trace.name) + str(trace.hovertext) for trace in figure.data)
    covered = pd.DatetimeIndex(sorted(set(frame["period"])))
    for trace in figure.data:
        inside = [
            day
            for day in pd.date_range("2020-01-01", periods=12, freq=PERIODS[period])
            if trace.x[0] <= day < trace.x[-1]
        ]
        assert set(inside) <= set(covered)
    assert sum(map(len, find_stretches(covered, period))) == len(covered)
