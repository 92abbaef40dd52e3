"""Adds a file on two workers of Ray: stopped once, and then one worker is killed. LIBRARY FILE"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import dragoman
from dragoman import scale
from dragoman.library import adding, reading_processes
from dragoman.library.summary import Summary


def main() -> None:
    """Say what the library held after the stop, how many workers were killed, and what the second add did."""
    uri, file = sys.argv[1:]
    adding.CHUNK = reading_processes.BATCH = 1  # four articles a worker make a chunk: eight
    scale.PIECE, scale.POLL = 2, 0.05  # so that most is still to be read when the first chunk is committed
    try:
        scale.add(dragoman.open(uri), [file], progress=stop)
    except KeyboardInterrupt:
        print(dragoman.open(uri).count())
    killed: list[int] = []

    def kill(summary: Summary) -> None:
        if summary.new and not killed:
            killed.append(next(list_workers(os.getpid())))
            os.kill(killed[0], signal.SIGKILL)

    summary = scale.add(dragoman.open(uri), [file], progress=kill)
    print(len(killed))
    print(summary.sentence())


def stop(summary: Summary) -> None:
    """As Ctrl-C does, when the first chunk has been committed."""
    if summary.new:
        raise KeyboardInterrupt


def list_workers(process: int) -> Iterator[int]:
    """The actors of Ray below a process."""
    for child in Path(f"/proc/{process}/task").glob("*/children"):
        for number in map(int, child.read_text().split()):
            if Path(f"/proc/{number}/cmdline").read_bytes().startswith(b"ray::MapWorker"):
                yield number
            yield from list_workers(number)


if __name__ == "__main__":
    main()
