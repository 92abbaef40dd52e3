"""Lines in which every word is capitalised, or all letters are: which of their words cannot be a name's."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.names.words import fold, is_suffix
from dragoman.reading.countries.words import inflect_verbs, list_verbs
from dragoman.reading.people.lexicon import (
    COMMON_WORDS,
    HEADLINE_WORDS,
    load_given_names,
    load_known_surnames,
)
from dragoman.reading.words import Words

_NAMES = load_lexicon("names")
_LISTS = ("subject_verbs", "object_verbs")  # what states do in headlines, and what is done to them
VERBS = (
    HEADLINE_WORDS
    | list_verbs(*_LISTS)
    | inflect_verbs(_NAMES["headline_verbs"])
    | _NAMES["headline_verb_forms"]
)
_ENDS = frozenset(["\n", ".", "!", "?", ";", ":", "|"])
SHORTEST = 3  # words of a line
LONG = 4  # letters of a word that title case never writes small


class Headlines:
    """Knows the lines of one text that are written so, and the words that the rest of the text writes
    small."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.given_names, self.surnames = load_given_names(), load_known_surnames()
        self.loud: set[int] = set()  # words of such lines
        self.capitals: set[int] = set()  # those of lines that are capitals only
        for first, last in self._find_lines():
            plain = [i for i in range(first, last) if words.forms[i][0].isalpha()]
            if self._is_loud(plain):
                self.loud.update(range(first, last))
                if all(words.forms[i].isupper() for i in plain):
                    self.capitals.update(range(first, last))
        quiet = [i for i in range(len(words)) if i not in self.loud] if self.loud else []
        self.small = {words.forms[i] for i in quiet if words.forms[i][0].islower()}
        # What the text capitalises within its sentences.
        self.names = {fold(words.forms[i]) for i in quiet if self._is_name_within(i)}

    def _is_name_within(self, i: int) -> bool:
        """Whether a word has a capital that it owes to no beginning of a sentence."""
        return i > 0 and self.words.forms[i][0].isupper() and self.words.forms[i - 1] not in _ENDS

    def _find_lines(self) -> Iterator[tuple[int, int]]:
        start = 0
        for i, form in enumerate(self.words.forms):
            if form in _ENDS:
                yield start, i
                start = i + 1
        yield start, len(self.words)

    def _is_loud(self, plain: list[int]) -> bool:
        """Whether a line capitalises words that no sentence would: verbs and small words behind its first."""
        forms, lowers = self.words.forms, self.words.lowers
        if len(plain) < SHORTEST or any(forms[i][0].islower() and len(forms[i]) >= LONG for i in plain):
            return False
        return any(lowers[i] in VERBS and forms[i][0].isupper() for i in plain[1:])

    def is_noise(self, i: int, start: int) -> bool:
        """Whether word i of such a line belongs to no name that begins at `start`: a verb, or a word that
        the text else writes small."""
        if i not in self.loud:
            return False
        form, lower = self.words.forms[i], self.words.lowers[i]
        if (lower not in VERBS and lower not in self.small) or is_suffix(form):
            return False
        part = fold(form)
        if part in self.names and lower not in self.small:
            return False
        if i == start:
            return part not in self.given_names
        return not (
            i == start + 1
            and fold(self.words.forms[start]) in self.given_names
            and self._may_be_surname(part, lower)
        )

    def _may_be_surname(self, part: str, lower: str) -> bool:
        """Whether a word right after a given name is rather the surname than a verb: "Jeremy Hunt", not
        "Angela Meets"."""
        if part in self.names or part in self.surnames or lower in COMMON_WORDS:
            return True
        return not lower.endswith(("s", "ed", "ing")) and lower not in HEADLINE_WORDS

    def cut(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The pieces of a span between such words."""
        start = first
        for i in range(first, last):
            if self.is_noise(i, start):
                if i > start:
                    yield start, i
                start = i + 1
        if start < last:
            yield start, last
