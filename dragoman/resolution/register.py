"""The register: all that articles say of people, each (name, countries, roles) once, its keys and owner."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.knowledge.names.forms import NameForm, begins_with_ruler, fold_text, take_apart
from dragoman.resolution.keys import list_keys, list_longer_keys, list_near_keys
from dragoman.resolution.person import Person, Seen
from dragoman.resolution.sightings import Numbers, find_common, is_in, number
from dragoman.resolution.spellings import FAMILY_NAME_FIRST
from dragoman.resolution.surnames import RULER

# what never changes of an entry; words by their number, 0 where there is none
FIXED = pa.schema(
    [
        ("number", pa.uint64()),
        ("name", pa.string()),
        ("countries", pa.list_(pa.string())),
        ("roles", pa.list_(pa.string())),
        ("form", pa.uint64()),  # of the name
        ("full", pa.bool_()),
        ("surname", pa.uint64()),
        ("first", pa.uint64()),  # the first word
        ("written", pa.uint64()),  # the first word as it is written, of a full name that is no ruler's
        # The same, of a name of two words and nothing else, which may complete a given name alone
        ("pair", pa.uint64()),
        ("single", pa.uint64()),  # the word of a name that may be a given name alone
        ("plain", pa.bool_()),  # no office is stated with it
        ("led", pa.bool_()),  # its first word may be a surname alone
        ("keys", pa.list_(pa.uint32())),  # what spellings are looked up by
    ]
)
# what changes: articles that say it, articles that mean it, the block, and whose it is (by number and by id)
MOVING = pa.schema(
    [
        ("said", pa.int64()),
        ("times", pa.int64()),
        ("block", pa.uint64()),
        ("owner", pa.uint64()),
        ("id", pa.string()),
    ]
)
REGISTER = pa.schema([*FIXED, *MOVING])
_NUMBERS = ("number", "form", "surname", "first", "written", "pair", "single")


@lru_cache(maxsize=400_000)
def number_word(word: str) -> int:
    """64 bits that stand for a word; 0 for none."""
    return number(word) if word else 0


def _describe(code: int, seen: Seen) -> tuple[Any, ...]:
    """An entry of FIXED."""
    name, countries, roles = seen
    form = take_apart(name)
    written, pair = _number_given(name, form)
    single = len(form.words) == 1 and not form.generation and not roles
    return (
        code, name, countries, roles,
        number((form.words, sorted(form.initials), form.generation)), form.full,
        number_word(form.surname), number_word(form.words[0] if form.words else ""),
        written, pair,
        number_word(form.surname) if single else 0, not (countries or roles),
        form.full and _is_led(form, countries, roles),
        _list_key_numbers(seen) if form.full else (),
    )  # fmt: skip


def _number_given(name: str, form: NameForm) -> tuple[int, int]:
    """The first word of a name as `written` and `pair` of FIXED have it."""
    word = fold_text(name).partition(" ")[0]
    written = form.full and word != form.surname and not begins_with_ruler(form)
    pair = form.full and len(form.words) == 2 and not form.initials and not form.generation
    return number_word(word if written else ""), number_word(word if pair else "")


def _is_led(form: NameForm, countries: Collection[str], roles: Iterable[str]) -> bool:
    """Whether the first word of a full name may be a surname alone, or a ruler's single name."""
    return (
        begins_with_ruler(form)
        or any(map(RULER.search, roles))
        or not FAMILY_NAME_FIRST.isdisjoint(countries)
    )


def _list_key_numbers(seen: Seen) -> list[int]:
    form = take_apart(seen[0])
    keys = {
        *list_keys(form),
        *list_longer_keys(form),
        *(key for country in seen[1] for key in list_near_keys(form, country)),
    }
    return [zlib.crc32("\x1f".join(key).encode("utf-8", "surrogatepass")) for key in keys]


