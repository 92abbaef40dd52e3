"""The judge: of all proposals of a text, which are names of bodies and of people.

Learnt from marked articles, kept as two tables.

data/knowledge/judge_trees.csv holds trees that ask the same question of all proposals at each level;
data/knowledge/judge_words.csv how much a word speaks for a body or a person at its place. `python -m
dragoman.training judge` makes both.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dragoman.errors import KnowledgeError
from dragoman.knowledge.folder import find_data_folder
from dragoman.reading.judging.features import FEATURES, describe
from dragoman.reading.judging.proposals import PROPOSERS, Proposals, propose
from dragoman.reading.judging.scene import Scene
from dragoman.reading.judging.weights import JUDGED, Matrix, WordWeights

FIRST_ASKED = 40  # trees that weigh every proposal
HOPELESS = -3.5  # the logit after them from which no proposal has been seen to recover
TREES, WORDS = "judge_trees.csv", "judge_words.csv"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Words `first` to `last` (excluded) name a person or an organization. `certainty` is a probability."""

    first: int
    last: int
    kind: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees whose levels ask one question each: is `features[tree, level]` above `thresholds[tree,
    level]`?"""

    base: float
    features: npt.NDArray[np.intp]  # trees x levels: columns of a matrix of features
    thresholds: npt.NDArray[np.float32]
    values: npt.NDArray[
        np.float32
    ]  # trees x leaves: what each adds to the logit; the first question is the highest bit

    def weigh(self, matrix: Matrix) -> npt.NDArray[np.float64]:
        """The logit of each row. Of rows that the first trees find hopeless the others are not asked."""
        logits = self.base + self._sum_leaves(matrix, slice(0, FIRST_ASKED))
        open_rows = np.flatnonzero(logits > HOPELESS)
        logits[open_rows] += self._sum_leaves(matrix[open_rows], slice(FIRST_ASKED, None))
        return logits

    def _sum_leaves(self, matrix: Matrix, part: slice) -> npt.NDArray[np.float64]:
        """What some of the trees add to the logit of each row."""
        features, values = self.features[part], self.values[part]
        trees, levels = features.shape
        answers = (matrix.take(features.ravel(), axis=1) > self.thresholds[part].ravel()).view(np.uint8)
        leaves = answers.reshape(-1, levels).astype(np.float32) @ (1 << np.arange(levels - 1, -1, -1)).astype(
            np.float32
        )
        at = leaves.reshape(len(matrix), trees).astype(np.intp) + np.arange(trees) * values.shape[1]
        summed: npt.NDArray[np.float64] = values.ravel().take(at).sum(axis=1, dtype=np.float64)
        return summed

    def share(self, row: npt.NDArray[np.float32]) -> dict[int, float]:
        """How much each feature moved the logit of one row: at each level by as much as the mean of the
        leaves that remain moves."""
        trees, levels = self.features.shape
        above = row[self.features] > self.thresholds
        at, mean = np.zeros(trees, dtype=np.intp), self.values.mean(axis=1)
        moved = np.zeros((trees, levels))
        for level in range(levels):
            at = at * 2 + above[:, level]
            rest = self.values.reshape(trees, 2 << level, -1).mean(axis=2)[np.arange(trees), at]
            moved[:, level], mean = rest - mean, rest
        sums = np.bincount(self.features.ravel(), weights=moved.ravel())
        return {int(feature): float(sums[feature]) for feature in np.unique(self.features)}


@dataclass(frozen=True, slots=True)
class Judge:
    """What was learnt: a forest a kind, and weights of words."""

    forests: dict[str, Forest]
    weights: WordWeights
    thresholds: dict[
        tuple[str, str], float
    ]  # kind, proposer or nothing -> the probability from which a proposal is kept

    def decide(self, scene: Scene) -> list[Verdict]:
        """The names of a text, in order, none overlapping another."""
        proposals = propose(scene)
        matrix = describe(scene, proposals, self.weights)
        return self.choose(proposals, self.rate(matrix))

    def rate(self, matrix: Matrix) -> npt.NDArray[np.float64]:
        """The probability of each kind of JUDGED, a column each."""
        logits = np.column_stack([self.forests[kind].weigh(matrix) for kind in JUDGED])
        rated: npt.NDArray[np.float64] = 1 / (1 + np.exp(-logits))
        return rated

    def choose(self, proposals: Proposals, rated: npt.NDArray[np.float64]) -> list[Verdict]:
        """Those whose probabilities, each less its threshold, sum to the most without overlapping.

        What a rule of its own proposes (a name behind a title, a ministry) is kept on less.
        """
        spans = list(proposals)
        gains = rated - [self.thresholds[kind, ""] for kind in JUDGED]
        bits = np.array(list(proposals.values()), dtype=np.int64)
        for (judged, proposer), threshold in self.thresholds.items():
            if proposer:
                column = JUDGED.index(judged)
                proposed = bits >> PROPOSERS.index(proposer) & 1 == 1
                gains[proposed, column] = rated[proposed, column] - threshold
        kinds = gains.argmax(axis=1)
        likely = [n for n in range(len(spans)) if gains[n, kinds[n]] > 0]
        likely.sort(key=lambda n: spans[n][1])
        best: list[tuple[float, int, int]] = [
            (0.0, -1, 0)
        ]  # the sum, the last one chosen, what came before it
        ends = [0]
        for n in likely:
            before = next(i for i in range(len(ends) - 1, -1, -1) if ends[i] <= spans[n][0])
            total = best[before][0] + float(gains[n, kinds[n]])
            best.append((total, n, before) if total > best[-1][0] else (best[-1][0], -1, len(best) - 1))
            ends.append(spans[n][1])
        chosen, i = [], len(best) - 1
        while i > 0:
            _, n, before = best[i]
            if n >= 0:
                chosen.append(Verdict(*spans[n], JUDGED[kinds[n]], float(rated[n, kinds[n]])))
            i = before
        return chosen[::-1]


@lru_cache(maxsize=1)
def load_judge() -> Judge:
    """The judge of the tables. KnowledgeError when they cannot be read, or ask for what no feature tells."""
    try:
        rows = list(_read_rows(TREES))
        forests = {kind: _build_forest([row for row in rows if row[0] == kind]) for kind in JUDGED}
        thresholds = {(row[1], row[2]): float(row[3]) for row in rows if row[0] == "threshold"}
        if any((kind, "") not in thresholds for kind in JUDGED) or any(
            name and name not in PROPOSERS for _, name in thresholds
        ):
            raise ValueError("its thresholds are for other kinds or proposers")
        weights = WordWeights(
            (position, word, [float(value) for value in values])
            for position, word, *values in _read_rows(WORDS)
        )
        return Judge(forests, weights, thresholds)
    except (OSError, UnicodeDecodeError, csv.Error, StopIteration, ValueError, KeyError, IndexError) as error:
        tables = f"The judge's tables {TREES} and {WORDS} in data/knowledge"
        raise KnowledgeError(f"{tables} cannot be read: {error}. Install Dragoman again.") from error


def _read_rows(name: str) -> list[list[str]]:
    with (find_data_folder() / name).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, strict=True)
        next(rows)
        return list(rows)


def _build_forest(rows: Sequence[Sequence[str]]) -> Forest:
    """The trees of one kind: kind, questions as "feature > threshold; ...", number, values of the leaves."""
    columns = {feature: number for number, feature in enumerate(FEATURES)}
    questions = [[question.rsplit(" > ", 1) for question in row[1].split("; ")] for row in rows if row[1]]
    features = np.array([[columns[name] for name, _ in row] for row in questions], dtype=np.intp)
    thresholds = np.array([[float(number) for _, number in row] for row in questions], dtype=np.float32)
    values = np.array(
        [[float(value) for value in row[3].split()] for row in rows if row[1]], dtype=np.float32
    )
    return Forest(next(float(row[3]) for row in rows if not row[1]), features, thresholds, values)
