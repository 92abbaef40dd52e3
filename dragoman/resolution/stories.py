"""Which articles are copies of one text: exact and near copies, shortened reprints, in any outlet.

Each article is compared with the longest texts that resemble it. Resemblance is looked up: by MinHash for a
whole text, by shared sentences for a shortened one. Whether it is a copy is then decided on the words
themselves: most of the shorter text must stand in the longer one in runs of words, and names and figures must
be the same where the words around them are. That last condition keeps apart what is written by formula:
notices of two years, condolences to two countries.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from datasketch import MinHash, MinHashLSH
from rapidfuzz import fuzz
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

RUN = 4  # words in a row that count as the same run in two texts
SHORT = 25  # words: a text that has fewer is a copy of an identical one only
SMALLEST = 0.1  # of the longer text's words that a shortened reprint has at least
SLOT = 10  # most words between two common runs that are compared with what the other text has there
FAR = 30  # days beyond which only an identical text is a copy: what else is so like is written by formula
# Days in which a copy of CORRECTED words or more may have one name or figure corrected; undated: never
NEAR = 14
CORRECTED = 100
SENTENCE = 8  # words from which a sentence can show that two texts are related
TRIED = 12  # texts that an article is compared with, the likeliest first
COMMON = 500  # texts that hold a sentence, from which it is a formula and shows nothing
RESEMBLANCE = 0.5  # Jaccard of word shingles from which MinHash proposes a pair
PERMUTATIONS = 64
ALIKE = 80  # similarity of two spellings of a name, 0 to 100

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[.'’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+|\n\s*\n")
_MARKS = re.compile(r"[.'’]")
_DAYS = frozenset([
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "today", "yesterday", "tomorrow",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Text:
    """An article as this module sees it."""

    id: str
    date: date | None
    string: str


@dataclass(frozen=True, slots=True)
class _Words:
    """A text taken to pieces to be compared."""

    words: tuple[str, ...]  # in small letters, without dots and apostrophes
    # For each word, itself if it is a figure or a name (a capital within a sentence), else ""
    facts: tuple[str, ...]
    runs: Mapping[tuple[str, ...], Sequence[int]]  # where each run of words begins


def find_stories(articles: Iterable[tuple[str, date | None, str]], threshold: float = 0.8) -> dict[str, str]:
    """The story of each article (id, date, text): the id of its earliest dated copy, else of the longest.

    `threshold` is the share of the shorter text's words that must stand in the longer text (0 to 1). An
    article that is no copy of another is its own story. The answer does not depend on the order of the
    articles. Ids must be unique.
    """
    texts = [_Text(*article) for article in articles]
    lengths = {text.id: len(_TOKEN.findall(text.string)) for text in texts}
    if len(lengths) != len(texts):
        raise ValueError("Two articles have the same id: give each its own.")
    # The longest come first: a text is compared with those that may contain it, each the hub of its copies.
    texts.sort(key=lambda text: (-lengths[text.id], text.date or date.max, text.id))
    hubs = _Hubs(threshold)
    copies: dict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        copies[hubs.find_or_add(text)].append(text)
    stories = {}
    for group in copies.values():
        original = min(group, key=lambda text: (text.date or date.max, -lengths[text.id], text.id)).id
        stories.update({text.id: original for text in group})
    return stories


def mark_text(string: str) -> list[int]:
    """Marks of a text (of 64 bits, alike in every process): articles without one in common are not compared.

    They stand for all that `find_stories` looks texts up by: the words as a whole, sentences, and the parts
    of the MinHash.
    """
    words = _fold(string)
    marks = {_hash("whole", " ".join(words).encode())}
    if len(words) >= SHORT:
        marks |= {_hash("sentence", str(sentence).encode()) for sentence in _hash_sentences(string)}
        (parts, size), values = _cut_hashes(), _hash_runs(words).hashvalues
        marks |= {
            _hash(f"part {part}", values[part * size : (part + 1) * size].tobytes()) for part in range(parts)
        }
    return sorted(marks)


def group_relatives(marks: Sequence[Sequence[int]]) -> list[list[int]]:
    """Which texts, by place, are related over common marks, directly or not; without any: left out.

    `find_stories` of all texts is `find_stories` of each group by itself.
    """
    places = np.repeat(np.arange(len(marks)), [len(own) for own in marks])
    if not len(places):
        return []
    number, of = np.unique(
        np.concatenate([np.asarray(own, dtype=np.uint64) for own in marks if len(own)]), return_inverse=True
    )
    size = len(marks) + len(number)
    links = coo_array(
        (np.ones(len(places), dtype=bool), (places, of.ravel() + len(marks))), shape=(size, size)
    )
    labels = connected_components(links, directed=False)[1][: len(marks)]
    order = np.argsort(labels, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    return [group.tolist() for group in groups if len(group) > 1]


class _Hubs:
    """The longest text of each story so far."""

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._texts: list[_Text] = []  # an index into this list is what stands for a hub below
        self._identical: dict[str, list[int]] = defaultdict(list)  # by the words
        self._sentences: dict[int, list[int]] = defaultdict(list)  # by a sentence's hash
        self._similar = MinHashLSH(num_perm=PERMUTATIONS, params=_cut_hashes())

    def find_or_add(self, text: _Text) -> str:
        """The id of the hub that this text is a copy of; its own, and it becomes a hub, without one."""
        words = _fold(text.string)
        whole = " ".join(words)
        for hub in reversed(self._identical.get(whole, ())):
            if len(words) >= SHORT or (_count_days(text, self._texts[hub]) or 0) <= NEAR:
                return self._texts[hub].id
        sentences, hashes = set[int](), None
        if len(words) >= SHORT:
            sentences, hashes = _hash_sentences(text.string), _hash_runs(words)
            for hub in self._propose(sentences, hashes):
                if _is_copy(text, self._texts[hub], self._threshold):
                    return self._texts[hub].id
        self._identical[whole].append(len(self._texts))
        for sentence in sentences:
            if len(self._sentences[sentence]) < COMMON:
                self._sentences[sentence].append(len(self._texts))
        if hashes is not None:
            self._similar.insert(len(self._texts), hashes, check_duplication=False)
        self._texts.append(text)
        return text.id

    def _propose(self, sentences: Iterable[int], hashes: MinHash) -> list[int]:
        """Hubs to compare, likeliest first: those with most sentences in common, then MinHash's."""
        shared: Counter[int] = Counter()
        for sentence in sentences:
            hubs = self._sentences.get(sentence, ())
            if len(hubs) < COMMON:
                shared.update(hubs)
        for hub in self._similar.query(hashes):
            shared[hub] += 2
        return sorted(shared, key=lambda hub: (-shared[hub], hub))[:TRIED]


