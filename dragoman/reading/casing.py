"""Lines in capitals, written as a sentence would be: the model, which has learnt from sentences, finds no
names in capitals."""

from __future__ import annotations

import re

from dragoman.reading.people.headlines import SHORTEST, VERBS

_LINE = re.compile(r"[^\n.!?:;]+")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"(?:\b[^\W\d_a-z]{2,}\b[^\na-z]*){3}")  # what such a line has at the least


def soften(text: str) -> str:
    """The text with its lines in capitals as sentences, of the same length: words that it else writes
    small, and verbs, are small."""
    if not _CAPITALS.search(text):
        return text
    quiet = [line for match in _LINE.finditer(text) if not _is_loud(line := match.group())]
    known = {word for line in quiet for word in _WORD.findall(line)}
    return _LINE.sub(
        lambda match: _soften_line(match.group(), known) if _is_loud(match.group()) else match.group(), text
    )


def _is_loud(line: str) -> bool:
    return line.isupper() and sum(len(word) > 1 for word in _WORD.findall(line)) >= SHORTEST


def _soften_line(line: str, known: set[str]) -> str:
    return _WORD.sub(lambda match: _soften_word(match.group(), known), line)


def _soften_word(word: str, known: set[str]) -> str:
    """One word: as the text writes it elsewhere, small if it is a verb or a small word, else with a
    capital."""
    if len(word) < 2 or word in known:  # "NATO", which no line writes otherwise
        return word
    small, name = word.lower(), word.capitalize()
    chosen = (
        name if name in known and small not in known else small if small in known or small in VERBS else name
    )
    return chosen if len(chosen) == len(word) else word
