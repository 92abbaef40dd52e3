"""Whom articles name: what resolution needs of every article, as flat columns.

A sighting is one person of one article: the key of the reading, and what is seen of the person there
(`person.Seen`), by its number. Numbers are hashes of what is seen, so that they are the same in every
process.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.resolution.person import Seen

Numbers = Any  # a numpy array of whole numbers

SIGHTINGS = pa.schema(
    [
        ("stamp", pa.uint64()),  # of the article
        ("keys", pa.list_(pa.string())),
        ("said", pa.list_(pa.uint64())),  # what the article says of each
        ("seen", pa.list_(pa.uint64())),  # the same, a given name alone made whole
        ("named", pa.list_(pa.uint32())),  # countries that the article names
    ]
)
_FIELD, _LIST = "\x1e", "\x1f"  # no text that is read has them


def number(value: object) -> int:
    """64 bits that stand for a value of plain data; the same in every process."""
    return int.from_bytes(
        blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def is_in(values: Numbers, wanted: Numbers) -> Numbers:
    """For each value whether it is one of those wanted: hashed, where numpy would sort them all."""
    if not len(values) or not len(wanted):
        return np.zeros(len(values), dtype=bool)
    return pc.is_in(pa.array(values), pa.array(np.asarray(wanted, dtype=values.dtype))).to_numpy(
        zero_copy_only=False
    )


def find_common(few: Numbers, many: Numbers) -> Numbers:
    """What few values have in common with many, in rising order: the many are neither sorted nor kept."""
    return np.unique(many[is_in(many, few)])


@lru_cache(maxsize=1000)
def number_country(code: str) -> int:
    """32 bits that stand for a country."""
    return zlib.crc32(code.encode())


@dataclass(frozen=True)
class Sightings:
    """The sightings of articles; an article's own stand side by side."""

    stamps: Numbers  # article -> its stamp
    counts: Numbers  # article -> how many sightings
    keys: pa.Array  # sighting -> key of the reading
    said: Numbers  # sighting -> what the article says
    seen: Numbers  # sighting -> the same, a given name alone made whole
    named_counts: Numbers  # article -> how many countries it names
    named: Numbers  # the countries, side by side

    @cached_property
    def rows(self) -> Numbers:
        """Sighting -> the row of its article."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    def pick(self, rows: Numbers) -> Sightings:
        """Those of some articles only; `rows` is True for each that stays."""
        of, named = rows[self.rows], np.repeat(rows, self.named_counts)
        keys = self.keys.filter(pa.array(of))
        return Sightings(
            self.stamps[rows],
            self.counts[rows],
            keys,
            self.said[of],
            self.seen[of],
            self.named_counts[rows],
            self.named[named],
        )

    def to_table(self) -> pa.Table:
        """One row an article, as SIGHTINGS has it."""
        lists = [
            (self.counts, self.keys),
            (self.counts, self.said),
            (self.counts, self.seen),
            (self.named_counts, self.named),
        ]
        ends = [np.concatenate([[0], np.cumsum(counts)]).astype(np.int32) for counts, _ in lists]
        columns = [
            pa.ListArray.from_arrays(pa.array(end), pa.array(values))
            for end, (_, values) in zip(ends, lists, strict=True)
        ]
        return pa.table([pa.array(self.stamps), *columns], schema=SIGHTINGS)


def from_table(table: pa.Table) -> Sightings:
    """The sightings in a table of SIGHTINGS."""
    columns = [table[name].combine_chunks() for name in SIGHTINGS.names]
    stamps, *lists = (
        column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column for column in columns
    )
    keys, said, seen, named = (pc.list_flatten(column) for column in lists)
    counts, named_counts = (
        pc.list_value_length(lists[place]).to_numpy().astype(np.int64) for place in (0, 3)
    )
    return Sightings(
        stamps.to_numpy(), counts, keys, said.to_numpy(), seen.to_numpy(), named_counts, named.to_numpy()
    )


def join(parts: Sequence[Sightings]) -> Sightings:
    """The articles of all parts, in their order."""
    keys = pa.concat_arrays([part.keys for part in parts])
    stamps, counts, said, seen, named_counts, named = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("stamps", "counts", "said", "seen", "named_counts", "named")
    )
    return Sightings(stamps, counts, keys, said, seen, named_counts, named)


def list_sightings(entities: pa.ChunkedArray, stamps: Numbers) -> tuple[Sightings, dict[int, Seen]]:
    """The sightings in the entities of articles (schema ARTICLES), and what each number stands for.

    People who may be one of several ("candidates") are none.
    """
    parts, known = [], dict[int, Seen]()
    start = 0
    for chunk in entities.chunks:
        flat, parents = pc.list_flatten(chunk), pc.list_parent_indices(chunk)
        resolved = pc.equal(pc.fill_null(pc.list_value_length(flat.field("candidates")), 0), 0)
        picked = pc.and_(pc.equal(flat.field("kind"), "person"), resolved)
        said, found = _number_people(flat.filter(picked))
        known |= found
        places = pc.equal(flat.field("kind"), "country")
        countries = flat.field("key").filter(places).dictionary_encode()
        codes = np.array(
            [number_country(key.partition(":")[2]) for key in countries.dictionary.to_pylist()],
            dtype=np.uint32,
        )
        counts, named_counts = (
            np.bincount(parents.filter(which).to_numpy(zero_copy_only=False), minlength=len(chunk))
            for which in (picked, places)
        )
        keys = pc.cast(flat.field("key").filter(picked), pa.string())
        named = codes[countries.indices.to_numpy(zero_copy_only=False)] if len(codes) else codes
        parts.append(
            Sightings(stamps[start : start + len(chunk)], counts, keys, said, said, named_counts, named)
        )
        start += len(chunk)
    return (join(parts) if parts else make_empty()), known


def make_empty() -> Sightings:
    """Of no article."""
    return from_table(SIGHTINGS.empty_table())


def _number_people(people: pa.StructArray) -> tuple[Numbers, dict[int, Seen]]:
    """The number of what is seen of each person, and what the numbers stand for."""
    name = people.field("name")
    name = pc.if_else(pc.equal(pc.fill_null(name, ""), ""), people.field("key"), name)
    offices = people.field("offices")
    ends = np.concatenate(
        [[0], np.cumsum(pc.fill_null(pc.list_value_length(offices), 0).to_numpy(zero_copy_only=False))]
    )
    stated = pc.list_flatten(offices)
    texts = [name]
    for field in ("country", "role"):
        values = pa.ListArray.from_arrays(
            pa.array(ends.astype(np.int32)), pc.fill_null(stated.field(field), "")
        )
        texts.append(pc.binary_join(values, _LIST))
    if not len(people):
        return np.array([], dtype=np.uint64), {}
    coded = pc.binary_join_element_wise(*texts, _FIELD).dictionary_encode()
    known = [_read_seen(*text.rsplit(_FIELD, 2)) for text in coded.dictionary.to_pylist()]
    numbers = [number(seen) for seen in known]
    return np.array(numbers, dtype=np.uint64)[coded.indices.to_numpy()], dict(
        zip(numbers, known, strict=True)
    )


def _read_seen(name: str, countries: str, roles: str) -> Seen:
    stated = (role.strip().lower() for role in roles.split(_LIST) if role)
    return (
        name,
        tuple(sorted({country for country in countries.split(_LIST) if country})),
        tuple(sorted(set(stated))),
    )
