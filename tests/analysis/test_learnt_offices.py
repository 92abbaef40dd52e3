"""Offices learnt from articles: within their span, from two at least, apart from what is stated and known."""

from datetime import date, timedelta

from by_hand import Search
from hypothesis import HealthCheck, given, settings
from rows import make_entity, make_mention, make_row, make_table
from strategies import PEOPLE, ROLES, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.dossier import find_learnt_evidence, list_forms, list_held, list_stated_days
from dragoman.analysis.filtering import list_passing
from dragoman.analysis.learnt_offices import GAP, find_learnt, list_learnt, list_teaching
from dragoman.analysis.offices import list_offices
from dragoman.model import Filter

often = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
ANNA = "person:anna-muster"
MINISTER = ("Trade Minister", "SVN")


def write(number, day, *offices, origin="stated", outlet="A", former=False):
    entity = make_entity(ANNA, "Anna Muster", bool(offices), offices)
    for office in entity["offices"]:
        office["former"] = former
    return make_row(f"a{number}", [entity], [make_mention(ANNA, 0, 1)], day=day, origin=origin, outlet=outlet)


def learn(*rows, stories=None):
    return build_tables(make_table(rows), stories=stories or {})


def test_two_articles_teach_a_spell_and_nothing_beyond_it():
    tables = learn(
        write(1, date(2021, 3, 1), MINISTER), write(2, date(2021, 9, 1), MINISTER, outlet="B"),
        write(3, date(2021, 5, 1)), write(4, date(2021, 2, 28)), write(5, date(2021, 9, 2)),
    )  # fmt: skip
    (spell,) = list_learnt(tables, ANNA).to_dict("records")
    assert spell | {"spell": 0} == {
        "spell": 0, "role": "Trade Minister", "country": "SVN", "body": "",
        "first": date(2021, 3, 1), "last": date(2021, 9, 1), "articles": 2, "outlets": 2,
    }  # fmt: skip
    assert list_teaching(tables, spell["spell"]) == ["a1", "a2"]
    assert len(find_learnt(tables, ANNA, date(2021, 5, 1))) == 1
    assert not len(find_learnt(tables, ANNA, date(2021, 2, 28)))
    assert not len(find_learnt(tables, ANNA, date(2021, 9, 2)))
    stated, learnt = (Filter(offices=("trade minister",), holding=holding) for holding in ((), ("learnt",)))
    assert [tables.article_ids[number] for number in list_passing(tables, stated)] == ["a1", "a2"]
    assert [tables.article_ids[number] for number in list_passing(tables, learnt)] == ["a1", "a3", "a2"]


def test_what_teaches_nothing():
    day = date(2021, 3, 1)
    for rows in (
        [write(1, day, MINISTER)],
        [write(1, day, MINISTER), write(2, None, MINISTER)],
        [write(1, day, MINISTER), write(2, day, MINISTER, origin="guessed")],
        [write(1, day, MINISTER), write(2, day, MINISTER, origin="fetched")],
        [write(1, day, MINISTER, former=True), write(2, day, MINISTER, former=True)],
        [write(1, day, ("Spokesperson", "")), write(2, day, ("Spokesperson", ""))],
        [write(1, day, MINISTER), write(2, day + timedelta(days=GAP + 1), MINISTER)],
    ):
        assert not len(list_learnt(learn(*rows), ANNA))
    copies = [write(1, day, MINISTER), write(2, day, MINISTER)]
    assert not len(list_learnt(learn(*copies, stories={"a1": "a1", "a2": "a1"}), ANNA))


def test_a_slip_among_many_is_no_spell():
    day = date(2021, 3, 1)
    many = [write(number, day + timedelta(days=number), MINISTER) for number in range(30)]
    slips = [
        write(100 + number, day + timedelta(days=number), ("Trade Minister", "ITA")) for number in range(2)
    ]
    # Both slips are of two days of much the same weight
    assert set(list_learnt(learn(*many, *slips), ANNA)["country"]) == {"SVN", "ITA"}
    far = [
        write(100 + number, day + timedelta(days=29 * number), ("Trade Minister", "ITA"))
        for number in range(2)
    ]
    assert set(list_learnt(learn(*many, *far), ANNA)["country"]) == {"SVN"}


def test_nobody_is_learnt_into_an_office_that_the_table_gives_to_another():
    rows = [write(number, date(2022, number + 1, 1), ("President", "USA")) for number in range(3)]
    tables = learn(*rows)
    assert len(list_learnt(tables, ANNA)) == 1
    assert not len(find_learnt(tables, ANNA, date(2022, 2, 1)))
    assert not len(list_passing(tables, Filter(offices=("trade minister",), holding=("learnt",))))


