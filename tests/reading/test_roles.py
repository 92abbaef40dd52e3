"""Roles as a text states them."""

from __future__ import annotations

import pytest

from dragoman.reading.places import load_places
from dragoman.reading.roles import Role, find_roles
from dragoman.reading.words import Words


def read_roles(text: str, person: str = "") -> list[Role]:
    words, places = Words(text), load_places()
    return find_roles(words, lambda i: places.measure(words, i), lambda i: words.forms[i] == person)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the foreign minister of France", ["Foreign Minister"]),
        ("U.S. Secretary of State Blinken", ["Secretary of State"]),
        ("Minister of Foreign Affairs of Russia", ["Minister of Foreign Affairs"]),
        ("Ambassador to Israel", ["Ambassador to Israel"]),
        ("deputy health minister", ["Deputy Health Minister"]),
        ("Attorney General and Solicitor General", ["Attorney General", "Solicitor General"]),
        ("PM Modi", ["Prime Minister"]),
        ("the spokespeople", ["Spokesperson"]),
        ("PRESIDENT MICHEL: well", ["President"]),
        ("then-Prime Minister", ["Prime Minister"]),
        ("the first president", ["President"]),
        ("First Lady", ["First Lady"]),
        ("Prince Regent Alexander", ["Prince Regent"]),
        ("a lady", []),
        ("Chief of the General Staff of the army", ["Chief of the General Staff"]),
        ("White House Press Secretary", ["Press Secretary"]),
        (
            "Assistant to the President for Homeland Security",
            ["Assistant to the President for Homeland Security"],
        ),
    ],
)
def test_roles_as_stated(text: str, names: list[str]) -> None:
    assert [role.name for role in read_roles(text)] == names


def test_a_name_ends_a_portfolio() -> None:
    assert (
        read_roles("Minister of Foreign Affairs Sergei Lavrov", person="Sergei")[0].name
        == "Minister of Foreign Affairs"
    )


@pytest.mark.parametrize(
    ("text", "marker"), [("former president", "former"), ("ex-chancellor", "former"), ("president", "")]
)
def test_markers_of_the_past(text: str, marker: str) -> None:
    assert read_roles(text)[0].marker == marker


def test_an_adviser_to_an_adviser_without_end_is_a_role() -> None:
    words = Words("an adviser to the " * 5000 + "President")
    assert find_roles(words, lambda i: 0, lambda i: False)
