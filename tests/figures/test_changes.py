"""The chart of what changed: its numbers are those of the table, and a click on it is one on the table."""

import json
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis.changes import COLUMNS, find_ratio_interval
from dragoman.figures.changes import MOST, SURE, draw_changes, list_sure, write_times
from dragoman.figures.clicks import find_change

NASTY = '<img src=x onerror="alert(1)">'
PERIOD, BASELINE = (date(2022, 2, 1), date(2022, 2, 28)), (date(2022, 1, 1), date(2022, 1, 31))


@st.composite
def frames(draw):
    """Rows as of count_changes, of which some are sure."""
    rows = []
    for number in range(draw(st.integers(0, MOST + 3))):
        change = draw(st.sampled_from([*SURE, "steady"]))
        now, before = draw(st.integers(1, 50)), draw(st.integers(1, 60))
        now, before = (0 if change == "gone" else now), (0 if change == "new" else before)
        low, high = find_ratio_interval([now], 50, [before], 60)
        ratio = (now / 50) / (before / 60) if before else float("inf")
        ends = (f"person:{number}", NASTY, "country:ITA", "Italy {name}")
        rows.append(
            (*ends, change, now, 50, now / 50, before, 60, before / 60, ratio, low[0], high[0], 0.01, 0.02)
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


@settings(max_examples=25, deadline=None)
@given(frames(), st.booleans(), st.sampled_from(["", *SURE]))
def test_its_numbers_are_those_of_the_table(frame, dark, kind):
    shown = list_sure(frame, kind)
    figure, rows = draw_changes(shown, PERIOD, BASELINE, dark)
    json.dumps(json.loads(figure.to_json()), allow_nan=False)
    assert "<img" not in figure.to_json()
    assert sorted(rows["a"]) == sorted(shown["a"].head(MOST))
    line, before, now = figure.data
    table = {(row["a"], row["b"]): row for row in shown.to_dict("records")}
    for dots, column, span in ((before, "share_before", "January 2022"), (now, "share", "February 2022")):
        assert dots.name == span
        assert [find_change({"customdata": item})[0] for item in dots.customdata] == list(
            zip(rows["a"], rows["b"], strict=True)
        )
        assert list(dots.x) == [
            table[find_change({"customdata": item})[0]][column] for item in dots.customdata
        ]
    for carried in (*before.customdata, *now.customdata, *line.customdata):
        pair, side = find_change({"customdata": dict(enumerate(carried))})
        assert table[pair]["count" if side == 1 else "count_before"] > 0  # a click opens rows
    grown = list(rows["share"] - rows["share_before"])
    assert grown == sorted(grown, reverse=True)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            {"change": "new", "low": 3.14, "high": 1e9, "ratio": float("inf")},
            "at least 3.1 times the share before",
        ),
        ({"change": "new", "low": 0.6, "high": 1e9, "ratio": float("inf")}, "none before"),
        ({"change": "gone", "low": 0.0, "high": 0.33, "ratio": 0.0}, "at most 33 % of its share before"),
        ({"change": "gone", "low": 0.0, "high": 1.62, "ratio": 0.0}, "none now"),
        (
            {"change": "weaker", "low": 0.02, "high": 0.7, "ratio": 0.09},
            "9.0 % of its share before (2.0 to 70 %)",
        ),
        (
            {"change": "stronger", "low": 1.4, "high": 26.2, "ratio": 6.03},
            "6.0 times its share before (1.4 to 26)",
        ),
    ],
)
def test_a_change_is_told_in_words(row, words):
    counts = {"count": int(row["change"] != "gone"), "count_before": int(row["change"] != "new")}
    assert write_times(row | counts) == words
