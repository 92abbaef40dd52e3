"""Paragraphs as rows of signs, and roles as words."""

from __future__ import annotations

from dragoman.reading.offices.office_holders import load_holders
from dragoman.reading.offices.outline import outline_paragraphs
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
