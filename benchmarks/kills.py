"""Kills `dragoman add` at random moments and completes it.

    python benchmarks/kills.py [--kills 200] [--articles 500] [--seed 1]

Each round adds the articles of one file, with five rows that are none, read by hand in place of the model. A
SIGKILL comes at a moment drawn by lot between the start and a little later than an undisturbed add ends; then
the library is opened and looked at: every article that is there must be whole, none there twice, none lost.
An add that ended before its kill came, or the one after ten kills, completes the library, which must then
hold all articles, all rejected rows, identifiers that are up to date and a full-text index that finds every
article; the next library begins. Prints the figures; stops with an error at the first fault.

Not for Windows: the processes are forks of one that has imported everything, so that a round takes about a
second.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from dragoman import Library, cli, sources
from dragoman.library import adding, store
from dragoman.library.database import Database
from dragoman.library.resolving import _is_current, sum_stamps
from dragoman.library.schema import (
    ARTICLE_COLUMNS,
    ARTICLES,
    IDENTITIES,
    READING_COLUMNS,
    hash_number,
    unpack_article,
    unpack_reading,
)
from dragoman.model import Article, Entity, Mention, Reading
from dragoman.resolution.people import resolve_identities
from dragoman.resolution.stories import find_stories
from dragoman.sources import read_source

FORK = multiprocessing.get_context("fork")
CHUNKS = (8, 32, adding.CHUNK)  # the last is what users have; smaller ones are amid a commit more often
NO_ARTICLES = 5
MOST_KILLS = 10  # of one library
TEXT = (
    "Text number {} is about what Sergey Lavrov said to the "
    "ministers of two other countries on that day in Rome."
)
NAMED = Entity("person:sergey-lavrov", "person", "Sergey Lavrov")


class Readers:
    """Finds Sergey Lavrov in every text, in so many seconds."""

    model, rules, chunk = "by hand", "1", 1

    def __init__(self, pause: float = 0) -> None:
        self.pause = pause

    def key(self, title: str, text: str) -> str:
        """The text's key."""
        return blake2b(f"{title}\n\n{text}".encode(), digest_size=16).hexdigest()

    def use_topics(self, topics: Sequence[object]) -> None:
        """Finds no topics."""

    def prepare(self, articles: int) -> None:
        """Nothing to prepare."""

    def read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        """One reading an article."""
        for article in articles:
            time.sleep(self.pause)
            start, key = article.full_text.index(NAMED.name), self.key(article.title, article.text)
            mention = Mention(start, start + len(NAMED.name), NAMED.key, "name", 1, 1)
            sentences = ((0, len(article.title)), (len(article.title) + 2, len(article.full_text)))
            yield Reading(key, self.model, self.rules, sentences, (NAMED,), (mention,))

    def rest(self) -> None:
        """Nothing to give back."""


def write_articles(path: Path, articles: int) -> None:
    """The file that is added again and again."""
    rows = [
        {"id": f"id-{number}", "title": f"Title {number}", "text": TEXT.format(number)}
        for number in range(articles)
    ]
    rows += [{"title": f"No text {number}"} for number in range(NO_ARTICLES)]
    random.Random(1).shuffle(rows)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def warm_up(path: Path) -> None:
    """Load whatever an add loads, but for the library, so that the forks need not."""
    texts = [(item.id, item.date, item.text) for item in read_source(path) if isinstance(item, Article)]
    find_stories(texts, 0.8)
    resolve_identities(ARTICLES.empty_table().select(["entities"]), IDENTITIES.empty_table())


