"""Searching titles and texts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import lancedb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.analysis.library import Library
from dragoman.errors import QueryError
from dragoman.library.database import Database
from dragoman.library.query import TERMS
from dragoman.model import Article


@pytest.fixture(scope="module")
def searched(library_folder: Path) -> Library:
    return Library(library_folder)


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
        ("sanction", {"lavrov-1"}),
        ('"sanction"', set()),
        ("lapid OR nato", {"rome-1", "rome-copy", "undated", "lavrov-1"}),
        ("lapid -rome", {"undated"}),
        ("lapid NOT (rome OR nato)", {"undated"}),
        ("NOT lapid", {"lavrov-1"}),
        ("-lapid -nato", set()),
        ("sanct*", {"lavrov-1"}),
        ('"blinken meets ya*"', {"rome-1", "rome-copy"}),
        ("(nato OR rome) sanct*", {"lavrov-1"}),
        ("lapid OR NOT rome", {"rome-1", "rome-copy", "undated", "lavrov-1"}),
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
    found = set[str]()
    with suppress(QueryError):
        found = set(searched.search(text))
    assert found <= {"rome-1", "rome-copy", "lavrov-1", "undated"}


def test_a_long_query_is_answered(searched: Library) -> None:
    assert searched.search("lapid " * 5000).keys() == {"rome-1", "rome-copy", "undated"}
    assert searched.search(" ".join(f"w{i}" for i in range(TERMS))) == {}
    with pytest.raises(QueryError, match="at most"):
        searched.search(" ".join(f"w{i}" for i in range(TERMS + 1)))


def test_what_is_misspelt_gets_a_suggestion(searched: Library) -> None:
    suggest = searched.searching.suggest
    assert suggest("lapdi rome -nosuchthing") == {"lapdi": "lapid"}
    assert suggest("lapid OR rome") == suggest("qqqqqqq") == suggest("") == {}
    assert suggest("blinkne sanctoins") == {"blinkne": "blinken", "sanctoins": "sanctions"}


def test_what_is_not_yet_in_the_index_is_found_too(empty_library: Library) -> None:
    """Articles that are added without settling stand beside the index."""
    empty_library.add_items([Article("a", "Sanctions", "Grain is exported.")])
    empty_library.add_items([Article("b", "A sanction", "Oil is exported.")], settle=False)
    for text, found in (
        ("sanctions", {"a", "b"}),
        ("sanctions -oil", {"a"}),
        ("NOT grain", {"b"}),
        ('"a sanction" OR grai*', {"a", "b"}),
    ):
        assert empty_library.search(text).keys() == found, text


def test_all_spellings_of_a_name_are_found(empty_library: Library) -> None:
    assert empty_library.search("Zelensky") == {}  # no name is met yet
    names = ["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy"]
    met = {"id": "person:volodymyr-zelensky", "kind": "person", "label": names[0], "names": names}
    Database(empty_library.uri).put("identities", [met | {"country": "UKR"}])
    empty_library.add_items(
        Article(f"id-{place}", "Talks", f"President Volodymyr {name} spoke of {name} in Kyiv.")
        for place, name in enumerate(("Zelensky", "Zelenskyy", "Zelenskiy"))
    )
    for text in ("Zelensky", "zelenskyy", "Zelenskiy", "Zelenskyi"):
        assert empty_library.search(text).keys() == {"id-0", "id-1", "id-2"}, text
    assert empty_library.search('"Zelensky"').keys() == {"id-0"}


def test_a_missing_index_is_made_when_it_is_asked(library: Library) -> None:
    """Who made the library was killed before it had indexed the texts."""
    lancedb.connect(library.uri).open_table("articles").drop_index("text_idx")
    assert Library(library.uri).search('"yair lapid"').keys() == {"rome-1", "rome-copy", "undated"}
