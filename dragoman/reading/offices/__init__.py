"""The offices that a text states: role, country or body, former or not, and whether somebody is an official
at all."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.reading.countries import CountryMention
from dragoman.reading.offices.acts import DELEGATE, find_delegates, find_shown_officials
from dragoman.reading.offices.office_holders import load_holders
from dragoman.reading.offices.officials import StatedOffices, judge_people
from dragoman.reading.offices.outline import outline_paragraphs
from dragoman.reading.offices.statement import SERVANT, Statement
from dragoman.reading.offices.statements import read_statements
from dragoman.reading.offices.text_offices import TextOffices
from dragoman.reading.organizations import NamedOrganization
from dragoman.reading.people import NamedPerson
from dragoman.reading.roles import Role
from dragoman.reading.trace import tell
from dragoman.reading.words import Words

PARTY_ADJECTIVES: frozenset[str] = load_lexicon("roles")["party_adjectives"]

__all__ = ["StatedOffices", "find_offices"]


def find_offices(
    words: Words,
    roles: Sequence[Role],
    people: Sequence[NamedPerson],
    organizations: Sequence[NamedOrganization],
    countries: Sequence[CountryMention],
) -> list[StatedOffices]:
    """One value for each of `people`, in their order."""
    person_at = {
        words.find(start): (words.cover(start, end)[1], n)
        for n, person in enumerate(people)
        for start, end, _ in person.spans
    }
    body_at = {
        words.find(start): (words.cover(start, end)[1], n)
        for n, body in enumerate(organizations)
        for start, end in body.spans
        if words.text[start:end].lower()
        not in PARTY_ADJECTIVES  # "Republican | Senator": the seat is no party's
    }
    country_at = {words.find(c.start): (words.cover(c.start, c.end)[1], c.iso3) for c in countries}
    said = read_statements(outline_paragraphs(words, roles, person_at, body_at, country_at))
    for number, iso3 in find_delegates(words, people, countries):
        if not said.get(number):
            said[number] = [Statement(number, SERVANT, iso3, rule=DELEGATE)]
    used = {statement.role.first for statements in said.values() for statement in statements}
    bare = [role for role in roles if role.first not in used]
    holders = load_holders()
    shown = find_shown_officials(words, people, set(said), bare, countries, holders)
    offices = TextOffices(words, people, said, shown, organizations, countries, holders)
    stated = judge_people(offices)
    tell("offices", offices, said, stated)
    return stated
