"""Words about names, from data/knowledge/names.toml, which says what each list holds."""

from __future__ import annotations

from dragoman.knowledge.lexicons import load_lexicon

_NAMES = load_lexicon("names")

HONORIFICS: frozenset[str] = _NAMES["honorifics"]
PARTICLES: frozenset[str] = _NAMES["particles"]
LEADING_PARTICLES: frozenset[str] = _NAMES["leading_particles"]
SUFFIXES: frozenset[str] = _NAMES["suffixes"]
FAMILY_FIRST: frozenset[str] = _NAMES["family_first"]
FAMILY_FIRST_CERTAIN: frozenset[str] = _NAMES["family_first_certain"]
SHORT_FORMS: dict[str, frozenset[str]] = {}
for _group in _NAMES["short_forms"]:
    for _form in _group.split():
        SHORT_FORMS[_form] = SHORT_FORMS.get(_form, frozenset()) | frozenset(_group.split())
NOT_NAMES: frozenset[str] = _NAMES["not_names"]
COMMON_WORDS: frozenset[str] = _NAMES["common_words"]
THINGS: frozenset[str] = _NAMES["things"]
