"""How fast every page is drawn anew after a change of the filter, over articles resampled from a library.

    python benchmarks/pages.py LIBRARY [--articles 100000] [--repeat 8] [--keep FOLDER] [--only PAGE]
      [--profile FILE]

The library is written in full, texts and full-text index included (in FOLDER, which is used again when it is
there), and the pages are run by Streamlit's AppTest, without a browser: what is timed is everything between a
click and what is sent to the browser. Every draw has a filter that nobody has asked for before. Printed are
the first draw of a page (which makes what is kept), and of the others the median and the slowest in wall
time, and the median in process time, which says more on a busy machine.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]  # for components/ as with app.py, for analysis.py

from analysis import COLUMNS, resample, vary_filters  # noqa: E402

import dragoman  # noqa: E402
from dragoman.analysis.entities import count_entities  # noqa: E402
from dragoman.analysis.library import Library  # noqa: E402
from dragoman.analysis.pairs import count_pairs  # noqa: E402
from dragoman.analysis.tables import Tables  # noqa: E402
from dragoman.library.database import Database  # noqa: E402
from dragoman.library.schema import ARTICLES  # noqa: E402
from dragoman.model import Changes, Filter, Network, View  # noqa: E402
from dragoman.view import to_query  # noqa: E402

Query = Mapping[str, str | list[str]]


def grow(library: Library, folder: Path, articles: int) -> None:
    """Write a library of so many articles drawn from another, each with its own date, outlet and story."""
    rows, stories = resample(
        library, articles, columns=[name for name in ARTICLES.names if name not in COLUMNS]
    )
    stamps = pa.array(np.random.default_rng(3).integers(1, 2**62, articles), ARTICLES.field("stamp").type)
    rows = rows.set_column(rows.schema.get_field_index("stamp"), "stamp", stamps)
    database = Database(str(folder))
    for start in range(0, articles, 10_000):
        database.table("articles").add(rows.select(ARTICLES.names).slice(start, 10_000).cast(ARTICLES))
    database.put("identities", library.identities().to_pylist())
    database.replace("stories", [{"article": article, "story": story} for article, story in stories.items()])
    database.rebuild_index()


def list_pages(library: Library) -> dict[str, View]:
    """A view a page, and where a page shows more when something is chosen, one of that too."""
    tables = library.tables()
    top = count_pairs(tables, Filter(), limit=1).iloc[0]
    pair = (top["a"], top["b"])
    person, *people = count_entities(tables, Filter(), "person", limit=5)["id"]
    first, second, *_ = count_entities(tables, Filter(), "country", limit=2)["id"]
    topic = count_entities(tables, Filter(), "topic", limit=1)["id"][0]
    organization = count_entities(tables, Filter(), "organization", limit=1)["id"][0]
    sides = (Filter(countries=(first,)), Filter(countries=(second,)))
    periods = Changes((date(2016, 1, 1), date(2016, 12, 31)), (date(2015, 1, 1), date(2015, 12, 31)))
    return {
        "Overview": View(page="overview"),
        "Articles": View(page="articles"),
        "Articles, a search": View(page="articles", filter=Filter(text="president")),
        "Connections": View(page="connections"),
        "Connections, by article": View(page="connections", unit="article"),
        "Connections, a pair open": View(page="connections", selection=pair),
        "Connections, neighbours": View(page="connections", network=Network(pair[0], 2)),
        "Connections, a matrix": View(page="connections", chart="matrix"),
        "Connections, officials as countries": View(page="connections", filter=Filter(rolled_up=True)),
        "World": View(page="world"),
        "World, a country": View(page="world", selection=(first,)),
        "Over time": View(page="timeline"),
        "Over time, five people": View(page="timeline", lines=(person, *people)),
        "Over time, topics": View(page="timeline", chart="stream"),
        "What changed": View(page="changes"),
        "What changed, two years": View(page="changes", changes=periods),
        "Compare": View(page="compare", sides=sides),
        "Dossier of a person": View(page="dossier", selection=(person,)),
        "Dossier of a country": View(page="dossier", selection=(first,)),
        "Dossier of an organization": View(page="dossier", selection=(organization,)),
        "Dossier of a topic": View(page="dossier", selection=(topic,)),
        "Article": View(page="article", article=tables.article_ids[5]),
        "Library": View(page="library"),
        "Sources": View(page="sources"),
        "Topics": View(page="topics"),
        "Methods": View(page="methods"),
    }


def narrow_filters(tables: Tables) -> Iterator[Filter]:
    """Filters as of `vary_filters`, none of them twice: everything is up to another day each time."""
    for number, filter in enumerate(vary_filters(tables)):
        yield filter if filter != Filter() else Filter(end=date(2024, 12, 31) - timedelta(days=number))


def make_query(view: View, filter: Filter) -> Query:
    """The view under a filter, beside what its own filter says."""
    filter = replace(filter, text=view.filter.text, rolled_up=view.filter.rolled_up)
    return {name: value for name, value in to_query(replace(view, filter=filter)).items() if name != "page"}


def draw(app: AppTest, query: Query) -> tuple[float, float]:
    """Draw a page at a query; milliseconds of wall and of process time.

    What the page raises is raised here.
    """
    app.query_params.clear()
    for name, value in query.items():
        app.query_params[name] = value
    start, worked = time.perf_counter(), time.process_time()
    app.run()
    took = 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - worked)
    if app.exception:
        raise SystemExit(f"The page cannot be drawn: {[item.message for item in app.exception]}")
    return took


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library", nargs="?", default=None)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=8)
    parser.add_argument("--keep", type=Path, default=None)
    parser.add_argument("--only", default="", help="pages whose name begins so")
    parser.add_argument(
        "--profile", default="", help="a file for cProfile's figures of the draws after the first"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        if not (folder / "articles.lance").exists():
            grow(dragoman.open(arguments.library), folder, arguments.articles)
        os.environ["DRAGOMAN_LIBRARY"] = str(folder)
        library = dragoman.open(folder)
        start = time.perf_counter()
        tables = library.tables()
        dragoman.open = lambda uri=None: library  # the pages then need not make the hot tables again
        print(
            f"{library.count():,} articles; "
            f"hot tables of the whole library in {time.perf_counter() - start:.1f} s",
            flush=True,
        )
        worst = 0.0
        profile = cProfile.Profile() if arguments.profile else None
        filters = narrow_filters(tables)
        for name, view in list_pages(library).items():
            if not name.startswith(arguments.only):
                continue
            app = AppTest.from_file(str(ROOT / "components" / "shell.py"), default_timeout=300)
            app.switch_page(f"../pages/{view.page}.py")
            first = draw(app, make_query(view, next(filters)))[0]
            if profile:
                threading.setprofile(lambda *_: profile.enable())  # the page runs in a thread of its own
            took = [draw(app, make_query(view, next(filters))) for _ in range(arguments.repeat)]
            threading.setprofile(None)  # type: ignore[arg-type]
            wall, work = [item[0] for item in took], [item[1] for item in took]
            worst = max(worst, statistics.median(wall))
            print(
                f"{name:38} first {first:7.0f} ms   "
                f"median {statistics.median(wall):5.0f} ms   fastest {min(wall):5.0f} ms   "
                f"slowest {max(wall):5.0f} ms   process {statistics.median(work):5.0f} ms",
                flush=True,
            )
        print(f"slowest page: {worst:.0f} ms (median)")
        if profile:
            profile.dump_stats(arguments.profile)


if __name__ == "__main__":
    main()
