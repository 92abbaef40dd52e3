"""The model of topics: logistic regressions over an article's words, what they mean, and the scores of the
table's terms.

An article's meaning is the sum of its words' vectors, so its weights are weights of words again: the model
that comes of it is a table of words, some of which no marked article has.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from dragoman.knowledge.topics import load_topics
from dragoman.reading.topics import MOST
from dragoman.reading.topics.learnt import LEAST, TITLE, Learnt, count_words, describe_scores, weigh_words
from dragoman.reading.topics.terms import Matcher, hear_terms
from dragoman.training.folds import deal_folds
from dragoman.training.marked import hash_text, read_lines
from dragoman.training.meanings import Meanings

STIFFNESS = 1.0  # half the square of each weight costs so much
ROUNDS = 60  # of the solver
OFTEN = 4  # articles that a word is in, for it to be known
OFTEN_TOGETHER = 8  # and a pair of words
EVENED = 0.4  # how far rare topics are made as likely as one of twenty: other outlets write of other things
USUAL = 0.05
MEANING = 0.8  # an article's meaning beside its words: times the sum of their vectors
TERMS = 0.7  # the scores of the terms beside its words
THRESHOLD = 0.37  # five folds tell 0.35 from 0.4 by less than a point; of these the cases chose
THRESHOLDS = tuple(step / 100 for step in range(20, 60, 5))

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Filed:
    """One article with the topics that it was filed under."""

    id: str
    title: str
    text: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model sees of one article."""

    counted: Mapping[str, float]  # words
    scores: Array  # what the terms say


