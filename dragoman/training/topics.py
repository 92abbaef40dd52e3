"""The model of topics: logistic regressions over an article's words and the scores of the table's terms."""

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
from dragoman.reading.topics.learnt import LEAST, Learnt, count_words, describe_scores, weigh_words
from dragoman.reading.topics.terms import Matcher, hear_terms
from dragoman.training.folds import deal_folds
from dragoman.training.marked import hash_text, read_lines

STIFFNESS = 1.0  # half the square of each weight costs so much
ROUNDS = 60  # of the solver
OFTEN = 4  # articles that a word is in, for it to be known
EVENED = 0.4  # how far rare topics are made as likely as one of twenty: other outlets write of other things
USUAL = 0.05
KEPT = 12_000  # words of the table: those that can weigh most
THRESHOLD = 0.35  # the best of these in five folds
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


def train_topics(articles: Sequence[Filed], seen: Sequence[Seen], threshold: float) -> Learnt:
    """A model of articles, of which `seen` has what it sees."""
    ids = tuple(topic.id for topic in load_topics())
    rarity = find_rarity(seen)
    names = sorted(rarity)
    place = {word: number for number, word in enumerate(names)}
    answers = np.array([[topic in article.topics for topic in ids] for article in articles], dtype=float)
    weights, base = fit(
        sparse.hstack([_weigh(seen, rarity, place), np.array([one.scores for one in seen])]).tocsr(), answers
    )
    words = weights[: len(names)]
    reach = np.abs(words).max(axis=1) * np.array([rarity[name] for name in names])
    kept = sorted(np.argsort(-reach, kind="stable")[:KEPT].tolist())
    shares = answers.mean(axis=0) + 1e-3
    base = base + EVENED * (np.log((1 - shares) / shares) - np.log(1 / USUAL - 1))
    return Learnt(
        ids,
        threshold,
        base,
        weights[len(names) :],
        {names[number]: rarity[names[number]] for number in kept},
        words[kept],
        {names[number]: row for row, number in enumerate(kept)},
    )


def find_rarity(seen: Sequence[Seen]) -> dict[str, float]:
    """Word -> logarithm of how many articles there are to one that has it, for words of OFTEN or more."""
    found = Counter(word for one in seen for word in one.counted)
    return {word: float(np.log((len(seen) + 1) / count)) for word, count in found.items() if count >= OFTEN}


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


def cross_validate(articles: Sequence[Filed], seen: Sequence[Seen], folds: int) -> Array:
    """Chances (articles, topics) of each article, by a model that saw neither it nor a copy of it."""
    held = np.array(
        deal_folds([(article.id, f"{article.title}\n\n{article.text}") for article in articles], folds)
    )
    chances = np.zeros((len(articles), len(load_topics())))
    for fold in range(folds):
        others = np.flatnonzero(held != fold).tolist()
        model = train_topics([articles[n] for n in others], [seen[n] for n in others], 0.0)
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
