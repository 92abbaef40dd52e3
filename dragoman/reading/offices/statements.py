"""Who is said to hold which office, in every usual shape."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.reading.offices.outline import Outline
from dragoman.reading.roles import FORMER, Role


@dataclass(frozen=True, slots=True)
class Statement:
    """One role said of one person; `body` is the number of an organization, -1 for none."""

    person: int
    role: Role
    country: str = ""
    body: int = -1
    former: bool = False
    public: bool = False  # said to be a government's or parliament's: "the government's lawyer"
    chain: int = -1  # the person listed just before in the same row of titles and names


# What may stand around a role: "Israel's", "the U.S. Senate's", "of the Republic of Korea", "of Japan's National Security Secretariat".
PRE = r"(?P<pre>(?:CK,?a?)?(?:[COg]s?a?|Ps)*[FM]*(?:[CO]s?)*)"
POST = r"(?P<post>(?:oa*(?:[CO]s?)+(?:&a?[CO]s?)?|oa*[CO]?s?n?g)*)"
BEFORE = re.compile(PRE + r"(?P<role>R)" + POST + r"(?:[,&]*[aCFMOH]*R" + POST.replace("post", "more") + r")*[,-]?[aM]?H*$")
OTHERS = re.compile(r"^[^R]*,&[aCFMOH]*R")  # after a role ", and" begins with somebody else
HOLDS = r"(?:,?w?b+[az]?|[,(-]|,?[wbaM]{0,3}[vV][wna]{0,4}z?)"  # ", who is the", ",", "has served eight years as"
AFTER = re.compile(f"(?P<holds>{HOLDS})[aMi]{{0,2}}n?{PRE}(?P<role>R){POST}")
OF_BODY = re.compile(r"(?:oa?|,wia?[gC]?s?)(?P<body>O)")  # "Benigno Ruiz of FEMA", ", speaking for the Health Ministry"
NAMED_BODY = re.compile(r"Roa?(?:C?s?a?)(?P<body>O)")
OF_COUNTRY = re.compile(r",?oa?(?P<country>C)")
NAMES = r"(?P<names>(?:[,&]*a?H*P(?:oa?C)?)*[,&]*H*)$"
LIST = re.compile(r"(?P<places>(?:a?C[,&]*)*)(?P<role>Q)(?P<post>(?:oa?[CO](?:[,&]+a?[CO])*)?)[,(:-]?" + NAMES)
COUNTERPARTS = re.compile(r"(?P<places>(?:a?C[,&]*)+)K(?:oa?[CO])?,?" + NAMES)
CHAIN = re.compile(r"P(?:oa?C)?[,&]+[aM]*(?:R&)?[aCOsMFH]*R[,-]?H*$")

REACH = 60  # signs to the left and right that a statement may stretch over


SERVANT = Role(-1, -1, "", "servant", "open")  # of whom a body is stated and no role


class StatementReader:
    """Collects the statements of one text, paragraph by paragraph."""

    def __init__(self) -> None:
        self.said: dict[int, list[Statement]] = defaultdict(list)
        self.last_role: Role | None = None
        self.bodies: dict[str, int] = {}  # role in small letters -> the body that the text gives to it somewhere

    def read(self, outline: Outline) -> None:
        """Adds what one paragraph says."""
        signs = outline.signs
        if "R" not in signs and "Q" not in signs and "O" not in signs:
            return
        for match in NAMED_BODY.finditer(signs):
            role, body = outline.things[match.start()], outline.things[match.start("body")]
            if isinstance(role, Role) and isinstance(body, int):
                self.bodies.setdefault(role.name.lower(), body)
        for match in re.finditer("P", signs):
            position = match.start()
            person = outline.things[position]
            assert isinstance(person, int)
            start = max(0, position - REACH, signs.rfind(".", 0, position) + 1)
            left, right = signs[start:position], signs[position + 1 : position + 1 + REACH]
            if "R" in left and (before := find_before(left)):
                self._add(person, outline, before, start, position)
            elif "Q" in left and (listed := LIST.search(left)):
                self._add_listed(person, outline, listed, start, position)
            elif "K" in left and (counterparts := COUNTERPARTS.search(left)):
                self._add_counterpart(person, outline, counterparts, start)
            elif served := OF_BODY.match(right):
                number = outline.things[position + 1 + served.start("body")]
                assert isinstance(number, int)
                self.said[person].append(Statement(person, SERVANT, body=number))
            after = AFTER.match(right) if "R" in right else None
            if after and right[after.end() : after.end() + 1] not in ("P", "n"):  # a title before the next name is that name's
                self._add(person, outline, after, position + 1, -1)

    def _add(self, person: int, outline: Outline, match: re.Match[str], offset: int, position: int) -> None:
        """`position`: of the name where the role stands before it, so that "of Israel" may follow; -1 where it stands after."""
        role = outline.things[offset + match.start("role")]
        assert isinstance(role, Role)
        country, body = read_places(outline, offset, match)
        chain = -1
        if position >= 0:
            if not country and (of := OF_COUNTRY.match(outline.signs, position + 1)):
                country = str(outline.things[of.start("country")])
            if linked := CHAIN.search(outline.signs, offset, position):
                previous = outline.things[linked.start()]
                chain = previous if isinstance(previous, int) else -1
        former = role.marker in FORMER or "F" in match["pre"] or (position < 0 and "V" in match["holds"])
        public = "g" in match["pre"] or "g" in match["post"] or "P" in match["pre"]
        self.said[person].append(Statement(person, role, country, body, former, public, chain))
        self.last_role = role

    def _add_listed(self, person: int, outline: Outline, match: re.Match[str], offset: int, position: int) -> None:
        """A person of a list under one plural title: by the country beside the name, or by its place in the list of countries."""
        role = outline.things[offset + match.start("role")]
        assert isinstance(role, Role)
        things, signs = outline.things, outline.signs
        spans = [range(*match.span(group)) for group in ("places", "post")]
        places = [things[offset + i] for span in spans for i in span if match.string[i] == "C"]
        bodies = [things[offset + i] for span in spans for i in span if match.string[i] == "O"]
        country = ""
        if of := OF_COUNTRY.match(signs, position + 1):
            country = str(things[of.start("country")])
        elif len(places) == 1 and "C" not in match["names"]:
            country = str(places[0])
        elif (rank := match["names"].count("P")) < len(places):
            country = str(places[rank])
        body = bodies[0] if bodies and isinstance(bodies[0], int) else -1
        self.said[person].append(Statement(person, role, country, body, role.marker in FORMER))
        self.last_role = role

    def _add_counterpart(self, person: int, outline: Outline, match: re.Match[str], offset: int) -> None:
        """ "his Greek, Cypriot and French counterparts, X, Y and Z": the role of whom the text named last."""
        if self.last_role is not None:
            places = [outline.things[offset + i] for i in range(*match.span("places")) if match.string[i] == "C"]
            country = str(places[min(match["names"].count("P"), len(places) - 1)])
            role = self.last_role
            if role.name == "Secretary of State" and country != "USA":  # whose counterparts elsewhere have another title
                role = replace(role, name="Foreign Minister")
            self.said[person].append(Statement(person, role, country))


def find_before(left: str) -> re.Match[str] | None:
    """The title that ends where a name begins: not the one that "P, the chairman of O, and former | President Q" gives to P."""
    match = BEFORE.search(left)
    while match and OTHERS.search(left[match.end("role") :]) and (later := BEFORE.search(left, match.end("role"))):
        match = later
    return match


def read_places(outline: Outline, offset: int, match: re.Match[str]) -> tuple[str, int]:
    """The country and the body around a role; of several the nearest after it, else the nearest before."""
    country, body = "", -1
    begin, end = match.span("post")
    before, after = match.span("pre")
    for i in (*range(begin, end), *range(after - 1, before - 1, -1)):
        thing = outline.things[offset + i]
        if match.string[i] == "C" and not country:
            country = str(thing)
        elif match.string[i] == "O" and body < 0 and isinstance(thing, int):
            body = thing
    return country, body


def read_statements(outlines: Iterable[Outline]) -> dict[int, list[Statement]]:
    """A person's number -> what the text says of them, in the text's order.

    A role without a state gets the body that the text gives to the same role elsewhere: "outgoing Executive Director X".
    """
    reader = StatementReader()
    for outline in outlines:
        reader.read(outline)
    for number, statements in reader.said.items():
        reader.said[number] = [
            s if s.body >= 0 or s.country or s.role.standing != "open" else replace(s, body=reader.bodies.get(s.role.name.lower(), -1))
            for s in statements
        ]
    return reader.said
