"""What the stages of a reading tell of their decisions while somebody listens: not when articles are read.

A stage tells what it has decided on and by, as it has it; `dragoman.reading.explaining` puts that into words.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fact:
    """One decision of a stage. `told` is what the stage tells under that `name`, as explaining expects it."""

    name: str
    told: tuple[Any, ...]


_LISTENER: ContextVar[list[Fact] | None] = ContextVar("listener", default=None)


def tell(name: str, *told: Any) -> None:
    """Tell whoever listens; nothing is done without one, so a stage may tell each decision, not each word."""
    if (facts := _LISTENER.get()) is not None:
        facts.append(Fact(name, told))


@contextmanager
def listen() -> Iterator[list[Fact]]:
    """The facts that are told meanwhile, in order."""
    facts: list[Fact] = []
    token = _LISTENER.set(facts)
    try:
        yield facts
    finally:
        _LISTENER.reset(token)
