"""The organizations that a text names: those of the table, those that the model finds, and those that their last word gives away."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.reading.organizations.grouping import NamedOrganization, group_bodies
from dragoman.reading.organizations.shapes import BodyFinder
from dragoman.reading.organizations.table import KnownBody, match_known
from dragoman.reading.people.candidates import Labelled
from dragoman.reading.places import Places
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

__all__ = ["NamedOrganization", "find_organizations", "match_known"]


def find_organizations(
    words: Words,
    labelled: Sequence[Labelled],
    roles: Sequence[Role],
    people: Sequence[tuple[int, int]],
    known: Sequence[KnownBody],
    places: Places,
) -> list[NamedOrganization]:
    """All organizations of a text, in order of appearance.

    `labelled` are the model's names, `people` the characters that persons' names hold, `known` what `match_known` found.
    """
    return group_bodies(words, BodyFinder(words, labelled, roles, people, places).find(known), places)
