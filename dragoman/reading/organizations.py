"""The organizations that a text names: those of the table, those that the model finds, and those that their last word gives away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.organizations import Organization, load_organizations
from dragoman.reading.people.boundaries import MARKS
from dragoman.reading.people.candidates import Labelled
from dragoman.reading.places import Places
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

_BODIES = load_lexicon("bodies")  # what each list holds is said there
BODIES: frozenset[str] = _BODIES["bodies"]
OPENERS: frozenset[str] = _BODIES["openers"]
MEDIA: frozenset[str] = _BODIES["media"]
OCCASIONS: frozenset[str] = _BODIES["occasions"]
# Bodies that one word names.
ALONE = frozenset(["parliament", "congress", "senate", "knesset", "duma", "majlis", "politburo"])
# Abbreviations that are words as well.
WORD_LIKE = frozenset(["IS", "PA", "WHO", "NAM", "Quad"])
_CAPITALS = re.compile(r"[A-Z][A-Z0-9&.+-]*[A-Z0-9+]$")
_LINKS = frozenset(["of", "for", "and", "&", "on", "the", "to", "in", "de", "against", "with"])


@dataclass(frozen=True, slots=True)
class NamedOrganization:
    """A body under the fullest form that the text uses. `known` is its row of the table. `spans` are characters."""

    name: str
    spans: tuple[tuple[int, int], ...]
    known: Organization | None = None


Span = tuple[int, int]  # first word, past the last
KnownBody = tuple[int, int, Organization]  # first word, past the last, the table's row


@lru_cache(maxsize=1)
def _load_known() -> dict[str, list[tuple[tuple[str, ...], Organization]]]:
    """First word -> the table's names that begin with it, as words, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Organization]]] = defaultdict(list)
    for surface, organization in load_organizations().by_surface.items():
        forms = tuple(Words(surface).forms)
        index[forms[0]].append((forms, organization))
    for rows in index.values():
        rows.sort(key=lambda row: -len(row[0]))
    return dict(index)


def match_known(words: Words) -> list[KnownBody]:
    """The names of the table that a text holds, in order, the longest at each place: (first word, past the last, row)."""
    index, forms = _load_known(), words.forms
    matches: list[KnownBody] = []
    number = 0
    while number < len(forms):
        step = 1
        for pattern, organization in index.get(forms[number], ()):
            if tuple(forms[number : number + len(pattern)]) == pattern and _stands_alone(words, number, len(pattern)):
                step = len(pattern)
                if organization.kind not in ("treaty", "government"):
                    matches.append((number, number + step, organization))
                break
        number += step
    return matches


def _stands_alone(words: Words, first: int, length: int) -> bool:
    """Whether a table's name is the body here: "IS" is a verb in capitals, "Congress" may be a party's name."""
    form = words.forms[first]
    if length > 1:
        return True
    if form in WORD_LIKE and shouts(words, first):
        return False
    return form != "IS" or (first > 0 and words.lowers[first - 1] in ("the", "with", "against", "by", "and", "of", "(", "from", "-"))


def shouts(words: Words, number: int) -> bool:
    """Whether all is in capitals around a word."""
    near = [form for form in words.forms[max(0, number - 3) : number + 4] if form.isalpha() and len(form) > 2]
    return bool(near) and all(form.isupper() for form in near)


