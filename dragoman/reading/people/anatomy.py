"""The anatomy of a name: its parts, folded for comparison, and which other names can be the same person's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import JaroWinkler

from dragoman.reading.people.lexicon import FAMILY_FIRST, FAMILY_FIRST_CERTAIN, FILIAL, PARTICLES, SHORT_FORMS, fold, is_suffix

Parts = tuple[str, ...]

# Spellings of one sound in the usual ways of writing Arabic, Persian and Slavic names: folded before two names are compared.
_SOUNDS = (
    ("iyy", "i"), ("yy", "i"), ("iy", "i"), ("ij", "i"), ("ii", "i"), ("ey", "ei"), ("y", "i"), ("ie", "e"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("ei", "e"), ("ai", "e"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("q", "g"), ("ck", "k"),
    ("ks", "x"), ("ph", "f"), ("ts", "c"), ("tch", "ch"), ("w", "v"), ("j", "i"), ("'", ""), ("’", ""), ("`", ""), ("‘", ""),
    ("ʼ", ""), ("-", ""),
)  # fmt: skip


_SERVANT = re.compile(r"abd(?:[aeiou]l)?[- ]?(?:[aeu][ln]-?)?(?=[a-z]{3})")  # "Abd al-", "Abdul", "Abdel-"


@lru_cache(maxsize=20_000)
def join_parts(parts: Parts) -> str:
    """A name as one word, however its Arabic article is joined: "Abd al-Mahdi", "Abdul-Mahdi" and "Abdel Mahdi" are alike."""
    return _SERVANT.sub("abd", " ".join(parts)).replace("-", "").replace(" ", "")


@lru_cache(maxsize=20_000)
def sound(part: str) -> str:
    """A folded part as it sounds: variants of transliteration fall together ("zelensky", "zelenskyy", "zelenskiy")."""
    for spelling, plain in _SOUNDS:
        part = part.replace(spelling, plain)
    return "".join(c for i, c in enumerate(part) if i == 0 or c != part[i - 1])


def fold_parts(forms: Sequence[str]) -> Parts:
    """The parts of a name that tell it apart: without marks and suffixes. "Biden, Jr." -> ("biden",), "C.Q. Brown" -> c, q, brown."""
    kept = tuple(part for form in forms if form[0].isalnum() and not is_suffix(form) for part in _split_initials(fold(form)))
    return kept or tuple(fold(form) for form in forms if form[0].isalnum())


def _split_initials(part: str) -> Sequence[str]:
    """The initials of "h.w" one by one; any other part as it is."""
    return part.split(".") if "." in part else (part,)


def is_initial(part: str) -> bool:
    """Whether a folded part is an initial: "r"."""
    return len(part) == 1


def is_family_first(parts: Parts) -> bool:
    """Whether the family name stands first: Xi Jinping, Kim Jong Un, Nguyen Phu Trong."""
    return len(parts) in (2, 3, 4) and parts[0] in FAMILY_FIRST and not (parts[-1] in FAMILY_FIRST and parts[0] not in FAMILY_FIRST_CERTAIN)


def find_surname(parts: Parts) -> str:
    """The part that stands for the whole: the first of a Chinese, Korean or Vietnamese name, else the last."""
    return parts[0] if is_family_first(parts) else parts[-1]


def are_alike(a: str, b: str) -> bool:
    """Whether two folded parts are spellings of one name."""
    if a == b:
        return True
    if min(len(a), len(b)) < 4:
        return len(a) > 2 and sound(a) == sound(b)
    return sound(a) == sound(b) or (a[0] == b[0] and len(a) > 6 and JaroWinkler.similarity(sound(a), sound(b)) > 0.955)


def given_fits(a: str, b: str) -> bool:
    """Whether two given names can be one person's: the same, an initial, a short form, another spelling."""
    if is_initial(a) or is_initial(b):
        return a[0] == b[0]
    if b in SHORT_FORMS.get(a, ()) or are_alike(a, b):
        return True
    return a[0] == b[0] and min(len(a), len(b)) > 4 and JaroWinkler.similarity(sound(a), sound(b)) > 0.88


def is_same(a: Parts, b: Parts) -> bool:
    """Whether two names of two or more parts are one person's."""
    if sorted(a) == sorted(b) or join_parts(a) == join_parts(b):
        return True
    short, full = sorted((a, b), key=lambda parts: (len(parts), parts))
    if _have_other_initials(short, full) or _is_father(short, full):
        return False
    last = are_alike(short[-1], full[-1])
    if last and len(short) > 1 and given_fits(short[0], full[0]):
        middle = [part for part in short[1:-1] if not is_initial(part)]
        return all(any(given_fits(part, other) for other in full[1:-1]) for part in middle) or _are_initials(short, full)
    significant = {part for part in short if not is_initial(part) and part not in PARTICLES}
    if len(significant) < 2 or not all(any(are_alike(part, other) for other in full) for part in significant):
        return False
    return last or are_alike(short[0], full[0])


def _is_father(short: Parts, full: Parts) -> bool:
    """Whether the one is named in the other as the father: Salman bin Abdulaziz, Sultan bin Salman bin Abdulaziz."""
    return any(before in FILIAL and part == short[0] for before, part in pairwise(full)) and not given_fits(short[0], full[0])


def _have_other_initials(a: Parts, b: Parts) -> bool:
    """Whether both have initials in the middle, and not the same: George H. W. Bush, George W. Bush."""
    first, second = ([part for part in parts[1:-1] if is_initial(part)] for parts in (a, b))
    return bool(first and second) and first != second


def _are_initials(short: Parts, full: Parts) -> bool:
    """Whether what differs between the two are initials only."""
    return all(is_initial(part) for part in (*short[1:-1], *full[1:-1]))
