"""How fast articles are read, beside the stock pipeline, on one core; how well, where answers are at hand.

    python benchmarks/reading.py [ARTICLES.jsonl] [--words 40000] [--gold GOLD.jsonl]

Prints words a second of the processor's time of: the full pipeline as spaCy loads it (of Dragoman's own model
the one that it was trained on); its names alone, likewise; Dragoman's reading with everything that it finds.
Then, by the clock on the wall, the same in two processes, which load the model first. By default it reads the
sample articles.
"""

from __future__ import annotations

import argparse
import json
import os
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import spacy
from spacy.language import Language

from dragoman.evaluation import evaluate
from dragoman.library.reading_processes import Readers
from dragoman.model import Article
from dragoman.reading import Reader, extract
from dragoman.reading.pipeline import BATCH
from dragoman.reading.spacy_names import BASE, UNNEEDED
from dragoman.settings import OWN_MODEL, read_setting

SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "articles.jsonl"


def load_articles(path: Path, words: int) -> list[Article]:
    """The articles of a JSONL file, up to about so many words; repeated when the file holds fewer."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles: list[Article] = []
    while words > 0:
        for row in rows:
            words -= count_words(row)
            articles.append(Article(f"{len(articles)}", row["title"], row["text"]))
            if words <= 0:
                break
    return articles


def count_words(row: dict[str, str]) -> int:
    """Words between white space, of title and text."""
    return len(row["title"].split()) + len(row["text"].split())


def measure(
    label: str, words: int, read: Callable[[], object], clock: Callable[[], float] = time.process_time
) -> float:
    """Runs twice, prints the better words a second and returns it.

    The processor's time by default, so that neighbours count less.
    """
    times = []
    for _ in range(2):
        start = clock()
        read()
        times.append(clock() - start)
    speed = words / min(times)
    print(f"{label:42} {speed:10,.0f} words a second", flush=True)
    return speed


def pipe(language: Language, strings: list[str]) -> None:
    """Runs texts through a spaCy pipeline."""
    for _ in language.pipe(strings, batch_size=BATCH):
        pass


def read_in_processes(articles: list[Article]) -> None:
    """Reads in two processes, from their start to their end."""
    os.environ["DRAGOMAN_WORKERS"] = "2"
    readers = Readers()
    readers.prepare(len(articles))
    for _ in readers.read(articles):
        pass
    readers.rest()


def use_cores(cores: set[int]) -> None:
    """Keeps this process on some of its cores, where the system allows it (Linux)."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, cores)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--words", type=int, default=40_000)
    parser.add_argument(
        "--gold", type=Path, help="articles with right answers: their figures are printed too"
    )
    options = parser.parse_args()

    articles = load_articles(options.articles, options.words)
    texts = [(article.title, article.text) for article in articles]
    strings = [article.full_text for article in articles]
    words = sum(len(string.split()) for string in strings)
    name = read_setting("model")
    base = BASE if name == OWN_MODEL else name
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else {0}
    use_cores({min(cores)})
    print(f"{len(articles)} articles, {words:,} words, {name}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stock = spacy.load(base)
        names = spacy.load(base, exclude=UNNEEDED)
    full = measure("stock pipeline, all components", words, partial(pipe, stock, strings))
    del stock
    measure("its names alone", words, partial(pipe, names, strings))
    del names
    reader = Reader(name)
    ours = measure("dragoman, everything", words, lambda: list(reader.read(texts)))
    print(f"{'dragoman to stock':42} {ours / full:10.2f} times")
    use_cores(cores)
    measure(
        "dragoman, two processes, loading included",
        words,
        partial(read_in_processes, articles),
        time.perf_counter,
    )

    if options.gold:
        with options.gold.open(encoding="utf-8") as lines:
            gold = [json.loads(line) for line in lines]
        answers = [Article(row["id"], row["title"], row["text"]) for row in gold]
        readings = reader.read([(article.title, article.text) for article in answers])
        predicted = [extract(reading, article) for reading, article in zip(readings, answers, strict=True)]
        for figure in evaluate(gold, predicted).rows:
            print(
                f"{figure.name:26} P {100 * figure.precision:5.1f}  "
                f"R {100 * figure.recall:5.1f}  F1 {100 * figure.f1:5.1f}"
            )


if __name__ == "__main__":
    main()
