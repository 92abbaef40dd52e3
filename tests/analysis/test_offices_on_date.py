"""Offices of an article's people on its date: stated, known and learnt, side by side."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from rows import make_entity, make_mention, make_row, make_table
from strategies import libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.offices_on_date import OfficesOnDate, differ, find_offices_on_date
from dragoman.knowledge.offices import KnownOffice, name_post
from dragoman.model import Office

BLINKEN = "person:antony-blinken"
ANNA = "person:anna-muster"


def stand(key, name, *rows):
    """The offices on their dates of one person in articles of (day, offices)."""
    tables = build_tables(
        make_table(
            make_row(
                f"a{place}",
                [make_entity(key, name, True, offices)],
                [make_mention(key, 0, 1)],
                day=day,
                outlet=f"O{place}",
            )
            for place, (day, offices) in enumerate(rows)
        )
    )
    return [find_offices_on_date(tables, f"a{place}")[key] for place in range(len(rows))]


def test_stated_and_known_agree_or_differ():
    secretary, president, late, undated = stand(
        BLINKEN, "Antony Blinken",
        (date(2022, 3, 1), [("Secretary of State", "USA")]), (date(2022, 3, 2), [("President", "FRA")]),
        (date(2008, 3, 1), [("Secretary of State", "USA")]), (None, [("Secretary of State", "USA")]),
    )  # fmt: skip
    assert secretary == OfficesOnDate(
        ("Secretary of State, United States",),
        ("Secretary of State, United States",),
        secretary.certainty,
        wikidata=secretary.wikidata,
    )
    assert secretary.wikidata.startswith("Q")
    assert president.stated == ("President, France",)  # as the article has it
    assert president.differs
    assert late == undated == OfficesOnDate(("Secretary of State, United States",))


def test_learnt_only_where_the_table_has_none():
    first, silent, last = stand(
        ANNA, "Anna Muster", (date(2022, 1, 1), [("Trade Minister", "SVN")]), (date(2022, 2, 1), []),
        (date(2022, 3, 1), [("Trade Minister", "SVN")]),
    )  # fmt: skip
    learnt = ("Trade Minister, Slovenia", date(2022, 1, 1), date(2022, 3, 1), 2, 2)
    assert silent == OfficesOnDate((), (), "", *learnt)
    assert first == last == OfficesOnDate(("Trade Minister, Slovenia",), (), "", *learnt)


@pytest.mark.parametrize(
    ("role", "country", "body", "former", "expected"),
    [
        ("Prime Minister", "ISR", "", False, False),
        ("Leader", "ISR", "", False, False),
        ("President", "ISR", "", False, True),
        ("Deputy Prime Minister", "ISR", "", False, False),
        ("Presidential Adviser", "ISR", "", False, False),
        ("Prime Minister", "ITA", "", False, True),
        ("President", "ISR", "Knesset Committee", False, False),
        ("Prime Minister", "ISR", "", True, True),
        ("Foreign Minister", "ISR", "", True, False),
        ("Chairman", "", "NATO", False, False),
    ],
)
def test_what_differs(role, country, body, former, expected):
    known = [KnownOffice("N", Office("Prime Minister", "ISR"), "seen on", (), ())]
    assert differ(Office(role, country, body, former), known) is expected


@pytest.mark.parametrize(
    ("role", "post"),
    [
        ("Minister for Foreign Affairs", "foreign minister"),
        ("External Affairs Minister", "foreign minister"), ("Vice President", None),
        ("Presidential Aide", None), ("King", "head of state"), ("Chancellor", "head of government"),
        ("Deputy Foreign Minister", None), ("Senator", None),
    ],
)  # fmt: skip
def test_posts(role, post):
    assert name_post(role) == post


def test_an_unknown_article_has_nobody():
    assert find_offices_on_date(build_tables(make_table([])), "nowhere") == {}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(libraries(most=6))
def test_nothing_alters_what_is_stated(library):
    rows, stories = library
    tables = build_tables(make_table(rows), stories=stories)
    for row in rows:
        found = find_offices_on_date(tables, row["id"])
        for entity in row["entities"]:
            if entity["key"] in found and not entity["candidates"]:
                said = found[entity["key"]].stated
                assert len(said) == len({tuple(office.values()) for office in entity["offices"]})
                assert all(
                    office["role"] in text for office, text in zip(entity["offices"], said, strict=False)
                )
