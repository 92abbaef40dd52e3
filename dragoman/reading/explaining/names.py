"""Who proposed a name, what the judge said of it and by which features, and what it turned down."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from dragoman.reading.explaining.explanation import Stage, Step
from dragoman.reading.explaining.wording import KINDS, LABELS, PROPOSERS, say_feature
from dragoman.reading.judging.features import FEATURES, describe
from dragoman.reading.judging.judge import load_judge
from dragoman.reading.judging.proposals import NUMBERS, propose, strip
from dragoman.reading.judging.proposals import PROPOSERS as IDS
from dragoman.reading.judging.scene import Scene, Span
from dragoman.reading.judging.weights import JUDGED

MOST_FEATURES = 3
LIKELY = 0.2  # a chance from which what was turned down is told whoever proposed it
FORMED = frozenset(
    ["capitals", "acronym", "small", "ministries"]
)  # who propose what merely looks like a name
NAMES = frozenset(["ORG", "PERSON"])  # labels of the model that are the judge's business


class Names:
    """The proposals of one text as the judge saw them, which depend on the scene alone: it is asked again."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.words, self.judge = scene, scene.words, load_judge()
        self.proposals = propose(scene)
        self.matrix = describe(scene, self.proposals, self.judge.weights)
        self.rated = self.judge.rate(self.matrix)
        self.kept = self.judge.choose(self.proposals, self.rated)
        self.rows = {span: row for row, span in enumerate(self.proposals)}
        self.labels = {
            strip(self.words, first, last): label
            for first, last, label in scene.labelled
            if label not in NUMBERS
        }

    def find_span(self, start: int, end: int) -> Span | None:
        """The proposal that characters are, else the one that was kept of their words; None for neither."""
        first, last = self.words.cover(start, end)
        if (first, last) in self.rows:
            return first, last
        return next(
            ((name.first, name.last) for name in self.kept if name.first < last and first < name.last), None
        )

    def list_steps(self, start: int, end: int, kind: str) -> list[Step]:
        """Who proposed the name at some characters, and what the judge said of its being of a kind.

        Nothing where nobody proposed it.
        """
        span = self.find_span(start, end)
        return [self.tell_proposers(span), self.tell_judge(span, kind)] if span else []

    def tell_proposers(self, span: Span) -> Step:
        """Who proposed a span."""
        names = self.list_proposers(span)
        label = self.labels.get(span, "")
        calls = f" ({LABELS[label]})" if label in LABELS else ""
        said = [PROPOSERS[name] + (calls if name == "model" else "") for name in names]
        return self._step("proposed", " + ".join(names), span, f"by {join_words(said)}")

    def list_proposers(self, span: Span) -> list[str]:
        """The names of those who proposed a span."""
        return [name for number, name in enumerate(IDS) if self.proposals[span] >> number & 1]

    def tell_judge(self, span: Span, kind: str) -> Step:
        """What the judge said of a proposal's being of a kind: its chance, and what weighed most."""
        least = self.find_threshold(span, kind)
        verdict = f"{KINDS[kind]} at {self.rate(span, kind):.0%}, where {least:.0%} is enough"
        return self._step("judged", "judge", span, f"{verdict}; {self.weigh(span, kind)}")

    def rate(self, span: Span, kind: str) -> float:
        """The chance that a proposal is of a kind."""
        return float(self.rated[self.rows[span], JUDGED.index(kind)])

    def find_threshold(self, span: Span, kind: str) -> float:
        """The chance from which a proposal is kept, which may depend on who proposes it.

        The last that fits, as the judge takes it.
        """
        proposers = ["", *self.list_proposers(span)]
        return [
            least
            for (judged, name), least in self.judge.thresholds.items()
            if judged == kind and name in proposers
        ][-1]

    def weigh(self, span: Span, kind: str) -> str:
        """The features that moved the judge most, for and against."""
        row = self.matrix[self.rows[span]]
        moved = self.judge.forests[kind].share(row)
        most = sorted(moved, key=lambda number: -abs(moved[number]))[:MOST_FEATURES]
        sides = [
            (side, [say_feature(FEATURES[n], float(row[n])) for n in most if (moved[n] > 0) == speaks])
            for side, speaks in (("for it", True), ("against it", False))
        ]
        return "; ".join(f"{side}: {', '.join(said)}" for side, said in sides if said)

    def list_refused(self) -> Iterator[Step]:
        """What the judge turned down although more than its form spoke for it, each string once."""
        told: set[str] = {self.words.quote(name.first, name.last) for name in self.kept}
        starts = [name.first for name in self.kept]
        for span in self.proposals:
            quote, kind = self.words.quote(*span), max(JUDGED, key=lambda kind: self.rate(span, kind))
            if quote in told or not self._is_worth_telling(span, kind):
                continue
            told.add(quote)
            near = self.kept[max(0, bisect_left(starts, span[0]) - 1) :]
            other = next(
                (
                    self.words.quote(name.first, name.last)
                    for name in near
                    if name.first < span[1] and span[0] < name.last
                ),
                "",
            )
            chance = f"turned down as {KINDS[kind]} at {self.rate(span, kind):.0%}"
            if other:
                yield self._step(
                    "judged", "judge", span, f"{chance}: “{other}”, which shares its words, gains more"
                )
            else:
                least = self.find_threshold(span, kind)
                yield self._step(
                    "judged", "judge", span, f"{chance}, below {least:.0%}; {self.weigh(span, kind)}"
                )

    def _is_worth_telling(self, span: Span, kind: str) -> bool:
        """Whether a table, a rule or the model held it for a name, or the judge came near."""
        if self.rate(span, kind) >= LIKELY:
            return True
        named = FORMED.symmetric_difference(self.list_proposers(span)) - FORMED
        return bool(named - {"model"}) or self.labels.get(span) in NAMES

    def _step(self, stage: Stage, rule: str, span: Span, verdict: str) -> Step:
        start, end = self.words.starts[span[0]], self.words.ends[span[1] - 1]
        return Step(stage, rule, start, end, self.words.text[start:end], verdict)


def join_words(words: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
