"""Forms of an English word: sanction, sanctions, sanctioned, sanctioning. Rules, no dictionary.

Where a rule makes a word that there is not, nothing is found by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

SHORTEST = 3  # letters of what is left without an ending

# No rule finds these from one another
IRREGULAR = (
    "man men", "woman women", "child children", "person people", "crisis crises", "analysis analyses",
    "meet met", "say said", "tell told", "speak spoke spoken", "hold held", "send sent", "seek sought",
    "buy bought", "bring brought", "fight fought", "strike struck stricken", "give gave given",
    "take took taken", "withdraw withdrew withdrawn", "build built", "win won", "begin began begun",
    "break broke broken", "choose chose chosen", "know knew known", "rise rose risen", "write wrote written",
    "pay paid", "sell sold", "shoot shot", "fly flew flown", "grow grew grown", "lead led", "army armies",
)  # fmt: skip
# What looks like a form of another word
UNCHANGED = frozenset(("news", "series", "species", "hamas", "united", "during", "being", "nothing"))
NEVER_VERBS = frozenset(("and", "for", "from", "into", "not", "the", "their", "they", "with", "you"))

_LETTERS = re.compile(r"[a-z]{3,20}")
_VOWEL = re.compile("[aeiouy]")
_HISSING = re.compile("(?:s|x|z|ch|sh)$")
_SHORT = re.compile("[^aeiou]+[aeiou][^aeiouwxy]")  # ban, hop: their last letter is doubled
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
_TAKEN: tuple[tuple[str, str], ...] = (  # an ending, and what stood in its place
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
)  # fmt: skip
_ROWS = {word: row.split() for row in IRREGULAR for word in row.split()}


@lru_cache(maxsize=10_000)
def list_forms(word: str) -> tuple[str, ...]:
    """A folded word and its other forms, itself first."""
    if word in UNCHANGED or not _LETTERS.fullmatch(word):
        return (word,)
    found = dict.fromkeys([word])
    for base in _find_bases(word):
        for other in _ROWS.get(base, [base]):
            found |= dict.fromkeys(_inflect(other))
    return tuple(found)


def _find_bases(word: str) -> Iterator[str]:
    """The words that a word may be a form of."""
    if word not in _ROWS and word.endswith(("ss", "us", "is")):
        yield word
        return
    yield word
    for ending, stood in _TAKEN:
        base = word.removesuffix(ending)
        if base == word or len(base + stood) < SHORTEST or not _VOWEL.search(base):
            continue
        if ending == "es" and not _HISSING.search(base):
            continue
        if ending in ("ed", "ing"):
            if not stood and _SHORT.fullmatch(base):
                continue  # hoping is of hope
            if not stood and _DOUBLED.search(base):
                yield base[:-1]
        yield base + stood


def _inflect(base: str) -> Iterator[str]:
    yield base
    if base.endswith("y") and base[-2] not in "aeiou":
        yield from (f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing")
        return
    yield f"{base}es" if _HISSING.search(base) else f"{base}s"
    if base in NEVER_VERBS:
        return
    if base.endswith("e"):
        yield from (f"{base}d", f"{base[:-1]}ing")
        return
    stem = base + base[-1] if _SHORT.fullmatch(base) else base
    yield from (f"{stem}ed", f"{stem}ing")
