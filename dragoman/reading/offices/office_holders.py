"""Whose country goes without saying: the people of the offices' table, by name and by kind of post.

"President Biden" states an office of a state that no reader has to be told. The table is asked only for that
state; it never makes an official of somebody whom the text does not show as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.knowledge.names.forms import NameForm, Parts, find_surname, fold_parts
from dragoman.knowledge.names.likeness import Policy, is_one_person
from dragoman.knowledge.names.words import is_suffix
from dragoman.knowledge.offices import classify_role, load_offices, read_name

# Titles as texts state them -> the table's kinds of posts.
POSTS = {
    **dict.fromkeys(
        [
            "president",
            "king",
            "queen",
            "emir",
            "sultan",
            "emperor",
            "pope",
            "head of state",
            "acting president",
        ],
        "head of state",
    ),
    **dict.fromkeys(
        ["prime minister", "chancellor", "premier", "taoiseach", "head of government"], "head of government"
    ),
    **dict.fromkeys(
        [
            "foreign minister",
            "secretary of state",
            "secretary",
            "minister of foreign affairs",
            "foreign secretary",
        ],
        "foreign minister",
    ),
}
# Posts of bodies between states: that somebody once led a state does not make them that state's.
BETWEEN_STATES = (
    "secretary general",
    "secretary-general",
    "high representative",
    "commissioner",
    "director general",
    "special envoy",
    "executive vice-president",
)
LEADING = frozenset(
    ["president", "prime", "minister", "chancellor", "secretary"]
)  # of whom a surname says enough without the country's name


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who held a post of a state."""

    parts: Parts
    country: str
    post: str
    form: NameForm
    number: str = ""  # of a ruler: "II"


class Holders:
    """The holders by every part of their names."""

    def __init__(self, holders: Collection[Holder], between: Collection[tuple[Parts, str]] = ()) -> None:
        """`between`: names and roles, in small letters, of those who serve bodies between states."""
        self.between: dict[str, list[Parts]] = defaultdict(list)
        for parts, role in between:
            self.between[role].append(parts)
        self.by_part: dict[str, list[Holder]] = defaultdict(list)
        for holder in holders:
            for part in set(holder.parts):
                self.by_part[part].append(holder)
        self._bearers: dict[str, list[Holder]] = {}  # of full names already asked for

    def find(self, name: str, role: str = "") -> list[Holder]:
        """Those whom a name can mean: a full name in any post, a surname only in a post of the stated role's
        kind."""
        parts = fold_name(name)
        if len(parts) > 1:
            if name not in self._bearers:
                form = read_name(name)
                bearers = dict.fromkeys([*self.by_part.get(parts[-1], []), *self.by_part.get(parts[0], [])])
                self._bearers[name] = [
                    holder
                    for holder in bearers
                    if is_one_person(form, holder.form, Policy.WITHIN, there=frozenset({holder.country}))
                ]
            return self._bearers[name]
        post = POSTS.get(role.lower(), "") if role else "any"
        near = self.by_part.get(parts[0], ())
        return [
            holder
            for holder in near
            if find_surname(holder.parts) == parts[0] and post in ("any", holder.post)
        ]

    def serve_between(self, name: str, role: str) -> bool:
        """Whether a name and role are those of somebody known to serve a body between states: "President von
        der Leyen"."""
        parts = fold_name(name)
        names = self.between.get(role.lower(), ())
        return any(
            parts == known or (parts == known[-len(parts) :] and len(parts) < len(known)) for known in names
        )

    def is_stranger(self, name: str, role: str) -> bool:
        """Whether somebody has a title whose holders the table lists state by state, and is none of them."""
        return role.lower().removeprefix("acting ") in POSTS and not self.find(name, role)

    def find_country(self, name: str, role: str, named: Collection[str], number: str = "") -> str:
        """The state that a name and role belong to; of several the only one that the text names; empty if
        that leaves a choice.

        `number`: of a ruler, "II", which says as much as a surname.
        """
        if role.lower().endswith(BETWEEN_STATES):
            return ""
        parts = fold_name(name)
        if number and len(parts) == 1:
            rulers = {
                holder.country
                for holder in self.by_part.get(parts[0], ())
                if holder.number == number and holder.parts[0] == parts[0]
            }
            return rulers.pop() if len(rulers) == 1 else ""
        countries = self._list_countries(name, role, named)
        if len(countries) > 1 or (len(parts) == 1 and not LEADING.issuperset(role.lower().split())):
            countries &= set(named)
        return countries.pop() if len(countries) == 1 else ""

    def _list_countries(self, name: str, role: str, named: Collection[str]) -> set[str]:
        """The countries of those whom a name and role can mean: not of a namesake in another post, "Senator
        Ben Ortiz", where some state had a minister of the name, unless the text names that state."""
        other = bool(role) and LEADING.isdisjoint(role.lower().replace("-", " ").split())
        return {
            holder.country
            for holder in self.find(name, role)
            if not other or holder.post not in POSTS.values() or holder.country in named
        }


@lru_cache(maxsize=20_000)
def fold_name(name: str) -> Parts:
    """The folded parts of a name as a text or a table writes it."""
    return fold_parts(name.replace(",", " ").split())


def find_number(forms: Sequence[str]) -> str:
    """The number of a ruler's name: "Abdullah II" -> "II"; empty for any other name."""
    return next(
        (form for form in forms[1:] if is_suffix(form) and not form.lower().startswith(("jr", "sr"))), ""
    )


@lru_cache(maxsize=1)
def load_holders() -> Holders:
    """The holders of the posts of states, and of bodies between them, in data/knowledge/offices.csv."""
    found = dict.fromkeys(  # in the table's order, so that every run reads alike
        Holder(
            fold_name(spell.person),
            spell.office.country,
            classify_role(spell.office),
            spell.form,
            find_number(spell.person.split()),
        )
        for spell in load_offices().spells
        if spell.office.country
    )
    between = {
        (fold_name(spell.person), spell.office.role.lower())
        for spell in load_offices().spells
        if spell.office.body
    }
    return Holders(found, between)
