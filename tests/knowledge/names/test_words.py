"""Lists of words within names."""

from __future__ import annotations

from dragoman.knowledge.names.words import ALSO, GIVEN_NAMES, SUFFIX_LEFT_OUT, is_suffix


def test_a_given_name_stands_in_one_row() -> None:
    assert all(GIVEN_NAMES[head] == head for head in set(GIVEN_NAMES.values()))
    assert all(GIVEN_NAMES.get(form, form) == form for form in ALSO)
    assert all(GIVEN_NAMES.get(given_name, given_name) == given_name for given_name, *_ in SUFFIX_LEFT_OUT)


def test_a_number_is_a_suffix_and_a_surname_is_none() -> None:
    assert is_suffix("II")
    assert is_suffix("Jr.")
    assert not is_suffix("Xi")
