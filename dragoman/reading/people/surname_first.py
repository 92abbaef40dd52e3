"""Lists that give the surname first: "Holmberg, Karin; Lehtonen, Mikko", on one line or one below the
other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.knowledge.names.forms import Parts, fold_parts
from dragoman.knowledge.names.words import FAMILY_FIRST, HONORIFICS, PARTICLES, fold, is_suffix
from dragoman.reading.people.lexicon import (
    COMMON_WORDS,
    NEVER_SURNAMES,
    NOT_NAMES,
    load_given_names,
    load_known_surnames,
)
from dragoman.reading.people.sight import Span
from dragoman.reading.places import Places
from dragoman.reading.words import Words

_WORD = r"(?:[a-z]{1,3}[-'’])?[^\W\d_a-zß-öø-ÿ](?:[\w'’ʼ‘-]*\w)?"  # "Karin", "al-Hassan", "O’Brien"
_PARTICLES = "|".join(sorted(PARTICLES, key=lambda particle: (-len(particle), particle)))
_STYLES = "|".join(re.escape(style) for style in sorted(HONORIFICS, key=lambda style: (-len(style), style)))
_ITEM = (
    rf"(?P<surname>(?:(?:{_PARTICLES})[ ]){{0,3}}{_WORD}(?:[ ]{_WORD}){{0,2}}),[ ]"
    rf"(?P<given>{_WORD}(?:[ ](?:{_WORD}|[^\W\d_]\.)){{0,2}})"
)
_AFTER = r"(?=\s*(?:$|[.,(]|[–—-][ ]))"
# One entry: what counts the points of a list, a style, the name; then nothing, or what is told of somebody.
_ENTRY = re.compile(
    rf"\s*(?:and[ ])?(?:[-•*–·][ ]?|\(?\d{{1,3}}[.)][ ])?(?:(?i:{_STYLES})\.?[ ])*{_ITEM}{_AFTER}"
)
# After the words that a list begins with
_FIRST = re.compile(rf"(?:^|(?<=[a-z:(][ ])|(?<=:[ ]))(?:(?i:{_STYLES})\.?[ ])*{_ITEM}{_AFTER}")
LONGEST = 120  # characters of a name that are looked for before the end of a list's first entry
_CUT = re.compile(r"[;\n]+")


@dataclass(frozen=True, slots=True)
class Inverted:
    """Words `first` to `last` (excluded) that name somebody, the surname first; `name` and `parts` have it
    last."""

    first: int
    last: int
    name: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class _Entry:
    surname: Span  # characters
    given: Span
    weight: int  # 1: the second part is a given name; 0: it may be; -1: it rather is not


class ListReader:
    """Finds the lists of one text."""

    def __init__(self, words: Words, places: Places) -> None:
        self.words, self.places = words, places
        self.given_names, self.surnames = load_given_names(), load_known_surnames()

    def find(self) -> list[Inverted]:
        """Everybody whom a list names so.

        One entry alone is a list only where the text has the same name the usual way round.
        """
        if "," not in self.words.text:
            return []
        found: list[Inverted] = []
        for row in self._read_rows():
            listed = (
                len(row) > 1
                and any(entry.weight > 0 for entry in row)
                and sum(entry.weight for entry in row) > 0
            )
            found += [self._describe(entry) for entry in row if listed or self._is_repeated(entry)]
        return found

    def _read_rows(self) -> Iterator[list[_Entry]]:
        """Entries that follow one another."""
        text, row, start = self.words.text, list[_Entry](), 0
        for cut in (*(match.span() for match in _CUT.finditer(text)), (len(text), len(text))):
            if text[start : cut[0]].strip():
                entry = self._read_entry(start, cut[0], not row)
                if entry is None and row:
                    yield row
                    row = []
                    entry = self._read_entry(start, cut[0], True)
                if entry:
                    row.append(entry)
            start = cut[1]
        if row:
            yield row

    def _read_entry(self, start: int, end: int, first: bool) -> _Entry | None:
        """The name that the characters hold; `first`: words may lead to it."""
        text = self.words.text
        matches = [
            _ENTRY.match(text, start, end),
            _FIRST.search(text, max(start, end - LONGEST), end) if first else None,
        ]
        for match in filter(None, matches):
            surname, given = match["surname"].split(" "), match["given"].split(" ")
            if self._may_be_surname(surname) and self._may_be_given(given):
                return _Entry(match.span("surname"), match.span("given"), self._weigh(surname, given))
        return None

    def _may_be_surname(self, forms: Sequence[str]) -> bool:
        """Whether the words before the comma can be a surname: not "Karin Holmberg", nor "The minister"."""
        last = forms[-1]
        first = fold(forms[0])
        if len(forms) > 1 and first in self.given_names and first not in PARTICLES and not forms[0].isupper():
            return False
        return (
            all(form.lower() in PARTICLES or form.lower() not in NOT_NAMES for form in forms)
            and last.lower() not in NEVER_SURNAMES
        )

    def _may_be_given(self, forms: Sequence[str]) -> bool:
        """Whether the words after the comma can be given names: no title, place or suffix."""
        plain = [form for form in forms if not form.endswith(".")]
        if is_suffix(forms[0]) or len(forms[0]) < 2:
            return False
        known = fold(forms[0]) in self.given_names
        if forms[0].lower() in COMMON_WORDS or not NOT_NAMES.union(HONORIFICS).isdisjoint(
            form.lower() for form in plain
        ):
            return False
        place = self.places.find(tuple(forms))
        return known or not place or bool(place[2])

    def _weigh(self, surname: Sequence[str], given: Sequence[str]) -> int:
        """How surely the second part is a given name and the first is none."""
        second, family = fold(given[0]), fold(surname[-1])
        if (family in FAMILY_FIRST and second not in FAMILY_FIRST) or self._is_styled(" ".join(surname)):
            return 1
        if second in self.given_names and (second not in self.surnames or family not in self.given_names):
            return 1
        return -1 if second in self.surnames or self.places.find(tuple(surname)) else 0

    def _is_styled(self, surname: str) -> bool:
        """Whether the text has a surname with a style before it: "Ms. Holmberg"."""
        return bool(
            re.search(rf"\b(?:{_STYLES})\.?\s{re.escape(surname)}\b(?!,)", self.words.text, re.IGNORECASE)
        )

    def _is_repeated(self, entry: _Entry) -> bool:
        text = self.words.text
        return f"{text[slice(*entry.given)]} {text[slice(*entry.surname)]}".casefold() in text.casefold()

    def _describe(self, entry: _Entry) -> Inverted:
        text = self.words.text
        surname, given = text[slice(*entry.surname)], text[slice(*entry.given)]
        if surname.isupper() and len(surname) > 2:
            surname = re.sub(_WORD, lambda match: match.group().capitalize(), surname)
        first, last = self.words.cover(entry.surname[0], entry.given[1])
        name = f"{given} {surname}"
        return Inverted(first, last, name, fold_parts(name.split()))


def find_inverted(words: Words, places: Places) -> list[Inverted]:
    """Everybody whom a list of a text names with the surname first, in order."""
    return ListReader(words, places).find()
