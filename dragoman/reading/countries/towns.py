"""Towns that are called like a country or a capital: the state that stands after them says where they lie,
"Lebanon, Pennsylvania"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.knowledge.countries import Surface, load_states
from dragoman.reading.countries.scan import PossibleCountry

_LISTED = re.compile(r",? (?:and|or|&) |, ")  # what goes on with another place: "Peru, Indiana and Ohio"
_POSTAL = re.compile(r"(?= \d{5}|[.,;:)\n]|$)")  # what follows a code of two letters, which may be a word
_OWNER = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class StateOfTown:
    """A state of a federation, named right after a town, up to character `end`."""

    iso3: str
    end: int


@lru_cache(maxsize=1)
def _build_pattern() -> tuple[re.Pattern[str], Mapping[str, tuple[tuple[str, frozenset[str]], ...]]]:
    """The pattern of a state after a town, and by its name the federations that have it, with the only towns
    that it is sure of."""
    names: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for state in load_states():
        names.setdefault(state.name, []).append((state.iso3, frozenset(state.towns)))
        for short in state.abbreviations:
            names.setdefault(short, []).append((state.iso3, frozenset()))
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    pattern = re.compile(rf"(?:, | \()({longest_first})(?![\w-])")
    return pattern, {name: tuple(rows) for name, rows in names.items()}


def find_state(text: str, town: PossibleCountry) -> StateOfTown | None:
    """The state right after a town's name, None where it is none, or may be the next of a list."""
    pattern, federations = _build_pattern()
    match = pattern.match(text, town.end)
    if match is None or _OWNER.match(text, match.end()):
        return None
    name = match.group(1)
    if (
        name.isupper()
        and "." not in name
        and (text[town.start : town.end].isupper() or not _POSTAL.match(text, match.end()))
    ):
        return None
    owners = [iso3 for iso3, towns in federations[name] if not towns or town.text in towns]
    known = [iso3 for iso3 in owners if any(meaning.iso3 == iso3 for meaning in town.meanings)]
    return StateOfTown((known or owners)[0], match.end()) if owners else None


def mark_towns(text: str, candidates: Sequence[PossibleCountry]) -> list[PossibleCountry]:
    """The candidates, towns of a state that is named after them with that one meaning.

    So is their name where it stands alone, unless something else of the text is of the country that they are
    called like.
    """
    states = [find_state(text, candidate) for candidate in candidates]
    marked = list(candidates)
    towns: dict[str, str] = {}
    for number, (candidate, state) in enumerate(zip(candidates, states, strict=True)):
        if state is None or _goes_on(text, candidates, states, number, state):
            continue
        towns.setdefault(candidate.text, state.iso3)
        marked[number] = _place(candidate, state.iso3)
        if number + 1 < len(candidates) and candidates[number + 1].end == state.end:
            marked[number + 1] = _place(candidates[number + 1], state.iso3)  # Georgia, which is a country too
    named = {c.meanings[0].iso3 for c in candidates if c.text not in towns}
    return [
        _place(candidate, towns[candidate.text])
        if candidate.text in towns and candidate.meanings[0].iso3 not in named
        else candidate
        for candidate in marked
    ]


def _goes_on(
    text: str,
    candidates: Sequence[PossibleCountry],
    states: Sequence[StateOfTown | None],
    number: int,
    state: StateOfTown,
) -> bool:
    """Whether a place that is no town of a state follows in the same list: "offices in Singapore, New York
    and London"."""
    following = next(
        (n for n in range(number + 1, min(number + 3, len(candidates))) if candidates[n].start >= state.end),
        None,
    )
    if following is None or not _LISTED.fullmatch(text, state.end, candidates[following].start):
        return False
    return states[following] is None


def _place(candidate: PossibleCountry, iso3: str) -> PossibleCountry:
    region = any(meaning.region for meaning in candidate.meanings)
    return replace(candidate, meanings=(Surface(candidate.text, iso3, "city", region=region),))
