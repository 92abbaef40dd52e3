"""What an add did, in figures and in a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of one add. `new + updated + unchanged + quarantined` is the number of items that the sources held.

    `read` counts the texts that the model read: a copy of a text that is already read is new, but not read again.
    `reasons` holds (reason, how many) of the quarantined, most frequent first.
    """

    read: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0
    reasons: tuple[tuple[str, int], ...] = ()

    def __add__(self, other: Summary) -> Summary:
        """The figures of both."""
        return Summary(
            self.read + other.read,
            self.new + other.new,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.quarantined + other.quarantined,
            tuple((Counter(dict(self.reasons)) + Counter(dict(other.reasons))).most_common()),
        )

    @property
    def items(self) -> int:
        """How many items the sources held."""
        return self.new + self.updated + self.unchanged + self.quarantined

    @property
    def figures(self) -> str:
        """The figures as people read them: "2 read: 1 new, 1 updated, 0 already there, 1 quarantined"."""
        parts = [f"{self.read:,} read: {self.new:,} new", f"{self.updated:,} updated", f"{self.unchanged:,} already there"]
        return ", ".join([*parts, f"{self.quarantined:,} quarantined"])

    def sentence(self) -> str:
        """The figures with the commonest reasons: "2 read: 1 new, 1 updated, 0 already there, 1 quarantined (1 × No text)."."""
        if not self.reasons:
            return f"{self.figures}."
        reasons = "; ".join(f"{count:,} × {reason.rstrip('.')}" for reason, count in self.reasons[:5])
        return f"{self.figures} ({reasons}{'; ...' if len(self.reasons) > 5 else ''})."
