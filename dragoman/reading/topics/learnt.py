"""Topics by a linear model of an article's words and of what the table's terms say, trained on marked
articles.

The model is a table, data/knowledge/topics_learnt.csv: a row a word or pair of words with its weight for each
topic. It is made by `python -m dragoman.training topics` and read here; docs/methods.md has its card.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.knowledge.folder import find_data_folder
from dragoman.reading.topics.terms import ENOUGH

LEARNT_FILE = "topics_learnt.csv"
SCALE = 100  # weights are kept in hundredths

TITLE = "^"  # what a word of the title begins with, besides standing as itself
# How many of the text's words, in order, count how much; what stands after them counts nothing.
STRETCHES = ((60, 1.5), (140, 1.0), (400, 0.5))
TITLE_COUNTS = 3.0
WORDS_WEIGH = 3.0  # length of the vector of an article's words, beside which the scores of the terms stand
LOUDEST, LOUD = 30.0, 8.0  # a score counts no more than the first, in units of the second

LEAST = 0.25  # chance from which the likeliest topic is taken where none reaches the threshold
SHOWN = 3  # words that are shown for a topic none of whose terms is in the article
EACH = 3  # times that each is shown

_WORD = re.compile(r"[^\W\d_]+|\d{4}")

Array = NDArray[np.float64]


def count_words(title: str, text: str) -> dict[str, float]:
    """Words and pairs of words of an article, in small letters, with how much they count."""
    counted: dict[str, float] = defaultdict(float)
    first = _WORD.findall(title.lower())
    for word in first:
        counted[TITLE + word] += TITLE_COUNTS
    words, at = _WORD.findall(text.lower()), 0
    _count(counted, first, TITLE_COUNTS)
    for most, counts in STRETCHES:
        _count(counted, words[at : at + most], counts)
        at += most
    return counted


def _count(counted: dict[str, float], words: Sequence[str], counts: float) -> None:
    for word in words:
        counted[word] += counts
    for pair in pairwise(words):
        counted[" ".join(pair)] += counts


def weigh_words(counted: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    """The article's words that are known, as a vector of length WORDS_WEIGH: the rarer and the more of it,
    the greater."""
    known = counted.keys() & rarity.keys()
    weights = {word: (1 + math.log(max(counted[word], 0.5))) * rarity[word] for word in sorted(known)}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: WORDS_WEIGH * weight / length for word, weight in weights.items()}


def describe_scores(scores: Mapping[str, float], topics: Sequence[str]) -> Array:
    """What the terms say, four numbers a topic: its score, its logarithm, its share of the best, and
    whether it is enough."""
    heard = np.array([scores.get(topic, 0.0) for topic in topics])
    best = max(float(heard.max(initial=0.0)), 1.0)
    return np.concatenate([np.minimum(heard, LOUDEST) / LOUD, np.log1p(heard), heard / best, heard >= ENOUGH])


@dataclass(frozen=True, slots=True)
class Judged:
    """What the model says of one article."""

    string: str
    topics: tuple[str, ...]
    chances: Array  # a topic
    threshold: float
    weights: Mapping[str, float]  # word -> its part in the article
    model: Learnt

    def choose(self) -> dict[str, float]:
        """The topics that are likely enough, or the likeliest alone, with their chances."""
        best = int(self.chances.argmax())
        taken = [number for number in range(len(self.topics)) if self.chances[number] >= self.threshold]
        if not taken and self.chances[best] >= LEAST:
            taken = [best]
        return {self.topics[number]: float(self.chances[number]) for number in taken}

    def find_words(self, topic: str) -> Iterator[tuple[int, int]]:
        """Spans of the words that speak most for a topic, in order; none overlap."""
        number = self.topics.index(topic)
        says = {
            word: weight * self.model.find_weights([word])[0][number]
            for word, weight in self.weights.items()
            if word[0] != TITLE
        }
        loudest = sorted((-float(loud), word) for word, loud in says.items() if loud > 0)
        words = [word.split() for _, word in loudest[:SHOWN]]
        end = 0
        counted = Counter[int]()
        for match in _WORD.finditer(self.string):
            for which, pattern in enumerate(words):
                found = re.compile(r"\W+".join(map(re.escape, pattern)), re.IGNORECASE).match(
                    self.string, match.start()
                )
                if (
                    found
                    and match.start() >= end
                    and counted[which] < EACH
                    and not self.string[found.end() : found.end() + 1].isalnum()
                ):
                    counted[which] += 1
                    end = found.end()
                    yield found.span()
                    break


@dataclass(frozen=True, slots=True)
class Learnt:
    """The trained model: weights of words and of scores for each topic."""

    topics: tuple[str, ...]
    threshold: float
    base: Array  # a topic
    scores: Array  # (4 * topics, topics), as `describe_scores` has them
    rarity: Mapping[str, float]  # word -> how rare it is, in the order of `words`
    words: Array  # (words, topics)
    place: Mapping[str, int]  # word -> its row

    def judge(self, title: str, text: str, scores: Mapping[str, float]) -> Judged:
        """The chances of each topic for an article, whose terms have these scores."""
        weights = weigh_words(count_words(title, text), self.rarity)
        total = self.weigh(weights, describe_scores(scores, self.topics))
        return Judged(
            f"{title}\n\n{text}", self.topics, 1 / (1 + np.exp(-total)), self.threshold, weights, self
        )

    def weigh(self, weights: Mapping[str, float], said: Array) -> Array:
        """What an article's words and what its terms say (`describe_scores`) come to, for each topic."""
        parts = np.fromiter(weights.values(), dtype=np.float64, count=len(weights))
        return self.base + said @ self.scores + parts @ self.find_weights(weights)

    def find_weights(self, words: Collection[str]) -> Array:
        """The rows of these words, which the model knows."""
        return self.words[np.fromiter((self.place[word] for word in words), dtype=np.int64, count=len(words))]


@lru_cache(maxsize=1)
def load_learnt() -> Learnt:
    """The model that Dragoman brings."""
    return read_learnt(find_data_folder() / LEARNT_FILE)


def read_learnt(path: Path) -> Learnt:
    """The model in a file that `write_learnt` wrote."""
    with path.open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines)
    topics = tuple(head[2:])
    numbers = np.array([row[1:] for row in rows], dtype=np.float64)
    numbers[:, 1:] /= SCALE
    named = [row[0] for row in rows]
    first = 1 + 4 * len(topics)  # after the base and the scores
    words = named[first:]
    return Learnt(
        topics,
        float(numbers[0, 0]),
        numbers[0, 1:],
        numbers[1:first, 1:],
        dict(zip(words, numbers[first:, 0].tolist(), strict=True)),
        numbers[first:, 1:],
        {word: row for row, word in enumerate(words)},
    )


def write_learnt(model: Learnt, path: Path) -> None:
    """Keep a model: the first row has the threshold and what each topic begins with, then the scores'
    weights, then a row a word."""
    kinds = ("score", "log", "share", "enough")
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["words", "rarity", *model.topics])
        table.writerow(["", round(model.threshold, 3), *_round(model.base)])
        for number, row in enumerate(model.scores):
            kind, topic = divmod(number, len(model.topics))
            table.writerow([f"{kinds[kind]} {model.topics[topic]}", 0, *_round(row)])
        for word, rarity in model.rarity.items():
            table.writerow([word, round(rarity, 2), *_round(model.words[model.place[word]])])


def _round(weights: Array) -> list[int]:
    return [round(weight * SCALE) for weight in weights.tolist()]
