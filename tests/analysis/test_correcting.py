"""Tables with corrections are those that corrected articles would have given, whatever was decided."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

from by_corrections import build_plainly, correct_rows, list_rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_tables import loose
from rows import make_entity, make_mention, make_row
from strategies import COUNTRIES, NAMES, ORGANIZATIONS, PEOPLE, TOPICS, filters, libraries

from dragoman.analysis.correcting import correct_tables
from dragoman.analysis.entities import count_entities
from dragoman.analysis.evidence import count_evidence, find_evidence
from dragoman.analysis.learnt_offices import list_learnt, list_teaching
from dragoman.analysis.offices_on_date import find_offices_on_date
from dragoman.analysis.pairs import count_pairs
from dragoman.corrections.meaning import Overlay, find_meaning
from dragoman.corrections.model import Decision, make_what, sum_up
from dragoman.model import KINDS, Filter

ARTICLES = tuple(f"a{number}" for number in range(6))
OUTLETS = ("", "Courier", "Wire")
some_articles = st.lists(st.sampled_from(ARTICLES), min_size=1, max_size=3, unique=True)
spans = st.sampled_from([[10 * place, 10 * place + 4] for place in range(4)])


def limited(what: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Everywhere, in some articles, or of one mention of one article."""
    everywhere = st.just({})
    here = some_articles.map(lambda ids: {"articles": ids})
    spoken = st.tuples(st.sampled_from(ARTICLES), spans).map(
        lambda pair: {"articles": [pair[0]], "span": pair[1]}
    )
    return st.tuples(what, everywhere | here | spoken).map(lambda pair: {**pair[0], **pair[1]})


def couple(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True).map(
        lambda pair: {"ids": [pair[0]], "into": pair[1]}
    )


people, rules = st.sampled_from(PEOPLE), st.sampled_from([
    {"role": "president"}, {"country": "FRA"}, {"outlet": "Wire"}, {"form": "Ada Alpha"},
    {"articles": ["a1"]},
])  # fmt: skip
WHATS = {
    "merge": limited(couple(PEOPLE) | couple((*COUNTRIES, "country:DEU")) | couple(TOPICS)),
    "split": st.tuples(people, rules).map(lambda pair: {"id": pair[0], "into": f"{pair[0]}-part", **pair[1]}),
    "rename": st.sampled_from(NAMES).map(lambda id: {"id": id, "label": "Renamed"}),
    "retype": limited(
        st.sampled_from((*PEOPLE, *ORGANIZATIONS)).flatmap(
            lambda id: st.sampled_from([
                {"id": id, "type": "nobody"},
                {"id": id, "type": "country", "into": "country:DEU"},
                {"id": id, "type": "organization" if id in PEOPLE else "person"},
            ])
        )
    ),
    "hide": st.tuples(st.sampled_from(NAMES), st.none() | some_articles).map(
        lambda pair: {"id": pair[0], **({"articles": pair[1]} if pair[1] else {})}
    ),
    "office": st.tuples(people, some_articles).map(
        lambda pair: {"id": pair[0], "role": "Envoy", "country": "USA", "articles": pair[1]}
    ),
    "topic": st.tuples(st.sampled_from(TOPICS), some_articles, st.booleans()).map(
        lambda said: {"topic": said[0], "articles": said[1], "present": said[2]}
    ),
    "leave-out": st.tuples(st.sampled_from(ARTICLES), spans).map(
        lambda pair: {"articles": [pair[0]], "span": pair[1]}
    ),
    "outlets": st.sampled_from(("Courier", "The Wire")).map(lambda into: {"names": ["Wire"], "into": into}),
    "outlet": some_articles.map(lambda ids: {"articles": ids, "outlet": "Herald"}),
    "date": st.tuples(some_articles, st.sampled_from(("", "2021-02-01", "2020-01-01"))).map(
        lambda pair: {"articles": pair[0], "day": pair[1]}
    ),
    "take-back": some_articles.map(lambda ids: {"import": "x", "articles": ids}),
}  # fmt: skip
saids = st.sampled_from(sorted(WHATS)).flatmap(lambda kind: st.tuples(st.just(kind), WHATS[kind]))
tried = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def decide(*saids: tuple[str, dict[str, Any]]) -> Overlay:
    return find_meaning(
        Decision(f"d{place}", kind, "ana", datetime(2026, 1, 1) + timedelta(place), "", make_what(kind, what))
        for place, (kind, what) in enumerate(saids)
    )


@tried
@given(libraries(6), st.lists(saids, min_size=1, max_size=5))
def test_tables_are_those_of_corrected_articles(library: Any, said: list[Any]) -> None:
    rows, stories = library
    overlay = decide(*said)
    tables = build_plainly(rows, stories)
    before = list_rows(tables)
    corrected = correct_tables(tables, overlay)
    by_hand = build_plainly(correct_rows(rows, overlay), stories, rows)
    ours, theirs = list_rows(corrected), list_rows(by_hand)
    for name in ours:
        assert ours[name] == theirs[name], name
    assert list_rows(tables) == before


