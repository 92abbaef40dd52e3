"""Lists of articles and their snippets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_tables import TEXT, make_library

from dragoman.analysis.articles import find_articles, find_snippet
from dragoman.model import Filter


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", ["new", "old", "undated"]),
        ("oldest", ["old", "new", "undated"]),
        ("relevance", ["new", "old", "undated"]),
    ],
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
