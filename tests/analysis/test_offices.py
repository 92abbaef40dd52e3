"""Offices that articles state, and those that the table knows, are kept apart."""

from datetime import date

from made_tables import make_library

from dragoman.analysis.entities import count_entities
from dragoman.analysis.offices import list_offices
from dragoman.model import Filter


def test_stated_and_known_offices_are_kept_apart():
    tables = make_library()
    people = count_entities(tables, Filter(end=date(2021, 12, 31)), "person")
    assert people["office"].tolist() == ["Secretary of State, United States"]
    assert people["known_office"].tolist() == [""]  # he took office in 2021
    assert count_entities(tables, Filter(), "person")["known_office"].tolist() == [
        "Secretary of State, United States"
    ]
    assert list_offices(tables, "person:antony-blinken")["date"].tolist() == [
        date(2020, 1, 1),
        date(2022, 1, 1),
    ]
    assert list_offices(tables, "person:nobody").empty
