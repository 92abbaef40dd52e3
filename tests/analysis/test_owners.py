"""An official is of the state of the office, not of one that is visited."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.analysis.owners import find_known_offices, find_missing_state, settle_owner
from dragoman.model import Office


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_OFFICES", str(tmp_path / "offices.csv"))


@pytest.mark.parametrize(
    ("name", "role", "stated", "day", "owner"),
    [
        ("Joe Biden", "President", "VNM", date(2023, 9, 11), "USA"),
        ("Penny Pritzker", "Commerce Secretary", "IND", date(2016, 8, 30), "USA"),
        ("Joe Biden", "President", "USA", date(2023, 9, 11), "USA"),
        (
            "Joe Biden",
            "President",
            "VNM",
            date(2023, 9, 11).replace(year=1950),
            "VNM",
        ),  # nobody is known then
        (
            "Mark Phillip Hertling",
            "Lieutenant General",
            "USA",
            date(2021, 9, 29),
            "USA",
        ),  # another Mark Phillips
    ],
)
def test_the_state_of_the_known_office_counts(
    name: str, role: str, stated: str, day: date, owner: str
) -> None:
    assert settle_owner(name, role, stated, day) == owner


@pytest.mark.parametrize(
    ("name", "role", "country", "day", "known"),
    [
        ("Mark Phillip Hertling", "Lieutenant General", "USA", date(2021, 9, 29), False),
        ("Mark Phillips", "Lieutenant General", "USA", date(2021, 9, 29), True),  # his name in full
        ("Tom Carper", "Senator", "USA", date(2021, 3, 1), False),  # not Thomas Carter, an ambassador
        (
            "Sergei Shoigu",
            "Defence Minister",
            "USA",
            date(2016, 9, 8),
            True,
        ),  # the very office, of whom he met
        ("Emomali Rakhmonov", "President", "TJK", date(2003, 5, 1), True),  # the state, in another spelling
    ],
)
def test_a_like_name_needs_the_state_or_the_office(
    name: str, role: str, country: str, day: date, known: bool
) -> None:
    assert bool(find_known_offices(name, day, [Office(role, country)])) is known


@pytest.mark.parametrize(
    ("name", "role", "state"),
    [
        ("Sergei Lavrov", "Foreign Minister", "RUS"),
        ("Sergei Lavrov", "Finance Minister", ""),  # not his
        ("Nobody Whoever", "Foreign Minister", ""),
    ],
)
def test_the_state_that_an_article_leaves_out_is_the_known_one(name: str, role: str, state: str) -> None:
    assert find_missing_state(name, role, date(2015, 5, 1)) == state
