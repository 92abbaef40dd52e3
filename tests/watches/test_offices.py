"""News of offices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clock import Days
from reading_by_hand import NAMES

from dragoman.library.watches import Watch
from dragoman.model import Entity, Filter, Office, View
from dragoman.questions.evidence import find_rows_of
from dragoman.view import parse_view

POST = Office("Minister of Health", "ISR")
NEW = Entity("person:noa-barak", "person", "Noa Barak", True, (POST,))


@pytest.fixture(autouse=True)
def two_holders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lapid is called Israel's minister of health, and so is Rome: one word that the reader by hand knows."""
    lapid = replace(NAMES["Yair Lapid"][0], offices=(POST,))
    monkeypatch.setitem(NAMES, "Yair Lapid", (lapid, "name"))
    monkeypatch.setitem(NAMES, "Rome", (NEW, "name"))


def tell(days: Days) -> list[str]:
    return [item.said for _, item in days.look()]


def test_a_new_name_in_an_office_is_told_when_two_stories_say_it(days: Days) -> None:
    days.library.watches.add(Watch("offices", View(), ("office",)))
    days.look()
    days.pass_on()
    days.add("Rome spoke of vaccines to the whole of the press.")
    assert tell(days) == []
    days.pass_on()
    days.add("Rome opened a hospital in the south, with many guests.")
    [(_, item)] = days.look()
    assert item.said == "New in an office: Noa Barak, Minister of Health, Israel"
    rows = find_rows_of(days.library.tables(), parse_view(item.view))
    assert set(rows["article"]) == set(item.articles)
    days.pass_on()
    days.add("Rome opened another hospital, in the north.")
    assert tell(days) == []


def test_an_office_of_which_nobody_else_was_called_is_no_news(days: Days) -> None:
    days.library.watches.add(Watch("offices", View(), ("office",)))
    days.look()
    days.pass_on()
    for number in range(3):
        days.add(f"Antony Blinken went to a place and said {number} words there.")
    assert tell(days) == []


def test_a_watch_of_a_country_tells_of_its_offices_alone(days: Days) -> None:
    days.library.watches.add(Watch("Russia", View(filter=Filter(countries=("country:RUS",))), ("office",)))
    days.look()
    days.pass_on()
    days.add("Rome spoke of Russia to the whole of the press.")
    days.add("Rome opened a hospital for Russia, with many guests.")
    assert tell(days) == []
