"""What an article shows of itself in a list."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_tables import TEXT

from dragoman.analysis.passages import find_snippet
from dragoman.library.query import Term, list_terms, map_terms, parse_query


def find_terms(text):
    query = parse_query(text)
    return tuple(list_terms(query and map_terms(query, lambda term: replace(term, forms=(term.words,)))))


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("rome", ["Rome"]),
        ("MINISTERS", ["Ministers", "ministers"]),
        ('"spoke of"', ["spoke of"]),
        ("cease-fire", ["cease-fire"]),
        ("sanchez", ["Sánchez"]),
        ("minist", []),
        ("", []),
    ],
)
def test_what_was_searched_for_is_marked(query, marked):
    assert [piece for piece, hit in find_snippet(TEXT, find_terms(query)) if hit] == marked


@settings(max_examples=80, deadline=None)
@given(
    st.text(max_size=400),
    st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12),
    st.integers(20, 80),
)
def test_a_snippet_is_a_piece_of_the_text(text, query, length):
    query = query.lower()
    pieces = find_snippet(text, (Term((query,), forms=((query,),)),), length)
    joined = "".join(piece for piece, _ in pieces)
    bare = joined.removeprefix("… ").removesuffix(" …")
    assert bare in text or joined in text
    assert all(piece for piece, _ in pieces)
