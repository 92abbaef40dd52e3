"""The register of what is seen: found again by its number, grown by what is new, stored as it is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolution import register
from dragoman.resolution.sightings import number

items = st.tuples(
    st.sampled_from(
        ["Yair Lapid", "Lapid", "Anna Berg", "Volodymyr Zelensky", "Volodymyr Zelenskyy", "Jill"]
    ),
    st.sampled_from([(), ("ISR",), ("FRA", "ISR")]),
    st.sampled_from([(), ("minister",)]),
)
seen = st.lists(items, unique=True, min_size=1, max_size=8)


def make_register(found) -> register.Register:
    return register.make_empty().extend({number(item): item for item in found})


def find_all(entries: register.Register, items) -> np.ndarray:
    return entries.find(np.array([number(item) for item in items], dtype=np.uint64))


@given(seen, seen)
def test_it_grows_by_what_is_new_alone(one, other) -> None:
    entries = make_register(one)
    grown = entries.extend({number(item): item for item in other})
    assert len(grown) == len({*one, *other})
    assert grown.list_seen(find_all(grown, one)) == one
    assert grown.locate(one).tolist() == find_all(grown, one).tolist()
    assert grown.differs(entries).sum() == len({*other} - {*one})
    assert len(entries) == len(one)


@given(seen, st.data())
def test_what_is_stored_is_what_it_was(found, data) -> None:
    entries = make_register(found)
    said = data.draw(st.lists(st.sampled_from(found)))
    entries.count(entries.said, np.array([number(item) for item in said], dtype=np.uint64), 1)
    entries.assign(find_all(entries, found[:1]), np.array([0]), ["person:somebody"])
    table = entries.to_table(np.arange(len(entries)))
    again = register.from_table(table)
    assert again.to_table(np.arange(len(again))).equals(table)
    assert again.said[find_all(again, found)].tolist() == [said.count(item) for item in found]


def test_near_are_those_with_a_key_in_common() -> None:
    entries = make_register(
        [("Volodymyr Zelensky", ("UKR",), ()), ("Volodymyr Zelenskyy", ("UKR",), ()), ("Anna Berg", (), ())]
    )
    near = entries.find_near(find_all(entries, [("Volodymyr Zelensky", ("UKR",), ())]))
    assert {name for name, *_ in entries.list_seen(near)} == {"Volodymyr Zelensky", "Volodymyr Zelenskyy"}
