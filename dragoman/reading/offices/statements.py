"""Who is said to hold which office, in every usual shape."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.reading.offices.office_holders import BETWEEN_STATES
from dragoman.reading.offices.outline import Outline
from dragoman.reading.roles import FORMER, PARTY_MEMBERS, Role


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
    abroad: bool = False  # said of a counterpart: the office is not that of the text's own country
    private: bool = False  # of a company or society that no table knows: "president of Ovax"
    between: bool = False  # of somebody who serves no state: "Special Representative of the Secretary-General", "leader of the rebels"
    served: int = -1  # the person whom the role serves: "an aide to President Vladimir Putin"


# What may stand around a role: "Israel's", "the U.S. Senate's", "of South Korea", "for the interior ministry", "to President X".
PRE = (
    r"(?P<pre>(?:CK,?a?)?(?:[COgG]s?a?|ls|Ps?|Rs)*(?:[wn]{1,2}(?=[gG]))?(?:(?<=[wn])[gG]s?)?[FM]*(?:[CO]s?|(?<=F)Ps?(?=R))*"
    r"(?:(?<=s)[FM]?[wn]{1,2}|(?<=s[FM])[wn])?)"
)
POST = (
    r"(?P<post>(?:oa*(?:[CO]s?)+(?:&a?[CO]s?)?|fa*(?:Cs?)?O|[of]a*[COF]*s?[nw]{0,3}[gG]|oa?C?s?r[nwO]{0,3}g?"
    r"|(?<=C)[fi]a?C(?:&a?C(?=,))?|oa?R(?:fa?C)?(?=,)|[of]a*C?s?[MF]?w?RP|oa[wl]{1,2}(?=,))*)"
)
BEFORE = re.compile(
    PRE
    + r"(?P<role>R)(?!s)"
    + POST
    + r"(?:(?:[,&]*[aCFMOH]*|[,&]+a?n{1,3}(?:&n{1,3})?)R"
    + POST.replace("post", "more")
    + r")*[,-]?[aM]?H*$"
)
APPOSED = re.compile(r"P(?:oa?C)?,[aMF]*$")
LED = re.compile(r"R(?:oa?[CO])?,[aH]*P,&?[aMF]*$")  # "the foreign minister of France, X, the foreign minister of Italy, | Y"
AGAIN = re.compile(r",[aH]*P")
PARTED = re.compile(r",a?H*$")
OTHERS = re.compile(r"^[^R]*,&[aCFMOH]*R")  # after a role ", and" begins with somebody else
IS = re.compile(PRE + r"(?P<role>R)" + POST + r"(?:,?[fi]aw,?)?[bW]$")  # "whose president at the time was", before the name
# "is", ",", "has served eight years as", "was sworn in on Thursday as", "on his election as"
HOLDS = r"(?:,?w?[bWhq]+[az]?|[,(-]|,?[wbWhqaM]{0,3}[vVS](?:[wna]{0,4}z?|[wnaifuy]{0,7}z)|[if]?aE(?:z|[if]a?wo))"
AFTER = re.compile(
    f"(?:,q[^,.PR]{{1,25}}(?:,|(?=bw?v)))?(?P<holds>{HOLDS})[aMFif]{{0,2}}[nw]?{PRE}(?P<role>R)(?!s){POST.replace('RP', 'RP?')}"
    r"(?P<at>,a?(?:Cs?)?O(?=[,.)]|$))?"  # "Administrator, USAID,"
)
NEXT = re.compile(r"[Pn]|&[aCMFO]*R[aMH]*P")  # after a role that is the next name's: "Bennett, Foreign Minister | Lapid"
SUCCEEDS = re.compile(f"[hqbW]{{0,2}}S(?P<other>P)(?:[if][any]{{1,3}})?,?za?{PRE}(?P<role>R){POST}")  # "replaced Y as president"
IN_SUCCESSION = re.compile(r"(?:,?iwf|,S)[aH]*(?P<other>P)")  # "appointed ambassador in succession to Y", "..., replacing Y"
NAMING = re.compile(r"(?:Eo|v)[aH]*$")  # "the appointment of", "has appointed", before a name
NAMED_AS = re.compile(rf"(?:oa?C)?(?P<holds>za?){PRE}(?P<role>R)(?!s){POST}")  # "X of Germany as Special Envoy"
REPLACED = re.compile(r"(?:^[wn]|Pw?)S[aH]*$")  # "She succeeds", "Mr. X will replace", before a name
ENDED = re.compile(r"(?:oy|iy|uy|u)")  # what follows "was president" when it is over: "from 2010", "until May"
OF_BODY = re.compile(
    r"(?:oa?|,w[if]a?[gGC]?s?)(?P<body>O)|,?oa?[Cnw]{0,3}G"
)  # "Benigno Ruiz of FEMA", ", speaking for the Health Ministry"
NAMED_BODY = re.compile(r"Roa?(?:C?s?a?)(?P<body>O)")
OF_COUNTRY = re.compile(r"(?:,?oa?|\(|,a?(?=C\.?$))(?P<country>C)")  # "of Israel", "(Israel)", ", Israel" at the end of a list's point
THE_LAST_ONES = re.compile(r"Poa?C$")  # "President X of Nauru | President Y of Niue", a list without any mark
NAMES = r"(?P<names>(?:[,&]*a?H*P(?:oa?C|\(C\))?)*[,&]*H*)$"
LIST = re.compile(r"(?P<places>(?:a?C[,&]*)*)(?P<role>Q)(?P<post>(?:oa?[CO](?:[,&]+a?[CO])*)?)(?:[,(:-]|[wbW]{1,5}-)?" + NAMES)
# One name only after a plural: the sentence goes on with it, "In talks with Israeli officials, Mr. Sullivan said".
OPENING = re.compile(r"(?:[^PQ]*)Q[^P,]*,H*\|(?!(?:oa?C|\(C\))?[,&]+a?H*P)")
COUNTERPARTS = re.compile(r"(?P<places>(?:a?C[,&]*)+)[Kk](?:oa?[CO])?,?" + NAMES)
HEIR = re.compile(r"(?:a|(?P<owner>P)s)[MF]?(?P<kind>[DT]),?$")  # "his predecessor, X"
HEIR_OF = re.compile(r",?[qbWh]*(?:C?R)?(?P<other>P)s[MF]?(?P<kind>[DT])")  # "X, who was Y's predecessor"
CHAIN = re.compile(r"P(?:oa?C)?[,&]+[aM]*(?:R(?:&n{1,3})*&)?[aCOsMFH]*n{0,3}R[,-]?H*$")

CHAIN_AFTER = re.compile(r"P,a?R[^.PRC]{0,9}&[aH]*$")  # "X, Minister of Trade, and Y, Minister of Health"
FOREIGN = re.compile(r"Secretary of State$|(?:Federal )?Minister .*(?:Foreign|External|International Relations)")
CALLINGS: frozenset[str] = load_lexicon("roles")["callings"]
REACH = 60  # signs to the left and right that a statement may stretch over


SERVANT = Role(-1, -1, "", "servant", "open")  # of whom a body is stated and no role


class StatementReader:
    """Collects the statements of one text, paragraph by paragraph."""

    def __init__(self) -> None:
        self.said: dict[int, list[Statement]] = defaultdict(list)
        self.last_role: Role | None = None
        self.last_person = -1  # whose it was
        self.heirs: list[tuple[int, int, bool]] = []  # whose predecessor (True) or successor the text says that somebody is
        self.bodies: dict[str, int] = {}  # role in small letters -> the body that the text gives to it somewhere

    def read(self, outline: Outline) -> None:
        """Adds what one paragraph says."""
        signs = outline.signs
        if {"R", "Q", "O", "G", "K", "D", "T"}.isdisjoint(signs):
            return
        for match in NAMED_BODY.finditer(signs):
            role, body = outline.things[match.start()], outline.things[match.start("body")]
            if isinstance(role, Role) and isinstance(body, int):
                self.bodies.setdefault(role.name.lower(), body)
        for match in re.finditer("P", signs):
            position = match.start()
            person = read_number(outline, position)
            start = max(0, position - REACH, signs.rfind(".", max(0, position - REACH), position) + 1)
            left, right = signs[start:position], signs[position + 1 : position + 1 + REACH]
            if "R" in left and (before := find_before(left)):
                if is_calling(outline.things[start + before.start("role")]) and (later := BEFORE.search(left, before.end("role"))):
                    before = later  # "Member of the Political Bureau and | Foreign Minister X"
                self._add(person, outline, before, start, position)
                later = None if self.said[person][-1].role.standing == "official" else BEFORE.search(left, before.end("role"))
                if later:  # "Spokesperson and | Deputy Minister X"
                    self._add(person, outline, later, start, position)
            elif "R" in left and signs[position + 1 : position + 2] != "s" and (named := IS.search(left)):
                self._add(person, outline, named, start, -1)
            elif "Q" in left and (listed := LIST.search(left)) and not OPENING.match(listed[0] + "|" + right):
                self._add_listed(person, outline, listed, start, position)
            elif ("K" in left or "k" in left) and (counterparts := COUNTERPARTS.search(left)):
                self._add_counterpart(person, outline, counterparts, start)
            elif heir := HEIR.search(left):
                owner = heir.start("owner")
                other = read_number(outline, start + owner) if owner >= 0 else self._find_last(outline, start, position)
                self.heirs.append((person, other, heir["kind"] == "D"))
            elif REPLACED.search(left) and (held := self.said.get(self.last_person)):
                self.said[person].append(replace(held[0], person=person, former=True))
            elif served := OF_BODY.match(right):
                body = read_number(outline, position + 1 + served.start("body")) if served["body"] else -1
                self.said[person].append(Statement(person, SERVANT, body=body, public=body < 0))
            if heir := HEIR_OF.match(right):
                self.heirs.append((person, read_number(outline, position + 1 + heir.start("other")), heir["kind"] == "D"))
            if "R" not in right:
                continue
            if succeeds := SUCCEEDS.match(right):
                self._add(person, outline, succeeds, position + 1, -1)
                other = read_number(outline, position + 1 + succeeds.start("other"))
                self._add(other, outline, succeeds, position + 1, -1, former=True)
                continue
            letters = outline.things[position + 1]
            seated = isinstance(letters, Role) and letters.head in PARTY_MEMBERS and not letters.plural  # "James Cleverly | MP"
            named = NAMED_AS.match(right) if NAMING.search(left) else None
            after = named or AFTER.match(right, int(seated))
            led = PARTED.search(left) and LED.search(left + "P,")
            if after and not NEXT.match(right, after.end()) and not (led and AGAIN.match(right, after.end())):
                self._add(person, outline, after, position + 1, -1)  # a title before the next name is that name's
                if succeeded := IN_SUCCESSION.match(right, after.end()):
                    self._add(read_number(outline, position + 1 + succeeded.start("other")), outline, after, position + 1, -1)
            if seated and isinstance(letters, Role):
                self.said[person].append(Statement(person, letters))

    def _find_last(self, outline: Outline, start: int, position: int) -> int:
        """Whom "his" means before a name: the last one in office that its sentence names, else the last of the text."""
        spots = (i for i in range(position - 1, start - 1, -1) if outline.signs[i] == "P")
        people = (read_number(outline, i) for i in spots)
        return next((other for other in people if self.said.get(other)), self.last_person)

    def _add(self, person: int, outline: Outline, match: re.Match[str], offset: int, position: int, former: bool = False) -> None:
        """`position`: of the name where the role stands before it, so that "of Israel" may follow; -1 where it stands after."""
        role = outline.things[offset + match.start("role")]
        assert isinstance(role, Role)
        country, body = read_places(outline, offset, match)
        chain = -1
        here = offset + match.start("role")
        ahead = bool(THE_LAST_ONES.search(outline.signs, max(0, here - REACH), here))
        if position >= 0 and (not country or ahead) and (of := OF_COUNTRY.match(outline.signs, position + 1)):
            country = str(outline.things[of.start("country")])
        linked = (
            CHAIN.search(outline.signs, offset, position)
            if position >= 0
            else CHAIN_AFTER.search(outline.signs, max(0, offset - REACH), offset - 1)
        )
        if linked and isinstance(previous := outline.things[linked.start()], int):
            chain = previous
        former = former or role.marker in FORMER or "F" in match["pre"] or is_over(match) or is_first(role, match)
        around = [*range(*match.span("pre")), *range(*match.span("post"))]
        masters = [outline.things[offset + i] for i in around if match.string[i] in "RP"]
        public = not {"g", "G", "P"}.isdisjoint(match["pre"]) or not {"g", "G"}.isdisjoint(match["post"])
        public = public or "r" in match["post"]
        if role.standing != "private":  # "the government's | lawyer", not "the president's"
            public = public or any(isinstance(thing, Role) and thing.standing != "private" for thing in masters)
        served = next((thing for thing in masters if isinstance(thing, int)), -1)
        abroad = "K" in outline.signs[max(0, offset + match.start() - 1) : offset + match.start("role")]
        rest = match.string[match.end("post") :]
        private = role.name.lower().endswith("president") and not country and body < 0 and bool(re.match(r"oa?w?n", rest))
        between = "r" in match["post"] or any(isinstance(thing, Role) and thing.name.lower().endswith(BETWEEN_STATES) for thing in masters)
        self.said[person].append(Statement(person, role, country, body, former, public, chain, abroad, private, between, served))
        self.last_role, self.last_person = role, person

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
        self.last_role, self.last_person = role, person

    def _add_counterpart(self, person: int, outline: Outline, match: re.Match[str], offset: int) -> None:
        """ "his Greek, Cypriot and French counterparts, X, Y and Z": the role of whom the text named last."""
        role = self.last_role or SERVANT  # nobody's office was named before: an official of that state all the same
        if self.last_role is not None or "K" in match[0]:
            places = [outline.things[offset + i] for i in range(*match.span("places")) if match.string[i] == "C"]
            country = str(places[min(match["names"].count("P"), len(places) - 1)])
            if FOREIGN.match(role.name) and country != "USA":  # whose counterparts elsewhere have another title
                role = replace(role, name="Foreign Minister")
            self.said[person].append(Statement(person, role, country))


def read_number(outline: Outline, position: int) -> int:
    """The number of the person or organization that a sign stands for."""
    thing = outline.things[position]
    assert isinstance(thing, int)
    return thing


def find_before(left: str) -> re.Match[str] | None:
    """The title that ends where a name begins: not the one that "P, the chairman of O, and former | President Q" gives to P."""
    match = BEFORE.search(left)
    if match and PARTED.search(left) and APPOSED.search(left, 0, match.start()) and not LED.search(left, 0, match.start()):
        return None  # "X, former President of Chile, | Y, former ..."
    while match and OTHERS.search(left[match.end("role") :]) and (later := BEFORE.search(left, match.end("role"))):
        match = later
    return match


def is_calling(thing: object) -> bool:
    """Whether a thing is a role that says less than another beside it: "member", "diplomat"."""
    return isinstance(thing, Role) and thing.head in CALLINGS


def is_first(role: Role, match: re.Match[str]) -> bool:
    """Whether a role is a state's first one ever: "Chechnya's first president", who has had successors when he is called so."""
    return role.marker == "first" and role.head in ("president", "king", "emperor") and "C" in match["pre"] + match["post"]


