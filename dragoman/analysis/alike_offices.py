"""Which offices are one in other words: "Minister of Foreign Affairs" and "foreign minister" of Russia."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.knowledge import load_countries, load_organizations
from dragoman.knowledge.names.forms import fold_text

SIDE = frozenset({  # words beside the matter
    "a", "an", "and", "the", "of", "for", "to", "in", "at", "affairs", "current", "incumbent", "present",
    "then", "new", "his", "her", "excellency", "mr", "mrs", "ms",
})  # fmt: skip
SAME = {
    "defence": "defense", "internal": "interior", "counsellor": "counselor", "adviser": "advisor",
}  # fmt: skip


@lru_cache(maxsize=65536)
def fold_office(role: str, country: str, body: str) -> str:
    """What offices that differ only in wording, case and words beside the matter have in common.

    The words of role and body in whatever order, without those of their country, which stands before them.
    """
    known = load_organizations().lookup(body) if body else None
    if known and known.country == country:  # "Security Council" alone is not the UN's
        body = known.name
    words = set(re.findall(r"\w+", fold_text(f"{role} {body}").lower()))
    words = {SAME.get(word, word) for word in words - SIDE}
    own = _list_words(country) if country else frozenset()
    return f"{country}:{' '.join(sorted(words - own)) or 'official'}"


@lru_cache(maxsize=512)
def _list_words(country: str) -> frozenset[str]:
    """The words that only say which country's an office is."""
    found = load_countries().by_code.get(country)
    names = f"{found.name} {found.demonym}" if found else ""
    return frozenset(re.findall(r"\w+", fold_text(names).lower()))
