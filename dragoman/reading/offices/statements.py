"""Who is said to hold which office, in every usual shape.

A table of the ways in which a text says so of a name. Of those that stand before a name, and of a body behind
it, the first that fits decides; those behind a name each add what they say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.reading.offices import shapes
from dragoman.reading.offices.outline import Outline
from dragoman.reading.offices.signs import LETTERS
from dragoman.reading.offices.spots import Heir, Said, Spot, list_spots
from dragoman.reading.offices.statement import (
    COUNTRY,
    PERSON,
    SERVANT,
    Statement,
    Wording,
    read_number,
    state_office,
)
from dragoman.reading.roles import FORMER, PARTY_MEMBERS, Role

CALLINGS: frozenset[str] = load_lexicon("roles")["callings"]
FOREIGN = re.compile(
    r"(?:Secretary of State|Foreign Secretary)$"
    r"|(?:Federal )?Minister .*(?:Foreign|External|International Relations)"
)
ROLE, ROLES = LETTERS["role"], LETTERS["roles"]
HEIR, HEIR_BEHIND = "predecessor or successor", "predecessor or successor, behind the name"  # rules
TELLING = frozenset(
    LETTERS[name]
    for name in ("role", "roles", "body", "government", "counterpart", "predecessor", "successor")
)  # without one of these signs nobody's office is stated


@dataclass(frozen=True, slots=True)
class StatementRule:
    """One way of saying who holds an office: what it says of a name, None where it does not fit.

    The example states an office of X by this rule, the counter-example none by it; X, Y and Z are names.
    """

    id: str
    read: Callable[[Said, Spot], Sequence[Statement] | None]
    example: str
    counter: str


def _read_title(said: Said, spot: Spot) -> list[Statement] | None:
    title = _find_title(spot.left) if ROLE in spot.left else None
    if title is None:
        return None
    if _is_calling(spot.outline.things[spot.start + title.start("role")]):
        # "Member of the Political Bureau and | Foreign Minister X"
        title = shapes.BEFORE.search(spot.left, title.end("role")) or title
    first = said.state(spot.person, spot.word_before(title))
    if first.role.standing == "official":
        return [first]
    later = shapes.BEFORE.search(spot.left, title.end("role"))  # "Spokesperson and | Deputy Minister X"
    return [first, said.state(spot.person, spot.word_before(later))] if later else [first]


def _find_title(left: str) -> re.Match[str] | None:
    """The title that ends where a name begins: not the one that belongs to the name before.

    "P, the chairman of O, and former | President Q" has one of each.
    """
    match = shapes.BEFORE.search(left)
    if match is None:
        return None
    begin = match.start()
    if (
        shapes.PARTED.search(left)
        and shapes.APPOSED.search(left, 0, begin)
        and not shapes.LED.search(left, 0, begin)
    ):
        return None  # "X, former President of Chile, | Y, former ..."
    while shapes.OTHERS.search(left[match.end("role") :]):
        later = shapes.BEFORE.search(left, match.end("role"))
        if later is None:
            break
        match = later
    return match


def _is_calling(thing: object) -> bool:
    """Whether a thing is a role that says less than another beside it: "member", "diplomat"."""
    return isinstance(thing, Role) and thing.head in CALLINGS


def _read_verb_before(said: Said, spot: Spot) -> list[Statement] | None:
    owner = spot.outline.signs[spot.position + 1 : spot.position + 2] == LETTERS["owner"]
    if ROLE not in spot.left or owner or not (named := shapes.IS.search(spot.left)):
        return None
    return [said.state(spot.person, spot.word_before(named, name=False))]


def _read_listed(said: Said, spot: Spot) -> list[Statement] | None:
    """A person of a list under one plural title."""
    listed = shapes.LIST.search(spot.left) if ROLES in spot.left else None
    if listed is None or shapes.OPENING.match(listed[0] + "|" + spot.right):
        return None
    wording = spot.word_before(listed)
    bodies = wording.list_things(LETTERS["body"], "places", "post")
    body = bodies[0] if bodies and isinstance(bodies[0], int) else -1
    role = wording.role
    said.last = Statement(spot.person, role, _read_listed_country(wording), body, role.marker in FORMER)
    return [said.last]


def _read_listed_country(wording: Wording) -> str:
    """The country beside the name, the only one of the title, or the one at the name's place in the list."""
    if of := shapes.OF_COUNTRY.match(wording.outline.signs, wording.name + 1):
        return str(wording.outline.things[of.start("country")])
    places, names = wording.list_things(COUNTRY, "places", "post"), wording.match["names"]
    if len(places) == 1 and COUNTRY not in names:
        return str(places[0])
    rank = names.count(PERSON)
    return str(places[rank]) if rank < len(places) else ""