class OrganizationFinder:
    """Finds the organizations of one text."""

    def __init__(
        self, words: Words, labelled: Sequence[Labelled], roles: Sequence[Role], people: Sequence[tuple[int, int]], places: Places
    ) -> None:
        self.words, self.labelled, self.places = words, labelled, places
        self.in_role = {i for role in roles for i in range(role.first, role.last)}
        self.persons = {i for start, end in people for i in range(*words.cover(start, end))}
        self.taken: dict[int, Span] = {}
        self.found: dict[Span, Organization | None] = {}

    def find(self, known: Sequence[KnownBody]) -> list[NamedOrganization]:
        """All organizations, in order of appearance."""
        self._match_known(known)
        for span in self._list_shaped():
            self._add(span, None)
        for first, last, label in self.labelled:
            if label == "ORG":
                trimmed = self._trim(first, last)
                if trimmed and self._is_body(trimmed):
                    self._add(trimmed, None)
        return self._group()

    def _add(self, span: Span, known: Organization | None) -> None:
        first, last = span
        if first >= last or any(i in self.persons for i in range(first, last)):
            return
        holders = {self.taken[i] for i in range(first, last) if i in self.taken}
        if any(holder[1] - holder[0] >= last - first for holder in holders):
            return
        for holder in holders:  # a longer name swallows a shorter one: "Russian Security Council"
            del self.found[holder]
            for i in range(*holder):
                self.taken.pop(i, None)
        self.found[span] = known
        for i in range(first, last):
            self.taken[i] = span

    def _match_known(self, known: Sequence[KnownBody]) -> None:
        for first, last, organization in known:
            self._add((self._reach_left(first), last), organization)

    def _reach_left(self, first: int) -> int:
        """A people's adjective before a state body belongs to its name: "Iraqi Parliament", "U.S. Congress"."""
        forms = self.words.forms
        if self.words.lowers[first] in ("house", "parliament", "congress", "senate", "national", "supreme", "security") and first > 0:
            meaning = self.places.find((forms[first - 1],))
            if meaning and (meaning[1] == "demonym" or forms[first - 1] in ("U.S.", "US", "UK")) and first - 1 not in self.in_role:
                return first - 1
        return first

    def _list_shaped(self) -> list[Span]:
        """Capitalised words that end in a body's word, or begin with one before "of"."""
        words, spans = self.words, []
        forms, lowers = words.forms, words.lowers
        for i, lower in enumerate(lowers):
            if lower not in BODIES or not forms[i][0].isupper() or i in self.taken:
                continue
            first = i
            while first > 0 and self._is_name_word(first - 1):
                first -= 1
            last = i + 1
            if lower in OPENERS and last < len(words) and lowers[last] in ("of", "for", "on", "to"):
                last = self._read_right(last)
            span = self._trim(first, last)
            if span and (span[1] - span[0] > 1 or lower in ALONE) and self._is_shaped(span):
                spans.append(span)
        return spans

    def _is_shaped(self, span: Span) -> bool:
        lowers = self.words.lowers[span[0] : span[1]]
        core = [lower for lower in lowers if lower not in _LINKS]
        if all(
            self.places.find((form,)) or form.lower() in ("group", "office", "force", "service", "party", "department")
            for form in (self.words.forms[i] for i in range(*span))
            if form.lower() not in BODIES
        ) and core[-1] in ("group", "office", "union", "administration", "mission"):
            return False
        return not (lowers[-1] == "administration" and len(core) < 3) and lowers[0] not in ("white", "oval")

    def _is_name_word(self, i: int) -> bool:
        form = self.words.forms[i]
        if i in self.in_role and self.words.lowers[i] not in (
            "general",
            "security",
            "national",
            "state",
            "defense",
            "defence",
            "foreign",
            "interior",
            "health",
            "finance",
            "central",
            "federal",
            "house",
            "supreme",
            "economic",
            "presidential",
        ):
            return False
        return form[0].isupper() and form not in MARKS and i not in self.persons

    def _read_right(self, last: int) -> int:
        """Past "of Foreign Affairs", "for the Prohibition of Chemical Weapons", "of the United Kingdom"."""
        words, end = self.words, last
        i = last
        while i < len(words) and i - last < 12:
            form, lower = words.forms[i], words.lowers[i]
            if lower in ("the", "of", "for", "on", "and", "&", "to", "in") or (lower == "," and self._lists_on(i)):
                i += 1
                continue
            if not (form[0].isupper() and form[0].isalpha()) or i in self.persons or form in MARKS:
                break
            if i in self.in_role and lower not in ("security", "national", "state", "foreign", "defence", "defense", "health"):
                break
            if words.lowers[i - 1] in ("and", "&", "in", "to") and self.places.measure(words, i) and words.lowers[i - 1] != "of":
                break
            if words.lowers[i - 1] == "and" and (lower in BODIES or lower in OPENERS):
                break
            i += 1
            end = i
        return end

    def _lists_on(self, i: int) -> bool:
        """Whether a comma goes on with a list that an "and" ends: "Foreign Affairs, Trade and Development"."""
        forms, lowers = self.words.forms, self.words.lowers
        return i + 3 < len(forms) and forms[i + 1][0].isupper() and lowers[i + 2] in ("and", "&") and forms[i + 3][0].isupper()

    def _trim(self, first: int, last: int) -> Span | None:
        """Without articles, possessors, marks and dangling small words."""
        words = self.words
        for i in range(last - 1, first - 1, -1):  # "Russia's Aerospace Forces" begins after the possessive
            if words.lowers[i] in ("’s", "'s") and i < last - 1:
                first = i + 1
                break
            if words.forms[i] == "\n":
                if i + 1 < last:
                    first = i + 1
                    break
                last = i
        while first < last and (words.lowers[first] in ("the", "a", "an", "and", "of") or words.forms[first] in MARKS):
            first += 1
        while last > first and (words.lowers[last - 1] in _LINKS or words.forms[last - 1] in MARKS):
            last -= 1
        return (first, last) if first < last else None

    def _is_body(self, span: Span) -> bool:
        """Whether what the model calls an organization is a body that acts, not a medium, a meeting or a paper."""
        first, last = span
        forms, lowers = self.words.forms[first:last], self.words.lowers[first:last]
        if any(lower in MEDIA for lower in lowers) or lowers[-1] in OCCASIONS or any(i in self.persons for i in range(first, last)):
            return False
        if self.places.measure(self.words, first) >= last - first or not any(form[0].isupper() for form in forms):
            return False
        if lowers[-1] in BODIES:
            return self._is_shaped(span)
        if any(i in self.in_role for i in range(first, last)):
            return False
        if len(forms) == 1:
            return bool(_CAPITALS.match(forms[0])) and len(forms[0]) > 2 and not shouts(self.words, first)
        return lowers[0] in OPENERS

    def _group(self) -> list[NamedOrganization]:
        """Spans of one body together: the table's row, the same words, an abbreviation introduced in brackets."""
        words = self.words
        groups: dict[str, list[Span]] = defaultdict(list)
        rows: dict[str, Organization | None] = {}
        for span, known in sorted(self.found.items()):
            key = known.name if known else words.quote(*span).lower()
            groups[key].append(span)
            rows[key] = known
        alias: dict[str, str] = {}
        for key, spans in list(groups.items()):
            for _, last in spans:
                if last + 2 < len(words) and words.forms[last] == "(" and words.forms[last + 2] == ")":
                    short = words.forms[last + 1]
                    if _CAPITALS.match(short):
                        alias[short] = key
        for short, key in alias.items():
            for i, form in enumerate(words.forms):
                if form == short:
                    holder = self.taken.get(i)
                    if holder is None:
                        groups[key].append((i, i + 1))
                        self.taken[i] = (i, i + 1)
                    elif holder == (i, i + 1):
                        other = next((k for k, spans in groups.items() if holder in spans), key)
                        if other != key:
                            groups[key].extend(groups.pop(other))
        named = []
        for key, spans in groups.items():
            spans.sort()
            quotes = [words.quote(*span) for span in spans]
            name = max(quotes, key=lambda quote: (len(quote.split()), len(quote)))
            chars = tuple((words.starts[first], words.ends[last - 1]) for first, last in spans)
            named.append(NamedOrganization(" ".join(name.split()), chars, rows.get(key)))
        return sorted(named, key=lambda o: o.spans[0])


def find_organizations(
    words: Words,
    labelled: Sequence[Labelled],
    roles: Sequence[Role],
    people: Sequence[tuple[int, int]],
    known: Sequence[KnownBody],
    places: Places,
) -> list[NamedOrganization]:
    """All organizations of a text, in order of appearance.

    `people` are the characters that persons' names hold, `known` what `match_known` found.
    """
    return OrganizationFinder(words, labelled, roles, people, places).find(known)
