"""Where a text says once more what it has said, looked up and not searched for at each mention."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.knowledge.names.forms import Parts, fold_parts
from dragoman.knowledge.names.words import fold
from dragoman.reading.people.grouping import Referent
from dragoman.reading.words import Words


class Repeats:
    """Where the words of one text stand, as they are written and folded."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.places: dict[str, list[int]] = {}
        self.forms: dict[str, list[int]] = defaultdict(list)
        for i, form in enumerate(words.forms):
            self.forms[form].append(i)

    def list_places(self, form: str) -> Sequence[int]:
        """Where a word stands just as it is written."""
        return self.forms.get(form, ())

    def has(self, part: str, first: int, last: int) -> bool:
        """Whether words `first` to `last`, the last one excluded, hold a folded word."""
        if not self.places:
            for i, form in enumerate(self.words.forms):
                self.places.setdefault(fold(form), []).append(i)
        return _is_between(self.places.get(part, ()), first, last)

    def parts_paragraphs(self, first: int, last: int) -> bool:
        """Whether a paragraph ends among words `first` to `last`."""
        return _is_between(self.list_places("\n"), first, last)


def _is_between(places: Sequence[int], first: int, last: int) -> bool:
    return bisect_left(places, first) < bisect_left(places, last)


class FullNames:
    """The full names of a text by their first parts."""

    def __init__(self, known: Iterable[tuple[Referent, Iterable[Parts]]]) -> None:
        # First part -> how many parts the names have that begin with it
        self.lengths: dict[str, dict[int, None]] = defaultdict(dict)
        # A father and a son may have the same parts
        self.owners: dict[Parts, tuple[int, list[Referent]]] = {}
        for person, forms in known:
            for parts in forms:
                if len(parts) > 1:
                    self.lengths[parts[0]][len(parts)] = None
                    self.owners.setdefault(parts, (len(self.owners), []))[1].append(person)

    def list_beginning(self, words: Words, first: int) -> list[tuple[list[Referent], Parts, int]]:
        """Whose names begin at a word, their parts, and past their last words; whom the text named first
        comes first."""
        found = []
        for length in self.lengths.get(fold(words.forms[first]), ()):
            parts = fold_parts(words.forms[first : first + length])
            if len(parts) == length and parts in self.owners:
                found.append((*self.owners[parts], parts, first + length))
        return [(bearers, parts, last) for _, bearers, parts, last in sorted(found, key=lambda row: row[0])]
