"""Whether a stated role makes an official: by itself, or by the state or body that it belongs to.

A table, of which the first row that a statement falls under decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.reading.offices.statement import Statement
from dragoman.reading.organizations import NamedOrganization

_ROLES = load_lexicon("roles")
RANKS: frozenset[str] = _ROLES["ranks"] | {"member"}
STATE_WORDS: frozenset[str] = _ROLES["state_words"]
PUBLIC_WORDS: frozenset[str] = load_lexicon("bodies")["public"]
PUBLIC_KINDS = frozenset(["intergovernmental", "state", "armed"])


@dataclass(frozen=True, slots=True)
class StatedRole:
    """A statement with what decides whether it makes an official."""

    statement: Statement
    body: NamedOrganization | None
    opens_report: bool  # stands in the title of a government's own report

    @property
    def words(self) -> Sequence[str]:
        """The words of the role in small letters."""
        return self.statement.role.name.lower().split()


@dataclass(frozen=True, slots=True)
class PublicRule:
    """Of roles that `concerns` is true of: whether they make an official.

    In its examples X is one (`example`) or none (`counter`) by this rule; Acme is a company.
    """

    id: str
    concerns: Callable[[StatedRole], bool]
    is_public: Callable[[StatedRole], bool]
    example: str
    counter: str = ""


def is_public_body(body: NamedOrganization) -> bool:
    """Whether a body's servants are officials: states' and intergovernmental bodies and armed movements.

    Those of parties and companies are none.
    """
    if body.known:
        return body.known.kind in PUBLIC_KINDS
    return not PUBLIC_WORDS.isdisjoint(body.name.lower().split())


def _is_governments_lawyer(role: StatedRole) -> bool:
    return role.statement.public and role.statement.role.head == "lawyer"


def _is_states(role: StatedRole) -> bool:
    """Whether an office of a private body is a state's all the same."""
    statement = role.statement
    stated = statement.role.standing == "official" and bool(statement.country)
    return stated and "president" not in statement.role.name.lower()


def _has_owner(role: StatedRole) -> bool:
    statement = role.statement
    return bool(statement.country) or statement.body >= 0 or statement.public


PUBLIC_RULES = (
    PublicRule(
        "occupation, but for the government's lawyer",
        lambda role: role.statement.role.standing == "private",
        _is_governments_lawyer,
        "the government's lawyer, X",
        "the lawyer X",
    ),
    PublicRule(
        "of a private body",
        lambda role: role.body is not None and not is_public_body(role.body),
        _is_states,
        "Acme Senator X of Kenya",
        "X, the Kenyan director of Acme",
    ),
    PublicRule(
        "office by its main word",
        lambda role: role.statement.role.standing == "official",
        lambda role: not role.statement.private,
        "Foreign Minister X",
        "X, the president of Ovax,",
    ),
    PublicRule(
        "author of a report",
        lambda role: role.opens_report,
        lambda _: True,
        "Statement by Chief Spokesperson X\n\n",
    ),
    PublicRule("of a state or body", _has_owner, lambda _: True, "the Kenyan spokesman X"),
    PublicRule(
        "named after a state's business",
        lambda _: True,
        lambda role: not STATE_WORDS.isdisjoint(role.words),
        "security director X",
        "the director X",
    ),
)


def is_public(role: StatedRole) -> bool:
    """Whether a role makes an official."""
    return find_rule(role).is_public(role)


def find_rule(role: StatedRole) -> PublicRule:
    """The rule that a role falls under."""
    return next(rule for rule in PUBLIC_RULES if rule.concerns(role))


def list_public(roles: Sequence[StatedRole]) -> list[Statement]:
    """What of one person's statements makes an official; a spokesman with a rank is an army's."""
    ranked = any(RANKS.issuperset(role.words) for role in roles)
    return [
        role.statement
        for role in roles
        if is_public(role) or (ranked and role.statement.role.head.startswith("spokes"))
    ]
