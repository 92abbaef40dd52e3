"""From what a text says of somebody to what they are: the offices in order, each with its country or body, and official or not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.model import Office
from dragoman.reading.countries import CountryMention
from dragoman.reading.offices.home_country import find_home_country, find_subject
from dragoman.reading.offices.lent_country import Lender
from dragoman.reading.offices.nearby_countries import list_between
from dragoman.reading.offices.office_holders import BETWEEN_STATES, Holders, find_number
from dragoman.reading.offices.statement import Statement
from dragoman.reading.organizations import NamedOrganization
from dragoman.reading.people import NamedPerson
from dragoman.reading.words import Words

_ROLES = load_lexicon("roles")
LAST: frozenset[str] = _ROLES["ranks"] | {"member"}
SHORT = frozenset(["secretary", "minister", "commissioner", "spokesperson", "spokesman", "spokeswoman"])  # forms of any fuller title
AMERICAN: tuple[str, ...] = tuple(_ROLES["american"])
AT_HOME: tuple[str, ...] = tuple(_ROLES["american_at_home"])
# Titles of a government's own reports, which do not introduce its officials.
REPORT = re.compile(
    r"(?:Joint |Press )?(?:Readout|Statement|Remarks|Background|Letter|Message|Memorandum|Press|Fact Sheet|Telephone|Phone|Meeting"
    r"|Working|Talks|Condolences|Greetings|Congratulations|Trip|Visit)\b",
    re.IGNORECASE,
)
UNDER = re.compile(r"(?:acting |principal )*(?:deputy |assistant |under )+secretary of state\b")  # no other state has them
OWNERS = frozenset(["his", "her"])
LONGEST_LIST = 100  # people in a row, of whom the last may be of the first one's country
MOST_MENTIONS = 200  # of one person, beside which a counterpart is looked for
MOST_OFFICES = 100  # of one person that another may be short for
COUNTERPART = re.compile(r"[^.;\n]{0,80}?\b(?:his|her|their) ([A-Z][^.;,\n]{2,30}?) (?:counterpart|opposite number)\b")
NAMELESS: frozenset[str] = _ROLES["nameless"]  # main words of whom no office is named
PUBLIC_WORDS: frozenset[str] = load_lexicon("bodies")["public"]


@dataclass(frozen=True, slots=True)
class StatedOffices:
    """What the text states about one person: the offices in the order that it names them, and whether they make an official."""

    official: bool = False
    offices: tuple[Office, ...] = ()


def is_public_body(body: NamedOrganization) -> bool:
    """Whether a body's servants are officials: states' and intergovernmental bodies and armed movements, not parties and companies."""
    if body.known:
        return body.known.kind in ("intergovernmental", "state", "armed")
    return not PUBLIC_WORDS.isdisjoint(body.name.lower().split())


def is_short(office: Office, other: Office) -> bool:
    """Whether an office is another one in short: "Secretary Blinken" of whom the text says "Secretary of State", "Minister Lavrov"."""
    short, full = office.role.lower(), other.role.lower()
    if not short or office.former != other.former:
        return False
    return full.startswith((f"{short} of ", f"{short} for ", f"{short} to ")) or (
        short in SHORT and full.endswith(f" {short}") and not full.startswith(("deputy", "prime", "vice"))
    )


class Judge:
    """Judges the statements of one text."""

    def __init__(
        self,
        words: Words,
        people: Sequence[NamedPerson],
        said: Mapping[int, Sequence[Statement]],
        shown: Mapping[int, tuple[str, bool]],
        organizations: Sequence[NamedOrganization],
        countries: Sequence[CountryMention],
        holders: Holders,
    ) -> None:
        """`shown`: role, or "", and whether it is over, of those whom something but a title shows as officials."""
        self.words, self.people, self.shown, self.organizations, self.holders = words, people, shown, organizations, holders
        self.countries = countries
        self.reports = bool(REPORT.match(words.text))
        self.said = {number: self._list_public(said.get(number, ())) for number in range(len(people))}
        self.named = sorted((start, number) for number, person in enumerate(people) for start, _, _ in person.spans)
        self.mentioned = Counter(country.iso3 for country in countries)
        charges = {i for statements in said.values() for s in statements for i in range(s.role.first + 1, s.role.last)}
        self.lender = Lender(words, [c for c in countries if words.find(c.start) not in charges])  # not the one of an "Envoy for Yemen"
        self.has_administration = "Administration" in words.forms  # what Americans alone call their government
        self.has_bodies = any(body.known and body.known.country == "USA" for body in organizations)  # the Pentagon, the State Department
        self.inside = {  # organization -> the country that its name names: "U.S. House of Representatives"
            number: country.iso3
            for number, body in enumerate(organizations)
            for start, end in body.spans
            for country in list_between(countries, start, end)
            if country.end <= end
        }
        self.stated: dict[int, str] = {}  # what `_find_stated` has found
        self.granted: dict[int, str] = {}  # countries that the text does not have to state
        self.home = ""
        self.introduces = False  # whether the first official comes with a country, as in newswire, and not in a government's own report

    def judge(self) -> list[StatedOffices]:
        """One value for each person, in their order."""
        for number in range(len(self.people)):
            if country := self._find_granted(number):
                self.granted[number] = country
        self.home = self._find_home()
        return [self._judge_person(number) for number in range(len(self.people))]

    def _list_public(self, statements: Sequence[Statement]) -> list[Statement]:
        """Those that make an official; a spokesman with a rank is an army's."""
        ranked = any(LAST.issuperset(s.role.name.lower().split()) for s in statements)
        return [s for s in statements if self._is_public(s) or (ranked and s.role.head.startswith("spokes"))]

    def _is_public(self, statement: Statement) -> bool:
        """Whether a role makes an official: by itself, or by the state or body that it belongs to."""
        role = statement.role
        if role.standing == "private":
            return statement.public and role.head == "lawyer"  # "the government's lawyer"
        if statement.body >= 0 and not is_public_body(self.organizations[statement.body]):
            return role.standing == "official" and bool(statement.country) and "president" not in role.name.lower()
        if role.standing == "official":
            return not statement.private
        if self.reports and 0 <= role.first < self.words.title_end:  # "Statement by Chief Spokesperson X"
            return True
        return bool(statement.country or statement.body >= 0 or statement.public) or not _ROLES["state_words"].isdisjoint(
            role.name.lower().split()
        )

    def _get_body(self, statement: Statement) -> NamedOrganization | None:
        return self.organizations[statement.body] if statement.body >= 0 else None

    def _find_stated(self, number: int) -> str:
        """The country that the text itself gives to one of a person's offices."""
        if number not in self.stated:
            stated = (s.country for s in self.said[number] if s.country and not self._is_between(self._get_body(s)))
            self.stated[number] = next(stated, "")
        return self.stated[number]

    def _find_granted(self, number: int) -> str:
        """A country that goes without saying: of the body served, or of a known holder."""
        for statement in self.said[number]:
            body = self._get_body(statement)
            if body and body.known and body.known.kind == "state" and body.known.country:
                return body.known.country
            if statement.body in self.inside and not (body and body.known and body.known.kind == "intergovernmental"):
                return self.inside[statement.body]
        roles = [statement.role.name for statement in self.said[number]] or ([self.shown[number][0]] if number in self.shown else [])
        for role in roles:
            ruler = find_number(self.people[number].name.split())
            if country := self.holders.find_country(self.people[number].name, role, self.mentioned, ruler):
                return country
        return ""

    def _find_home(self) -> str:
        """The country whose officials the text does not introduce; empty where that leaves a choice."""
        stated = {number: country for number in range(len(self.people)) if (country := self._find_stated(number))}
        first = min((number for number, statements in self.said.items() if statements), default=-1)
        self.introduces = first in stated and not self.reports
        author = self.said.get(first, ()) if self.reports and first not in stated and first not in self.granted else ()
        if any(self._is_american(statement) for statement in author):  # whose report it is
            return "USA"
        votes: Counter[str] = Counter()
        for people in (self.said, self.shown):  # whom only an administration or an act shows counts where nobody has a title
            # A body that is known to be a state's introduces whom it comes with, unless the text opens with it.
            votes.update(self.granted[n] for n in people if self._is_granted_only(n, people) and (n == first or not self._serves(n)))
            if votes and not self.introduces:
                ours = self.granted.get(first, "") if self.reports else ""  # of those whom most are of, that of a report's first official
                return min(votes, key=lambda iso3: (-votes[iso3], iso3 != ours, -self.mentioned[iso3], iso3))
        if "USA" in self.mentioned and self.has_administration:
            return "USA"
        if self.introduces:  # newswire: who comes without a country is of the one that the article is about
            several = len(set(stated.values())) > 2  # delegations: nobody's country goes without saying
            return find_subject(self.lender.weights) or (min(votes, key=lambda iso3: (-votes[iso3], iso3)) if votes and not several else "")
        return find_home_country(
            self.words.text,
            self.countries,
            self.lender.acting,
            {*stated.values(), *(self.granted[n] for n in self.granted if self._serves(n))},
        )

    def _serves(self, number: int) -> bool:
        """Whether the text names the body that a person serves."""
        return any(statement.body >= 0 for statement in self.said[number])

    def _is_granted_only(self, number: int, people: Mapping[int, object]) -> bool:
        """Whether a person's country is granted and not stated."""
        return number in self.granted and (people is self.shown or bool(self.said[number])) and not self._find_stated(number)

    def _find_country(self, number: int, statement: Statement) -> str:
        """The country of one office: stated, granted, that of the neighbours in a list, the text's own."""
        body = self._get_body(statement)
        if body and body.known and body.known.kind in ("intergovernmental", "armed"):
            return ""
        if statement.country:
            return statement.country
        if statement.between or "secretary-general" in statement.role.name.lower() or statement.role.name.lower().endswith(BETWEEN_STATES):
            return ""
        if statement.role.name.lower() == "pope":
            return "VAT"
        if country := self._find_stated(number) or self.granted.get(number, ""):
            return country
        if self.holders.serve_between(self.people[number].name, statement.role.name):
            return ""
        american = self._is_american(statement)
        if american and statement.role.head not in ("advisor", "attorney"):
            return "USA"
        if statement.served >= 0 and (country := self._find_master(statement.served)):
            return country
        if country := self._find_neighbour(number, statement):
            return country
        if american:
            return "USA"
        if self.words.lowers[max(0, statement.role.first - 1)] in OWNERS:
            country = self._find_owner(number, statement)
            if country or statement.role.name == "Deputy":
                return country
        if statement.abroad:
            others = {iso3: count for iso3, count in self.lender.acting.items() if iso3 != self.home}
            return max(others, key=lambda iso3: others[iso3]) if others else ""
        found = self._find_lent(number, statement)
        if found and found == self._find_counterpart(number):
            rest = self.mentioned.keys() - {found}
            return rest.pop() if len(rest) == 1 else ""
        return found

    def _find_counterpart(self, number: int) -> str:
        """The country that is not a person's, as somebody else of it is their counterpart: "X invited his Indian counterpart"."""
        matches = [COUNTERPART.match(self.words.text, end) for _, end, _ in self.people[number].spans[:MOST_MENTIONS]]
        places = sorted({match.start(1) for match in matches if match})
        found = (country for place in places for country in list_between(self.countries, place, place + 1))
        return next((country.iso3 for country in found), "")

    def _is_american(self, statement: Statement) -> bool:
        """Whether an office without a country is by its name the United States', which the text names."""
        role = statement.role.name.lower().replace("adviser", "advisor")
        if UNDER.match(role) and not statement.abroad:
            return True
        known = (*AMERICAN, *AT_HOME) if self.reports else AMERICAN
        return (
            ("USA" in self.mentioned or self.has_bodies)
            and not statement.abroad
            and (role.endswith(known) or role.startswith("national security advisor to"))
        )

    def _find_neighbour(self, number: int, statement: Statement) -> str:
        """The country of whom a list of titles and names has just before: "President Herzog and Defense Minister Gantz"."""
        seen, previous = {number}, statement.chain
        while previous >= 0 and previous not in seen and len(seen) < LONGEST_LIST:
            if country := self._find_stated(previous) or self.granted.get(previous, ""):
                return country
            if any(self._is_american(s) for s in self.said[previous]):
                return "USA"
            seen.add(previous)
            previous = next((s.chain for s in self.said[previous] if s.chain >= 0), -1)
        return ""

    def _find_owner(self, number: int, statement: Statement) -> str:
        """The country of whom "his foreign minister" means: the last one in office before it in the paragraph."""
        here = self.words.starts[statement.role.first]
        first = self.words.text.rfind("\n\n", 0, here)
        before = self.named[bisect_left(self.named, (first, 0)) : bisect_left(self.named, (here, 0))]
        owner = next((n for _, n in reversed(before) if n != number and (self.said[n] or n in self.shown)), -1)
        return self._find_master(owner) if owner >= 0 else ""

    def _find_master(self, number: int) -> str:
        """The country of somebody who is served: "Putin spokesman"."""
        known = {holder.country for holder in self.holders.find(self.people[number].name)}
        return self._find_stated(number) or self.granted.get(number, "") or (known.pop() if len(known) == 1 else "")

    def _find_lent(self, number: int, statement: Statement) -> str:
        """The country that stands by a name, or else the text's own; empty where all that the text has is another party's."""
        start = self.people[number].spans[0][0]
        stranger = statement.body < 0 and self.holders.is_stranger(self.people[number].name, statement.role.name)
        if near := self.lender.find_near(start, self.introduces, stranger):
            return near
        return self.home if self.reports or self.lender.may_lend(self.home, start, stranger) else ""

    @staticmethod
    def _is_between(body: NamedOrganization | None) -> bool:
        """Whether a body is no state's."""
        return bool(body and body.known and body.known.kind in ("intergovernmental", "armed"))

    def _judge_person(self, number: int) -> StatedOffices:
        offices: dict[str, Office] = {}
        for statement in self.said[number]:
            role = statement.role
            body = self._get_body(statement)
            name = "" if role.head in NAMELESS else re.sub(r"^Secretary-General$", "Secretary General", role.name)
            office = Office(name, self._find_country(number, statement), body.name if body else "", statement.former)
            known = offices.get(name.lower())
            if known is None or (not known.body and office.body and not known.former):
                offices[name.lower()] = office
        if number in self.shown and not offices:
            role_name, over = self.shown[number]
            ours = self.home if self.has_administration and not role_name else ""  # "the Biden-Harris Administration"
            offices[""] = Office(role_name, self.granted.get(number, ours), former=over)
        listed = [*offices.values()]
        whole = [office for office in listed if not any(is_short(office, other) for other in listed[:MOST_OFFICES])]
        ordered = sorted(whole, key=lambda office: LAST.issuperset(office.role.lower().split()))  # ranks and mere service last
        return StatedOffices(bool(offices), tuple(ordered))


def judge_people(
    words: Words,
    people: Sequence[NamedPerson],
    said: Mapping[int, Sequence[Statement]],
    shown: Mapping[int, tuple[str, bool]],
    organizations: Sequence[NamedOrganization],
    countries: Sequence[CountryMention],
    holders: Holders,
) -> list[StatedOffices]:
    """One value for each of `people`, in their order."""
    return Judge(words, people, said, shown, organizations, countries, holders).judge()
