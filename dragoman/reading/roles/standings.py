"""What makes a role an official's or a private one, whatever its main word says by itself.

A table, of which the last row that applies decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.reading.roles.text import RoleText
from dragoman.reading.roles.vocabulary import ADVISING, HEADS, ROLES, Head, RoleStanding


@dataclass(slots=True)
class RoleDraft:
    """A role while it is put together: words `first` to `last` (excluded), its main word at `number`."""

    text: RoleText
    number: int
    floor: int  # the word past the role before
    head: Head
    first: int
    last: int
    plural: bool
    standing: RoleStanding
    rule: str = ""  # the row that decided the standing; "" where the main word did

    @property
    def before(self) -> str:
        """The word before the role, "" where another role or nothing stands there."""
        return self.text.lowers[self.first - 1] if self.first > self.floor else ""

    def has(self, listed: frozenset[str], first: int, last: int) -> bool:
        """Whether one of the words `first` to `last` is listed."""
        return not listed.isdisjoint(self.text.lowers[first:last])


@dataclass(frozen=True, slots=True)
class StandingRule:
    """Of roles that `applies` is true of: their standing. In the examples X is somebody's name."""

    id: str
    becomes: RoleStanding
    applies: Callable[[RoleDraft], bool]
    example: str
    counter: str


def settle_standing(draft: RoleDraft) -> None:
    """Puts the standing into a role whose words are known."""
    for rule in STANDING_RULES:
        if rule.applies(draft):
            draft.standing, draft.rule = rule.becomes, rule.id


def _serves_office(draft: RoleDraft) -> bool:
    words = draft.text.lowers[draft.number + 2 : draft.last]
    return draft.head.singular in ADVISING and not HEADS.keys().isdisjoint(words)


def _is_elevated(draft: RoleDraft) -> bool:
    return draft.standing == "open" and draft.has(ROLES["elevated"], draft.first, draft.number)


def _has_portfolio(draft: RoleDraft) -> bool:
    return draft.standing == "open" and draft.head.singular == "secretary" and draft.last - draft.first > 1


def _is_quoted_officially(draft: RoleDraft) -> bool:
    lowers = draft.text.lowers[draft.first - 2 : draft.first]
    return (
        draft.standing == "open"
        and draft.head.singular.startswith("spokes")
        and lowers == ["attributable", "to"]
    )


def _represents(draft: RoleDraft) -> bool:
    represents = draft.standing == "open" and draft.head.singular == "representative"
    return represents and draft.has(ROLES["representing"], draft.first, draft.last)


def _is_capital(draft: RoleDraft) -> bool:
    return draft.text.forms[draft.last - 1][0].isupper()


def _is_title_of_name(draft: RoleDraft) -> bool:
    titled = draft.standing == "open" and draft.head.singular in ROLES["titled"]
    return titled and _is_capital(draft) and draft.text.is_name(draft.last)


def _is_of_party(draft: RoleDraft) -> bool:
    represents = draft.standing == "open" and draft.head.singular == "representative" and draft.first > 0
    return represents and _is_capital(draft) and draft.text.lowers[draft.first - 1] in ROLES["partisan"]


def _is_of_company(draft: RoleDraft) -> bool:
    lowers = draft.text.lowers
    return lowers[draft.first] in ("senior", "executive") and "vice" in lowers[draft.first : draft.number]


def _is_of_trade(draft: RoleDraft) -> bool:
    may_be = draft.standing == "open" or draft.head.singular == "president"
    return may_be and draft.before in ROLES["trades"]


def _is_of_church(draft: RoleDraft) -> bool:
    return draft.head.singular == "minister" and draft.has(ROLES["congregations"], draft.number, draft.last)


STANDING_RULES = (
    StandingRule(
        "serves an office", "official", _serves_office, "Assistant to the President", "an assistant"
    ),
    StandingRule(
        "high, or of the opposition", "official", _is_elevated, "the opposition leader", "the leader"
    ),
    StandingRule(
        "secretary of something", "official", _has_portfolio, "the foreign secretary", "a secretary"
    ),
    StandingRule(
        "whom an official text quotes",
        "official",
        _is_quoted_officially,
        "attributable to Spokesperson X",
        "a statement by Spokesperson X",
    ),
    StandingRule(
        "special representative", "official", _represents, "the special representative", "the representative"
    ),
    StandingRule("title of a name", "official", _is_title_of_name, "Secretary X", "a secretary X"),
    StandingRule(
        "representative of a party",
        "official",
        _is_of_party,
        "Republican Representative Y",
        "a Representative Y",
    ),
    StandingRule(
        "of a company, unlike a vice president",
        "private",
        _is_of_company,
        "the executive vice president",
        "the vice president",
    ),
    StandingRule("of a trade", "private", _is_of_trade, "the film director", "the director"),
    StandingRule(
        "of a church", "private", _is_of_church, "minister of the Gospel", "Minister of the Interior"
    ),
)
