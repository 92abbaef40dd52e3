"""How close two entities are: measures of a pair from four counts, each with the interval that it may lie in.

All four are counts of one thing, the units of one population (see units.py): sentences, say, of which `units`
name both, `units_a` and `units_b` the one and the other, `total` is all there are. Undefined values are NaN.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dragoman.model import Measure

Floats = NDArray[np.float64]

CONFIDENCE_Z = 1.959963984540054  # two-sided 95 %
# How often a pair must be named together before Jaccard's index and NPMI are shown, in what is counted and in
# units: fewer make any two rare names look inseparable.
SMALLEST_COUNT = 3
# Of fewer than that the log-likelihood ratio is shown too where chance would have so many or more: that they
# are together so seldom then says something.
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


def jaccard(units: ArrayLike, units_a: ArrayLike, units_b: ArrayLike) -> Floats:
    """Of all that name either, the share that names both together: 0 to 1."""
    k, a, b = (np.asarray(value, dtype=float) for value in (units, units_a, units_b))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(k / (a + b - k))


def npmi(units: ArrayLike, units_a: ArrayLike, units_b: ArrayLike, total: ArrayLike) -> Floats:
    """Normalised pointwise mutual information: -1 never together, 0 as by chance, 1 only ever together.

    Where everything names both, it is 1.
    """
    return _npmi(*(np.asarray(value, dtype=float) for value in (units, units_a, units_b, total)))


def _npmi(units: Any, units_a: Any, units_b: Any, total: Any) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        together, chance = units / total, units_a * units_b / (total * total)
        value = np.log(together / chance) / -np.log(together)
    return np.asarray(np.where(units == 0, -1.0, np.where(units == total, 1.0, value)))


def npmi_interval(
    units: ArrayLike, units_a: ArrayLike, units_b: ArrayLike, total: ArrayLike
) -> tuple[Floats, Floats]:
    """The interval of NPMI that goes with Wilson's of the share that names both (it rises with it)."""
    k, a, b, n = (np.asarray(value, dtype=float) for value in (units, units_a, units_b, total))
    low, high = wilson(k, n)
    most = np.minimum(a, b)  # both cannot be named in more than name the rarer one
    return _npmi(low * n, a, b, n), _npmi(np.minimum(high * n, most), a, b, n)


def likelihood(units: ArrayLike, units_a: ArrayLike, units_b: ArrayLike, total: ArrayLike) -> Floats:
    """The log-likelihood ratio G2 of the two-by-two table, negative where less often together than by chance.

    3.84 and more is a tie beyond chance at 95 %, 10.83 at 99.9 %. NaN where they are together in fewer than
    SMALLEST_COUNT and chance alone would have them so in fewer than SMALLEST_EXPECTED.
    """
    k, a, b, n = (np.asarray(value, dtype=float) for value in (units, units_a, units_b, total))
    cells = (k, a - k, b - k, n - a - b + k)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = (a * b / n, a * (n - b) / n, (n - a) * b / n, (n - a) * (n - b) / n)
        terms = [
            np.where(cell > 0, cell * np.log(cell / chance), 0.0)
            for cell, chance in zip(cells, expected, strict=True)
        ]
        ratio = np.maximum(2 * np.sum(terms, axis=0), 0.0) * np.where(k < expected[0], -1.0, 1.0)
        return np.asarray(np.where((expected[0] >= SMALLEST_EXPECTED) | (k >= SMALLEST_COUNT), ratio, np.nan))


def find_strength(
    measure: Measure,
    count: ArrayLike,
    units: ArrayLike,
    units_a: ArrayLike,
    units_b: ArrayLike,
    total: ArrayLike,
) -> Floats:
    """What pairs are ordered and drawn by: what a pair has at least, NaN where there is too little to say it.

    The count itself (articles, stories or outlets); of Jaccard's index and NPMI the lower end of the
    interval, from SMALLEST_COUNT together, counted so and in units; the log-likelihood ratio, which says
    from so many that they are together more than by chance, and that they are less wherever it is a number.
    """
    k, both = np.asarray(count, dtype=float), np.asarray(units, dtype=float)
    if measure == "count":
        return k
    said = np.minimum(k, both) >= SMALLEST_COUNT
    if measure == "likelihood":
        ratio = likelihood(units, units_a, units_b, total)
        return np.asarray(np.where(said | (ratio < 0), ratio, np.nan))
    if measure == "jaccard":
        low = wilson(units, np.asarray(units_a, dtype=float) + np.asarray(units_b, dtype=float) - both)[0]
    else:
        low = npmi_interval(units, units_a, units_b, total)[0]
    return np.asarray(np.where(said, low, np.nan))


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
