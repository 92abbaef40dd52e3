"""Each number is the number of its evidence's rows, and what a few lines of plain Python count over the stored readings."""

from datetime import date
from itertools import product

from by_hand import count_in, count_mentions, find_officials, is_looked_at, list_named, list_together, name_pair, passes, search
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import make_table
from strategies import NAMES, filters, libraries, some

from dragoman.analysis.articles import find_articles
from dragoman.analysis.building import build_tables
from dragoman.analysis.entities import count_entities
from dragoman.analysis.evidence import count_evidence, find_evidence
from dragoman.analysis.filter_options import list_options
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.timeline import (
    count_articles,
    count_entities_over_time,
    count_pair_over_time,
    count_share_over_time,
    find_period,
    widen,
)
from dragoman.model import KINDS, Filter

kinds = st.sampled_from(KINDS)
units = st.sampled_from(("sentence", "paragraph", "article"))
couples = st.sampled_from(
    [("person", "country"), ("country", "country"), ("country", "person"), ("topic", "person"), ("organization", "topic")]
)
loose = st.builds(
    Filter, routes_off=some(("name", "surname", "place", "demonym", "official")), rolled_up=st.booleans()
)  # lets most through: what counts is tried, not what passes
counted = st.sampled_from(("article", "story", "outlet"))
periods = st.sampled_from(("day", "week", "month", "quarter", "year"))
often = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def build(library):
    rows, stories = library
    return build_tables(make_table(rows), stories=stories, search=search)


@often
@given(libraries(), st.lists(st.tuples(loose | filters, couples, counted), min_size=1, max_size=3))
def test_pairs(library, questions):
    rows, stories = library
    tables = build(library)
    officials = find_officials(rows)
    for unit, (filter, (first, second), counted_in) in product(("sentence", "paragraph", "article"), questions):
        frame = count_pairs(tables, filter, (first, second), unit, counted_in)
        passing = [row for row in rows if passes(row, filter, officials)]
        together = {row["id"]: list_together(row, filter, unit) for row in passing}
        expected = {}
        for pair in {pair for pairs in together.values() for pair in pairs}:
            of = tuple(key.partition(":")[0] for key in pair)
            if sorted(of) == sorted((first, second)) and all(is_looked_at(key, filter, officials) for key in pair):
                pair_in_order = pair if of == (first, second) else pair[::-1]
                expected[pair_in_order] = count_in([row for row in passing if pair in together[row["id"]]], counted_in, stories)
        assert dict(zip(zip(frame["a"], frame["b"], strict=True), frame["count"], strict=True)) == expected
        assert list(frame["count"]) == sorted(frame["count"], reverse=True)
        for row in frame.to_dict("records"):
            evidence = find_evidence(tables, filter, (row["a"], row["b"]), unit, counted_in)
            assert len(evidence) == row["count"] == count_evidence(tables, filter, (row["b"], row["a"]), unit, counted_in)
            for side in ("a", "b"):
                naming = [item for item in passing if row[side] in list_named(item, filter)]
                assert row[f"count_{side}"] == count_in(naming, counted_in, stories)
            assert row["total"] == count_in(passing, counted_in, stories)
            counting = [item for item in passing if tuple(sorted((row["a"], row["b"]))) in together[item["id"]]]
            days = [item["date"] for item in counting if item["date"]]
            assert (row["first"], row["last"]) == ((min(days), max(days)) if days else (None, None))
            for item in evidence.to_dict("records"):
                check_sentences(item, rows, filter, (row["a"], row["b"]), unit)


def check_sentences(item, rows, filter, pair, unit):
    """The sentences of an evidence row are those in which the pair stands, with all spans that name it there."""
    named = name_pair(next(row for row in rows if row["id"] == item["article"]), filter, pair)
    spots = [named.get(key, set()) for key in pair]
    place = {"sentence": 0, "paragraph": 1}.get(unit)
    shared = None if place is None else {spot[place] for spot in spots[0]} & {spot[place] for spot in spots[1]}
    expected = {spot for side in spots for spot in side if shared is None or spot[place] in shared}
    assert {(sentence["sentence"], sentence["paragraph"]) for sentence in item["sentences"]} == expected
    for sentence in item["sentences"]:
        assert {span["id"] for span in sentence["spans"]} <= set(pair)
        assert all(sentence["start"] <= span["start"] < span["end"] <= sentence["end"] for span in sentence["spans"])
        assert len(sentence["text"]) == sentence["end"] - sentence["start"]


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


