"""What a change of articles changes of their people: only what it may move is looked at again.

These are the blocks of spellings of the names that it touches, the people of those, surnames alone that may mean one of these, and who may
claim the same identifiers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dragoman.resolution import sightings as sighted
from dragoman.resolution.given_names import complete_given_names
from dragoman.resolution.identifiers import Minted, give_identifiers, list_names, write_identity
from dragoman.resolution.namesakes import split_by_country
from dragoman.resolution.person import Person, Seen, choose_label
from dragoman.resolution.register import Register, number_word
from dragoman.resolution.sightings import Numbers, Sightings, is_in, number
from dragoman.resolution.spellings import find_beside, join_spellings
from dragoman.resolution.surnames import place_surnames


@dataclass(frozen=True)
class State:
    """What was found in the articles so far."""

    sightings: Sightings
    register: Register


@dataclass(frozen=True)
class Change:
    """The state after a change of articles, and what of it is new."""

    state: State
    articles: Numbers  # places in `state.sightings` of articles that are new or say something else
    entries: Numbers  # places in `state.register` of entries that are new or changed
    identities: Sequence[Mapping[str, Any]]  # rows of IDENTITIES that are new or were looked at again


class Update:
    """One change of articles on its way through the rules; see `people.update_people`."""

    def __init__(self, state: State, gone: Numbers, new: Sightings, found: Mapping[int, Seen], minted: Minted) -> None:
        before = state.sightings
        stay = ~is_in(before.stamps, gone)
        left = before.pick(~stay)
        self.minted = minted
        self.new_articles = len(new.stamps)
        self.sightings = sighted.join([before if stay.all() else before.pick(stay), new])
        self.before = state.register
        self.register = register = state.register.extend(found)
        for column, old, come in ((register.said, left.said, new.said), (register.times, left.seen, new.seen)):
            register.count(column, old, -1)
            register.count(column, come, 1)
        self.touched = np.zeros(len(register), dtype=bool)
        self.closed = self.changed = self.led = self.touched  # entries of touched blocks; of people who are not as they were
        self.touched[register.find(np.unique(np.concatenate([left.said, left.seen, new.said])))] = True
        self.identities: list[Mapping[str, Any]] = []

    def run(self) -> Change:
        """What comes of it."""
        changed = self._complete()
        people = self._join()
        alone, pulled = self._find_alone(people)
        placed, rest = place_surnames([*people, *pulled], self.register.count_seen(np.flatnonzero(alone)), self._count_given(alone))
        self._identify([*people, *pulled], placed, split_by_country(rest, self.sightings), alone)
        entries = np.flatnonzero(self.register.differs(self.before))
        return Change(State(self.sightings, self.register), np.flatnonzero(changed), entries, self.identities)

    def _complete(self) -> Numbers:
        """Make given names alone whole; for each article whether it is new or says something else than before."""
        where, means = complete_given_names(self.sightings, self.register, np.flatnonzero(self.touched))
        changed = np.zeros(len(self.sightings.stamps), dtype=bool)
        changed[len(changed) - self.new_articles :] = True
        if not len(where):
            return changed
        whole = {number(seen): seen for seen in means if seen}
        size = len(self.register)
        self.register = self.register.extend(whole)
        if grown := len(self.register) - size:
            self.touched = np.concatenate([self.touched, np.zeros(grown, dtype=bool)])
        seen = self.sightings.seen.copy()
        before = seen[where]
        after = np.array(
            [number(item) if item else code for item, code in zip(means, self.sightings.said[where].tolist(), strict=True)], dtype=np.uint64
        )
        moved = before != after
        seen[where] = after
        self.register.count(self.register.times, before[moved], -1)
        self.register.count(self.register.times, after[moved], 1)
        self.touched[self.register.find(np.unique(np.concatenate([before[moved], after])))] = True
        changed[self.sightings.rows[where[moved]]] = True
        self.sightings = replace(self.sightings, seen=seen)
        return changed

    def _join(self) -> list[Person]:
        """The full-named people of the blocks that are touched, without identifiers but for those who are as they were."""
        register = self.register
        full, live = register["full"], register.times > 0
        touched: Numbers = np.flatnonzero(self.touched & full)
        labels: Numbers = register.block[touched]
        if (register.block[full & live] > 0).any():
            near = register.find_near(touched)
            near, mine = near[live[near]], touched[live[touched]]
            beside = find_beside(register.count_seen(near), set(register.list_seen(mine)))
            labels = np.concatenate([labels, register.block[register.locate(beside)]])
        self.closed = full & ((is_in(register.block, labels) & (register.block > 0)) | self.touched)
        owners = Counter(register.owner[self.closed].tolist())
        seen = register.count_seen(np.flatnonzero(self.closed & live))
        register.block[self.closed] = 0
        joined, blocks = join_spellings(seen)
        for block in blocks:
            places = register.locate(block)
            register.block[places] = register["number"][places].min()
        people = split_by_country(joined, self.sightings)
        self.changed = np.zeros(len(register), dtype=bool)
        self.changed[touched] = True
        # entries of people who may have an entry that is led
        self.led = register["led"] | ((register.owner > 0) & is_in(register.owner, np.unique(register.owner[register["led"]])))
        for person in people:
            places = register.locate(person.seen)
            first = places[0]
            owner = register.owner[first]
            same = (
                owner and not self.touched[places].any() and owners[int(owner)] == len(places) and (register.owner[places] == owner).all()
            )
            if same:
                person.id = register.ids[first]
            else:
                self.changed[places] = True
                self.led[places] |= register["led"][places].any()
        return people

    def _find_alone(self, people: Sequence[Person]) -> tuple[Numbers, list[Person]]:
        """Which entries of surnames alone are looked at again, and people of those surnames in blocks that are not touched."""
        register = self.register
        live, full = register.times > 0, register["full"]
        given = register["single"][live & register["plain"]]  # whether these are given names, a change of others may tell
        led = self.changed & self.led
        written = np.intersect1d(register["written"][self.changed], given)
        lone = register["surname"][self.touched & ~full]
        words: Numbers = np.unique(np.concatenate([register["surname"][self.changed], register["first"][led], written, lone]))
        words = np.intersect1d(words, register["surname"][live & ~full])
        alone = live & ~full & is_in(register["surname"], words)
        outside = live & full & ~self.closed
        near = is_in(register["surname"], words) | (is_in(register["first"], words) & outside & self.led)
        owners = np.unique(register.owner[outside & near])
        return alone, list(register.gather(np.flatnonzero(outside & is_in(register.owner, owners))).values())

    def _count_given(self, alone: Numbers) -> Any:
        """Word -> how often it is the first name of a full one; of the surnames that are looked at."""
        register = self.register
        words = np.unique(register["surname"][alone])
        where = register["full"] & is_in(register["written"], words)
        codes, of = np.unique(register["written"][where], return_inverse=True)
        counts = dict(zip(codes.tolist(), np.bincount(of, register.times[where], len(codes)).tolist(), strict=True))
        return lambda word: counts.get(number_word(word), 0)

    def _identify(
        self, people: Sequence[Person], placed: Sequence[tuple[Person, Seen, int]], rest: Sequence[Person], alone: Numbers
    ) -> None:
        """Give identifiers to all who are not as they were."""
        register = self.register
        had: dict[int, set[int]] = {}  # owner -> entries of surnames alone that are looked at
        for place in np.flatnonzero(alone):
            had.setdefault(int(register.owner[place]), set()).add(int(place))
        got: dict[int, set[int]] = {}
        for (person, *_), place in zip(placed, register.locate(item for _, item, _ in placed).tolist(), strict=True):
            got.setdefault(id(person), set()).add(place)
        pool: list[Person] = []
        left = Counter(register.owner.tolist())
        kept = self.touched & alone
        for person in people:
            mine = got.get(id(person), set())
            if person.id and had.get(number(person.id), set()) == mine and not any(kept[place] for place in mine):
                continue
            if person.id:
                owned = np.flatnonzero((register.owner == number(person.id)) & ~register["full"] & ~alone)
                person.seen.update(register.count_seen(owned))
            pool.append(person)
        for person, item, times in placed:
            person.seen[item] = times
        for person in rest:
            places = register.locate(person.seen)
            owner = int(register.owner[places[0]])
            if not (owner and left[owner] == len(places) and (register.owner[places] == owner).all()) or self.touched[places].any():
                pool.append(person)
        self._settle(pool)

    def _settle(self, pool: list[Person]) -> None:
        register = self.register
        dead = (register.times == 0) & (register.owner > 0)
        places = register.locate(item for person in pool for item in person.seen)
        owners = {*register.ids[places], *register.ids[dead]} - {""}
        register.clear(places)
        register.clear(np.flatnonzero(dead))
        near = self._widen(pool, owners)
        for person in pool:
            person.id = ""
        pool.sort(key=lambda person: (-person.total, choose_label(person.names), person.country))
        give_identifiers(pool, self.minted, near, _Elsewhere(register))
        rows = {row["id"]: row for row in self.minted.read(self.minted.find_ids({person.id for person in pool})).values()}
        for person in pool:
            register.assign(register.locate(person.seen), person.id)
            self.identities.append(write_identity(person, rows.get(person.id)))

    def _widen(self, pool: list[Person], owners: Collection[str]) -> set[int]:
        """Add to the pool who may claim the same identifiers; the rows of those. `owners` are identifiers that somebody had before."""
        register = self.register
        new = {name for person in pool for name in person.own}
        near = self.minted.find_ids(owners)
        while True:
            near |= self.minted.find_named(new) if new else set()
            rows = self.minted.read(near).values()
            if not register.owner.any():
                return near
            names = {name for row in rows for name in list_names(row)}
            holders = {number(row["id"]) for row in rows} | register.find_owners(names)
            joining = np.flatnonzero(is_in(register.owner, np.array(sorted(holders - {0}), dtype=np.uint64)))
            if not len(joining):
                return near
            others = list(register.gather(joining).values())
            register.clear(joining)
            pool += others
            new = {name for person in others for name in person.own}


class _Elsewhere:
    """The people of a register who are as they were."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.owners = frozenset(register.owner.tolist())

    def count_bearers(self, words: Collection[str]) -> Counter[str]:
        """How many of them have each word for a surname, in a full name or where they have none."""
        register = self.register
        codes = {number_word(word): word for word in words}
        named = (register.owner > 0) & is_in(register["surname"], np.array(sorted(codes), dtype=np.uint64))
        whole = np.unique(register.owner[register["full"]])
        own = named & (register["full"] | ~is_in(register.owner, whole))
        pairs = {*zip(register.owner[own].tolist(), register["surname"][own].tolist(), strict=True)}
        return Counter(codes[word] for _, word in pairs)

    def find_alone(self, words: Collection[str], minted: Minted) -> set[int]:
        """Places of rows that have one of the surnames alone."""
        codes = np.array(sorted(number_word(word) for word in words), dtype=np.uint64)
        places = np.flatnonzero(~self.register["full"] & is_in(self.register["surname"], codes))
        return minted.find_named({name for name, *_ in self.register.list_seen(places)})

    def holds(self, identifier: str) -> bool:
        """Whether one of them has the identifier."""
        return number(identifier) in self.owners
