"""Characters and lines made regular, without a change of what is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sources.text_cleaning import (
    fold,
    list_some,
    normalise_characters,
    normalise_line,
    normalise_text,
    shorten,
)

texts = st.text(st.sampled_from("aÄé’ .\n\r\t\u2028\ufeff\x00—x"), max_size=60) | st.text(max_size=60)


@given(texts)
def test_what_is_regular_stays_as_it_is(text: str) -> None:
    line = normalise_line(text)
    assert line == " ".join(line.split())
    whole = normalise_text(text)
    assert "\n\n\n" not in whole
    assert whole == whole.strip()
    assert not set(normalise_characters(text)) & set("\r\x00\ufeff\u2028")


@pytest.mark.parametrize(
    ("text", "regular"),
    [
        ("a\r\nb\r\n\r\nc", "a\nb\n\nc"),
        ("One.\nTwo.", "One.\n\nTwo."),
        ("a\n \n\t\nb", "a\n\nb"),
        ("KÃ¶ln", "Köln"),
        ("half \ud800", "half ?"),
    ],
)
def test_paragraphs(text: str, regular: str) -> None:
    assert normalise_text(text) == regular


def test_lines_that_a_program_broke_stay_one_paragraph() -> None:
    line = "The ministers of both countries met in the capital and spoke of the"
    assert "\n\n" not in normalise_text("\n".join([line] * 6))
    assert normalise_text("\n".join([line + " end."] * 6)).count("\n\n") == 5


@given(st.text(max_size=80), st.integers(1, 40))
def test_a_text_is_whole_or_its_beginning_with_an_ellipsis(text: str, longest: int) -> None:
    short = shorten(text, longest)
    assert short == text if len(text) <= longest else short.endswith("…")
    assert len(short) <= longest + 1
    assert text.startswith(short.removesuffix("…"))


@given(st.lists(st.text(min_size=1, max_size=30), max_size=40))
def test_names_are_listed_or_counted(names: list[str]) -> None:
    listed = list_some(names, 60)
    shown, _, rest = listed.rpartition(" and ") if listed.endswith(" more") else (listed, "", "0 more")
    assert shown.startswith(shorten(names[0], 100)) if names else listed == ""
    assert int(rest.removesuffix(" more").replace(",", "") or 0) < max(1, len(names))


@given(st.text(max_size=40))
def test_lines_are_compared_by_their_words(line: str) -> None:
    assert fold(fold(line)) == fold(line) == fold(f"  {line} !")
