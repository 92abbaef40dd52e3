"""Pairs: each number is its evidence's rows, and what plain Python counts; by measure, around a name."""

from datetime import date
from itertools import product

import numpy as np
import pytest
from by_hand import count_in, find_officials, is_looked_at, list_named, list_together, name_pair, passes
from hypothesis import given
from hypothesis import strategies as st
from made_tables import build, counted, couples, loose, often, units
from rows import make_entity, make_mention, make_row, make_table
from strategies import NAMES, filters, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.evidence import count_evidence, find_evidence
from dragoman.analysis.measures import SMALLEST_COUNT, find_strength
from dragoman.analysis.pairs import MADE_OF, count_pairs
from dragoman.model import Filter

measures = st.sampled_from(("count", "jaccard", "npmi", "likelihood"))


@often
@given(libraries(), st.lists(st.tuples(loose | filters, couples, counted), min_size=1, max_size=3))
def test_pairs(library, questions):
    rows, stories = library
    tables = build(library)
    officials = find_officials(rows)
    for unit, (filter, (first, second), counted_in) in product(
        ("sentence", "paragraph", "article"), questions
    ):
        frame = count_pairs(tables, filter, (first, second), unit, counted_in)
        passing = [row for row in rows if passes(row, filter, officials)]
        together = {row["id"]: list_together(row, filter, unit) for row in passing}
        expected = {}
        for pair in {pair for pairs in together.values() for pair in pairs}:
            of = tuple(key.partition(":")[0] for key in pair)
            if sorted(of) == sorted((first, second)) and all(
                is_looked_at(key, filter, officials) for key in pair
            ):
                pair_in_order = pair if of == (first, second) else pair[::-1]
                expected[pair_in_order] = count_in(
                    [row for row in passing if pair in together[row["id"]]], counted_in, stories
                )
        assert dict(zip(zip(frame["a"], frame["b"], strict=True), frame["count"], strict=True)) == expected
        assert list(frame["count"]) == sorted(frame["count"], reverse=True)
        for row in frame.to_dict("records"):
            evidence = find_evidence(tables, filter, (row["a"], row["b"]), unit, counted_in)
            assert (
                len(evidence)
                == row["count"]
                == count_evidence(tables, filter, (row["b"], row["a"]), unit, counted_in)
            )
            for side in ("a", "b"):
                naming = [item for item in passing if row[side] in list_named(item, filter)]
                assert row[f"count_{side}"] == count_in(naming, counted_in, stories)
            assert row["total"] == count_in(passing, counted_in, stories)
            counting = [
                item for item in passing if tuple(sorted((row["a"], row["b"]))) in together[item["id"]]
            ]
            days = [item["date"] for item in counting if item["date"]]
            assert (row["first"], row["last"]) == ((min(days), max(days)) if days else (None, None))
            for item in evidence.to_dict("records"):
                check_sentences(item, rows, filter, (row["a"], row["b"]), unit)


def check_sentences(item, rows, filter, pair, unit):
    """The sentences of an evidence row are those the pair stands in, with all spans that name it there."""
    named = name_pair(next(row for row in rows if row["id"] == item["article"]), filter, pair)
    spots = [named.get(key, set()) for key in pair]
    place = {"sentence": 0, "paragraph": 1}.get(unit)
    shared = (
        None if place is None else {spot[place] for spot in spots[0]} & {spot[place] for spot in spots[1]}
    )
    expected = {spot for side in spots for spot in side if shared is None or spot[place] in shared}
    assert {(sentence["sentence"], sentence["paragraph"]) for sentence in item["sentences"]} == expected
    for sentence in item["sentences"]:
        assert {span["id"] for span in sentence["spans"]} <= set(pair)
        assert all(
            sentence["start"] <= span["start"] < span["end"] <= sentence["end"] for span in sentence["spans"]
        )
        assert len(sentence["text"]) == sentence["end"] - sentence["start"]


@often
@given(libraries(), filters, couples, units, counted, measures, st.integers(0, 12))
def test_pairs_stand_in_the_order_of_their_measure(library, filter, kinds, unit, counted_in, measure, limit):
    tables = build(library)
    by_count = count_pairs(tables, filter, kinds, unit, counted_in)
    frame = count_pairs(tables, filter, kinds, unit, counted_in, measure=measure)
    strength = find_strength(measure, *(frame[name] for name in ("count", *MADE_OF)))
    said = strength[~np.isnan(strength)]
    assert list(said) == sorted(said, reverse=True)
    assert np.isnan(strength[len(said) :]).all()
    assert (frame.attrs["found"], frame.attrs["said"]) == (len(frame), len(said))
    assert sorted(zip(frame["a"], frame["b"], strict=True)) == sorted(
        zip(by_count["a"], by_count["b"], strict=True)
    )
    top = count_pairs(tables, filter, kinds, unit, counted_in, measure=measure, limit=limit)
    assert top[["a", "b"]].to_dict("records") == frame.head(limit)[["a", "b"]].to_dict("records")
    assert top.attrs == frame.attrs


@often
@given(libraries(), filters, couples, units, st.sampled_from(NAMES), st.integers(1, 2))
def test_neighbours_are_those_of_the_pairs(library, filter, kinds, unit, name, steps):
    tables = build(library)
    pairs = [
        (row.a, row.b) for row in count_pairs(tables, filter, kinds, unit).itertuples(index=False, name="Row")
    ]
    own = [pair for pair in pairs if name in pair]
    near = {other for pair in own for other in pair}
    rest = [pair for pair in pairs if pair not in own and near & set(pair)] if steps == 2 else []
    frame = count_pairs(tables, filter, kinds, unit, around=name, steps=steps)
    assert list(zip(frame["a"], frame["b"], strict=True)) == own + rest
    assert frame.attrs["found"] == len(own + rest)
    top = count_pairs(tables, filter, kinds, unit, around=name, steps=steps, limit=3)
    first = own[:2] if steps == 2 else own[:3]  # those a step further get what is left, half of it at least
    assert list(zip(top["a"], top["b"], strict=True)) == first + rest[: 3 - len(first)]


@pytest.mark.parametrize("measure", ["jaccard", "npmi"])
def test_a_pair_named_once_is_too_little_to_lead_by_a_share(measure):
    rare = [make_entity("country:FRA"), make_entity("country:ISR")]
    often_named = [make_entity("country:RUS"), make_entity("country:USA")]
    rows = [
        make_row("rare", rare, [make_mention(entity["key"], 0, 0) for entity in rare], day=date(2021, 1, 1))
    ]
    rows += [
        make_row(f"a{n}", often_named, [make_mention(entity["key"], 0, 0) for entity in often_named])
        for n in range(6)
    ]
    rows += [make_row(f"b{n}", often_named[:1], [make_mention("country:RUS", 0, 0)]) for n in range(3)]
    frame = count_pairs(build_tables(make_table(rows)), Filter(), ("country", "country"), measure=measure)
    assert frame["a"].tolist() == ["country:RUS", "country:FRA"]
    assert (frame.attrs["found"], frame.attrs["said"]) == (2, 1)
    assert SMALLEST_COUNT == 3
