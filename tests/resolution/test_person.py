"""A person of the library: what articles call them, and with which countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolution.person import Person, choose_label

items = st.tuples(
    st.sampled_from(["Yair Lapid", "Lapid", "YAIR LAPID", "Anna Berg"]),
    st.lists(st.sampled_from(["FRA", "ISR"]), unique=True, max_size=2).map(tuple),
    st.lists(st.sampled_from(["minister", "king"]), unique=True, max_size=2).map(tuple),
)


@given(st.dictionaries(items, st.integers(1, 9), max_size=6))
def test_all_is_counted_in_articles(seen) -> None:
    person = Person(seen)
    assert person.total == sum(seen.values()) == person.names.total()
    assert person.countries == {
        code: sum(times for (_, codes, _), times in seen.items() if code in codes)
        for code in {code for _, codes, _ in seen for code in codes}
    }
    assert person.country == (
        ""
        if not person.countries
        else min(person.countries, key=lambda code: (-person.countries[code], code))
    )
    assert person.roles == {role for *_, roles in seen for role in roles}
    assert set(person.own) <= set(person.names)


@pytest.mark.parametrize(
    ("names", "label"),
    [
        ({"Lapid": 9, "Yair Lapid": 1}, "Yair Lapid"),
        ({"YAIR LAPID": 9, "Yair Lapid": 1}, "Yair Lapid"),
        ({"Yair Lapid": 1, "Yair Z. Lapid": 2}, "Yair Z. Lapid"),
        ({"Joe Biden": 2, "Joseph Biden": 2}, "Joseph Biden"),
        ({"Ann Lee": 1, "Ana Lee": 1}, "Ana Lee"),
    ],
)
def test_the_name_that_is_shown(names: dict[str, int], label: str) -> None:
    assert choose_label(names) == label
