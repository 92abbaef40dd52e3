"""A measure on charts: how strongly it has a pair drawn, and how it reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from dragoman.analysis.measures import find_strength
from dragoman.analysis.pairs import MADE_OF
from dragoman.figures.words import write_count
from dragoman.model import Measure

MEASURE_NAMES: dict[Measure, str] = {
    "count": "Count",
    "jaccard": "Overlap",
    "npmi": "Tie",
    "likelihood": "Beyond chance",
}
TOO_FEW = "too few to say"
_WORDS = {"jaccard": "overlap", "npmi": "tie", "likelihood": "log-likelihood"}


def find_strengths(rows: pd.DataFrame, measure: Measure) -> Any:
    """The strength of pairs (columns as of count_pairs), NaN where it cannot be said."""
    return find_strength(measure, *(rows[name].to_numpy(dtype=float) for name in ("count", *MADE_OF)))


def weigh_pairs(rows: pd.DataFrame, measure: Measure = "count") -> Any:
    """Widths and shades of pairs go by these, from 0: the strength; 0 where it is below or cannot be said."""
    return np.clip(np.nan_to_num(find_strengths(rows, measure), nan=0.0), 0.0, None)


def keep_said(rows: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """The pairs of which the measure can be said."""
    return rows[~np.isnan(find_strengths(rows, measure))]


def write_values(rows: pd.DataFrame, measure: Measure) -> list[str]:
    """The values with their intervals, without a word: "14 % (9 to 21 %)", "0.31 (0.09 to 0.62)", "10.2", for
    the count "12"; TOO_FEW where it cannot be said."""
    few = np.isnan(find_strengths(rows, measure))
    return [
        TOO_FEW if missing else _write(row, measure)
        for row, missing in zip(rows.to_dict("records"), few, strict=True)
    ]


def write_shorts(rows: pd.DataFrame, measure: Measure) -> list[str]:
    """The values alone, as short as they go: "14 %", "0.31", "10"; "" where it cannot be said."""
    few = np.isnan(find_strengths(rows, measure))
    return [
        "" if missing else _shorten(row, measure)
        for row, missing in zip(rows.to_dict("records"), few, strict=True)
    ]


def write_measure(row: Mapping[Any, Any], measure: Measure, counted_in: str = "article") -> str:
    """A pair by a measure, as one reads it: "overlap 14 % (9 to 21 %)"; for the count "12 articles"."""
    if measure == "count":
        return write_count(int(row["count"]), counted_in)
    said = not np.isnan(find_strength(measure, *(row[name] for name in ("count", *MADE_OF))))
    return f"{_WORDS[measure]} {_write(row, measure)}" if said else f"{_WORDS[measure]}: {TOO_FEW}"


def _write(row: Mapping[Any, Any], measure: Measure) -> str:
    if measure == "count":
        return f"{int(row['count']):,}"
    if measure == "likelihood":
        return f"{row['likelihood']:,.1f}"
    value, low, high = (row[name] for name in (measure, f"{measure}_low", f"{measure}_high"))
    if measure == "jaccard":
        return f"{100 * value:.0f} % ({100 * low:.0f} to {100 * high:.0f} %)"
    return f"{value:.2f} ({low:.2f} to {high:.2f})"


def _shorten(row: Mapping[Any, Any], measure: Measure) -> str:
    if measure == "jaccard":
        return f"{100 * row['jaccard']:.0f} %"
    return f"{row['npmi']:.2f}" if measure == "npmi" else f"{row[measure]:.0f}"
