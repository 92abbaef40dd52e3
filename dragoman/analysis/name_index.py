"""Names of one kind, and how a typed text is found in them: whole words, beginnings, sounds, misspellings.

A form is one way to write a name: `Burma` and `MMR` are forms of Myanmar. Words are folded: in small letters,
without accents and points, and a word with a hyphen or an apostrophe is also there as one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from dragoman.knowledge.names.sounds import sound_arabic, sound_out
from dragoman.knowledge.names.words import ALSO, GIVEN_NAMES

SURE, NAMED, LOOSE = range(3)  # its own for certain; called so, as others may be; words that only lead to it
EXACT = 0
RANKS = np.array([[1, 1, 3], [2, 2, 4]], dtype=np.uint8)  # whole words or beginnings, by the kind of form
LEADING = 1  # all of what only leads to it: a capital
SOUNDING, MISSPELT = 5, 10
FURTHER = 3  # so much less do words fit that only lead to it, where they sound so or are misspelt
NOT = 255
LONGEST = 200  # letters of a typed text that are looked at
HEARD = 300  # words nearest in spelling of which the sound is compared
WRONG = ((8, 2), (4, 1))  # from so many letters, so many may be wrong

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
_WORD = re.compile(r"[^\W_]+")
_POINT = re.compile(r"\b([^\W\d_])\.")
_JOINING = re.compile(r"(?<=\w)[-'’ʼ`‘](?=\w)")

Form = tuple[int, str, int]  # whose (a place in the list of names), how it is written, SURE, NAMED or LOOSE


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that is looked for: its words, and these with a space between."""

    words: tuple[str, ...]
    written: str


@dataclass(frozen=True, slots=True)
class Found:
    """A name that was found: its place in the list, how well it fits (less is better), and the form."""

    place: int
    rank: int
    form: str