def is_over(match: re.Match[str]) -> bool:
    """Whether the words between a name and its role put the office in the past: "who was", "served as", "was .. until 2019"."""
    holds = match.groupdict().get("holds") or ""
    if "V" in holds:
        return "h" not in holds or "x" not in match.string[match.end() :]
    if holds.lstrip(",").startswith("qW") and "v" not in holds:
        return True
    return (
        "F" in match.string[match.end("holds") : match.start("role")]
        or (holds.startswith("W") and bool(ENDED.match(match.string, match.end())))
        if holds
        else False
    )


def read_places(outline: Outline, offset: int, match: re.Match[str]) -> tuple[str, int]:
    """The country and the body around a role; of several the nearest after it, else the nearest before."""
    country, body = "", -1
    begin, end = match.start("post"), max(match.end("post"), match.end("at") if match.groupdict().get("at") else -1)
    before, after = match.span("pre")
    for i in (*range(begin, end), *range(after - 1, before - 1, -1)):
        thing = outline.things[offset + i]
        posted = begin <= i < end and match.string[begin:i].rstrip("a").endswith(
            "Rf"
        )  # "Representative of the Secretary-General for | Libya"
        if match.string[i] == "C" and not country and not posted:
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
    for person, other, former in reader.heirs:
        reader.said[person] += [replace(held, person=person, former=former, chain=other) for held in reader.said.get(other, ())[:1]]
    for number, statements in reader.said.items():
        reader.said[number] = [
            s if s.body >= 0 or s.country or s.role.standing != "open" else replace(s, body=reader.bodies.get(s.role.name.lower(), -1))
            for s in statements
        ]
    return reader.said
