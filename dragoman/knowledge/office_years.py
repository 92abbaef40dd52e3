"""How far the table of offices reaches."""

from __future__ import annotations

from collections import defaultdict

from dragoman.knowledge.offices import Offices, Post, classify_role


def find_posts_by_year(offices: Offices) -> dict[tuple[str, int], frozenset[Post]]:
    """For each country (or body) and year, the kinds of posts for which the table knows somebody."""
    found: dict[tuple[str, int], set[Post]] = defaultdict(set)
    for spell in offices.spells:
        where = spell.office.country or spell.office.body
        for year in range(spell.first.year, spell.last.year + 1):
            found[where, year].add(classify_role(spell.office))
    return {place: frozenset(posts) for place, posts in found.items()}


def format_office_years(offices: Offices, since: int = 1990, until: int = 2024) -> str:
    """A table in plain text: in how many years somebody is known, by country or body and kind of post."""
    known = find_posts_by_year(offices)
    posts: tuple[Post, ...] = ("head of state", "head of government", "foreign minister", "body")
    places = sorted({place for place, year in known if since <= year <= until})
    lines = [
        f"Years {since} to {until} ({until - since + 1}) in which the table knows somebody",
        f"{'':38}" + "".join(f"{p:>20}" for p in posts),
    ]
    for place in places:
        counts = [
            sum(post in known.get((place, year), ()) for year in range(since, until + 1)) for post in posts
        ]
        lines.append(f"{place:38}" + "".join(f"{count or '':>20}" for count in counts))
    for year in range(since, until + 1):
        counts = [sum(post in known.get((place, year), ()) for place in places) for post in posts]
        lines.append(f"{f'all, {year}':38}" + "".join(f"{count:>20}" for count in counts))
    return "\n".join(lines)