def add(path: Path, uri: str, chunk: int, pause: float) -> None:
    """`dragoman add PATH --library URI`, in a process of its own."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    adding.CHUNK = chunk
    store.Readers = lambda: Readers(pause)  # type: ignore[misc,assignment]
    sources.parse_in_process = read_source  # so that kills come amid commits, not as a process starts
    cli.app(["add", str(path), "--library", uri], standalone_mode=False)


def look(uri: str, articles: int) -> dict[str, int]:
    """What a library holds; AssertionError when an article is there twice or is not whole."""
    library = Library(uri, Readers(0))
    rows = library.rows([*ARTICLE_COLUMNS, *READING_COLUMNS, "edited", "stamp"]).to_pylist()
    ids = {row["id"] for row in rows}
    assert len(ids) == len(rows), "an article is there twice"
    assert ids <= {f"id-{number}" for number in range(articles)}, "an article is there that never was"
    for row in rows:
        article, reading = unpack_article(row), unpack_reading(row)
        number = article.id.removeprefix("id-")
        assert (article.title, article.text) == (f"Title {number}", TEXT.format(number)), (
            "an article is not whole"
        )
        assert [article.full_text[found.start : found.end] for found in reading.mentions] == [NAMED.name], (
            "a reading is not whole"
        )
        assert row["stamp"] == hash_number((article, reading, row["edited"])), "a row is not what was written"
    found = library.search('"sergey lavrov"')
    assert found.keys() == ids, "the full-text search does not find what is there"
    source = sum_stamps(Database(library.uri))
    return {
        "articles": len(rows),
        "quarantined": library.quarantine.count(),
        "identities": library.identities().num_rows,
        "current": int(_is_current(Database(library.uri), "identities", source)),
    }


def run(function: Callable[..., Any], *arguments: Any) -> Any:
    """A function's result, from a process of its own; its error ends this one."""
    answers: Any = FORK.SimpleQueue()

    def answer() -> None:
        try:
            answers.put(function(*arguments))
        except BaseException as error:
            answers.put(f"{type(error).__name__}: {error}")
            raise

    process = FORK.Process(target=answer)
    process.start()
    process.join(120)
    if process.exitcode != 0:
        process.kill()
        sys.exit(
            f"{function.__name__}{arguments}: "
            f"{answers.get() if not answers.empty() else 'no answer within 120 s'}"
        )
    return answers.get()


def kill(seconds: float, *arguments: Any) -> bool:
    """Start an add and kill it after so many seconds; whether it was still at work."""
    process = FORK.Process(target=add, args=arguments)
    process.start()
    process.join(seconds)
    if process.exitcode is None:
        process.kill()
        process.join()
    if process.exitcode > 0:
        sys.exit(f"add{arguments} ended with exit code {process.exitcode}")
    return bool(process.exitcode < 0)


def main() -> None:
    """Kill, look, complete, and print the figures."""
    warnings.filterwarnings("ignore", message="lancedb fork support")  # nothing is open at a fork
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    dice, figures, begun = random.Random(arguments.seed), Counter[str](), time.monotonic()
    whole = {"articles": arguments.articles, "quarantined": NO_ARTICLES, "identities": 1, "current": 1}
    with tempfile.TemporaryDirectory() as folder:
        path, pause = Path(folder, "articles.jsonl"), 0.3 / arguments.articles
        write_articles(path, arguments.articles)
        warm_up(path)
        lengths = {}
        for chunk in CHUNKS:
            start = time.monotonic()
            run(add, path, f"{folder}/undisturbed-{chunk}", chunk, pause)
            lengths[chunk] = time.monotonic() - start
        while figures["kills"] < arguments.kills:
            uri, chunk, held = f"{folder}/library-{figures['libraries']}", dice.choice(CHUNKS), 0
            for _ in range(min(MOST_KILLS, arguments.kills - figures["kills"])):
                if not kill(dice.uniform(0, 1.1 * lengths[chunk]), path, uri, chunk, pause):
                    break
                figures["kills"] += 1
                found = run(look, uri, arguments.articles)["articles"]
                assert found >= held, "an article is lost"
                stage = (
                    "before all articles were in"
                    if found < arguments.articles
                    else "after the last article was in"
                )
                figures[f"kills {stage}"] += 1
                figures["kills that left a part of the articles"] += 0 < found < arguments.articles
                held = found
            run(add, path, uri, chunk, pause)
            completed = run(look, uri, arguments.articles)
            assert completed == whole, f"{completed} instead of {whole}"
            figures["libraries"] += 1
    seconds = time.monotonic() - begun
    print(
        f"{figures['kills']} kills of `dragoman add` of {arguments.articles} articles, "
        f"in {seconds:.0f} s, seed {arguments.seed}:"
    )
    for name in (
        "kills before all articles were in",
        "kills after the last article was in",
        "kills that left a part of the articles",
    ):
        print(f"  {figures[name]:4} {name}")
    print(
        f"  {figures['libraries']:4} libraries completed: "
        f"each {arguments.articles} articles, none twice, none partial, none lost;"
    )
    print(f"       {NO_ARTICLES} quarantined rows; full-text search finds all; identities up to date.")


if __name__ == "__main__":
    main()
