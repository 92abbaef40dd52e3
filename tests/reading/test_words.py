"""A text cut into words and marks, of which nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.words import Words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The U.S. left.", ["The", "U.S.", "left", "."]),
        ("Gen. Karimov’s aide", ["Gen.", "Karimov", "’s", "aide"]),
        ("Joseph R. Biden, Jr., spoke", ["Joseph", "R.", "Biden", ",", "Jr.", ",", "spoke"]),
        ("Rome\n\nTalks", ["Rome", "\n", "Talks"]),
        ("the Biden-Putin summit", ["the", "Biden-Putin", "summit"]),
        ("H.E. Dato’ O'Brien", ["H.E.", "Dato’", "O'Brien"]),
        ("", []),
    ],
)
def test_words_and_marks(text: str, forms: list[str]) -> None:
    assert Words(text).forms == forms


@given(st.text(alphabet="Aab’'.-–, \n12é", max_size=80))
def test_every_letter_stands_in_one_word(text: str) -> None:
    words = Words(text)
    assert len(words) == len(words.forms) == len(words.starts) == len(words.ends) == len(words.lowers)
    spans = list(zip(words.starts, words.ends, strict=True))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(form in ("\n", text[start:end]) for form, (start, end) in zip(words.forms, spans, strict=True))
    covered = {place for start, end in spans for place in range(start, end)}
    assert not [letter for place, letter in enumerate(text) if place not in covered and not letter.isspace()]


@given(st.lists(st.sampled_from(["Rome", "rome", "talks", "\n\n", "."]), max_size=12).map(" ".join))
def test_words_are_found_by_their_small_letters(text: str) -> None:
    words = Words(text)
    assert words.list_places({"rome"}) == [
        place for place, lower in enumerate(words.lowers) if lower == "rome"
    ]
    assert words.title_end == (words.forms.index("\n") if "\n" in words.forms else len(words))
