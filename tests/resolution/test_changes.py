"""What a change of articles makes of a library's people is what all articles at once would make of them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import make_entity, make_row, make_table

from dragoman.resolution import register, sightings
from dragoman.resolution.identifiers import IDENTITIES
from dragoman.resolution.people import State, list_people, make_state, update_people, write_identities

# Few words, so that names meet: short forms, sounds, patronymics, rulers, either order, a given name that is
# a surname too.
GIVEN = ("Joe", "Joseph", "Jill", "Henry", "Ivan", "Wei", "Mohammed", "Abdullah", "Mikhail", "Mikhael", "")
SURNAMES = (
    "Biden", "Henry", "Ivanov", "Ivanova", "Ivanow", "Li", "Wei",
    "Zelenskyy", "Zelensky", "Obradovics", "Obradovicz", "Biden, Jr.",
)  # fmt: skip
MIDDLE = ("", "", "", "R.", "Q.", "bin", "al-", "Lopez", "Jill", "II")
COUNTRIES = ("USA", "RUS", "CHN", "JOR")
ROLES = ("president", "king", "foreign minister")


@st.composite
def draw_person(draw):
    name = " ".join(
        word
        for word in (
            draw(st.sampled_from(GIVEN)),
            draw(st.sampled_from(MIDDLE)),
            draw(st.sampled_from(SURNAMES)),
        )
        if word
    )
    if draw(st.booleans()) and draw(st.booleans()):
        name = draw(st.sampled_from([word for word in GIVEN if word]))
    country = draw(st.sampled_from(("", "", *COUNTRIES)))
    role = draw(st.sampled_from(("", *ROLES))) if country or draw(st.booleans()) else ""
    return name, [(role, country)] if role or country else []


@st.composite
def draw_article(draw):
    people = draw(st.lists(draw_person(), min_size=1, max_size=4))
    countries = draw(st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True))
    entities = [
        make_entity(f"person:{place}", name, offices=offices) for place, (name, offices) in enumerate(people)
    ]
    return entities + [make_entity(f"country:{country}") for country in countries]


def read(articles):
    return make_table([make_row(str(number), entities) for number, entities in articles.items()])["entities"]


def stamp(numbers):
    return np.array(list(numbers), dtype=np.uint64)


def update(state, known, gone, articles):
    change = update_people(state, stamp(gone), read(articles), stamp(articles), known)
    return change, write_identities(known, change.identities)


def list_ids(state, numbers):
    rows = list_people(state, stamp(numbers)).to_pylist()
    return sorted((numbers[row["row"]], row["key"], row["id"]) for row in rows)


@settings(max_examples=100, deadline=None)
@given(st.lists(draw_article(), min_size=2, max_size=24), st.data())
def test_changes_one_after_the_other_lead_to_what_all_at_once_leads_to(articles, data):
    every = dict(enumerate(articles))
    steps = data.draw(st.lists(st.integers(1, 8), min_size=1, max_size=4))
    state, known, held, left = make_state(), IDENTITIES.empty_table(), {}, dict(every)
    for size in steps:
        come = {number: left.pop(number) for number in list(left)[:size]}
        gone = data.draw(st.sets(st.sampled_from(sorted(held)), max_size=3)) if held else set()
        held = {number: entities for number, entities in held.items() if number not in gone} | come
        before = known
        change, known = update(state, known, gone, come)
        state = change.state
    whole, minted = update(make_state(), before, [], held)
    assert list_ids(state, list(held)) == list_ids(whole.state, list(held))
    assert sorted(known.to_pylist(), key=lambda row: row["id"]) == sorted(
        minted.to_pylist(), key=lambda row: row["id"]
    )


def test_what_is_stored_is_the_state():
    articles = {
        1: [make_entity("person:a", "Joe Biden", offices=[("President", "USA")])],
        2: [make_entity("person:b", "Biden")],
    }
    change, known = update(make_state(), IDENTITIES.empty_table(), [], articles)
    sighted = sightings.from_table(change.state.sightings.to_table())
    entries = register.from_table(change.state.register.to_table(np.arange(len(change.state.register))))
    again, minted = update(State(sighted, entries), known, [1], {3: [make_entity("person:c", "Joe Biden")]})
    assert list_ids(again.state, [2, 3]) == [
        (2, "person:b", "person:joe-biden"),
        (3, "person:c", "person:joe-biden"),
    ]
    assert minted["id"].to_pylist() == ["person:joe-biden"]


@pytest.mark.parametrize("size", [300])
def test_only_what_a_change_touches_is_looked_at_again(size):
    articles = {
        number: [make_entity(f"person:{number}", f"Given{number:03} Surname{number:03}")]
        for number in range(size)
    }
    state, known = update(make_state(), IDENTITIES.empty_table(), [], articles)
    change, _ = update(state.state, known, [], {size: [make_entity("person:x", "Given007 Surname007")]})
    assert [row["id"] for row in change.identities] == ["person:given007-surname007"]
    assert len(change.entries) == len(change.articles) == 1
    assert isinstance(known, pa.Table)
