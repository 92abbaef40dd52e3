"""What a text shows of its people's offices, before each is given its country."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.reading.countries import CountryMention
from dragoman.reading.offices.acts import ShownOffice
from dragoman.reading.offices.lent_country import Lender
from dragoman.reading.offices.nearby_countries import list_between
from dragoman.reading.offices.office_holders import Holders, find_number
from dragoman.reading.offices.public_offices import StatedRole, list_public
from dragoman.reading.offices.statement import Statement
from dragoman.reading.organizations import NamedOrganization
from dragoman.reading.people import NamedPerson
from dragoman.reading.words import Words

_ROLES = load_lexicon("roles")
AMERICAN: tuple[str, ...] = tuple(_ROLES["american"])
AT_HOME: tuple[str, ...] = tuple(_ROLES["american_at_home"])
OWN_GOVERNMENT: dict[str, str] = _ROLES["own_government"]
# Titles of a government's own reports, which do not introduce its officials.
REPORT = re.compile(
    r"(?:Joint |Press )?(?:Readout|Statement|Remarks|Background|Letter|Message|Memorandum|Press|Fact Sheet"
    r"|Telephone|Phone|Meeting|Working|Talks|Condolences|Greetings|Congratulations|Trip|Visit)\b",
    re.IGNORECASE,
)
# No other state has them.
UNDER = re.compile(r"(?:acting |principal )*(?:deputy |assistant |under )+secretary of state\b")
MOST_MENTIONS = 200  # of one person, beside which a counterpart is looked for
COUNTERPART = re.compile(
    r"[^.;\n]{0,80}?\b(?:his|her|their) ([A-Z][^.;,\n]{2,30}?) (?:counterpart|opposite number)\b"
)
STATELESS = frozenset(["intergovernmental", "armed"])  # kinds of bodies that are no state's


def is_stateless(body: NamedOrganization | None) -> bool:
    """Whether a body is known to be no state's."""
    return bool(body and body.known and body.known.kind in STATELESS)


