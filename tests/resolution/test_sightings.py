"""What is seen of people in articles, as columns: stored, picked and joined it is the same."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rows import make_entity, make_row, make_table

from dragoman.resolution import sightings
from dragoman.resolution.sightings import Sightings, is_in, list_sightings, number

people = st.lists(st.sampled_from(["Yair Lapid", "Lapid", "Anna Berg", "Joe Biden"]), unique=True, max_size=3)
articles = st.lists(
    st.tuples(people, st.lists(st.sampled_from(["FRA", "ISR"]), unique=True, max_size=2)),
    min_size=1,
    max_size=6,
)


def see(articles, first: int = 0) -> tuple[Sightings, dict]:
    rows = [
        make_row(
            str(place),
            [make_entity(f"person:{name}", name) for name in names]
            + [make_entity(f"country:{code}") for code in codes],
        )
        for place, (names, codes) in enumerate(articles)
    ]
    return list_sightings(make_table(rows)["entities"], np.arange(first, first + len(rows), dtype=np.uint64))


@given(articles)
def test_each_person_of_each_article_is_seen_once(articles) -> None:
    found, stands = see(articles)
    assert [stands[code][0] for code in found.said.tolist()] == [
        name for names, _ in articles for name in names
    ]
    assert found.counts.tolist() == [len(names) for names, _ in articles]
    assert found.rows.tolist() == [place for place, (names, _) in enumerate(articles) for _ in names]


@given(articles, articles, st.data())
def test_what_is_stored_joined_or_picked_is_the_same(one, other, data) -> None:
    table = see(one + other)[0].to_table()
    assert sightings.from_table(table).to_table().equals(table)
    assert sightings.join([see(one)[0], see(other, len(one))[0]]).to_table().equals(table)
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=table.num_rows, max_size=table.num_rows)))
    assert see(one + other)[0].pick(kept).to_table().equals(table.filter(kept))


@given(st.lists(st.integers(0, 9), max_size=8), st.lists(st.integers(0, 9), max_size=8))
def test_membership_is_that_of_sets(values: list[int], wanted: list[int]) -> None:
    found = is_in(np.array(values, dtype=np.uint64), np.array(wanted, dtype=np.uint64))
    assert found.tolist() == [value in set(wanted) for value in values]


def test_a_number_is_the_same_in_every_process() -> None:
    assert number("Yair Lapid") == number("Yair Lapid") != number("Lapid")
