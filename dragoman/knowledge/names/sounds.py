"""How names sound: their spellings in Latin letters made one, by data/knowledge/transliterations.toml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dragoman.knowledge.lexicons import load_lexicon


def _compile(name: str) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), letters) for pattern, letters in load_lexicon("transliterations")[name]]


_SOUNDS = _compile("sounds")
_ARABIC_SOUNDS = _compile("arabic")
_SERVANT = re.compile(load_lexicon("transliterations")["servant"][0])
_ENDING = re.compile(r"(?<=\w{4})[oe]v$")


@lru_cache(maxsize=200_000)
def sound_out(word: str) -> str:
    """A folded word without common differences of transliteration: zelenskyy and zelenskiy give zelenski."""
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    return word


@lru_cache(maxsize=200_000)
def sound_arabic(word: str) -> str:
    """A folded Arabic name without what its spellings differ in: gaddafi, qadhafi and khadafy give kadafi."""
    for pattern, letters in _ARABIC_SOUNDS:
        word = pattern.sub(letters, word)
    return word


@lru_cache(maxsize=200_000)
def join_words(words: Sequence[str]) -> str:
    """A name as one word, however its Arabic article is joined: "Abd al-Mahdi", "Abdul-Mahdi" are alike."""
    joined = "".join(words)
    return _SERVANT.sub("abd", " ".join(words)).replace(" ", "") if "abd" in joined else joined


def drop_ending(sound: str) -> str:
    """A surname without the Russian ending that Central Asia has dropped: Rakhmonov, Rahmon."""
    return _ENDING.sub("", sound)