def _read_counterpart(said: Said, spot: Spot) -> list[Statement] | None:
    """ "his Greek, Cypriot and French counterparts, X, Y and Z": the role of whom the text named last."""
    counterpart, colleague = LETTERS["counterpart"], LETTERS["colleague"]
    near = counterpart in spot.left or colleague in spot.left
    match = shapes.COUNTERPARTS.search(spot.left) if near else None
    if match is None:
        return None
    if said.last is None and counterpart not in match[0]:
        return []
    # Where nobody's office was named before, it is an official of that state all the same.
    role = said.last.role if said.last else SERVANT
    places = spot.word_before(match).list_things(COUNTRY, "places")
    country = str(places[min(match["names"].count(PERSON), len(places) - 1)])
    if FOREIGN.match(role.name) and country != "USA":  # whose counterparts elsewhere have another title
        role = replace(role, name="Foreign Minister")
    return [Statement(spot.person, role, country)]


def _read_heir(said: Said, spot: Spot) -> list[Statement] | None:
    heir = shapes.HEIR.search(spot.left)
    if heir is None:
        return None
    owner = heir.start("owner")
    other = read_number(spot.outline, spot.start + owner) if owner >= 0 else said.find_last(spot)
    said.heirs.append(Heir(spot.person, other, heir["kind"] == LETTERS["predecessor"], HEIR))
    return []


def _read_replaced(said: Said, spot: Spot) -> list[Statement] | None:
    held = said.statements.get(said.last.person) if said.last else None
    if not held or not shapes.REPLACED.search(spot.left):
        return None
    return [replace(held[0], person=spot.person, former=True)]


def _read_body(said: Said, spot: Spot) -> list[Statement] | None:
    served = shapes.OF_BODY.match(spot.right)
    if served is None:
        return None
    body = spot.read_behind(served.start("body")) if served["body"] else -1
    return [Statement(spot.person, SERVANT, body=body, public=body < 0)]


def _read_heir_behind(said: Said, spot: Spot) -> list[Statement] | None:
    heir = shapes.HEIR_OF.match(spot.right)
    if heir is None:
        return None
    other = spot.read_behind(heir.start("other"))
    said.heirs.append(Heir(spot.person, other, heir["kind"] == LETTERS["predecessor"], HEIR_BEHIND))
    return []


def _read_succession(said: Said, spot: Spot) -> list[Statement] | None:
    succeeds = shapes.SUCCEEDS.match(spot.right) if ROLE in spot.right else None
    if succeeds is None:
        return None
    wording = spot.word_behind(succeeds)
    other = spot.read_behind(succeeds.start("other"))
    return [said.state(spot.person, wording), said.state(other, wording, former=True)]


def _read_office_behind(said: Said, spot: Spot) -> list[Statement] | None:
    if ROLE not in spot.right or shapes.SUCCEEDS.match(spot.right):
        return None
    office = _find_office(spot)
    if office is None or shapes.NEXT.match(spot.right, office.end()):
        return None
    led = shapes.PARTED.search(spot.left) and shapes.LED.search(spot.left + PERSON + ",")
    if led and shapes.AGAIN.match(spot.right, office.end()):
        return None  # a title before the next name is that name's
    wording = spot.word_behind(office)
    statements = [said.state(spot.person, wording), *_read_another(said, spot, office)]
    if succeeded := shapes.IN_SUCCESSION.match(spot.right, office.end()):
        statements.append(said.state(spot.read_behind(succeeded.start("other")), wording))
    return statements


def _read_another(said: Said, spot: Spot, office: re.Match[str]) -> Iterator[Statement]:
    """What follows an occupation or a past office behind a name: "X, an economist, was named minister"."""
    first = spot.word_behind(office)
    past = state_office(spot.person, first).former
    if (first.role.standing == "private" or past) and shapes.ALSO.match(spot.right, office.end()):
        another = shapes.AFTER.match(spot.right, office.end())
        if another and not shapes.NEXT.match(spot.right, another.end()):
            yield said.state(spot.person, spot.word_behind(another))