def test_the_table_of_offices_goes_before():
    key = "person:antony-blinken"
    person = make_entity(key, "Antony Blinken", True, [("Envoy", "USA")])
    silent = make_entity(key, "Antony Blinken", True)
    rows = [
        make_row(f"a{place}", [entity], [make_mention(key, 0, 1)], day=date(2021, 6, 1 + place))
        for place, entity in enumerate((person, silent, person))
    ]
    tables = learn(*rows)
    known, learnt = (
        Filter(offices=(role,), holding=("known", "learnt")) for role in ("secretary of state", "envoy")
    )
    assert len(list_passing(tables, known)) == 3
    assert len(list_passing(tables, learnt)) == 2  # where it is stated
    assert not len(list_passing(tables, Filter(offices=("secretary of state",))))


@often
@given(libraries())
def test_learnt_as_counted_by_hand_and_stated_as_stored(library):
    rows, stories = library
    for row in rows:
        for entity in row["entities"]:
            for office in entity["offices"]:
                office |= {"country": "FRA", "body": ""}
    tables = build_tables(make_table(rows), stories=stories, search=Search(rows))
    for person in PEOPLE:
        stated = sorted(
            (row["id"], office["role"], office["country"], office["former"])
            for row in rows
            for entity in row["entities"]
            if entity["key"] == person
            for office in entity["offices"]
        )
        listed = list_offices(tables, person)
        assert (
            sorted(zip(listed["article"], listed["role"], listed["country"], listed["former"], strict=True))
            == stated
        )
        learnt = {row["role"]: row for row in list_learnt(tables, person).to_dict("records")}
        for role in ROLES:
            dated = {
                row["id"]: row
                for row in rows
                if row["date"]
                and row["date_origin"] in ("stated", "parsed")
                and (row["id"], role, "FRA", False) in stated
            }
            if len({stories.get(id, id) for id in dated}) < 2:
                assert role not in learnt
                continue
            days = [row["date"] for row in dated.values()]
            assert (learnt[role]["first"], learnt[role]["last"]) == (min(days), max(days))
            assert learnt[role]["articles"] == len(dated) == len(list_teaching(tables, learnt[role]["spell"]))
            assert learnt[role]["outlets"] == len({row["outlet"] for row in dated.values() if row["outlet"]})


def test_a_dossier_holds_the_three_apart_and_a_learnt_number_opens_its_articles():
    tables = learn(
        write(1, date(2021, 3, 1), MINISTER),
        write(2, date(2021, 9, 1), MINISTER),
        write(3, date(2021, 5, 1), ("Envoy", "SVN")),
    )
    held = list_held(tables, Filter(), ANNA)
    said = list(zip(held["origin"], held["office"], held["articles"], strict=True))
    assert said == [
        ("learnt", "Trade Minister, Slovenia", 2), ("stated", "Trade Minister, Slovenia", 2),
        ("stated", "Envoy, Slovenia", 1),
    ]  # fmt: skip
    assert set(find_learnt_evidence(tables, ANNA, int(held["spell"].iloc[0]))["article"]) == {"a1", "a2"}
    narrowed = list_held(tables, Filter(end=date(2021, 4, 1)), ANNA)
    assert list(narrowed["origin"]) == ["learnt", "stated"]  # what is learnt is learnt from the whole library
    days = list_stated_days(tables, Filter(), ANNA)
    assert list(zip(days["day"], days["articles"], strict=True)) == [
        (date(2021, 3, 1), 1),
        (date(2021, 5, 1), 1),
        (date(2021, 9, 1), 1),
    ]
    assert list_held(tables, Filter(), "person:nobody").empty


def test_the_words_of_a_name_as_articles_write_it():
    rows = [write(1, date(2021, 3, 1)), write(2, date(2021, 3, 2)), write(3, None)]
    for row, text in zip(rows, ("Anna Muster", "Muster spoke", "Muster went"), strict=True):
        row |= {"title": "t", "text": text}
        row["mentions"] = [
            make_mention(ANNA, 0, 1, start=3, end=3 + len(text.removesuffix(" spoke").removesuffix(" went")))
        ]
    tables = learn(*rows)
    assert list_forms(tables, Filter(), ANNA) == ["Muster", "Anna Muster"]
    assert list_forms(tables, Filter(routes_off=("name",)), ANNA) == []
    assert list_forms(tables, Filter(), "person:nobody") == []
