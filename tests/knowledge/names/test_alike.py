"""Which words are spellings of one surname."""

from __future__ import annotations

import pytest

from dragoman.knowledge.names.alike import are_alike


@pytest.mark.parametrize(
    ("a", "b"), [("todd", "dodd"), ("gates", "kates"), ("ford", "fort"), ("ivanov", "ivanova"), ("ng", "ing")]
)
def test_other_surnames_are_not_alike(a: str, b: str) -> None:
    assert not are_alike(a, b)
    assert not are_alike(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("o'brien", "o’brien"), ("al-assad", "alassad"), ("gaddafi", "qadhafi"), ("zelensky", "zelenskyy")],
)
def test_spellings_of_a_surname_are_alike(a: str, b: str) -> None:
    assert are_alike(a, b)
    assert are_alike(b, a)
