"""Words about names, from data/knowledge/names.toml, which says what each list holds."""

from __future__ import annotations

from functools import lru_cache

from dragoman.knowledge.countries import load_countries
from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.names.words import HONORIFICS, fold
from dragoman.knowledge.offices import load_offices

_NAMES = load_lexicon("names")

HEADLINE_WORDS: frozenset[str] = _NAMES["headline_words"]
NOT_NAMES: frozenset[str] = _NAMES["not_names"] | load_lexicon("bodies")["media"]
COMMON_WORDS: frozenset[str] = _NAMES["common_words"]
NEVER_SURNAMES: frozenset[str] = _NAMES["openers"] | HONORIFICS
STATE_PREPOSITIONS: frozenset[str] = _NAMES["state_prepositions"]
GIVEN_STATES: frozenset[str] = _NAMES["given_states"]
THINGS: frozenset[str] = _NAMES["things"]
BEARERS: frozenset[str] = _NAMES["bearers"]
BELONGINGS: frozenset[str] = _NAMES["belongings"]
_NEVER_GIVEN: frozenset[str] = _NAMES["never_given"] | HONORIFICS | COMMON_WORDS | NOT_NAMES


@lru_cache(maxsize=1)
def load_given_names() -> frozenset[str]:
    """Folded given names: the listed ones, and the first names of the people who held office."""
    first = (spell.person.split() for spell in load_offices().spells)
    held = {fold(words[0]) for words in first if len(words) > 1 and len(words[0]) > 2}
    countries = {
        fold(text)
        for text, rows in load_countries().surfaces.items()
        if rows[0].route in ("place", "demonym")
    }
    listed: frozenset[str] = _NAMES["given_names"]
    return listed | (held - _NEVER_GIVEN - countries)


@lru_cache(maxsize=1)
def load_known_surnames() -> frozenset[str]:
    """Folded last names of the people who held office."""
    last = (spell.person.split()[-1] for spell in load_offices().spells)
    return frozenset(name for name in map(fold, last) if len(name) > 3) - COMMON_WORDS - NOT_NAMES


@lru_cache(maxsize=1)
def load_known_names() -> frozenset[tuple[str, str]]:
    """Folded first and last names of the people who held office and whose name is two words: ("theresa",
    "may")."""
    names = (spell.person.split() for spell in load_offices().spells)
    return frozenset((fold(words[0]), fold(words[1])) for words in names if len(words) == 2)
