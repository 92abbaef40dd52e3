"""The stream, the marks of bursts and what a click on a chart over time carries."""

import json
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.figures.clicks import find_points
from dragoman.figures.stream import draw_stream, find_stretches
from dragoman.figures.timeline import draw_timeline

NASTY = '<img src=x onerror="alert(1)">'
PERIODS = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}


@st.composite
def frames(draw):
    """(frame as of count_entities_over_time, period) with gaps."""
    period = draw(st.sampled_from(list(PERIODS)))
    days = pd.date_range("2020-01-01", periods=12, freq=PERIODS[period])
    kept = sorted(draw(st.sets(st.integers(0, 11), min_size=1)))
    rows = []
    for name in range(draw(st.integers(1, 3))):
        for place in kept:
            coverage = draw(st.integers(1, 9))
            count = draw(st.integers(0, coverage))
            share = count / coverage
            rows.append((days[place], f"topic:{name}", NASTY, count, coverage, share, share, share))
    return pd.DataFrame(rows, columns=["period", "id", "label", "count", "coverage", "share", "low", "high"]), period


@settings(max_examples=40, deadline=None)
@given(frames(), st.booleans(), st.booleans())
def test_the_stream_draws_its_rows_and_crosses_no_gap(made, dark, share):
    frame, period = made
    figure, rows = draw_stream(frame, dark, period=period, share=share)
    json.dumps(json.loads(figure.to_json()), allow_nan=False)
    drawn = [
        (*carried, value) for trace in figure.data for carried, value in zip(trace.customdata[1:-1], trace.y[1:-1], strict=True)
    ]  # the first and the last point of a stretch only make its ends level
    value = "share" if share else "count"
    expected = [(row["id"], row["period"].date().isoformat(), row[value]) for row in rows.to_dict("records")]
    assert sorted(drawn) == sorted(expected)
    assert len(rows) == len(frame)
    assert not any(NASTY in str(trace.name) + str(trace.hovertext) for trace in figure.data)
    covered = pd.DatetimeIndex(sorted(set(frame["period"])))
    for trace in figure.data:
        inside = [day for day in pd.date_range("2020-01-01", periods=12, freq=PERIODS[period]) if trace.x[0] <= day < trace.x[-1]]
        assert set(inside) <= set(covered)
    assert sum(map(len, find_stretches(covered, period))) == len(covered)


@settings(max_examples=40, deadline=None)
@given(frames(), st.booleans())
def test_bars_are_no_wider_than_their_periods(made, share):
    frame, period = made
    figure, _ = draw_timeline(frame[frame["id"] == "topic:0"], period=period, share=share)
    longest = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[period] * 86_400_000
    assert all(0 < width < longest for width in figure.data[0].width)


def test_bursts_stand_above_the_chart_in_the_colour_of_their_line():
    days = pd.date_range("2021-01-01", periods=3, freq="MS")
    frame = pd.concat([pd.DataFrame({"period": days, "id": f"topic:{name}", "label": name, "count": 1}) for name in "ab"])
    bursts = pd.DataFrame({"id": ["topic:b"], "first": [days[1]], "last": [days[2]]})
    figure, _ = draw_timeline(frame, period="month", bursts=bursts, opened=(date(2021, 1, 1), date(2021, 1, 31)))
    stripe = next(shape for shape in figure.layout.shapes if shape.yref == "paper")
    assert (stripe.x0, stripe.x1, stripe.y0 > 1) == (date(2021, 2, 1), date(2021, 4, 1), True)
    assert stripe.fillcolor == figure.data[1].line.color
    opened = next(shape for shape in figure.layout.shapes if shape.yref != "paper")
    assert (opened.x0, opened.x1) == (date(2021, 1, 1), date(2021, 2, 1))


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ([{"customdata": ["topic:a", "2021-01-01"]}], (("topic:a", date(2021, 1, 1)),)),
        ([{"customdata": {"0": "", "1": "2021-01-01"}}], (("", date(2021, 1, 1)),)),
        ([{"customdata": ["topic:a", "someday"]}, {"x": 1}, {"customdata": ["alone"]}], ()),
        ([], ()),
    ],
)
def test_points_carry_who_and_when(points, found):
    assert find_points(points) == found


def test_the_interval_of_a_pair_stands_on_its_counts_too():
    frame = pd.DataFrame(
        {"period": [pd.Timestamp("2021-01-01")], "count": [3], "coverage": [10], "share": [0.3], "low": [0.1], "high": [0.6]}
    )
    plain, _ = draw_timeline(frame, period="month")
    assert plain.data[0].error_y.array is None
    figure, _ = draw_timeline(frame, period="month", interval=True)
    assert list(figure.data[0].error_y.array) == pytest.approx([3.0])
    assert list(figure.data[0].error_y.arrayminus) == pytest.approx([2.0])
