"""CPU seconds to learn who is one person across articles: of a library, and of 100 articles more.

    python benchmarks/identities.py LIBRARY [--articles 7000 100000 300000] [--add 100] [--stored]

Articles are drawn from a real library. Drawn again they name the same people where many articles do, and of
those whom few articles name as many new ones as more news would bring: names grow with that power of the
articles which the library shows from its half to the whole (0.7 for the corpora). Were everybody new in each
copy, 300,000 articles would have three times as many people, and each common surname three times as many
bearers. Who is new is called by given names and surnames of the library, put together anew, and by surnames
made of two. At the end the power with which the cost of the whole grows with the articles. With `--stored`
the library is written to a folder that is removed at the end, and what is measured is what happens there
after an add: what was found is read, brought up to date and written.
"""

from __future__ import annotations

import argparse
import math
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.analysis.library import Library
from dragoman.knowledge.names.words import is_suffix
from dragoman.library.database import Database
from dragoman.library.people import find_people
from dragoman.library.resolving import refresh_identities, sum_stamps
from dragoman.library.schema import ARTICLES, hash_number
from dragoman.resolution.identifiers import IDENTITIES
from dragoman.resolution.people import make_state, update_people, write_identities

FEW = 3  # articles that name somebody who is another one in a copy of the article