@dataclass(frozen=True, slots=True, eq=False)
class NameIndex:
    """The names of one kind. `counts` says which of two that fit as well goes first."""

    ids: tuple[str, ...]
    labels: tuple[str, ...]
    counts: Any
    alphabet: Any
    forms: list[str]  # as written
    written: list[str]  # folded, words with a space between
    owner: Any  # form -> place of the name
    strength: Any
    certain: Any  # form -> whether who types all of it means just that
    words: list[str]  # sorted
    starts: Any  # word -> the first of its forms in `rows`, and one more at the end
    rows: Any

    def meet(self, typed: Typed, limit: int) -> list[Found]:
        """Names of which one form has all the words, or words that begin so."""
        worst = np.zeros(len(self.owner), dtype=np.uint8)
        for word in typed.words:
            tier = np.full(len(self.owner), NOT, dtype=np.uint8)
            low, high = bisect_left(self.words, word), bisect_left(self.words, word + "\U0010ffff")
            tier[self.rows[self.starts[low] : self.starts[high]]] = 1
            if low < high and self.words[low] == word:
                tier[self.rows[self.starts[low] : self.starts[low + 1]]] = 0
            np.maximum(worst, tier, out=worst)
        fitting = np.flatnonzero(worst != NOT)
        ranks = RANKS[worst[fitting], self.strength[fitting]]
        whole = np.array([self.written[row] == typed.written for row in fitting], dtype=bool)
        ranks[whole] = np.where(self.certain[fitting[whole]], EXACT, LEADING)
        own = {int(self.owner[row]) for row in fitting[whole] if self._is_label(row)}
        return self._choose(fitting, ranks, limit, own)

    def hear(self, typed: Typed, limit: int) -> list[Found]:
        """Names with words that sound so in other letters, or are other forms of a given name."""
        return self._match(typed, limit, self._list_sounding, SOUNDING)

    def guess(self, typed: Typed, limit: int) -> list[Found]:
        """Names with words that are a letter or two off, or are cut otherwise."""
        found = self._match(typed, limit, self._list_misspelt, MISSPELT)
        joined = typed.written.replace(" ", "")
        if not (wrong := _allow(joined)):
            return found
        runs = [text.replace(" ", "") for text in self.written]
        distances = _measure(joined, runs, wrong)
        near = np.flatnonzero((distances <= wrong) & (self.strength != LOOSE))
        cut = self._choose(near, MISSPELT + distances[near], limit)
        return self._merge([*found, *cut])[:limit]

    def list_common(self, limit: int) -> list[Found]:
        """The names with the highest counts."""
        order = np.lexsort((self.alphabet, -self.counts))[:limit]
        return [Found(int(place), EXACT, self.labels[place]) for place in order]

    def write_label(self, place: int) -> str:
        """The label of a name, folded."""
        return self.written[int(np.searchsorted(self.owner, place))]

    def compare(self, found: Found) -> tuple[int, int, int]:
        """What names that are found are sorted by: how well they fit, then their count, then the alphabet."""
        return found.rank, -int(self.counts[found.place]), int(self.alphabet[found.place])

    def _match(
        self, typed: Typed, limit: int, find: Callable[[str], Iterable[tuple[int, int]]], base: int
    ) -> list[Found]:
        """Names of which one form has for each word one that `find` gives, with how far off it is."""
        total = np.zeros(len(self.owner), dtype=np.int64)
        for word in typed.words:
            off = np.full(len(self.owner), NOT, dtype=np.int64)
            for place, distance in sorted(find(word), key=lambda item: -item[1]):
                off[self.rows[self.starts[place] : self.starts[place + 1]]] = distance
            total += off
        fitting = np.flatnonzero(total < NOT)
        further = FURTHER * (self.strength[fitting] == LOOSE)
        return self._choose(fitting, base + total[fitting] + further, limit)

    def _list_sounding(self, word: str) -> Iterable[tuple[int, int]]:
        given = GIVEN_NAMES.get(word, word)
        also = ALSO.get(given, frozenset((given,)))
        sounds = {sound_out(word), sound_arabic(word)}
        distances = _measure(word, self.words, max(2, len(word) // 2))
        near = np.argsort(distances, kind="stable")[:HEARD] if len(word) > 2 else ()
        for place in near:
            other = self.words[place]
            if distances[place] < NOT and not sounds.isdisjoint((sound_out(other), sound_arabic(other))):
                yield int(place), 0
        for form in (*also, *(form for form, first in GIVEN_NAMES.items() if first in also), word):
            place = bisect_left(self.words, form)
            if place < len(self.words) and self.words[place] == form:
                yield place, 0

    def _list_misspelt(self, word: str) -> Iterable[tuple[int, int]]:
        wrong = _allow(word)
        distances = _measure(word, self.words, wrong)
        for place in np.flatnonzero(distances <= wrong):
            yield int(place), int(distances[place])

    def _is_label(self, row: int) -> bool:
        return row == 0 or bool(self.owner[row - 1] != self.owner[row])  # its first form is the label

    def _choose(
        self, rows: Any, ranks: Any, limit: int, own: frozenset[int] | set[int] = frozenset()
    ) -> list[Found]:
        """The best of the names that forms belong to, each by its best form; those of `own` in any case."""
        order = np.lexsort((rows, ranks, self.owner[rows]))
        owners, first = np.unique(self.owner[rows][order], return_index=True)
        best = order[first]
        wanted = np.isin(owners, list(own))
        order = np.lexsort((self.alphabet[owners], -self.counts[owners], ranks[best], ~wanted))[:limit]
        found = [Found(int(owners[n]), int(ranks[best[n]]), self.forms[rows[best[n]]]) for n in order]
        return sorted(found, key=self.compare)

    def _merge(self, found: Iterable[Found]) -> list[Found]:
        best: dict[int, Found] = {}
        for item in sorted(found, key=self.compare):
            best.setdefault(item.place, item)
        return list(best.values())


def build_index(
    ids: Sequence[str], labels: Sequence[str], counts: Any, forms: Iterable[Form], label_strength: int = NAMED
) -> NameIndex:
    """The index of some names and their other forms, duplicates among which are nothing."""
    own = [(place, label, label_strength) for place, label in enumerate(labels)]
    every = list(dict.fromkeys([*own, *forms]))
    every.sort(key=lambda form: form[0])  # stable: the label stays first
    owner = np.array([form[0] for form in every], dtype=np.int32)
    strength = np.array([form[2] for form in every], dtype=np.uint8)
    texts = [form[1] for form in every]
    parts = [split_words(text) for text in texts]
    vocabulary = sorted(set(chain.from_iterable(words for _, words in parts)))
    places = dict(zip(vocabulary, range(len(vocabulary)), strict=True))
    codes = np.fromiter((places[word] for _, words in parts for word in words), dtype=np.int64)
    rows = np.repeat(np.arange(len(parts)), [len(words) for _, words in parts])
    in_order = np.lexsort((rows, codes))
    return NameIndex(
        ids=tuple(ids),
        labels=tuple(labels),
        counts=np.asarray(counts, dtype=np.int64),
        alphabet=np.argsort(np.argsort(np.array(labels, dtype=str), kind="stable"), kind="stable"),
        forms=texts,
        written=[written for written, _ in parts],
        owner=owner,
        strength=strength,
        certain=(strength == SURE)
        | ((strength == NAMED) & np.array([" " in written for written, _ in parts], dtype=bool)),
        words=vocabulary,
        starts=np.searchsorted(codes[in_order], np.arange(len(vocabulary) + 1)),
        rows=rows[in_order].astype(np.int32),
    )


def read_typed(text: str) -> Typed:
    """What is looked for where a text is typed; "the" before a name is nothing."""
    written = split_words(text[:LONGEST])[0].removeprefix("the ")
    return Typed(tuple(dict.fromkeys(written.split())), written)


def split_words(text: str) -> tuple[str, list[str]]:
    """A text folded, its words with a space between, and its distinct words.

    What a hyphen or an apostrophe joins is also one word, and the points of abbreviations are left out:
    "U.S." is "us".
    """
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if "." in plain:
        plain = _POINT.sub(r"\1", plain)
    words = _WORD.findall(plain)
    joined = _JOINING.sub("", plain)
    return " ".join(words), list(dict.fromkeys(words if joined == plain else words + _WORD.findall(joined)))


def _measure(word: str, others: Sequence[str], cutoff: int) -> Any:
    """How many letters each other is off; NOT where more than `cutoff`."""
    distances = process.cdist([word], others, scorer=OSA.distance, score_cutoff=cutoff, dtype=np.uint8)[0]
    return np.where(distances > cutoff, NOT, distances).astype(np.int64)


def _allow(word: str) -> int:
    return next((wrong for letters, wrong in WRONG if len(word) >= letters), 0)
