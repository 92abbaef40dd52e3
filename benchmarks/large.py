"""Makes a large library of a real one: python benchmarks/large.py LIBRARY FOLDER [--articles 100000]

Each article is drawn again under an identifier, date and text of its own; people's names grow as they do in
the library (see identities.py). Copies of one text are copies of one another within their own round alone, so
stories are as many as news would have. Marks of texts and what came of comparing them are moved with them:
what the library then lacks is settled, as an add does it. Prints how long that took.

`--keep` articles (100) more are put aside into FOLDER.more, in the form of the library, for what measures
adding: with texts of their own, in which words change places.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

sys.path.insert(0, str(Path(__file__).parent))

from analysis import DAYS, FIRST, OUTLETS
from identities import draw_entities

from dragoman.analysis.library import Library
from dragoman.library.copies import name_group, name_text
from dragoman.library.database import Database
from dragoman.library.resolving import read_threshold, settle_articles
from dragoman.library.schema import ARTICLES, hash_number

BATCH = 20_000


def draw(rows: pa.Table, articles: int, seed: int = 7) -> pa.Table:
    """So many articles out of some rows of ARTICLES, with `round` and `drawn`: which copy of which row."""
    chance = np.random.default_rng(seed)
    rounds, drawn = np.divmod(np.random.default_rng(seed).permutation(articles), rows.num_rows)
    for name in ("title", "text"):  # a hundred thousand texts are more than 32 bits can count
        rows = rows.set_column(rows.schema.get_field_index(name), name, rows[name].cast(pa.large_string()))
    table = rows.drop_columns("entities").take(pa.array(drawn))
    table = table.append_column("entities", draw_entities(rows["entities"], articles, seed))
    ids = [f"article-{number}" for number in range(articles)]
    own = {
        "id": ids,
        "date": [FIRST + timedelta(days=int(day)) for day in chance.integers(0, DAYS, articles)],
        "outlet": [f"Outlet {number}" for number in chance.zipf(1.4, articles) % OUTLETS],
        "stamp": [hash_number(id) for id in ids],
        "text_key": [f"{hash_number((int(d), int(r))):064x}" for d, r in zip(drawn, rounds, strict=True)],
    }
    for name, values in own.items():
        field = ARTICLES.field(name)
        table = table.set_column(table.schema.get_field_index(name), field, pa.array(values, field.type))
    return table.append_column("round", pa.array(rounds)).append_column("drawn", pa.array(drawn))


def list_marks(base: Database, rows: pa.Table, table: pa.Table) -> list[dict[str, Any]]:
    """The rows of `marks` of drawn articles: those of the text, but others in each round."""
    kept = {row["key"]: row["marks"] for row in base.fetch("marks", ["key", "marks"]).to_pylist()}
    texts = rows["text_key"].to_pylist()
    found = []
    for key, number, round in zip(
        *(table[name].to_pylist() for name in ("text_key", "drawn", "round")), strict=True
    ):
        other = hash_number(round) if round else 0
        marks = kept.get(name_text(texts[number]), ())
        found.append({"key": name_text(key), "marks": [mark ^ other for mark in marks]})
    return found


def list_groups(base: Library, rows: pa.Table, table: pa.Table) -> list[dict[str, Any]]:
    """The rows of `relatives` of drawn articles, as if all groups had been compared."""
    stories, ids = base.stories(), rows["id"].to_pylist()
    groups: Mapping[Any, list[Any]] = defaultdict(list)
    columns = (table[name].to_pylist() for name in ("id", "date", "text_key", "drawn", "round"))
    for id, day, key, number, round in zip(*columns, strict=True):
        if ids[number] in stories:
            groups[stories[ids[number]], round].append((id, day, name_text(key)))
    found = []
    for group in groups.values():
        first = min(group, key=lambda row: (row[1], row[0]))[0]
        pairs = [{"article": row[0], "story": first} for row in sorted(group)]
        found.append({"key": name_group(read_threshold(), sorted(group)), "stories": pairs})
    return [row for row in found if len(row["stories"]) > 1]


def grow(base: Library, folder: Path, articles: int, keep: int) -> None:
    """Write the library, and one of the articles that are put aside."""
    source = Database(base.uri)
    rows = base.rows()
    table = draw(rows, articles + keep)
    database = Database(str(folder))
    aside = Database(f"{folder}.more")
    more = _shuffle(table.slice(articles))
    for target, part in ((database, table.slice(0, articles)), (aside, more)):
        for start in range(0, part.num_rows, BATCH):
            target.table("articles").add(part.select(ARTICLES.names).slice(start, BATCH).cast(ARTICLES))
    database.rebuild_index()
    database.put("marks", list_marks(source, rows, table.slice(0, articles)))
    database.put("relatives", list_groups(base, rows, table.slice(0, articles)))


def _shuffle(table: pa.Table) -> pa.Table:
    """The same articles with texts whose words have changed places: copies of none."""
    chance = np.random.default_rng(1)
    texts = [" ".join(chance.permutation(text.split())) for text in table["text"].to_pylist()]
    field = table.schema.field("text")
    return table.set_column(table.schema.get_field_index("text"), field, pa.array(texts, field.type))


def main() -> None:
    """Make it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--keep", type=int, default=100)
    options = parser.parse_args()
    grow(Library(options.library), options.folder, options.articles, options.keep)
    start = time.process_time()
    database = Database(str(options.folder))
    settle_articles(database, shared=False)
    print(
        f"{database.count('articles'):,} articles, {database.count('identities'):,} people, "
        f"{pc.count_distinct(database.fetch('stories', ['story'])['story']).as_py():,} stories of several: "
        f"settled in {time.process_time() - start:.1f} CPU seconds"
    )


if __name__ == "__main__":
    main()
