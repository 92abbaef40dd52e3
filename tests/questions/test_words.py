"""What is said of the words that are searched for."""

import pytest

from dragoman.analysis.library import Library
from dragoman.errors import QueryError
from dragoman.library.database import Database
from dragoman.questions.words import Word, describe_words, find_hits, replace_word


@pytest.fixture
def tables(library):
    met = {"id": "person:someone", "kind": "person", "label": "Sergey Lavrov", "names": ["Sergey", "Sergei"]}
    Database(library.uri).put("identities", [met | {"country": ""}])
    return Library(library.uri).tables()


def test_what_was_meant_and_what_is_found_too_are_said(tables):
    assert describe_words(tables, "lapdi OR sergei rome") == (
        Word("lapdi", (), "lapid"),
        Word("sergei", ("sergey",), ""),
    )
    assert describe_words(tables, "rome lapid") == describe_words(tables, "") == ()
    with pytest.raises(QueryError):
        describe_words(tables, "(rome")


def test_the_searched_words_are_where_they_stand(tables):
    text = tables.read_text(tables.article_of["lavrov-1"])
    hits = find_hits(tables, "sanction nato -rome", "lavrov-1")
    assert [text[start:end] for start, end in hits] == ["NATO", "NATO", "sanctions"]
    assert find_hits(tables, "nato", "gone") == find_hits(tables, "", "lavrov-1") == []


def test_a_word_is_replaced_as_a_word():
    assert replace_word("Lapdi -(lapdi OR lapdis)", "lapdi", "lapid") == "lapid -(lapid OR lapdis)"
