"""The offices of the people of one article on its date, from three sides that never replace one another: what
the article states, what the table of offices knows, and, where that knows nothing, what the library has
learnt from other articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dragoman.analysis.learnt_offices import SET, find_learnt
from dragoman.analysis.offices import write_office
from dragoman.analysis.owners import find_known_offices
from dragoman.knowledge.offices import KnownOffice, name_post
from dragoman.model import Office

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables


@dataclass(frozen=True, slots=True)
class OfficesOnDate:
    """What is said of a person's office; offices as text, "" or empty where nothing is said."""

    stated: tuple[str, ...] = ()
    known: tuple[str, ...] = ()  # the surest first
    certainty: str = ""  # of the first known one: see `Offices.find_office`
    learnt: str = ""
    first: date | None = None  # the learnt spell's days, and how many articles of how many outlets say it
    last: date | None = None
    articles: int = 0
    outlets: int = 0
    wikidata: str = ""  # the number of whom the first known office is of
    differs: bool = False  # whether a stated office and the known ones cannot both be so


def find_offices_on_date(tables: Tables, article: str) -> dict[str, OfficesOnDate]:
    """Identifier of each person of an article -> what is said of their office on its date."""
    number = tables.article_of.get(article)
    if number is None:
        return {}
    people = tables.query(
        "SELECT DISTINCT entity, id, label, country FROM named JOIN entities USING (entity) "
        "WHERE article = ? AND kind = 'person'",
        [number],
    ).to_pylist()
    rows = tables.query(
        """
        SELECT entity, coalesce(role, '') AS role, coalesce(country, '') AS country,
               coalesce(body, '') AS body, former
        FROM offices WHERE article = ? ORDER BY entity, place
        """,
        [number],
    ).to_pylist()
    stated: dict[int, list[Office]] = defaultdict(list)
    for row in rows:
        stated[row["entity"]].append(Office(row["role"], row["country"], row["body"], row["former"]))
    day = tables.day[number].item()
    return {
        person["id"]: _weigh(
            tables, person["id"], person["label"], person["country"], stated[person["entity"]], day
        )
        for person in people
    }


def _weigh(
    tables: Tables, identifier: str, label: str, country: str, stated: Sequence[Office], day: date | None
) -> OfficesOnDate:
    texts = tuple(
        dict.fromkeys(write_office(item.role, item.country, item.body, former=item.former) for item in stated)
    )
    if day is None:
        return OfficesOnDate(texts)
    known = find_known(label, country, day, stated)
    learnt = find_learnt(tables, identifier, day).to_dict("records")
    learnt.sort(key=lambda spell: spell["spell"] < SET)  # what somebody set goes first
    if known and not (learnt and learnt[0]["spell"] >= SET):
        offices = tuple(
            dict.fromkeys(
                write_office(item.office.role, item.office.country, item.office.body) for item in known
            )
        )
        return OfficesOnDate(
            texts,
            offices,
            known[0].certainty,
            wikidata=known[0].wikidata,
            differs=any(differ(item, known) for item in stated),
        )
    if not learnt:
        return OfficesOnDate(texts)
    best = learnt[0]
    office = write_office(best["role"], best["country"], best["body"])
    return OfficesOnDate(
        texts, (), "", office, best["first"], best["last"], int(best["articles"]), int(best["outlets"])
    )


def find_known(label: str, country: str, day: date, stated: Sequence[Office] = ()) -> list[KnownOffice]:
    """The offices that the table knows for a name and day, surest first; of the person's country, if any."""
    known = find_known_offices(label, day, stated)
    return [item for item in known if item.office.country == country] or known


def differ(stated: Office, known: Sequence[KnownOffice]) -> bool:
    """Whether a stated office and the known ones of that day cannot both be so: another country, another of
    the posts that the table knows (a prime minister, not a foreign minister), or a former office of one who
    is in it."""
    post = name_post(stated.role)
    same_place = [item for item in known if item.office.country == stated.country]
    same_post = [item for item in same_place if name_post(item.office.role) == post]
    if not stated.country:
        return False  # a body's posts are seldom in the table, and a role without a place says too little
    if not same_place:
        return not stated.former and all(item.office.country for item in known)
    if stated.body:
        return False  # a post in a body of the state, beside which one may hold another
    if stated.former:
        return bool(post) and bool(same_post)
    return bool(post) and not same_post and any(name_post(item.office.role) for item in same_place)
