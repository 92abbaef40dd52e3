"""Names and how often they stand somewhere, as plain Python counts them; who is called what."""

from datetime import date

from by_hand import count_in, count_mentions, find_officials, is_looked_at, list_named, passes
from hypothesis import given
from hypothesis import strategies as st
from made_tables import build, counted, kinds, often
from rows import make_entity, make_mention, make_row, make_table
from strategies import NAMES, filters, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.entities import count_entities, list_unclear
from dragoman.analysis.evidence import find_evidence
from dragoman.model import Filter


@often
@given(libraries(), st.lists(st.tuples(filters, kinds, counted), min_size=1, max_size=4))
def test_entities(library, questions):
    rows, stories = library
    tables = build(library)
    officials = find_officials(rows)
    for filter, kind, counted_in in questions:
        frame = count_entities(tables, filter, kind, counted_in)
        passing = [row for row in rows if passes(row, filter, officials)]
        expected, mentions = {}, {}
        for key in NAMES:
            naming = [row for row in passing if key in list_named(row, filter)]
            if naming and key.startswith(kind) and is_looked_at(key, filter, officials):
                expected[key] = count_in(naming, counted_in, stories)
                mentions[key] = sum(count_mentions(row, filter, key) for row in naming)
        assert dict(zip(frame["id"], frame["count"], strict=True)) == expected
        assert dict(zip(frame["id"], frame["mentions"], strict=True)) == mentions
        for row in frame.to_dict("records"):
            assert len(find_evidence(tables, filter, (row["id"],), counted_in=counted_in)) == row["count"]
        top = count_entities(tables, filter, kind, counted_in, limit=1)
        assert top["id"].tolist() == frame["id"].head(1).tolist()


def test_unclear_surnames_are_listed_and_count_for_nobody():
    people = [
        make_entity("person:yair-lapid", "Yair Lapid"),
        make_entity("person:mickey-lapid", "Mickey Lapid"),
    ]
    unclear = make_entity("person:lapid", "Lapid", candidates=["person:yair-lapid", "person:mickey-lapid"])
    mentions = [
        make_mention(key, 0, 0) for key in ("person:yair-lapid", "person:mickey-lapid", "person:lapid")
    ]
    tables = build_tables(make_table([make_row("a", [*people, unclear], mentions)]))
    assert count_entities(tables, Filter(), "person")["id"].tolist() == [
        "person:mickey-lapid",
        "person:yair-lapid",
    ]
    assert list_unclear(tables, Filter()).to_dict("records") == [{"name": "Lapid", "articles": 1}]
    assert list_unclear(tables, Filter(outlets=("B",))).empty


def test_an_office_is_shown_before_an_article_that_says_only_official():
    stated, bare = (
        make_entity("person:anna-novak", "Anna Novak", True, [office])
        for office in (("Foreign Minister", "SVN"), ("", "SVN"))
    )
    rows = [
        make_row(day.isoformat(), [person], day=day)
        for person, day in ((stated, date(2020, 1, 1)), (bare, date(2020, 1, 9)))
    ]
    for row, person in zip(rows, (stated, bare), strict=True):
        row["mentions"] = [make_mention(person["key"], 0, 0)]
    assert count_entities(build_tables(make_table(rows)), Filter(), "person")["office"].tolist() == [
        "Foreign Minister, Slovenia"
    ]
