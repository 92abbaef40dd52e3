"""What a library of some size costs: python benchmarks/scale.py FOLDER... [--repeat 5] [--others]

Each FOLDER holds a library of another size, with one of articles to be added beside it, as large.py makes
them. Each figure is CPU seconds of a process of its own (of all its threads), since the machine may be busy:
from nothing and from what is kept on disk to the first chart, with the peak of memory; 100 articles added:
storing, settling, and the tables of an open library; and medians of charts, a search and an export of an open
library, each with a filter of its own. `--others` measures the same chart as pandas, DuckDB from Parquet and
SQLite make it, cold and warm. Behind each row its exponents of growth from one size to the next.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent))

from analysis import merge_with_pandas, vary_filters

from dragoman.analysis.kept_tables import FOLDER
from dragoman.analysis.library import Library
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.tables import Tables
from dragoman.exports.graphs import write_gexf
from dragoman.library.database import Database
from dragoman.library.resolving import SETTLED, settle_articles
from dragoman.model import Filter, View
from dragoman.questions.rows import list_articles, list_rows

Figures = dict[str, float]
PAIRS = """
    SELECT x.key, y.key, count(DISTINCT x.row) FROM mentions x JOIN mentions y USING (row, sentence)
    WHERE x.kind = 'person' AND y.kind = 'country' GROUP BY x.key, y.key ORDER BY 3 DESC LIMIT 300
