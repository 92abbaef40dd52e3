"""Names that a title, an honorific or the form of a record points at: "President Erdogan", "Mr Berg"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.knowledge.names.words import HONORIFICS
from dragoman.reading.people.boundaries import Boundaries
from dragoman.reading.people.sight import Sight, Span
from dragoman.reading.people.surroundings import MARKS
from dragoman.reading.roles import CLERGY, Role

LONGEST_TOWN = 3  # words
LONGEST_ADDED = 8  # words from one bracket to the other
PLURAL_HONORIFICS = frozenset(["messrs", "messrs.", "sens.", "reps."])
POSSESSIVE_STYLES = frozenset(["his", "her"])  # "His Excellency", and "His Hands"
LISTING = frozenset([",", "and", "&"])


class TitledNames:
    """Finds the names behind the titles and honorifics of one text."""

    def __init__(self, sight: Sight, bounds: Boundaries, roles: Sequence[Role]) -> None:
        self.sight, self.words, self.bounds, self.roles = sight, sight.words, bounds, roles

    def find(self) -> Iterator[Span]:
        """The names: first behind titles, then in records, then behind honorifics. They may overlap."""
        for role in self.roles:
            if role.last < len(self.words) and self._is_styling(role):
                yield from self._read_behind(role)
        for bracket in self.words.list_places({"("}):
            yield from self._read_record(bracket)
        for i in self.words.list_places(HONORIFICS):
            if self._is_before_name(i):
                before = i if self.sight.is_honorific(i) else i - 1  # "Sheikh Hasina"
                yield from self._read_list(before + 1, self.words.lowers[before] in PLURAL_HONORIFICS)

    def _is_styling(self, role: Role) -> bool:
        """Whether a title is put before names: no occupation but the clergy's, no "official"."""
        return (role.standing != "private" or role.head in CLERGY) and role.head != "official"

    def _read_behind(self, role: Role) -> Iterator[Span]:
        """The names behind a title, or behind its place: "President of Brazil | Dilma Rousseff"."""
        after = role.last + 1
        if role.plural or self.words.lowers[role.last] != "of":
            yield from self._read_list(role.last, role.plural)
        elif length := self.sight.measure_place(after) or self._measure_town(after):
            yield from self._read_list(after + length, False)

    def _measure_town(self, start: int) -> int:
        """How many words from `start` on name a place that no table knows: "Mayor of | Koszalin | Piotr
        Jedlinski"."""
        sight = self.sight
        for i in range(start, min(start + LONGEST_TOWN, len(self.words) - 2)):
            if not sight.is_capital(i) or sight.is_given(i):
                return 0
            if sight.is_given(i + 1) and sight.is_capital(i + 1) and sight.is_capital(i + 2):
                return i + 1 - start
        return 0

    def _read_record(self, bracket: int) -> Iterator[Span]:
        """Who speaks in the record of a meeting: "ZHANG JUN (China) said"."""
        forms, first = self.words.forms, bracket
        while first > 0 and forms[first - 1].isupper() and forms[first - 1] not in MARKS:
            first -= 1
        country = self.sight.measure_place(bracket + 1) if bracket - first > 1 else 0
        end = bracket + 1 + country
        if country and forms[end : end + 1] == [")"] and self.sight.starts_sentence(first):
            yield first, bracket

    def _is_before_name(self, i: int) -> bool:
        """Whether an honorific is one: not a part of a name, "Hassan | Sheikh Mohamud", or of a place, "St.
        Kitts", nor a possessive or a rank, "Her Royal"."""
        words = self.words
        if not self.sight.is_capital(i) or words.lowers[i] in POSSESSIVE_STYLES or self._is_inside(i):
            return False
        return self.sight.measure_place(i) < 2 and words.lowers[i + 1 : i + 2] != ["royal"]

    def _is_inside(self, i: int) -> bool:
        """Whether an honorific stands within the model's name for a person."""
        labels, before = self.sight.labels, i - 1
        if not labels.get(before) == labels.get(i) == "PERSON" or before in self.sight.titles:
            return False
        return self.words.lowers[before] not in HONORIFICS and self.words.forms[before] not in MARKS

    def _read_list(self, start: int, plural: bool) -> Iterator[Span]:
        """The name that begins at a word; after a plural title the ones listed with it too."""
        words, count = self.words, len(self.words)
        start = self._skip_added(start)
        while start < count and (end := self.bounds.read_name(start)) > start:
            yield start, end
            if not plural or end + 1 >= count or words.lowers[end] not in LISTING:
                return
            start = end + 1
            if words.lowers[start] == "and":
                start += 1

    def _skip_added(self, start: int) -> int:
        """Past a given name that an editor has put in brackets: "Minister [Dmytro] | Kuleba"."""
        ahead = self.words.forms[start : start + LONGEST_ADDED]
        return start + ahead.index("]") + 1 if ahead[:1] == ["["] and "]" in ahead else start
