"""How fast the hot tables answer at a size: medians of warm queries over resampled articles.

    python benchmarks/analysis.py LIBRARY [--articles 100000] [--repeat 9]

Readings are those of the library; an article drawn again gets an identifier, a date, an outlet and a story of
its own, so that nothing is counted out as a copy. Each query is asked with other filters each time, none of
which it has been asked with before. At the end the same table of pairs by a pandas self-merge, in the same
run.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

import dragoman
from dragoman.analysis.articles import find_articles
from dragoman.analysis.building import build_tables, flatten_column
from dragoman.analysis.bursts import find_bursts_over_time
from dragoman.analysis.changes import count_changes
from dragoman.analysis.comparison import compare_entities, compare_over_time, compare_pairs
from dragoman.analysis.entities import count_entities
from dragoman.analysis.evidence import find_evidence
from dragoman.analysis.filter_options import list_options
from dragoman.analysis.library import Library
from dragoman.analysis.lookup import look_up
from dragoman.analysis.name_index import build_index, read_typed
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.pairs_over_time import count_windows
from dragoman.analysis.tables import Tables
from dragoman.analysis.timeline import (
    count_articles,
    count_entities_over_time,
    count_pair_over_time,
    count_share_over_time,
)
from dragoman.exports.graphs import write_gexf, write_graphml
from dragoman.figures.arrangement import arrange_pairs
from dragoman.figures.matrix import draw_matrix
from dragoman.figures.network import draw_network
from dragoman.model import Filter

COLUMNS = [
    "id", "title", "text", "date", "date_origin", "outlet", "url", "words", "sentences", "entities",
    "mentions", "topics",
]  # fmt: skip
OUTLETS = 60
FIRST = date(2010, 1, 1)
DAYS = 5500
LISTED = 2000  # as many as the Connections page asks for
CHANGED = ((date(2016, 1, 1), date(2016, 12, 31)), (date(2015, 1, 1), date(2015, 12, 31)))


def resample(
    library: Library, articles: int, seed: int = 7, columns: Sequence[str] = ()
) -> tuple[pa.Table, dict[str, str]]:
    """Rows of so many articles drawn from a library, and the story of one in five.

    `columns` come besides those that the hot tables need.
    """
    rows = library.rows([*COLUMNS, *columns])
    if not rows.num_rows:
        raise SystemExit(
            "The library has no articles to draw from: "
            "name one that has, as in `python benchmarks/analysis.py FOLDER`."
        )
    chance = np.random.default_rng(seed)
    for name in ("title", "text"):  # a hundred thousand texts are more than 32 bits can count
        rows = rows.set_column(rows.schema.get_field_index(name), name, rows[name].cast(pa.large_string()))
    drawn = rows.take(pa.array(chance.integers(0, rows.num_rows, articles)))
    ids = [f"article-{number}" for number in range(articles)]
    own = {
        "id": pa.array(ids),
        "date": pa.array(
            [FIRST + timedelta(days=int(day)) for day in chance.integers(0, DAYS, articles)], pa.date32()
        ),
        "outlet": pa.array([f"Outlet {number}" for number in chance.zipf(1.4, articles) % OUTLETS]),
    }
    for name, values in own.items():
        drawn = drawn.set_column(drawn.schema.get_field_index(name), name, values)
    stories = {
        ids[number]: ids[int(chance.integers(0, number))]
        for number in chance.integers(1, articles, articles // 5)
    }
    return drawn, {id: stories.get(story, story) for id, story in stories.items()}


def vary_filters(tables: Tables) -> Iterator[Filter]:
    """Filters never asked before: every other one everything, the rest some dates, outlets or a country."""
    chance = np.random.default_rng(11)
    country = tables.kind_range("country")[0]
    while True:
        start = FIRST + timedelta(days=int(chance.integers(0, DAYS // 2)))
        end = start + timedelta(days=int(chance.integers(DAYS // 4, DAYS // 2)))
        outlets = tuple(f"Outlet {number}" for number in chance.integers(0, OUTLETS, 20))
        yield Filter()
        yield Filter(start=start, end=end)
        yield Filter(outlets=outlets)
        yield Filter(start=start, countries=(tables.entity_ids[country + int(chance.integers(0, 5))],))
        yield Filter(end=end, routes_off=("demonym",))


def roll_up(filter: Filter) -> Filter:
    """The filter with officials as their countries."""
    return replace(filter, rolled_up=True)


def measure(name: str, ask: Callable[[Filter], Any], tables: Tables, repeat: int) -> None:
    """Print the median and the slowest of warm questions; the first, which makes what is kept, is apart.

    The process time says more on a busy machine.
    """
    filters = vary_filters(tables)
    took, worked = [], []
    for _ in range(repeat + 1):
        start, work = time.perf_counter(), time.process_time()
        ask(next(filters))
        took.append(1000 * (time.perf_counter() - start))
        worked.append(1000 * (time.process_time() - work))
    print(
        f"{name:44} first {took[0]:8.0f} ms   "
        f"median {statistics.median(took[1:]):6.0f} ms   slowest {max(took[1:]):6.0f} ms   "
        f"process {statistics.median(worked[1:]):6.0f} ms",
        flush=True,
    )


def merge_with_pandas(mentions: pd.DataFrame) -> pd.Series:
    """Person and country in one sentence, counted in articles, by a self-merge: to measure against."""
    people = mentions[mentions["kind"] == "person"][["row", "sentence", "key"]].drop_duplicates()
    countries = mentions[mentions["kind"] == "country"][["row", "sentence", "key"]].drop_duplicates()
    both = people.merge(countries, on=["row", "sentence"])[["row", "key_x", "key_y"]].drop_duplicates()
    return both.groupby(["key_x", "key_y"]).size().sort_values(ascending=False)


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library", nargs="?", default=None)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=10)
    arguments = parser.parse_args()
    rows, stories = resample(dragoman.open(arguments.library), arguments.articles)
    mentions = flatten_column(rows, "mentions")
    print(f"{rows.num_rows:,} articles, {mentions.num_rows:,} mentions")
    start = time.perf_counter()
    tables = build_tables(rows, stories=stories)
    print(f"hot tables built in {time.perf_counter() - start:.1f} s: {len(tables.entity_ids):,} entities")
    strongest = count_pairs(tables, Filter(), limit=300)
    couples = list(zip(strongest["a"], strongest["b"], strict=True))
    top = strongest.iloc[0]
    pair = (top["a"], top["b"])
    countries = count_entities(tables, Filter(), "country", limit=5)["id"].tolist()
    topics = count_entities(tables, Filter(), "topic", limit=8)["id"].tolist()
    sides = (Filter(countries=(countries[0],)), Filter(countries=(countries[1],)))
    for kinds in (("person", "country"), ("country", "country"), ("person", "person"), ("person", "topic")):
        for unit in ("sentence", "paragraph", "article"):
            measure(
                f"pairs {kinds[0]}, {kinds[1]}, {unit}",
                lambda f, k=kinds, u=unit: count_pairs(tables, f, k, u, limit=300),
                tables,
                arguments.repeat,
            )  # type: ignore[misc]
    for counted_in in ("story", "outlet"):
        measure(
            f"pairs counted in {counted_in}",
            lambda f, c=counted_in: count_pairs(tables, f, counted_in=c, limit=300),
            tables,
            arguments.repeat,
        )  # type: ignore[misc]
    dyads = ("country", "country")
    questions: dict[str, Callable[[Filter], Any]] = {
        "officials as their countries, sentence": lambda f: count_pairs(
            tables, roll_up(f), dyads, limit=LISTED
        ),
        "officials as their countries, article": lambda f: count_pairs(
            tables, roll_up(f), dyads, "article", limit=LISTED
        ),
        "people and countries, officials rolled up": lambda f: count_pairs(tables, roll_up(f), limit=LISTED),
        "evidence of officials as countries, 20 rows": lambda f: find_evidence(
            tables, roll_up(f), countries[:2], limit=20
        ),
        "pairs by overlap": lambda f: count_pairs(tables, f, limit=LISTED, measure="jaccard"),
        "pairs by tie": lambda f: count_pairs(tables, f, limit=LISTED, measure="npmi"),
        "pairs by log-likelihood, article": lambda f: count_pairs(
            tables, f, unit="article", limit=LISTED, measure="likelihood"
        ),
        "neighbours, one step": lambda f: count_pairs(tables, f, limit=LISTED, around=countries[0]),
        "neighbours, two steps": lambda f: count_pairs(tables, f, limit=LISTED, around=pair[0], steps=2),
        "neighbours, two steps, article": lambda f: count_pairs(
            tables, f, unit="article", limit=LISTED, around=pair[0], steps=2
        ),
        "a month of the player, pairs of it": lambda f: count_pairs(
            tables, f, limit=LISTED, span=(date(2016, 3, 1), date(2016, 3, 31))
        ),
        "the player's film of 45 pairs": lambda f: count_windows(tables, f, couples[:45]),
        "the player's film of 300 pairs": lambda f: count_windows(tables, f, couples),
        "people": lambda f: count_entities(tables, f, "person", limit=50),
        "countries counted in stories": lambda f: count_entities(tables, f, "country", "story", limit=50),
        "articles by month": lambda f: count_articles(tables, f, "month"),
        "five countries by month": lambda f: count_entities_over_time(tables, f, countries, "month"),
        "share of all coverage by month": lambda f: count_share_over_time(tables, f, "month"),
        "stream of topics by month": lambda f: count_entities_over_time(tables, f, topics, "month"),
        "bursts of five countries": lambda f: find_bursts_over_time(
            count_entities_over_time(tables, f, countries, "month"), "month"
        ),
        "people of two countries compared": lambda f: compare_entities(tables, f, sides, "person", limit=24),
        "pairs of two countries compared": lambda f: compare_pairs(tables, f, sides, limit=24),
        "two countries over time": lambda f: compare_over_time(tables, f, sides),
        "a pair by month": lambda f: count_pair_over_time(tables, f, pair),
        "what changed between two years": lambda f: count_changes(tables, f, *CHANGED, given="tested"),
        "a page of articles": lambda f: find_articles(tables, f),
        "choices of the filter": lambda f: list_options(tables, f),
        "evidence of the strongest pair, 20 rows": lambda f: find_evidence(tables, f, pair, limit=20),
        "evidence of the strongest pair, all rows": lambda f: find_evidence(tables, f, pair),
    }
    for name, ask in questions.items():
        measure(name, ask, tables, arguments.repeat)
    measure_lookup(tables)
    pairs = count_pairs(tables, Filter(), limit=LISTED)
    stand = arrange_pairs(pairs, 45)
    measure("arranging 45 pairs", lambda f: arrange_pairs(pairs, 45), tables, arguments.repeat)
    measure(
        "arranging 600 pairs, 300 names at most",
        lambda f: arrange_pairs(pairs, 600),
        tables,
        arguments.repeat,
    )
    measure(
        "drawing what is arranged", lambda f: draw_network(pairs, arrangement=stand), tables, arguments.repeat
    )
    for name, draw in (("network", draw_network), ("matrix", draw_matrix)):
        measure(f"drawing a {name}", lambda f, d=draw: d(pairs), tables, arguments.repeat)  # type: ignore[misc]
    for name, write in (
        ("GraphML", lambda frame: write_graphml(frame, "")),
        ("GEXF", lambda frame: write_gexf(frame, "", "2026-01-01")),
    ):
        start = time.perf_counter()
        size = len(write(count_pairs(tables, Filter())))
        print(f"all pairs as {name:31} {time.perf_counter() - start:14.1f} s    {size / 1e6:6.1f} MB")
    compare(rows, mentions, tables, arguments.repeat)


def measure_lookup(tables: Tables, people: int = 118_000) -> None:
    """How long the look-up takes: in the tables, and among made names, as many as a large library has."""
    for _ in range(2):  # the first makes the indexes
        for text in ("b", "bid", "Biden", "UK", "Qaddafi", "Netenyahu", "nobody at all"):
            start = time.perf_counter()
            look_up(tables, text)
            print(f"looking up {text:33} {1000 * (time.perf_counter() - start):14.0f} ms")
    words = [str(label).split() for label in tables.labels[slice(*tables.kind_range("person"))]]
    chance = np.random.default_rng(7)
    first, last = (chance.integers(0, len(words), people) for _ in range(2))
    names = [f"{words[a][0]} {words[b][-1]}" for a, b in zip(first, last, strict=True)]
    start = time.perf_counter()
    index = build_index(names, names, chance.zipf(1.5, people), ())
    print(f"index of {people:,} made names {time.perf_counter() - start:22.1f} s")
    for text in ("b", "bid", "Biden", "Qaddafi", "Netenyahu"):
        typed = read_typed(text)
        for way in (index.meet, index.hear, index.guess):
            start = time.perf_counter()
            way(typed, 50)
            took = 1000 * (time.perf_counter() - start)
            print(f"{text:12} among made names: {way.__name__:20} {took:14.0f} ms")


def compare(rows: pa.Table, mentions: pa.Table, tables: Tables, repeat: int) -> None:
    """The table of pairs of everything by pandas and from the hot tables."""
    frame = mentions.select(["row", "sentence", "key"]).to_pandas()
    frame["kind"] = frame["key"].str.partition(":")[0].astype("category")
    frame["key"] = frame["key"].astype("category").cat.codes
    merged = merge_with_pandas(frame)
    ways: dict[str, Callable[[], Any]] = {
        "pandas self-merge": lambda: merge_with_pandas(frame),
        "hot tables, all pairs with their measures": lambda: count_pairs(tables, Filter()),
        "hot tables, the 300 that are listed": lambda: count_pairs(tables, Filter(), limit=300),
    }
    print(f"{len(merged):,} pairs by key")
    fastest: dict[str, tuple[float, float]] = {}
    for _ in range(max(repeat // 2, 3)):  # by turns, so that a busy machine slows one like the other
        for name, way in ways.items():
            start, work = time.perf_counter(), time.process_time()
            way()
            took = time.perf_counter() - start, time.process_time() - work
            fastest[name] = tuple(map(min, took, fastest.get(name, took)))  # type: ignore[assignment]
    slow = fastest["pandas self-merge"]
    for name, (wall, work) in fastest.items():
        times = f"{slow[0] / wall:.0f} times as fast, by process time {slow[1] / work:.0f}"
        print(f"{name:44} fastest {1000 * wall:6.0f} ms   process {1000 * work:6.0f} ms   {times}")


if __name__ == "__main__":
    main()
