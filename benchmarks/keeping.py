"""What keeping a library costs once it is there: python benchmarks/keeping.py --library FOLDER [--articles 5]

Works on a copy in a temporary folder. Adds so many articles one by one (of the sample, with their paragraphs
turned round, so that none is there already), with identities and stories apart; the first one, which loads
the model, does not count. Then switches a topic off and finds topics anew, as `dragoman reread --topics`
does. Prints medians of the seconds on the wall's clock.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median

from dragoman.analysis.library import Library
from dragoman.library import resolving
from dragoman.library.database import Database
from dragoman.model import Article
from dragoman.sources import read_source

SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "articles.jsonl"
SWITCHED_OFF = '[[topic]]\nid = "meetings-visits"\noff = true\n'


def watch(act: Callable[[Database, int], None], times: list[float]) -> Callable[[Database, int], None]:
    """The function, its seconds noted at each call."""

    def timed(database: Database, source: int) -> None:
        start = time.perf_counter()
        act(database, source)
        times.append(time.perf_counter() - start)

    return timed


def turn_round(article: Article) -> Article:
    """An article of the same length that no library holds."""
    text = "\n\n".join(reversed(article.text.split("\n\n")))
    return Article(
        f"keeping:{article.id}", f"Once more: {article.title}", text, date=article.date, outlet=article.outlet
    )


def add_one_by_one(library: Library, number: int) -> None:
    """Adds and prints."""
    whole, identities, stories = list[float](), list[float](), list[float]()
    resolving.refresh_identities = watch(resolving.refresh_identities, identities)
    resolving.refresh_stories = watch(resolving.refresh_stories, stories)
    articles = (item for item in read_source(SAMPLE) if isinstance(item, Article))
    for article in islice(articles, number + 1):
        start = time.perf_counter()
        library.add_items([turn_round(article)])
        whole.append(time.perf_counter() - start)
    rest = [all_ - one - two for all_, one, two in zip(whole, identities, stories, strict=True)]
    for label, times in (
        ("", whole),
        (": identities", identities),
        (": stories", stories),
        (": reading, writing, indexes", rest),
    ):
        print(f"{'one more article' + label:44} {median(times[1:]):8.2f} s", flush=True)


def main() -> None:
    """Copies, adds, finds topics anew."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--library", required=True, type=Path)
    parser.add_argument("--articles", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "library"
        shutil.copytree(options.library, copy)
        library = Library(copy)
        print(f"{library.count():,} articles")
        add_one_by_one(library, options.articles)
        (copy / "topics.toml").write_text(SWITCHED_OFF, "utf-8")
        start = time.perf_counter()
        number = library.reread(only_topics=True)
        seconds = time.perf_counter() - start
        print(f"{'topics of ' + format(number, ',') + ' articles':44} {seconds:8.2f} s")


if __name__ == "__main__":
    main()
