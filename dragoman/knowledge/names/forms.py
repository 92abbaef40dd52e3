"""Forms of personal names: a name taken apart, folded for comparison, and its part of an identifier."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.knowledge.names.words import (
    FAMILY_FIRST,
    FAMILY_FIRST_CERTAIN,
    GIVEN_NAMES,
    HONORIFIC_NAMES,
    HONORIFICS,
    fold,
    is_suffix,
)

Parts = tuple[str, ...]

_PARTICLES = {"von", "van", "der", "de", "da", "dos", "di", "bin", "ibn"}
_SUFFIXES = {"jr", "sr"}
APOSTROPHES = frozenset("'’ʼ`‘")
# Not xi: that is a family name
NUMBERS = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xii", "xiii", "xiv", "xv", "xvi"}
_ARTICLES = {"al", "el", "ul", "ad", "ar", "as", "az"}  # the Arabic article, as it is written before a name
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        **dict.fromkeys(APOSTROPHES, ""),
    }
)


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name taken apart: folded words without initials and generation, the initials, and the generation."""

    words: tuple[str, ...]  # "joseph", "biden": given names lead to one form
    initials: frozenset[str]  # of middle names: "r"
    generation: str  # "jr", "sr", "iii" after a surname, or ""

    @property
    def surname(self) -> str:
        """The last word."""
        return self.words[-1] if self.words else ""

    @property
    def full(self) -> bool:
        """Whether it is more than a surname, be that one word or one with particles (von der Leyen)."""
        return len(self.words) > 1 and self.words[0] not in _PARTICLES


def fold_text(text: str) -> str:
    """Lower case without accents, apostrophes and points; hyphens are spaces."""
    plain = text.casefold().translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(
            letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter)
        )
    return " ".join(re.sub(r"[^\w]+", " ", plain.replace("_", " ")).split())


@lru_cache(maxsize=200_000)
def take_apart(name: str) -> NameForm:
    """The parts of a name: "Joseph R.

    Biden, Jr." has the words joseph and biden, the initial r, the generation jr.
    """
    words, generation = _cut_generation(fold_text(name).split())
    words = _join_initials(words)
    if len(words) < 2:
        return NameForm(tuple(words), frozenset(), generation)
    first, *middle, last = words
    kept = [word for word in middle if len(word) > 1 and word not in _ARTICLES]
    given = GIVEN_NAMES.get(first, first)
    return NameForm(
        (*(() if given in _ARTICLES else (given,)), *kept, last),
        frozenset(word for word in middle if len(word) == 1),
        generation,
    )


def _cut_generation(words: list[str]) -> tuple[list[str], str]:
    """The words without what tells father from son, and that; the number of "Abdullah II" is in the name."""
    has = len(words) > 1 and (words[-1] in _SUFFIXES or (len(words) > 2 and words[-1] in NUMBERS))
    return (words[:-1], words[-1]) if has else (words, "")


def _join_initials(words: list[str]) -> list[str]:
    """ "J. D. Vance" as "JD Vance": the initials that a name begins with are one word, but for its last."""
    lead = next((number for number, word in enumerate(words[:-1]) if len(word) > 1), len(words[:-1]))
    return ["".join(words[:lead]), *words[lead:]] if lead > 1 else words


def drop_titles(name: str) -> str:
    """A name without the titles before it: "Sir Lynden Pindling"; of "Sheikh Hasina" the title is a part."""
    words = name.split()
    while len(words) > 2 and words[0].lower() in HONORIFICS and words[1].lower() not in HONORIFIC_NAMES:
        del words[0]
    return " ".join(words)


def begins_with_ruler(form: NameForm) -> bool:
    """Whether a name begins as a ruler's or a pope's does: Abdullah II."""
    return len(form.words) > 1 and form.words[1] in NUMBERS


def make_slug(name: str) -> str:
    """The part of an identifier after "person:": "Antony Blinken" gives antony-blinken."""
    folded = fold_text(name)
    ascii_only = folded.encode("ascii", "ignore").decode()
    return (ascii_only if len(ascii_only) * 2 > len(folded) else folded).replace(" ", "-").strip(
        "-"
    ) or "unnamed"


def fold_parts(forms: Sequence[str]) -> Parts:
    """The parts of a name that tell it apart: without marks and suffixes.

    "Biden, Jr." -> ("biden",), "C.Q. Brown" -> c, q, brown.
    """
    kept = tuple(
        part
        for form in forms
        if form[0].isalnum() and not is_suffix(form)
        for part in _split_initials(fold(form))
    )
    return kept or tuple(fold(form) for form in forms if form[0].isalnum())


def _split_initials(part: str) -> Sequence[str]:
    """The initials of "h.w" one by one; any other part as it is."""
    return part.split(".") if "." in part else (part,)


def is_initial(part: str) -> bool:
    """Whether a folded part is an initial: "r"."""
    return len(part) == 1


def is_family_first(parts: Parts) -> bool:
    """Whether the family name stands first: Xi Jinping, Kim Jong Un, Nguyen Phu Trong."""
    return (
        len(parts) in (2, 3, 4)
        and parts[0] in FAMILY_FIRST
        and not (parts[-1] in FAMILY_FIRST and parts[0] not in FAMILY_FIRST_CERTAIN)
    )


def find_surname(parts: Parts) -> str:
    """The part that stands for all: of a Chinese, Korean or Vietnamese name the first, else the last."""
    return parts[0] if is_family_first(parts) else parts[-1]