@often
@given(libraries(), filters, st.lists(st.sampled_from(NAMES), unique=True, min_size=2, max_size=3), units, periods, counted)
def test_timelines(library, filter, names, unit, period, counted_in):
    rows, stories = library
    tables = build(library)
    officials = find_officials(rows)
    passing = [row for row in rows if passes(row, filter, officials)]
    spans = {find_period(row["date"], period) for row in passing if row["date"]}

    def count(hits, span):
        return count_in([row for row in hits if row["date"] and span[0] <= row["date"] <= span[1]], counted_in, stories)

    frame = count_articles(tables, filter, period, counted_in)
    assert {as_day(row.period): row.count for row in frame.itertuples(index=False, name="Row")} == {
        span[0]: count(passing, span) for span in spans
    }
    for row in frame.to_dict("records"):
        span = find_period(as_day(row["period"]), period)
        assert len(find_evidence(tables, filter, (), counted_in=counted_in, period=span)) == row["count"]
    everything = [row for row in rows if passes(row, widen(filter), officials)]
    shares = count_share_over_time(tables, filter, period, counted_in)
    assert len(shares) == len({find_period(row["date"], period) for row in everything if row["date"]})
    for row in shares.to_dict("records"):
        span = find_period(as_day(row["period"]), period)
        assert (row["count"], row["coverage"]) == (count(passing, span), count(everything, span))
        assert count_evidence(tables, filter, (), counted_in=counted_in, period=span) == row["count"]
    several = count_entities_over_time(tables, filter, names, period, counted_in)
    assert len(several) == len(names) * len(spans)
    for row in several.to_dict("records"):
        span = find_period(as_day(row["period"]), period)
        naming = [item for item in passing if row["id"] in list_named(item, filter) and is_looked_at(row["id"], filter, officials)]
        assert (row["count"], row["coverage"]) == (count(naming, span), count(passing, span))
        assert row["low"] <= row["share"] <= row["high"]
        assert count_evidence(tables, filter, (row["id"],), counted_in=counted_in, period=span) == row["count"]
    pair = tuple(names[:2])
    for row in count_pair_over_time(tables, filter, pair, unit, period, counted_in).to_dict("records"):
        span = find_period(as_day(row["period"]), period)
        both = [item for item in passing if tuple(sorted(pair)) in list_together(item, filter, unit)]
        both = both if all(is_looked_at(key, filter, officials) for key in pair) else []
        assert (row["count"], row["coverage"]) == (count(both, span), count(passing, span))
        assert len(find_evidence(tables, filter, pair, unit, counted_in, span)) == row["count"]


def as_day(stamp):
    return date(stamp.year, stamp.month, stamp.day)


@often
@given(libraries(), filters)
def test_lists_and_options(library, filter):
    rows, _ = library
    tables = build(library)
    officials = find_officials(rows)
    passing = [row for row in rows if passes(row, filter, officials)]
    found, seen = 1, []
    for number in range(1, 6):
        frame, found = find_articles(tables, filter, number=number, size=2)
        seen += frame["id"].tolist()
    assert found == len(passing) == len(find_evidence(tables, filter, ()))
    assert sorted(seen) == sorted(row["id"] for row in passing)[:10]
    options = list_options(tables, filter)
    assert (options.articles, options.undated) == (len(passing), sum(row["date"] is None for row in passing))
    days = [row["date"] for row in passing if row["date"]]
    assert (options.first, options.last) == ((min(days), max(days)) if days else (None, None))
    outlets = [row["outlet"] for row in passing if row["outlet"]]
    assert dict(zip(options.outlets["id"], options.outlets["count"], strict=True)) == {name: outlets.count(name) for name in set(outlets)}
    for role, count in zip(options.offices["id"], options.offices["count"], strict=True):
        roles = [{office["role"].lower() for entity in row["entities"] for office in entity["offices"]} for row in passing]
        assert count == sum(role in held for held in roles)
