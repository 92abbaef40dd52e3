"""Who is who: full names that are one person's, surnames that stand for them, surnames that could be two
people's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from dragoman.knowledge.names.alike import are_alike
from dragoman.knowledge.names.forms import Parts, find_surname, fold_parts, is_initial
from dragoman.knowledge.names.words import FILIAL, HONORIFICS, PARTICLES, fold, is_suffix
from dragoman.reading.people.ambiguous_surnames import (
    find_bearer,
    find_meant,
    is_outranked,
    is_wife,
    keep_generation,
)
from dragoman.reading.people.bare_surnames import MOST_BEARERS, UNMEANT, BareSurname, find_things
from dragoman.reading.people.candidates import Candidate, Labelled
from dragoman.reading.people.grouping import MANY, Referent, group_full_names, is_full
from dragoman.reading.people.joining import join_adjacent
from dragoman.reading.people.lexicon import COMMON_WORDS, load_given_names, load_known_surnames
from dragoman.reading.people.repeats import FullNames, Repeats
from dragoman.reading.people.state_names import StateNames
from dragoman.reading.people.surroundings import acts
from dragoman.reading.places import Places
from dragoman.reading.roles import Role
from dragoman.reading.rows import find_row
from dragoman.reading.trace import tell
from dragoman.reading.words import Words

ROYAL = frozenset(["king", "queen", "pope", "emperor", "sultan", "emir"])  # titles that go with a given name


class Resolver:
    """Resolves the candidates of one text to people."""

    def __init__(
        self,
        words: Words,
        candidates: Sequence[Candidate],
        labelled: Sequence[Labelled],
        roles: Sequence[Role],
        places: Places,
        bodies: Collection[int] = (),
    ) -> None:
        """`bodies` are words of bodies' names, which name nobody."""
        self.words, self.places, self.candidates = words, places, candidates
        self.by_word = {i: c for c in candidates for i in range(c.first, c.last)}
        self.in_role = {i: role for role in roles for i in range(role.first, role.last)}
        self.labelled = labelled
        self.label = {i: label for first, last, label in labelled for i in range(first, last)}
        self.blocked = set(bodies)
        self.states: set[int] = set()  # words that are a state's, and somebody's given name
        self.given_names, self.surnames = load_given_names(), load_known_surnames()
        self.people: list[Referent] = []
        self.taken: set[int] = set()
        # id of a person -> words of the titles before the full name
        self.titles: dict[int, set[str]] = defaultdict(set)
        # several bearers of a surname, as ids -> the entity for any of them
        self.open: dict[tuple[int, ...], Referent] = {}
        self.repeats = Repeats(words)

    def resolve(self) -> list[Referent]:
        """All people of the text; those with `candidates` are unresolved surnames."""
        full = group_full_names([c for c in self.candidates if is_full(c)], self.words)
        for person, members in full:
            self.people.append(person)
            for c in members:
                self._take(person, c.first, c.last, "name", "full name")
                self.titles[id(person)] |= self._title_before(c.first)
        self._sweep_full_names([(person, {c.parts for c in members}) for person, members in full])
        parts = {part for person in self.people for part in person.parts}
        parts |= {candidate.parts[0] for candidate in self.candidates}
        self.blocked.update(find_things(self.words, self.labelled, parts))
        states = StateNames(self.words, self.people, self.taken)
        for number, person in states.of_persons.items():
            self._take(person, number, number + 1, "surname", "name of a state")
        self.states = states.of_states
        by_part = self._index_parts()
        self._find_powers(by_part)
        self._resolve_short_candidates(by_part)
        self._sweep(by_part)
        for person in self.people:
            person.spans.sort()
        return sorted((p for p in self.people if p.spans or p.inside), key=lambda p: self._find_start(p))

    def _sweep_full_names(self, known: Sequence[tuple[Referent, set[Parts]]]) -> None:
        """Full names that the model overlooked where they stand once more: "Akhmat Kadyrov’s grave"."""
        names = FullNames(known)
        for i in self.words.capitals:
            if i not in self.taken:
                for bearers, parts, last in names.list_beginning(self.words, i):
                    if self.taken.isdisjoint(range(i, last)):
                        for person in keep_generation(self.words, bearers, " ".join(parts), last)[:1]:
                            self._take(person, i, last, "name", "full name again")
                        break

    def _index_parts(self) -> dict[str, list[Referent]]:
        """Folded part -> the people whose name has it, as a surname first of all."""
        ranked: dict[str, dict[int, tuple[int, Referent]]] = defaultdict(dict)
        for person in self.people:
            surname = find_surname(person.parts)
            for number, part in enumerate(person.parts):
                if part in PARTICLES or is_initial(part):
                    continue
                father = number > 0 and person.parts[number - 1] in FILIAL
                rank = 0 if part == surname else 3 if father else 1 if number else 2
                ranked[part].setdefault(id(person), (rank, person))
                if "-" in part and part.split("-")[0] in PARTICLES:
                    ranked[part.split("-", 1)[1]].setdefault(id(person), (rank, person))
        index: dict[str, list[Referent]] = {}
        for part, rows in ranked.items():
            best = min(rank for rank, _ in rows.values())
            index[part] = [person for rank, person in rows.values() if rank == best]
        return index

    def _resolve_short_candidates(self, by_part: dict[str, list[Referent]]) -> None:
        """Single names that the model or a title points at: of someone with a full name, or people on
        their own."""
        lone: dict[str, list[Candidate]] = defaultdict(list)
        for c in self.candidates:
            if c.first not in self.taken and c.first not in self.states:
                lone[c.parts[-1] if len(c.parts) > 1 else c.parts[0]].append(c)
        for part, members in lone.items():
            owners = by_part.get(part) or [
                p for p in self.people[:MANY] if are_alike(find_surname(p.parts), part)
            ]
            if owners:
                for c in members:
                    self._assign(c, by_part.get(part, owners), by_part)
            elif self._is_someone(part, members):
                fullest = max(members, key=lambda c: (c.last - c.first, -c.first))
                person = Referent(fullest.name or self.words.quote(fullest.first, fullest.last), (part,))
                self.people.append(person)
                by_part[part] = [person]
                for c in members:
                    self._take(person, c.first, c.last, "name", "single name")

    def _find_powers(self, by_part: dict[str, list[Referent]]) -> None:
        """Those whom only "the Biden administration" or "the Biden-Harris Administration" names: surnames
        of people who held office."""
        words, surnames = self.words, self.surnames
        for i in words.list_places({"administration", "regime"}):
            if i == 0 or i - 1 in self.taken:
                continue
            for piece in words.forms[i - 1].split("-"):
                part = fold(piece)
                if (
                    piece[:1].isupper()
                    and part in surnames
                    and part not in by_part
                    and not self.places.find((piece,))
                ):
                    person = Referent(piece, (part,))
                    self.people.append(person)
                    by_part[part] = [person]

    def _assign(self, c: Candidate, owners: list[Referent], by_part: dict[str, list[Referent]]) -> None:
        """One single name to the one of its owners whom its title fits; to none of them if it could be
        several."""
        fitting = keep_generation(self.words, owners, c.parts[-1], c.last)
        if not fitting:  # "Trump Jr." beside Donald Trump alone
            self.people += (fitting := [Referent(self.words.quote(c.first, c.last + 1), c.parts)])
            by_part[c.parts[-1]] = owners + fitting
        owners, title, way = fitting, self._title_before(c.first), "only bearer"
        if len(owners) > 1:
            way = "same title"
            fitting = [p for p in owners[:MOST_BEARERS] if title & self.titles[id(p)]] if title else []
            if (
                len(fitting) != 1
                and len(owners) <= MOST_BEARERS
                and (meant := find_meant(self.words, owners, c, self.repeats))
            ):
                fitting, way = [meant], "meant here"
        elif (title & ROYAL and not self._may_be_royal(owners[0], c, title)) or self._is_outranked(
            owners[0], c
        ):
            # "King Salman" beside Mohammed bin Salman
            person = Referent(self.words.quote(c.first, c.last), c.parts)
            self.people.append(person)
            self._take(person, c.first, c.last, "name", "other title")
            if not title & ROYAL:
                by_part[c.parts[-1]] = [person]  # from here on the surname alone is the president's
            return
        if len(fitting) == 1:
            self._take(fitting[0], c.first, c.last, "surname", way)
        else:
            self._leave_open(owners, c.first, c.last)

    def _is_outranked(self, person: Referent, c: Candidate) -> bool:
        """Whether "President Biden", or "Mr Chirac", is somebody else than the only full name of the text
        with that surname."""
        role = self.in_role.get(c.first - 1)
        other = (
            role is not None
            and self.titles[id(person)].isdisjoint(role.name.lower().split())
            and is_outranked(person, role)
        )
        return len(person.parts) > 1 and (other or is_wife(self.words, person, c))

    def _may_be_royal(self, person: Referent, c: Candidate, title: set[str]) -> bool:
        """Whether a ruler's name can be somebody's given one: "King Abdullah" is Abdullah II, "King
        Salman" not Mohammed bin Salman."""
        return (
            c.parts[0] == person.parts[0]
            or bool(title & self.titles[id(person)] & ROYAL)
            or len(person.parts) == 1
        )

    def _leave_open(self, owners: list[Referent], first: int, last: int) -> None:
        """Keeps a surname that could be several people's as an entity of its own."""
        key = len(owners), *map(id, owners[:MOST_BEARERS])
        ambiguous = self.open.get(key)
        if ambiguous is None:
            ambiguous = Referent(
                self.words.quote(first, last), (fold(self.words.forms[last - 1]),), candidates=owners
            )
            self.open[key] = ambiguous
            self.people.append(ambiguous)
        self._take(ambiguous, first, last, "surname", "several")

    def _find_start(self, person: Referent) -> int:
        """The first character that names a person."""
        return min(
            [self.words.starts[first] for first, _, _ in person.spans] + [start for start, _ in person.inside]
        )

    def _take(self, person: Referent, first: int, last: int, route: str, way: str) -> None:
        """Give words to a person; `way`: the rule that does, as explaining says it."""
        if last < len(self.words) and is_suffix(self.words.forms[last]) and last not in self.taken:
            last += 1
        before = first - 1
        if route == "surname" and before >= 0 and self._is_given_name(before):
            first, route = before, "name"
            if len(person.parts) == 1:
                person.name, person.parts = (
                    self.words.quote(first, last),
                    fold_parts(self.words.forms[first:last]),
                )
        person.spans.append((first, last, route))
        tell("joined", "person", way, self.words.starts[first], self.words.ends[last - 1])
        self.taken.update(range(first, last))

    def _is_given_name(self, i: int) -> bool:
        """Whether a word that nobody has is a given name."""
        form = self.words.forms[i]
        free = (
            i not in self.taken
            and i not in self.in_role
            and i not in self.label
            and not self.places.find((form,))
        )
        return (
            free
            and form[0].isupper()
            and self.words.lowers[i] not in HONORIFICS
            and fold(form) in self.given_names
        )

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
        """Whether a single name without a full one is a person's: a title says so, or the model does and
        nothing speaks against it."""
        if any(c.titled for c in members):
            return True
        forms = {self.words.forms[c.first] for c in members}
        if any(self.places.find((form,)) for form in forms) or part in COMMON_WORDS:
            return False
        votes: Counter[str] = Counter()
        for i in (i for form in forms for i in self.repeats.list_places(form)):
            if i not in self.taken:
                votes[self.label.get(i, "")] += 1
        if votes["PERSON"] * 2 < sum(votes.values()):
            return False
        return (
            part in self.surnames
            or part in self.given_names
            or any(acts(self.words, c.first, c.last) for c in members)
        )

    def _sweep(self, by_part: dict[str, list[Referent]]) -> None:
        """Surnames that nothing points at: "Lapid" wherever the text says Yair Lapid once."""
        for number in self.words.capitals:
            if number not in self.taken and number not in self.states:
                form = self.words.forms[number]
                part = fold(form)
                owners = by_part.get(part)
                if (
                    owners
                    and (bearer := find_bearer(self.words, number, owners))
                    and number - 1 not in self.taken
                ):
                    self._take(bearer, number - 1, number + 1, "surname", "particle")
                elif owners and self._is_meant(number, owners):
                    self._assign(Candidate(number, number + 1, (part,), False, False), owners, by_part)
                elif not owners and "-" in form:
                    self._sweep_compound(number, by_part)
        join_adjacent(self.words, self.people, self.taken)

    def _sweep_compound(self, number: int, by_part: dict[str, list[Referent]]) -> None:
        """Surnames inside a word with hyphens: "Biden-Putin", "anti-Putin"."""
        pieces = self.words.forms[number].split("-")
        owners = [by_part.get(fold(piece), []) if piece[:1].isupper() else [] for piece in pieces]
        start = self.words.starts[number]
        for piece, bearers in zip(pieces, owners, strict=True):
            if len(bearers) == 1 and fold(piece) == find_surname(bearers[0].parts):
                bearers[0].inside.append((start, start + len(piece)))
                tell("joined", "person", "inside a word", start, start + len(piece))
            start += len(piece) + 1

    def _is_meant(self, number: int, owners: list[Referent]) -> bool:
        """Whether an unlabelled word that is also a part of someone's name names that person here."""
        label = self.label.get(number, "")
        word = BareSurname(self.words, self.places, number, owners, label, self.blocked, self.in_role)
        return find_row(UNMEANT, word) is None
