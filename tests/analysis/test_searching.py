"""Which articles and paragraphs hold what is searched for."""

import numpy as np
from by_hand import SOUGHT, find_paragraphs
from hypothesis import given
from hypothesis import strategies as st
from made_tables import build, make_library, often
from rows import make_row, make_table
from strategies import libraries

from dragoman.analysis import searching
from dragoman.analysis.building import build_tables
from dragoman.library.query import Term
from dragoman.model import Filter


@often
@given(libraries(), st.sampled_from(list(SOUGHT)))
def test_those_paragraphs_are_found_that_hold_it(library, text):
    rows, _ = library
    tables = build(library)
    found = searching.find_paragraphs(tables, text).to_pylist()
    filter = Filter(text=text, paragraphs_only=True)
    assert {(tables.article_ids[row["article"]], row["paragraph"]) for row in found} == {
        (row["id"], number) for row in rows for number in find_paragraphs(row, filter)
    }


def test_what_is_not_found_has_no_score():
    tables = make_library()
    scores = dict(zip(tables.article_ids, searching.find_scores(tables, "anything"), strict=True))
    assert (scores["old"], scores["undated"], np.isnan(scores["new"])) == (1.0, 2.0, True)


def test_without_a_search_nothing_is_found():
    tables = build_tables(make_table([make_row("a", text="odd")]))
    assert np.isnan(searching.find_scores(tables, "odd")).all()
    assert searching.find_paragraphs(tables, "odd").num_rows == 0
    assert searching.list_wanted(tables, "odd") == ()


def test_spans_that_overlap_are_one():
    terms = (Term(("a", "b"), forms=(("a", "b"),)), Term(("b",), forms=(("b",), ("c",))))
    assert searching.find_spans("a b, b c", terms) == [(0, 3), (5, 6), (7, 8)]
