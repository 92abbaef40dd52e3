"""Words and numbers on charts."""

import html
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.timeline import find_period
from dragoman.figures.words import (
    escape_markup,
    shorten_label,
    write_count,
    write_period,
    write_span,
    write_stretch,
)
from dragoman.model import Period


@pytest.mark.parametrize(
    ("number", "counted_in", "words"),
    [
        (1, "article", "1 article"),
        (0, "article", "0 articles"),
        (1, "story", "1 story"),
        (12345, "story", "12,345 stories"),
        (2, "outlet", "2 outlets"),
        (2, "words", "2 words"),
    ],
)
def test_a_count_reads_in_the_singular_for_one_alone(number, counted_in, words):
    assert write_count(number, counted_in) == words


@given(st.text(max_size=40), st.integers(2, 30))
def test_a_label_is_whole_or_its_beginning_with_an_ellipsis(label, length):
    short = shorten_label(label, length)
    assert len(short) <= length
    assert short == label or (short.endswith("…") and label.startswith(short[:-1]))
    assert shorten_label(short, length) == short


@given(st.text(max_size=40))
def test_nothing_in_a_text_is_read_as_markup_or_as_a_template(text):
    escaped = escape_markup(text)
    assert not set("<>{}\"'") & set(escaped)
    assert html.unescape(escaped) == html.unescape(html.escape(text))


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("day", "2021-07-01"),
        ("week", "week of 2021-07-01"),
        ("month", "July 2021"),
        ("quarter", "2021, third quarter"),
        ("year", "2021"),
    ],
)
def test_a_period_has_its_name(period, words):
    assert write_period(date(2021, 7, 1), period) == words


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(get_args(Period)))
def test_a_whole_period_is_called_by_its_name(day, period):
    assert write_stretch(find_period(day, period)) == write_period(find_period(day, period)[0], period)


def test_another_stretch_is_called_by_its_days():
    assert write_stretch((date(2021, 6, 2), date(2021, 6, 30))) == "2021-06-02 to 2021-06-30"
    assert write_span(date(2021, 6, 2), date(2021, 6, 2)) == "2021-06-02"
