"""What a view looks at, in words."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.analysis.library import Library
from dragoman.exports.view_words import caption_view, describe_view, label_entity
from dragoman.model import Filter, Network, View


@pytest.fixture(scope="module")
def tables(library_folder):
    return Library(str(library_folder)).tables()


def test_what_is_asked_for_is_said_by_its_names_and_what_is_usual_is_not(tables) -> None:
    filter = Filter(people=("person:yair-lapid",), start=date(2021, 1, 1))
    said = dict(describe_view(tables, View("connections", filter, network=Network("country:ITA"))))
    assert said["People"] == "Yair Lapid"
    assert said["From"] == "2021-01-01"
    assert said["Neighbours of"] == "Italy"
    assert "Countries" not in said
    assert "Strongest by" not in said


def test_sides_are_said_apart(tables) -> None:
    sides = (Filter(people=("person:yair-lapid",)), Filter(countries=("country:RUS",)))
    said = dict(describe_view(tables, View("compare", sides=sides)))
    assert said["First side, people"] == "Yair Lapid"
    assert said["Second side, countries"] == "Russia"


def test_a_caption_says_the_page_the_filter_and_what_was_counted(tables) -> None:
    title, asked, counted = caption_view(tables, View("timeline", Filter(countries=("country:ITA",))))
    assert title == "Over time"
    assert "Countries: Italy" in asked
    assert counted.startswith("2 articles of Sample ")
    assert caption_view(tables, View("world", Filter(text="nosuchword")))[2] == "0 articles of no outlet"


def test_who_is_unknown_has_the_words_of_his_identifier(tables) -> None:
    assert label_entity(tables, "person:nobody-here") == "nobody here"
