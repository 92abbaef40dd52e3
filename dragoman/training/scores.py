"""How well names are found: exact spans, a label at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Spans = Sequence[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one label, from 0 to 1."""

    label: str
    right: int
    found: int
    marked: int

    @property
    def precision(self) -> float:
        """Of the spans found, those that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the spans marked, those that were found."""
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two; 1 where nothing is marked and nothing found."""
        return 2 * self.right / (self.found + self.marked) if self.found + self.marked else 1.0

    def __str__(self) -> str:
        figures = (("P", self.precision), ("R", self.recall), ("F1", self.f1))
        shown = "  ".join(f"{name} {100 * figure:5.1f}" for name, figure in figures)
        return f"{self.label:6} {shown}  ({self.marked} marked)"


def score(pairs: Iterable[tuple[Spans, Spans]], label: str) -> Score:
    """Of (marked, found) of each article: the spans of one label that are the same to the character."""
    right = found = marked = 0
    for wanted, given in pairs:
        wanted_spans = {(start, end) for start, end, kind in wanted if kind == label}
        given_spans = {(start, end) for start, end, kind in given if kind == label}
        right += len(wanted_spans & given_spans)
        found += len(given_spans)
        marked += len(wanted_spans)
    return Score(label, right, found, marked)


def score_all(pairs: Sequence[tuple[Spans, Spans]]) -> list[Score]:
    """The scores of both labels."""
    return [score(pairs, label) for label in ("PERSON", "ORG")]
