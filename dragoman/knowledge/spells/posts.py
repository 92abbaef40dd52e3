"""Which post a role is, and which post a question asks for: data/knowledge/office_posts.toml.

A post is what one person holds at a time (head of government, foreign minister, ambassador to France),
whatever
each source calls it. A role that no rule knows is a post of its own.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.knowledge.countries import load_countries
from dragoman.knowledge.folder import find_data_folder
from dragoman.knowledge.names.forms import fold_text

# "Deputy Prime Minister and Minister of Defence" is looked at as a minister.
_SECOND = re.compile(
    r"^(?:(?:first|second|senior|one of the) )?(?:deputy|vice)[- ]"
    r"(?:prime minister|premier|chancellor|president)(?: and|,|/| -) "
)
BODIES = "bodies"  # in `of` of a rule: whatever is no state
HEADS = ("head of state", "head of government")
MAIN = (
    *HEADS,
    "foreign minister",
    "defence minister",
    "finance minister",
    "interior minister",
    "security adviser",
    "body head",
)  # the posts that a question may ask for by class, in the order of tables


@dataclass(frozen=True, slots=True)
class Rule:
    """A role that holds `pattern` is `post`; with `of`, for those states or bodies alone."""

    post: str
    pattern: re.Pattern[str]
    of: frozenset[str]

    def fits(self, role: str, of: str, body: bool) -> bool:
        """Whether a role in small letters, of a state or body, is one of this rule's."""
        where = not self.of or of in self.of or (body and BODIES in self.of)
        return where and self.pattern.search(role) is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question's role asks for: a post, and a pattern that the role of its holders must have."""

    post: str
    only: str = ""


@dataclass(frozen=True)
class Posts:
    """The rules of the table."""

    rules: tuple[Rule, ...]
    acting: re.Pattern[str]
    source_roles: tuple[Mapping[str, Any], ...]
    seats: tuple[Mapping[str, Any], ...]
    asked: tuple[Mapping[str, Any], ...]

    def find_post(self, role: str, of: str, given: str = "") -> str:
        """The post that a role of a state (ISO code) or body is; the role itself where no rule has it.

        `given`: the class of a source that tells heads of state from heads of government by what they do,
        not by what they are called. It counts for roles of heads and for those that no rule knows.
        """
        plain = self.drop_owner(self.drop_acting(role), of)
        rule = self._find_rule(plain, of)
        if given in HEADS and (rule is None or (rule.post in HEADS and not rule.of)):
            return given
        return rule.post if rule and rule.post not in ("", "ambassador") else fold_role(plain)

    def find_rule(self, role: str, of: str) -> str:
        """What the first rule that fits makes of a role; "" where none does."""
        rule = self._find_rule(self.drop_owner(self.drop_acting(role), of), of)
        return rule.post if rule else ""

    def _find_rule(self, plain: str, of: str) -> Rule | None:
        body = is_body(of)
        return next((rule for rule in self.rules if rule.fits(plain, of, body)), None)

    def drop_acting(self, role: str) -> str:
        """A role in small letters without "acting" and the like before it."""
        return self.acting.sub("", re.sub(r"\s+", " ", role).strip().lower()).strip()

    def drop_owner(self, role: str, of: str) -> str:
        """A role without the state that it names once more, and without a second office before it."""
        role = _SECOND.sub("", role)
        stem, _, owner = role.rpartition(" of ")
        if (
            stem
            and (found := load_countries().lookup(owner.removeprefix("the ").title()))
            and found == (of, "place")
        ):
            return stem
        return role

    def is_acting(self, role: str) -> bool:
        """Whether a role is held for a time only."""
        return self.acting.match(role.strip().lower()) is not None

    def rename(self, source: str, of: str, role: str, post: str) -> str:
        """The role that a source's role is read as."""
        for row in self.source_roles:
            if source.startswith(row["source"]) and of in row["of"] and post in row.get("posts", (post,)):
                return str(row["role"])
        return role

    def count_seats(self, post: str, of: str) -> int:
        """How many hold a post at once."""
        return next((row["seats"] for row in self.seats if row["post"] == post and of in row["of"]), 1)

    def read_question(self, role: str, of: str) -> Asked:
        """What the role of a question asks for, of a state or body."""
        plain, body = self.drop_acting(role), is_body(of)
        for row in self.asked:
            where = row.get("of", ())
            if plain in row["words"] and (not where or of in where or (body and BODIES in where)):
                head = find_head_word(of) if row["post"] == "body head" else ""
                return Asked(row["post"], row.get("only", head))
        return Asked(self.find_post(role, of))

    @cached_property
    def classes(self) -> frozenset[str]:
        """Every post that a rule names."""
        return frozenset(rule.post for rule in self.rules) - {"", "ambassador"}


