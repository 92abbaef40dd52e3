"""Other spellings of a name: Zelensky finds Zelenskyy.

A word is another spelling of a name where names of people met in the library hold it, and it sounds the same
by the tables of `dragoman.knowledge.names`, or is another form of the name of one and the same person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dragoman.knowledge.names.alike import are_alike
from dragoman.knowledge.names.forms import take_apart
from dragoman.knowledge.names.likeness import ARABIC, SOUNDING
from dragoman.knowledge.names.sounds import sound_arabic, sound_out
from dragoman.library.query import split_words


class NameWords:
    """The words of names that are met, by their sounds."""

    def __init__(self, people: Iterable[Mapping[str, object]]) -> None:
        """`people` are rows of identities: names, country."""
        self._by_sound: dict[str, set[str]] = defaultdict(set)
        self._by_arabic: dict[str, set[str]] = defaultdict(set)
        self._met: dict[str, set[str]] = defaultdict(set)
        for row in people:
            names: list[str] = list(row["names"] or ())  # type: ignore[call-overload]
            surnames = set()
            for name in names:
                words = split_words(name)
                for word in words:
                    if len(word) >= SOUNDING:
                        self._by_sound[sound_out(word)].add(word)
                        if row["country"] in ARABIC:
                            self._by_arabic[sound_arabic(word)].add(word)
                if (form := take_apart(name)).full and form.surname in words:
                    surnames.add(form.surname)
            if len(surnames) > 1:
                self._join(surnames)

    def _join(self, surnames: set[str]) -> None:
        for one in surnames:
            self._met[one] |= {other for other in surnames if other != one and are_alike(one, other)}

    def list_spellings(self, word: str) -> tuple[str, ...]:
        """A folded word and its other spellings as a name, itself first."""
        found = self._met.get(word, set()) | {word}
        if len(word) >= SOUNDING:
            found = found | self._by_sound.get(sound_out(word), set())
            found = found | self._by_arabic.get(sound_arabic(word), set())
        return (word, *sorted(found - {word}))
