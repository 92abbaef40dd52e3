"""A spell, and the table of them: data/knowledge/office_spells.parquet, read by state when it is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from dragoman.errors import KnowledgeError
from dragoman.knowledge.offices import list_sounds, read_name

# How sure an end of a spell is: to the day, month or year by a source; "weak", a day that is often wrong
# in that
# source; "inferred", from the last edition that names the person; "open", no source gives it.
Sureness = Literal["day", "month", "year", "weak", "inferred", "open"]


@dataclass(frozen=True, slots=True)
class Spell:
    """One person's time in one post.

    `last` is the last day on which a source knew of the person in office: the end, or the source's own day.
    """

    person: str
    aliases: tuple[str, ...]
    wikidata: str
    of: str  # ISO code, or a body's name
    post: str
    role: str
    acting: bool
    start: date | None
    start_sure: Sureness
    end: date | None
    end_sure: Sureness
    last: date
    seen: tuple[str, ...]  # days or years of sightings
    sources: tuple[str, ...]  # the best first
    disputed: tuple[str, ...] = ()  # what sources say otherwise of the ends

    @property
    def first(self) -> date:
        """The first day on which the person may have been in office."""
        if self.start:
            return self.start
        seen = self.seen[0] if self.seen else self.last.isoformat()
        return date.fromisoformat(seen) if len(seen) == 10 else date(int(seen), 1, 1)


COLUMNS = tuple(field.name for field in fields(Spell))
_LISTS = ("aliases", "seen", "sources", "disputed")


@dataclass(frozen=True)
class Spells:
    """All spells, by state or body."""

    owners: Mapping[str, tuple[int, int]]  # rows of each, from and to
    columns: Mapping[str, Any]  # Arrow columns
    added: tuple[Spell, ...] = ()  # instead of a file: spells of merged claims

    @cached_property
    def _read(self) -> dict[str, tuple[Spell, ...]]:
        return {}

    def list_owners(self) -> list[str]:
        """States and bodies that have spells."""
        return sorted({*self.owners, *self._added})

    @cached_property
    def _added(self) -> Mapping[str, tuple[Spell, ...]]:
        found: dict[str, list[Spell]] = defaultdict(list)
        for spell in self.added:
            found[spell.of].append(spell)
        return {of: tuple(spells) for of, spells in found.items()}

    def list_spells(self, of: str) -> tuple[Spell, ...]:
        """All spells of a state or body, by post and first day."""
        if of in self._added:
            return self._added[of]
        if of not in self._read:
            first, last = self.owners.get(of, (0, 0))
            cut = {
                name: self.columns[name].slice(first, last - first).to_pylist()
                for name in COLUMNS
                if self.columns
            }
            self._read[of] = tuple(
                Spell(**{name: _unpack(name, cut[name][row]) for name in COLUMNS})
                for row in range(last - first)
            )
        return self._read[of]

    def list_names(self) -> Iterable[tuple[str, str, str]]:
        """For each spell the person, the state or body, and how the name sounds, with | between sounds."""
        for spell in self.added:
            yield spell.person, spell.of, join_sounds(spell.person)
        if self.columns:
            names = (self.columns[name].to_pylist() for name in ("person", "of", "sounds"))
            yield from zip(*names, strict=True)

    def list_called(self, wikidata: str) -> list[str]:
        """The names under which somebody with a Wikidata number stands."""
        found = [spell for spell in self.added if spell.wikidata == wikidata]
        names = {name for spell in found for name in (spell.person, *spell.aliases)}
        if self.columns:
            import pyarrow.compute as pc

            rows = pc.equal(self.columns["wikidata"], wikidata)
            for column in ("person", "aliases"):
                for cell in self.columns[column].filter(rows).to_pylist():
                    names |= set(filter(None, cell.split("|")))
        return sorted(names)

    def list_all(self) -> Iterable[Spell]:
        """Every spell."""
        for of in self.list_owners():
            yield from self.list_spells(of)


def _unpack(name: str, value: Any) -> Any:
    return tuple(filter(None, value.split("|"))) if name in _LISTS else value


def join_sounds(name: str) -> str:
    """How the words of a name sound and begin: see `knowledge.offices.list_sounds`."""
    return "|".join(sorted(list_sounds(read_name(name))))


def make_spells(spells: Sequence[Spell]) -> Spells:
    """A table of spells that are at hand."""
    return Spells({}, {}, tuple(spells))


def write_spells(spells: Sequence[Spell], path: Path, base: str = "") -> None:
    """Write spells, sorted by state or body, as Parquet; `base` says what they were made on."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {
        name: pa.array(
            ["|".join(value) if name in _LISTS else value for value in (getattr(s, name) for s in spells)],
            pa.date32()
            if name in ("start", "end", "last")
            else pa.bool_()
            if name == "acting"
            else pa.string(),
        )
        for name in COLUMNS
    }
    columns["sounds"] = pa.array([join_sounds(spell.person) for spell in spells], pa.string())
    table = pa.table(columns).replace_schema_metadata({"base": base})
    pq.write_table(table, path, compression="zstd", compression_level=19)


def read_base(path: Path) -> str:
    """What the spells of a file were made on."""
    import pyarrow.parquet as pq

    return str(((pq.read_schema(path).metadata or {}).get(b"base", b"")).decode())


def read_spells(path: Path) -> Spells:
    """The table in a file. KnowledgeError when it cannot be read."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(path).read(use_threads=False).combine_chunks()
        columns = {name: table.column(name).chunk(0) for name in (*COLUMNS, "sounds")}
    except (OSError, KeyError, pa.ArrowException) as error:
        raise KnowledgeError(
            f"The spells of office in {path} cannot be read: {error}. "
            "Install Dragoman again, or complete the checkout."
        ) from error
    runs = pc.run_end_encode(columns["of"])
    ends, owners = runs.run_ends.to_pylist(), runs.values.to_pylist()
    return Spells(dict(zip(owners, zip([0, *ends], ends, strict=False), strict=False)), columns)