@dataclass(frozen=True, slots=True)
class Body:
    """A body whose heads are known: its name in the table, what its head is called, other names of it."""

    name: str
    head: str
    names: tuple[str, ...]


def fold_role(role: str) -> str:
    """A role for comparing: small letters, no articles, "for" as "of"."""
    words = fold_text(role.lower().replace("&", " and ")).split()
    return " ".join("of" if word == "for" else word for word in words if word != "the")


def is_body(of: str) -> bool:
    """Whether what an office is of is a body that the table knows; states without a code are none."""
    return of not in load_countries().by_code and fold_text(of) in load_bodies()


def find_owner(of: str) -> str:
    """The ISO code of a state, or the name of a body as the table has it, for what a question calls it."""
    of = of.strip()
    countries = load_countries()
    if of.upper() in countries.by_code and len(of) == 3 and of.upper() not in ("WHO", "WTO", "IMF", "ECB"):
        return of.upper()
    if body := load_bodies().get(fold_text(of).removeprefix("the ")):
        return body.name
    found = countries.lookup(of)
    return found[0] if found and found[1] == "place" else of


def find_head_word(of: str) -> str:
    """What the head of a body is called by, in small letters: others preside over parts of it."""
    return load_bodies()[fold_text(of)].head.lower().split("-")[0].split()[0]


def split_role(role: str, of: str) -> tuple[str, str]:
    """A role and whose it is: "president of the European Council" of the European Union is the Council's."""
    stem, _, owner = role.rpartition(" of ")
    inner = load_bodies().get(fold_text(owner).removeprefix("the ")) if stem and is_body(of) else None
    return (stem, inner.name) if inner else (role, of)


@lru_cache(maxsize=1)
def load_posts() -> Posts:
    """The rules, read once. KnowledgeError when they cannot be read."""
    path = find_data_folder() / "office_posts.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        rules = tuple(
            Rule(row["post"], re.compile(row["pattern"]), frozenset(row.get("of", ())))
            for row in table["rows"]
        )
        acting = re.compile(table["acting"])
        extra: Sequence[tuple[Mapping[str, Any], ...]] = [
            tuple(table[name]) for name in ("source_roles", "seats", "asked")
        ]
    except (OSError, ValueError, KeyError, re.error) as error:
        raise KnowledgeError(
            f"The posts in {path} cannot be read: {error}. Install Dragoman again."
        ) from error
    return Posts(rules, acting, *extra)


@lru_cache(maxsize=1)
def load_bodies() -> Mapping[str, Body]:
    """Bodies by each of their names, folded. KnowledgeError when the table cannot be read."""
    path = find_data_folder() / "office_bodies.csv"
    found: dict[str, Body] = {}
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                body = Body(row["name"], row["head"], tuple(filter(None, row["names"].split("|"))))
                found |= {fold_text(name).removeprefix("the "): body for name in (body.name, *body.names)}
    except (OSError, KeyError, AttributeError) as error:
        raise KnowledgeError(
            f"The bodies in {path} cannot be read: {error}. Install Dragoman again."
        ) from error
    return found
