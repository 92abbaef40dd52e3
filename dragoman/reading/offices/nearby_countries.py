"""Which countries a text names around a character: in its sentence, in its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from dragoman.reading.countries import CountryMention

STOPS = re.compile(r"[.;] |\n")


class Surroundings:
    """The countries of one text, in order, with the ends of its sentences and paragraphs."""

    def __init__(self, text: str, countries: Sequence[CountryMention]) -> None:
        self.countries, self.length = countries, len(text)
        self.stops = [match.start() for match in STOPS.finditer(text)]
        self.breaks = [match.start() for match in re.finditer("\n\n", text)]

    def find_sentence(self, start: int) -> tuple[int, int]:
        """The marks before and after the sentence that a character stands in; -1 and the length of the text
        where there are none."""
        return self._find_marks(self.stops, start)

    def find_paragraph(self, start: int) -> tuple[int, int]:
        """The same of its paragraph."""
        return self._find_marks(self.breaks, start)

    def name_between(self, first: int, last: int) -> set[str]:
        """The countries that are named between two characters, or two of them: more say no more."""
        named: set[str] = set()
        for country in list_between(self.countries, first + 1, last):
            named.add(country.iso3)
            if len(named) > 1:
                break
        return named

    def _find_marks(self, marks: Sequence[int], start: int) -> tuple[int, int]:
        after = bisect_left(marks, start)
        return marks[after - 1] if after else -1, marks[after] if after < len(marks) else self.length


def list_between(countries: Sequence[CountryMention], first: int, last: int) -> Iterator[CountryMention]:
    """The mentions that begin from one character on and before another."""
    for number in range(bisect_left(countries, first, key=attrgetter("start")), len(countries)):
        if countries[number].start >= last:
            return
        yield countries[number]
