"""One statement of an office, and how it is read from the signs around a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.reading.offices.office_holders import BETWEEN_STATES
from dragoman.reading.offices.outline import Outline, Thing
from dragoman.reading.offices.shapes import (
    CHAIN,
    CHAIN_AFTER,
    ENDED,
    OF_COUNTRY,
    THE_LAST_ONES,
    UNKNOWN_BODY,
)
from dragoman.reading.offices.signs import LETTERS, compile_shape
from dragoman.reading.roles import FORMER, Role
from dragoman.reading.roles.vocabulary import ADVISING, ROLES

REACH = 60  # signs to the left and right that a statement may stretch over
COUNTRY, BODY, PERSON = LETTERS["country"], LETTERS["body"], LETTERS["person"]
MASTERS = LETTERS["role"] + PERSON
OF_STATE = compile_shape("[{state}{government}{person}]")  # before a role; behind it a person is the master
OF_STATE_AFTER = compile_shape("[{state}{government}{rebel}]")
FOR_MASTER = compile_shape("{role}{to}$")  # "Representative of the Secretary-General for | Libya"
OF_MASTER = compile_shape("{to}{person}")
WAS_WHO = LETTERS["who"] + LETTERS["was"]


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
    between: bool = False  # who serves no state: "Representative of the Secretary-General", "rebel leader"
    served: int = -1  # the person whom the role serves: "an aide to President Vladimir Putin"
    rule: str = ""  # the row of statements.py that read it


SERVANT = Role(-1, -1, "", "servant", "open")  # of whom a body is stated and no role


@dataclass(frozen=True, slots=True)
class Wording:
    """Signs that state an office: a match of a shape in the signs of a paragraph from `offset` on.

    `name` is the place of the name where the role stands before it, so that "of Israel" may follow; else -1.
    """

    outline: Outline
    match: re.Match[str]
    offset: int
    name: int = -1

    @property
    def at(self) -> int:
        """The place of the role."""
        return self.offset + self.match.start("role")

    @property
    def role(self) -> Role:
        """The role that is stated."""
        role = self.outline.things[self.at]
        assert isinstance(role, Role)
        return role

    def list_things(self, letters: str, *groups: str) -> list[Thing]:
        """What the signs of these letters stand for in some groups of the match."""
        spots = (i for group in groups for i in range(*self.match.span(group)))
        return [self.outline.things[self.offset + i] for i in spots if self.match.string[i] in letters]


def state_office(person: int, wording: Wording, former: bool = False) -> Statement:
    """What a wording says of a person; `former` where it is said that another has the office now."""
    role = wording.role
    country, body = read_places(wording)
    country = _read_country_of_name(wording, country)
    masters = wording.list_things(MASTERS, "pre", "post")
    return Statement(
        person,
        role,
        country,
        body,
        former or _is_former(wording),
        _is_public(wording, masters),
        _find_previous(wording),
        _is_abroad(wording),
        not country and body < 0 and _is_of_unknown_body(wording),
        _is_between(wording, masters),
        next((thing for thing in masters if isinstance(thing, int)), -1),
    )


def read_number(outline: Outline, position: int) -> int:
    """The number of the person or organization that a sign stands for."""
    thing = outline.things[position]
    assert isinstance(thing, int)
    return thing


def read_places(wording: Wording) -> tuple[str, int]:
    """The country and the body around a role; of several the nearest after it, else the nearest before."""
    country, body = "", -1
    match, things = wording.match, wording.outline.things
    for i in _list_around(match):
        if match.string[i] == COUNTRY and not country and not _is_posting(match, i):
            country = str(things[wording.offset + i])
        elif match.string[i] == BODY and body < 0 and isinstance(things[wording.offset + i], int):
            body = read_number(wording.outline, wording.offset + i)
    return country, body


def _list_around(match: re.Match[str]) -> Iterator[int]:
    """The places behind a role in order, then those before it backwards."""
    yield from range(*_span_behind(match))
    before, after = match.span("pre")
    yield from range(after - 1, before - 1, -1)


def _span_behind(match: re.Match[str]) -> tuple[int, int]:
    at = match.end("at") if "at" in match.re.groupindex else -1
    return match.start("post"), max(match.end("post"), at)


def _is_posting(match: re.Match[str], i: int) -> bool:
    """Whether a place is where somebody is sent who serves another."""
    begin, end = _span_behind(match)
    return begin <= i < end and bool(FOR_MASTER.search(match.string[begin:i].rstrip(LETTERS["the"])))


def _read_country_of_name(wording: Wording, country: str) -> str:
    """The country behind the name, "President X | of Israel", where at most a neighbour's is at the role."""
    if wording.name < 0:
        return country
    signs, at = wording.outline.signs, wording.at
    if country and not THE_LAST_ONES.search(signs, max(0, at - REACH), at):
        return country
    of = OF_COUNTRY.match(signs, wording.name + 1)
    return str(wording.outline.things[of.start("country")]) if of else country


