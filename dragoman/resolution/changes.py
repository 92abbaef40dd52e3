"""What a change of articles changes of their people: only what it may move is looked at again.

These are the blocks of spellings of the names that it touches, the people of those, surnames alone that may
mean one of these, and who may claim the same identifiers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dragoman.resolution import sightings as sighted
from dragoman.resolution.given_names import complete_given_names
from dragoman.resolution.identifiers import Minted, give_identifiers, list_names, write_identity
from dragoman.resolution.namesakes import split_by_country
from dragoman.resolution.person import Person, Seen, choose_label
from dragoman.resolution.register import Register, number_word
from dragoman.resolution.sightings import Numbers, Sightings, find_common, is_in, number
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

    def __init__(
        self, state: State, gone: Numbers, new: Sightings, found: Mapping[int, Seen], minted: Minted
    ) -> None:
        before = state.sightings
        stay = ~is_in(before.stamps, gone)
        left = before.pick(~stay)
        self.minted = minted
        self.new_articles = len(new.stamps)
        self.sightings = sighted.join([before if stay.all() else before.pick(stay), new])
        self.before = state.register
        self.register = register = state.register.extend(found)
        for column, old, come in (
            (register.said, left.said, new.said),
            (register.times, left.seen, new.seen),
        ):
            register.count(column, old, -1)
            register.count(column, come, 1)
        self.touched = np.zeros(len(register), dtype=bool)
        # Entries of touched blocks; of people who are not as they were
        self.closed = self.changed = self.led = self.touched
        self.touched[register.find(np.unique(np.concatenate([left.said, left.seen, new.said])))] = True
        self.identities: list[Mapping[str, Any]] = []

    def run(self) -> Change:
        """What comes of it."""
        changed = self._complete()
        people = self._join()
        alone, pulled = self._find_alone(people)
        placed, rest = place_surnames(
            [*people, *pulled], self.register.count_seen(np.flatnonzero(alone)), self._count_given(alone)
        )
        self._identify([*people, *pulled], placed, split_by_country(rest, self.sightings), alone)
        entries = np.flatnonzero(self.register.differs(self.before))
        return Change(State(self.sightings, self.register), np.flatnonzero(changed), entries, self.identities)

    def _complete(self) -> Numbers:
        """Make given names alone whole; for each article whether it is new or says something else."""
        where, means = complete_given_names(self.sightings, self.register, np.flatnonzero(self.touched))
        changed = np.zeros(len(self.sightings.stamps), dtype=bool)
        changed[len(changed) - self.new_articles :] = True
        if not len(where):
            return changed
        numbers = {seen: number(seen) for seen in dict.fromkeys(means) if seen}
        size = len(self.register)
        self.register = self.register.extend({code: seen for seen, code in numbers.items()})
        if grown := len(self.register) - size:
            self.touched = np.concatenate([self.touched, np.zeros(grown, dtype=bool)])
        seen = self.sightings.seen.copy()
        before = seen[where]
        said = self.sightings.said[where].tolist()
        after = np.array(
            [numbers[item] if item else code for item, code in zip(means, said, strict=True)], dtype=np.uint64
        )
        moved = before != after
        seen[where] = after
        self.register.count(self.register.times, before[moved], -1)
        self.register.count(self.register.times, after[moved], 1)
        self.touched[self.register.find(np.unique(np.concatenate([before[moved], after[moved]])))] = True
        changed[self.sightings.rows[where[moved]]] = True
        self.sightings = replace(self.sightings, seen=seen)
        return changed

    def _join(self) -> list[Person]:
        """The full-named people of touched blocks, without identifiers but for those who are as they were."""
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
        seen = register.count_seen(np.flatnonzero(self.closed & live))
        joined, blocks = join_spellings(seen)
        places, of, starts = self._line_up(blocks)
        register.block[self.closed] = 0
        if len(places):
            register.block[places] = np.minimum.reduceat(register["number"][places], starts)[of]
        people = split_by_country(joined, self.sightings)
        # entries of people who may have an entry that is led
        self.led = register["led"] | (
            (register.owner > 0) & is_in(register.owner, np.unique(register.owner[register["led"]]))
        )
        places, of, starts = self._line_up([person.seen for person in people])
        moved = self._find_moved(places, of, starts, self.closed)
        for person in np.flatnonzero(~moved).tolist():
            people[person].id = register.ids[places[starts[person]]]
        self.changed = np.zeros(len(register), dtype=bool)
        self.changed[touched] = True
        self.changed[places[moved[of]]] = True
        led = np.bincount(of, register["led"][places], len(people)) > 0
        self.led[places[(moved & led)[of]]] = True
        return people

    def _line_up(self, groups: Sequence[Collection[Seen]]) -> tuple[Numbers, Numbers, Numbers]:
        """The places of what is seen, side by side; the group of each; where each group begins."""
        sizes = np.array([len(group) for group in groups], dtype=np.int64)
        places = self.register.locate(item for group in groups for item in group)
        return places, np.repeat(np.arange(len(groups)), sizes), np.cumsum(sizes) - sizes

    def _find_moved(self, places: Numbers, of: Numbers, starts: Numbers, among: Numbers) -> Numbers:
        """For each group of entries whether it is not as it was.

        It is as it was where it is all that one owner has `among` some, and none of it is touched.
        """
        owners = self.register.owner[places]
        first = owners[starts]
        odd = (owners == 0) | (owners != first[of]) | self.touched[places]
        known = np.unique(first[first > 0])
        asked, counts = np.unique(
            self.register.owner[among & is_in(self.register.owner, known)], return_counts=True
        )
        had = dict(zip(asked.tolist(), counts.tolist(), strict=True))
        sizes = np.bincount(of, minlength=len(starts))
        return (np.bincount(of, odd, len(starts)) > 0) | (
            sizes != [had.get(owner, 0) for owner in first.tolist()]
        )

    def _find_alone(self, people: Sequence[Person]) -> tuple[Numbers, list[Person]]:
        """Entries of surnames alone to look at again, and their people in blocks that are not touched."""
        register = self.register
        live, full = register.times > 0, register["full"]
        # Whether these are given names, a change of others may tell
        given = register["single"][live & register["plain"]]
        led = self.changed & self.led
        written = find_common(register["written"][self.changed], given)
        lone = register["surname"][self.touched & ~full]
        words: Numbers = np.unique(
            np.concatenate([register["surname"][self.changed], register["first"][led], written, lone])
        )
        words = find_common(words, register["surname"][live & ~full])
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
        counts = dict(
            zip(codes.tolist(), np.bincount(of, register.times[where], len(codes)).tolist(), strict=True)
        )
        return lambda word: counts.get(number_word(word), 0)

    def _identify(
        self,
        people: Sequence[Person],
        placed: Sequence[tuple[Person, Seen, int]],
        rest: Sequence[Person],
        alone: Numbers,
    ) -> None:
        """Give identifiers to all who are not as they were."""
        register = self.register
        got: dict[int, set[int]] = defaultdict(set)  # person -> entries of surnames alone that mean them
        for (person, *_), place in zip(
            placed, register.locate(item for _, item, _ in placed).tolist(), strict=True
        ):
            got[id(person)].add(place)
        had: dict[int, set[int]] = defaultdict(set)  # owner -> the same, as it was
        asked = np.flatnonzero(alone)
        for owner, place in zip(register.owner[asked].tolist(), asked.tolist(), strict=True):
            had[owner].add(place)
        said = set(np.flatnonzero(self.touched & alone).tolist())
        pool = [
            person
            for person in people
            if not person.id
            or had[number(person.id)] != got[id(person)]
            or not said.isdisjoint(got[id(person)])
        ]
        owners = np.array([number(person.id) for person in pool if person.id], dtype=np.uint64)
        owned = register.gather(np.flatnonzero(is_in(register.owner, owners) & ~register["full"] & ~alone))
        for person in pool:
            if person.id and number(person.id) in owned:
                person.seen.update(owned[number(person.id)].seen)
        for person, item, times in placed:
            person.seen[item] = times
        self._settle(pool + self._list_moved(rest))

    def _list_moved(self, people: Sequence[Person]) -> list[Person]:
        """Those who are not as they were."""
        moved = self._find_moved(
            *self._line_up([person.seen for person in people]), np.ones(len(self.register), dtype=bool)
        )
        return [people[place] for place in np.flatnonzero(moved).tolist()]

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
        rows = {
            row["id"]: row
            for row in self.minted.read(self.minted.find_ids({person.id for person in pool})).values()
        }
        places, of, _ = self._line_up([person.seen for person in pool])
        register.assign(places, of, [person.id for person in pool])
        self.identities += [write_identity(person, rows.get(person.id)) for person in pool]

    def _widen(self, pool: list[Person], owners: Collection[str]) -> set[int]:
        """Add to the pool who may claim the same identifiers; the rows of those.

        `owners` are identifiers that somebody had before.
        """
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

    def count_bearers(self, words: Collection[str]) -> Counter[str]:
        """How many of them have each word for a surname, in a full name or where they have none."""
        register = self.register
        codes = {number_word(word): word for word in words}
        named = (register.owner > 0) & is_in(register["surname"], np.array(sorted(codes), dtype=np.uint64))
        whole = register.owner[register["full"] & is_in(register.owner, np.unique(register.owner[named]))]
        own = named & (register["full"] | ~is_in(register.owner, np.unique(whole)))
        pairs = {*zip(register.owner[own].tolist(), register["surname"][own].tolist(), strict=True)}
        return Counter(codes[word] for _, word in pairs)

    def find_alone(self, words: Collection[str], minted: Minted) -> set[int]:
        """Places of rows that have one of the surnames alone."""
        codes = np.array(sorted(number_word(word) for word in words), dtype=np.uint64)
        places = np.flatnonzero(~self.register["full"] & is_in(self.register["surname"], codes))
        return minted.find_named({name for name, *_ in self.register.list_seen(places)})

    def list_held(self, identifiers: Iterable[str]) -> set[str]:
        """Those of some identifiers that one of them has."""
        asked = {number(identifier): identifier for identifier in identifiers}
        owners = self.register.owner
        return {
            asked[owner]
            for owner in np.unique(owners[is_in(owners, np.array(list(asked), dtype=np.uint64))]).tolist()
        }
