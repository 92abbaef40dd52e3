"""Moves on columns are what they are one row at a time, in their order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from by_corrections import build_plainly
from hypothesis import given
from hypothesis import strategies as st
from rows import make_entity, make_mention, make_row

from dragoman.analysis.moving import NOBODY, Conditions, Numbers, Rows, make_keys, move_rows
from dragoman.corrections.meaning import NOWHERE, Move, Where

NAMES = ("person:a", "person:b", "person:c")
TABLES = build_plainly(
    [
        make_row(f"a{number}", map(make_entity, NAMES), [make_mention(name, 0, 0) for name in NAMES])
        for number in range(3)
    ],
    {},
)  # fmt: skip
wheres = st.none() | st.builds(
    Where,
    articles=st.frozensets(st.sampled_from(("a0", "a1", "elsewhere")), min_size=1),
    span=st.none() | st.sampled_from(((0, 1), (2, 3))),
)
moves = st.builds(
    Move,
    st.frozensets(st.sampled_from((*NAMES, "person:unknown")), min_size=1, max_size=2),
    st.sampled_from((*NAMES, "person:new", NOWHERE)),
    wheres,
)


@given(st.lists(moves, max_size=6), st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.booleans())))
def test_moves_are_done_one_after_another(said: list[Move], drawn: Sequence[tuple[int, int, bool]]) -> None:
    numbers = Numbers(TABLES)
    columns = np.array(
        [(article, entity, 0 if first else 2, 1 if first else 3) for article, entity, first in drawn]
    )
    rows = Rows(*columns.reshape(-1, 4).astype(np.int32).T)
    now = move_rows(said, numbers, rows, Conditions(TABLES))
    expected = []
    for article, entity, first in drawn:
        name, span = TABLES.entity_ids[entity], (0, 1) if first else (2, 3)
        for move in said:
            where = move.where or Where()
            inside = not where.articles or TABLES.article_ids[article] in where.articles
            if name in move.sources and inside and where.span in (None, span):
                name = move.target
        expected.append(name)
    assert [numbers.ids[number] if number != NOBODY else NOWHERE for number in now] == expected


def test_a_key_tells_article_and_entity_apart() -> None:
    keys = make_keys(np.array([1, 2]), np.array([2, 1]))
    assert len(set(keys.tolist())) == 2
