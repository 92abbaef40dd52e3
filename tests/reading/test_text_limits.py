"""Texts that are odd without end are read, and what an article has is read as before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.countries import find_countries
from dragoman.reading.layout import find_paragraphs, find_sentences
from dragoman.reading.pipeline import mint_keys
from dragoman.reading.text_limits import BOUNDS, mask


@given(st.text(alphabet="ab.\"' \n(é", max_size=900))
def test_a_mask_keeps_every_place_and_every_character_within_the_bounds(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(shown in (given, " ") for given, shown in zip(text, masked, strict=True))
    assert mask(masked) == masked


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.name)
@pytest.mark.parametrize("character", ['"', "_", "😀", "\u0301"])
def test_what_exceeds_a_bound_is_masked_and_what_does_not_is_not(bound: object, character: str) -> None:
    longest = min(other.longest for other in BOUNDS)
    assert mask(f"He said {character * longest} so.") == f"He said {character * longest} so."
    assert (
        mask(f"He said {character * 5000} so.")
        == f"He said {character * longest}{' ' * (5000 - longest)} so."
    )


def test_an_address_is_shown_whole_and_a_word_of_a_megabyte_by_its_beginning() -> None:
    address = f"https://example.org/{'a-b/' * 60}"
    assert mask(f"See {address} there.") == f"See {address} there."
    assert mask("Israel-" * 150_000).rstrip() == ("Israel-" * 150_000)[:300]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left" + "!." * 200_000 + " She stayed.", 2),
        ("He left" + "." * 400_000 + "x", 1),
        ("He left." + '"' * 400_000 + " She stayed.", 2),
        ("He left." + " " * 400_000 + "She stayed.", 2),
        ("He left " + ". " * 100_000 + "She stayed.", 1),
    ],
)
def test_sentences_end_where_they_did_however_many_marks_there_are(text: str, sentences: int) -> None:
    assert len(find_sentences(text, find_paragraphs(text))) == sentences


@pytest.mark.parametrize("between", [" " * 300_000, "\u00a0" * 300_000, "\n" + " " * 300_000, "\t" * 300_000])
def test_white_space_without_two_line_ends_parts_no_paragraphs(between: str) -> None:
    assert len(find_paragraphs(f"Rome{between}Oslo")) == 1


@pytest.mark.parametrize(
    "between", ["\n" * 300_000, "\n " * 150_000, " " * 150_000 + "\n" * 2 + " " * 150_000]
)
def test_white_space_with_two_line_ends_parts_two(between: str) -> None:
    text = f"Rome{between}Oslo"
    assert find_paragraphs(text) == [(0, 4), (len(text) - 4, len(text))]
    assert [text[start:end] for start, end in find_sentences(text, find_paragraphs(text))] == ["Rome", "Oslo"]
    assert [mention.iso3 for mention in find_countries(f"{text}, Norway, with Italy")] == [
        "ITA",
        "NOR",
        "NOR",
        "ITA",
    ]


def test_keys_of_one_name_are_numbered() -> None:
    keys = mint_keys("person", ["John Doe", "John Doe 2", *["John Doe"] * 20_000])
    assert len(set(keys)) == len(keys) == 20_002
    assert keys[:4] == ["person:john-doe", "person:john-doe-2", "person:john-doe-3", "person:john-doe-4"]