@dataclass(frozen=True)
class Names:
    """The names of a library's people, from which others are made."""

    counts: Counter[str]  # sightings of each
    given: Sequence[str]
    surnames: Sequence[str]
    power: float  # with which the number of names grows with that of the articles
    renamed: dict[tuple[str, int], str] = field(default_factory=dict)

    def rename(self, name: str, copy: int) -> str:
        """What somebody is called in a copy of the articles: as in a copy before, or by a new name."""
        if not copy or not 0 < self.counts[name] <= FEW:
            return name
        if (name, copy) not in self.renamed:
            chance = Random(f"{copy} {name}")
            new = chance.random() < (copy + 1) ** self.power - copy**self.power
            before = chance.randrange(copy)
            self.renamed[name, copy] = self._make(name, chance) if new else self.rename(name, before)
        return self.renamed[name, copy]

    def _make(self, name: str, chance: Random) -> str:
        """A new name of as many words."""
        words, suffixes = _split(name)
        one, other = chance.choice(self.surnames), chance.choice(self.surnames)
        made = one[: (len(one) + 1) // 2] + other[len(other) // 2 :].lower()
        words[-1] = one if chance.random() < 0.5 else made
        if len(words) > 1:
            words[0] = chance.choice(self.given)
        return " ".join(words + suffixes)


def _split(name: str) -> tuple[list[str], list[str]]:
    """The words of a name, and "Jr." and its like after them."""
    words = name.split()
    end = len(words)
    while end > 1 and is_suffix(words[end - 1]):
        end -= 1
    return words[:end], words[end:]


def read_names(articles: pa.ListArray, seed: int = 7) -> Names:
    """The names of the people in the entities of some articles."""
    flat, parents = pc.list_flatten(articles), pc.list_parent_indices(articles)
    people = pc.equal(flat.field("kind"), "person")
    names, rows = flat.field("name").filter(people).to_pylist(), parents.filter(people).to_numpy()
    half = np.random.default_rng(seed).permutation(len(articles))[rows] * 2 < len(articles)
    counts = Counter(names)
    fewer = {name for name, picked in zip(names, half.tolist(), strict=True) if picked}
    power = math.log2(len(counts) / len(fewer))
    words = [_split(name)[0] for name in counts if name]
    return Names(counts, [own[0] for own in words if len(own) > 1], [own[-1] for own in words], power)


def draw_entities(entities: pa.ChunkedArray, articles: int, seed: int = 7) -> pa.ChunkedArray:
    """The entities of so many articles, with names that grow as they do in the library."""
    whole = entities.combine_chunks()
    whole = whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole
    known = read_names(whole)
    copies, drawn = np.divmod(np.random.default_rng(seed).permutation(articles), len(whole))
    pieces = []
    for first in range(0, articles, 20_000):
        part = whole.take(pa.array(drawn[first : first + 20_000]))
        flat, parents = pc.list_flatten(part), pc.list_parent_indices(part).to_pylist()
        copy = copies[first : first + 20_000].tolist()
        names = [
            known.rename(name, copy[row]) if kind == "person" else name
            for name, kind, row in zip(
                flat.field("name").to_pylist(), flat.field("kind").to_pylist(), parents, strict=True
            )
        ]
        columns = [pa.array(names) if field.name == "name" else flat.field(field.name) for field in flat.type]
        ends = np.concatenate([[0], np.cumsum(pc.list_value_length(part).to_numpy())]).astype(np.int32)
        pieces.append(
            pa.ListArray.from_arrays(
                pa.array(ends), pa.StructArray.from_arrays(columns, fields=list(flat.type))
            )
        )
    return pa.chunked_array(pieces)


def measure(entities: pa.ChunkedArray, articles: int, add: int) -> float:
    """Print the CPU seconds of the whole and of some articles more; those of the whole."""
    drawn = draw_entities(entities, articles + add)
    stamps = np.arange(articles + add, dtype=np.uint64)
    start = time.process_time()
    change = update_people(
        make_state(), stamps[:0], drawn[:articles], stamps[:articles], IDENTITIES.empty_table()
    )
    whole = time.process_time() - start
    known = write_identities(IDENTITIES.empty_table(), change.identities)
    start = time.process_time()
    more = update_people(change.state, stamps[:0], drawn[articles:], stamps[articles:], known)
    added = time.process_time() - start
    print(
        f"{articles:>8,} articles, {len(change.state.sightings.said):>9,} sightings, {len(known):>8,} "
        f"people: whole {whole:7.2f} s, {add} more {added:5.2f} s, in which {len(more.entries):,} entries "
        f"and {len(more.identities):,} people were written",
        flush=True,
    )
    return whole


def measure_stored(entities: pa.ChunkedArray, articles: int, add: int, folder: str) -> None:
    """The same in a library: what an add costs there besides reading, and what opening it costs of this."""
    drawn = draw_entities(entities, articles + add)
    database = Database(folder)
    costs = []
    for first, last in ((0, articles), (articles, articles + add)):
        ids = [f"article-{number}" for number in range(first, last)]
        own = {
            "id": pa.array(ids),
            "stamp": pa.array([hash_number(id) for id in ids], pa.uint64()),
            "entities": drawn[first:last],
        }
        columns = [own.get(field.name, pa.nulls(last - first, field.type)) for field in ARTICLES]
        database.put_table("articles", pa.table(columns, schema=ARTICLES))
        start = time.process_time()
        refresh_identities(database, sum_stamps(database))
        costs.append(time.process_time() - start)
    rows = database.fetch("articles", ["stamp", "entities"])
    start = time.process_time()
    find_people(database, rows)
    print(
        f"{articles:>8,} articles in a library: whole {costs[0]:7.2f} s, {add} more {costs[1]:5.2f} s, "
        f"read for the hot tables {time.process_time() - start:5.2f} s",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library")
    parser.add_argument("--articles", type=int, nargs="+", default=[7_000, 100_000, 300_000])
    parser.add_argument("--add", type=int, default=100)
    parser.add_argument("--stored", action="store_true")
    options = parser.parse_args()
    entities = Library(options.library).rows(["entities"])["entities"]
    for articles in options.articles if options.stored else ():
        with tempfile.TemporaryDirectory() as folder:
            measure_stored(entities, articles, options.add, folder)
    costs = (
        [] if options.stored else [measure(entities, articles, options.add) for articles in options.articles]
    )
    for (fewer, less), (more, cost) in pairwise(zip(options.articles, costs, strict=False)):
        print(
            f"from {fewer:,} to {more:,} articles the whole grows with the "
            f"power {math.log(cost / less) / math.log(more / fewer):.2f}"
        )


if __name__ == "__main__":
    main()
