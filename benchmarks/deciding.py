"""Decisions by the thousand, and kills while deciding.

    python benchmarks/deciding.py LIBRARY [--decisions 1000] [--kills 200] [--seed 1]

LIBRARY is copied, never written to. First so many decisions of all kinds are drawn by lot and kept; exported
and applied to a second copy without them they must give the very same hot tables, and all undone the tables
of before. Prints how long it takes from a decision to tables with it. Then processes decide one thing after
another and a SIGKILL comes at a moment drawn by lot: every decision that was reported as kept must be there
and whole. Stops with an error at the first fault. Not for Windows.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

from dragoman.analysis.library import Library
from dragoman.analysis.tables import Tables
from dragoman.corrections.lines import parse_lines, write_lines
from dragoman.corrections.model import Decision, complete_what, make_what
from dragoman.errors import DecisionError
from dragoman.library.database import Database
from dragoman.library.decisions import Decisions
from dragoman.library.schema import now

SPAWN = multiprocessing.get_context("spawn")  # the engine has threads, which a fork of us would lack
ASKED = ("articles", "entities", "listed", "mentions", "named", "offices", "learnt", "in_sentence")


def main() -> None:
    """Both parts, with their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library")
    for name, default in (("--decisions", 1000), ("--kills", 200), ("--seed", 1)):
        parser.add_argument(name, type=int, default=default)
    asked = parser.parse_args()
    lot = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        try_thousand(Path(asked.library), Path(folder), asked.decisions, lot)
        try_kills(Path(folder, "kills"), asked.kills, lot)


def try_thousand(source: Path, folder: Path, many: int, lot: random.Random) -> None:
    """Many decisions, exported and applied elsewhere."""
    first, second = (copy_library(source, folder / name) for name in ("first", "second"))
    before = first.tables()
    start = time.perf_counter()
    made = draw_decisions(before, many, lot)
    first.decisions.apply(made)
    print(f"{len(made):,} decisions kept in {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    here = first.tables()
    print(f"from decisions to tables: {time.perf_counter() - start:.2f} s at {here.size:,} articles")
    parsed = parse_lines(write_lines(first.decisions.load()))
    assert not parsed.faults
    second.decisions.apply(parsed.decisions)
    there = second.tables()
    assert here.corrections == there.corrections
    compare(here, there)
    print(f"applied elsewhere: the same tables, {there.corrections.sentence()}")
    times = []
    for _ in range(5):
        id = lot.choice(here.entity_ids[slice(*here.kind_range("person"))])
        start = time.perf_counter()
        kept = first.decide("hide", id=id)
        first.tables()
        times.append(time.perf_counter() - start)
        first.undo(kept.id)
    print(f"one more decision and tables: {min(times):.2f} to {max(times):.2f} s")
    now_undone = [Decision(f"u{n}", "undo", "bench", now(), "", {}, item.id) for n, item in enumerate(made)]
    first.decisions.apply(now_undone)
    compare(first.tables(), before)
    print("all undone: the tables of before")


def copy_library(source: Path, target: Path) -> Library:
    """A copy without decisions."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("decisions.lance"))
    return Library(target)


def compare(one: Tables, other: Tables) -> None:
    """Stops where two tables are not the same."""
    for name in ASKED:
        sql = f"SELECT * FROM {name} ORDER BY ALL"
        assert one.query(sql).equals(other.query(sql)), name
    assert one.entity_of == other.entity_of
    assert (one.outlets, one.article_ids) == (other.outlets, other.article_ids)


def draw_decisions(tables: Tables, many: int, lot: random.Random) -> list[Decision]:
    """Decisions of all kinds, by lot."""
    people = tables.entity_ids[slice(*tables.kind_range("person"))]
    topics = tables.entity_ids[slice(*tables.kind_range("topic"))]
    outlets = [name for name in tables.outlets if name]

    def article() -> str:
        return lot.choice(tables.article_ids)

    drawn: tuple[Any, ...] = (
        lambda: ("merge", {"ids": [lot.choice(people)], "into": lot.choice(people)}),
        lambda: ("never-merge", {"ids": lot.sample(people, 2)}),
        lambda: ("split", {"id": lot.choice(people), "country": lot.choice(("USA", "RUS", "FRA"))}),
        lambda: ("rename", {"id": lot.choice(people), "label": f"Name {lot.random():.6f}"}),
        lambda: ("retype", {"id": lot.choice(people), "type": lot.choice(("organization", "nobody"))}),
        lambda: ("hide", {"id": lot.choice(people)}),
        lambda: (
            "office",
            {"id": lot.choice(people), "role": "Envoy", "country": "FRA", "first": "2020-01-01"},
        ),
        lambda: (
            "topic",
            {"topic": lot.choice(topics), "articles": [article()], "present": lot.random() < 0.5},
        ),
        lambda: ("leave-out", {"id": lot.choice(people), "articles": [article()]}),
        lambda: ("outlets", {"names": [lot.choice(outlets)], "into": lot.choice([*outlets, "New outlet"])}),
        lambda: ("date", {"articles": [article()], "day": "2020-02-02"}),
        lambda: ("take-back", {"import": "x", "articles": [article()]}),
    )
    made: list[Decision] = []
    while len(made) < many:
        kind, what = lot.choice(drawn)()
        try:
            what = make_what(kind, complete_what(kind, what))
        except DecisionError:
            continue
        made.append(Decision(f"{len(made):08d}", kind, "bench", now(), "", what))
    return made


def try_kills(folder: Path, kills: int, lot: random.Random) -> None:
    """Kill who decides, and look whether anything is lost or half kept."""
    Decisions(Database(str(folder))).decide("hide", {"id": "person:first"})
    reported: set[str] = set()
    for number in range(kills):
        heard, told = SPAWN.Pipe(duplex=False)
        process = SPAWN.Process(target=decide_on, args=(str(folder), number, told))
        process.start()
        told.close()
        time.sleep(lot.uniform(1.0, 6.0))
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        try:
            while True:
                reported.add(heard.recv())
        except EOFError:
            pass
        kept = Decisions(Database(str(folder))).load()
        lost = reported - {item.id for item in kept}
        assert not lost, f"lost after kill {number}: {lost}"
        assert all(item.what == make_what(item.kind, item.what) for item in kept)
    print(f"{kills} kills: {len(reported):,} decisions reported, {len(kept):,} kept, none lost, each whole")


def decide_on(uri: str, number: int, told: Any) -> None:
    """Decide one thing after another, and tell of each when it is kept."""
    kept = Decisions(Database(uri))
    for place in range(1000):
        told.send(kept.decide("hide", {"id": f"person:p{number}-{place}"}).id)


if __name__ == "__main__":
    main()
