"""What can go wrong is one of ours, and is said in a few words."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import errors
from dragoman.errors import DragomanError, FetchError, LibraryError, QueryError, SourceError, name_fault

OURS = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, Exception)]


@pytest.mark.parametrize("kind", [kind for kind in OURS if kind is not QueryError])
def test_each_is_caught_as_one_of_ours_and_says_its_sentence(kind: type[Exception]) -> None:
    with pytest.raises(DragomanError, match=r"^Say it\.$"):
        raise kind("Say it.")


def test_a_search_says_where_its_mistake_is() -> None:
    error = QueryError('Lapid "Rome', 6, 11, "close the quote.")
    assert (error.query, error.start, error.end, error.advice) == ('Lapid "Rome', 6, 11, "close the quote.")
    assert str(error) == "The search 'Lapid \"Rome' cannot be understood, at character 7: close the quote."


def test_a_page_that_cannot_be_fetched_is_a_source_that_cannot_be_read() -> None:
    error = FetchError("Not now.", 503, wait=60)
    assert isinstance(error, SourceError)
    assert not isinstance(error, LibraryError)
    assert (error.status, error.wait, error.lasting) == (503, 60, False)


@given(st.text(max_size=400))
def test_a_fault_is_named_in_one_short_line(text: str) -> None:
    name = name_fault(ValueError(text))
    assert name.startswith("ValueError")
    assert len(name) <= 200
    assert name == " ".join(name.split())
