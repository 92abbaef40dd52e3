"""Patterns that find words and phrases in texts as the index does: whatever their case and accents.

They stand as they are in a text, so what is found is where it stands, and an engine looks through many texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from dragoman.knowledge.names.forms import fold_text
from dragoman.library.query import Words

_BETWEEN = r"[^\p{L}\p{N}]"  # what words are cut at
_MARKS = "[\u0300-\u036f]*"  # accents that are characters of their own
_ACCENTED = (*range(0x80, 0x250), *range(0x1E00, 0x1F00))  # Latin letters with marks, and ligatures


def write_pattern(forms: Iterable[Words], prefix: bool = False) -> str:
    """A regular expression, as RE2 reads it, of phrases in folded words between what is no letter.

    Of a `prefix` the last word may go on.
    """
    body = _write_body(tuple(forms), f"{_BETWEEN}+")
    return f"(?:^|{_BETWEEN})(?:{body})" + ("" if prefix else f"(?:$|{_BETWEEN})")


@lru_cache(maxsize=1000)
def compile_pattern(forms: tuple[Words, ...], prefix: bool = False) -> re.Pattern[str]:
    """The same for `re`, where a match is the phrase alone, to its last letter."""
    body = _write_body(forms, r"[\W_]+")
    return re.compile(rf"(?<![^\W_])(?:{body})" + (r"[^\W_]*" if prefix else r"(?![^\W_])"))


def _write_body(forms: tuple[Words, ...], gap: str) -> str:
    longest_first = sorted(forms, key=lambda words: (-len(" ".join(words)), words))
    return "|".join(gap.join(map(_write_word, words)) for words in longest_first)


@cache
def _list_letters() -> dict[str, str]:
    """Folded letters -> all characters that are folded to them."""
    found: dict[str, list[str]] = defaultdict(list)
    for code in _ACCENTED:
        letter = chr(code)
        folded = fold_text(letter)
        if letter.isalpha() and folded.isascii() and folded:
            found[folded].append(letter)
    return {folded: "".join(letters) for folded, letters in found.items()}


@lru_cache(maxsize=10_000)
def _write_word(word: str) -> str:
    letters, pieces, place = _list_letters(), list[str](), 0
    while place < len(word):
        pair = word[place : place + 2]
        if len(pair) == 2 and pair in letters:  # æ is written ae
            single = "".join(map(_write_letter, pair))
            pieces.append(f"(?:{single}|[{letters[pair]}])")
            place += 2
        else:
            pieces.append(_write_letter(word[place]))
            place += 1
    return "".join(pieces)


@cache
def _write_letter(letter: str) -> str:
    """A letter in either case, with whatever marks it bears, written as one character or two."""
    same = {letter, letter.upper(), letter.title()} | set(_list_letters().get(letter, ""))
    plain = "".join(sorted(one for one in same if len(one) == 1))
    return rf"[{re.escape(plain)}]" + (_MARKS if letter.isalpha() else "")
