"""A rule as a row of a table: its name, when it decides, and texts in which it does and does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Seen = TypeVar("Seen")  # what a table looks at: a word beside a name, words that may be one


@dataclass(frozen=True, slots=True)
class Row(Generic[Seen]):
    """One rule. `id` is its name in words.

    `example` is a text in which it decides and `counter` one, as like it as may be, in which it does not.
    What is looked at stands in brackets; "Berg/PERSON" is a word with the model's label.
    """

    id: str
    holds: Callable[[Seen], bool]
    example: str
    counter: str
    verdict: bool = False  # what is so where it holds


def find_row(rows: Iterable[Row[Seen]], seen: Seen) -> Row[Seen] | None:
    """The first row that decides; None where none does."""
    for row in rows:
        if row.holds(seen):
            return row
    return None