def _find_previous(wording: Wording) -> int:
    """The person listed just before in the same row of titles and names, -1 for none."""
    signs, offset = wording.outline.signs, wording.offset
    if wording.name >= 0:
        linked = CHAIN.search(signs, offset, wording.name)
    else:
        linked = CHAIN_AFTER.search(signs, max(0, offset - REACH), offset - 1)
    previous = wording.outline.things[linked.start()] if linked else -1
    return previous if isinstance(previous, int) else -1


def _is_former(wording: Wording) -> bool:
    """Whether an office is over: by its marker, by the verb, or as a state's first one ever."""
    role, match = wording.role, wording.match
    if role.marker in FORMER or LETTERS["former"] in match["pre"] or _is_over(match):
        return True
    # "Chechnya's first president": who is called so has had successors.
    first = role.marker == "first" and role.head in ROLES["rulers"]
    return first and COUNTRY in match["pre"] + match["post"]


def _is_over(match: re.Match[str]) -> bool:
    """Whether the words between a name and its role put the office in the past: "who was", "served as"."""
    holds = match.groupdict().get("holds") or ""
    if not holds:
        return False
    if LETTERS["served"] in holds:  # "has served ... since" goes on
        return LETTERS["has"] not in holds or LETTERS["since"] not in match.string[match.end() :]
    if holds.lstrip(",").startswith(WAS_WHO) and LETTERS["serves"] not in holds:
        return True
    if LETTERS["former"] in match.string[match.end("holds") : match.start("role")]:
        return True
    return holds.startswith(LETTERS["was"]) and bool(ENDED.match(match.string, match.end()))


def _is_public(wording: Wording, masters: list[Thing]) -> bool:
    """Whether a role is said to be a government's: "the government's | lawyer", not "the president's"."""
    if OF_STATE.search(wording.match["pre"]) or OF_STATE_AFTER.search(wording.match["post"]):
        return True
    if wording.role.standing == "private":
        return False
    if wording.role.head in ADVISING and OF_MASTER.search(wording.match["post"]):  # "an adviser to Putin"
        return True
    return any(isinstance(thing, Role) and thing.standing != "private" for thing in masters)


def _is_abroad(wording: Wording) -> bool:
    start = wording.offset + wording.match.start()
    return LETTERS["counterpart"] in wording.outline.signs[max(0, start - 1) : wording.at]


def _is_of_unknown_body(wording: Wording) -> bool:
    """Whether a president is of something that no table knows: "president of Ovax"."""
    if not wording.role.name.lower().endswith("president"):
        return False
    return bool(UNKNOWN_BODY.match(wording.match.string[wording.match.end("post") :]))


def _is_between(wording: Wording, masters: list[Thing]) -> bool:
    """Whether somebody serves no state."""
    if LETTERS["rebel"] in wording.match["post"]:
        return True
    roles = (thing for thing in masters if isinstance(thing, Role))
    return any(role.name.lower().endswith(BETWEEN_STATES) for role in roles)
