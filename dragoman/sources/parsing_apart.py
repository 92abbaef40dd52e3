"""Parsing in a process of its own (`files/parser.py`), which has limits and is kept for what comes next.

A file is read there as a task (`files/parser_process.py`). What comes from the web is given to a function of
ours that is called there, so that a page or feed that is too much for its parser costs itself alone. Fetching
stays with who asks.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from dragoman import processes
from dragoman.errors import SourceError, StoppedError

PARSER: processes.Program = ("dragoman.sources.files.parser",)
KEPT = 2  # processes that wait for what comes next
ADVICE = "Look at it in a browser; the text of an article can be added as a file."

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading something may take: processor time by its size, and memory. A table takes 0.4 s a MB."""

    seconds: float = 60.0
    seconds_a_megabyte: float = 10.0
    memory: int = 2 << 30  # bytes of addresses; half a gigabyte of it is the libraries' own
    memory_a_byte: int = 16

    def allow_seconds(self, size: int) -> float:
        """Processor time for so many bytes."""
        return self.seconds + self.seconds_a_megabyte * size / (1 << 20)


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Call:
    """What a parser is told: a function with its arguments, pickled; their size sets how far it goes."""

    packed: bytes
    limits: Limits


@dataclass(frozen=True, slots=True)
class Result:
    """What a function has returned, or raised."""

    value: Any = None
    error: Exception | None = None


def parse_apart(function: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """`function(*given, **named)`, called in a process of its own; all of it must go through pickle.

    Raises the DragomanError that the function raises, StoppedError where a limit is reached, RuntimeError
    with the name of any other fault, SourceError when no process can be started.
    """
    call = Call(pickle.dumps((function, given, named)), LIMITS)
    start_parser()
    try:
        with processes.borrow(PARSER) as process:
            process.tell(call)
            result: Result = process.answer()
            if isinstance(result.error, StoppedError):
                process.end()  # it keeps the memory that it took
    except processes.LostError as lost:
        raise stop(explain_loss(lost, call.limits.allow_seconds(len(call.packed)))) from lost
    processes.dismiss(PARSER, KEPT)
    if result.error is not None:
        raise result.error
    value: T = result.value
    return value


def start_parser() -> None:
    """Have a parser idle. SourceError when no process can be started."""
    try:
        processes.start(PARSER, 1)
    except processes.LostError as lost:
        said = f"No process can be started to read it ({lost}). End other programs and try again."
        raise SourceError(said) from lost


def explain_loss(lost: processes.LostError, seconds: float) -> str:
    """Why a parser that was allowed so many seconds has ended, as half a sentence."""
    if lost.slow:
        return f"it took more than {seconds:,.3g} seconds of processor time"
    return f"the process that read it ended ({lost})"


def stop(why: str) -> StoppedError:
    """The error of a stop."""
    return StoppedError(f"Reading was stopped: {why}. {ADVICE}")
