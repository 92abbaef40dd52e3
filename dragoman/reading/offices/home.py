"""The country whose officials a text does not introduce: a government's in its own reports, a paper's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.reading.offices.home_country import find_home_country, find_subject
from dragoman.reading.offices.text_offices import TextOffices

SEVERAL = 2  # countries by which officials are introduced; of more there are delegations


@dataclass(frozen=True, slots=True)
class Home:
    """`country`: "" where it leaves a choice; `introduces`: the first official comes with a country.

    The latter is the way of newswire, and not of a government's own report.
    """

    country: str
    introduces: bool


def find_home(offices: TextOffices) -> Home:
    """Whose officials need no introduction in a text."""
    stated = {n: country for n in range(len(offices.people)) if (country := offices.find_stated(n))}
    first = min((number for number, statements in offices.said.items() if statements), default=-1)
    introduces = first in stated and not offices.reports
    return Home(_find_unsaid(offices, first, stated, introduces), introduces)


def _find_unsaid(offices: TextOffices, first: int, stated: Mapping[int, str], introduces: bool) -> str:
    """The country that goes without saying; `first`: the first official, who may come with a country."""
    if _is_american_report(offices, first, stated):
        return "USA"
    votes: Counter[str] = Counter()
    # Whom only an administration or an act shows counts where nobody has a title.
    for people in (offices.said, offices.shown):
        votes.update(_list_votes(offices, people, first))
        if votes and not introduces:
            ours = offices.granted.get(first, "") if offices.reports else ""
            return _choose(votes, offices, ours)
    for iso3 in offices.own:
        if iso3 in offices.mentioned:
            return iso3
    if introduces:
        return _find_papers_own(offices, votes, stated)
    served = {offices.granted[n] for n in offices.granted if offices.serves_body(n)}
    introduced = {*stated.values(), *served}
    acting = offices.lender.acting
    return find_home_country(offices.words.text, offices.countries, acting, introduced)


def _is_american_report(offices: TextOffices, first: int, stated: Mapping[int, str]) -> bool:
    """Whether the first official of a report, whose it is, has an office of the United States by its name."""
    if not offices.reports or first in stated or first in offices.granted:
        return False
    return any(offices.is_american(statement) for statement in offices.said.get(first, ()))


def _list_votes(offices: TextOffices, people: Mapping[int, object], first: int) -> list[str]:
    """The countries that are granted to people and not stated.

    A body that is known to be a state's introduces whom it comes with, unless the text opens with it.
    """
    return [
        offices.granted[n]
        for n in people
        if n in offices.granted
        and (people is offices.shown or offices.said[n])
        and not offices.find_stated(n)
        and (n == first or not offices.serves_body(n))
    ]


def _choose(votes: Counter[str], offices: TextOffices, ours: str) -> str:
    """The country of most; of those of as many that of a report's first official, then what the text names
    most."""
    return min(votes, key=lambda iso3: (-votes[iso3], iso3 != ours, -offices.mentioned[iso3], iso3))


def _find_papers_own(offices: TextOffices, votes: Counter[str], stated: Mapping[int, str]) -> str:
    """Newswire: who comes without a country is of the one that the article is about."""
    if subject := find_subject(offices.lender.weights):
        return subject
    if not votes or len(set(stated.values())) > SEVERAL:  # delegations: nobody's country goes without saying
        return ""
    return min(votes, key=lambda iso3: (-votes[iso3], iso3))
