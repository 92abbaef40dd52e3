"""What is said of a reading: the steps that made each mention, office and topic, and what was turned down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from dragoman.errors import SourceError
from dragoman.model import Reading

LONGEST = 100_000  # characters of title and text that are explained
Stage = Literal["proposed", "judged", "joined", "stated", "country", "topic"]


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: who or what made it, on which words of title, blank line and text; what and why."""

    stage: Stage
    rule: str  # the rule, table or model: "judge", "only bearer", "before"
    start: int
    end: int
    words: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A reading made anew while its stages told what decided."""

    reading: Reading
    mentions: tuple[tuple[Step, ...], ...]  # of each mention of the reading, in its order
    offices: dict[str, tuple[tuple[Step, ...], ...]] = field(
        default_factory=dict
    )  # a person's key -> of each office, in its order
    topics: dict[str, tuple[Step, ...]] = field(
        default_factory=dict
    )  # a topic's key -> what made it one of the article's
    refused: tuple[Step, ...] = ()  # what was proposed and turned down, with the reason

    def find_mentions(self, key: str) -> list[tuple[Step, ...]]:
        """The steps of each mention of one entity, in order."""
        return [
            steps
            for mention, steps in zip(self.reading.mentions, self.mentions, strict=True)
            if mention.key == key
        ]

    def group_mentions(self, key: str) -> list[tuple[int, tuple[Step, ...]]]:
        """How many mentions of an entity the same rules decided on the same words, and their steps, in order.

        Of each such group the steps of its first mention.
        """
        groups: dict[tuple[tuple[str, str], ...], list[tuple[Step, ...]]] = {}
        for steps in self.find_mentions(key):
            groups.setdefault(tuple((step.words, step.rule) for step in steps), []).append(steps)
        return [(len(group), group[0]) for group in groups.values()]

    def describe(self) -> dict[str, Any]:
        """The same as plain objects, for JSON."""
        reading = self.reading
        return {
            "model": reading.model,
            "rules": reading.rules,
            "entities": [
                {
                    "key": entity.key,
                    "kind": entity.kind,
                    "name": entity.name,
                    "mentions": [
                        {
                            "start": mention.start,
                            "end": mention.end,
                            "route": mention.route,
                            "steps": list(map(describe_step, steps)),
                        }
                        for mention, steps in zip(reading.mentions, self.mentions, strict=True)
                        if mention.key == entity.key
                    ],
                    "offices": [
                        {
                            "role": office.role,
                            "country": office.country,
                            "body": office.body,
                            "former": office.former,
                            "steps": list(map(describe_step, steps)),
                        }
                        for office, steps in zip(
                            entity.offices, self.offices.get(entity.key, ()), strict=True
                        )
                    ],
                    "topic": list(map(describe_step, self.topics.get(entity.key, ()))),
                }
                for entity in reading.entities
            ],
            "refused": list(map(describe_step, self.refused)),
        }


def check_length(title: str, text: str) -> None:
    """SourceError for an article that is too long to be explained."""
    if (length := len(title) + len(text)) > LONGEST:
        raise SourceError(
            f"The article has {length:,} characters. At most {LONGEST:,} are explained: explain a part of it."
        )


def describe_step(step: Step) -> dict[str, Any]:
    """A step as a plain object."""
    return {name: getattr(step, name) for name in Step.__slots__}
