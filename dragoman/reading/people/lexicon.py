"""Words about names, from data/knowledge/names.toml, which says what each list holds."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from dragoman.knowledge.countries import load_countries
from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.offices import load_offices

_NAMES = load_lexicon("names")

HONORIFICS: frozenset[str] = _NAMES["honorifics"] | {"h. e."}
HONORIFIC_NAMES: frozenset[str] = _NAMES["honorific_names"]
PARTICLES: frozenset[str] = _NAMES["particles"]
FILIAL = frozenset(["bin", "ibn", "ibni", "bint", "binti", "ben"])  # son or daughter of
LEADING_PARTICLES: frozenset[str] = _NAMES["leading_particles"]
_SUFFIXES: frozenset[str] = _NAMES["suffixes"]
HEADLINE_WORDS: frozenset[str] = _NAMES["headline_words"]
FAMILY_FIRST: frozenset[str] = _NAMES["family_first"]
FAMILY_FIRST_CERTAIN: frozenset[str] = _NAMES["family_first_certain"]
SHORT_FORMS: dict[str, frozenset[str]] = {}
for _group in _NAMES["short_forms"]:
    for _form in _group.split():
        SHORT_FORMS[_form] = SHORT_FORMS.get(_form, frozenset()) | frozenset(_group.split())
NOT_NAMES: frozenset[str] = _NAMES["not_names"] | load_lexicon("bodies")["media"]
COMMON_WORDS: frozenset[str] = _NAMES["common_words"]
NEVER_SURNAMES: frozenset[str] = _NAMES["openers"] | HONORIFICS
STATE_PREPOSITIONS: frozenset[str] = _NAMES["state_prepositions"]
GIVEN_STATES: frozenset[str] = _NAMES["given_states"]
THINGS: frozenset[str] = _NAMES["things"]
BEARERS: frozenset[str] = _NAMES["bearers"]
BELONGINGS: frozenset[str] = _NAMES["belongings"]


@lru_cache(maxsize=20_000)
def fold(form: str) -> str:
    """Case, accents and a closing period away: "Erdoğan" -> "erdogan"."""
    plain = unicodedata.normalize("NFKD", form.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("ı", "i").replace("ł", "l").replace("ø", "o").rstrip(".")


def is_suffix(form: str) -> bool:
    """Whether a word follows a name and belongs to it: "Jr.", "II". "Xi" is no eleven."""
    lower = form.lower()
    return lower in _SUFFIXES and (form.isupper() or lower.startswith(("jr", "sr")))


@lru_cache(maxsize=1)
def load_given_names() -> frozenset[str]:
    """Folded given names: the listed ones, and the first names of the people who held office."""
    first = (spell.person.split() for spell in load_offices().spells)
    held = {fold(words[0]) for words in first if len(words) > 1 and len(words[0]) > 2}
    countries = {fold(text) for text, rows in load_countries().surfaces.items() if rows[0].route in ("place", "demonym")}
    listed: frozenset[str] = _NAMES["given_names"]
    return listed | (held - HONORIFICS - COMMON_WORDS - NOT_NAMES - _TITLES - countries)


_TITLES = frozenset(
    ["chief", "king", "queen", "archbishop", "lyonpo", "lyonchoen", "prime", "vice", "crown", "grand", "sultan", "san", "saint"]
)


@lru_cache(maxsize=1)
def load_known_surnames() -> frozenset[str]:
    """Folded last names of the people who held office."""
    last = (spell.person.split()[-1] for spell in load_offices().spells)
    return frozenset(name for name in map(fold, last) if len(name) > 3) - COMMON_WORDS - NOT_NAMES
