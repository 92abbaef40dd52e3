"""Officials as the countries of their offices."""

from datetime import date

import pytest
from rows import make_entity, make_mention, make_row, make_table

from dragoman.analysis.building import build_tables
from dragoman.analysis.entities import count_entities
from dragoman.analysis.evidence import count_evidence, find_evidence
from dragoman.analysis.neighbours import count_neighbours
from dragoman.analysis.pairs import count_pairs
from dragoman.model import Filter

FRENCH, ISRAELI = "person:ada-alpha", "person:bo-beta"
ROLLED = Filter(rolled_up=True)
DYADS = ("country", "country")


def make_meeting(
    french=(),
    israeli=(("Foreign Minister", "ISR"),),
    day=date(2021, 6, 27),
    names=("Ada Alpha", "Bo Beta"),
    id="a",
):
    """An article in which two people stand in one sentence, the second of them in the next one too."""
    keys = ["person:" + name.lower().replace(" ", "-") for name in names]
    entities = [
        make_entity(key, name, True, offices)
        for key, name, offices in zip(keys, names, (french, israeli), strict=True)
    ]
    mentions = [make_mention(keys[0], 1, 1, start=10, end=14), make_mention(keys[1], 1, 1, start=15, end=18)]
    return make_row(id, entities, [*mentions, make_mention(keys[1], 2, 1, "surname", 20, 24)], day=day)


def list_dyads(*rows, filter=ROLLED, unit="sentence"):
    frame = count_pairs(build_tables(make_table(rows)), filter, DYADS, unit)
    return [(row.a[-3:], row.b[-3:], row.count) for row in frame.itertuples(index=False, name="Row")]


def test_two_officials_are_their_countries():
    row = make_meeting([("President", "FRA")])
    assert list_dyads(row) == [("FRA", "ISR", 1)]
    assert list_dyads(row, filter=Filter()) == []
    assert list_dyads(row, filter=Filter(rolled_up=True, routes_off=("official",))) == []


def test_the_evidence_marks_the_officials():
    tables = build_tables(make_table([make_meeting([("President", "FRA")])]))
    rows = find_evidence(tables, ROLLED, ("country:FRA", "country:ISR"))
    spans = rows["sentences"][0][0]["spans"]
    assert [(span["id"], span["label"], span["route"], span["start"]) for span in spans] == [
        ("country:FRA", "France", "official", 10), ("country:ISR", "Israel", "official", 15),
    ]  # fmt: skip
    assert count_entities(tables, ROLLED, "country")[["id", "count", "mentions"]].to_dict("records") == [
        {"id": "country:FRA", "count": 1, "mentions": 1}, {"id": "country:ISR", "count": 1, "mentions": 2},
    ]  # fmt: skip
    assert count_entities(tables, Filter(), "country").empty
    assert count_evidence(tables, Filter(countries=("country:ISR",), rolled_up=True), ()) == 1
    assert count_evidence(tables, Filter(countries=("country:ISR",)), ()) == 0
    assert count_neighbours(tables, ROLLED, "country:ISR", "country")["id"].tolist() == ["country:FRA"]


@pytest.mark.parametrize(
    "offices",
    [
        [("President", "FRA", "", True)],  # former only
        [("Secretary-General", "", "NATO")],  # a body's
        [("President", "", "")],  # of nothing that is said, and in no table
        [],
    ],
)
def test_who_stands_for_no_country(offices):
    assert list_dyads(make_meeting(offices)) == []


def test_the_present_office_speaks_and_a_former_one_does_not():
    assert list_dyads(make_meeting([("Premier", "USA", "", True), ("President", "FRA", "", False)])) == [
        ("FRA", "ISR", 1)
    ]


def test_of_several_stated_countries_the_persons_own_speaks():
    rows = [
        make_meeting([("President", "FRA")], id=f"a{number}", day=date(2021, 6, 1 + number))
        for number in range(4)
    ]
    mixed = make_meeting([("Envoy", "USA"), ("President", "FRA")], id="mixed")
    assert list_dyads(*rows, mixed) == [("FRA", "ISR", 5)]


def test_where_no_office_is_stated_the_table_knows_it_for_the_date():
    named = ("Antony Blinken", "Bo Beta")
    assert list_dyads(make_meeting(names=named)) == [("ISR", "USA", 1)]
    assert list_dyads(make_meeting(names=named, day=date(1995, 6, 27))) == []
    assert list_dyads(make_meeting(names=named, day=None)) == []


def test_an_official_is_no_pair_with_the_country_that_they_alone_stand_for():
    tables = build_tables(make_table([make_meeting([("President", "FRA")])]))
    frame = count_pairs(tables, ROLLED, ("person", "country"))
    assert set(zip(frame["a"], frame["b"], strict=True)) == {
        (FRENCH, "country:ISR"),
        (ISRAELI, "country:FRA"),
    }
    assert count_evidence(tables, ROLLED, (FRENCH, "country:FRA")) == 0
    row = make_meeting([("President", "FRA")])
    row["entities"].append(make_entity("country:FRA", "France"))
    row["mentions"].append(make_mention("country:FRA", 1, 1, "demonym", 11, 12))
    tables = build_tables(make_table([row]))
    assert count_evidence(tables, ROLLED, (FRENCH, "country:FRA")) == 1
    spans = find_evidence(tables, ROLLED, (FRENCH, "country:FRA"))["sentences"][0][0]["spans"]
    assert [(span["id"], span["route"]) for span in spans] == [(FRENCH, "name"), ("country:FRA", "demonym")]
