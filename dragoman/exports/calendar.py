"""Contacts as iCalendar (RFC 5545): one event a contact whose day is known, planned ones as tentative."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pandas as pd

FULL = len("2021-06-27")
FOLD = 73  # bytes of a line, with the blank that goes on with it at most 75
STATES = {"held": "CONFIRMED", "planned": "TENTATIVE", "not": "CANCELLED"}


def write_calendar(contacts: pd.DataFrame, made: date) -> bytes:
    """Rows of `list_contacts` as a calendar; those whose day is not known are left out.

    `made` stands in it as the day on which it was made.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dragoman//contacts//EN", "CALSCALE:GREGORIAN"]
    for row in contacts.to_dict("records"):
        if len(row["day"]) == FULL:
            lines += _write_event(row, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _fold(line)).encode()


def _write_event(row: dict[Any, Any], made: date) -> Iterator[str]:
    day = date.fromisoformat(row["day"])
    names = "|".join(sorted(row["parties"]))
    yield "BEGIN:VEVENT"
    yield f"UID:{_escape(row['kind'])}-{row['day']}-{_escape(names)}@dragoman"
    yield f"DTSTAMP:{made:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield "SUMMARY:" + _escape(f"{row['kind'].capitalize()}: {row['who']}, {row['whom']}")
    if row["place"]:
        yield f"LOCATION:{_escape(row['place'])}"
    yield f"DESCRIPTION:{_escape(row['sentence'])}"
    yield f"STATUS:{STATES[row['status']]}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escape(text: str) -> str:
    plain = " ".join(text.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _fold(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, all but the first begun with a blank; no character is cut."""
    piece, size = "", 0
    for char in line:
        width = len(char.encode("utf-8", "replace"))
        if size + width > FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + width
    yield piece
