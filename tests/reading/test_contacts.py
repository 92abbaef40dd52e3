"""Contacts: each row on its example and counter-example, days by the article's date, one telling of many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from contacts_by_hand import read_brackets
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Contact, DayWords
from dragoman.reading.contacts import find_contacts, reckon_day
from dragoman.reading.contacts.days import find_days
from dragoman.reading.contacts.words import Pattern, load_table

SUNDAY = date(2021, 6, 27)


def find(marked: str, title: bool = False) -> tuple[Contact, ...]:
    return find_contacts(*read_brackets(marked, title))


@pytest.mark.parametrize("row", load_table().patterns, ids=lambda row: row.id)
def test_a_row_finds_its_example_and_not_its_counter_example(row: Pattern) -> None:
    about = "\n[Ban Ki-moon] was there." if row.title else ""
    assert row.kind in {contact.kind for contact in find(row.example + about, row.title)}
    assert row.kind not in {contact.kind for contact in find(row.counter + about, row.title)}


def test_a_text_under_two_dates_has_two_days() -> None:
    (contact,) = find("[Antony Blinken] met with [Yair Lapid] in [Rome] on Sunday.")
    assert contact.day is not None
    assert reckon_day(contact.day, SUNDAY) == "2021-06-27"
    assert reckon_day(contact.day, SUNDAY + timedelta(days=8)) == "2021-07-04"
    assert reckon_day(contact.day, None) is None


@pytest.mark.parametrize(
    ("words", "written", "day"),
    [
        ("today", SUNDAY, "2021-06-27"),
        ("yesterday", SUNDAY, "2021-06-26"),
        ("on Friday", SUNDAY, "2021-06-25"),
        ("on June 24", SUNDAY, "2021-06-24"),
        ("on December 30", SUNDAY, "2020-12-30"),
        ("on 24 June 2019", None, "2019-06-24"),
        ("in May", SUNDAY, "2021-05"),
        ("last month", date(2021, 1, 5), "2020-12"),
        ("last week", SUNDAY, None),
        ("on February 31, 2020", SUNDAY, None),
    ],
)
def test_a_day_is_reckoned_from_the_date_of_the_article(
    words: str, written: date | None, day: str | None
) -> None:
    (contact,) = find(f"[Antony Blinken] met with [Yair Lapid] {words}.")
    assert reckon_day(contact.day, written) == day


def test_a_planned_day_lies_ahead() -> None:
    (contact,) = find("[Antony Blinken] will meet with [Yair Lapid] on Friday.")
    assert (contact.status, reckon_day(contact.day, SUNDAY)) == ("planned", "2021-07-02")


@given(st.dates(date(1980, 1, 1), date(2060, 1, 1)), st.integers(0, 6), st.sampled_from(["past", "future"]))
def test_a_weekday_is_within_a_week_of_the_article(written: date, weekday: int, tense: str) -> None:
    words = DayWords(0, 1, tense, weekday=weekday)  # type: ignore[arg-type]
    day = date.fromisoformat(reckon_day(words, written) or "")
    assert day.weekday() == weekday
    assert 0 <= (day - written).days * (1 if tense == "future" else -1) <= 6


@given(st.dates(date(1980, 1, 1), date(2060, 1, 1)))
def test_a_day_that_is_written_in_full_needs_no_date(day: date) -> None:
    string = f"They met on {day:%B} {day.day}, {day.year}."
    (words,) = find_days(string, 0, len(string))
    assert reckon_day(words, None) == str(day)


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("[Antony Blinken] met with [Yair Lapid].", "held"),
        ("[Antony Blinken] plans to meet with [Yair Lapid].", "planned"),
        ("[Antony Blinken] refused to meet with [Yair Lapid].", "not"),
        ("[Antony Blinken] did not meet with [Yair Lapid].", "not"),
    ],
)
def test_what_is_to_come_or_refused_is_told_from_what_was(marked: str, status: str) -> None:
    assert [contact.status for contact in find(marked)] == [status]


def test_two_tellings_are_one_contact_with_the_day_of_either() -> None:
    (contact,) = find(
        "[Antony Blinken] met with [Yair Lapid] in [Rome].\n"
        "[Yair Lapid] held talks with [Antony Blinken] on Sunday."
    )
    assert contact.day is not None
    assert contact.place is not None


def test_a_visitor_stands_before_the_state_and_none_visits_his_own() -> None:
    string, reading = read_brackets("[Antony Blinken] travelled to [Rome] and [Israel].")
    assert [contact.parties for contact in find_contacts(string, reading)] == [
        ("person:antony-blinken", "country:ITA"),
        ("person:antony-blinken", "country:ISR"),
    ]


def test_titles_and_appositions_are_no_parties() -> None:
    (contact,) = find(
        "[U.S.] Secretary of State [Antony Blinken] met with his [Israeli] counterpart, [Yair Lapid]."
    )
    assert contact.parties == ("person:antony-blinken", "person:yair-lapid")


def test_pronouns_stand_for_who_was_named_before() -> None:
    (contact,) = find("[Antony Blinken] arrived late.\nHe met with [Yair Lapid].")
    assert contact.parties == ("person:antony-blinken", "person:yair-lapid")


def test_nothing_is_found_in_nothing() -> None:
    assert find("") == ()
