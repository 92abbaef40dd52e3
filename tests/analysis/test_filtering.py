"""Which articles pass a filter."""

from datetime import date

from by_hand import find_officials, passes
from hypothesis import given
from hypothesis import strategies as st
from made_tables import build, make_library, often
from rows import make_entity, make_mention, make_row, make_table
from strategies import days, filters, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.evidence import find_evidence
from dragoman.analysis.filtering import find_entities, find_passing, list_passing
from dragoman.model import Filter


def test_a_group_is_its_members_on_the_articles_date():
    days = {"before": date(2019, 5, 1), "after": date(2021, 5, 1), "undated": None}
    rows = [
        make_row(id, [make_entity("country:GBR")], [make_mention("country:GBR", 0, 0)], day=day)
        for id, day in days.items()
    ]
    rows.append(make_row("other", [make_entity("country:FRA")], [make_mention("country:FRA", 0, 0)]))
    tables = build_tables(make_table(rows))

    def find(*groups, **settings):
        return set(find_evidence(tables, Filter(groups=groups, **settings), ())["article"])

    assert find("group:european-union") == {"before", "other"}
    assert find("group:nato") == {"before", "after", "undated", "other"}
    assert find("group:nato", countries=("country:FRA",)) == {"other"}
    assert find("group:european-union", countries=("country:GBR",), match="any") == {
        "before",
        "after",
        "undated",
        "other",
    }
    assert find("group:nato", routes_off=("name",)) == find("group:nowhere") == set()


@often
@given(libraries(), st.lists(filters, min_size=1, max_size=4), st.none() | st.tuples(days, days))
def test_those_pass_that_do_by_hand(library, asked, span):
    rows, _ = library
    tables = build(library)
    officials = find_officials(rows)
    for filter in asked:
        passing = {row["id"] for row in rows if passes(row, filter, officials)}
        assert {tables.article_ids[number] for number in list_passing(tables, filter)} == passing
        inside = {
            row["id"] for row in rows if span is None or (row["date"] and span[0] <= row["date"] <= span[1])
        }
        assert {
            tables.article_ids[number] for number in list_passing(tables, filter, span)
        } == passing & inside


def test_no_filter_says_that_all_pass():
    tables = make_library()
    assert find_passing(tables, Filter()) is None
    assert find_passing(tables, Filter(routes_off=("name",), match="any", officials_only=True)) is None
    assert list_passing(tables, Filter()).tolist() == [0, 1, 2]


def test_who_is_not_looked_at_has_no_number():
    rows = [
        make_row(
            "a",
            [make_entity("person:ada"), make_entity("person:bo", official=True), make_entity("country:FRA")],
        )
    ]
    tables = build_tables(make_table(rows))
    asked = ("person:ada", "person:bo", "country:FRA", "person:nobody")
    assert [number is None for number in find_entities(tables, Filter(), asked)] == [
        False,
        False,
        False,
        True,
    ]
    assert [number is None for number in find_entities(tables, Filter(officials_only=True), asked)] == [
        True,
        False,
        False,
        True,
    ]
