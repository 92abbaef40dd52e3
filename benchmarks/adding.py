"""What adding costs: python benchmarks/adding.py PATH... [--library FOLDER]

Adds the files (by default those of ../shared/corpora) to a library, new in a temporary folder unless one is
named. Prints articles, words, words a second, the time of each part, peak memory of all processes, and what
was quarantined and why. Then adds them again.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.compute as pc

from dragoman.analysis.library import Library
from dragoman.library.summary import Summary
from dragoman.model import Article, Rejected
from dragoman.sources import read_source

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"


class Clock:
    """Seconds since the start, and those spent in an iterator."""

    def __init__(self) -> None:
        self.start = time.perf_counter()
        self.spent = 0.0

    def watch(self, items: Iterable[Article | Rejected]) -> Iterator[Article | Rejected]:
        """The items; the time that their making takes is counted."""
        stream = iter(items)
        while True:
            begun = time.perf_counter()
            item = next(stream, None)
            self.spent += time.perf_counter() - begun
            if item is None:
                return
            yield item

    def read(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.start


class Memory(threading.Thread):
    """Looks four times a second at the memory of this process and its children (Linux only)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0

    def run(self) -> None:
        while Path("/proc/self/status").exists():
            self.peak = max(self.peak, sum(map(measure_memory, [os.getpid(), *find_children(os.getpid())])))
            time.sleep(0.25)


def find_children(process: int) -> list[int]:
    """Processes that another has started."""
    lines = (path.read_text() for path in Path(f"/proc/{process}/task").glob("*/children"))
    return [int(child) for line in lines for child in line.split()]


def measure_memory(process: int) -> int:
    """Bytes that a process holds in memory; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def main() -> None:
    """Add twice and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path, default=sorted(CORPORA.glob("*.jsonl")))
    parser.add_argument("--library", type=Path)
    arguments = parser.parse_args()
    memory = Memory()
    memory.start()
    with tempfile.TemporaryDirectory() as folder:
        library = Library(arguments.library or folder)
        add(library, arguments.paths)
        print(f"peak memory       {memory.peak / 2**20:,.0f} MiB, all processes")
        print("again:")
        add(library, arguments.paths)
        size = sum(file.stat().st_size for file in Path(library.uri).rglob("*") if file.is_file())
        print(f"library on disk   {size / 2**20:,.0f} MiB")


def add(library: Library, paths: list[Path]) -> None:
    """Add, and print what it took."""
    before, clock = library.count(), Clock()
    committed = [0.0]

    def note(summary: Summary) -> None:
        committed[0] = clock.read()

    summary = library.add_items(clock.watch(item for path in paths for item in read_source(path)), note)
    seconds, words = clock.read(), pc.sum(library.rows(["words"])["words"]).as_py() or 0
    print(f"summary           {summary.sentence()}")
    print(f"articles          {before:,} before, {library.count():,} now")
    print(f"words             {words:,} in the library")
    if summary.texts:
        print(
            f"words a second    {words / seconds:,.0f} in all, "
            f"{words / (committed[0] - clock.spent):,.0f} reading and committing"
        )
    print(
        f"seconds           {seconds:.1f}: {clock.spent:.1f} opening files, "
        f"{committed[0] - clock.spent:.1f} reading and committing,"
    )
    print(f"                  {seconds - committed[0]:.1f} identities, stories and indexes")


if __name__ == "__main__":
    main()
