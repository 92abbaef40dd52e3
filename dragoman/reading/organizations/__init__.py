"""The organizations that a text names: which judged names are one body's, and which body of the tables that
is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.knowledge.gazetteer import Listed
from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.organizations import Organization
from dragoman.reading.organizations.grouping import (
    ACRONYM,
    CALLED,
    LINKS,
    NamedOrganization,
    Span,
    group_bodies,
)
from dragoman.reading.organizations.table import KnownBody, match_known
from dragoman.reading.places import Places
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

__all__ = ["NamedOrganization", "find_organizations", "match_known"]

MEDIA: frozenset[str] = load_lexicon("bodies")["media"]
# First words of a state body that every state has: a people's adjective before them leaves it the table's.
COMMON_FIRST = frozenset(["house", "parliament", "congress", "senate", "national", "supreme", "security"])


def find_organizations(
    words: Words,
    judged: Sequence[Span],
    people: Sequence[tuple[int, int]],
    known: Sequence[KnownBody],
    listed: Mapping[Span, tuple[Listed, ...]],
    roles: Sequence[Role],
    places: Places,
) -> list[NamedOrganization]:
    """All organizations of a text, in order of appearance.

    `judged` are the words that the judge takes for a body's name, `people` the characters that persons' names
    hold, `known` what
    `match_known` found, `listed` the gazetteer's names in the text, `roles` the titles.
    """
    persons = {i for start, end in people for i in range(*words.cover(start, end))}
    ending = {last: (first, row) for first, last, row in known}
    found = {span: _find_row(words, span, ending) for span in judged if persons.isdisjoint(range(*span))}
    found = {
        span: row for span, row in found.items() if row or not is_medium(words, span)
    }  # who only reports
    for span in {*list_strangers(words, found), *list_titles(words, found, roles)}:
        del found[span]
    return group_bodies(words, found, places, listed)


def is_medium(words: Words, span: Span) -> bool:
    """Whether a name is a paper's or a channel's: "Fox News", but not "Independent High Authority for
    Elections"."""
    return not MEDIA.isdisjoint(words.lowers[slice(*span)]) and not _opens(words, *span)


def list_strangers(words: Words, found: Mapping[Span, Organization | None]) -> list[Span]:
    """Abbreviations that the text introduces in brackets behind what is no body: "Inheritance Relief Act
    (IRA)"."""
    ends = {last for _, last in found}
    forms = words.forms
    short = {
        span: forms[span[0]] for span in found if span[1] - span[0] == 1 and ACRONYM.match(forms[span[0]])
    }
    strange: set[str] = set()
    for (first, last), form in short.items():
        brackets = forms[first - 1 : first] == ["("] and forms[last : last + 1] == [")"]
        if first > 1 and brackets and first - 1 not in ends and _spells(words, first - 1, form):
            strange.add(form)
    return [span for span, form in short.items() if form in strange]


def list_titles(words: Words, found: Mapping[Span, Organization | None], roles: Sequence[Role]) -> list[Span]:
    """What the tables do not know and a title goes on from, or ends: "US National Security | Adviser",
    "Republican Senator"."""
    holders = {i: role for role in roles for i in range(role.first, role.last)}
    cut = []
    for (first, last), row in found.items():
        role = None if row else holders.get(last - 1)
        if (
            role
            and first < role.first
            and words.lowers[role.first - 1] not in LINKS
            and not _opens(words, first, role.first)
        ):
            cut.append((first, last))
    return cut


def _opens(words: Words, first: int, last: int) -> bool:
    """Whether a word that opens bodies' names and a link stand there: "Office of the United States Trade |
    Representative"."""
    return any(words.lowers[i] in CALLED and words.lowers[i + 1] in LINKS for i in range(first, last - 1))


def _spells(words: Words, end: int, letters: str) -> bool:
    """Whether the capitalised words before a bracket have these initials."""
    initials = [form[0] for form in words.forms[max(0, end - 2 * len(letters)) : end] if form[0].isupper()]
    return "".join(initials).endswith(letters)


def _find_row(
    words: Words, span: Span, ending: Mapping[int, tuple[int, Organization]]
) -> Organization | None:
    """The table's row of a name, also with a people's adjective before it: "Iraqi | Parliament"."""
    first, row = ending.get(span[1], (-1, None))
    return row if first == span[0] or (first == span[0] + 1 and words.lowers[first] in COMMON_FIRST) else None
