"""Identifiers of people: minted once, kept for good; a fuller name found later changes the label only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from dragoman.analysis.names import make_slug, take_apart
from dragoman.resolution.person import Person, choose_label

# what is kept of each identifier for good
IDENTITIES = pa.schema(
    [("id", pa.string()), ("kind", pa.string()), ("label", pa.string()), ("names", pa.list_(pa.string())), ("country", pa.string())]
)


def give_identifiers(people: Sequence[Person], known: Sequence[Mapping[str, Any]]) -> None:
    """Sets each person's `id`: the one that the library knows for one of their names, else a new one.

    A known surname alone becomes the one full-named person of that surname. New identifiers of people of one name end in their
    country ("person:sergei-ivanov-rus"). `people` must come in a fixed order.
    """
    rows_of: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(known):
        for name in {*(row["names"] or []), row["label"]}:
            rows_of[name].append(place)
    taken: set[int] = set()

    def take(person: Person, names: Sequence[str], *, strict: bool) -> bool:
        weight: Counter[int] = Counter()  # of identifiers that stood for several people before, that of the commonest names lives on
        for name in names:
            weight.update(dict.fromkeys(rows_of.get(name, []), person.names[name]))
        for place in sorted(weight.keys() - taken, key=lambda place: (-weight[place], place)):
            country = known[place]["country"] or ""
            if country in person.countries or (not strict and (not country or not person.countries)):
                person.id = known[place]["id"]
                taken.add(place)
                return True
        return False

    own = {id(person): sorted(name for name in person.names if take_apart(name).full) or sorted(person.names) for person in people}
    for strict in (True, False):
        for person in people:
            if not person.id:
                take(person, own[id(person)], strict=strict)
    bearers = Counter(word for person in people for word in {take_apart(name).surname for name in own[id(person)]})
    for person in people:
        surnames = {take_apart(name).surname for name in own[id(person)]}
        if not person.id and all(bearers[word] == 1 for word in surnames):
            take(person, [name for name in rows_of if not take_apart(name).full and take_apart(name).surname in surnames], strict=False)
    used = {row["id"] for row in known} | {person.id for person in people}
    slugs = Counter(make_slug(choose_label(person.names)) for person in people if not person.id)
    for person in people:
        if not person.id:
            person.id = _mint(person, used, alone=slugs[make_slug(choose_label(person.names))] == 1)
            used.add(person.id)


def _mint(person: Person, used: set[str], *, alone: bool) -> str:
    plain = f"person:{make_slug(choose_label(person.names))}"
    if alone and plain not in used:
        return plain
    base = f"{plain}-{person.country.lower()}" if person.country else plain
    number, candidate = 2, base
    while candidate in used:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


def write_identities(people: Sequence[Person], known: Sequence[Mapping[str, Any]]) -> pa.Table:
    """The table of identities: known rows in their order and brought up to date, then new ones by identifier.

    A row whose names now belong to somebody else keeps its place, so that its identifier is never given twice.
    """
    of_id = {person.id: person for person in people}
    rows = []
    for row in known:
        person = of_id.pop(row["id"], None)
        if person is None:
            rows.append({name: row[name] for name in IDENTITIES.names})
            continue
        names = Counter(person.names)
        for name in row["names"] or []:
            names[name] += 0
        rows.append(_write_row(person, names))
    rows += [_write_row(of_id[identifier], of_id[identifier].names) for identifier in sorted(of_id)]
    return pa.Table.from_pylist(rows, schema=IDENTITIES)


def _write_row(person: Person, names: Mapping[str, int]) -> dict[str, Any]:
    full = [name for name in names if take_apart(name).full]
    return {"id": person.id, "kind": "person", "label": choose_label(names), "names": sorted(full or names), "country": person.country}
