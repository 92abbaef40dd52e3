"""A measure on charts: how strongly it has a pair drawn, and how it reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from dragoman.analysis.measures import find_strength
from dragoman.figures.words import write_count
from dragoman.model import Measure

MEASURE_NAMES: dict[Measure, str] = {
    "count": "Count",
    "jaccard": "Overlap (Jaccard)",
    "npmi": "Tie (NPMI)",
    "likelihood": "Beyond chance (log-likelihood)",
}
TOO_FEW = "too few to say"
_WORDS = {"jaccard": "overlap", "npmi": "tie", "likelihood": "log-likelihood"}


def weigh_pairs(rows: pd.DataFrame, measure: Measure = "count") -> Any:
    """Widths and shades of pairs (columns as of count_pairs) go by these, from 0: the strength; 0 where it is below or cannot be said."""
    count, count_a, count_b, total = (rows[name].to_numpy(dtype=float) for name in ("count", "count_a", "count_b", "total"))
    return np.clip(np.nan_to_num(find_strength(measure, count, count_a, count_b, total), nan=0.0), 0.0, None)


def is_said(row: Mapping[Any, Any], measure: Measure) -> bool:
    """Whether there is enough of a pair to say the measure."""
    return not np.isnan(find_strength(measure, row["count"], row["count_a"], row["count_b"], row["total"]))


def write_measure(row: Mapping[Any, Any], measure: Measure, counted_in: str = "article") -> str:
    """A pair by a measure as one reads it, with its interval: "overlap 14 % (9 to 21 %)"; for the count "12 articles"."""
    if measure == "count":
        return write_count(int(row["count"]), counted_in)
    return f"{_WORDS[measure]} {write_value(row, measure)}" if is_said(row, measure) else f"{_WORDS[measure]}: {TOO_FEW}"


def write_value(row: Mapping[Any, Any], measure: Measure) -> str:
    """The value with its interval, without a word: "14 % (9 to 21 %)", "0.31 (0.09 to 0.62)", "10.2"; TOO_FEW where it cannot be said."""
    if measure == "count":
        return f"{int(row['count']):,}"
    if not is_said(row, measure):
        return TOO_FEW
    if measure == "likelihood":
        return f"{row['likelihood']:,.1f}"
    value, low, high = (row[name] for name in (measure, f"{measure}_low", f"{measure}_high"))
    if measure == "jaccard":
        return f"{100 * value:.0f} % ({100 * low:.0f} to {100 * high:.0f} %)"
    return f"{value:.2f} ({low:.2f} to {high:.2f})"


def write_short(row: Mapping[Any, Any], measure: Measure) -> str:
    """The value alone, as short as it goes: "14 %", "0.31", "10"; "" where it cannot be said."""
    if measure == "count":
        return f"{int(row['count'])}"
    if not is_said(row, measure):
        return ""
    return {"jaccard": f"{100 * row['jaccard']:.0f} %", "npmi": f"{row['npmi']:.2f}", "likelihood": f"{row['likelihood']:.0f}"}[measure]
