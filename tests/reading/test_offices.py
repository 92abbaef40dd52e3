"""Paragraphs as rows of signs, and roles as words."""

from __future__ import annotations

import pytest

from dragoman.reading.countries import find_countries
from dragoman.reading.offices.office_holders import load_holders
from dragoman.reading.offices.outline import outline_paragraphs
from dragoman.reading.offices.statements import (
    RULES_BEFORE,
    RULES_BEHIND,
    StatementRule,
    read_statements,
)
from dragoman.reading.places import load_places
from dragoman.reading.roles import find_roles
from dragoman.reading.words import Words


def test_a_paragraph_as_signs() -> None:
    words = Words("Israeli Foreign Minister Yair Lapid, who met X of NATO.\n\nThe end")
    roles = find_roles(words, lambda i: 0, lambda i: False)
    outlines = list(
        outline_paragraphs(
            words,
            roles,
            {3: (5, 0)},
            {words.forms.index("NATO"): (words.forms.index("NATO") + 1, 0)},
            {0: (1, "ISR")},
        )
    )
    assert [outline.signs for outline in outlines] == ["CRP,qwnoO."]
    assert outlines[0].things[2] == 0
    assert outlines[0].things[0] == "ISR"


def test_the_table_gives_the_country_of_a_known_holder() -> None:
    holders = load_holders()
    assert holders.find_country("Vladimir Putin", "President", []) == "RUS"
    assert holders.find_country("Putin", "President", []) == "RUS"
    assert holders.find_country("Vladimir Nobody", "President", ["RUS"]) == ""


def test_a_surname_alone_needs_the_post() -> None:
    assert load_holders().find_country("Putin", "General", ["RUS"]) == ""


NAMES = ("X", "Y")


def list_rules(text: str, name: str) -> set[str]:
    """The rules by which a text says something of X or Y; it names no body."""
    words, places = Words(text), load_places()
    roles = find_roles(words, lambda i: places.measure(words, i), lambda i: words.forms[i] in NAMES)
    people = {i: (i + 1, NAMES.index(form)) for i, form in enumerate(words.forms) if form in NAMES}
    countries = {words.find(c.start): (words.cover(c.start, c.end)[1], c.iso3) for c in find_countries(text)}
    said = read_statements(outline_paragraphs(words, roles, people, {}, countries))
    return {statement.rule for statement in said.get(NAMES.index(name), ())}


@pytest.mark.parametrize("rule", [*RULES_BEFORE, *RULES_BEHIND], ids=lambda rule: rule.id)
def test_each_rule_reads_its_example_only(rule: StatementRule) -> None:
    assert rule.id in list_rules(rule.example, "X")
    assert rule.id not in list_rules(rule.counter, "X")
