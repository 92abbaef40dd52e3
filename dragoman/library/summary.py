"""What an add did, in figures and in a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

MOST_SAID = 5  # reasons, and warnings, that are named in a sentence


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of one add; each item that the sources held is counted once.

    It is new, updated, unchanged (already there) or quarantined. An item is read when it is an article: `read
    = new + updated + unchanged`. `texts` counts what the model had to read, which is less where an article is
    already there, or is a copy of a text that has been read. `reasons` holds (reason, how many) of the
    quarantined, most frequent first; `warnings` are sentences about sources as a whole, each once.
    """

    texts: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()

    def __add__(self, other: Summary) -> Summary:
        """The figures of both."""
        return Summary(
            self.texts + other.texts,
            self.new + other.new,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.quarantined + other.quarantined,
            tuple((Counter(dict(self.reasons)) + Counter(dict(other.reasons))).most_common()),
            tuple(dict.fromkeys((*self.warnings, *other.warnings))),
        )

    @property
    def read(self) -> int:
        """How many articles the sources held."""
        return self.new + self.updated + self.unchanged

    @property
    def items(self) -> int:
        """How many items the sources held."""
        return self.read + self.quarantined

    @property
    def figures(self) -> str:
        """The figures as people read them: "3 read: 1 new, 1 updated, 1 already there, 1 quarantined"."""
        parts = [
            f"{self.read:,} read: {self.new:,} new",
            f"{self.updated:,} updated",
            f"{self.unchanged:,} already there",
        ]
        return ", ".join([*parts, f"{self.quarantined:,} quarantined"])

    def sentence(self) -> str:
        """The figures with the commonest reasons, then the warnings.

        "1 read: 1 new, ..., 1 quarantined (1 × No text)."
        """
        told = self.list_warnings()
        if not self.reasons:
            return " ".join([f"{self.figures}.", *told])
        reasons = "; ".join(f"{count:,} × {reason.rstrip('.')}" for reason, count in self.reasons[:MOST_SAID])
        return " ".join(
            [f"{self.figures} ({reasons}{'; ...' if len(self.reasons) > MOST_SAID else ''}).", *told]
        )

    def list_warnings(self) -> tuple[str, ...]:
        """The first warnings, and how many others there are."""
        rest = len(self.warnings) - MOST_SAID
        return (*self.warnings[:MOST_SAID], *([f"{rest:,} more such warnings."] if rest > 0 else []))