def _is_copy(text: _Text, hub: _Text, threshold: float) -> bool:
    """Whether enough of a text stands in a longer one, and hardly a name or figure within it is another."""
    days = _count_days(text, hub)
    short, long = _analyse(text.string), _analyse(hub.string)
    if (days is not None and days > FAR) or len(short.words) < SMALLEST * len(long.words):
        return False
    common = [False] * len(short.words)
    for run, positions in short.runs.items():
        if run in long.runs:
            for position in positions:
                common[position : position + RUN] = [True] * RUN
    if sum(common) < threshold * len(common):
        return False
    corrected = days is not None and days <= NEAR and len(common) >= CORRECTED
    return _count_changes(short, long, common) <= int(corrected)


def _count_changes(short: _Words, long: _Words, common: Sequence[bool]) -> int:
    """How many of the shorter text's own passages hold a name or figure that the longer one has not there.

    A passage before the first common words (a dateline) is passed over, and one after the last, if it is long
    (a closing).
    """
    known = set(long.words)
    changes = 0
    start = 0  # of a passage of its own
    for position in range(len(common) + 1):
        if position < len(common) and not common[position]:
            continue
        length = position - start
        if length and start and (position < len(common) or length <= SLOT):
            facts = set(short.facts[start:position]) - {""}
            before, after = short.words[start - RUN : start], short.words[position : position + RUN]
            changes += _has_other(facts, known) or _differs(facts, before, after, long)
        start = position + 1
    return changes


def _differs(facts: set[str], before: tuple[str, ...], after: tuple[str, ...], long: _Words) -> bool:
    """Whether the longer text has other names or figures between the same words; no `after` is the end."""
    ends = long.runs.get(after, ()) if after else (len(long.words),)
    for start in long.runs.get(before, ()):
        for end in ends:
            if 0 < end - start - RUN <= SLOT:
                there = set(long.facts[start + RUN : end]) - {""}
                if _has_other(facts, there) and _has_other(there, facts):
                    return True
    return False


def _has_other(facts: set[str], known: set[str]) -> bool:
    """Whether one of these names or figures is not among the known ones, not even in another spelling."""
    return any(fact not in known and not any(_are_alike(fact, other) for other in known) for fact in facts)


def _are_alike(one: str, other: str) -> bool:
    """Whether two names are one in two spellings; figures never are."""
    return not one[0].isdigit() and fuzz.ratio(one, other, score_cutoff=ALIKE) > 0


def _count_days(one: _Text, other: _Text) -> int | None:
    """Days between two articles; None where a date is missing."""
    return abs((one.date - other.date).days) if one.date and other.date else None


@lru_cache(maxsize=256)  # hubs are compared again and again; all of them would not fit
def _analyse(string: str) -> _Words:
    tokens = list(_TOKEN.finditer(string))
    words = tuple(_fold(string))
    facts, end = [], 0
    for match, word in zip(tokens, words, strict=True):
        opens = end == 0 or _SENTENCE_END.search(string, end - 1, match.start()) is not None
        capital = match.group()[0].isupper() and not opens and word not in _DAYS
        facts.append(word if capital or word[0].isdigit() else "")
        end = match.end()
    runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, run in enumerate(_list_runs(words)):
        runs[run].append(position)
    return _Words(words, tuple(facts), runs)


def _fold(string: str) -> list[str]:
    """The words of a string in small letters, without the dots and apostrophes inside them."""
    return [(token if token.isalnum() else _MARKS.sub("", token)).lower() for token in _TOKEN.findall(string)]


def _list_runs(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[shift:] for shift in range(RUN)), strict=False)


def _hash_runs(words: Sequence[str]) -> MinHash:
    hashes = _make_empty().copy()
    hashes.update_batch([zlib.crc32(" ".join(run).encode()) for run in _list_runs(words)])
    return hashes


@lru_cache(maxsize=1)
def _make_empty() -> MinHash:
    return MinHash(num_perm=PERMUTATIONS, hashfunc=int)


@lru_cache(maxsize=1)
def _cut_hashes() -> tuple[int, int]:
    """How many parts of a MinHash are looked up, and their hashes, to find texts of RESEMBLANCE."""
    lookup = MinHashLSH(threshold=RESEMBLANCE, num_perm=PERMUTATIONS)
    return lookup.b, lookup.r


def _hash(kind: str, what: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(what, digest_size=8, person=kind.encode()).digest(), "big")


def _hash_sentences(string: str) -> set[int]:
    """Hashes of the sentences that are long enough to be telling."""
    folded = (_fold(sentence) for sentence in _SENTENCE_END.split(string))
    return {zlib.crc32(" ".join(words).encode()) for words in folded if len(words) >= SENTENCE}
