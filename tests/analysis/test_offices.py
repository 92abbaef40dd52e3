"""Offices that articles state, and those that the table knows, are kept apart."""

from datetime import date

from made_tables import make_library
from rows import make_entity, make_mention, make_row, make_table

from dragoman.analysis.building import build_tables
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


def test_of_two_bodies_stated_as_often_on_one_day_the_same_is_shown_each_time():
    offices = [("President", "FRA", "NATO", False), ("President", "FRA", "", False)]
    for order in (offices, offices[::-1]):
        rows = [
            make_row(
                "a",
                [make_entity("person:ada-alpha", "Ada Alpha", True, order)],
                [make_mention("person:ada-alpha", 0, 0)],
                day=date(2021, 1, 1),
            )
        ]
        shown = {
            count_entities(build_tables(make_table(rows)), Filter(), "person")["office"][0] for _ in range(20)
        }
        assert shown == {"President, France"}


def test_a_state_that_no_article_states_is_shown_as_known():
    mention = make_mention("person:sergei-lavrov", 0, 0)
    for stated, shown in (
        (("Foreign Minister", "", "", False), "Foreign Minister, Russia (known)"),
        (("Foreign Minister", "RUS", "", False), "Foreign Minister, Russia"),
        (("Minister of Finance", "", "", False), "Minister of Finance"),
    ):
        lavrov = make_entity("person:sergei-lavrov", "Sergei Lavrov", True, [stated])
        tables = build_tables(make_table([make_row("a", [lavrov], [mention], day=date(2015, 5, 1))]))
        assert count_entities(tables, Filter(), "person")["office"].tolist() == [shown]
        assert list_offices(tables, "person:sergei-lavrov")["country"].fillna("").tolist() == [stated[1]]
