"""Which words of a text may be a person's name: what titles, the model and known given names point at, cut to the name itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dragoman.knowledge.names.forms import Parts, find_surname, fold_parts, is_family_first
from dragoman.knowledge.names.words import HONORIFICS, fold, is_suffix
from dragoman.reading.people.boundaries import EMIRS, Boundaries, Span
from dragoman.reading.people.lexicon import COMMON_WORDS, HEADLINE_WORDS, NOT_NAMES, THINGS
from dragoman.reading.people.surname_first import find_inverted
from dragoman.reading.people.surroundings import MARKS
from dragoman.reading.places import Places
from dragoman.reading.roles import CLERGY, Role
from dragoman.reading.words import Words

Labelled = tuple[int, int, str]  # first word, past the last, the model's label

# Labels under which the model may hide a person.
_DISGUISES = frozenset(["ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", "EVENT"])
_PLURAL_HONORIFICS = frozenset(["messrs", "messrs.", "sens.", "reps."])


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a person. `labelled`: the model says so; `titled`: a title or honorific stands right before them."""

    first: int
    last: int
    parts: Parts
    labelled: bool
    titled: bool
    name: str = ""  # where it is not written as it reads: "Karin Holmberg" for "Holmberg, Karin"


class NameFinder:
    """Finds the candidates of one text."""

    def __init__(self, words: Words, labelled: Sequence[Labelled], roles: Sequence[Role], bodies: Collection[int], places: Places) -> None:
        self.words, self.labelled, self.roles = words, labelled, roles
        self.titles = {i for role in roles for i in range(role.first, role.last)}
        self.labels = {i: label for first, last, label in labelled for i in range(first, last)}
        self.boundaries = Boundaries(words, self.labels, self.titles, bodies, places)
        self.inverted = find_inverted(words, places)
        self.pointed: set[Span] = set()  # what a title, an honorific or the form of a record points at

    def find(self) -> list[Candidate]:
        """All candidates in order, none overlapping another."""
        found: dict[int, Span] = {}
        taken = {i for row in self.inverted for i in range(row.first, row.last)}
        for source in (self._from_titles, self._from_model, self._from_given_names):
            for first, last in source(taken):
                if first < last and taken.isdisjoint(range(first, last)):
                    found[first] = first, last
                    if source == self._from_titles:
                        self.pointed.add((first, last))
                    taken.update(range(first, last))
        whole = [piece for span in sorted(found.values()) for piece in self._cut_loud(*span)]
        spans = [span for span in self._cut_headline(whole) if self.boundaries.is_name(*span) and not self._is_added(*span)]
        listed = [Candidate(row.first, row.last, row.parts, True, False, row.name) for row in self.inverted]
        return sorted([*map(self.describe, spans), *listed], key=lambda candidate: candidate.first)

    def vouches(self, candidate: Candidate) -> bool:
        """Whether a title, an honorific, the form of a record, a known given name or the cutting of a headline speaks for a candidate."""
        given = candidate.last - candidate.first > 1 and self.boundaries.is_given(candidate.first)
        loud = candidate.labelled and self.boundaries.headlines.loud.issuperset(range(candidate.first, candidate.last))
        return candidate.titled or given or loud or (candidate.first, candidate.last) in self.pointed

    def _cut_loud(self, first: int, last: int) -> Iterator[Span]:
        """A span cut at the words of a headline that are no name's: "Merkel | Snubs | Macron". Of what follows only names stay."""
        headlines = self.boundaries.headlines
        if not headlines.loud.issuperset(range(first, last)):
            yield first, last
            return
        for number, (start, end) in enumerate(headlines.cut(first, last)):
            part = fold(self.words.forms[start])
            if not number or end - start > 1 or part in headlines.names or part in headlines.surnames:
                yield start, end

    def may_name(self, first: int, last: int) -> bool:
        """Whether words can be somebody's name: not what an editor has added, nor a title alone ("Amir Sheikh")."""
        lower = self.words.lowers[first]
        title = (lower in HONORIFICS or lower in EMIRS) and self.boundaries.is_honorific(last - 1)
        return not title and not self._is_added(first, last)

    def _is_added(self, first: int, last: int) -> bool:
        """Whether an editor has put a given name in brackets before the surname that was said: "Mr [Alexei] Navalny"."""
        forms = self.words.forms
        closed = first > 0 and forms[first - 1] == "[" and forms[last : last + 1] == ["]"]
        return closed and last + 1 < len(forms) and forms[last + 1][0].isupper()

    def describe(self, span: Span) -> Candidate:
        """The candidate that words are."""
        first, last = span
        labelled = any(self.labels.get(i) == "PERSON" for i in range(first, last))
        before = first - 1
        if before > 0 and self.words.forms[before] == "]" and "[" in self.words.forms[max(0, before - 8) : before]:
            before = next(i for i in range(before - 1, -1, -1) if self.words.forms[i] == "[") - 1  # "Mr [Alexei] | Navalny"
        titled = before >= 0 and (before in self.titles or self.words.lowers[before] in HONORIFICS)
        parts = fold_parts(self.words.forms[first:last])
        loud = self.boundaries.headlines.capitals.issuperset(range(first, last))
        name = " ".join(form.capitalize() for form in self.words.forms[first:last]) if loud else ""
        return Candidate(first, last, parts, labelled, titled, name)

    def _from_titles(self, taken: set[int]) -> Iterator[Span]:
        """Names after a title or honorific: "President Erdogan", "Presidents Biden and Xi", "President of Brazil Dilma Rousseff"."""
        words, count = self.words, len(self.words)
        for role in self.roles:
            start = role.last
            if (role.standing == "private" and role.head not in CLERGY) or role.head == "official" or start >= count:
                continue
            if words.lowers[start] == "of" and not role.plural and start + 1 < count:
                length = self.boundaries.places.measure(words, start + 1) or self._measure_town(start + 1)
                if not length:
                    continue
                start += 1 + length
            elif words.forms[start] == "," and not role.plural:  # "a spokesperson, Morgan Ortagus, said"
                end = self.boundaries.read_name(start + 1) if start + 1 < count else 0
                if end - start > 2 and end < count and words.forms[end] == "," and self.boundaries.is_given(start + 1):
                    yield start + 1, end
                continue
            yield from self._read_list(start, role.plural)
        for i in words.list_places({"("}):
            yield from self._read_record(i)
        for i in words.list_places(HONORIFICS):
            inside = i > 0 and self.labels.get(i - 1) == self.labels.get(i) == "PERSON" and i - 1 not in self.titles
            if inside and words.lowers[i - 1] not in HONORIFICS and words.forms[i - 1] not in MARKS:  # "Hassan | Sheikh Mohamud"
                continue
            if self.boundaries.places.measure(words, i) > 1 or words.lowers[i] in ("his", "her"):  # "St. Kitts", "Her Hands"
                continue
            if words.forms[i][0].isupper() and words.lowers[i + 1 : i + 2] != ["royal"]:
                i -= not self.boundaries.is_honorific(i)  # "Sheikh Hasina"
                yield from self._read_list(i + 1, words.lowers[i] in _PLURAL_HONORIFICS)

    def _read_record(self, bracket: int) -> Iterator[Span]:
        """Who speaks in the record of a meeting: "ZHANG JUN (China) said"."""
        words, first = self.words, bracket
        while first > 0 and words.forms[first - 1].isupper() and words.forms[first - 1] not in MARKS:
            first -= 1
        country = self.boundaries.places.measure(words, bracket + 1) if bracket - first > 1 else 0
        if country and words.forms[bracket + 1 + country : bracket + 2 + country] == [")"] and self.boundaries.starts_sentence(first):
            yield first, bracket

    def _measure_town(self, start: int) -> int:
        """How many words from `start` on name a place that no table knows: "Mayor of | Koszalin | Piotr Jedlinski"."""
        words, bounds = self.words, self.boundaries
        for i in range(start, min(start + 3, len(words) - 2)):
            if not words.forms[i][0].isupper() or bounds.is_given(i) or words.forms[i] in MARKS:
                return 0
            if bounds.is_given(i + 1) and words.forms[i + 1][0].isupper() and words.forms[i + 2][0].isupper():
                return i + 1 - start
        return 0

    def _read_list(self, start: int, plural: bool) -> Iterator[Span]:
        """The name that begins at a word; after a plural title the ones listed with it too."""
        words, count = self.words, len(self.words)
        if start < count and words.forms[start] == "[" and "]" in words.forms[start : start + 8]:  # "Minister [Dmytro] | Kuleba"
            start = words.forms.index("]", start) + 1
        while start < count and (end := self.boundaries.read_name(start)) > start:
            yield start, end
            if not plural or end + 1 >= count or words.lowers[end] not in (",", "and", "&"):
                return
            start = end + 1
            if words.lowers[start] == "and":
                start += 1

    def _from_model(self, taken: set[int]) -> Iterator[Span]:
        """The model's persons, cut at marks, without titles and places around, and grown to the words that it left out."""
        bounds = self.boundaries
        for first, last, label in self.labelled:
            if label == "PERSON":
                for start, end in (piece for span in bounds.split(first, last) for piece in self._cut_loud(*span)):
                    span = bounds.trim(*bounds.grow(*bounds.trim(start, end)))
                    if bounds.is_name(*span):
                        yield span

    def _from_given_names(self, taken: set[int]) -> Iterator[Span]:
        """A known given name and what follows it, where the model saw something else or nothing: "Qasem Soleimani" as a place."""
        bounds, words = self.boundaries, self.words
        ends = {last for _, last, _ in self.labelled} | {last - 1 for _, last, _ in self.labelled if words.lowers[last - 1] in ("'s", "’s")}
        ends.update(words.list_places(HEADLINE_WORDS))
        for i in words.capitals:
            form, label = words.forms[i], self.labels.get(i)
            if not form[0].isupper() or i in taken or len(form) < 3 or fold(form) not in bounds.given_names:
                continue
            loud = i in bounds.headlines.loud and not bounds.places.measure(words, i)
            if (
                i in self.titles
                or words.lowers[i] in HONORIFICS
                or (words.lowers[i] in EMIRS and words.lowers[i + 1 : i + 2] and bounds.is_honorific(i + 1))
                or (label not in _DISGUISES if label else bounds.is_headline(i) and not loud)
            ):
                continue
            end = i + 1
            while end < len(words) and end - i < 4 and self.labels.get(end) in (label, None) and self._is_plain_name(end, i):
                end += 1
            closed = loud and self._is_closed(end)
            if not label and bounds.is_headline(i) and not closed:
                continue
            if end - i < 2 or bounds.places.measure(words, i) >= end - i or (self.labels.get(end - 1) and end not in ends and not closed):
                continue
            following = words.lowers[end] if end < len(words) and words.forms[end][0].isupper() else ""
            following = "" if following == "administration" else following  # "the George H.W. Bush | Administration"
            inside = (
                label
                and self.labels.get(i - 1) == label
                and (words.forms[i - 1] in MARKS or bounds.is_given(i - 1) or (len(words.forms[i - 1]) < 3 and words.lowers[i - 1] != "by"))
            )
            if following not in THINGS and following not in NOT_NAMES and not inside and bounds.is_name(i, end):
                yield i, end

    def _is_closed(self, end: int) -> bool:
        """Whether a name of a headline ends where it seems to: before a mark, a verb or a small word."""
        return end >= len(self.words) or self.words.forms[end] in MARKS or self.boundaries.headlines.is_noise(end, end)

    def _is_plain_name(self, i: int, start: int) -> bool:
        form, lower = self.words.forms[i], self.words.lowers[i]
        return (
            form[0].isupper()
            and form not in MARKS
            and len(form) > 1
            and i not in self.titles
            and lower not in NOT_NAMES
            and lower not in THINGS
            and (lower not in COMMON_WORDS or self.words.forms[i - 1].endswith("."))
            and lower not in HEADLINE_WORDS
            and not self.boundaries.headlines.is_noise(i, start)
            and not self.boundaries.places.measure(self.words, i)
        )

    def _cut_headline(self, spans: list[Span]) -> list[Span]:
        """In the title the model runs names into what follows: "Joe Biden Condemning", "Blinken Lapid". Cut by what the text repeats."""
        end, forms = self.words.title_end, self.words.forms
        body = {fold_parts(forms[first:last]) for first, last in spans if first >= end}
        surnames = {find_surname(parts) for parts in body}
        cut: list[Span] = []
        for first, last in spans:
            if last > end or last - first < 2 or fold_parts(forms[first:last]) in body:
                cut.append((first, last))
            elif all(fold(forms[i]) in surnames for i in range(first, last)) and not (
                last - first == 2 and self.boundaries.is_given(first)
            ):  # surnames side by side
                cut += [(i, i + 1) for i in range(first, last)]
            else:
                cut.append((first, self._find_name_end(first, last, surnames)))
        return cut

    def _find_name_end(self, first: int, last: int, surnames: set[str]) -> int:
        """Past the name that a span of the title begins with: before a verb, or after a surname that the text repeats."""
        for i in range(first + 1, last):
            if self.words.lowers[i] in HEADLINE_WORDS:
                return i
        for i in range(first, last - 1):
            if last - first == 2 and self.boundaries.is_given(first):  # "Emmanuel Macron", whom the text calls by the one and the other
                break
            if fold(self.words.forms[i]) in surnames and not is_suffix(self.words.forms[i + 1]) and i > first - 1:
                following = self.words.forms[i + 1 : last]
                if fold(self.words.forms[i]) != fold(following[0]) and not is_family_first(fold_parts(self.words.forms[first:last])):
                    return i + 1
        return last