"""


class Clock:
    """CPU seconds of this process since it was last asked."""

    def __init__(self) -> None:
        self.last = 0.0

    def lap(self) -> float:
        """Those seconds."""
        before, self.last = self.last, time.process_time()
        return self.last - before


def open_library(folder: str) -> Figures:
    """To the first chart, imports and all."""
    clock, library = Clock(), Library(folder)
    count_pairs(library.tables(), Filter(), limit=300)
    figures = {"to first chart": clock.lap(), "memory, GiB": measure_memory()}
    library.finish_keeping()
    return figures | {"writing to disk": clock.lap()}


def add(folder: str) -> Figures:
    """100 articles to an open library, whose copy is in a folder that goes."""
    with tempfile.TemporaryDirectory(dir=Path(folder).parent) as scratch:
        shutil.copytree(folder, copy := f"{scratch}/library")
        library, database = Library(copy), Database(copy)
        count_pairs(library.tables(), Filter(), limit=300)
        more = Database(f"{folder}.more").fetch("articles").slice(0, 100)
        clock = Clock()
        clock.lap()
        database.put_table("articles", more)
        stored = clock.lap()
        settle_articles(database, shared=False)
        for name in SETTLED:
            database.tidy(name)
        settled = clock.lap()
        tables = library.tables()
        assert tables.size == len(tables.article_ids) == database.count("articles")
        made = clock.lap()
    return {"add 100": stored + settled + made, "of it settling": settled, "of it tables": made}


def ask(folder: str, repeat: int) -> Figures:
    """Medians of warm questions, in milliseconds of CPU."""
    tables = Library(folder).tables()
    articles = View("articles", Filter(text="president"))
    questions: dict[str, Callable[[Filter], Any]] = {
        "pairs by sentence": lambda f: count_pairs(tables, f, limit=2000),
        "pairs by article": lambda f: count_pairs(tables, f, unit="article", limit=2000),
        "pairs of countries": lambda f: count_pairs(tables, f, ("country", "country"), limit=2000),
        "a page of articles": lambda f: list_articles(tables, View("articles", f), 1, 20),
        "longest first": lambda f: list_articles(tables, View("articles", f, sort="longest"), 1, 20),
        "next page of a search": lambda f: list_articles(tables, articles, 2, 20),
    }
    figures = {name: 1000 * time_median(question, tables, repeat) for name, question in questions.items()}
    clock = Clock()
    clock.lap()
    list_articles(tables, View("articles", Filter(text="minister")), 1, 20)
    figures["a new search"] = 1000 * clock.lap()
    list_rows(tables, View("articles"), "articles")
    figures["export: all articles"] = 1000 * clock.lap()
    write_gexf(count_pairs(tables, Filter()), "", "2026-01-01")
    figures["export: all pairs as GEXF"] = 1000 * clock.lap()
    count_pairs(tables, Filter(rolled_up=True), limit=300)
    return figures | {"officials as countries, first": 1000 * clock.lap()}


def time_median(question: Callable[[Filter], Any], tables: Tables, repeat: int) -> float:
    """CPU seconds of a question that has been asked before, with a filter of its own each time."""
    filters, took, clock = vary_filters(tables), list[float](), Clock()
    for _ in range(repeat + 1):
        clock.lap()
        question(next(filters))
        took.append(clock.lap())
    return statistics.median(took[1:])


def ask_others(folder: str, repeat: int) -> Figures:
    """The pairs of all articles by sentence, in milliseconds, from a Parquet file that is written before."""
    with tempfile.TemporaryDirectory() as scratch:
        path = f"{scratch}/mentions.parquet"
        tables = Library(folder).tables()
        pq.write_table(
            tables.query(
                "SELECT article AS row, sentence, id AS key, kind FROM mentions JOIN entities USING (entity)"
            ),
            path,
        )
        clock = Clock()
        clock.lap()
        frame = pd.read_parquet(path)
        frame["kind"], frame["key"] = (
            frame["kind"].astype("category"),
            frame["key"].astype("category").cat.codes,
        )
        merge_with_pandas(frame)
        figures = {"pandas, cold": clock.lap()}
        merge_with_pandas(frame)
        figures["pandas, warm"] = clock.lap()
        with duckdb.connect() as connection:
            for state in ("cold", "warm"):
                connection.execute(PAIRS.replace("mentions", f"'{path}'")).fetchall()
                figures[f"DuckDB from Parquet, {state}"] = clock.lap()
        with sqlite3.connect(f"{scratch}/mentions.sqlite") as lite:
            pd.read_parquet(path).to_sql("mentions", lite, index=False)
            lite.execute("CREATE INDEX place ON mentions (row, sentence, kind, key)")
            figures["SQLite, loading"] = clock.lap()
            lite.execute(PAIRS).fetchall()
            figures["SQLite, warm"] = clock.lap()
    return {name: 1000 * took for name, took in figures.items()}


def measure_memory() -> float:
    """The peak of this process, in GiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def run(what: str, folder: Path, repeat: int) -> Figures:
    """The figures of one step, by a process of its own."""
    command = [sys.executable, __file__, str(folder), "--step", what, "--repeat", str(repeat)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return {name: float(value) for name, value in json.loads(answer.stdout.splitlines()[-1]).items()}


STEPS: dict[str, Callable[[str, int], Figures]] = {
    "open": lambda folder, repeat: open_library(folder),
    "add": lambda folder, repeat: add(folder),
    "ask": ask,
    "others": ask_others,
}


def measure(folder: Path, repeat: int, others: bool) -> Figures:
    """All figures of one library."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    nothing, kept = run("open", folder, repeat), run("open", folder, repeat)
    figures = {"articles": float(Database(str(folder)).count("articles"))}
    figures |= {f"from nothing: {name}": value for name, value in nothing.items()}
    figures |= {f"from disk: {name}": value for name, value in kept.items() if name != "writing to disk"}
    for step in ("add", "ask", *(("others",) if others else ())):
        figures |= run(step, folder, repeat)
    return figures


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(STEPS[options.step](str(options.folders[0]), options.repeat)))
        return
    columns = [measure(folder, options.repeat, options.others) for folder in options.folders]
    print(f"{date.today()}: CPU seconds; of questions milliseconds\n")
    for name in columns[0]:
        values = [column[name] for column in columns]
        powers = [
            math.log(max(more, 1e-3) / max(less, 1e-3)) / math.log(b["articles"] / a["articles"])
            for (less, more), (a, b) in zip(pairwise(values), pairwise(columns), strict=True)
        ]
        said = "".join(f"{value:12,.0f}" if value >= 100 else f"{value:12,.2f}" for value in values)
        print(f"{name:36}{said}   grows with {', '.join(f'{power:.2f}' for power in powers) or '-'}")


if __name__ == "__main__":
    main()
