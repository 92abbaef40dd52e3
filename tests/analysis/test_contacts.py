"""Contacts of a library: one row a contact over copies, by the filter's articles and parties."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from dragoman.analysis.contacts import count_by_pair
from dragoman.analysis.library import Library
from dragoman.model import Article, Filter

BLINKEN, LAPID = "person:antony-blinken", "person:yair-lapid"


@pytest.fixture
def rows(library: Library) -> pd.DataFrame:
    return library.contacts()


def test_a_meeting_told_by_two_outlets_is_one_row(rows: pd.DataFrame) -> None:
    (meeting,) = rows[rows["kind"] == "meeting"].to_dict("records")
    assert {meeting["who"], meeting["whom"]} == {"Antony Blinken", "Yair Lapid"}
    assert (meeting["articles"], meeting["outlets"], meeting["place"]) == (2, 2, "Rome")
    assert {id for id, *_ in meeting["evidence"]} == {"rome-1", "rome-copy"}


def test_a_filter_chooses_articles_and_parties(library: Library) -> None:
    (one,) = library.contacts(Filter(outlets=("Sample Wire",)), kinds=("meeting",)).to_dict("records")
    assert one["articles"] == 1
    assert len(library.contacts(Filter(people=(BLINKEN, LAPID)))) == 1
    assert library.contacts(Filter(countries=("country:RUS",))).empty
    assert library.contacts(statuses=("not",)).empty


def test_pairs_of_contacts_are_counted(rows: pd.DataFrame) -> None:
    assert count_by_pair(rows[rows["kind"] == "meeting"]) == {(BLINKEN, LAPID): 1}


def test_an_edited_date_moves_the_day(empty_library: Library) -> None:
    text = "Antony Blinken met Yair Lapid on Sunday."
    empty_library.add_items([Article("rome-1", "Talks", text, date(2021, 6, 27), "stated")])
    assert set(empty_library.contacts(kinds=("meeting",))["day"]) == {"2021-06-27"}
    empty_library.edit("rome-1", date=date(2021, 7, 6))
    assert set(empty_library.contacts(kinds=("meeting",))["day"]) == {"2021-07-04"}
    empty_library.edit("rome-1", date=None)
    assert set(empty_library.contacts(kinds=("meeting",))["day"]) == {""}