def compile_topics(rows: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is kept of rows with topics: id, hash of the text and topics.

    KeyError for an article that the texts lack.
    """
    known = {topic.id for topic in load_topics()}
    return [
        {
            "id": row["id"],
            "hash": hash_text(texts[row["id"]]),
            "topics": [topic for topic in row["topics"] if topic in known],
        }
        for row in rows
    ]


def load_filed(path: Path, texts: Mapping[str, str]) -> list[Filed]:
    """The articles of a file of `compile_topics` with their texts, or of one that has texts.

    ValueError for another text.
    """
    articles = []
    for row in read_lines(path):
        text = f"{row['title']}\n\n{row['text']}" if "text" in row else texts.get(row["id"], "")
        if row.get("hash", hash_text(text)) != hash_text(text):
            raise ValueError(
                f"{row['id']}: its text is not the one that was marked. "
                "Give the corpora that data/SOURCES.md names."
            )
        title, _, body = text.partition("\n\n")
        articles.append(Filed(row["id"], title, body, tuple(row["topics"])))
    return articles


def see_articles(articles: Sequence[Filed]) -> list[Seen]:
    """What the model sees of each article."""
    topics = load_topics()
    matcher, ids = Matcher(topics), [topic.id for topic in topics]
    return [
        Seen(
            count_words(article.title, article.text),
            describe_scores(hear_terms(matcher, f"{article.title}\n\n{article.text}").scores, ids),
        )
        for article in articles
    ]


def train_topics(
    articles: Sequence[Filed], seen: Sequence[Seen], meanings: Meanings, threshold: float
) -> Learnt:
    """A model of articles, of which `seen` has what it sees; `meanings` of their words, and of others."""
    ids = tuple(topic.id for topic in load_topics())
    rarity = find_rarity(seen, meanings)
    names = sorted(rarity)
    answers = np.array([[topic in article.topics for topic in ids] for article in articles], dtype=float)
    place = {name: number for number, name in enumerate(names)}
    weighed = _weigh(seen, rarity, place)
    vectors = _stack_meanings(names, meanings)
    meant = weighed @ vectors
    usual = meant.mean(axis=0)
    scores = TERMS * np.array([one.scores for one in seen])
    weights, base = fit(sparse.hstack([weighed, meant - usual, scores]).tocsr(), answers)
    words, of_meaning, of_scores = np.split(weights, np.cumsum([len(names), vectors.shape[1]]))
    shares = answers.mean(axis=0) + 1e-3
    base = base - usual @ of_meaning + EVENED * (np.log((1 - shares) / shares) - np.log(1 / USUAL - 1))
    return Learnt(
        ids,
        threshold,
        base,
        TERMS * of_scores,
        {name: rarity[name] for name in names},
        words + vectors @ of_meaning,
        place,
    )


def find_rarity(seen: Sequence[Seen], meanings: Meanings) -> dict[str, float]:
    """Word -> logarithm of how many articles there are to one that has it, for words and pairs that are in
    enough and for all whose meaning is known; those that no article has are as rare as those of one."""
    found = Counter(word for one in seen for word in one.counted)
    known = dict.fromkeys(meanings, 1) | {
        word: count
        for word, count in found.items()
        if word in meanings or count >= (OFTEN_TOGETHER if " " in word else OFTEN)
    }
    return {word: float(np.log((len(seen) + 1) / count)) for word, count in known.items()}


def list_words(seen: Sequence[Seen]) -> list[str]:
    """The single words of articles, whose meanings may be known."""
    return sorted({word for one in seen for word in one.counted if word[0] != TITLE and " " not in word})


def _stack_meanings(names: Sequence[str], meanings: Meanings) -> Array:
    """A row a word, of zeros where its meaning is not known, and a column a side of meanings."""
    wide = len(next(iter(meanings.values()), ()))
    nothing = np.zeros(wide)
    return MEANING * np.array([meanings.get(name, nothing) for name in names]).reshape(len(names), wide)


def _weigh(seen: Sequence[Seen], rarity: Mapping[str, float], place: Mapping[str, int]) -> sparse.csr_matrix:
    """A row an article and a column a word."""
    rows, columns, values = list[int](), list[int](), list[float]()
    for number, one in enumerate(seen):
        for word, weight in weigh_words(one.counted, rarity).items():
            rows.append(number)
            columns.append(place[word])
            values.append(weight)
    return sparse.csr_matrix((values, (rows, columns)), (len(seen), len(place)))


def fit(inputs: sparse.csr_matrix, answers: Array) -> tuple[Array, Array]:
    """Weights (inputs, topics) and bases (topics) of one logistic regression a topic, by L-BFGS."""
    width, topics = inputs.shape[1], answers.shape[1]
    turned, signs = inputs.T.tocsr(), 2 * answers - 1

    def cost(flat: Array) -> tuple[float, Array]:
        held = flat.reshape(width + 1, topics)
        margins = -signs * (inputs @ held[:width] + held[width])
        pull = -signs / (1 + np.exp(-margins))
        slope = np.vstack([turned @ pull + STIFFNESS * held[:width], pull.sum(axis=0)])
        return float(
            np.logaddexp(0, margins).sum() + STIFFNESS / 2 * (held[:width] ** 2).sum()
        ), slope.ravel()

    start = np.zeros((width + 1, topics))
    shares = answers.mean(axis=0)
    start[width] = np.log((shares + 1e-3) / (1 - shares))
    found = minimize(cost, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    held = found.x.reshape(width + 1, topics)
    return held[:width], held[width]


def cross_validate(articles: Sequence[Filed], seen: Sequence[Seen], meanings: Meanings, folds: int) -> Array:
    """Chances (articles, topics) of each article, by a model that saw neither it nor a copy of it."""
    held = np.array(
        deal_folds([(article.id, f"{article.title}\n\n{article.text}") for article in articles], folds)
    )
    chances = np.zeros((len(articles), len(load_topics())))
    for fold in range(folds):
        others = np.flatnonzero(held != fold).tolist()
        model = train_topics([articles[n] for n in others], [seen[n] for n in others], meanings, 0.0)
        for number in np.flatnonzero(held == fold).tolist():
            chances[number] = judge(model, seen[number])
    return chances


def judge(model: Learnt, seen: Seen) -> Array:
    """The chances of each topic for an article of which this is seen."""
    return 1 / (1 + np.exp(-model.weigh(weigh_words(seen.counted, model.rarity), seen.scores)))


def score_topics(articles: Sequence[Filed], chances: Array, threshold: float) -> float:
    """F1, in hundredths, of the topics that these chances take at a threshold."""
    ids = [topic.id for topic in load_topics()]
    right = wrong = missed = 0
    for article, row in zip(articles, chances, strict=True):
        order = np.argsort(-row, kind="stable")[:MOST]
        found = {ids[n] for n in order if row[n] >= threshold} or {
            ids[n] for n in order[:1] if row[n] >= LEAST
        }
        right += len(found & set(article.topics))
        wrong += len(found - set(article.topics))
        missed += len(set(article.topics) - found)
    return 200 * right / max(1, 2 * right + wrong + missed)


def write_topics(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Keep what `compile_topics` gives, a line an article."""
    path.write_text("".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows), encoding="utf-8")
