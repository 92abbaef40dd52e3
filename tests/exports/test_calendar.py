"""Contacts as iCalendar."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dragoman.exports.calendar import write_calendar

ROW = {
    "day": "2021-06-30",
    "kind": "meeting",
    "status": "planned",
    "who": "Antony Blinken",
    "whom": "Yair Lapid",
    "place": "Rome",
    "sentence": "They meet; so it says, in Rome. " + "Überall ist es schön. " * 10,
    "parties": ["person:antony-blinken", "person:yair-lapid"],
}


def test_a_contact_is_an_event_of_its_day() -> None:
    text = write_calendar(pd.DataFrame([ROW]), date(2021, 7, 1)).decode()
    lines = text.replace("\r\n ", "").split("\r\n")
    assert "DTSTART;VALUE=DATE:20210630" in lines
    assert "DTEND;VALUE=DATE:20210701" in lines
    assert "STATUS:TENTATIVE" in lines
    assert "SUMMARY:Meeting: Antony Blinken\\, Yair Lapid" in lines
    assert any(line.startswith("DESCRIPTION:They meet\\; so it says\\, in Rome.") for line in lines)


def test_no_line_is_longer_than_75_bytes() -> None:
    data = write_calendar(pd.DataFrame([ROW]), date(2021, 7, 1))
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_without_a_day_there_is_no_event() -> None:
    rows = pd.DataFrame([ROW | {"day": "2021-06"}, ROW | {"day": ""}])
    assert b"VEVENT" not in write_calendar(rows, date(2021, 7, 1))