class TextOffices:
    """The people of one text, by their numbers, with what is said of them and what of that makes
    officials."""

    def __init__(
        self,
        words: Words,
        people: Sequence[NamedPerson],
        said: Mapping[int, Sequence[Statement]],
        shown: Mapping[int, ShownOffice],
        organizations: Sequence[NamedOrganization],
        countries: Sequence[CountryMention],
        holders: Holders,
    ) -> None:
        """`shown`: those whom something but a title shows as officials."""
        self.words, self.people, self.shown, self.holders = words, people, shown, holders
        self.organizations, self.countries = organizations, countries
        self.reports = bool(REPORT.match(words.text))
        self.said = {number: self._list_public(said.get(number, ())) for number in range(len(people))}
        self.named = sorted(
            (start, number) for number, person in enumerate(people) for start, _, _ in person.spans
        )
        self.mentioned = Counter(country.iso3 for country in countries)
        self.lender = Lender(words, self._list_lendable(said))
        # The state whose government alone is called so: the Administration.
        self.own = [iso3 for word, iso3 in OWN_GOVERNMENT.items() if word in words.forms]
        self.inside = self._list_inside()
        self._stated: dict[int, str] = {}
        self.granted = {
            number: country for number in range(len(people)) if (country := self._find_granted(number))
        }  # countries that the text does not have to state

    def _list_public(self, statements: Sequence[Statement]) -> list[Statement]:
        title = self.words.title_end if self.reports else 0
        return list_public([StatedRole(s, self.get_body(s), 0 <= s.role.first < title) for s in statements])

    def _list_lendable(self, said: Mapping[int, Sequence[Statement]]) -> list[CountryMention]:
        """The countries that are not a part of a role: not the one of an "Envoy for Yemen"."""
        roles = [s.role for statements in said.values() for s in statements]
        charges = {i for role in roles for i in range(role.first + 1, role.last)}
        return [country for country in self.countries if self.words.find(country.start) not in charges]

    def _list_inside(self) -> dict[int, str]:
        """Organization -> the country that its name names: "U.S. House of Representatives"."""
        return {
            number: country.iso3
            for number, body in enumerate(self.organizations)
            for start, end in body.spans
            for country in list_between(self.countries, start, end)
            if country.end <= end
        }

    def get_body(self, statement: Statement) -> NamedOrganization | None:
        """The organization that a role belongs to."""
        return self.organizations[statement.body] if statement.body >= 0 else None

    def find_stated(self, number: int) -> str:
        """The country that the text itself gives to one of a person's offices."""
        if number not in self._stated:
            stated = (
                s.country for s in self.said[number] if s.country and not is_stateless(self.get_body(s))
            )
            self._stated[number] = next(stated, "")
        return self._stated[number]

    def find_country(self, number: int) -> str:
        """The country that the text gives to a person, or does not have to."""
        return self.find_stated(number) or self.granted.get(number, "")

    def _find_granted(self, number: int) -> str:
        """A country that goes without saying: of the body served, or of a known holder."""
        for statement in self.said[number]:
            if country := self.find_body_country(statement):
                return country
        name = self.people[number].name
        ruler = find_number(name.split())
        countries = (
            self.holders.find_country(name, role, self.mentioned, ruler) for role in self._list_roles(number)
        )
        return next(filter(None, countries), "")

    def find_body_country(self, statement: Statement) -> str:
        """The country of a state's body that an office belongs to, "" where none is known."""
        body = self.get_body(statement)
        known = body.known if body else None
        if known and known.kind == "state" and known.country:
            return known.country
        if known and known.kind == "intergovernmental":
            return ""
        return self.inside.get(statement.body, "")

    def _list_roles(self, number: int) -> list[str]:
        if roles := [statement.role.name for statement in self.said[number]]:
            return roles
        return [self.shown[number].role] if number in self.shown else []

    def serves_body(self, number: int) -> bool:
        """Whether the text names the body that a person serves."""
        return any(statement.body >= 0 for statement in self.said[number])

    def is_american(self, statement: Statement) -> bool:
        """Whether an office without a country is by its name the United States', which the text names."""
        if statement.abroad:
            return False
        role = statement.role.name.lower().replace("adviser", "advisor")
        if UNDER.match(role):
            return True
        known = (*AMERICAN, *AT_HOME) if self.reports else AMERICAN
        return self._names_america() and (
            role.endswith(known) or role.startswith("national security advisor to")
        )

    def _names_america(self) -> bool:
        """Whether a text names the United States or a body of theirs: the Pentagon, the State Department."""
        if "USA" in self.mentioned:
            return True
        return any(body.known and body.known.country == "USA" for body in self.organizations)

    def find_master(self, number: int) -> str:
        """The country of somebody who is served: "Putin spokesman"."""
        if country := self.find_country(number):
            return country
        known = {holder.country for holder in self.holders.find(self.people[number].name)}
        return known.pop() if len(known) == 1 else ""

    def find_owner(self, number: int, statement: Statement) -> str:
        """The country of whom "his foreign minister" means: the last one in office before it in the
        paragraph."""
        here = self.words.starts[statement.role.first]
        first = self.words.text.rfind("\n\n", 0, here)
        before = self.named[bisect_left(self.named, (first, 0)) : bisect_left(self.named, (here, 0))]
        officials = (n for _, n in reversed(before) if n != number and (self.said[n] or n in self.shown))
        owner = next(officials, -1)
        return self.find_master(owner) if owner >= 0 else ""

    def find_counterpart(self, number: int) -> str:
        """The country that is not a person's, as a counterpart is of it: "X invited his Indian
        counterpart"."""
        spans = self.people[number].spans[:MOST_MENTIONS]
        matches = [COUNTERPART.match(self.words.text, end) for _, end, _ in spans]
        places = sorted({match.start(1) for match in matches if match})
        found = (country for place in places for country in list_between(self.countries, place, place + 1))
        return next((country.iso3 for country in found), "")
