"""Paragraphs and sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.layout import find_paragraphs, find_sentences, locate


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text, find_paragraphs(text))]


@pytest.mark.parametrize(
    "text",
    [
        "He left. | She stayed.",
        "Did he leave? | Yes! | He did.",
        "Mr. Putin met Dr. Gordon. | They spoke.",
        "The U.S. President spoke.",
        "They left the U.S. | The President stayed.",
        "Joseph R. Biden, Jr. spoke. | Biden left.",
        "George H. W. Bush came.",
        "He met Gen. Milley at 3 p.m. on Monday.",
        "“We will act.” | He meant it.",
        "He said: “Act!” and left.",
        "It fell by 3.5 percent. | It rose by 2 percent.",
        "See No. 5. | Then go.",
        "Africa . . . . . . 30,000",
        "He waited... | Then he left.",
        "St. Petersburg froze. | Moscow did not.",
        "He (the envoy) left. | (She did not.)",
        "- The President of France | - Mr. Orban, Hungary. | He came late. | - Italy",
        "No list - only a dash - is cut.",
    ],
)
def test_sentences(text: str) -> None:
    assert cut(text.replace("| ", "")) == text.split(" | ")


def test_the_end_of_a_paragraph_ends_a_sentence() -> None:
    assert cut("A title\n\nFirst part\n\n \n second part.") == ["A title", "First part", "second part."]


def test_an_empty_title_is_a_paragraph() -> None:
    assert find_paragraphs("\n\nText.") == [(0, 0), (2, 7)]


@given(st.text(alphabet="aA .!?\n“”(\t-", max_size=60))
def test_sentences_are_in_order_without_space_and_hold_every_letter(text: str) -> None:
    spans = find_sentences(text, find_paragraphs(text))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


def test_a_character_is_located() -> None:
    assert [locate([0, 5, 9], offset) for offset in (0, 4, 5, 8, 20)] == [0, 0, 1, 1, 2]
