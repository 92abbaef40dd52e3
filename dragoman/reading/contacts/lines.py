"""A sentence as patterns read it: one sign a name, small letters, one blank between any two tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"[’']s\b|[^\W_]+(?:(?![’']s\b)[.’'&-][^\W_]+)*\.?(?=\s|[^\w.])"
    r"|[^\W_]+(?:(?![’']s\b)[.’'&-][^\W_]+)*|[^\w\s]"
)


@dataclass(slots=True)
class Token:
    """A word, or a name by its sign, with the keys of whom it may stand for."""

    text: str
    start: int
    end: int
    key: str = ""
    role: str = ""  # of somebody who is named by an office alone
    side: bool = False  # a state's officials or delegation

    @property
    def is_name(self) -> bool:
        """Whether it stands for somebody or a place."""
        return "\ue000" <= self.text <= "\ue007"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence made ready: its tokens, and the string of them that patterns are read over."""

    tokens: Sequence[Token]
    string: str
    places: Sequence[int]  # of each character of the string: its token

    def list_names(self, start: int, end: int) -> list[Token]:
        """The names among characters of the string, in order."""
        return [self.tokens[self.places[i]] for i in range(start, end) if self.string[i] >= "\ue000"]


Spot = tuple[int, int, str, str]  # a mention: start, end, sign, key


def split_tokens(string: str, start: int, end: int, spots: Sequence[Spot]) -> list[Token]:
    """The words of a sentence in small letters, and its names."""
    tokens, at = list[Token](), start
    for first, last, sign, key in (*spots, (end, end, "", "")):
        for match in _TOKEN.finditer(string, at, first):
            text = match[0].lower().replace("'", "’")
            tokens.append(Token(text.rstrip(".") if len(text) > 4 else text, *match.span()))
            if match[0].endswith(".") and len(text) > 4:
                tokens[-1].end -= 1
                tokens.append(Token(".", match.end() - 1, match.end()))
        if sign:
            tokens.append(Token(sign, first, last, key))
        at = last
    return tokens


def make_line(tokens: Sequence[Token]) -> Line:
    """The string of tokens, one blank between any two."""
    places = list[int]()
    for number, token in enumerate(tokens):
        places += [number] * (len(token.text) + 1)
    return Line(tokens, " ".join(token.text for token in tokens), places[:-1])


def spot_mentions(spots: Sequence[Spot]) -> Sequence[Spot]:
    """The mentions of a sentence, in order, none over another."""
    kept, last = list[Spot](), -1
    for spot in sorted(spots, key=lambda spot: (spot[0], -spot[1])):
        if spot[0] >= last:
            kept.append(spot)
            last = spot[1]
    return kept
