"""Whether the words at some point of a text name a country, a people or a place: what ends a title and
what is no person."""

from __future__ import annotations

from functools import lru_cache

from dragoman.knowledge import load_countries
from dragoman.reading.words import Words


class Places:
    """The strings of the countries' tables, by their first word."""

    def __init__(self, surfaces: dict[tuple[str, ...], tuple[str, str, str]]) -> None:
        """`surfaces`: words -> (ISO code or "" for a trap, route, caution)."""
        self.meanings = surfaces
        self.lengths: dict[str, tuple[int, ...]] = {}
        for forms in surfaces:
            self.lengths[forms[0]] = tuple(
                sorted({len(forms), *self.lengths.get(forms[0], ())}, reverse=True)
            )

    def measure(self, words: Words, first: int) -> int:
        """How many words from `first` on name a place, a leading "the" included; 0 for none.

        Longest name first.
        """
        if first >= len(words):
            return 0
        skip = 1 if words.lowers[first] == "the" and first + 1 < len(words) else 0
        forms = words.forms
        for length in self.lengths.get(forms[first + skip], ()):
            if (
                first + skip + length <= len(forms)
                and tuple(forms[first + skip : first + skip + length]) in self.meanings
            ):
                return length + skip
        return 0

    def find(self, forms: tuple[str, ...]) -> tuple[str, str, str] | None:
        """ISO code, route and caution of these words exactly."""
        return self.meanings.get(forms)


@lru_cache(maxsize=1)
def load_places() -> Places:
    """All surfaces of the countries' tables, cut into words."""
    meanings: dict[tuple[str, ...], tuple[str, str, str]] = {}
    for text, rows in load_countries().surfaces.items():
        first = rows[0]
        forms = tuple(Words(text).forms)
        meanings[forms] = (first.iso3, first.route, first.caution)
        if forms[0].lower() == "the" and len(forms) > 1:
            meanings.setdefault(forms[1:], meanings[forms])
    return Places(meanings)
