"""Which names of the sources of offices.csv are one official's: what looks alike, in one country and time.

The sources garble names ("Jaio", "Joio", João; "Lourerico", Lourenço) as no article does, so letters count
here, and not what dragoman.knowledge.names knows of names.
"""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

ALIKE = 88  # likeness of two names from which they are two spellings of one, 0 to 100
_SILENT = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "dame",
        "lord",
        "sheikh",
        "shaikh",
        "haji",
        "daw",
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "jr",
    )
)
_SHORT = {  # short forms in the sources, and no others: "Petr" and "Pavel" are also surnames there
    "joe": "joseph", "bill": "william", "mike": "michael", "jim": "james", "jimmy": "james",
    "tony": "antony", "anthony": "antony", "bob": "robert", "tom": "thomas", "dick": "richard",
    "ben": "benjamin", "bibi": "benjamin", "ron": "ronald", "don": "donald", "liz": "elizabeth",
    "chuck": "charles",
}  # fmt: skip
_INITIAL = re.compile(r"\b(\w)\.")


def fold_name(name: str) -> tuple[str, ...]:
    """The words of a name in plain small letters, short forms in full; no titles, articles, initials, Jr."""
    name = _INITIAL.sub(" ", name).replace("ø", "o").replace("ł", "l")
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    )
    words = "".join(c if c.isalpha() else "" if c in "’‘'`" else " " for c in plain.casefold()).split()
    return tuple(
        _SHORT.get(word, word) for word in words if word not in _SILENT and (len(word) > 1 or word in "iv")
    )


def are_one(one: str, other: str) -> bool:
    """Whether two names may be one official's: the same words in any order, one in the other, two spellings.

    A ruler's number must be the same, and so must the initials of names that are otherwise the same, where
    both have some (George H. W. Bush, George W. Bush). A name of a single word is like itself only.
    """
    a, b = sorted((fold_name(one), fold_name(other)), key=len)
    if a == b:
        initials = [_INITIAL.findall(name.casefold()) for name in (one, other)]
        return bool(a) and (not all(initials) or initials[0] == initials[1])
    if len(a) < 2 or {word for word in a if set(word) <= set("ivx")} != {
        word for word in b if set(word) <= set("ivx")
    }:
        return False
    held = all(a.count(word) <= b.count(word) for word in a)
    return held or fuzz.token_sort_ratio(" ".join(a), " ".join(b), score_cutoff=ALIKE) >= ALIKE
