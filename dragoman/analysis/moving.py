"""Whom rows stand for once decisions lie over them: the moves of an overlay, done on columns of numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.counting import Bools, Ints
from dragoman.corrections.meaning import NOWHERE, Move, Where

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables

NOBODY = -1
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Columns of what stands for entities: mentions with their spans, or what is of a whole article (-1)."""

    article: Ints
    entity: Ints
    start: Ints
    end: Ints

    def take(self, places: Any) -> Rows:
        """Some of the rows."""
        return Rows(self.article[places], self.entity[places], self.start[places], self.end[places])


def make_rows(article: Ints, entity: Ints) -> Rows:
    """Rows that are of a whole article."""
    nowhere = np.full(len(article), -1, dtype=np.int32)
    return Rows(article, entity, nowhere, nowhere)


class Numbers(dict[str, int]):
    """Identifier -> number of an entity of some tables; who is new there gets the next number when asked."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables.entity_of)
        self.ids = list(tables.entity_ids)

    def __missing__(self, id: str) -> int:
        self[id] = len(self.ids)
        self.ids.append(id)
        return self[id]


def move_rows(moves: Sequence[Move], numbers: Numbers, rows: Rows, conditions: Conditions) -> Ints:
    """The entity that each row stands for after the moves; NOBODY for none."""
    now = rows.entity.copy()
    sources = [[numbers[id] for id in move.sources] for move in moves]
    held = _group_rows(rows.entity, {number for numbers in sources for number in numbers})
    for move, numbers_of in zip(moves, sources, strict=True):
        if move.sources:
            found = [part for number in numbers_of for part in held.get(number, ())]
            places = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
            places = places[np.isin(now[places], numbers_of)]  # some may have gone elsewhere since
        else:
            places = np.flatnonzero(now != NOBODY)
        if move.where is not None and len(places):
            places = places[conditions.hold(move.where, rows.take(places))]
        if len(places):
            target = NOBODY if move.target == NOWHERE else numbers[move.target]
            now[places] = target
            held[target].append(places)
    return now


def _group_rows(entity: Ints, wanted: set[int]) -> dict[int, list[Places]]:
    """The places of the rows of some entities."""
    held: dict[int, list[Places]] = defaultdict(list)
    if wanted:
        places = np.flatnonzero(np.isin(entity, np.fromiter(wanted, dtype=np.int64)))
        places = places[np.argsort(entity[places], kind="stable")]
        values, starts = np.unique(entity[places], return_index=True)
        bounds = [*starts.tolist(), len(places)]
        for value, start, end in zip(values.tolist(), bounds, bounds[1:], strict=False):
            held[value].append(places[start:end])
    return held


@dataclass(slots=True, eq=False)
class Conditions:
    """Where a move holds, asked of tables without corrections and of the outlets that articles have now."""

    tables: Tables
    outlets: Mapping[str, str] = field(default_factory=dict)  # article's own -> as it is called now
    _known: dict[tuple[str, str], Places] = field(default_factory=dict)

    def hold(self, where: Where, rows: Rows) -> Bools:
        """Which rows are meant."""
        found = np.ones(len(rows.article), dtype=bool)
        if where.articles:
            known = (self.tables.article_of.get(id) for id in where.articles)
            found &= np.isin(rows.article, [number for number in known if number is not None])
        if where.span:
            found &= (rows.start == where.span[0]) & (rows.end == where.span[1])
        if where.outlet:
            called = [self.outlets.get(name, name) for name in self.tables.outlets]
            meant = [where.outlet in (own, now) for own, now in zip(self.tables.outlets, called, strict=True)]
            found &= np.array(meant, dtype=bool)[self.tables.outlet[rows.article]]
        for name in _STATED:
            if value := getattr(where, name):
                found &= np.isin(make_keys(rows.article, rows.entity), self._find_stated(name, value))
        return np.asarray(found, dtype=bool)

    def _find_stated(self, name: str, value: str) -> Places:
        """Keys of articles and entities of which something is stated."""
        if (name, value) not in self._known:
            answer = self.tables.query(_STATED[name], [value])
            keys = make_keys(answer["article"].to_numpy(), answer["entity"].to_numpy())
            self._known[name, value] = keys
        return self._known[name, value]


def make_keys(article: Any, entity: Any) -> Places:
    """One number for an article and an entity."""
    return np.asarray(article, dtype=np.int64) << 32 | np.asarray(entity, dtype=np.int64)


_STATED = {
    "role": "SELECT DISTINCT article, entity FROM offices WHERE lower(trim(role)) = lower(trim(?))",
    "country": "SELECT DISTINCT article, entity FROM offices WHERE country = ?",
    "form": "SELECT DISTINCT article, entity FROM listed JOIN entities USING (id) WHERE name = ?",
}

Mover = Callable[[Rows], Ints]


def make_mover(tables: Tables, moves: Sequence[Move], numbers: Numbers, outlets: Mapping[str, str]) -> Mover:
    """What says of rows of some tables whom they stand for."""
    return partial(_move, tuple(moves), numbers, Conditions(tables, outlets))


def _move(moves: Sequence[Move], numbers: Numbers, conditions: Conditions, rows: Rows) -> Ints:
    return move_rows(moves, numbers, rows, conditions)
