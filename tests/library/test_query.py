"""The language of the search field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import QueryError
from dragoman.library.query import (
    All,
    Either,
    Not,
    Query,
    Term,
    list_terms,
    map_terms,
    parse_query,
    split_words,
)


def word(text: str) -> Term:
    return Term((text,))


def phrase(text: str, prefix: bool = False) -> Term:
    return Term(tuple(text.split()), True, prefix)


RUSSIA, IRAN, OIL = word("russia"), word("iran"), word("oil")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("  ", None),
        ("Iran", IRAN),
        ("Iran iran", IRAN),
        ("iran oil", All((IRAN, OIL))),
        ("iran AND oil", All((IRAN, OIL))),
        ("iran and oil", All((IRAN, word("and"), OIL))),
        ("iran OR oil", Either((IRAN, OIL))),
        ("iran oil OR russia", Either((All((IRAN, OIL)), RUSSIA))),
        ("iran AND (oil OR russia)", All((IRAN, Either((OIL, RUSSIA))))),
        ("iran -oil", All((IRAN, Not(OIL)))),
        ("iran NOT oil", All((IRAN, Not(OIL)))),
        ("iran AND NOT oil", All((IRAN, Not(OIL)))),
        ("-(oil OR iran)", Not(Either((OIL, IRAN)))),
        ("oil - iran", All((OIL, IRAN))),
        ("oil, iran.", All((OIL, IRAN))),
        ("oil-iran", phrase("oil iran")),
        ("U.S. aren’t", All((phrase("u s"), phrase("aren t")))),
        ("“Yair Lapid”", phrase("yair lapid")),
        ('a"b c"d', All((word("a"), phrase("b c"), word("d")))),
        ('"Iran"', phrase("iran")),
        ('"OR"', phrase("or")),
        ("sanct*", Term(("sanct",), prefix=True)),
        ('"foreign minist*"', phrase("foreign minist", True)),
        ("Erdoğan Ürümqi", All((word("erdogan"), word("urumqi")))),
        ("Москва й", All((word("москва"), word("й")))),
    ],
)
def test_a_query_is_a_tree(text: str, tree: Query | None) -> None:
    assert parse_query(text) == tree


@pytest.mark.parametrize(
    ("text", "mistake", "advice"),
    [
        ("!! --", "!! --", "Type one"),
        ('iran "oil', '"', 'Put a "'),
        ('""', '""', "Type a phrase"),
        ("iran (oil", "(", "Put a )"),
        ("iran oil)", ")", "before it"),
        (")", ")", "before it"),
        ("iran ()", "(", "Add a word"),
        ("OR iran", "OR", '"or" in quotes'),
        ("iran OR OR oil", "OR", "before it"),
        ("iran AND", "AND", "nothing stands behind AND"),
        ("(iran OR) oil", "OR", "nothing stands behind OR"),
        ("iran NOT", "NOT", "nothing stands behind NOT"),
        ("iran *", "*", "letters before it"),
        ("s* iran", "s*", "at least 2 letters"),
        ("san*tion", "san*tion", "end of a word"),
        ("(" * 21 + "iran", "(", "20 deep"),
        ("NOT " * 21 + "iran", "NOT", "20 deep"),
    ],
)
def test_an_error_points_at_the_mistake(text: str, mistake: str, advice: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse_query(text)
    error = raised.value
    assert text[error.start : error.end] == mistake
    assert advice in error.advice
    assert f"character {error.start + 1}" in str(error)


def test_the_second_operator_of_two_is_pointed_at() -> None:
    with pytest.raises(QueryError) as raised:
        parse_query("iran OR OR oil")
    assert raised.value.start == 8


def test_the_terms_that_are_wanted_are_listed() -> None:
    query = parse_query("iran -oil OR NOT (russia -peace)")
    assert [term.words for term in list_terms(query)] == [("iran",), ("peace",)]
    assert query is not None
    assert parse_query("a -b OR c") == map_terms(parse_query("A -B OR C") or IRAN, lambda term: term)


terms = st.sampled_from(["iran", "oil", '"cease fire"', "sanct*"])
queries = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" AND ", " OR "]), inner).map(lambda parts: f"({''.join(parts)})"),
        inner.map(lambda part: f"NOT {part}"),
    ),
    max_leaves=8,
)


@given(queries)
def test_brackets_around_all_change_nothing(text: str) -> None:
    assert parse_query(f"({text})") == parse_query(text)


@given(st.text(max_size=60))
def test_every_text_is_a_query_or_a_mistake_in_it(text: str) -> None:
    query, mistake = None, None
    try:
        query = parse_query(text)
    except QueryError as error:
        mistake = error
    assert (query is None) == (not text.strip() or mistake is not None)
    assert mistake is None or 0 <= mistake.start <= mistake.end <= len(text)
    assert all(word in split_words(text) for term in list_terms(query) for word in term.words)
