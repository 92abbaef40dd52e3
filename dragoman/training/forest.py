"""Grows a forest by gradient boosting: trees that ask one question of all rows at each level, so that a few
lines of numpy evaluate them.

What CatBoost calls oblivious trees (Prokhorenkova et al. 2018), with the gains of XGBoost (Chen and Guestrin
2016). Deterministic.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dragoman.reading.judging.judge import Forest
from dragoman.reading.judging.weights import Matrix

MOST_CUTS = 9  # thresholds of a feature: quantiles of its values


@dataclass(frozen=True, slots=True)
class Growth:
    """How a forest is grown."""

    trees: int = 140
    levels: int = 5
    rate: float = 0.12
    penalty: float = 4.0  # on the squares of the leaves' values
    sample: float = 0.25  # of the rows, for each tree
    features: float = 0.5  # of the questions, for each level
    seed: int = 7


def ask(matrix: Matrix) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
    """All questions worth asking of a matrix: a column and a threshold each."""
    columns: list[int] = []
    cuts: list[float] = []
    for column in range(matrix.shape[1]):
        values = np.unique(matrix[:, column])
        if len(values) > MOST_CUTS + 1:
            values = np.unique(
                np.quantile(matrix[:, column], np.linspace(0, 1, MOST_CUTS + 2)).astype(np.float32)
            )
        middles = (values[1:] + values[:-1]) / 2
        columns += [column] * len(middles)
        cuts += [float(f"{cut:.4g}") for cut in middles]
    return np.array(columns, dtype=np.intp), np.array(cuts, dtype=np.float32)


def grow(
    matrix: Matrix, right: npt.NDArray[np.bool_], weights: npt.NDArray[np.float64], growth: Growth
) -> Forest:
    """A forest whose logits say how likely a row is right. `right`, and how much it counts: one a row."""
    chance = np.random.default_rng(growth.seed)
    columns, cuts = ask(matrix)
    answers = (matrix[:, columns] > cuts).astype(np.float32)
    share = np.average(right, weights=weights)
    base = float(np.log(share / (1 - share)))
    logits = np.full(len(matrix), base)
    chosen, values = [], []
    for _ in range(growth.trees):
        rated = 1 / (1 + np.exp(-logits))
        rows = np.sort(chance.choice(len(matrix), int(len(matrix) * growth.sample), replace=False))
        slopes = ((rated - right) * weights)[rows].astype(np.float32)
        bends = (rated * (1 - rated) * weights)[rows].astype(np.float32)
        tree = _grow_tree(answers[rows], slopes, bends, growth, chance)
        leaves = (answers[:, tree] > 0) @ (1 << np.arange(growth.levels - 1, -1, -1))
        slope = np.bincount(leaves[rows], weights=slopes, minlength=1 << growth.levels)
        bend = np.bincount(leaves[rows], weights=bends, minlength=1 << growth.levels)
        value = np.round(-growth.rate * slope / (bend + growth.penalty), 4)
        logits += value[leaves]
        chosen.append(tree)
        values.append(value)
    trees = np.array(chosen)
    return Forest(round(base, 4), columns[trees], cuts[trees], np.array(values, dtype=np.float32))


def _grow_tree(
    answers: Matrix,
    slopes: npt.NDArray[np.float32],
    bends: npt.NDArray[np.float32],
    growth: Growth,
    chance: np.random.Generator,
) -> list[int]:
    """The questions of one tree, the first one first.

    Sums are kept a leaf; of two new leaves one is summed, the other is the rest.
    """
    tree: list[int] = []
    rows = [np.arange(len(answers))]  # of each leaf
    above = _sum_answers(answers, slopes, bends, rows)
    total = np.array([[slopes.sum(), bends.sum()]])
    for level in range(growth.levels):
        allowed = chance.random(answers.shape[1]) < growth.features
        gain = sum(
            (side[:, 0] ** 2 / (side[:, 1] + growth.penalty)).sum(axis=0)
            for side in (above, total[:, :, None] - above)
        )
        best = int(np.where(allowed, gain, -1).argmax())
        tree.append(best)
        if level == growth.levels - 1:
            return tree
        yes = [leaf[answers[leaf, best] > 0] for leaf in rows]
        no = [leaf[answers[leaf, best] == 0] for leaf in rows]
        smaller = [min(pair, key=len) for pair in zip(no, yes, strict=True)]
        summed = _sum_answers(answers, slopes, bends, smaller)
        firsts = [small is left for small, left in zip(smaller, no, strict=True)]
        low = np.where(np.array(firsts)[:, None, None], summed, above - summed)
        asked = above[:, :, best]
        above = np.stack([low, above - low], axis=1).reshape(-1, *above.shape[1:])
        total = np.stack([total - asked, asked], axis=1).reshape(-1, 2)
        rows = [leaf for pair in zip(no, yes, strict=True) for leaf in pair]
    return tree


def _sum_answers(
    answers: Matrix,
    slopes: npt.NDArray[np.float32],
    bends: npt.NDArray[np.float32],
    leaves: list[npt.NDArray[np.intp]],
) -> npt.NDArray[np.float64]:
    """Of each leaf and question the slopes and bends of the rows that say yes: leaves x 2 x questions."""
    return np.array(
        [np.stack([slopes[leaf], bends[leaf]]) @ answers[leaf] for leaf in leaves], dtype=np.float64
    )
