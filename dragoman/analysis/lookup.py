"""Looking names up: the one way in which pickers and commands find what somebody types."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal, get_args

import numpy as np

from dragoman.analysis.entities import count_named
from dragoman.analysis.filter_options import list_offices, list_outlets, list_role_forms
from dragoman.analysis.name_index import (
    LOOSE,
    MISSPELT,
    NAMED,
    SURE,
    Form,
    Found,
    NameIndex,
    Typed,
    build_index,
    read_typed,
    split_words,
)
from dragoman.analysis.offices import find_shown_offices
from dragoman.analysis.pairs import find_days
from dragoman.analysis.tables import Tables, switched_on
from dragoman.knowledge import load_countries
from dragoman.knowledge.aliases import list_aliases
from dragoman.knowledge.spells.known import load_known_offices
from dragoman.model import KINDS, Filter, Kind

MOST = 50  # names of one answer
NUMBER = re.compile(r"Q[1-9]\d*")  # of Wikidata
Nameable = Literal["person", "country", "organization", "topic", "office", "outlet", "group"]
NAMEABLE: tuple[Nameable, ...] = get_args(Nameable)


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that fits.

    `articles` of the whole library name it (of a group of countries it is not counted: 0), `office` is that
    of a person, as `count_entities` shows it. `form` is what fits where the label does not ("Burma"), and
    `guessed` says that what was typed is taken for misspelt.
    """

    id: str
    label: str
    kind: Nameable
    articles: int
    office: str = ""
    form: str = ""
    guessed: bool = False


def look_up(tables: Tables, text: str, kinds: Sequence[Nameable] = KINDS, limit: int = MOST) -> list[Hit]:
    """The names of some kinds that a text stands for, the best first; of an empty text the most frequent.

    First what is called exactly so, then names that have all the words, then words that begin so, each by
    number of articles, and last what words only lead to (a capital, a term of a topic). Where there is
    nothing of it, names that sound so, and else names that are a letter or two off. A Wikidata number (Q7747)
    stands for the people of it.
    """
    if "person" in kinds and NUMBER.fullmatch(text.strip().upper()):
        return _look_up_number(tables, text.strip().upper(), limit)
    typed, indexes = read_typed(text), {kind: _find_index(tables, kind) for kind in dict.fromkeys(kinds)}
    ways: tuple[Callable[[NameIndex], list[Found]], ...] = (
        (lambda index: index.meet(typed, limit), lambda index: index.hear(typed, limit),
         lambda index: index.guess(typed, limit))
        if typed.words
        else (lambda index: index.list_common(limit),)
    )  # fmt: skip
    for way in ways:
        found = [(kind, item) for kind, index in indexes.items() for item in way(index)]
        if found:
            order = {kind: place for place, kind in enumerate(indexes)}
            found.sort(key=lambda pair: (indexes[pair[0]].compare(pair[1])[:2], order[pair[0]]))
            return _describe(tables, indexes, _cut(found, indexes, typed, limit), typed)
    return []


def _look_up_number(tables: Tables, number: str, limit: int) -> list[Hit]:
    """The people of a library whom the table of offices knows under a Wikidata number."""
    index, offices = _find_index(tables, "person"), load_known_offices()
    places = {
        item.place
        for name in offices.answers.spells.list_called(number)
        for way in (index.meet, index.hear)
        for item in way(read_typed(name), limit)
        if offices.find_wikidata(index.labels[item.place]) == number
    }
    ordered = sorted(places, key=lambda place: (-index.counts[place], index.ids[place]))[:limit]
    shown = find_offices(tables, [index.ids[place] for place in ordered])
    return [
        Hit(id, index.labels[place], "person", int(index.counts[place]), shown.get(id, ""), number)
        for place in ordered
        for id in (index.ids[place],)
    ]


def _cut(
    found: list[tuple[Nameable, Found]], indexes: dict[Nameable, NameIndex], typed: Typed, limit: int
) -> list[tuple[Nameable, Found]]:
    """The first of what is found, and what has the typed text as its very label wherever it stands."""
    named = [pair for pair in found if indexes[pair[0]].write_label(pair[1].place) == typed.written]
    kept = {id(pair) for pair in [*named, *(pair for pair in found if pair not in named)][:limit]}
    return [pair for pair in found if id(pair) in kept]


