"""Stands in for the process that reads: answers with the length of each title; dies or hangs at some."""

from __future__ import annotations

import os
import signal
import sys
from itertools import count

from dragoman.errors import ModelError
from dragoman.processes import limit_time, listen, open_pipes, say


def main() -> None:
    """Say that the model is missing, end at once, or answer batches."""
    told, answers = open_pipes()
    if sys.argv[1:] == ["missing"]:
        say(ModelError("Install it."), answers)
    if sys.argv[1:] == ["broken"]:
        return
    say("frail 1", answers)
    for _, texts, seconds, _ in listen(told):
        limit_time(seconds)
        found = [_read(title) for title, _ in texts]
        limit_time(0)
        say(found, answers)


def _read(title: str) -> int:
    if title == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if title == "go on":
        "".join("x" for _ in count())
    if title == "hold the lock":
        sum(range(10**12))  # one call, in which no other thread of the process gets a turn
    return len(title)


if __name__ == "__main__":
    main()
