"""What the words themselves say: how much each, at its place in or beside a proposal, has stood for a body or a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from dragoman.reading.judging.scene import Span
from dragoman.reading.words import Words

Matrix = npt.NDArray[np.float32]

WORD_POSITIONS = ("only", "first", "last", "inside", "before", "after", "two before", "two after")
JUDGED = ("organization", "person")


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

    def weigh(self, words: Words, spans: Sequence[Span]) -> Matrix:
        """The weights of the words in and around spans: one row a span, the positions of each kind in turn."""
        numbers = self.numbers
        table = self.table[[0, 0, *(numbers.get(word, 0) for word in list_keys(words)), 0, 0]]
        first, last = np.array(spans, dtype=np.intp).T + 2  # behind the words of nothing
        single = (last - first == 1)[:, None]
        sums = np.vstack([np.zeros((1, len(JUDGED)), dtype=np.float32), np.cumsum(table[:, 3], axis=0)])
        columns = (
            np.where(single, table[first, 0], 0),
            np.where(single, 0, table[first, 1]),
            np.where(single, 0, table[last - 1, 2]),
            (sums[last] - sums[first]) / (last - first)[:, None],
            table[first - 1, 4],
            table[last, 5],
            table[first - 2, 6],
            table[last + 1, 7],
        )
        return np.hstack([np.column_stack([column[:, kind] for column in columns]) for kind in range(len(JUDGED))])


def list_keys(words: Words) -> list[str]:
    """The words as their weights are kept: in small letters but for short ones in capitals, "IS" being no "is"."""
    return [form if form.isupper() and 1 < len(form) < 6 else lower for form, lower in zip(words.forms, words.lowers, strict=True)]
