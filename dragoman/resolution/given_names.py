"""Given names alone across articles: "Jill" in an article that names a Biden is Jill Biden.

A reading knows only its own article, which may never say more than "Jill and I" and "President Biden". Here a
given name alone becomes the full name that the library has for it with a surname of the same article, if
articles use that name at least half as often as the given one alone, in five articles at the least, and
DOMINANCE times as often as all others that would fit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from dragoman.resolution.person import Seen
from dragoman.resolution.register import Register
from dragoman.resolution.sightings import Numbers, Sightings, find_common, is_in
from dragoman.resolution.surnames import DOMINANCE

LEAST = 5  # articles with the full name
_MIX = np.uint64(0x9E3779B97F4A7C15)

Bearers = Mapping[int, Mapping[int, Counter[str]]]  # given name -> surname -> full names by articles


def complete_given_names(
    sightings: Sightings, register: Register, touched: Numbers
) -> tuple[Numbers, list[Seen | None]]:
    """Sightings of given names alone, by place, and the full name that each means: None where unsettled.

    Only those of words are looked at that an entry at one of the places `touched` may complete or is.
    """
    words = np.unique(
        np.concatenate([register["pair"][touched], register["surname"][touched[~register["full"][touched]]]])
    )
    words = find_common(words, register["single"][register.said > 0])
    words = find_common(words[words > 0], register["pair"])  # most are surnames, nobody's given name
    where = np.flatnonzero(is_in(sightings.said, register["number"][is_in(register["single"], words)]))
    if not len(where):
        return where, []
    of, word, surname = _list_beside(sightings, register, where)
    bearers, known = _list_bearers(register, words, word * _MIX ^ surname)
    fits = is_in(word * _MIX ^ surname, known)
    of, surname = of[fits], surname[fits]
    names = _count_names(register, words)
    beside: dict[int, set[int]] = defaultdict(set)
    for place, word in zip(of.tolist(), surname.tolist(), strict=True):
        beside[place].add(word)
    means: list[Seen | None] = [None] * len(where)
    asked = sorted(beside)
    entries = register.find(sightings.said[where[asked]])
    chosen: dict[tuple[int, str, frozenset[int]], str] = {}  # many articles name the same people
    for place, word, item in zip(
        asked, register["single"][entries].tolist(), register.list_seen(entries), strict=True
    ):
        key = word, item[0], frozenset(beside[place])
        if key not in chosen:
            chosen[key] = _choose_name([bearers[word][other] for other in key[2]], names[item[0]])
        means[place] = (chosen[key], *item[1:]) if chosen[key] else None
    return where, means


def _choose_name(fitting: Sequence[Counter[str]], alone: int) -> str:
    """The full name, or "": `alone` is in how many articles the given name stands so."""
    first, *others = sorted(fitting, key=lambda names: (-names.total(), min(names)))
    if first.total() < DOMINANCE * sum(names.total() for names in others) or first.total() < max(
        LEAST, alone / 2
    ):
        return ""
    return min(first, key=lambda name: (-first[name], name))


def _list_bearers(register: Register, words: Numbers, asked: Numbers) -> tuple[Bearers, Numbers]:
    """The full names of some words with the surnames that are asked for, and numbers of such pairs."""
    pairs = register["pair"] * _MIX ^ register["surname"]
    places = np.flatnonzero(
        is_in(register["pair"], words) & (register.said > 0) & (register["pair"] != register["surname"])
    )
    places = places[is_in(pairs[places], asked)]
    found: dict[int, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    columns = (
        register["pair"][places].tolist(),
        register["surname"][places].tolist(),
        register.said[places].tolist(),
    )
    for (name, *_), word, surname, times in zip(register.list_seen(places), *columns, strict=True):
        found[word][surname][name] += times
    return found, pairs[places]


def _count_names(register: Register, words: Numbers) -> Counter[str]:
    """In how many articles each name of one word stands."""
    places = np.flatnonzero(is_in(register["surname"], words) & ~register["full"] & (register.said > 0))
    names: Counter[str] = Counter()
    for (name, *_), times in zip(register.list_seen(places), register.said[places].tolist(), strict=True):
        names[name] += times
    return names


def _list_beside(
    sightings: Sightings, register: Register, where: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Places of `where`, each with its word and a surname of its article."""
    rows = sightings.rows[where]
    starts = np.cumsum(sightings.counts) - sightings.counts
    counts = sightings.counts[rows]
    of = np.repeat(np.arange(len(where)), counts)
    others = starts[rows][of] + np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
    surname = register["surname"][register.find(sightings.said[others])]
    return of, register["single"][register.find(sightings.said[where])][of], surname
