"""Sends everything nasty through every door, one thing at a time.

    python benchmarks/nasty.py [--every 1] [--door feed] [--by-hand]

Each file of ../shared/nasty, and each of its strings as an article, is added as a file, uploaded, and
followed as a feed of a site on 127.0.0.1; those of one door and kind into one library, read by the real model
(--by-hand: by none). Prints for each door and kind how many came, how many items were stored and quarantined,
how many things were refused at the door, and the slowest, in seconds of processor time of this process and
those below it; then how many faults there are of each kind. Stops with an error at whatever is raised, takes
over 5 s, or comes to nothing without a reason; when invalid JSON (n_*.json) is not refused with its line, or
valid JSON (y_*.json) is called invalid.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from conftest import HandReaders
from doors import DOORS, Thing, list_things
from site_on_loopback import serve_site

from dragoman.analysis.library import Library
from dragoman.library.reading_processes import Readers
from dragoman.library.summary import Summary

SLOWEST = 5.0  # seconds of processor time
# What can be wrong with how a thing came in.
SLOW, SILENT, UNCLEAR, LET_IN, UNPLACED, REFUSED, RAISED = (
    f"took more than {SLOWEST:.0f} s",
    "came to nothing, and nothing was said",
    "has no reason that one could act on",
    "is invalid JSON and was not refused",
    "is invalid JSON and was refused without its line",
    "is valid JSON and was refused",
    "raised an error",
)
KINDS = (SLOW, SILENT, UNCLEAR, LET_IN, UNPLACED, REFUSED, RAISED)


def spend() -> float:
    """Seconds of processor time of this process so far, and of all below it where the system tells."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = time.process_time() + ended.ru_utime + ended.ru_stime
    below, parents = {os.getpid()}, dict[int, tuple[int, float]]()
    for number in filter(str.isdecimal, os.listdir("/proc") if os.path.isdir("/proc") else ()):
        try:
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        parents[int(number)] = (
            int(fields[1]),
            (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"),
        )
    while new := {number for number, (parent, _) in parents.items() if parent in below} - below:
        below |= new
    return taken + sum(parents[number][1] for number in below - {os.getpid()} if number in parents)


def judge(thing: Thing, library: Library, summary: Summary, refusal: str, seconds: float) -> tuple[str, str]:
    """What is wrong with how a thing came in: one of `KINDS` and more on it, or two times ""."""
    reasons = [*(reason for reason, _ in summary.reasons), *([refusal] if refusal else [])]
    name = thing.name.removeprefix("json-")
    if seconds > SLOWEST:
        return SLOW, f"{seconds:.1f} s"
    if not summary.items and not refusal and thing.kind != "feeds":
        return SILENT, ""
    if not all(len(reason) > 10 and reason.endswith(".") for reason in reasons):
        return UNCLEAR, f"{reasons}"
    broken = [reason for reason in reasons if "not valid JSON" in reason or "empty" in reason]
    if thing.kind == "json" and name.startswith("n_"):
        if summary.items > summary.quarantined or len(broken) < len(reasons) or not reasons:
            return LET_IN, f"{summary.sentence()} {refusal}"
        kept = library.quarantine.items() if summary.quarantined else None
        if kept is not None and not kept[kept["source"] == thing.name]["where"].str.match(r"line \d").all():
            return UNPLACED, ""
        if kept is None and "empty" not in refusal and not re.search(r"line \d", refusal):
            return UNPLACED, refusal
    if (
        thing.kind == "json"
        and name.startswith("y_")
        and any("not valid JSON" in reason for reason in reasons)
    ):
        return REFUSED, f"{reasons}"
    return "", ""


def main() -> None:
    """Send, judge, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--every", type=int, default=1, help="only every so-manieth thing")
    parser.add_argument("--door", choices=list(DOORS), help="only this one")
    parser.add_argument("--by-hand", action="store_true")
    arguments = parser.parse_args()
    os.environ |= {"DRAGOMAN_FETCH_HOSTS": "127.0.0.1", "DRAGOMAN_FETCH_DELAY": "0"}
    things, faults, begun = list_things()[:: arguments.every], list[str](), time.monotonic()
    figures: dict[tuple[str, str], Counter[str]] = {}
    slowest: dict[tuple[str, str], float] = {}
    kinds = Counter[str]()
    with tempfile.TemporaryDirectory() as folder, serve_site() as site:
        readers = HandReaders() if arguments.by_hand else Readers()
        for door in [arguments.door] if arguments.door else DOORS:
            for number, thing in enumerate(things, 1):
                library = Library(Path(folder, f"library-{door}-{thing.kind}"), readers)
                start = spend()
                try:
                    summary, refusal = DOORS[door](library, thing, site if door == "feed" else Path(folder))
                    seconds = spend() - start
                    fault, more = judge(thing, library, summary, refusal, seconds)
                except Exception as error:
                    summary, refusal, seconds, fault, more = (
                        Summary(),
                        "",
                        0.0,
                        RAISED,
                        f"{type(error).__name__}: {error}",
                    )
                if fault:
                    faults.append(f"{door}: {thing.name} {fault}: {more}"[:500])
                    kinds[fault] += 1
                key = door, thing.kind
                count = figures.setdefault(key, Counter())
                count["things"] += 1
                count["stored"] += summary.items - summary.quarantined
                count["quarantined"] += summary.quarantined
                count["refused"] += bool(refusal)
                slowest[key] = max(slowest.get(key, 0), seconds)
                print(f"\r{door}: {number} of {len(things)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    print(f"{'door':8}{'kind':10}{'things':>8}{'stored':>8}{'quarantined':>13}{'refused':>9}{'slowest':>9}")
    for (door, kind), count in figures.items():
        print(
            f"{door:8}{kind:10}{count['things']:8}{count['stored']:8}{count['quarantined']:13}{count['refused']:9}",
            end="",
        )
        print(f"{slowest[door, kind]:7.2f} s")
    for kind in KINDS:
        print(f"{kinds[kind]:4} {kind}")
    longest = max(slowest.values(), default=0.0)
    print(
        f"{len(faults)} faults, slowest {longest:.2f} s of processor time; "
        f"{time.monotonic() - begun:.0f} s in all"
    )
    if faults:
        sys.exit("\n".join(faults[:50]))


if __name__ == "__main__":
    main()
