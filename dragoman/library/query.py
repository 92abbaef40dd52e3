"""The language of the search field: what a person types becomes a tree of words and phrases.

    sanctions iran            both words, in whatever form: sanction, sanctions, sanctioned
    "foreign minister"        these words, one behind the other, as they are written
    grain OR wheat            either; AND binds closer, and stands unwritten between words
    NOT oil, -oil             without it
    (grain OR wheat) export   brackets
    sanct*                    words that begin so, at the end of a phrase too

The operators are written in capitals. Words are told apart as the index tells them: at whatever is no letter
or digit, whatever their case and accents; so one with a hyphen or a point in it is a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.errors import QueryError
from dragoman.knowledge.names.forms import fold_text

Words = tuple[str, ...]

TERMS = 60  # words and phrases that one search may have
DEPTH = 20  # brackets within brackets, and NOT before NOT
LEAST = 2  # letters before a *

_TOKEN = re.compile(
    r"""(?P<open>\()|(?P<close>\))|(?P<minus>[-−](?=["(\w]))|"(?P<phrase>[^"]*)"|(?P<quote>")|(?P<word>[^\s"()]+)"""
)
_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase.

    `forms` are the phrases that it is found by, in folded words; of a `prefix` the last word of each may go
    on.
    """

    words: Words
    exact: bool = False
    prefix: bool = False
    forms: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    """What must all be there."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Of what one must be there."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    part: Query


Query = Term | All | Either | Not


def parse_query(text: str) -> Query | None:
    """The tree of what a person typed; None of a blank text.

    QueryError points at what cannot be understood.
    """
    if not text.strip():
        return None
    return _Parser(text).parse()


def list_terms(query: Query | None, wanted: bool = True) -> Iterator[Term]:
    """The words and phrases of a query in order: those that are `wanted`, not those behind a NOT."""
    if isinstance(query, Term):
        if wanted:
            yield query
    elif isinstance(query, Not):
        yield from list_terms(query.part, not wanted)
    elif query is not None:
        for part in query.parts:
            yield from list_terms(part, wanted)


def map_terms(query: Query, change: Callable[[Term], Term]) -> Query:
    """The query with other terms in place of its own."""
    if isinstance(query, Term):
        return change(query)
    if isinstance(query, Not):
        return Not(map_terms(query.part, change))
    return replace(query, parts=tuple(map_terms(part, change) for part in query.parts))


def split_words(text: str) -> Words:
    """The words of a text as the index has them: in lower case, Latin letters without their marks, cut at
    whatever is no letter or digit."""
    found = _WORD.findall(unicodedata.normalize("NFC", text))
    return tuple("".join(map(_fold_letter, word)) for word in found)


@lru_cache(maxsize=10_000)
def _fold_letter(letter: str) -> str:
    plain = fold_text(letter)
    return plain if plain and plain.isascii() else letter.lower()


class _Parser:
    """Reads one query from left to right: parts with OR between, of which each has AND or nothing between."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [match for match in _TOKEN.finditer(text.translate(_QUOTES)) if _says(match)]
        self.place = 0
        self.terms: set[Term] = set()
        self.depth = 0

    def parse(self) -> Query:
        if not self.tokens:
            raise QueryError(self.text, 0, len(self.text), "it holds no word. Type one.")
        query = self.read_either()
        if self.kind == "close":
            raise self.fail("this bracket closes none. Leave it out, or put a ( before it.")
        return query

    @property
    def kind(self) -> str:
        """What stands here: an operator, the name of a group of the pattern, or "" behind the end."""
        if self.place == len(self.tokens):
            return ""
        token = self.tokens[self.place]
        word = token[0]
        return word if word in ("AND", "OR", "NOT") else str(token.lastgroup)

    def fail(self, advice: str, place: int | None = None) -> QueryError:
        """The error that points at a token, by default at this one."""
        token = self.tokens[min(self.place if place is None else place, len(self.tokens) - 1)]
        return QueryError(self.text, token.start(), token.end(), advice)

    def read_either(self) -> Query:
        parts = [self.read_all()]
        while self.kind == "OR":
            self.place += 1
            parts.append(self.read_all("OR"))
        return parts[0] if len(parts) == 1 else Either(tuple(dict.fromkeys(parts)))

    def read_all(self, before: str = "") -> Query:
        parts = [self.read_part(before)]
        while self.kind not in ("", "OR", "close"):
            linked = self.kind == "AND"
            self.place += linked
            parts.append(self.read_part("AND" if linked else ""))
        parts = list(dict.fromkeys(parts))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def read_part(self, before: str) -> Query:
        """A word, a phrase, brackets, or one of these behind NOT; `before` is what asks for it."""
        kind = self.kind
        if kind in ("", "close") and (before or self.place):
            said = before or "this bracket"
            raise self.fail(f"nothing stands behind {said}. Add a word, or leave it out.", self.place - 1)
        if kind in ("AND", "OR"):
            raise self.fail(f'{kind} has nothing before it. Add a word, or write "{kind.lower()}" in quotes.')
        if kind == "close":
            raise self.fail("this bracket closes none. Leave it out, or put a ( before it.")
        token = self.tokens[self.place]
        self.place += 1
        if kind in ("NOT", "minus"):
            self.go_deeper(1)
            part = self.read_part("NOT" if kind == "NOT" else "this minus")
            self.go_deeper(-1)
            return Not(part)
        if kind == "open":
            return self.read_brackets()
        if kind == "quote":
            raise self.fail('this quotation mark is never closed. Put a " behind the phrase.', self.place - 1)
        return self.read_term(token)

    def read_brackets(self) -> Query:
        opened = self.place - 1
        self.go_deeper(1)
        query = self.read_either()
        if self.kind != "close":
            raise self.fail("this bracket is never closed. Put a ) where it ends.", opened)
        self.place += 1
        self.go_deeper(-1)
        return query

    def go_deeper(self, levels: int) -> None:
        self.depth += levels
        if self.depth > DEPTH:
            raise self.fail(f"brackets and NOT stand {DEPTH} deep at most. Take some out.", self.place - 1)

    def read_term(self, token: re.Match[str]) -> Term:
        typed = (token["phrase"] if token["word"] is None else token["word"]).rstrip()
        if not (words := split_words(typed)):
            advice = (
                "nothing stands between these quotation marks. Type a phrase there, or leave them out."
                if token["word"] is None
                else "a * stands at the end of a word. Put some letters before it."
            )
            raise self.fail(advice, self.place - 1)
        prefix = typed.endswith("*")
        if "*" in typed.removesuffix("*") or (prefix and not typed[-2].isalnum()):
            raise self.fail("a * stands at the end of a word only. Put it there.", self.place - 1)
        if prefix and len(words[-1]) < LEAST:
            raise self.fail(f"before a * stand at least {LEAST} letters. Add some.", self.place - 1)
        term = Term(words, token["word"] is None or len(words) > 1, prefix)
        self.terms.add(term)
        if len(self.terms) > TERMS:
            raise self.fail(
                f"a search has {TERMS} words and phrases at most. Take out this one and those behind it.",
                self.place - 1,
            )
        return term


def _says(token: re.Match[str]) -> bool:
    """Whether something is asked by it: a dash or a point between words is none of them."""
    return token["word"] is None or "*" in token[0] or bool(_WORD.search(token[0]))
