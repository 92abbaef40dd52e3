"""Which names of organizations are one body's across articles."""

from rows import make_entity, make_mention, make_row, make_table

from dragoman.analysis.building import build_tables
from dragoman.analysis.entities import count_entities
from dragoman.model import Filter
from dragoman.resolution.organizations import resolve_bodies


def test_names_and_abbreviations_of_the_table_are_one_body():
    found = resolve_bodies(["UN", "U.N.", "United Nations", "the European Union", "Kelmora Institute"])
    assert found == dict.fromkeys(["UN", "U.N.", "United Nations"], "organization:united-nations") | {
        "the European Union": "organization:european-union"
    }


def test_a_name_that_states_have_bodies_of_too_stays_its_own():
    assert resolve_bodies(["Security Council", "General Assembly"]) == {}


def test_a_library_counts_a_body_once_under_the_name_that_most_articles_use():
    rows = []
    for number, names in enumerate([["UN"], ["United Nations"], ["United Nations"], ["U.N.", "UN"]]):
        keys = [f"organization:{name.lower()}" for name in names]
        bodies = [make_entity(key, name) for key, name in zip(keys, names, strict=True)]
        rows.append(make_row(f"a{number}", bodies, [make_mention(key, 0, 1) for key in keys]))
    tables = build_tables(make_table(rows))
    frame = count_entities(tables, Filter(), "organization")
    assert frame[["id", "label", "count", "mentions"]].to_numpy().tolist() == [
        ["organization:united-nations", "United Nations", 4, 5]
    ]
    assert count_entities(tables, Filter(organizations=("organization:u.n.",)), "organization")[
        "count"
    ].tolist() == [4]
