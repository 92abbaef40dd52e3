"""Whose an office is: stated, granted, that of the neighbours in a list, the text's own.

A table, of which the first row that knows decides; it may know that an office is no state's, or that none can
be said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.reading.offices.home import Home, find_home
from dragoman.reading.offices.office_holders import BETWEEN_STATES
from dragoman.reading.offices.statement import Statement
from dragoman.reading.offices.text_offices import TextOffices, is_stateless
from dragoman.reading.roles.vocabulary import ROLES

OWNERS = frozenset(["his", "her"])
LONGEST_LIST = 100  # people in a row, of whom the last may be of the first one's country
TITLES_OF_STATES: dict[str, str] = ROLES["titles_of_states"]
SHARED = frozenset(["advisor", "attorney"])  # heads of American offices that a neighbour may have as well


@dataclass(frozen=True, slots=True)
class Question:
    """One office whose country is asked for."""

    offices: TextOffices
    home: Home
    number: int  # the person
    statement: Statement

    @property
    def name(self) -> str:
        """The person's name."""
        return self.offices.people[self.number].name

    @property
    def role(self) -> str:
        """The role in small letters."""
        return self.statement.role.name.lower()


@dataclass(frozen=True, slots=True)
class CountryRule:
    """`find`: the country, "" where there is none, None where the rule does not know.

    It decides of an office of X in its example, or of the one in brackets.
    """

    id: str
    find: Callable[[Question], str | None]
    example: str


class OfficeCountries:
    """Finds the countries of the offices of one text."""

    def __init__(self, offices: TextOffices) -> None:
        self.offices, self.home = offices, find_home(offices)

    def find(self, number: int, statement: Statement) -> tuple[str, str]:
        """The country of one office of a person, or "", and the rule that decided."""
        question = Question(self.offices, self.home, number, statement)
        answers = ((rule.find(question), rule.id) for rule in COUNTRY_RULES)
        return next((country, rule) for country, rule in answers if country is not None)


def _serve_no_state(asked: Question) -> str | None:
    return "" if is_stateless(asked.offices.get_body(asked.statement)) else None


def _take_stated(asked: Question) -> str | None:
    return asked.statement.country or None


def _lead_body_between(asked: Question) -> str | None:
    if asked.statement.between or "secretary-general" in asked.role:
        return ""
    if not asked.role.endswith(BETWEEN_STATES):
        return None
    # States' bodies have some of these, too: "director general of the Kenyan Health Agency".
    return asked.offices.find_body_country(asked.statement) or ""


def _read_title(asked: Question) -> str | None:
    return TITLES_OF_STATES.get(asked.role)


def _take_persons(asked: Question) -> str | None:
    return asked.offices.find_country(asked.number) or None


def _serve_between(asked: Question) -> str | None:
    between = asked.offices.holders.serve_between(asked.name, asked.statement.role.name)
    return "" if between else None


def _take_american(asked: Question) -> str | None:
    return "USA" if asked.offices.is_american(asked.statement) else None


def _take_only_american(asked: Question) -> str | None:
    return None if asked.statement.role.head in SHARED else _take_american(asked)


def _take_masters(asked: Question) -> str | None:
    served = asked.statement.served
    return asked.offices.find_master(served) or None if served >= 0 else None


def _take_neighbours(asked: Question) -> str | None:
    offices = asked.offices
    seen, previous = {asked.number}, asked.statement.chain
    while previous >= 0 and previous not in seen and len(seen) < LONGEST_LIST:
        if country := offices.find_country(previous):
            return country
        if any(offices.is_american(statement) for statement in offices.said[previous]):
            return "USA"
        seen.add(previous)
        previous = next((s.chain for s in offices.said[previous] if s.chain >= 0), -1)
    return None


def _take_owners(asked: Question) -> str | None:
    if asked.offices.words.lowers[max(0, asked.statement.role.first - 1)] not in OWNERS:
        return None
    country = asked.offices.find_owner(asked.number, asked.statement)
    return country if country or asked.statement.role.name == "Deputy" else None


def _take_hosts(asked: Question) -> str | None:
    start = asked.offices.people[asked.number].spans[0][0]
    return asked.offices.lender.find_host(start) or None


def _take_abroad(asked: Question) -> str | None:
    if not asked.statement.abroad:
        return None
    acting = asked.offices.lender.acting
    others = {iso3: count for iso3, count in acting.items() if iso3 != asked.home.country}
    return max(others, key=lambda iso3: others[iso3]) if others else ""


def _take_lent(asked: Question) -> str:
    """The country that stands by the name, or else the text's own; not that of the person's counterpart."""
    found = _find_lent(asked)
    if not found or found != asked.offices.find_counterpart(asked.number):
        return found
    rest = asked.offices.mentioned.keys() - {found}
    return rest.pop() if len(rest) == 1 else ""


def _find_lent(asked: Question) -> str:
    """Empty where all that the text has is another party's."""
    offices, home, statement = asked.offices, asked.home, asked.statement
    start = offices.people[asked.number].spans[0][0]
    stranger = statement.body < 0 and offices.holders.is_stranger(asked.name, statement.role.name)
    if near := offices.lender.find_near(start, home.introduces, stranger):
        return near
    if not (offices.reports or stranger) and (held := offices.lender.find_held(start)):
        return held
    ours = offices.reports or offices.lender.may_lend(home.country, start, stranger)
    return home.country if ours else ""


COUNTRY_RULES = (
    CountryRule("none, of a body that is no state's", _serve_no_state, "X, the director of UNESCO"),
    CountryRule("stated", _take_stated, "the Kenyan foreign minister, X"),
    CountryRule("none, by the title", _lead_body_between, "Secretary-General X"),
    CountryRule("by the title", _read_title, "Pope X"),
    CountryRule(
        "of the same person",
        _take_persons,
        "the Kenyan foreign minister, X, and his aide ... Defence Minister X",
    ),
    CountryRule("none, of a known servant of a body", _serve_between, "President [Ursula von der Leyen]"),
    CountryRule("by an American title", _take_only_american, "Defense Secretary X left the United States"),
    CountryRule(
        "of whom the office serves", _take_masters, "President Y of Kenya spoke. X, an aide to President Y"
    ),
    CountryRule(
        "of the neighbour in a list", _take_neighbours, "the Kenyan president Y and Foreign Minister X"
    ),
    CountryRule(
        "of the state that is visited", _take_hosts, "Y flew to Kenya for talks with Foreign Minister X"
    ),
    CountryRule(
        "by an American title that others have",
        _take_american,
        "National Security Advisor X left the United States",
    ),
    CountryRule(
        "of whom his or her means", _take_owners, "President Y of Kenya spoke. His foreign minister, X"
    ),
    CountryRule("of another party's counterpart", _take_abroad, "He met his counterpart Foreign Minister X"),
    CountryRule("lent by the text", _take_lent, "In Nairobi, Foreign Minister X called it a mistake"),
)
