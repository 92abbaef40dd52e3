"""Organizations with their abbreviations and other names: data/knowledge/organizations.csv."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.folder import find_data_folder

KINDS = frozenset(["intergovernmental", "state", "armed", "party", "company", "ngo", "treaty", "government"])


@dataclass(frozen=True, slots=True)
class Organization:
    """A body of the table.

    `kind` is one of KINDS; a `treaty` or a `government` is listed so that it is not taken for a body.
    """

    name: str
    kind: str
    country: str  # ISO code of the state whose body it is; "" if intergovernmental, or if many have one
    names: tuple[str, ...]  # every way to write it


@dataclass(frozen=True, slots=True)
class Organizations:
    """All organizations by name, and by every way to write them."""

    by_name: Mapping[str, Organization]
    by_surface: Mapping[str, Organization]

    def lookup(self, surface: str) -> Organization | None:
        """The organization that an exact string stands for, with or without "the" before it."""
        return self.by_surface.get(surface.removeprefix("the ").removeprefix("The "))


@lru_cache(maxsize=1)
def load_organizations() -> Organizations:
    """The table, read once. KnowledgeError when it cannot be read, or says something that it cannot mean."""
    by_name: dict[str, Organization] = {}
    by_surface: dict[str, Organization] = {}
    try:
        with (find_data_folder() / "organizations.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = (
            f"The table organizations.csv in data/knowledge cannot be read: {error}. Install Dragoman again."
        )
        raise KnowledgeError(message) from error
    for row in rows:
        cells = [row["name"], *row["abbreviations"].split(";"), *row["other_names"].split(";")]
        names = tuple(dict.fromkeys(name.strip() for name in cells if name.strip()))
        if row["kind"] not in KINDS:
            raise KnowledgeError(
                f"organizations.csv calls {row['name']} a {row['kind']!r}; it must be one of {sorted(KINDS)}."
            )
        organization = Organization(row["name"], row["kind"], row["country"], names)
        by_name[row["name"]] = organization
        for name in names:
            for spelling in (name, name.replace("'", "’")):
                by_surface.setdefault(spelling, organization)
    return Organizations(by_name, by_surface)
