"""Organizations across articles: names that data/knowledge/organizations.csv gives one body are one.

"UN", "U.N." and "United Nations" are `organization:united-nations`, called as most articles call it. A name
that a body between states shares with the bodies of states ("Security Council") stays what the article says.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.knowledge.names.forms import APOSTROPHES, make_slug
from dragoman.knowledge.organizations import load_organizations


def resolve_bodies(names: Iterable[str]) -> dict[str, str]:
    """Name -> the identifier of its organization, for the names that the table knows."""
    found = {}
    table = load_organizations()
    for name in names:
        body = table.lookup(name)
        if body and not (body.kind == "intergovernmental" and body.name.endswith(f" {name}")):
            found[name] = f"organization:{make_slug(body.name)}"
        elif not APOSTROPHES.isdisjoint(
            name
        ):  # readings of earlier versions have "people-s-party" as their key
            found[name] = f"organization:{make_slug(name)}"
    return found
