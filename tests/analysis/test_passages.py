"""What an article shows of itself in a list."""

from dataclasses import replace

import pytest
from by_hand import Search
from hypothesis import given, settings
from hypothesis import strategies as st
from made_tables import TEXT
from rows import make_entity, make_mention, make_row, make_table

from dragoman.analysis.building import build_tables
from dragoman.analysis.passages import find_passages, find_snippet
from dragoman.library.query import Term, list_terms, map_terms, parse_query
from dragoman.model import Filter


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


def test_the_sentences_that_name_the_chosen_are_shown_whole():
    names = [("country:FRA", 1), ("country:ISR", 3), ("person:ada", 3)]
    mentions = [make_mention(name, place, 1, start=10 * place, end=10 * place + 4) for name, place in names]
    row = make_row("a", [make_entity(name) for name, _ in names], mentions, title="t", text="abcd efg. " * 8)
    tables = build_tables(make_table([row]), search=Search([row]))

    def show(**asked):
        (pieces,) = find_passages(tables, Filter(**asked), [0])
        return [piece for piece, style in pieces if style], "".join(piece for piece, _ in pieces)

    marked, text = show(countries=("country:FRA", "country:ISR"), people=("person:ada",))
    assert len(marked) == 2  # two mentions at one place are marked once
    assert (text.count("…"), len(text)) == (3, 9 + 9 + 2 + 3 + 2)
    assert len(show(countries=("country:FRA",))[1]) == 9 + 4
    assert show(routes_off=("name",), countries=("country:FRA",))[0] == []
    assert show(countries=("country:XXX",), text="abcd")[0][0] == "abcd"
