"""Who is one person across articles, kept: brought up to date with the articles; hot tables read it as it is.

Two tables are kept for it: `sightings`, whom each article names, under the article's stamp, and `register`,
all that articles say of people, each once, with whose it is. A checksum in `derived` tells that the two
belong together, and a mark beside it that these rules made them; else both are made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.library.database import Database
from dragoman.library.schema import IDENTITIES, REGISTER, SIGHTINGS, hash_number
from dragoman.resolution import register, rules, sightings
from dragoman.resolution.changes import Change, State
from dragoman.resolution.people import list_people, make_state, update_people, write_identities

MANY = 2000  # articles from which all are fetched: fewer are looked up by their stamps
BATCH = 500  # keys that are removed at a time


def load_identities(database: Database) -> pa.Table:
    """id, kind, label, names, country: all identifiers minted, in one order however they were written."""
    return database.fetch("identities", IDENTITIES.names).sort_by("id")


def refresh_people(database: Database, source: int) -> None:
    """Bring what is kept up to date with the articles, and mint identifiers for those first named.

    What was minted stays, even when its articles are gone. `source` stands for the articles, and is noted
    when all else is written. Identities follow from the articles: as contents they count where all were found
    anew, as by other rules, so that an add changes contents once.
    """
    known = load_identities(database)
    before = _load_state(database, known)
    state = before or make_state()
    stamps = database.fetch("articles", ["stamp"])["stamp"].to_numpy()
    gone, new = _compare(state, stamps)
    entities, come = _fetch_entities(database, new)
    change = update_people(state, gone, entities, come, known)
    ids = pa.array([row["id"] for row in change.identities], pa.string())
    rows = {row["id"]: row for row in known.filter(pc.is_in(known["id"], ids)).to_pylist()}
    database.put("identities", [row for row in change.identities if row != rows.get(row["id"])])
    if before is None or len(gone) or len(come):
        _write(database, change, gone, whole=before is None)
    sources = {"register": rules.PEOPLE, "sightings": _sum(change.state), "identities": source}
    stamp = (
        _read_derived(database, "stamp").get("identities", 0)
        if before is not None
        else _number_identities(write_identities(known, change.identities))
    )
    database.put(
        "derived",
        [
            {"name": name, "source": made_of, "stamp": stamp if name == "identities" else 0}
            for name, made_of in sources.items()
        ],
    )


def has_people(database: Database) -> bool:
    """Whether what is kept is whole and was made by these rules, for as many articles as there are."""
    ours = rules.is_present(_read_derived(database).get("register", 0))
    if not ours or database.count("sightings") != database.count("articles"):
        return False
    return bool(database.count("register")) or _load_state(database, load_identities(database)) is not None


def find_people(database: Database, rows: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Identities, and the people of articles as `resolution.people.PEOPLE_OF` has them.

    They are what is kept, with what it lacks found besides. `rows` needs the columns stamp and entities.
    Nothing is written.
    """
    stamps = rows["stamp"].to_numpy()
    known, state = find_state(database, stamps, rows["entities"])
    return known, list_people(state, stamps)


def find_state(
    database: Database, stamps: Any, entities: pa.ChunkedArray | None = None
) -> tuple[pa.Table, State]:
    """Identities, and what is found of the articles of some stamps: what is kept, and what it lacks besides.

    `entities` of the articles are fetched as far as they are needed, where they are not at hand.
    """
    known = load_identities(database)
    state = _load_state(database, known) or make_state()
    gone, new = _compare(state, stamps)
    if not (len(gone) or len(new)):
        return known, state
    if entities is None:
        come, of = _fetch_entities(database, new)
    else:
        places = np.flatnonzero(sightings.is_in(stamps, new))
        come, of = entities if len(new) == len(stamps) else entities.take(pa.array(places)), stamps[places]
    change = update_people(state, gone, come, of, known)
    return write_identities(known, change.identities), change.state


def _number_identities(table: pa.Table) -> int:
    """A number that tells identities apart; 0 for none."""
    if not len(table):
        return 0
    columns = [
        table[name] if name != "names" else pc.binary_join(table[name].combine_chunks(), "\x1f")
        for name in IDENTITIES.names
    ]
    rows = pc.binary_join_element_wise(*(pc.fill_null(column, "") for column in columns), "\x1e")
    return hash_number(sorted(rows.to_pylist()))


def _compare(state: State, stamps: Any) -> tuple[Any, Any]:
    """Stamps that only the state has, and those that it lacks."""
    known = state.sightings.stamps
    return known[~sightings.is_in(known, stamps)], stamps[~sightings.is_in(stamps, known)]


def _fetch_entities(database: Database, stamps: Any) -> tuple[pa.ChunkedArray, Any]:
    """The entities of the articles of some stamps, and the stamps in their order."""
    wanted = ", ".join(map(str, stamps.tolist()))
    where = None if len(stamps) > MANY else f"stamp IN ({wanted})" if wanted else "false"
    rows = database.fetch("articles", ["stamp", "entities"], where)
    if where is None:
        rows = rows.filter(pa.array(sightings.is_in(rows["stamp"].to_numpy(), stamps)))
    return rows["entities"], rows["stamp"].to_numpy()


def _load_state(database: Database, known: pa.Table) -> State | None:
    """What is kept, or None where there is nothing whole that these rules made of these identifiers."""
    sources = _read_derived(database)
    if not rules.is_present(sources.get("register", 0)):
        return None
    kept = (
        database.fetch(name, schema.names[1:])
        for name, schema in (("sightings", SIGHTINGS), ("register", REGISTER))
    )
    seen, entries = kept
    state = State(sightings.from_table(seen), register.from_table(entries))
    if sources.get("sightings") != _sum(state):
        return None
    owned = pc.is_in(pa.array(state.register.ids, pa.string()), known["id"].combine_chunks()).to_numpy(
        zero_copy_only=False
    )
    return state if owned[state.register.owner > 0].all() else None


def _sum(state: State) -> int:
    """A number that tells states apart, whatever order they were written in."""
    entries, seen = state.register, state.sightings
    with np.errstate(over="ignore"):
        parts = (
            seen.stamps,
            seen.seen,
            seen.said,
            entries["number"] * entries.times.astype(np.uint64),
            entries.owner,
            entries.block,
        )
        return hash_number([(len(part), int(np.sum(part, dtype=np.uint64))) for part in parts])


def _read_derived(database: Database, column: str = "source") -> dict[str, int]:
    return {row["name"]: row[column] for row in database.fetch("derived", ["name", column]).to_pylist()}


def _write(database: Database, change: Change, gone: Any, whole: bool) -> None:
    """A stop in between leaves a checksum that is of neither: all is made anew then."""
    state = change.state
    if whole:
        database.replace("sightings", [])
        database.replace("register", [])
    _remove(database, "sightings", [f"{stamp:016x}" for stamp in gone.tolist()])
    changed = np.zeros(len(state.sightings.stamps), dtype=bool)
    changed[change.articles] = True
    database.put_table("sightings", _key(state.sightings.pick(changed).to_table(), "stamp", SIGHTINGS))
    database.put_table("register", _key(state.register.to_table(change.entries), "number", REGISTER))


def _key(table: pa.Table, column: str, schema: pa.Schema) -> pa.Table:
    """The rows under their key, which is a number written out."""
    keys = [f"{number:016x}" for number in table[column].to_pylist()]
    return pa.table([pa.array(keys, pa.string()), *table.columns], schema=schema)


def _remove(database: Database, name: str, keys: Sequence[str]) -> None:
    for first in range(0, len(keys), BATCH):
        database.remove(name, keys[first : first + BATCH])
