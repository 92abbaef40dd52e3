"""Offices and occupations: their words, and where a text names them."""

from dragoman.reading.roles.finder import Role, find_roles
from dragoman.reading.roles.vocabulary import (
    CLERGY,
    FORMER,
    MARKERS,
    PARTY_MEMBERS,
    PORTFOLIO_WORDS,
    QUALIFIERS,
)

__all__ = [
    "CLERGY",
    "FORMER",
    "MARKERS",
    "PARTY_MEMBERS",
    "PORTFOLIO_WORDS",
    "QUALIFIERS",
    "Role",
    "find_roles",
]
