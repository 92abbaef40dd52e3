"""How far the portfolio of an office goes: "of Foreign Affairs", "to the President for Homeland Security".

What may follow an office is a table, and so is what ends a portfolio in its words. Of the first table the
first row that knows the end decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.reading.roles.text import RoleText
from dragoman.reading.roles.vocabulary import (
    ADVISING,
    HEADS,
    HONORIFICS,
    PORTFOLIO_LINK,
    PORTFOLIO_WORDS,
    QUALIFIERS,
    ROLES,
)

DEEPEST = 5  # advisers to advisers to advisers: nobody's title goes on so
NEAR = 3  # words behind the link in which a portfolio's word is one, though it looks like a name
AND = frozenset(["and", "&"])
JOINTS = AND | {",", "of", "for", "the", "to", "on"}
ENDINGS = frozenset([",", ".", ";", ")", "and"])  # what may follow a place that nothing belongs to
BEFORE_HEADS = QUALIFIERS | PORTFOLIO_WORDS


@dataclass(frozen=True, slots=True)
class Link:
    """The preposition that joins a portfolio to its office."""

    word: str
    number: int
    start: int  # the first word of the portfolio, past an article
    depth: int = 0  # how many offices are served before it


@dataclass(frozen=True, slots=True)
class PortfolioRule:
    """What may follow an office: `find_end` gives the word past it, None where the rule says nothing.

    In the example a bar stands where the role ends.
    """

    id: str
    find_end: Callable[[RoleText, Link], int | None]
    example: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A portfolio up to a word that is asked for: `end` is past its last word so far."""

    link: Link
    end: int
    next: int


@dataclass(frozen=True, slots=True)
class StopRule:
    """What ends a portfolio before a word that could be one of its own; a bar stands there in the example."""

    id: str
    stops: Callable[[RoleText, Portfolio], bool]
    example: str


def end_portfolio(text: RoleText, last: int, depth: int = 0) -> int:
    """The word past the portfolio of an office that ends before word `last`; `last` where none follows."""
    if last + 1 >= text.count or text.lowers[last] not in PORTFOLIO_LINK or depth > DEEPEST:
        return last
    start = last + 1
    if text.lowers[start] in ("the", "his", "her"):
        start += 1
    link = Link(text.lowers[last], last, start, depth)
    ends = (rule.find_end(text, link) for rule in PORTFOLIO_RULES)
    return next((end for end in ends if end is not None), last)


def _end_served_office(text: RoleText, link: Link) -> int | None:
    if link.word != "to" or text.lowers[link.number - 1] not in ADVISING:
        return None
    length = text.measure_office(link.start)
    if not length:
        return None
    if text.lowers[link.start - 1] == "to":  # "an aide to | President Putin"
        return link.number
    served = link.start + length
    end = max(served, end_portfolio(text, served, link.depth + 1))
    if text.lowers[end - 1 : end] == ["for"]:
        return end
    return max(end, end_portfolio(text, end, link.depth + 1))


def _end_post(text: RoleText, link: Link) -> int | None:
    if link.word != "in":
        return None
    end = link.start + text.is_place(link.start)
    posted = text.lowers[link.number - 1] in ROLES["posted"] and link.start < end < text.count
    return end if posted and text.is_person(end) else link.number


def _end_before_master(text: RoleText, link: Link) -> int | None:
    if link.word != "to" or link.start != link.number + 1 or link.start >= text.count:
        return None
    whose = link.start + text.is_place(link.start)  # "an adviser | to Kenyan President Smith"
    return link.number if whose < text.count and text.measure_office(whose) else None


def _end_before_place(text: RoleText, link: Link) -> int | None:
    if link.word != "of" or link.start >= text.count or not text.is_place(link.start):
        return None
    return None if text.lowers[link.start] in PORTFOLIO_WORDS else link.number


def _end_places(text: RoleText, link: Link) -> int | None:
    length = text.is_place(link.start) if link.word == "to" and link.start < text.count else 0
    if not length:
        return None
    end = _pass_places(text, link.start + length)
    return end if end > link.start + 1 else None


def _pass_places(text: RoleText, end: int) -> int:
    """Past the other places of an ambassador to several, where nothing of theirs follows: "and Nauru"."""
    position = end
    while text.lowers[position : position + 1] in (["and"], [","]):
        position += 1
        while text.lowers[position : position + 1] in (["and"], ["the"]):
            position += 1
        length = text.is_place(position) if position < text.count else 0
        if not length:
            break
        position += length
        if position >= text.count or text.lowers[position] in ENDINGS or text.is_person(position):
            end = position
    return end


