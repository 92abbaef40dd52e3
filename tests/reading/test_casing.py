"""Lines in capitals as the model gets them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.casing import soften


@given(st.text(alphabet="ABCDÉßİǆ abc.\n’-1", max_size=60))
def test_places_stay_the_same(text: str) -> None:
    softened = soften(text)
    assert len(softened) == len(text)
    assert softened.casefold() == text.casefold()


def test_a_line_in_capitals_is_written_as_the_rest_of_the_text_writes_its_words() -> None:
    text = "UN ENVOY GRETA HOLM MEETS MEHMET KAYA IN OSLO\n\nThe UN sent an envoy. Greta Holm was in Oslo."
    assert soften(text).split("\n\n")[0] == "UN envoy Greta Holm meets Mehmet Kaya in Oslo"


def test_short_capitals_and_other_lines_are_left_alone() -> None:
    text = "ISLAMABAD: The UN and NATO agreed.\n\nGRETA HOLM: Thank you."
    assert soften(text) == text
