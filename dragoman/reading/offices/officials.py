"""From what a text says of somebody to what they are: the offices in order, and official or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.model import Office
from dragoman.reading.offices.office_countries import OfficeCountries
from dragoman.reading.offices.public_offices import RANKS
from dragoman.reading.offices.statement import Statement
from dragoman.reading.offices.text_offices import TextOffices

_ROLES = load_lexicon("roles")
SHORT: frozenset[str] = _ROLES["short"]  # forms of any fuller title
NAMELESS: frozenset[str] = _ROLES["nameless"]  # main words of whom no office is named
SPELLINGS: dict[str, str] = _ROLES["spellings"]
MOST_OFFICES = 100  # of one person that another may be short for


@dataclass(frozen=True, slots=True)
class Reason:
    """The rules that decided of an office: what states or shows it, and whose it is."""

    office: str
    country: str


@dataclass(frozen=True, slots=True)
class StatedOffices:
    """What the text states about one person: the offices in order, and whether they make an official."""

    official: bool = False
    offices: tuple[Office, ...] = ()
    reasons: tuple[Reason, ...] = ()  # one for each office


def is_short(office: Office, other: Office) -> bool:
    """Whether an office is another one in short: "Secretary Blinken" of whom the text says "Secretary of
    State"."""
    short, full = office.role.lower(), other.role.lower()
    if not short or office.former != other.former:
        return False
    if full.startswith((f"{short} of ", f"{short} for ", f"{short} to ")):
        return True
    if short not in SHORT or full.startswith(("deputy", "prime", "vice")):
        return False
    return full.endswith(f" {short}")  # "Minister Lavrov"


def judge_people(offices: TextOffices) -> list[StatedOffices]:
    """One value for each person of a text, in their order."""
    countries = OfficeCountries(offices)
    return [_judge_person(offices, countries, number) for number in range(len(offices.people))]


def _judge_person(offices: TextOffices, countries: OfficeCountries, number: int) -> StatedOffices:
    found: dict[str, tuple[Office, Reason]] = {}
    for statement in offices.said[number]:
        office, reason = _name_office(offices, countries, number, statement)
        known = found[office.role.lower()][0] if office.role.lower() in found else None
        if known is None or (not known.body and office.body and not known.former):
            found[office.role.lower()] = office, reason
    if not found:
        found |= _list_shown(offices, countries, number)
    listed = [*found.values()]
    nearest = [office for office, _ in listed[:MOST_OFFICES]]
    whole = [row for row in listed if not any(is_short(row[0], other) for other in nearest)]
    # Ranks and mere service last.
    whole.sort(key=lambda row: RANKS.issuperset(row[0].role.lower().split()))
    return StatedOffices(
        bool(found), tuple(office for office, _ in whole), tuple(reason for _, reason in whole)
    )


def _name_office(
    offices: TextOffices, countries: OfficeCountries, number: int, statement: Statement
) -> tuple[Office, Reason]:
    role, body = statement.role, offices.get_body(statement)
    name = "" if role.head in NAMELESS else SPELLINGS.get(role.name, role.name)
    country, rule = countries.find(number, statement)
    office = Office(name, country, body.name if body else "", statement.former)
    return office, Reason(statement.rule, rule)


def _list_shown(
    offices: TextOffices, countries: OfficeCountries, number: int
) -> Iterator[tuple[str, tuple[Office, Reason]]]:
    """The office of somebody whom something but a title shows as an official."""
    if number not in offices.shown:
        return
    shown = offices.shown[number]
    country, rule = offices.granted.get(number, ""), "of a known holder"
    if not country and offices.own and not shown.role:  # "the Biden-Harris Administration"
        country, rule = countries.home.country, "the text's own"
    yield "", (Office(shown.role, country, former=shown.over), Reason(shown.sign, rule if country else ""))
