"""Words within names, from data/knowledge/names.toml and nicknames.toml, which say what each list holds."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from dragoman.knowledge.lexicons import load_lexicon

_NAMES = load_lexicon("names")

HONORIFICS: frozenset[str] = _NAMES["honorifics"] | {"h. e."}
HONORIFIC_NAMES: frozenset[str] = _NAMES["honorific_names"]
PARTICLES: frozenset[str] = _NAMES["particles"]
FILIAL = frozenset(["bin", "ibn", "ibni", "bint", "binti", "ben"])  # son or daughter of
LEADING_PARTICLES: frozenset[str] = _NAMES["leading_particles"]
_SUFFIXES: frozenset[str] = _NAMES["suffixes"]
FAMILY_FIRST: frozenset[str] = _NAMES["family_first"]
FAMILY_FIRST_CERTAIN: frozenset[str] = _NAMES["family_first_certain"]

_NICKNAMES = load_lexicon("nicknames")
GIVEN_NAMES: dict[str, str] = {
    form: row.split()[0] for row in _NICKNAMES["short_forms"] for form in row.split()
}
ALSO: dict[str, frozenset[str]] = {}  # a given name -> others that may be the same person's
for _row in _NICKNAMES["also"]:
    for _form in (_group := frozenset(GIVEN_NAMES.get(form, form) for form in _row.split())):
        ALSO[_form] = ALSO.get(_form, frozenset()) | _group
# Given name, surname, suffix
SUFFIX_LEFT_OUT = frozenset(tuple(row.split()) for row in _NICKNAMES["suffix_left_out"])


@lru_cache(maxsize=20_000)
def fold(form: str) -> str:
    """Case, accents and a closing period away: "Erdoğan" -> "erdogan"."""
    plain = unicodedata.normalize("NFKD", form.casefold())
    return (
        "".join(c for c in plain if not unicodedata.combining(c))
        .replace("ı", "i")
        .replace("ł", "l")
        .replace("ø", "o")
        .rstrip(".")
    )


def is_suffix(form: str) -> bool:
    """Whether a word follows a name and belongs to it: "Jr.", "II". "Xi" is no eleven."""
    lower = form.lower()
    return lower in _SUFFIXES and (form.isupper() or lower.startswith(("jr", "sr")))