def _describe(
    tables: Tables, indexes: dict[Nameable, NameIndex], found: list[tuple[Nameable, Found]], typed: Typed
) -> list[Hit]:
    people = [indexes[kind].ids[item.place] for kind, item in found if kind == "person"]
    offices = find_offices(tables, people)
    hits = []
    for kind, item in found:
        index = indexes[kind]
        id, label = index.ids[item.place], index.labels[item.place]
        own = split_words(label)[1]
        shown = all(any(other.startswith(word) for other in own) for word in typed.words)
        form = "" if shown or item.form == label else item.form
        guessed = item.rank >= MISSPELT
        hits.append(Hit(id, label, kind, int(index.counts[item.place]), offices.get(id, ""), form, guessed))
    return hits


def find_offices(tables: Tables, people: Sequence[str]) -> dict[str, str]:
    """The office that a list of people shows beside each: the stated one, else the known."""
    numbers = np.array([tables.entity_of[id] for id in people], dtype=np.int32)
    if not len(numbers):
        return {}
    _, last = find_days(tables, tables.named, numbers, None, switched_on(Filter()))
    stated, known = find_shown_offices(tables, numbers, last)
    return {id: one or other for id, one, other in zip(people, stated, known, strict=True)}


def _find_index(tables: Tables, kind: Nameable) -> NameIndex:
    make = {"office": _index_offices, "outlet": _index_outlets, "group": _index_groups}.get(kind)
    if make:
        return tables.remember(("names", kind), lambda: make(tables))
    return tables.remember(("names", kind), lambda: _index_entities(tables, kind))  # type: ignore[arg-type]


def _index_entities(tables: Tables, kind: Kind) -> NameIndex:
    start, end = tables.kind_range(kind)
    counts = tables.remember(("named at all", ""), lambda: count_named(tables, Filter()))[start:end]
    numbers = np.flatnonzero(counts > 0)
    ids = [tables.entity_ids[start + number] for number in numbers]
    labels = [str(tables.labels[start + number]) for number in numbers]
    place_of = dict(zip(ids, range(len(ids)), strict=True))
    forms = chain(_list_aliases(kind, ids, labels), _list_met(tables, kind, place_of))
    return build_index(ids, labels, counts[numbers], forms, SURE if kind in ("country", "topic") else NAMED)


def _list_aliases(kind: str, ids: Sequence[str], labels: Sequence[str]) -> Any:
    if kind == "person":
        return
    for place, (id, label) in enumerate(zip(ids, labels, strict=True)):
        aliases = list_aliases(kind, id.partition(":")[2], label)
        for strength, names in ((SURE, aliases.sure), (NAMED, aliases.names), (LOOSE, aliases.loose)):
            for name in names:
                yield place, name, strength


def _list_met(tables: Tables, kind: Kind, place_of: dict[str, int]) -> list[Form]:
    """The forms that articles use. Countries and topics have theirs in tables."""
    if kind not in ("person", "organization"):
        return []
    rows = tables.query("SELECT DISTINCT id, name FROM listed WHERE kind = ? AND name <> ''", [kind])
    met = zip(rows["id"].to_pylist(), rows["name"].to_pylist(), strict=True)
    return sorted((place_of[id], name, NAMED) for id, name in met if id in place_of)


def _index_offices(tables: Tables) -> NameIndex:
    frame = list_offices(tables, Filter())
    place_of = dict(zip(frame["id"], range(len(frame)), strict=True))
    forms = [(place_of[role], form, SURE) for role, form in list_role_forms(tables) if role in place_of]
    return build_index(frame["id"], frame["label"], frame["count"], forms, SURE)


def _index_outlets(tables: Tables) -> NameIndex:
    frame = list_outlets(tables, np.arange(tables.size))
    return build_index(frame["id"], frame["label"], frame["count"], (), SURE)


def _index_groups(tables: Tables) -> NameIndex:
    groups = load_countries().identify_groups()
    ids, labels = list(groups), list(groups.values())
    return build_index(ids, labels, np.zeros(len(ids)), _list_aliases("group", ids, labels), SURE)
