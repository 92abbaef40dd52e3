"""Searching titles and texts."""

from __future__ import annotations

from pathlib import Path

import lancedb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.analysis.library import Library
from dragoman.library.search import TERMS, parse_query
from dragoman.model import Article


@pytest.fixture(scope="module")
def searched(library_folder: Path) -> Library:
    return Library(library_folder)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ('Blinken "yair lapid" rome', ("Blinken", "yair lapid", "rome")),
        ("“Yair Lapid”", ("Yair Lapid",)),
        ('"never closed', ("never closed",)),
        ('a"b c"d', ("a", "b c", "d")),
        ("& -- !", ()),
        ('""', ()),
        ("rome rome", ("rome",)),
    ],
)
def test_words_and_phrases_are_told_apart(text: str, terms: tuple[str, ...]) -> None:
    assert parse_query(text) == terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lapid", {"rome-1", "rome-copy", "undated"}),
        ("LAPID rome", {"rome-1", "rome-copy"}),
        ('"blinken meets yair"', {"rome-1", "rome-copy"}),
        ('"yair meets blinken"', set()),
        ("sanctions nato", {"lavrov-1"}),  # one in the title, one in the text
        ("lapid nato", set()),
        ("israel", {"rome-1", "rome-copy", "undated"}),
        ("isr", set()),
        ("!!!", set()),
        (" ", {"rome-1", "rome-copy", "lavrov-1", "undated"}),
    ],
)
def test_all_words_and_phrases_must_occur(searched: Library, text: str, found: set[str]) -> None:
    assert searched.search(text).keys() == found


def test_accents_and_hyphens_do_not_matter(empty_library: Library) -> None:
    empty_library.add_items(
        [Article("e", "Erdoğan in Ürümqi", "The Israel-Hamas war and U.S. policy aren't over.")]
    )
    for text in (
        "erdogan",
        "ERDOĞAN",
        "urumqi",
        "israel hamas",
        "israel-hamas",
        '"u.s. policy"',
        "aren't",
        "aren’t",
        "the",
    ):
        assert empty_library.search(text), text


def test_every_hit_is_given(empty_library: Library) -> None:
    empty_library.add_items(Article(f"id-{i}", "Title", f"Word {i}") for i in range(300))
    assert len(empty_library.search("word")) == 300


def test_what_changed_is_found_as_it_is_now(library: Library) -> None:
    library.edit("undated", title="A quiet day")
    library.delete(["rome-copy"])
    assert library.search("quiet").keys() == {"undated"}
    assert library.search("lapid").keys() == {"rome-1", "undated"}
    assert library.search('"israeli minister"') == {}


def test_an_empty_library_is_searched(empty_library: Library) -> None:
    assert empty_library.search('rome "x y"') == {}
    assert empty_library.search("") == {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40))
def test_no_string_breaks_the_search(searched: Library, text: str) -> None:
    assert set(searched.search(text)) <= {"rome-1", "rome-copy", "lavrov-1", "undated"}


def test_a_long_query_is_answered(searched: Library) -> None:
    assert searched.search("lapid " * 5000).keys() == {"rome-1", "rome-copy", "undated"}
    assert len(parse_query(" ".join(f"w{i}" for i in range(500)))) == TERMS
    assert searched.search(" ".join(f"w{i}" for i in range(500))) == {}


def test_a_missing_index_is_made_when_it_is_asked(library: Library) -> None:
    """Who made the library was killed before it had indexed the texts."""
    lancedb.connect(library.uri).open_table("articles").drop_index("text_idx")
    assert Library(library.uri).search('"yair lapid"').keys() == {"rome-1", "rome-copy", "undated"}
