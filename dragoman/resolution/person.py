"""A person of the library while identities are resolved: what articles call them, with which countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.knowledge.names.forms import take_apart

# A name, the countries and the roles (in lower case) of the offices that the article states for it.
Seen = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True, eq=False)
class Person:
    """One person: how often each (name, countries, roles) was seen, and the identifier once it is given."""

    seen: dict[Seen, int] = field(default_factory=dict)
    id: str = ""

    @property
    def countries(self) -> Counter[str]:
        """How many articles state an office of each country."""
        found: Counter[str] = Counter()
        for (_, countries, _), times in self.seen.items():
            for country in countries:
                found[country] += times
        return found

    @property
    def country(self) -> str:
        """The country stated most, or ""."""
        return min(self.countries.items(), key=lambda item: (-item[1], item[0]), default=("", 0))[0]

    @property
    def names(self) -> Counter[str]:
        """How many articles use each name."""
        found: Counter[str] = Counter()
        for (name, *_), times in self.seen.items():
            found[name] += times
        return found

    @property
    def own(self) -> list[str]:
        """The full names, or where there is none all names, in the order of the alphabet."""
        names = {name for name, *_ in self.seen}
        return sorted(name for name in names if take_apart(name).full) or sorted(names)

    @property
    def roles(self) -> frozenset[str]:
        """All roles that articles state."""
        return frozenset(role for _, _, roles in self.seen for role in roles)

    @property
    def total(self) -> int:
        """How many articles name the person."""
        return sum(self.seen.values())


def choose_label(names: Mapping[str, int]) -> str:
    """The name to show: full before surname alone, not all capitals, most frequent, longest, alphabet."""
    return min(
        names, key=lambda name: (not take_apart(name).full, name.isupper(), -names[name], -len(name), name)
    )