@tried
@given(
    libraries(6), st.lists(saids, min_size=1, max_size=4), st.lists(loose | filters, min_size=1, max_size=2)
)
def test_each_number_is_its_rows_and_what_corrected_articles_say(
    library: Any, said: list[Any], asked: list[Filter]
) -> None:
    rows, stories = library
    overlay = decide(*said)
    corrected = correct_tables(build_plainly(rows, stories), overlay)
    by_hand = build_plainly(correct_rows(rows, overlay), stories, rows)
    for filter, kind in product(asked, KINDS):
        found = count_entities(corrected, filter, kind)
        other = count_entities(by_hand, filter, kind)
        assert dict(zip(found["id"], found["count"], strict=True)) == dict(
            zip(other["id"], other["count"], strict=True)
        )
        for row in found.head(2).to_dict("records"):
            assert len(find_evidence(corrected, filter, [row["id"]])) == row["count"]
    pairs = count_pairs(corrected, asked[0], kinds=("person", "country"))
    for row in pairs.head(3).to_dict("records"):
        assert count_evidence(corrected, asked[0], [row["a"], row["b"]]) == row["count"]


def test_an_old_identifier_leads_on_and_labels_are_as_decided() -> None:
    tables = build_plainly([
        make_row(id, [make_entity(key, key.title())], [make_mention(key, 0, 0)])
        for id, key in (("a", "person:steinmeyer"), ("b", "person:steinmeier"))
    ], {})  # fmt: skip
    said = [
        ("merge", {"ids": ["person:steinmeyer"], "into": "person:steinmeier"}),
        ("rename", {"id": "person:steinmeyer", "label": "F.-W. Steinmeier"}),
    ]
    corrected = correct_tables(tables, decide(*said), sum_up([]))
    assert corrected.entity_of["person:steinmeyer"] == corrected.entity_of["person:steinmeier"]
    found = count_entities(corrected, Filter(), "person")
    assert found[["id", "label", "count"]].values.tolist() == [["person:steinmeier", "F.-W. Steinmeier", 2]]
    assert len(find_evidence(corrected, Filter(people=("person:steinmeyer",)), ["person:steinmeyer"])) == 2


def test_who_was_made_is_called_as_decided_else_as_whom_it_came_from() -> None:
    ada = make_entity("person:ada", "Ada", True, [("President", "FRA")])
    tables = build_plainly([make_row(id, [ada], [make_mention("person:ada", 0, 0)]) for id in ("a", "b")], {})
    split = {"id": "person:ada", "into": "person:ada-part", "articles": ["b"]}
    for more, label in (({}, "Ada"), ({"label": "Ada the Younger"}, "Ada the Younger")):
        corrected = correct_tables(tables, decide(("split", {**split, **more})))
        number = corrected.entity_of["person:ada-part"]
        assert (corrected.labels[number], bool(corrected.official[number])) == (label, True)
    made = {"id": "person:ada", "type": "organization", "label": "ADA"}
    corrected = correct_tables(tables, decide(("retype", made)))
    assert corrected.labels[corrected.entity_of["person:ada"]] == "ADA"
    assert corrected.entity_ids[corrected.entity_of["person:ada"]] == "organization:ada"


def test_an_office_that_was_set_is_held_on_its_days_and_speaks_for_its_country() -> None:
    ada = make_entity("person:ada", "Ada Alpha")
    rows = [
        make_row(f"a{number}", [ada], [make_mention("person:ada", 0, 0)], day=date(2021, 1, number))
        for number in range(1, 5)
    ]
    said = {
        "id": "person:ada",
        "role": "Envoy",
        "country": "FRA",
        "first": "2021-01-02",
        "last": "2021-01-03",
    }
    corrected = correct_tables(build_plainly(rows, {}), decide(("office", said)))
    (spell,) = list_learnt(corrected, "person:ada").to_dict("records")
    assert (spell["role"], spell["articles"], str(spell["first"])) == ("Envoy", 2, "2021-01-02")
    assert list_teaching(corrected, spell["spell"]) == ["a2", "a3"]
    holding = Filter(offices=("envoy",), holding=("learnt",))
    assert count_evidence(corrected, holding, []) == 2
    assert find_offices_on_date(corrected, "a2")["person:ada"].learnt == "Envoy, France"
    assert find_offices_on_date(corrected, "a1")["person:ada"].learnt == ""
    assert count_evidence(corrected, Filter(rolled_up=True), ["country:FRA"], "article") == 2
    open_end = correct_tables(build_plainly(rows, {}), decide(("office", {**said, "last": "", "first": ""})))
    assert list_learnt(open_end, "person:ada")["articles"].tolist() == [4]
