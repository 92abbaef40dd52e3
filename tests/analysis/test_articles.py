"""Lists of articles, their snippets, and what the tables keep apart."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import make_entity, make_mention, make_people, make_row, make_table

from dragoman.analysis.articles import find_articles, find_snippet
from dragoman.analysis.building import build_tables
from dragoman.analysis.entities import count_entities, list_unclear
from dragoman.analysis.evidence import find_evidence
from dragoman.analysis.offices import list_offices
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.timeline import count_articles, count_pair_over_time, find_period
from dragoman.library.schema import ARTICLES
from dragoman.model import Filter
from dragoman.resolution.people import resolve_identities

TEXT = "Ministers met in Rome. They spoke of a cease-fire in the north and of Sánchez's plan.\n\nLater the ministers left for home."


def make_library():
    blinken = make_entity("person:antony-blinken", "Antony Blinken", True, [("Secretary of State", "USA")])
    israel = make_entity("country:ISR", "Israel")
    rows = [
        make_row("old", [blinken], [make_mention("person:antony-blinken", 0, 0)], day=date(2020, 1, 1), title="Old"),
        make_row("new", [blinken, israel], [make_mention("person:antony-blinken", 1, 1)], day=date(2022, 1, 1), title="New"),
        make_row("undated", [israel], [make_mention("country:ISR", 1, 1, "place")], title="Undated", text=TEXT),
    ]
    return build_tables(make_table(rows), search=lambda query: {"undated": 2.0, "old": 1.0})


@pytest.mark.parametrize(
    ("sort", "order"),
    [("newest", ["new", "old", "undated"]), ("oldest", ["old", "new", "undated"]), ("relevance", ["new", "old", "undated"])],
)
def test_articles_are_sorted_and_undated_ones_come_last(sort, order):
    frame, total = find_articles(make_library(), Filter(), sort=sort)
    assert (frame["id"].tolist(), total) == (order, 3)


def test_pages_of_articles():
    frame, total = find_articles(make_library(), Filter(), number=2, size=2)
    assert (frame["id"].tolist(), total) == (["undated"], 3)
    assert find_articles(make_library(), Filter(), number=9, size=2)[0].empty


def test_the_best_match_comes_first():
    frame, total = find_articles(make_library(), Filter(text="ministers"), sort="relevance")
    assert (frame["id"].tolist(), frame["score"].tolist(), total) == (["undated", "old"], [2.0, 1.0], 2)
    assert ("Ministers", True) in frame["snippet"][0]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("rome", ["Rome"]),
        ("MINISTERS", ["Ministers", "ministers"]),
        ('"spoke of"', ["spoke of"]),
        ("cease-fire", ["cease-fire"]),
        ("sanchez", ["Sánchez"]),
        ("minister", []),
        ('"', []),
        ("", []),
    ],
)
def test_what_was_searched_for_is_marked(query, marked):
    assert [piece for piece, hit in find_snippet(TEXT, query) if hit] == marked


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400), st.text(max_size=12), st.integers(20, 80))
def test_a_snippet_is_a_piece_of_the_text(text, query, length):
    pieces = find_snippet(text, query, length)
    joined = "".join(piece for piece, _ in pieces)
    bare = joined.removeprefix("… ").removesuffix(" …")
    assert bare in text or joined in text
    assert all(piece for piece, _ in pieces)


def test_unclear_surnames_are_listed_and_count_for_nobody():
    people = [make_entity("person:yair-lapid", "Yair Lapid"), make_entity("person:mickey-lapid", "Mickey Lapid")]
    unclear = make_entity("person:lapid", "Lapid", candidates=["person:yair-lapid", "person:mickey-lapid"])
    mentions = [make_mention(key, 0, 0) for key in ("person:yair-lapid", "person:mickey-lapid", "person:lapid")]
    tables = build_tables(make_table([make_row("a", [*people, unclear], mentions)]))
    assert count_entities(tables, Filter(), "person")["id"].tolist() == ["person:mickey-lapid", "person:yair-lapid"]
    assert list_unclear(tables, Filter()).to_dict("records") == [{"name": "Lapid", "articles": 1}]
    assert list_unclear(tables, Filter(outlets=("B",))).empty


def test_stated_and_known_offices_are_kept_apart():
    tables = make_library()
    people = count_entities(tables, Filter(end=date(2021, 12, 31)), "person")
    assert people["office"].tolist() == ["Secretary of State, United States"]
    assert people["known_office"].tolist() == [""]  # he took office in 2021
    assert count_entities(tables, Filter(), "person")["known_office"].tolist() == ["Secretary of State, United States"]
    assert list_offices(tables, "person:antony-blinken")["date"].tolist() == [date(2020, 1, 1), date(2022, 1, 1)]
    assert list_offices(tables, "person:nobody").empty


def test_identifiers_of_before_lead_on():
    known = resolve_identities(make_people("Lapid", "Yair Golan"))
    rows = make_people("Lapid", "Yair Lapid", "Mickey Lapid", ("Yair Lapid", "Foreign Minister", "ISR"))
    tables = build_tables(rows, known)
    assert set(known["id"].to_pylist()) - set(tables.entity_of) == {"person:yair-golan"}


def test_a_copy_counts_once_in_stories_and_shows_its_first_article():
    rows = [
        make_row(name, [make_entity("country:ISR", "Israel")], [make_mention("country:ISR", 0, 0)], day=date(2021, 1, day))
        for name, day in (("copy", 5), ("original", 2), ("other", 9))
    ]
    tables = build_tables(make_table(rows), stories={"copy": "original", "original": "original"})
    rows = find_evidence(tables, Filter(), ("country:ISR",), counted_in="story")
    assert rows["article"].tolist() == ["other", "original"]
    assert rows["articles"].tolist() == [1, 2]
    assert rows["ids"].tolist() == [["other"], ["original", "copy"]]
    assert rows["story"].tolist() == ["other", "original"]


def test_evidence_comes_in_pages():
    tables = make_library()
    assert find_evidence(tables, Filter(), (), start=1, limit=1)["article"].tolist() == ["old"]


@pytest.mark.parametrize(
    ("day", "period", "span"),
    [
        (date(2021, 6, 27), "day", (date(2021, 6, 27), date(2021, 6, 27))),
        (date(2021, 6, 27), "week", (date(2021, 6, 21), date(2021, 6, 27))),
        (date(2021, 6, 27), "month", (date(2021, 6, 1), date(2021, 6, 30))),
        (date(2021, 6, 27), "quarter", (date(2021, 4, 1), date(2021, 6, 30))),
        (date(2020, 2, 29), "year", (date(2020, 1, 1), date(2020, 12, 31))),
        (date(1969, 12, 31), "quarter", (date(1969, 10, 1), date(1969, 12, 31))),
    ],
)
def test_periods(day, period, span):
    assert find_period(day, period) == span


def test_an_empty_library_counts_nothing():
    tables = build_tables(ARTICLES.empty_table())
    assert count_pairs(tables, Filter()).empty
    assert count_entities(tables, Filter(), "topic").empty
    assert count_articles(tables, Filter()).empty
    assert count_pair_over_time(tables, Filter(), ("country:ISR", "country:USA")).empty
    assert find_evidence(tables, Filter(), ("country:ISR",)).empty
    assert find_articles(tables, Filter())[1] == 0


def test_what_is_not_there_has_no_evidence():
    tables = make_library()
    for selection in (("person:nobody",), ("country:ISR", "person:nobody"), ("country:ISR", "country:ISR"), ("nonsense", "country:ISR")):
        assert find_evidence(tables, Filter(), selection, "article").empty


def test_threads_share_the_tables():
    tables = make_library()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: len(count_pairs(tables, Filter(text="x" * number), unit="article")), range(40)))
    assert set(answers) <= {0, 1}


def test_a_group_is_its_members_on_the_articles_date():
    days = {"before": date(2019, 5, 1), "after": date(2021, 5, 1), "undated": None}
    rows = [make_row(id, [make_entity("country:GBR")], [make_mention("country:GBR", 0, 0)], day=day) for id, day in days.items()]
    rows.append(make_row("other", [make_entity("country:FRA")], [make_mention("country:FRA", 0, 0)]))
    tables = build_tables(make_table(rows))

    def find(*groups, **settings):
        return set(find_evidence(tables, Filter(groups=groups, **settings), ())["article"])

    assert find("group:european-union") == {"before", "other"}
    assert find("group:nato") == {"before", "after", "undated", "other"}
    assert find("group:nato", countries=("country:FRA",)) == {"other"}
    assert find("group:european-union", countries=("country:GBR",), match="any") == {"before", "after", "undated", "other"}
    assert find("group:nato", routes_off=("name",)) == find("group:nowhere") == set()


def test_an_office_is_shown_before_an_article_that_says_only_official():
    stated, bare = (make_entity("person:anna-novak", "Anna Novak", True, [office]) for office in (("Foreign Minister", "SVN"), ("", "SVN")))
    rows = [make_row(day.isoformat(), [person], day=day) for person, day in ((stated, date(2020, 1, 1)), (bare, date(2020, 1, 9)))]
    for row, person in zip(rows, (stated, bare), strict=True):
        row["mentions"] = [make_mention(person["key"], 0, 0)]
    assert count_entities(build_tables(make_table(rows)), Filter(), "person")["office"].tolist() == ["Foreign Minister, Slovenia"]
