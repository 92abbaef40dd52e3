"""Dates and where they come from."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sources.dates import guess_date, read_date

DAY = date(2021, 6, 27)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2021, 6, 27, 23, 30, tzinfo=UTC),
        "2021-06-27",
        " 2021-06-27T23:30:00-04:00 ",
        "2021-06-27 08:00",
        "20210627",
        20210627,
        "20210627T120000Z",
    ],
)
def test_date_types_and_iso_dates_are_stated(value: object) -> None:
    assert read_date(value) == (DAY, "stated")


@pytest.mark.parametrize(
    "value",
    [
        "June 27, 2021",
        "27 June 2021",
        "Sun, 27 Jun 2021 14:00:00 GMT",
        "Sunday 27 June 2021, 9:30 am EST",
        "27/06/2021",
        "6/27/2021",
        "2021/06/27",
        "Published: 27 June 2021",
        1624752000,
        1624752000000,
        1624752000.5,
    ],
)
def test_other_forms_of_one_day_are_parsed(value: object) -> None:
    assert read_date(value) == (DAY, "parsed")


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        *(("03/04/2021", date(2021, 3, 4)), ("2021-06", date(2021, 6, 1)), ("June 2021", date(2021, 6, 1))),
        # Dots are not American; days of Excel
        *(("03.04.2021", date(2021, 4, 3)), (44374, DAY), ("44374", DAY), (44374.75, DAY)),
    ],
)
def test_what_could_be_another_day_is_guessed(value: object, wanted: date) -> None:
    assert read_date(value) == (wanted, "guessed")


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "yesterday",
        "2021",
        "soon",
        "10:30",
        7,
        True,
        float("nan"),
        "2021-02-30",
        "0001-01-01",
        "9999-12-31",
        "1" * 500,
        "Lapid",
        "12",
        "a.m.",
        [],
        {},
    ],
)
def test_what_is_no_date_is_none(value: object) -> None:
    assert read_date(value) == (None, "none")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "2021-06-27-rome.txt",
            "news/2020-01-01/rome_2021_06_27.html",
            "20210627.txt",
            "a/2021/06/27/rome.txt",
            "2021.06.27 Rome.txt",
        ),
        *(
            "https://wire.example/2021/06/27/rome",
            "https://wire.example/world/2021/jun/27/rome",
            "https://wire.example/a-20210627",
        ),
    ],
)
def test_names_and_paths_suggest_a_day(name: str) -> None:
    assert guess_date(name) == DAY


@pytest.mark.parametrize(
    "name",
    [
        "rome.txt",
        "article-12345678.txt",
        "https://wire.example/?d=2021-06-27",
        "2021-13-45.txt",
        "https://[",
        "1999.txt",
    ],
)
def test_other_names_suggest_none(name: str) -> None:
    assert guess_date(name) is None


@pytest.mark.parametrize(
    "path",
    [
        *(
            "2021/06/27/rome",
            "2021/6/27/rome.html",
            "world/2021/june/27/rome",
            "2021-06-27/rome",
            "20210627/rome",
            "2021/0627/c90-1.html",
        ),
        *(
            "english/2021-06/27/c_1.htm",
            "a/202106/27/WS1.html",
            "2021-06-27-rome.html",
            "202106/t20210627_106.html",
            "rome-20210627.html",
        ),
        *(
            "2021/06/27/agenda-for-2020-01-01",
            "2021/06/rome-20210627",
            "20210627_rome",
            "2021/06/27",
            "2021-06-27/",
        ),
    ],
)
def test_folders_of_an_address_date_it(path: str) -> None:
    assert guess_date(f"https://north.example.org/{path}") == DAY


@pytest.mark.parametrize(
    "path",
    [
        *(
            "2015/nov/agenda-for-2030-01-01",
            "2030/01/01/agenda",
            "agenda-20300101",
            "2030-01-01",
            "goals-2015-01-01-explained",
        ),
        *(
            "2015/nov/agenda-for-20141231",
            "agenda-for-20141231",
            "looking-back-at-2014-12-31",
            "1989-11-09-the-wall",
            "2015/x/2014-12-31-a",
        ),
        *(
            "journal/2021/04/92713",
            "api-2021-07-release-notes",
            "kali-2021-1-release",
            "id/20241399/talks",
            "2021/06/27-reasons",
            "a-120210627",
        ),
    ],
)
def test_a_day_among_words_or_to_come_is_what_an_article_is_about(path: str) -> None:
    assert guess_date(f"https://north.example.org/{path}") is None


def test_a_site_that_is_known_to_put_the_day_last() -> None:
    assert guess_date("https://www.reuters.com/world/talks-in-rome-2021-06-27/") == DAY
    assert guess_date("https://www.reuters.com/world/agenda-for-2021-06-27/") is None


def test_a_file_is_of_no_day_to_come() -> None:
    assert guess_date("2190-06-27-rome.txt") is None
    assert guess_date("export 2190-06-27/2021-06-27.txt") == DAY


@given(st.text() | st.integers() | st.floats() | st.datetimes())
def test_reading_a_date_never_fails(value: object) -> None:
    day, origin = read_date(value)
    assert (day is None) == (origin == "none")


@given(st.text(alphabet="0123456789-/.: TZJunMay,"))
def test_reading_what_looks_like_a_date_never_fails(value: str) -> None:
    day, origin = read_date(value)
    assert (day is None) == (origin == "none")
    guessed = guess_date(value)
    assert guessed is None or 1600 <= guessed.year <= 2199


@given(st.dates(date(1600, 1, 1), date(2199, 12, 31)))
def test_every_iso_date_is_stated(day: date) -> None:
    assert read_date(day.isoformat()) == (day, "stated")
