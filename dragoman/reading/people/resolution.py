"""Who is who: full names that are one person's, surnames that stand for them, surnames that could be two people's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.reading.people.anatomy import Parts, are_alike, find_surname, fold, is_family_first, is_initial, is_same
from dragoman.reading.people.candidates import MARKS, Candidate, Labelled
from dragoman.reading.people.lexicon import COMMON_WORDS, HONORIFICS, NOT_NAMES, PARTICLES, THINGS
from dragoman.reading.places import Places
from dragoman.reading.roles import Role
from dragoman.reading.words import Words


@dataclass(slots=True)
class Person:
    """Someone whom the text names: words of every mention, and the names used."""

    name: str
    parts: Parts
    spans: list[tuple[int, int, str]] = field(default_factory=list)  # first word, past the last, route
    candidates: list[Person] = field(default_factory=list)  # whom an unresolved surname could be


@dataclass(slots=True)
class PartSpan:
    """A mention inside a word, of characters start to end: "Putin" in "anti-Putin"."""

    start: int
    end: int
    person: Person


def group_full_names(candidates: Sequence[Candidate], words: Words) -> list[tuple[Person, list[Candidate]]]:
    """The people whom names of two parts and more stand for, in order of appearance, each with its candidates."""
    forms: dict[Parts, list[Candidate]] = {}
    for candidate in candidates:
        forms.setdefault(candidate.parts, []).append(candidate)
    groups: list[list[Parts]] = []
    for parts in sorted(forms, key=lambda p: (-sum(not is_initial(part) for part in p), -len(p))):
        fitting = [group for group in groups if any(is_same(parts, other) for other in group)]
        if len(fitting) == 1:
            fitting[0].append(parts)
        elif not fitting:
            groups.append([parts])
        else:  # "George Bush" beside "George H. Bush" and "George W. Bush": whose forms it shares most
            max(fitting, key=lambda group: sum(len(forms[other]) for other in group)).append(parts)
    people = []
    for group in groups:
        members = sorted((c for parts in group for c in forms[parts]), key=lambda c: c.first)
        fullest = max(members, key=lambda c: (len(c.parts), sum(map(len, c.parts)), c.last - c.first, -c.first))
        people.append((Person(words.quote(fullest.first, fullest.last), fullest.parts), members))
    people.sort(key=lambda row: row[1][0].first)
    return people


class Resolver:
    """Resolves the candidates of one text to people."""

    def __init__(
        self, words: Words, candidates: Sequence[Candidate], labelled: Sequence[Labelled], roles: Sequence[Role], places: Places
    ) -> None:
        self.words, self.places = words, places
        self.candidates = candidates
        self.by_word = {i: c for c in candidates for i in range(c.first, c.last)}
        self.in_role = {i: role for role in roles for i in range(role.first, role.last)}
        self.labelled = labelled
        self.label = {i: label for first, last, label in labelled for i in range(first, last)}
        self.blocked: set[int] = set()
        self.people: list[Person] = []
        self.taken: set[int] = set()
        self.parts: list[PartSpan] = []
        self.titles: dict[int, set[str]] = defaultdict(set)  # id of a person -> words of the titles before the full name

    def resolve(self) -> list[Person]:
        """All people of the text; those with `candidates` are unresolved surnames."""
        full = group_full_names([c for c in self.candidates if self._is_full(c)], self.words)
        for person, members in full:
            self.people.append(person)
            for c in members:
                person.spans.append((c.first, c.last, "name"))
                self.taken.update(range(c.first, c.last))
                self.titles[id(person)] |= self._title_before(c.first)
        self._block_others()
        by_part = self._index_parts()
        self._resolve_short_candidates(by_part)
        self._sweep(by_part)
        self._drop_thin()
        for person in self.people:
            person.spans.sort()
        return sorted((p for p in self.people if p.spans), key=lambda p: p.spans[0])

    def _is_full(self, candidate: Candidate) -> bool:
        return (len(candidate.parts) > 1 and sum(not is_initial(part) for part in candidate.parts) > 1) or (
            len(candidate.parts) == 1 and candidate.last - candidate.first > 1 and not is_initial(candidate.parts[0])
        )

    def _block_others(self) -> None:
        """Words inside a longer name that is no person's stay that thing's ("Carter Center"), unless all are surnames."""
        surnames = {part for person in self.people for part in person.parts} | {c.parts[0] for c in self.candidates}
        for first, last, label in self.labelled:
            if label in ("PERSON", "NORP", "DATE", "CARDINAL", "ORDINAL", "TIME", "MONEY", "QUANTITY", "PERCENT", "EVENT", "PRODUCT"):
                continue
            inner = [self.words.forms[i] for i in range(first, last) if self.words.forms[i] not in MARKS and self.words.lowers[i] != "the"]
            if len(inner) > 1 and not all(fold(form) in surnames or form.lower() in HONORIFICS for form in inner):
                if self.words.lowers[last - 1] in (
                    "administration",
                    "government",
                    "team",
                    "campaign",
                    "regime",
                    "cabinet",
                    "era",
                    "presidency",
                ):
                    continue
                self.blocked.update(range(first, last))

    def _index_parts(self) -> dict[str, list[Person]]:
        """Folded part -> the people whose name has it, as a surname first of all."""
        ranked: dict[str, dict[int, tuple[int, Person]]] = defaultdict(dict)
        for person in self.people:
            surname = find_surname(person.parts)
            for number, part in enumerate(person.parts):
                if part in PARTICLES or is_initial(part):
                    continue
                rank = 0 if part == surname else 1 if number else 2
                ranked[part].setdefault(id(person), (rank, person))
                if "-" in part and part.split("-")[0] in PARTICLES:
                    ranked[part.split("-", 1)[1]].setdefault(id(person), (rank, person))
        index: dict[str, list[Person]] = {}
        for part, rows in ranked.items():
            best = min(rank for rank, _ in rows.values())
            index[part] = [person for rank, person in rows.values() if rank == best]
        return index

    def _resolve_short_candidates(self, by_part: dict[str, list[Person]]) -> None:
        """Single names that the model or a title points at: of someone with a full name, or people on their own."""
        lone: dict[str, list[Candidate]] = defaultdict(list)
        for c in self.candidates:
            if c.first not in self.taken:
                lone[c.parts[-1] if len(c.parts) > 1 else c.parts[0]].append(c)
        for part, members in lone.items():
            owners = by_part.get(part) or [p for p in self.people if are_alike(find_surname(p.parts), part)]
            if owners:
                for c in members:
                    self._assign(c, owners, by_part)
            elif self._is_someone(part, members):
                fullest = max(members, key=lambda c: (c.last - c.first, -c.first))
                person = Person(self.words.quote(fullest.first, fullest.last), (part,))
                self.people.append(person)
                by_part[part] = [person]
                for c in members:
                    self._take(person, c.first, c.last, "name")

    def _assign(self, c: Candidate, owners: list[Person], by_part: dict[str, list[Person]]) -> None:
        """One single name to the one of its owners whom its title fits; to none of them if it could be several."""
        fitting = owners
        if len(owners) > 1:
            title = self._title_before(c.first)
            fitting = [p for p in owners if title & self.titles[id(p)]] if title else []
        if len(fitting) == 1:
            self._take(fitting[0], c.first, c.last, "surname")
        else:
            self._leave_open(owners, c.first, c.last)

    def _leave_open(self, owners: list[Person], first: int, last: int) -> None:
        """Keeps a surname that could be several people's as an entity of its own."""
        ambiguous = next((p for p in self.people if p.candidates == owners), None)
        if ambiguous is None:
            ambiguous = Person(self.words.quote(first, last), (fold(self.words.forms[last - 1]),), candidates=owners)
            self.people.append(ambiguous)
        self._take(ambiguous, first, last, "surname")

    def _take(self, person: Person, first: int, last: int, route: str) -> None:
        person.spans.append((first, last, route))
        self.taken.update(range(first, last))

    def _title_before(self, first: int) -> set[str]:
        """The words of the title or honorific right before a name."""
        before = first - 1
        if before < 0:
            return set()
        if before in self.in_role:
            role = self.in_role[before]
            return set(role.name.lower().split())
        return {self.words.lowers[before].rstrip(".")} if self.words.lowers[before] in HONORIFICS else set()

    def _is_someone(self, part: str, members: list[Candidate]) -> bool:
        """Whether a single name without a full one is a person's: most of its labels say so, or a title does."""
        if any(c.titled for c in members):
            return True
        forms = {self.words.forms[c.first] for c in members}
        if any(self.places.find((form,)) for form in forms) or part in COMMON_WORDS:
            return False
        votes: Counter[str] = Counter()
        for i, form in enumerate(self.words.forms):
            if form in forms and i not in self.taken:
                votes[self.label.get(i, "")] += 1
        return votes["PERSON"] * 2 >= sum(votes.values())

    def _sweep(self, by_part: dict[str, list[Person]]) -> None:
        """Surnames that nothing points at: "Lapid" wherever the text says Yair Lapid once."""
        words = self.words
        number = 0
        while number < len(words):
            form = words.forms[number]
            if (number not in self.taken and form[0].isupper()) or "-" in form:
                owners = by_part.get(fold(form))
                if owners and number not in self.taken and self._may_be_surname(number, owners):
                    self._assign(Candidate(number, number + 1, (fold(form),), False, False), owners, by_part)
                elif not owners and "-" in form and number not in self.taken:
                    self._sweep_compound(number, by_part)
            number += 1
        self._join_adjacent()

    def _sweep_compound(self, number: int, by_part: dict[str, list[Person]]) -> None:
        """Surnames inside a word with hyphens: "Biden-Putin", "anti-Putin"."""
        start = self.words.starts[number]
        for piece in self.words.forms[number].split("-"):
            owners = by_part.get(fold(piece)) if piece[:1].isupper() else None
            if owners and len(owners) == 1 and fold(piece) == find_surname(owners[0].parts):
                self.parts.append(PartSpan(start, start + len(piece), owners[0]))
            start += len(piece) + 1

    def _may_be_surname(self, number: int, owners: list[Person]) -> bool:
        """Whether an unlabelled word that is also a part of someone's name names that person here."""
        words = self.words
        form, lower = words.forms[number], words.lowers[number]
        label = self.label.get(number, "")
        if number in self.blocked or number in self.in_role or lower in NOT_NAMES or (len(form) < 2):
            return False
        folded = fold(form)
        if not any(folded == find_surname(p.parts) or (label == "PERSON") for p in owners):
            return is_family_first(owners[0].parts) is False and len(owners) == 1 and folded in owners[0].parts[1:] and label == "PERSON"
        if lower in COMMON_WORDS and label != "PERSON":
            return False
        if self.places.find((form,)) and label in ("GPE", "LOC", "FAC", "NORP"):
            return False
        following = number + 1
        if following < len(words) and words.lowers[following] in THINGS and words.forms[following][0].isupper():
            return False
        return not (form.isupper() and len(form) > 1 and len(form) < 4 and not self._shouts(number))

    def _shouts(self, number: int) -> bool:
        return "\n" not in self.words.forms[:number]

    def _join_adjacent(self) -> None:
        """Two parts of one surname side by side are one mention: "Peña Nieto", "bin Salman"."""
        for person in self.people:
            spans = sorted(person.spans)
            joined: list[tuple[int, int, str]] = []
            for first, last, route in spans:
                start = first
                while (
                    start > 0
                    and self.words.lowers[start - 1] in PARTICLES
                    and fold(self.words.forms[start - 1]) in person.parts
                    and (self.words.forms[start - 1] not in MARKS and start - 1 not in self.taken and route == "surname")
                ):
                    start -= 1
                if joined and joined[-1][1] == start and route == "surname" and joined[-1][2] == "surname":
                    joined[-1] = (joined[-1][0], last, route)
                else:
                    joined.append((start, last, route))
                self.taken.update(range(start, last))
            person.spans = joined

    def _drop_thin(self) -> None:
        """Nobody is left without a mention of a name."""
        self.people = [person for person in self.people if person.spans]
