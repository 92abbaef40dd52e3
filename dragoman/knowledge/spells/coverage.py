"""How far the table of spells reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dragoman.knowledge.spells.posts import MAIN, is_body, load_posts
from dragoman.knowledge.spells.spell import Spell

DECADES = (1990, 2000, 2010, 2020)
OTHER = "another office"
CLASSES = (*MAIN, "speaker", "ambassador", OTHER)


def count_countries(spells: Iterable[Spell], until: int = 2026) -> dict[tuple[str, int], int]:
    """(class, first year of a decade) -> states with somebody in it; of bodies' heads, bodies."""
    owners: dict[tuple[str, int], set[str]] = defaultdict(set)
    for spell in spells:
        kind = classify(spell)
        if is_body(spell.of) != (kind == "body head"):
            continue
        for decade in DECADES:
            if spell.first.year < decade + 10 and min(spell.last.year, until) >= decade:
                owners[kind, decade].add(spell.of)
    return {cell: len(found) for cell, found in owners.items()}


def classify(spell: Spell) -> str:
    """The class of a spell, for tables."""
    if spell.post in CLASSES:
        return spell.post
    if spell.post == "upper house speaker":
        return "speaker"
    if load_posts().find_rule(spell.role, spell.of).startswith("ambassador"):
        return "ambassador"
    return OTHER


def format_coverage(spells: Iterable[Spell]) -> str:
    """A table in plain text: states with somebody known in each class and decade."""
    known = count_countries(spells)
    lines = [f"{'':22}" + "".join(f"{decade}s".rjust(8) for decade in DECADES)]
    lines += [
        f"{kind:22}" + "".join(f"{known.get((kind, decade), 0) or '':>8}" for decade in DECADES)
        for kind in CLASSES
    ]
    return "\n".join(lines)
