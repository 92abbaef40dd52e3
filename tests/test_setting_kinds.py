"""Kinds of values: what is wrong with one is a part of a sentence; test_settings.py has each setting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.setting_kinds import each, fault_of_host, number, quote


def test_a_list_has_the_fault_of_its_first_bad_entry() -> None:
    fault = each(fault_of_host)
    assert fault("a.example, b c, d e") == "'b c' is no name or address of a host"
    assert fault("a.example,, b.example") == ""


@given(st.floats(0, 10))
def test_numbers_between_fit(value: float) -> None:
    assert number(10).find_fault(str(value)) == ""
    assert number(10).find_fault(str(value + 10.5))
    assert number(10).find_fault(f"-{value + 1}")


def test_long_values_are_quoted_without_their_end() -> None:
    assert quote("x" * 100) == repr("x" * 60 + "…")
