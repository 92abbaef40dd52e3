"""The state whose office somebody holds, where an article gives it to another: one that is only visited,
addressed or bordered ("President Biden arrived in Hanoi").

What an article states stays as it is and is shown as stated. Where officials are listed and counted under a
state, the state of the known office counts instead: if the table of spells knows somebody of the name in that
very office, on that day, in one other state and not in the stated one.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from dragoman.knowledge.names.forms import fold_text
from dragoman.knowledge.names.sounds import sound_out
from dragoman.knowledge.offices import KnownOffice, read_name
from dragoman.knowledge.spells.known import load_known_offices
from dragoman.knowledge.spells.posts import load_posts
from dragoman.model import Office

_SILENT = frozenset(("of", "the", "for", "and", "to", "minister", "secretary", "federal", "first", "deputy"))


def settle_owner(name: str, role: str, country: str, day: date) -> str:
    """The state (ISO code) whose office it is: the stated one, or the known one as said above."""
    known = [item.office for item in load_known_offices().find_office(name, day) if item.office.country]
    if not known or any(office.country == country for office in known):
        return country
    states = {office.country for office in known if are_alike(role, country, office.role, office.country)}
    return states.pop() if len(states) == 1 else country


def find_known_offices(name: str, day: date, stated: Collection[Office] = ()) -> list[KnownOffice]:
    """The offices that the table knows a person to have held on a day, the surest first, but namesakes'.

    `stated`: what the article states of the person. Who is called like the one of the table, and not so in
    full, must have the state or the office of the one: Mark Phillip Hertling, a general of the United States,
    is not Mark Phillips, prime minister of Guyana.
    """
    known = load_known_offices().find_office(name, day)
    places = [office for office in stated if office.country and office.role]
    if not places:
        return known
    return [item for item in known if is_full(name, item.person) or is_borne_out(item, known, places)]


def find_missing_state(name: str, role: str, day: date) -> str:
    """The state (ISO code) of an office that an article states without one, as the table knows it on a day.

    "" where the table has the person in no such office, or in those of several states.
    """
    known = [item.office for item in load_known_offices().find_office(name, day) if item.office.country]
    states = {item.country for item in known if are_alike(role, item.country, item.role, item.country)}
    return states.pop() if len(states) == 1 else ""


def is_full(name: str, other: str) -> bool:
    """Whether two names have the same words, spelt in any way."""
    one, two = (sorted(map(sound_out, read_name(text).words)) for text in (name, other))
    return one == two


def is_borne_out(item: KnownOffice, known: Collection[KnownOffice], stated: Collection[Office]) -> bool:
    """Whether an office that an article states has the state, or is the office, of one that is known."""
    held = [other.office for other in known if other.person == item.person]
    return any(
        office.country == there.country or are_alike(office.role, office.country, there.role, there.country)
        for office in held
        for there in stated
    )


def are_alike(role: str, country: str, other: str, home: str) -> bool:
    """Whether two roles are one office, were they of one state: one post, or the same words."""
    posts = load_posts()
    if posts.find_post(role, country) == posts.find_post(other, home) != "":
        return True
    here, there = (
        {word for word in fold_text(text).split() if word not in _SILENT} for text in (role, other)
    )
    return bool(here) and here == there
