"""What the words themselves say: how much each, at its place in or beside a proposal, has stood for a body
or a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from dragoman.reading.judging.scene import Span
from dragoman.reading.words import Words

Matrix = npt.NDArray[np.float32]

WORD_POSITIONS = ("only", "first", "last", "inside", "before", "after", "two before", "two after")
JUDGED = ("organization", "person")
MOST_FORMS = 50_000  # words whose rows are remembered


class _Rows(dict[str, int]):
    """Words as texts write them -> their rows in a table, 0 for one that has none; looked up once a word."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        super().__init__()
        self.numbers = numbers  # of words as their weights are kept

    def __missing__(self, form: str) -> int:
        if len(self) >= MOST_FORMS:
            self.clear()
        number = self[form] = self.numbers.get(make_key(form), 0)
        return number


class WordWeights:
    """How much each word, at each of WORD_POSITIONS, speaks for each of JUDGED."""

    def __init__(self, rows: Iterable[tuple[str, str, Sequence[float]]] = ()) -> None:
        """`rows`: position, word, a weight for each of JUDGED."""
        self.rows = list(rows)
        self.numbers: dict[str, int] = {}
        for _, word, _ in self.rows:
            self.numbers.setdefault(word, len(self.numbers) + 1)
        self.table = np.zeros((len(self.numbers) + 1, len(WORD_POSITIONS), len(JUDGED)), dtype=np.float32)
        places = {position: number for number, position in enumerate(WORD_POSITIONS)}
        for position, word, weights in self.rows:
            self.table[self.numbers[word], places[position]] = weights
        self._inside = np.ascontiguousarray(self.table[:, places["inside"]])
        self._forms = _Rows(self.numbers)

    def weigh(self, words: Words, spans: Sequence[Span]) -> Matrix:
        """The weights of the words in and around spans: one row a span, the positions of each kind in
        turn."""
        numbers = np.array([0, 0, *map(self._forms.__getitem__, words.forms), 0, 0], dtype=np.intp)
        first, last = np.array(spans, dtype=np.intp).T + 2  # behind the words of nothing
        single = last - first == 1
        at = np.stack(
            [
                np.where(single, numbers[first], 0),
                np.where(single, 0, numbers[first]),
                np.where(single, 0, numbers[last - 1]),
                np.zeros_like(first),  # the words inside are summed below
                numbers[first - 1],
                numbers[last],
                numbers[first - 2],
                numbers[last + 1],
            ],
            axis=1,
        )
        weights: Matrix = self.table[at, np.arange(len(WORD_POSITIONS))]  # spans x positions x kinds
        sums = np.zeros((len(numbers) + 1, len(JUDGED)), dtype=np.float32)
        np.cumsum(self._inside[numbers], axis=0, out=sums[1:])
        weights[:, 3] = (sums[last] - sums[first]) / (last - first)[:, None]
        return weights.transpose(0, 2, 1).reshape(len(weights), -1)


def make_key(form: str) -> str:
    """A word as its weights are kept: in small letters but for a short one in capitals, "IS" being no
    "is"."""
    return form if form.isupper() and 1 < len(form) < 6 else form.lower()
