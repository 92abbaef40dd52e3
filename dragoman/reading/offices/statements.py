"""Who is said to hold which office, in every usual shape."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model import Office
from dragoman.reading.countries import CountryMention
from dragoman.reading.offices.outline import Outline, outline_paragraphs
from dragoman.reading.organizations import NamedOrganization
from dragoman.reading.people import NamedPerson
from dragoman.reading.roles import Role
from dragoman.reading.words import Words


@dataclass(frozen=True, slots=True)
class Standing:
    """What the text states about one person: the offices in the order that it names them, and whether they make an official."""

    official: bool = False
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One role said of one person."""

    role: Role
    country: str = ""
    body: int = -1  # the organization's number
    former: bool = False


# What may stand around a role: "Israel's", "the U.S. Senate's", "of the Republic of Korea", "of NATO".
PRE = r"(?P<pre>(?:[CO]s?[,&]?a?)*?[FM]*(?:[CO]s?)*)(?P<former>[FM]*)"
POST = r"(?P<post>(?:o[aF]*[CO]s?(?:&a?[CO])?)*)"
BEFORE = re.compile(PRE + r"(?P<role>R)" + POST + r"(?:&[CFM]*R" + POST.replace("post", "more") + r")?[,-]?[aw]?$")
AFTER = re.compile(r"(?:[,(-]|,?w?b+|,?b+w?b*)[aMw]?" + PRE + r"(?P<role>R)" + POST)
OF_COUNTRY = re.compile(r",?oa?(?P<country>C)")
LIST = re.compile(r"(?P<places>(?:C[,&]*)*)(?P<role>Q)(?P<post>(?:oa?(?:[CO][,&]*a?)+)?)[,(:-]?(?P<names>(?:P(?:oa?C)?[,&]*)*)$")
COUNTERPARTS = re.compile(r"(?P<places>(?:a?C[,&]*)+)K(?:oa?[CO])?,?(?P<names>(?:P[,&]*)*)$")


class StatementFinder:
    """Collects the statements of one text."""

    def __init__(self) -> None:
        self.said: dict[int, list[Statement]] = defaultdict(list)
        self.last_role: Role | None = None

    def read(self, outline: Outline) -> None:
        """Adds what one paragraph says."""
        signs = outline.signs
        if "P" not in signs:
            return
        for position in (match.start() for match in re.finditer("P", signs)):
            person = outline.things[position]
            assert isinstance(person, int)
            start = max(0, position - 24)
            left, right = signs[start:position], signs[position + 1 : position + 25]
            if match := BEFORE.search(left):
                self._add(person, outline, match, start, right, position)
            elif match := LIST.search(left):
                self._add_listed(person, outline, match, start, right, position)
            elif match := COUNTERPARTS.search(left):
                self._add_counterpart(person, outline, match, start)
            if match := AFTER.match(right):
                self._add(person, outline, match, position + 1, "", position)

    def _add(self, person: int, outline: Outline, match: re.Match[str], offset: int, right: str, position: int) -> None:
        role = outline.things[offset + match.start("role")]
        assert isinstance(role, Role)
        country, body = self._read_places(outline, offset, match, ("post", "pre"))
        if not country and (of := OF_COUNTRY.match(right)):
            country = str(outline.things[position + 1 + of.start("country")])
        former = "F" in match["former"] or "F" in match["pre"] or role.marker in _PAST
        self._state(person, Statement(role, country, body, former))

    def _state(self, person: int, statement: Statement) -> None:
        self.said[person].append(statement)
        self.last_role = statement.role

    def _read_places(self, outline: Outline, offset: int, match: re.Match[str], groups: Sequence[str]) -> tuple[str, int]:
        """The country and the body in the groups of a match; of several the nearest to the role."""
        country, body = "", -1
        for group in groups:
            begin, end = match.span(group)
            order = range(begin, end) if group == "post" else range(end - 1, begin - 1, -1)
            for i in order:
                sign, thing = match.string[i], outline.things[offset + i]
                if sign == "C" and not country:
                    country = str(thing)
                elif sign == "O" and body < 0:
                    assert isinstance(thing, int)
                    body = thing
        return country, body

    def _add_listed(self, person: int, outline: Outline, match: re.Match[str], offset: int, right: str, position: int) -> None:
        """A person of a list under one plural title: by the country beside the name, or by its place in the list of countries."""
        role = outline.things[offset + match.start("role")]
        assert isinstance(role, Role)
        places = [outline.things[offset + i] for group in ("places", "post") for i in range(*match.span(group)) if match.string[i] == "C"]
        rank = match["names"].count("P")
        country = ""
        if of := OF_COUNTRY.match(right):
            country = str(outline.things[position + 1 + of.start("country")])
        elif len(places) == 1:
            country = str(places[0])
        elif rank < len(places):
            country = str(places[rank])
        bodies = [outline.things[offset + i] for i in range(*match.span("post")) if match.string[i] == "O"]
        body = bodies[0] if bodies and isinstance(bodies[0], int) else -1
        self._state(person, Statement(role, country, body, role.marker in _PAST))

    def _add_counterpart(self, person: int, outline: Outline, match: re.Match[str], offset: int) -> None:
        """ "his Greek, Cypriot and French counterparts, X, Y and Z": the role of whom the text named last."""
        if self.last_role is None:
            return
        places = [outline.things[offset + i] for i in range(*match.span("places")) if match.string[i] == "C"]
        rank = match["names"].count("P")
        country = str(places[rank] if rank < len(places) else places[-1])
        self.said[person].append(Statement(self.last_role, country))


_PAST = frozenset(
    ["former", "ex", "then", "ousted", "deposed", "late", "onetime", "one-time", "deceased", "retired", "toppled", "disgraced", "erstwhile"]
)


def find_offices(
    words: Words,
    roles: Sequence[Role],
    people: Sequence[NamedPerson],
    organizations: Sequence[NamedOrganization],
    countries: Sequence[CountryMention],
) -> list[Standing]:
    """One standing for each of `people`, in their order."""
    person_at = {words.find(s): (words.cover(s, e)[1], n) for n, person in enumerate(people) for s, e, _ in person.spans}
    body_at = {words.find(s): (words.cover(s, e)[1], n) for n, body in enumerate(organizations) for s, e in body.spans}
    country_at = {words.find(c.start): (words.cover(c.start, c.end)[1], c.iso3) for c in countries}
    finder = StatementFinder()
    for outline in outline_paragraphs(words, roles, person_at, body_at, country_at):
        finder.read(outline)
    return [judge(finder.said.get(number, []), organizations) for number in range(len(people))]


def judge(said: Sequence[Statement], organizations: Sequence[NamedOrganization]) -> Standing:
    """The offices among the roles said of one person, the first named first, and whether any makes an official."""
    offices: dict[str, Office] = {}
    official = False
    for statement in said:
        role = statement.role
        body = organizations[statement.body] if statement.body >= 0 else None
        country = statement.country or (body.known.country if body and body.known else "")
        public = role.standing == "official" or (role.standing == "open" and (bool(country) or body is not None))
        if body and body.known and body.known.kind in ("party", "company", "ngo"):
            public = role.standing == "official"
        if not public:
            continue
        official = True
        name = re.sub("^Secretary-General$", "Secretary General", role.name)
        known = offices.get(name.lower())
        office = Office(name, country, body.name if body and not country else "", statement.former)
        if known is None:
            offices[name.lower()] = office
        elif not known.country and country:
            offices[name.lower()] = Office(name, country, known.body, known.former)
    return Standing(official, tuple(offices.values()))
