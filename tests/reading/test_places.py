"""Whether words name a country, a people or a place."""

from __future__ import annotations

import pytest

from dragoman.knowledge import load_countries
from dragoman.reading.places import Places, load_places
from dragoman.reading.words import Words


def test_the_longest_name_is_measured_with_its_article() -> None:
    places = Places({("Congo",): ("COG", "place", ""), ("Republic", "of", "Congo"): ("COG", "place", "")})
    words = Words("the Republic of Congo and Congo, the")
    assert [places.measure(words, place) for place in range(len(words))] == [4, 3, 0, 1, 0, 1, 0, 0]
    assert places.find(("Congo",)) == ("COG", "place", "")
    assert places.find(("Kongo",)) is None


@pytest.mark.parametrize(
    ("text", "length"),
    [("Rome", 1), ("South Korea", 2), ("the Netherlands", 2), ("Netherlands", 1), ("Smith", 0)],
)
def test_places_of_the_tables(text: str, length: int) -> None:
    assert load_places().measure(Words(text), 0) == length


def test_every_surface_of_the_tables_is_found_whole() -> None:
    places = load_places()
    texts = sorted(load_countries().surfaces)[::7]
    assert texts
    assert not [
        text
        for text in texts
        if places.find(tuple(Words(text).forms)) is None or not places.measure(Words(text), 0)
    ]