def _find_office(spot: Spot) -> re.Match[str] | None:
    named = shapes.NAMED_AS.match(spot.right) if shapes.NAMING.search(spot.left) else None
    return named or shapes.AFTER.match(spot.right, int(_find_seat(spot) is not None))


def _find_seat(spot: Spot) -> Role | None:
    """The letters of a seat right behind the name: "James Cleverly | MP"."""
    letters = spot.outline.things[spot.position + 1]
    seated = isinstance(letters, Role) and letters.head in PARTY_MEMBERS and not letters.plural
    return letters if seated and isinstance(letters, Role) else None


def _read_seat(said: Said, spot: Spot) -> list[Statement] | None:
    if ROLE not in spot.right or shapes.SUCCEEDS.match(spot.right):
        return None
    seat = _find_seat(spot)
    return [Statement(spot.person, seat)] if seat else None


RULES_BEFORE = (
    StatementRule(
        "title before the name",
        _read_title,
        "The Israeli foreign minister X spoke.",
        "The minister spoke. X left.",
    ),
    StatementRule(
        "office, verb, name",
        _read_verb_before,
        "The president of Kenya was X.",
        "The president of Kenya saw X.",
    ),
    StatementRule(
        "list under one title",
        _read_listed,
        "The foreign ministers of Kenya and Nepal, Y and X, met.",
        "In talks with Kenyan ministers, X said so.",
    ),
    StatementRule(
        "counterpart of whom was named last",
        _read_counterpart,
        "The Kenyan foreign minister Y met his Greek counterpart, X.",
        "The Kenyan foreign minister Y met his Greek friend, X.",
    ),
    StatementRule(
        HEIR,
        _read_heir,
        "President Y thanked his predecessor, X.",
        "President Y thanked X.",
    ),
    StatementRule(
        "replaced by whom was named last",
        _read_replaced,
        "President Y took office. She succeeds X.",
        "President Y took office. She thanked X.",
    ),
    StatementRule("of a body", _read_body, "They met X of the ministry.", "They met X at the ministry."),
)
RULES_BEHIND = (
    StatementRule(
        HEIR_BEHIND,
        _read_heir_behind,
        "President Y met X, who was Y's predecessor.",
        "President Y met X, who was Y's friend.",
    ),
    StatementRule(
        "succession",
        _read_succession,
        "X replaced Y as president of Kenya.",
        "X saw Y as president of Kenya.",
    ),
    StatementRule(
        "office behind the name",
        _read_office_behind,
        "X, the Kenyan foreign minister, spoke.",
        "X, and Foreign Minister Y of Kenya, spoke.",
    ),
    StatementRule("seat behind the name", _read_seat, "X MP spoke.", "X, who spoke, met an MP."),
)


def read_statements(outlines: Iterable[Outline]) -> dict[int, list[Statement]]:
    """A person's number -> what the text says of them, in the text's order.

    A role without a state gets the body that the text gives to the same role elsewhere: "Director X".
    """
    said = Said()
    for outline in outlines:
        if not TELLING.isdisjoint(outline.signs):
            _read_paragraph(said, outline)
    for heir in said.heirs:
        said.statements[heir.person] += [
            replace(held, person=heir.person, former=heir.former, chain=heir.other, rule=heir.rule)
            for held in said.statements.get(heir.other, ())[:1]
        ]
    for number, statements in said.statements.items():
        said.statements[number] = [_lend_body(statement, said.bodies) for statement in statements]
    return said.statements


def _read_paragraph(said: Said, outline: Outline) -> None:
    for match in shapes.NAMED_BODY.finditer(outline.signs):
        role, body = outline.things[match.start()], outline.things[match.start("body")]
        if isinstance(role, Role) and isinstance(body, int):
            said.bodies.setdefault(role.name.lower(), body)
    for spot in list_spots(outline):
        any(_apply(rule, said, spot) for rule in RULES_BEFORE)
        for rule in RULES_BEHIND:
            _apply(rule, said, spot)


def _apply(rule: StatementRule, said: Said, spot: Spot) -> bool:
    """Whether a rule fits; keeps what it says."""
    statements = rule.read(said, spot)
    for statement in statements or ():
        said.statements[statement.person].append(replace(statement, rule=rule.id))
    return statements is not None


def _lend_body(statement: Statement, bodies: dict[str, int]) -> Statement:
    if statement.body >= 0 or statement.country or statement.role.standing != "open":
        return statement
    return replace(statement, body=bodies.get(statement.role.name.lower(), -1))
