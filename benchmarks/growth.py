"""Doubles odd input at every door and watches what it costs.

    python benchmarks/growth.py [--door extract] [--only NAME] [--seconds 20]

Each row of a table of generators makes input of some size; the size is doubled until reading it has taken
more than 50 ms of processor time four times in a row, or the input is larger than its door lets in. Prints by
how much each of the last three doublings made the reading longer (2 is linear) and stops with an error where
one did so by more than 2.6 times, or where a size took longer than --seconds.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import growth_doors
from growth_inputs import CASES, Case

STEADY = 0.05  # seconds of processor time from which a doubling is measured
DOUBLINGS = 3
FURTHER = 3
MOST = 2.6  # times as long for twice as much
TRIES = 3  # a doubling that was too slow is measured anew: other work on the machine slows some


def measure(read: Callable[[Any], object], case: Case, size: int) -> tuple[float, int]:
    """Seconds of processor time for an input of a size, and its length."""
    made = case.make(size)
    begun = time.process_time()
    read(made)
    taken = time.process_time() - begun
    return taken, growth_doors.count(made)


def follow(case: Case, pipe: Connection) -> None:
    """Doubles until the last doublings say enough; sends each (size, seconds, length), then None."""
    read = growth_doors.DOORS[case.door]
    measure(read, case, 1)  # what is loaded once is loaded now
    gc.freeze()
    size, steady = 1, 0
    rows: list[tuple[int, float, int]] = []
    # Where one was too slow it goes on: a bound may lie there, behind which it is linear, and what has none
    # stays too slow.
    while steady <= DOUBLINGS or (steady <= DOUBLINGS + FURTHER and max(list_growth(rows)) > MOST):
        taken, length = measure(read, case, size)
        rows.append((size, taken, length))
        pipe.send(rows[-1])
        steady = steady + 1 if taken > STEADY else 0
        if length > growth_doors.LARGEST.get(case.door, growth_doors.LARGEST_OF_ANY):
            break
        size *= 8 if taken < STEADY / 16 and length < growth_doors.LARGEST_OF_ANY / 64 else 2
    pipe.send(None)


def watch(case: Case, seconds: float) -> tuple[list[tuple[int, float, int]], str]:
    """What a process of its own measured, and what went wrong, or ""."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=follow, args=(case, theirs))
    process.start()
    theirs.close()
    rows: list[tuple[int, float, int]] = []
    fault = ""
    try:
        while True:
            if not ours.poll(3 * seconds):  # of wall time: the machine may do other work
                fault = f"twice {rows[-1][2] if rows else 0:,} takes more than {seconds:.0f} s"
                break
            if (row := ours.recv()) is None:
                break
            rows.append(row)
            if row[1] > seconds:
                fault = f"{row[2]:,} takes {row[1]:.0f} s"
                break
    except EOFError:
        fault = f"the process ended at twice {rows[-1][2] if rows else 0:,}"
    process.kill()
    process.join()
    return rows, fault


def list_growth(rows: list[tuple[int, float, int]]) -> list[float]:
    """By how much each of the last doublings made it longer, of those that took long enough to tell."""
    steady = [(before[1], after[1]) for before, after in pairwise(rows) if before[1] > STEADY]
    return [after / before for before, after in steady][-DOUBLINGS:]


def judge(case: Case, seconds: float) -> tuple[str, str]:
    """A line on a case, and its fault, or ""."""
    for _ in range(TRIES):
        rows, fault = watch(case, seconds)
        growth = list_growth(rows)
        if fault or all(times <= MOST for times in growth):
            break
    if not fault and any(times > MOST for times in growth):
        fault = f"twice as much takes {max(growth):.1f} times as long"
    size, taken, length = rows[-1] if rows else (0, 0.0, 0)
    shown = " ".join(f"{times:.1f}" for times in growth)
    return f"{case.door:9}{case.name:28}{size:10,}{length:12,}{taken:8.2f} s  {shown:14}{fault}", fault


def main() -> None:
    """Measures every case, prints a line on each, and fails if one grows faster than its input."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--door", action="append", choices=list(growth_doors.DOORS), help="only these")
    parser.add_argument("--only", default="", help="only cases with this in their names")
    parser.add_argument(
        "--seconds", type=float, default=20.0, help="of processor time that one size may take"
    )
    arguments = parser.parse_args()
    chosen = [
        case
        for case in CASES
        if case.door in (arguments.door or growth_doors.DOORS) and arguments.only in case.name
    ]
    if any(case.door == "extract" for case in chosen):
        growth_doors.load_reader()  # once, before the processes are made
    begun, faults = time.monotonic(), 0
    print(f"{'door':9}{'case':28}{'size':>10}{'length':>12}{'longest':>10}  growth")
    for case in chosen:
        line, fault = judge(case, arguments.seconds)
        faults += bool(fault)
        print(line, flush=True)
    print(f"{len(chosen)} cases, {faults} faults in {time.monotonic() - begun:.0f} s")
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
