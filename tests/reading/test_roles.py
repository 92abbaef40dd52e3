"""Roles as a text states them."""

from __future__ import annotations

import pytest

from dragoman.reading.places import load_places
from dragoman.reading.roles import Role, find_roles
from dragoman.reading.roles.portfolio import PORTFOLIO_RULES, STOP_RULES, PortfolioRule, StopRule
from dragoman.reading.roles.standings import STANDING_RULES, StandingRule
from dragoman.reading.roles.titles_in_names import TITLE_RULES, TitleRule
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


@pytest.mark.parametrize("rule", STANDING_RULES, ids=lambda rule: rule.id)
def test_each_rule_of_standing_holds_of_its_example_only(rule: StandingRule) -> None:
    (decided,) = read_roles(rule.example, person="X")
    assert (decided.standing, decided.rule) == (rule.becomes, rule.id)
    assert rule.id not in {role.rule for role in read_roles(rule.counter, person="X")}


@pytest.mark.parametrize("rule", TITLE_RULES, ids=lambda rule: rule.id)
def test_each_title_in_a_name_is_none_in_its_example_only(rule: TitleRule) -> None:
    titles = [[role.head for role in read_roles(text, "X")] for text in (rule.example, rule.counter)]
    assert len(titles[0]) == rule.example.count("minister")
    assert len(titles[1]) == 1


@pytest.mark.parametrize("rule", [*PORTFOLIO_RULES, *STOP_RULES], ids=lambda rule: rule.id)
def test_a_portfolio_ends_where_the_example_of_its_rule_says(rule: PortfolioRule | StopRule) -> None:
    words, places = Words(rule.example.replace(" |", "")), load_places()
    end = len(Words(rule.example.partition(" |")[0]))
    bodies = {i for i, form in enumerate(words.forms) if form in ("Security", "Council")}
    roles = find_roles(
        words, lambda i: places.measure(words, i), lambda i: words.forms[i] in ("Smith", "Jordan"), bodies
    )
    assert roles[0].last == end
