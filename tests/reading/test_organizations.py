"""The table of organizations, and bodies that it does not know."""

from __future__ import annotations

from dragoman.reading.organizations.table import match_known, shouts
from dragoman.reading.words import Words


def test_the_longest_name_wins() -> None:
    found = match_known(Words("The UN Security Council and the UN met."))
    assert [(last - first, row.name) for first, last, row in found] == [
        (3, "United Nations Security Council"),
        (1, "United Nations"),
    ]


def test_capitals_may_be_words() -> None:
    assert [row.name for *_, row in match_known(Words("WHO IS NEXT"))] == []
    assert [row.name for *_, row in match_known(Words("He fought against IS in Iraq."))] == ["Islamic State"]
    assert shouts(Words("ALL IN CAPITALS HERE"), 2)
