"""30,000 bodies under all their names: gazetteer.csv of data/knowledge and, before it, organizations.csv.

Its names are evidence, no verdict: "Future" is a party of three states, "API" an institute.
What reads a text weighs them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.folder import find_data_folder
from dragoman.knowledge.organizations import load_organizations


@dataclass(frozen=True, slots=True)
class Listed:
    """A body of the gazetteer: its chief name, what it is, and its state's ISO code or nothing."""

    name: str
    kind: str
    country: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Bodies by every way to write them, apostrophes straight, without "the"."""

    by_name: dict[str, tuple[Listed, ...]]
    longest: dict[
        str, int
    ]  # the letters and digits that a name begins with -> characters of the longest such name

    def find(self, name: str) -> tuple[Listed, ...]:
        """All bodies that a string names exactly."""
        return self.by_name.get(name.replace("’", "'"), ())


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The tables, read once. KnowledgeError when they cannot be read."""
    bodies: dict[str, tuple[Listed, ...]] = {}
    longest: dict[str, int] = {}
    for listed, names in read_bodies():
        for name in names:
            others = bodies.get(name, ())
            bodies[name] = (*others, listed) if all(other.name != listed.name for other in others) else others
            first = begin_name(name)
            if longest.get(first, 0) < len(name):
                longest[first] = len(name)
    return Gazetteer(bodies, longest)


def begin_name(name: str) -> str:
    """The letters and digits up to the first other character: "King" of "King's College"."""
    first = name.partition(" ")[0]
    return (
        first
        if first.isalnum()
        else next((first[:i] for i, letter in enumerate(first) if not letter.isalnum()), first)
    )


def read_bodies() -> Iterator[tuple[Listed, list[str]]]:
    """Each body with every way to write it. KnowledgeError when a table cannot be read."""
    for body in load_organizations().by_name.values():
        if body.kind not in ("treaty", "government"):
            yield Listed(body.name, body.kind, body.country), [name.replace("’", "'") for name in body.names]
    try:
        with (find_data_folder() / "gazetteer.csv").open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines, strict=True)
            next(rows)
            for name, others, kind, country, _ in rows:
                yield Listed(name, kind, country), [name, *others.split(";")] if others else [name]
    except (OSError, UnicodeDecodeError, csv.Error, StopIteration, ValueError) as error:
        message = (
            f"The table gazetteer.csv in data/knowledge cannot be read: {error}. Install Dragoman again."
        )
        raise KnowledgeError(message) from error
