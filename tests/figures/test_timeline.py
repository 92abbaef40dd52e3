"""The stream, the marks of bursts and what a click on a chart over time carries."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_timelines import frames

from dragoman.figures.timeline import draw_timeline, find_gaps, guess_period


@settings(max_examples=40, deadline=None)
@given(frames(), st.booleans())
def test_bars_are_no_wider_than_their_periods(made, share):
    frame, period = made
    figure, _ = draw_timeline(frame[frame["id"] == "topic:0"], period=period, share=share)
    longest = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[period] * 86_400_000
    assert all(0 < width < longest for width in figure.data[0].width)


def test_bursts_stand_above_the_chart_in_the_colour_of_their_line():
    days = pd.date_range("2021-01-01", periods=3, freq="MS")
    frame = pd.concat(
        [pd.DataFrame({"period": days, "id": f"topic:{name}", "label": name, "count": 1}) for name in "ab"]
    )
    bursts = pd.DataFrame({"id": ["topic:b"], "first": [days[1]], "last": [days[2]]})
    figure, _ = draw_timeline(
        frame, period="month", bursts=bursts, opened=(date(2021, 1, 1), date(2021, 1, 31))
    )
    stripe = next(shape for shape in figure.layout.shapes if shape.yref == "paper")
    assert (stripe.x0, stripe.x1, stripe.y0 > 1) == (date(2021, 2, 1), date(2021, 4, 1), True)
    assert stripe.fillcolor == figure.data[1].line.color
    opened = next(shape for shape in figure.layout.shapes if shape.yref != "paper")
    assert (opened.x0, opened.x1) == (date(2021, 1, 1), date(2021, 2, 1))


def test_the_interval_of_a_pair_stands_on_its_counts_too():
    frame = pd.DataFrame(
        {
            "period": [pd.Timestamp("2021-01-01")],
            "count": [3],
            "coverage": [10],
            "share": [0.3],
            "low": [0.1],
            "high": [0.6],
        }
    )
    plain, _ = draw_timeline(frame, period="month")
    assert plain.data[0].error_y.array is None
    figure, _ = draw_timeline(frame, period="month", interval=True)
    assert list(figure.data[0].error_y.array) == pytest.approx([3.0])
    assert list(figure.data[0].error_y.arrayminus) == pytest.approx([2.0])


def make_timeline(*months, ids=("",)):
    rows = [
        {
            "period": pd.Timestamp(2021, month, 1),
            "count": place,
            "coverage": 10,
            "share": place / 10,
            "low": 0.0,
            "high": 1.0,
            "id": id,
            "label": id,
        }
        for id in ids
        for place, month in enumerate(months)
    ]
    return pd.DataFrame(rows)


def test_bars_over_time_are_the_rows():
    frame = make_timeline(1, 2, 5)[["period", "count"]]
    figure, rows = draw_timeline(frame, period="month")
    assert list(figure.data[0].y) == rows["count"].tolist() == [0, 1, 2]
    assert [point[1] for point in figure.data[0].customdata] == ["2021-01-01", "2021-02-01", "2021-05-01"]
    shaded = [(shape.x0, shape.x1) for shape in figure.layout.shapes]
    assert shaded == [(date(2021, 3, 1), date(2021, 5, 1))]


def test_gaps_break_lines_and_zeros_do_not():
    figure, _ = draw_timeline(make_timeline(1, 2, 5, ids=("country:FRA", "country:ISR")), period="month")
    line = list(figure.data[0].y)
    assert line[:2] == [0, 1]
    assert np.isnan(line[2:4]).all()
    assert line[4] == 2
    assert not figure.data[0].connectgaps
    assert figure.layout.showlegend


def test_a_share_has_its_interval():
    figure, _ = draw_timeline(make_timeline(1, 2, 3).drop(columns=["id", "label"]), share=True)
    assert list(figure.data[0].y) == [0, 0.1, 0.2]
    assert list(figure.data[0].error_y.array) == pytest.approx([1, 0.9, 0.8])


@pytest.mark.parametrize(
    "columns", [["period", "count"], ["period", "id", "label", "count", "coverage", "share", "low", "high"]]
)
def test_an_empty_timeline_draws(columns):
    figure, rows = draw_timeline(pd.DataFrame(columns=columns).astype({"period": "datetime64[s]"}))
    assert len(figure.data) == len(rows) == 0


@pytest.mark.parametrize(
    ("days", "period"),
    [
        (["2021-01-01", "2022-01-01"], "year"),
        (["2021-01-01", "2021-04-01"], "quarter"),
        (["2021-01-01", "2021-02-01"], "month"),
        (["2021-01-04", "2021-01-11"], "week"),
        (["2021-01-04", "2021-01-12"], "day"),
        ([], "month"),
    ],
)
def test_the_length_of_periods_shows(days, period):
    assert guess_period(pd.DatetimeIndex(days)) == period


def test_gaps_are_joined():
    covered = pd.DatetimeIndex(["2021-01-01", "2021-02-01", "2021-06-01", "2021-08-01"])
    assert find_gaps(covered, "month") == [
        (date(2021, 3, 1), date(2021, 6, 1)),
        (date(2021, 7, 1), date(2021, 8, 1)),
    ]
