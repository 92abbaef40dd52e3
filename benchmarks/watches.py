"""Ten watches over a library, replayed day by day: how many items a weekly digest of all of them has.

    python benchmarks/watches.py LIBRARY [--from 2021-01-01] [--to 2023-12-31] [--drawn FILE]

Each article counts as added on its own day. Identities and stories are those of the whole library. With
--drawn 50 items, drawn by a fixed seed, are written as JSON lines, to be read carefully. The library is only
read.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections import Counter
from dataclasses import asdict
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import numpy as np

import dragoman
from dragoman.library.watches import News, Watch
from dragoman.model import Filter, View
from dragoman.watches import look_at

ALL = ("pair", "stronger", "office", "silence")


def watch_country(name: str, code: str, silence: int, *more: str) -> Watch:
    """A watch of a country, with who is named with it."""
    return Watch(name, View("connections", Filter(countries=(f"country:{code}",))), (*ALL, *more), silence)


TURKEY = View("connections", Filter(countries=("country:TUR",)), ("country", "country"))
WATCHES = (
    watch_country("Ukraine", "UKR", 7),
    watch_country("Iran", "IRN", 14),
    watch_country("Taiwan", "TWN", 30, "article"),
    watch_country("Belarus", "BLR", 14),
    watch_country("Afghanistan", "AFG", 30, "article"),
    Watch("Putin", View("connections", selection=("person:vladimir-putin",)), ALL, silence=7),
    Watch("Blinken", View("connections", selection=("person:antony-blinken",)), ALL, silence=14),
    Watch("Turkey and others", TURKEY, ALL),
    Watch("Sanctions", View("connections", Filter(topics=("topic:sanctions",))), ("stronger", "silence")),
    Watch("Offices", View("overview"), ("office",)),
)
DRAWN = 50


def replay(library: dragoman.Library, first: date, last: date) -> list[tuple[str, News]]:
    """What ten watches tell from day to day, as (watch, news)."""
    tables = library.tables()
    added = {
        id: datetime.combine(day.item(), clock(6))
        for id, day in zip(tables.article_ids, tables.day, strict=True)
        if not np.isnat(day)
    }
    watches, told = list(WATCHES), list[tuple[str, News]]()
    day = first - timedelta(days=1)  # the first look, which tells nothing
    while day <= last:
        found = look_at(tables, added, watches, datetime.combine(day, clock(12)))
        watches = [after for after, _ in found]
        told += [(watch.name, item) for watch, news in found for item in news]
        day += timedelta(days=1)
    return told


def main() -> None:
    """Replay, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, default=date(2021, 1, 1))
    parser.add_argument("--to", dest="last", type=date.fromisoformat, default=date(2023, 12, 31))
    parser.add_argument("--drawn", type=Path)
    asked = parser.parse_args()
    started = time.perf_counter()
    told = replay(dragoman.open(asked.library), asked.first, asked.last)
    weeks = Counter((item.found.date() - asked.first).days // 7 for _, item in told)
    sizes = [weeks[week] for week in range(((asked.last - asked.first).days + 1) // 7)]
    print(f"{len(told)} items in {len(sizes)} weeks, {time.perf_counter() - started:.0f} s")
    print(
        f"a weekly digest of {len(WATCHES)} watches: median {statistics.median(sizes):g}, "
        f"nine in ten at most {sorted(sizes)[int(len(sizes) * 0.9)]}, largest {max(sizes)}"
    )
    for name, count in Counter(item.kind for _, item in told).most_common():
        print(f"  {name:10}{count:6}")
    for name, count in Counter(name for name, _ in told).most_common():
        print(f"  {name:20}{count:6}")
    if asked.drawn:
        chosen = random.Random(20).sample(told, min(DRAWN, len(told)))
        lines = [
            json.dumps({"watch": name} | asdict(item), default=str, ensure_ascii=False)
            for name, item in chosen
        ]
        asked.drawn.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
