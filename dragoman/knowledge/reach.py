"""How far the table of offices reaches, as plain text."""

from __future__ import annotations

from dragoman.knowledge.offices import Offices, Post


def format_coverage(offices: Offices, since: int = 1990, until: int = 2024) -> str:
    """A table in plain text: for each country or body, in how many of the years somebody is known for each kind of post."""
    coverage = offices.count_coverage()
    posts: tuple[Post, ...] = ("head of state", "head of government", "foreign minister", "body")
    places = sorted({place for place, year in coverage if since <= year <= until})
    lines = [
        f"Years {since} to {until} ({until - since + 1}) in which the table knows somebody",
        f"{'':38}" + "".join(f"{p:>20}" for p in posts),
    ]
    for place in places:
        counts = [sum(post in coverage.get((place, year), ()) for year in range(since, until + 1)) for post in posts]
        lines.append(f"{place:38}" + "".join(f"{count or '':>20}" for count in counts))
    for year in range(since, until + 1):
        counts = [sum(post in coverage.get((place, year), ()) for place in places) for post in posts]
        lines.append(f"{f'all, {year}':38}" + "".join(f"{count:>20}" for count in counts))
    return "\n".join(lines)
