"""Which words of a text may be a person's name: what titles, the model and known given names point at, cut
to the name itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from dragoman.knowledge.names.forms import Parts, fold_parts
from dragoman.knowledge.names.words import HONORIFICS
from dragoman.reading.people.boundaries import Boundaries
from dragoman.reading.people.given import find_given
from dragoman.reading.people.headline_names import cut_loud, cut_titles
from dragoman.reading.people.sight import Sight, Span
from dragoman.reading.people.surname_first import find_inverted
from dragoman.reading.people.titled import LONGEST_ADDED, TitledNames
from dragoman.reading.places import Places
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

EMIRS = frozenset(["amir", "emir"])  # a title before another: "Amir Sheikh | Tamim"; else a given name

Labelled = tuple[int, int, str]  # first word, past the last, the model's label


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a person.

    `labelled`: the model says so; `titled`: a title or honorific stands right before them.
    """

    first: int
    last: int
    parts: Parts
    labelled: bool
    titled: bool
    name: str = ""  # where it is not written as it reads: "Karin Holmberg" for "Holmberg, Karin"


class NameFinder:
    """Finds the candidates of one text."""

    def __init__(
        self,
        words: Words,
        labelled: Sequence[Labelled],
        roles: Sequence[Role],
        bodies: Set[int],
        places: Places,
    ) -> None:
        self.words, self.labelled, self.roles = words, labelled, roles
        titles = {i for role in roles for i in range(role.first, role.last)}
        labels = {i: label for first, last, label in labelled for i in range(first, last)}
        self.sight = Sight(words, labels, titles, bodies, places)
        self.boundaries = Boundaries(self.sight)
        self.inverted = find_inverted(words, places)
        self.pointed: set[Span] = set()  # what a title, an honorific or the form of a record points at

    def find(self) -> list[Candidate]:
        """All candidates in order, none overlapping another."""
        taken = {i for row in self.inverted for i in range(row.first, row.last)}
        self.pointed.update(_keep_free(TitledNames(self.sight, self.boundaries, self.roles).find(), taken))
        found = {*self.pointed, *_keep_free(self._find_labelled(), taken)}
        found.update(_keep_free(find_given(self.sight, self.boundaries, taken), taken))
        whole = [piece for span in sorted(found) for piece in cut_loud(self.sight, *span)]
        spans = (span for span in cut_titles(self.sight, whole) if self.boundaries.is_name(*span))
        candidates = [self.describe(span) for span in spans if not self._is_added(*span)]
        candidates += [
            Candidate(row.first, row.last, row.parts, True, False, row.name) for row in self.inverted
        ]
        return sorted(candidates, key=lambda candidate: candidate.first)

    def _find_labelled(self) -> Iterator[Span]:
        """The model's persons, cut at marks, without titles and places around, and grown to the words that
        it left out."""
        bounds = self.boundaries
        for first, last, label in self.labelled:
            for whole in bounds.split(first, last) if label == "PERSON" else ():
                for piece in cut_loud(self.sight, *whole):
                    span = bounds.trim(*bounds.grow(*bounds.trim(*piece)))
                    if bounds.is_name(*span):
                        yield span

    def describe(self, span: Span) -> Candidate:
        """The candidate that words are."""
        forms, before = self.words.forms[slice(*span)], self._find_before(span[0])
        labelled = any(self.sight.labels.get(i) == "PERSON" for i in range(*span))
        titled = before >= 0 and (before in self.sight.titles or self.words.lowers[before] in HONORIFICS)
        loud = self.sight.headlines.capitals.issuperset(range(*span))
        name = " ".join(form.capitalize() for form in forms) if loud else ""
        return Candidate(*span, fold_parts(forms), labelled, titled, name)

    def _find_before(self, first: int) -> int:
        """The word before a name; over what an editor has added to it: "Mr [Alexei] | Navalny"."""
        forms, before = self.words.forms, first - 1
        if before > 0 and forms[before] == "]":
            for i in range(before - 1, max(0, before - LONGEST_ADDED) - 1, -1):
                if forms[i] == "[":
                    return i - 1
        return before

    def vouches(self, candidate: Candidate) -> bool:
        """Whether a title, an honorific, the form of a record, a known given name or the cutting of a
        headline speaks for a candidate."""
        span = candidate.first, candidate.last
        given = span[1] - span[0] > 1 and self.sight.is_given(span[0])
        loud = candidate.labelled and self.sight.headlines.loud.issuperset(range(*span))
        return candidate.titled or given or loud or span in self.pointed

    def may_name(self, first: int, last: int) -> bool:
        """Whether words can be somebody's name: not what an editor has added, nor a title alone ("Amir
        Sheikh")."""
        lower = self.words.lowers[first]
        title = (lower in HONORIFICS or lower in EMIRS) and self.sight.is_honorific(last - 1)
        return not title and not self._is_added(first, last)

    def _is_added(self, first: int, last: int) -> bool:
        """Whether an editor has put a given name in brackets before the surname that was said: "Mr
        [Alexei] Navalny"."""
        forms = self.words.forms
        closed = first > 0 and forms[first - 1] == "[" and forms[last : last + 1] == ["]"]
        return closed and last + 1 < len(forms) and forms[last + 1][0].isupper()


def _keep_free(spans: Iterator[Span], taken: set[int]) -> Iterator[Span]:
    """The spans of which no word is taken, each taken from then on."""
    for first, last in spans:
        if first < last and taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            yield first, last
