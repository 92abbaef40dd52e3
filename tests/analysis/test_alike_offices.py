"""Offices that are one in other words."""

import pytest

from dragoman.analysis.alike_offices import fold_office


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Foreign Minister", "RUS", ""), ("Minister of Foreign Affairs", "RUS", "")),
        (("Foreign Minister", "RUS", ""), ("foreign minister", "RUS", "")),
        (("Foreign Minister", "RUS", ""), ("Russian Foreign Minister", "RUS", "")),
        (("Defence Minister", "ISR", ""), ("Minister of Defense", "ISR", "")),
        (("Speaker", "RUS", "State Duma"), ("Speaker of the State Duma", "RUS", "")),
        (("Secretary", "RUS", "Security Council"), ("Secretary", "RUS", "Russian Security Council")),
    ],
)
def test_other_words_are_one_office(one, other):
    assert fold_office(*one) == fold_office(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Foreign Minister", "RUS", ""), ("Foreign Minister", "ISR", "")),
        (("Foreign Minister", "RUS", ""), ("Deputy Foreign Minister", "RUS", "")),
        (("Prime Minister", "RUS", ""), ("First Deputy Prime Minister", "RUS", "")),
        (("Governor", "RUS", "Central Bank"), ("Governor", "RUS", "")),
        (("", "RUS", ""), ("President", "RUS", "")),
    ],
)
def test_other_offices_stay_apart(one, other):
    assert fold_office(*one) != fold_office(*other)
