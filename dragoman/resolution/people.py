"""People across articles: which readings' people are one person, under an identifier that never changes.

A reading knows its own article only. Here the names of all articles are brought together, from the spelling
of names and from the countries of the offices that articles state:

- spellings of one name are brought together, as `spellings` says;
- one name with offices of two countries is two people, as `namesakes` says: Dmitry Rogozin is no American for
  going to Washington;
- a surname alone is the only full-named person of that surname whose office agrees, first by country, then by
  role, or, where none is
  stated, the only one of that surname in the library (or one who is named so much more often than all others
that the others cannot be meant); otherwise it stays a person of its own, as it does without an office where
the library uses it more as a first name; - a given name alone is the one person of that name whose surname
the article has too, as `given_names` says; - the single name of a ruler or a pope is no surname: King
Abdullah of Jordan is Abdullah II, Pope Francis no Mr Francis.

The outcome depends on what the library holds, not on the order of its articles, apart from the identifiers
that it has minted before.

What was found is kept (`State`), and a change of articles looks again only at what it may move; see
`changes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.knowledge.names.forms import take_apart
from dragoman.resolution import register as registers
from dragoman.resolution import sightings as sighted
from dragoman.resolution.changes import Change, State, Update
from dragoman.resolution.identifiers import IDENTITIES, Minted
from dragoman.resolution.sightings import Numbers, list_sightings, number

PEOPLE_OF = pa.schema([("row", pa.int64()), ("key", pa.string()), ("id", pa.string())])


def make_state() -> State:
    """Of no article."""
    return State(sighted.make_empty(), registers.make_empty())


def resolve_identities(rows: pa.Table, known: pa.Table | None = None) -> pa.Table:
    """The identities of a library's people, [id, kind, label, names, country]; see `resolve_people`."""
    return resolve_people(rows, known)[0]


def resolve_people(rows: pa.Table, known: pa.Table | None = None) -> tuple[pa.Table, pa.Table]:
    """People of a library: (identities, people of articles).

    `rows` needs the column entities (schema ARTICLES). `known` holds the identities minted before: [id, kind,
    label, names, country]. The first table has the same columns, every known row among them (in its place,
    label and names brought up to date), new ones after them. The second is [row, key, id]: for each row
    number of `rows` and key of a resolved person, the identifier.
    """
    known = known if known is not None else IDENTITIES.empty_table()
    stamps = np.arange(rows.num_rows, dtype=np.uint64)
    change = update_people(make_state(), stamps[:0], rows["entities"], stamps, known)
    return write_identities(known, change.identities), list_people(change.state, stamps)


def write_identities(known: pa.Table, changed: Iterable[Mapping[str, Any]]) -> pa.Table:
    """The table of identities: known rows in their order and brought up to date, then new ones by identifier.

    A row whose names now belong to somebody else keeps its place, so that its identifier is never given
    twice.
    """
    ids, rows = known["id"], sorted(changed, key=lambda row: str(row["id"]))
    both = pa.concat_tables(
        [known.select(IDENTITIES.names).cast(IDENTITIES), pa.Table.from_pylist(rows, schema=IDENTITIES)]
    )
    after = pc.index_in(ids, pa.array([row["id"] for row in rows], pa.string())).combine_chunks()
    kept = np.arange(len(ids))
    moved = after.is_valid().to_numpy(zero_copy_only=False)
    kept[moved] = len(ids) + after.drop_null().to_numpy()
    new = np.setdiff1d(np.arange(len(ids), len(both)), kept[moved])
    return both.take(pa.array(np.concatenate([kept, new]))).combine_chunks()


def list_people(state: State, stamps: Numbers) -> pa.Table:
    """PEOPLE_OF for articles, given by their stamps, in an order of one's own; an unknown one has nobody."""
    sightings, register = state.sightings, state.register
    order = np.argsort(stamps, kind="stable")
    place = np.minimum(np.searchsorted(stamps[order], sightings.stamps), max(len(stamps) - 1, 0))
    if not len(stamps) or not len(sightings.said):
        return PEOPLE_OF.empty_table()
    row = order[place]
    wanted = (stamps[row] == sightings.stamps)[sightings.rows]
    owners = pa.array(register.ids, pa.string()).take(pa.array(register.find(sightings.seen)))
    table = pa.table(
        [pa.array(row[sightings.rows].astype(np.int64)), sightings.keys, owners], schema=PEOPLE_OF
    )
    return table if wanted.all() else table.filter(pa.array(wanted))


def mark_people(state: State, stamps: Numbers) -> Numbers:
    """For each article, given by its stamp, a number of 64 bits that changes when its people are others."""
    sightings, register = state.sightings, state.register
    if not len(sightings.stamps) or not len(stamps):
        return np.zeros(len(stamps), dtype=np.uint64)
    ends = np.cumsum(sightings.counts)
    place = np.arange(len(sightings.said)) - np.repeat(ends - sightings.counts, sightings.counts)
    with np.errstate(over="ignore"):
        owner = register.owner[register.find(sightings.seen)] if len(place) else np.zeros(0, np.uint64)
        sums = np.concatenate([[0], np.cumsum(owner * (2 * place + 1).astype(np.uint64), dtype=np.uint64)])
        marks = sums.astype(np.uint64)[ends] - sums.astype(np.uint64)[ends - sightings.counts]
    order = np.argsort(sightings.stamps)
    at = order[np.minimum(np.searchsorted(sightings.stamps[order], stamps), len(order) - 1)]
    return np.where(sightings.stamps[at] == stamps, marks[at], 0).astype(np.uint64)


def update_people(
    state: State, gone: Numbers, entities: pa.ChunkedArray, stamps: Numbers, known: pa.Table
) -> Change:
    """The state when the articles of the stamps `gone` are gone and others have come, with their entities.

    What it says of people is what it would say if all articles had come at once; `known` are the identifiers
    minted so far.
    """
    minted = Minted(known)
    new, found = list_sightings(entities, stamps)
    if not len(state.register):  # names whose articles are gone by now count for their identifiers
        alone = ((name, (), ()) for name in minted.list_names() if not take_apart(name).full)
        found |= {number(seen): seen for seen in alone}
    return Update(state, gone, new, found, minted).run()
