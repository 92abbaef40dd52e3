"""One name with offices of two countries: two people, unless one is too rare to be more than a slip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.knowledge.offices import load_offices
from dragoman.resolution.person import Person, Seen, choose_label
from dragoman.resolution.sightings import Numbers, Sightings, is_in, number, number_country

# One name is two people's if a second country is stated in this share of the articles that state one,
SECOND_PERSON_SHARE = 0.3
# and in this share of all articles that name them.
SECOND_PERSON_ARTICLES = 0.1

Groups = Sequence[tuple[frozenset[str], int]]  # countries of a person, articles that state one


def split_by_country(people: Sequence[Person], sightings: Sightings) -> list[Person]:
    """One name with offices of two countries becomes two people; without a country, it is the one named more.

    Of the second country only those articles speak that do not name the first one too.
    """
    groups = [_group_countries(person) for person in people]
    several = [person for person, countries in zip(people, groups, strict=True) if len(countries) > 1]
    places = _find_places(several, sightings) if several else None
    parts = []
    for person, countries in zip(people, groups, strict=True):
        parts += _split(person, countries, places) if places and len(countries) > 1 else [person]
    return parts


@dataclass(frozen=True, slots=True)
class _Places:
    """Where some people are seen, and which countries those articles name."""

    spans: Mapping[Seen, tuple[int, int]]  # places of `rows`
    rows: Numbers  # of articles
    starts: Numbers  # article -> where its countries begin in `named`; one more at the end
    named: Numbers

    def list_named(self, person: Person, groups: Groups) -> tuple[Numbers, Numbers]:
        """For each article of a person (twice where it says two things) which groups it states and names."""
        spans = [self.spans[item] for item in person.seen]
        rows = np.concatenate([self.rows[first:last] for first, last in spans])
        stating = np.array(
            [[bool(countries & set(item[1])) for countries, _ in groups] for item in person.seen]
        )
        stated = np.repeat(stating, [last - first for first, last in spans], axis=0)
        codes = {
            number_country(country): place
            for place, (countries, _) in enumerate(groups)
            for country in countries
        }
        order = np.array(sorted(codes), dtype=np.uint32)
        counts = self.starts[rows + 1] - self.starts[rows]
        of = np.repeat(np.arange(len(rows)), counts)
        within = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
        named = self.named[self.starts[rows][of] + within]
        at = np.minimum(np.searchsorted(order, named), len(order) - 1)
        hits = order[at] == named
        groups_of = np.array([codes[code] for code in order.tolist()])
        found = np.zeros_like(stated)
        found[of[hits], groups_of[at[hits]]] = True
        return stated, found


def _find_places(people: Sequence[Person], sightings: Sightings) -> _Places:
    items = {number(item): item for person in people for item in person.seen}
    wanted = np.array(sorted(items), dtype=np.uint64)
    where = np.flatnonzero(is_in(sightings.seen, wanted))
    seen = sightings.seen[where]
    order = np.argsort(seen, kind="stable")
    firsts, lasts = (np.searchsorted(seen[order], wanted, side) for side in ("left", "right"))
    spans = {items[code]: (int(a), int(b)) for code, a, b in zip(wanted.tolist(), firsts, lasts, strict=True)}
    starts = np.concatenate([[0], np.cumsum(sightings.named_counts)])
    return _Places(spans, sightings.rows[where][order], starts, sightings.named)


def _split(person: Person, groups: Groups, places: _Places) -> list[Person]:
    stated, named = places.list_named(person, groups)
    together = (stated | named).sum(axis=0).tolist()
    order = sorted(
        range(len(groups)), key=lambda place: (together[place], groups[place][1], sorted(groups[place][0]))
    )
    main, all_stated = order[-1], sum(times for _, times in groups)
    elsewhere = (stated & ~named[:, [main]]).sum(axis=0).tolist()
    apart = [
        countries
        for place, (countries, _) in enumerate(groups)
        if place != main
        and elsewhere[place] >= SECOND_PERSON_SHARE * all_stated
        and elsewhere[place] >= SECOND_PERSON_ARTICLES * person.total
    ]
    if not apart or _is_slip(person, [groups[main][0], *apart]):
        return [person]
    split = {countries: Person() for countries in (groups[main][0], *apart)}
    for item, times in person.seen.items():
        home = next((countries for countries in split if countries & set(item[1])), groups[main][0])
        split[home].seen[item] = times
    return list(split.values())


def _is_slip(person: Person, groups: Sequence[frozenset[str]]) -> bool:
    """Whether the table of offices knows this name in one country only: the others are slips of reading."""
    known = {spell.office.country for spell in load_offices().find_person(choose_label(person.names))}
    return sum(bool(group & known) for group in groups) == 1


def _group_countries(person: Person) -> Groups:
    """Countries that articles state together are one person's: groups and their articles, most first."""
    groups: list[tuple[frozenset[str], int]] = []
    for (_, countries, _), times in sorted(person.seen.items()):
        if countries:
            together, rest = set(countries), []
            for group, count in groups:
                if group & together:
                    together |= group
                    times += count
                else:
                    rest.append((group, count))
            groups = [*rest, (frozenset(together), times)]
    return sorted(groups, key=lambda group: (-group[1], sorted(group[0])))
