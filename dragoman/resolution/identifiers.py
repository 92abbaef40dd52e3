"""Identifiers of people: minted once, kept for good; a fuller name found later changes the label only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.knowledge.names.forms import make_slug, take_apart
from dragoman.resolution.person import Person, choose_label

# what is kept of each identifier for good
IDENTITIES = pa.schema(
    [
        ("id", pa.string()),
        ("kind", pa.string()),
        ("label", pa.string()),
        ("names", pa.list_(pa.string())),
        ("country", pa.string()),
    ]
)

Row = Mapping[str, Any]


class Minted:
    """The identifiers minted before, looked up by name; `table` is of IDENTITIES."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table.select(IDENTITIES.names).combine_chunks()
        self._rows: dict[int, Row] = {}

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @cached_property
    def ids(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self.table["id"].to_pylist())

    @cached_property
    def _names(self) -> tuple[pa.ChunkedArray, Any]:
        """Names and labels, and the row of each."""
        counts = pc.fill_null(pc.list_value_length(self.table["names"]), 0).to_numpy()
        names = pa.chunked_array(
            [*pc.list_flatten(self.table["names"]).chunks, *self.table["label"].chunks], pa.string()
        )
        return names, np.concatenate([np.repeat(np.arange(len(self)), counts), np.arange(len(self))])

    def find_named(self, names: Iterable[str]) -> set[int]:
        """Places of the rows that have one of the names."""
        flat, of = self._names
        hits = pc.is_in(flat, pa.array(sorted(names), pa.string())).to_numpy()
        return set(of[hits].tolist())

    def find_ids(self, ids: Iterable[str]) -> set[int]:
        """Places of the rows of some identifiers."""
        return set(
            np.flatnonzero(pc.is_in(self.table["id"], pa.array(sorted(ids), pa.string())).to_numpy()).tolist()
        )

    def read(self, places: Collection[int]) -> dict[int, Row]:
        """Rows at some places."""
        new = sorted(set(places) - self._rows.keys())
        self._rows |= dict(zip(new, self.table.take(pa.array(new, pa.int64())).to_pylist(), strict=True))
        return {place: self._rows[place] for place in places}

    def list_names(self) -> set[str]:
        """All names and labels."""
        return set(self._names[0].to_pylist())


def list_names(row: Row) -> set[str]:
    """The names of a row of IDENTITIES, with its label."""
    return {*(row["names"] or []), row["label"]}


class Elsewhere(Protocol):
    """Who else there is while people are given identifiers."""

    def count_bearers(self, words: Collection[str]) -> Counter[str]:
        """How many others have each word for a surname."""

    def find_alone(self, words: Collection[str], minted: Minted) -> set[int]:
        """Places of rows that have one of the surnames alone."""

    def list_held(self, identifiers: Iterable[str]) -> set[str]:
        """Those of some identifiers that one of them has."""


def give_identifiers(
    people: Sequence[Person], minted: Minted, near: Collection[int], elsewhere: Elsewhere
) -> None:
    """Sets each person's `id`: the one that the library knows for one of their names, else a new one.

    A known surname alone becomes the one full-named person of that surname. New identifiers of people of one
    name end in their country ("person:sergei-ivanov-rus"). `people` must come in a fixed order; `near` are
    the rows that have their names.
    """
    claims = _Claims(minted.read(near))
    own = {id(person): person.own for person in people}
    for strict in (True, False):
        for person in people:
            if not person.id:
                claims.take(person, own[id(person)], strict=strict)
    _take_alone(people, own, claims, minted, elsewhere)
    _mint(people, minted)


def _take_alone(
    people: Sequence[Person],
    own: Mapping[int, Sequence[str]],
    claims: _Claims,
    minted: Minted,
    elsewhere: Elsewhere,
) -> None:
    """Those who have no identifier yet take that of their surname alone, where nobody else bears it."""
    bare = [person for person in people if not person.id]
    surnames = {id(person): {take_apart(name).surname for name in own[id(person)]} for person in people}
    lonely = {word for person in bare for word in surnames[id(person)]}
    bearers = elsewhere.count_bearers(lonely) + Counter(chain.from_iterable(surnames.values()))
    more = minted.read(elsewhere.find_alone(lonely, minted))
    held = elsewhere.list_held(row["id"] for row in more.values())
    claims.add({place: row for place, row in more.items() if row["id"] not in held})
    alone = claims.list_alone(lonely)
    for person in bare:
        words = surnames[id(person)]
        if all(bearers[word] == 1 for word in words):
            claims.take(person, chain.from_iterable(alone.get(word, ()) for word in words), strict=False)


class _Claims:
    """The rows that people may have their identifiers from, each one person at most."""

    def __init__(self, rows: Mapping[int, Row]) -> None:
        self.rows: dict[int, Row] = {}
        self.rows_of: dict[str, list[int]] = defaultdict(list)
        self.taken: set[int] = set()
        self.add(rows)

    def add(self, rows: Mapping[int, Row]) -> None:
        """Rows besides, where they are not there yet."""
        for place in sorted(rows.keys() - self.rows.keys()):
            self.rows[place] = rows[place]
            for name in list_names(rows[place]):
                self.rows_of[name].append(place)

    def list_alone(self, words: Collection[str]) -> dict[str, list[str]]:
        """Some surnames -> the names that are they alone."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.rows_of):
            form = take_apart(name)
            if not form.full and form.surname in words:
                found[form.surname].append(name)
        return found

    def take(self, person: Person, names: Iterable[str], *, strict: bool) -> None:
        """Give a person the identifier of a row that has one of the names and agrees in its country.

        `strict`: it has a country of theirs; else the row or the person may be without.
        """
        known = [name for name in names if name in self.rows_of]
        if not known:
            return
        own, countries = person.names, person.countries
        # Of identifiers that stood for several people before, that of the commonest names lives on
        weight: Counter[int] = Counter()
        for name in known:
            weight.update(dict.fromkeys(self.rows_of[name], own[name]))
        for place in sorted(weight.keys() - self.taken, key=lambda place: (-weight[place], place)):
            country = self.rows[place]["country"] or ""
            if country in countries or (not strict and (not country or not countries)):
                person.id = self.rows[place]["id"]
                self.taken.add(place)
                return


def _mint(people: Sequence[Person], minted: Minted) -> None:
    """New identifiers for those who have none yet."""
    used = minted.ids | {person.id for person in people if person.id}
    new = {id(person): make_slug(choose_label(person.names)) for person in people if not person.id}
    slugs = Counter(new.values())
    numbers: dict[str, int] = {}  # where to look on for one that is free
    given = set[str]()
    for person in people:
        if person.id:
            continue
        slug = new[id(person)]
        candidate = plain = f"person:{slug}"
        if slugs[slug] > 1 or plain in used or plain in given:
            country = person.country.lower()
            candidate = base = f"{plain}-{country}" if country else plain
            count = numbers.get(base, 2)
            while candidate in used or candidate in given:
                candidate, count = f"{base}-{count}", count + 1
            numbers[base] = count
        person.id = candidate
        given.add(candidate)


def write_identity(person: Person, row: Row | None) -> dict[str, Any]:
    """The row of IDENTITIES of a person, brought up to date: names that were theirs before stay."""
    names = person.names
    for name in (row and row["names"]) or []:
        names[name] += 0
    full = [name for name in names if take_apart(name).full]
    return {
        "id": person.id,
        "kind": "person",
        "label": choose_label(names),
        "names": sorted(full or names),
        "country": person.country,
    }
