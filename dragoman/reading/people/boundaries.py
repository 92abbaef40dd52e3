"""Where a person's name begins and ends among the words around it."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge.names.words import FILIAL, PARTICLES, is_suffix
from dragoman.reading.people.edges import BEGINNING, CONTINUING, GROWTH, Next, Piece, begins_with_place
from dragoman.reading.people.lexicon import COMMON_WORDS, HEADLINE_WORDS
from dragoman.reading.people.refusals import REFUSALS
from dragoman.reading.people.sight import Sight, Span
from dragoman.reading.people.surroundings import MARKS, is_joined_particle
from dragoman.reading.roles import PORTFOLIO_WORDS
from dragoman.reading.rows import find_row

LONGEST_NAME = 6  # words
MOST_PARTICLES = 3  # in a row
BETWEEN = frozenset(["e", "y", "do", "as"])  # particles that stand between a name and its second one only
NAMING = frozenset(["PERSON", "GPE", "ORG", "NORP"])  # labels of what may be a person in a headline


class Boundaries:
    """Tells words of a name from the words around it, in one text."""

    def __init__(self, sight: Sight) -> None:
        self.sight, self.words, self.labels = sight, sight.words, sight.labels

    def is_name(self, first: int, last: int) -> bool:
        """Whether the words can be a human being's name at all."""
        return first < last and find_row(REFUSALS, Piece(self.sight, first, last)) is None

    def read_name(self, start: int) -> int:
        """Past the name that begins at a word after a title; the word itself where none begins."""
        end, limit = start, min(len(self.words), start + LONGEST_NAME)
        while end < limit and self._continues(end, start):
            end += 1
        end = self.take_suffix(start, self._drop_trailing(start, end))
        return end if self.is_name(start, end) and self._is_personal(start, end) else start

    def _continues(self, i: int, start: int) -> bool:
        """Whether the name that began at `start` holds word i."""
        row = find_row(CONTINUING, Next(self.sight, i, start))
        return row is None or row.verdict

    def _is_personal(self, start: int, end: int) -> bool:
        """Whether words behind a title are no office's, and in a headline or alone not without a sign."""
        lower = self.words.lowers[start]
        if lower in PORTFOLIO_WORDS and not self.sight.is_given(start):
            return False
        labels = {label for i in range(start, end) if (label := self.labels.get(i))}
        if self.sight.is_headline(start) and NAMING.isdisjoint(labels):
            return False
        return bool(labels) or end - start > 1 or lower not in COMMON_WORDS

    def split(self, first: int, last: int) -> Iterator[Span]:
        """The pieces of a span between marks; ", Jr." stays with its name."""
        forms, start = self.words.forms, first
        for i in range(first, last + 1):
            if i == last or (
                forms[i] in MARKS and not (forms[i] == "," and any(map(is_suffix, forms[i + 1 : i + 2])))
            ):
                if i > start:
                    yield start, i
                start = i + 1

    def trim(self, first: int, last: int) -> Span:
        """Without titles, honorifics, places and small words at both ends."""
        while first < last and find_row(BEGINNING, piece := Piece(self.sight, first, last)):
            first += self.sight.measure_place(first) if begins_with_place(piece) else 1
        if first >= last:
            return last, last
        return first, self.take_suffix(first, self._drop_trailing(first, last))

    def _drop_trailing(self, first: int, last: int) -> int:
        """The end of the name without titles, marks, small words and particles that nothing follows."""
        while last > first and self._is_trailing(first, last - 1):
            last -= 1
        return last

    def _is_trailing(self, first: int, i: int) -> bool:
        """Whether word i, the last one, belongs to no name that begins at `first`."""
        form = self.words.forms[i]
        if i > first and is_suffix(form):
            return False
        if i > first + 1 and self.sight.is_headline(i) and form.lower() in HEADLINE_WORDS:
            return True  # "Karine Jean-Pierre | Aboard"
        capital = form[0].isupper() and i not in self.sight.titles
        return not capital and not is_joined_particle(form)

    def take_suffix(self, first: int, last: int) -> int:
        """Over "Jr." and ", Jr."."""
        if first == last:
            return last
        following = self.words.forms[last : last + 2]
        if following and is_suffix(following[0]):
            return last + 1
        younger = len(following) == 2 and following[1].lower().startswith(("jr", "sr"))
        return last + 2 if younger and following[0] == "," and is_suffix(following[1]) else last

    def grow(self, first: int, last: int) -> Span:
        """A span that the model cut short, over the particles and names beside it: "Ursula von | der Leyen",
        "Salva Kiir | Mayardit"."""
        if first >= last:
            return first, last
        last = self._grow_on(first, last)
        for growth in GROWTH:
            limit = last - LONGEST_NAME if growth.repeated else 0
            while first >= growth.words and first > limit and growth.holds(self.sight, first - growth.words):
                first -= growth.words
                if not growth.repeated:
                    break
        return first, last

    def _grow_on(self, first: int, last: int) -> int:
        """Past the free words that follow a name, also over particles."""
        count = len(self.words)
        while last < count and last - first < LONGEST_NAME:
            step = last
            while step < count and step - last < MOST_PARTICLES and self._is_particle(step):
                step += 1
            if step < count and step - first > 1 and self._leads_on(step):
                last = next((i for i in range(step, count) if self.labels.get(i) != "PERSON"), count)
                continue
            between = step > last and self.words.lowers[last] in BETWEEN
            if step == count or between or not self.sight.is_free(step):
                break
            last = step + 1
        return last

    def _leads_on(self, i: int) -> bool:
        """Whether the name goes on with the model's person: "Reem bint | Ibrahim", "Hassan Sheikh |
        Mohamud"."""
        before = self.words.lowers[i - 1]
        return (before in FILIAL or before == "sheikh") and self.labels.get(i) == "PERSON"

    def _is_particle(self, i: int) -> bool:
        return self.words.lowers[i] in PARTICLES and not self.sight.is_capital(i)
