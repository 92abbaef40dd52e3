"""How close two entities are: measures of a pair from four counts, each with the interval that it may lie in.

All four are counts of one thing (articles, stories or outlets): `count` name both in one unit, `count_a` and
`count_b` name the one and the other, `total` pass the filter. Undefined values are NaN.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dragoman.model import Measure

Floats = NDArray[np.float64]

CONFIDENCE_Z = 1.959963984540054  # two-sided 95 %
# How often a pair must be named together before Jaccard's index and NPMI are shown: fewer make any two rare
# names look inseparable.
SMALLEST_COUNT = 3
# The log-likelihood ratio is read by a chi-squared table, which holds from this count expected by chance.
SMALLEST_EXPECTED = 1.0


def wilson(successes: ArrayLike, trials: ArrayLike, z: float = CONFIDENCE_Z) -> tuple[Floats, Floats]:
    """Wilson's interval of a share: (low, high), 95 % by default. NaN where there are no trials."""
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = k / n
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * np.sqrt(np.maximum(share * (1 - share) / n + z * z / (4 * n * n), 0))
    low, high = np.where(k == 0, 0.0, middle - half), np.where(k == n, 1.0, middle + half)
    return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)


def jaccard(count: ArrayLike, count_a: ArrayLike, count_b: ArrayLike) -> Floats:
    """Of all that name either, the share that names both together: 0 to 1."""
    union = (
        np.asarray(count_a, dtype=float) + np.asarray(count_b, dtype=float) - np.asarray(count, dtype=float)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.asarray(count, dtype=float) / union)


def npmi(count: ArrayLike, count_a: ArrayLike, count_b: ArrayLike, total: ArrayLike) -> Floats:
    """Normalised pointwise mutual information: -1 never together, 0 as by chance, 1 only ever together.

    Where everything names both, it is 1.
    """
    return _npmi(*(np.asarray(value, dtype=float) for value in (count, count_a, count_b, total)))


def _npmi(count: Any, count_a: Any, count_b: Any, total: Any) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        together, chance = count / total, count_a * count_b / (total * total)
        value = np.log(together / chance) / -np.log(together)
    return np.asarray(np.where(count == 0, -1.0, np.where(count == total, 1.0, value)))


def npmi_interval(
    count: ArrayLike, count_a: ArrayLike, count_b: ArrayLike, total: ArrayLike
) -> tuple[Floats, Floats]:
    """The interval of NPMI that goes with Wilson's of the share that names both (it rises with it)."""
    k, a, b, n = (np.asarray(value, dtype=float) for value in (count, count_a, count_b, total))
    low, high = wilson(k, n)
    most = np.minimum(a, b)  # both cannot be named in more than name the rarer one
    return _npmi(low * n, a, b, n), _npmi(np.minimum(high * n, most), a, b, n)


def likelihood(count: ArrayLike, count_a: ArrayLike, count_b: ArrayLike, total: ArrayLike) -> Floats:
    """The log-likelihood ratio G2 of the two-by-two table, negative where less often together than by chance.

    3.84 and more is a tie beyond chance at 95 %, 10.83 at 99.9 %. NaN where chance alone would have them
      together in fewer than
    SMALLEST_EXPECTED, or where a sentence or paragraph is the unit and the table does not close (the two
    stand apart in most articles).
    """
    k, a, b, n = (np.asarray(value, dtype=float) for value in (count, count_a, count_b, total))
    cells = (k, a - k, b - k, n - a - b + k)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = (a * b / n, a * (n - b) / n, (n - a) * b / n, (n - a) * (n - b) / n)
        terms = [
            np.where(cell > 0, cell * np.log(cell / chance), 0.0)
            for cell, chance in zip(cells, expected, strict=True)
        ]
        ratio = np.maximum(2 * np.sum(terms, axis=0), 0.0) * np.where(k < expected[0], -1.0, 1.0)
        return np.asarray(np.where((cells[3] < 0) | ~(expected[0] >= SMALLEST_EXPECTED), np.nan, ratio))


def find_strength(
    measure: Measure, count: ArrayLike, count_a: ArrayLike, count_b: ArrayLike, total: ArrayLike
) -> Floats:
    """What pairs are ordered and drawn by: what a pair has at least, NaN where there is too little to say it.

    The count itself; of Jaccard's index and NPMI the lower end of the interval, from SMALLEST_COUNT together;
    the log-likelihood ratio, which is NaN by itself where it does not hold.
    """
    k = np.asarray(count, dtype=float)
    if measure == "count":
        return k
    if measure == "likelihood":
        return likelihood(count, count_a, count_b, total)
    if measure == "jaccard":
        low = wilson(count, np.asarray(count_a, dtype=float) + np.asarray(count_b, dtype=float) - k)[0]
    else:
        low = npmi_interval(count, count_a, count_b, total)[0]
    return np.asarray(np.where(k >= SMALLEST_COUNT, low, np.nan))


def newcombe(
    count_a: ArrayLike, total_a: ArrayLike, count_b: ArrayLike, total_b: ArrayLike
) -> tuple[Floats, Floats]:
    """Newcombe's 95 % interval of a difference of shares, count_a / total_a - count_b / total_b: (low, high).

    It is put together from Wilson's intervals of both. NaN where either total is 0.
    """
    k_a, n_a, k_b, n_b = (np.asarray(value, dtype=float) for value in (count_a, total_a, count_b, total_b))
    (low_a, high_a), (low_b, high_b) = wilson(k_a, n_a), wilson(k_b, n_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        a, b = k_a / n_a, k_b / n_b
    return a - b - np.hypot(a - low_a, high_b - b), a - b + np.hypot(high_a - a, b - low_b)
