"""Which full names of a text are one person's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.reading.people.anatomy import Parts, is_initial, is_same
from dragoman.reading.people.candidates import Candidate
from dragoman.reading.people.lexicon import PARTICLES
from dragoman.reading.words import Words


@dataclass(slots=True)
class Person:
    """Someone whom the text names: words of every mention, and the names used."""

    name: str
    parts: Parts
    spans: list[tuple[int, int, str]] = field(default_factory=list)  # first word, past the last, route
    inside: list[tuple[int, int]] = field(default_factory=list)  # characters of mentions inside a word: "Putin" in "anti-Putin"
    candidates: list[Person] = field(default_factory=list)  # whom an unresolved surname could be


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
        fullest = max(members, key=lambda c: (len(c.parts), sum(map(len, c.parts)), not c.name, c.last - c.first, -c.first))
        people.append((Person(fullest.name or words.quote(fullest.first, fullest.last), fullest.parts), members))
    people.sort(key=lambda row: row[1][0].first)
    return people


def is_full(candidate: Candidate) -> bool:
    """Whether a candidate is more than a surname: two parts that are no initials, or a numbered name ("Abdullah II")."""
    whole = [part for part in candidate.parts if not is_initial(part) and part not in PARTICLES]
    return len(whole) > 1 or (len(candidate.parts) == 1 and candidate.last - candidate.first > 1)
