"""Which column is which field."""

from __future__ import annotations

import pytest

from dragoman.errors import SourceError
from dragoman.sources import guess_columns
from dragoman.sources.columns import check_columns, choose_columns


def test_usual_names_whatever_their_case_and_punctuation() -> None:
    assert guess_columns(["Headline", "Article Text", "Pub_Date", "Publisher", "Link", "GUID", "Lang", "Author"]) == {
        **{"title": "Headline", "text": "Article Text", "date": "Pub_Date", "outlet": "Publisher"},
        **{"url": "Link", "id": "GUID", "language": "Lang"},
    }


def test_the_likelier_name_wins() -> None:
    assert guess_columns(["published", "date", "summary", "body"]) == {"date": "date", "text": "body"}


def test_a_mapped_column_that_is_missing_falls_back_to_the_usual_name() -> None:
    assert choose_columns(["text", "a"], {"text": "b", "title": "a"}) == {"text": "text", "title": "a"}


def test_a_mapped_column_serves_no_other_field() -> None:
    assert choose_columns(["source", "text"], {"url": "source"}) == {"url": "source", "text": "text"}


def test_an_unknown_field_is_an_error_that_lists_the_fields() -> None:
    with pytest.raises(SourceError, match="id, title, text"):
        check_columns({"headline": "Kop"})
