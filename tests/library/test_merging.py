"""An article that comes again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.library.merging import EDITABLE, merge_article, merge_versions
from dragoman.model import DATE_ORIGINS, Article

HELD = Article(
    "a",
    "Title",
    "Text",
    date(2020, 1, 1),
    "stated",
    "Wire",
    "https://example.org/a",
    source="one",
    extra=(("section", "World"),),
)

articles = st.builds(
    Article,
    id=st.just("a"),
    title=st.sampled_from(["", "Title", "Other"]),
    text=st.sampled_from(["Text", "More text"]),
    date=st.sampled_from([date(2020, 1, 1), date(2020, 1, 2)]),
    date_origin=st.sampled_from(DATE_ORIGINS[:4]),
    outlet=st.sampled_from(["", "Wire"]),
    url=st.sampled_from(["", "https://example.org/a"]),
    source=st.sampled_from(["one", "two"]),
    extra=st.sampled_from([(), (("section", "World"),), (("author", "A"),)]),
)


def test_same_article_of_another_file_is_unchanged() -> None:
    assert merge_article(HELD, (), replace(HELD, source="two")) == HELD


def test_new_text_is_an_update_that_says_where_it_came_from() -> None:
    assert merge_article(HELD, (), replace(HELD, text="New", source="two")) == replace(
        HELD, text="New", source="two"
    )


def test_what_comes_empty_takes_nothing_away() -> None:
    assert merge_article(HELD, (), Article("a", "Title", "Text", source="two")) == HELD


def test_an_edit_stands() -> None:
    again = Article(
        "a",
        "Their title",
        "Text",
        date(2021, 1, 1),
        "stated",
        "Their outlet",
        HELD.url,
        source="one",
        extra=HELD.extra,
    )
    assert merge_article(HELD, EDITABLE, again) == HELD


@pytest.mark.parametrize(
    ("held", "comes", "kept"),
    [
        ("stated", "parsed", True),
        ("stated", "stated", False),
        ("parsed", "stated", False),
        ("guessed", "guessed", True),
        ("guessed", "parsed", False),
        ("fetched", "guessed", False),
    ],
)
def test_the_surer_date_stands(held: str, comes: str, kept: bool) -> None:
    merged = merge_article(
        replace(HELD, date_origin=held), (), replace(HELD, date=date(2022, 2, 2), date_origin=comes)
    )  # type: ignore[arg-type]
    assert merged.date == (date(2020, 1, 1) if kept else date(2022, 2, 2))


def test_two_versions_in_one_file_are_new_and_updated_once() -> None:
    versions = [HELD, replace(HELD, text="Later")]
    settled, outcomes = merge_versions(None, (), versions)
    assert (settled.text, outcomes) == ("Later", ["new", "updated"])
    assert merge_versions(settled, (), versions) == (settled, ["unchanged", "unchanged"])


@given(held=articles, comes=articles)
def test_adding_again_changes_nothing(held: Article, comes: Article) -> None:
    once = merge_article(held, (), comes)
    assert replace(merge_article(once, (), comes), source="") == replace(once, source="")
