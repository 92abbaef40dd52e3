"""Which words of a text may be a person's name: what the model and the titles point at, cut to the name itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.reading.people.anatomy import Parts, fold_parts
from dragoman.reading.people.lexicon import COMMON_WORDS, FAMILY_FIRST, HONORIFICS, LEADING_PARTICLES, NOT_NAMES, PARTICLES, SUFFIXES
from dragoman.reading.places import Places
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

Labelled = tuple[int, int, str]  # first word, past the last, the model's label

LONGEST_NAME = 6  # words
MARKS = frozenset("\n,;:.!?()[]{}\"“”–—/&*…•|+=<>%$€£#@-_’'‘") | {"’s", "'s", "’S", "'S", "and"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a person. `titled`: a title or honorific stands right before them."""

    first: int
    last: int
    parts: Parts
    labelled: bool  # the model calls it a person
    titled: bool


class NameFinder:
    """Finds the candidates of one text."""

    def __init__(self, words: Words, labelled: Sequence[Labelled], roles: Sequence[Role], places: Places) -> None:
        self.words, self.places = words, places
        self.in_role: dict[int, Role] = {i: role for role in roles for i in range(role.first, role.last)}
        self.roles = roles
        self.labels: dict[int, str] = {}
        for first, last, label in labelled:
            for i in range(first, last):
                self.labels[i] = label
        self.labelled = labelled
        self.title_end = words.forms.index("\n") if "\n" in words.forms else len(words)

    def find(self) -> list[Candidate]:
        """All candidates in order, none overlapping another."""
        found: dict[int, Candidate] = {}
        taken: set[int] = set()
        for first, last, titled in [*self._from_titles(), *((f, n, False) for f, n in self._from_model())]:
            if first >= last or any(i in taken for i in range(first, last)):
                continue
            forms = self.words.forms[first:last]
            labelled = any(self.labels.get(i) == "PERSON" for i in range(first, last))
            found[first] = Candidate(first, last, fold_parts(forms), labelled, titled or self._is_titled(first))
            taken.update(range(first, last))
        return [found[first] for first in sorted(found)]

    def _from_model(self) -> Iterator[tuple[int, int]]:
        """The model's persons, cut at marks, without titles and places around, and grown to the words that it left out."""
        for first, last, label in self.labelled:
            if label == "PERSON":
                for start, end in self._split(first, last):
                    trimmed = self._trim(*self._grow(*self._trim(start, end)))
                    if self._is_name(*trimmed):
                        yield trimmed

    def _from_titles(self) -> Iterator[tuple[int, int, bool]]:
        """Names that a title or honorific introduces: "President Erdogan", "Presidents Biden and Xi", "President of Brazil Dilma Rousseff"."""
        words = self.words
        for role in self.roles:
            start = role.last
            if role.standing == "private" and words.lowers[role.last - 1] != "dr":
                continue
            if start < len(words) and words.lowers[start] in ("of", "for") and not role.plural:
                start = self._skip_places(start + 1)
                if start == role.last + 1:
                    continue
            yield from ((f, n, True) for f, n in self._read_list(start, role.plural))
        for i, lower in enumerate(words.lowers):
            if lower in HONORIFICS and words.forms[i][0].isupper() and lower not in ("private", "officer", "his", "her", "hh"):
                plural = lower in ("messrs", "messrs.", "sens.", "reps.")
                yield from ((f, n, True) for f, n in self._read_list(i + 1, plural))

    def _skip_places(self, start: int) -> int:
        """Past "the Republic of Korea" and the like."""
        length = self.places.measure(self.words, start) if start < len(self.words) else 0
        return start + length

    def _read_list(self, start: int, plural: bool) -> Iterator[tuple[int, int]]:
        """The name that begins at a word; after a plural title the ones listed with it too."""
        end = self._read_name(start)
        if end == start:
            return
        yield start, end
        while plural and end + 1 < len(self.words) and self.words.lowers[end] in (",", "and", "&"):
            start = end + 1
            if self.words.lowers[start] == "and":
                start += 1
            end = self._read_name(start)
            if end == start:
                return
            yield start, end

    def _read_name(self, start: int) -> int:
        """Past the name that begins at a word after a title; the word itself where there is none."""
        words, end, count = self.words, start, len(self.words)
        while end < count and words.lowers[end] in HONORIFICS and words.forms[end][0].isupper():
            end += 1
        begin = end
        while end < count and end - begin < LONGEST_NAME and self._is_name_word(end, end > begin):
            if self.labels.get(end) in ("DATE", "EVENT", "LAW", "NORP") and not self._is_labelled_name(end):
                break
            end += 1
        end = self._take_suffix(begin, self._drop_trailing(begin, end))
        if begin == end or not self._is_name(begin, end):
            return start
        if self._is_headline(begin) and not any(self.labels.get(i) in ("PERSON", "GPE", "ORG", "NORP") for i in range(begin, end)):
            return start
        return end if begin == start else start  # a name after an honorific is found from there

    def _is_labelled_name(self, i: int) -> bool:
        return self.labels.get(i) == "PERSON"

    def _is_headline(self, i: int) -> bool:
        """Whether a word stands in the title, where every word may be capitalised."""
        return i < self.title_end

    def _is_name_word(self, i: int, inside: bool) -> bool:
        form, lower = self.words.forms[i], self.words.lowers[i]
        if form in MARKS or i in self.in_role or lower in NOT_NAMES:
            return False
        if inside and lower in PARTICLES:
            return i + 1 < len(self.words) and self.words.forms[i + 1][0].isupper()
        if inside and lower in SUFFIXES:
            return True
        if not form[0].isupper() and not (not inside and lower in LEADING_PARTICLES):
            return "-" in form and form.split("-", 1)[1][:1].isupper() and form.split("-", 1)[0] in PARTICLES
        length = self.places.measure(self.words, i)
        if length and self.labels.get(i) != "PERSON":
            meaning = self.places.find((form,))
            return length == 1 and bool(meaning) and meaning is not None and meaning[2] in ("person", "word", "minor") and not inside
        return True

    def _split(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The pieces of a span between marks; ", Jr." stays with its name."""
        words, start = self.words, first
        for i in range(first, last + 1):
            if i == last or (
                words.forms[i] in MARKS and not (words.forms[i] == "," and i + 1 < len(words) and words.lowers[i + 1] in SUFFIXES)
            ):
                if i > start:
                    yield start, i
                start = i + 1

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """Without titles, honorifics, places and small words at both ends."""
        words = self.words
        while first < last and not self._may_begin(first, last):
            first += self.places.measure(words, first) or 1 if self._begins_with_place(first, last) else 1
        return first, self._take_suffix(first, self._drop_trailing(first, min(last, len(words)))) if first < last else last

    def _begins_with_place(self, first: int, last: int) -> bool:
        length = self.places.measure(self.words, first)
        if not length or first + length > last:
            return False
        meaning = self.places.find(tuple(self.words.forms[first : first + length]))
        return meaning is None or meaning[1] in ("demonym",) or (length < last - first and meaning[1] == "place" and meaning[2] != "person")

    def _may_begin(self, first: int, last: int) -> bool:
        form, lower = self.words.forms[first], self.words.lowers[first]
        if first in self.in_role and not (
            last - first == 1 and self.labels.get(first) == "PERSON" and self.in_role[first].standing != "official"
        ):
            return False
        if lower in HONORIFICS and last - first > 1:
            return False
        if form in MARKS or lower in ("the", "a", "an", "’s", "'s"):
            return False
        if not (form[0].isupper() or lower in LEADING_PARTICLES or "-" in form):
            return False
        return not self._begins_with_place(first, last)

    def _drop_trailing(self, first: int, last: int) -> int:
        """The end of the name without titles, marks and particles that nothing follows."""
        words = self.words
        while last > first:
            form, lower = words.forms[last - 1], words.lowers[last - 1]
            if lower in SUFFIXES and last - first > 1:
                break
            if (
                form in MARKS
                or last - 1 in self.in_role
                or (lower in PARTICLES and not form[0].isupper())
                or lower in HONORIFICS
                or (not form[0].isupper() and not ("-" in form and any(c.isupper() for c in form)))
                or (last - first > 1 and lower in ("says", "said", "tells", "meets", "visits", "calls", "on", "to", "speaks"))
            ):
                last -= 1
            else:
                break
        return last

    def _take_suffix(self, first: int, last: int) -> int:
        """Over "Jr." and ", Jr."."""
        words = self.words
        if first < last < len(words):
            if words.lowers[last] in SUFFIXES and words.forms[last][0].isupper():
                return last + 1
            if words.forms[last] == "," and last + 1 < len(words) and words.lowers[last + 1] in ("jr", "jr.", "sr", "sr."):
                return last + 2
        return last

    def _grow(self, first: int, last: int) -> tuple[int, int]:
        """A span that the model cut short, over the particles and names that adjoin it: "Ursula von | der Leyen", "Salva Kiir | Mayardit"."""
        words, count = self.words, len(self.words)
        if first >= last:
            return first, last
        while last < count and last - first < LONGEST_NAME and words.lowers[last - 1] in PARTICLES and self._is_free(last):
            last += 1
        while last < count and last - first < LONGEST_NAME and (self._is_free(last) or words.lowers[last] in PARTICLES):
            step = 1
            while last + step < count and words.lowers[last + step - 1] in PARTICLES and step < 4:
                step += 1
            if (
                words.lowers[last] in ("and", "e", "y", "do", "as", "to", "al")
                and not words.forms[last][0].isupper()
                and words.lowers[last] != "al"
            ):
                break
            if not all(self._is_free(i) or words.lowers[i] in PARTICLES for i in range(last, last + step)) or not self._is_free(
                last + step - 1
            ):
                break
            last += step
        while first > 0 and last - first < LONGEST_NAME and self._is_free(first - 1) and not self._starts_sentence(first - 1):
            first -= 1
        return first, last

    def _is_free(self, i: int) -> bool:
        """Whether a word could belong to the name beside it: capitalised, nobody else's, neither title nor common word."""
        form, lower = self.words.forms[i], self.words.lowers[i]
        return (
            form[0].isupper()
            and i not in self.labels
            and i not in self.in_role
            and lower not in NOT_NAMES
            and lower not in COMMON_WORDS
            and lower not in HONORIFICS
            and form not in MARKS
            and (len(form) == 1 or not form.isupper() or form.endswith("."))
            and not self.places.measure(self.words, i)
            and not self._is_headline(i)
        )

    def _starts_sentence(self, i: int) -> bool:
        return i == 0 or self.words.forms[i - 1] in ("\n", ".", "!", "?", "”", '"', "“", ":")

    def _is_titled(self, first: int) -> bool:
        before = first - 1
        return before >= 0 and (before in self.in_role or self.words.lowers[before] in HONORIFICS)

    def _is_name(self, first: int, last: int) -> bool:
        """Whether the words can be a human being's name at all."""
        words = self.words
        if last <= first or last - first > LONGEST_NAME + 2:
            return False
        lowers = words.lowers[first:last]
        if lowers[-1] in NOT_NAMES or lowers[0] in NOT_NAMES or any(c.isdigit() for form in lowers for c in form):
            return False
        if not any(form[0].isupper() or "-" in form for form in words.forms[first:last]):
            return False
        if last - first == 1:
            form = words.forms[first]
            if len(form) < 2 or (form.isupper() and len(form) < 5 and not self._is_headline(first) and form.lower() not in FAMILY_FIRST):
                return False
            return lowers[0] not in PARTICLES and lowers[0] not in SUFFIXES
        return True


def find_candidates(words: Words, labelled: Sequence[Labelled], roles: Iterable[Role], places: Places) -> list[Candidate]:
    """All words of a text that may be a person's name, in order."""
    return NameFinder(words, labelled, list(roles), places).find()