def _end_words(text: RoleText, link: Link) -> int:
    end, position = link.number, link.start
    while position < text.count and _goes_on(text, link, position):
        if any(rule.stops(text, Portfolio(link, end, position)) for rule in STOP_RULES):
            break
        if _may_belong(text, position):
            position += 1
            end = position
        elif end > link.number and (further := _pass_joint(text, position)):
            position = further
        else:
            break
    return end


def _goes_on(text: RoleText, link: Link, position: int) -> bool:
    """Whether no person's name stands here, or what looks like one is a place or a portfolio's word."""
    if not text.is_person(position):
        return True
    if text.lowers[position] in PORTFOLIO_WORDS and position < link.number + NEAR:
        return True
    ambassador = link.word == "to" and text.lowers[link.number - 1] == "ambassador"
    return ambassador and position == link.start and text.is_place(position) > 0  # "to Jordan"


def _may_belong(text: RoleText, position: int) -> bool:
    """Whether a word is one of a portfolio by itself, small or not, or by its capital."""
    lower = text.lowers[position]
    return lower in PORTFOLIO_WORDS or (text.forms[position][0].isupper() and lower not in HEADS)


def _pass_joint(text: RoleText, position: int) -> int:
    """The portfolio's next word behind a joint: "Energy, and the | Environment"; 0 where none follows."""
    lowers = text.lowers
    if lowers[position] not in JOINTS or position + 1 >= text.count:
        return 0
    following = position + 1
    while following < min(text.count, position + 4) and lowers[following] in ("and", "&", "the"):
        following += 1
    if following >= text.count or lowers[following] not in PORTFOLIO_WORDS:
        return 0
    return 0 if lowers[position] == "," and not text.forms[following][0].isupper() else following


PORTFOLIO_RULES = (
    PortfolioRule(
        "the office that an adviser serves, and both portfolios",
        _end_served_office,
        "Assistant to the President for Economic Affairs | Smith",
    ),
    PortfolioRule("a post before a name", _end_post, "Ambassador in Moscow | Smith spoke"),
    PortfolioRule("not whom a name says", _end_before_master, "State Secretary | to Prime Minister Smith"),
    PortfolioRule("not the place of an office", _end_before_place, "Minister | of Russia"),
    PortfolioRule("places of a post", _end_places, "Ambassador to Sri Lanka and the Maldives | ."),
    PortfolioRule("words of a portfolio", _end_words, "Minister for Europe and Foreign Affairs | Smith"),
)


def _is_body(text: RoleText, so_far: Portfolio) -> bool:
    lower = text.lowers[so_far.next]
    return lower in PORTFOLIO_WORDS and lower != "state" and so_far.next in text.bodies


def _is_honorific(text: RoleText, so_far: Portfolio) -> bool:
    return text.lowers[so_far.next] in HONORIFICS


def _is_owner(text: RoleText, so_far: Portfolio) -> bool:
    return so_far.link.word == "of" and so_far.next in text.bodies


def _begins_name(text: RoleText, so_far: Portfolio) -> bool:
    return text.begins_name(so_far.next)


def _is_unlisted(text: RoleText, position: int) -> bool:
    """Whether a word could belong to a portfolio by its capital alone."""
    return text.lowers[position] not in PORTFOLIO_WORDS and _may_belong(text, position)


def _follows_portfolio(text: RoleText, so_far: Portfolio) -> bool:
    here = so_far.next
    return here == so_far.end and text.lowers[here - 1] in PORTFOLIO_WORDS and _is_unlisted(text, here)


def _is_place_of_portfolio(text: RoleText, so_far: Portfolio) -> bool:
    here = so_far.next
    behind = so_far.end > so_far.link.number and text.lowers[here - 1] == "of"
    return behind and _is_unlisted(text, here) and bool(text.is_place(here))


STOP_RULES = (
    StopRule("a body", _is_body, "Coordinator | for the Security Council"),
    StopRule("an honorific", _is_honorific, "Ambassador to Japan | Ms. Smith"),
    StopRule("a body that has the office", _is_owner, "Secretary | of the Council"),
    StopRule("a given name before a particle", _begins_name, "Special Envoy for Syria | Staffan de Mistura"),
    StopRule("a name behind a word of portfolios", _follows_portfolio, "Secretary of State | Blinken"),
    StopRule("the place of a portfolio", _is_place_of_portfolio, "Minister of Foreign Affairs | of Russia"),
)


def begin_portfolio(text: RoleText, first: int, floor: int) -> int:
    """The first word of a portfolio of two before its minister: "Deputy | Development and Trade Minister"."""
    lowers, forms = text.lowers, text.forms
    if first - 2 < floor or lowers[first - 1] not in AND or lowers[first] not in BEFORE_HEADS:
        return first
    before = first - 1
    while before > floor and lowers[before - 1] in BEFORE_HEADS and forms[before - 1][0].isupper():
        before -= 1
    return before if before < first - 1 and forms[first][0].isupper() else first
