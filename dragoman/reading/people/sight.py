"""What a text shows of each of its words before names are cut: labels, titles, known bodies, places,
headlines."""

from __future__ import annotations

from collections.abc import Mapping, Set

from dragoman.knowledge.names.words import HONORIFIC_NAMES, HONORIFICS, fold
from dragoman.reading.people.headlines import Headlines
from dragoman.reading.people.lexicon import (
    COMMON_WORDS,
    GIVEN_STATES,
    HEADLINE_WORDS,
    NOT_NAMES,
    STATE_PREPOSITIONS,
    load_given_names,
    load_known_surnames,
)
from dragoman.reading.people.surroundings import MARKS, SENTENCE_STARTERS
from dragoman.reading.places import Places
from dragoman.reading.words import Words

Span = tuple[int, int]  # first word, past the last

# Labels under which a given name alone hides
_DISGUISES = frozenset(["GPE", "ORG", "NORP", "LOC", "PRODUCT"])
_NEVER_FREE = NOT_NAMES | COMMON_WORDS | HONORIFICS


class Sight:
    """Tells of one text what is so of word i."""

    def __init__(
        self,
        words: Words,
        labels: Mapping[int, str],
        titles: Set[int],
        bodies: Set[int],
        places: Places,
    ) -> None:
        """`labels`: the model's label of each word; `titles`: words of roles; `bodies`: words of
        organizations that a table knows."""
        self.words, self.labels, self.titles, self.bodies, self.places = words, labels, titles, bodies, places
        self.given_names, self.surnames = load_given_names(), load_known_surnames()
        self.headlines = Headlines(words)

    def is_capital(self, i: int) -> bool:
        """Whether a word begins with a capital."""
        return self.words.forms[i][0].isupper()

    def is_headline(self, i: int) -> bool:
        """Whether a word stands in the title, where every word may be capitalised."""
        return i < self.words.title_end

    def is_given(self, i: int) -> bool:
        """Whether a word is a known given name."""
        return fold(self.words.forms[i]) in self.given_names

    def is_honorific(self, i: int) -> bool:
        """Whether a word is an honorific that is no part of the name after it."""
        return self.words.lowers[i] in HONORIFICS and HONORIFIC_NAMES.isdisjoint(
            self.words.lowers[i + 1 : i + 2]
        )

    def starts_sentence(self, i: int) -> bool:
        """Whether a word stands first in its sentence, where any word is capitalised."""
        return i == 0 or self.words.forms[i - 1] in SENTENCE_STARTERS

    def measure_place(self, i: int) -> int:
        """How many words from here on name a place or a people; 0 for none."""
        return self.places.measure(self.words, i)

    def is_strange_people(self, i: int) -> bool:
        """Whether the model takes a capitalised word for a people's or a faith's that no table knows as one:
        "Yoweri Kaguta | Museveni"."""
        return self.labels.get(i) == "NORP" and self.is_capital(i) and not self.measure_place(i)

    def is_left_out(self, i: int) -> bool:
        """Whether a given name stands there that nothing else explains."""
        explained = i in self.labels or i in self.titles or self.words.lowers[i] in HEADLINE_WORDS
        return not explained and self.is_given(i)

    def is_hidden_given(self, i: int) -> bool:
        """Whether a word that the model took for a place or body by itself is the given name before a
        surname: "Volodymyr | Zelenskyy"."""
        label = self.labels.get(i)
        if label not in _DISGUISES or label == self.labels.get(i - 1) or i in self.titles:
            return False
        return self.is_capital(i) and self.is_given(i) and not self.measure_place(i)

    def is_state_given(self, i: int) -> bool:
        """Whether the name of a state is the given name before a surname that no holder of an office has:
        "India | Walton"."""
        words, after = self.words, i + 1
        if (
            words.lowers[i] not in GIVEN_STATES
            or self.labels.get(after) != "PERSON"
            or not self.is_capital(i)
        ):
            return False
        before = words.lowers[i - 1] if i else "\n"
        known = fold(words.forms[after]) in self.surnames
        return not known and before not in STATE_PREPOSITIONS and after not in self.titles

    def is_free(self, i: int) -> bool:
        """Whether a word could belong to the name beside it: capitalised, nobody else's, neither title nor
        common word."""
        return self.is_capital(i) and self._is_unexplained(i) and self._is_proper(i)

    def _is_unexplained(self, i: int) -> bool:
        """Whether a word is neither the model's nor a title's, a table's or a headline's."""
        if i in self.titles or i in self.bodies or self.is_headline(i):
            return False
        if i in self.labels and not (
            self.is_strange_people(i) and fold(self.words.forms[i]) in self.surnames
        ):
            return False
        return not self.measure_place(i) and not self.headlines.is_noise(i, max(0, i - 1))

    def _is_proper(self, i: int) -> bool:
        """Whether a word can be a name by what it is: no common word, mark or abbreviation."""
        form, lower = self.words.forms[i], self.words.lowers[i]
        return lower not in _NEVER_FREE and form not in MARKS and (len(form) < 3 or not form.isupper())