@dataclass
class Register:
    """Entries as columns; what moves is changed in place."""

    fixed: pa.Table
    said: Numbers
    times: Numbers
    block: Numbers
    owner: Numbers
    ids: Any  # array of str
    columns: dict[str, Numbers] = field(init=False)
    listed: dict[Seen, int] = field(default_factory=dict, init=False)  # places of what was listed

    def __post_init__(self) -> None:
        self.columns = {name: self.fixed[name].to_numpy() for name in _NUMBERS}
        self.columns |= {name: self.fixed[name].to_numpy().astype(bool) for name in ("full", "plain", "led")}

    def __len__(self) -> int:
        return len(self.said)

    def __getitem__(self, name: str) -> Numbers:
        """A column of FIXED."""
        return self.columns[name]

    @cached_property
    def _order(self) -> tuple[Numbers, Numbers]:
        order = np.argsort(self["number"])
        return order, self["number"][order]

    @cached_property
    def _keys(self) -> tuple[Numbers, Numbers]:
        """Keys side by side, and the entry of each."""
        keys = self.fixed["keys"]
        counts = pc.list_value_length(keys).to_numpy()
        return pc.list_flatten(keys).to_numpy(), np.repeat(np.arange(len(self)), counts)

    def find(self, numbers: Numbers) -> Numbers:
        """The places of numbers, all of which are in the register."""
        order, rising = self._order
        return order[np.searchsorted(rising, numbers)]

    def extend(self, found: Mapping[int, Seen]) -> Register:
        """A register of its own with those entries besides that are new."""
        codes = np.fromiter(found, dtype=np.uint64, count=len(found))
        new = codes[~is_in(codes, find_common(codes, self["number"]))].tolist()
        rows = [_describe(code, found[code]) for code in new]
        columns = list(zip(*rows, strict=True)) if rows else [() for _ in FIXED]
        added = pa.table(
            [pa.array(column, kind.type) for column, kind in zip(columns, FIXED, strict=True)], schema=FIXED
        )
        fixed = pa.concat_tables([self.fixed, added]).combine_chunks()
        said, times, block, owner = (
            np.concatenate([old, np.zeros(len(new), dtype=old.dtype)])
            for old in (self.said, self.times, self.block, self.owner)
        )
        ids = np.concatenate([self.ids, np.full(len(new), "", dtype=object)])
        return Register(fixed, said, times, block, owner, ids)

    def count(self, column: Numbers, numbers: Numbers, step: int) -> None:
        """Add `step` to `said` or `times` for each of some numbers."""
        if len(numbers):
            codes, times = np.unique(numbers, return_counts=True)
            column[self.find(codes)] += step * times

    def assign(self, places: Numbers, of: Numbers, identifiers: Sequence[str]) -> None:
        """Let entries be somebody's: `of` says of each of the places whose by a number of `identifiers`."""
        self.owner[places] = np.array([number(identifier) for identifier in identifiers], dtype=np.uint64)[of]
        self.ids[places] = np.array(identifiers, dtype=object)[of]

    def clear(self, places: Numbers) -> None:
        """Let entries be nobody's."""
        self.owner[places], self.ids[places] = 0, ""

    def differs(self, before: Register) -> Numbers:
        """For each entry whether it is new, or not as it was in the register that this one was made from."""
        size = len(before)
        found = np.ones(len(self), dtype=bool)
        found[:size] = False
        for name in ("said", "times", "block", "owner"):
            found[:size] |= getattr(self, name)[:size] != getattr(before, name)
        return found

    def find_near(self, places: Numbers) -> Numbers:
        """Places of all entries of forms that have a key of one of some in common, themselves among them."""
        keys, of = self._keys
        mine = np.zeros(len(self), dtype=bool)
        mine[places] = True
        near = np.zeros(len(self), dtype=bool)
        near[of[is_in(keys, np.unique(keys[mine[of]]))]] = True
        near[places] = True
        return np.flatnonzero(is_in(self["form"], np.unique(self["form"][near])))

    def list_seen(self, places: Numbers) -> list[Seen]:
        """What stands at some places."""
        rows = self.fixed.select(["name", "countries", "roles"]).take(pa.array(places))
        columns = (rows[name].to_pylist() for name in ("name", "countries", "roles"))
        found = [
            (name, tuple(countries), tuple(roles)) for name, countries, roles in zip(*columns, strict=True)
        ]
        self.listed.update(zip(found, places.tolist(), strict=True))
        return found

    def count_seen(self, places: Numbers) -> dict[Seen, int]:
        """What stands at some places, and how many articles mean it."""
        return dict(zip(self.list_seen(places), self.times[places].tolist(), strict=True))

    def gather(self, places: Numbers) -> dict[int, Person]:
        """Owner -> the person, of the entries at some places, with the identifier that they have."""
        people: dict[int, Person] = {}
        rows = zip(
            self.owner[places].tolist(),
            self.ids[places],
            self.list_seen(places),
            self.times[places].tolist(),
            strict=True,
        )
        for owner, identifier, seen, times in rows:
            people.setdefault(owner, Person(id=identifier)).seen[seen] = times
        return people

    def find_owners(self, names: Iterable[str]) -> set[int]:
        """Whose some names are."""
        named = pc.is_in(self.fixed["name"], pa.array(sorted(names), pa.string())).to_numpy()
        return set(self.owner[named].tolist()) - {0}

    def locate(self, items: Iterable[Seen]) -> Numbers:
        """The places of things seen that were listed before."""
        return np.array([self.listed[item] for item in items], dtype=np.int64)

    def to_table(self, places: Numbers) -> pa.Table:
        """Entries as rows of REGISTER."""
        moving = [self.said, self.times, self.block, self.owner, self.ids]
        columns = [
            *self.fixed.take(pa.array(places)).columns,
            *(pa.array(column[places], kind.type) for column, kind in zip(moving, MOVING, strict=True)),
        ]
        return pa.table(columns, schema=REGISTER)


def from_table(table: pa.Table) -> Register:
    """The register in a table of REGISTER."""
    table = table.combine_chunks()
    said, times, block, owner = (
        table[name].to_numpy().copy() for name in ("said", "times", "block", "owner")
    )
    ids = np.array(table["id"].to_pylist(), dtype=object)
    return Register(table.select(FIXED.names), said, times, block, owner, ids)


def make_empty() -> Register:
    """Of nothing."""
    return from_table(REGISTER.empty_table())
