"""Which country a text is at home in, where it introduces its own officials by none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from dragoman.reading.countries import CountryMention
from dragoman.reading.words import Words

# What stands before a country that is only where something happens, that somebody visits, or to which an ambassador is accredited.
LOCATION = re.compile(r"(?:\bin|\bat|\bto|,|\bvisit(?:s|ed|ing)?)\s(?:the\s)?$")
VISITED = re.compile(
    r"\b(?:visit(?:s|ed|ing)?(?:\sto)?|travel(?:s|ed|led|ing|ling)?\sto|trip\sto|arriv(?:es?|ed|al|ing)\sin|tour\sof)\s(?:the\s)?(?:Republic\sof\s)?$"
)
ACCREDITED = re.compile(r"\b(?:[Aa]mbassador|[Hh]igh [Cc]ommissioner)(?:-\w+)?(?:\s(?:of|from)\s[^.,;]{3,50})?\s(?:to|in)\s(?:the\s)?$")


def find_subject(words: Words, countries: Sequence[CountryMention]) -> str:
    """The country that a text names most, if by far: what stands in title and first paragraph counts more."""
    opening = words.starts[words.title_end] if words.title_end < len(words) else 0
    lead = words.text.find("\n\n", opening + 2)
    weights: Counter[str] = Counter()
    for country in countries:
        weights[country.iso3] += 3 if country.start < opening else 2 if country.start < lead else 1
    ranked = weights.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] >= 1.5 * ranked[1][1]) else ""


def count_acting(text: str, countries: Sequence[CountryMention]) -> Counter[str]:
    """How often a text names each country as one that acts, and not as a place."""
    return Counter(c.iso3 for c in countries if c.route != "city" and not LOCATION.search(text[max(0, c.start - 13) : c.start]))


def find_host(text: str, countries: Sequence[CountryMention], acting: Mapping[str, int], stated: Collection[str]) -> str:
    """The country that acts in a text without any official of its own being introduced by it. `stated`: those by which some are."""
    open_to = {iso3: count for iso3, count in acting.items() if iso3 not in stated}
    if open_to:
        return max(open_to, key=lambda iso3: (open_to[iso3], iso3 == "USA"))
    before = {country: text[max(0, country.start - 90) : country.start] for country in countries}
    hosts = {country.iso3 for country in countries if ACCREDITED.search(before[country])} - set(stated)
    if len(hosts) == 1:
        return hosts.pop()
    visited = {country.iso3 for country in countries if VISITED.search(before[country])}
    others = {country.iso3 for country in countries} - set(stated) - visited  # where it happens: "met the U.S. envoy in Beijing"
    only = others if len(others) == 1 else set(stated) - visited
    return only.pop() if len(only) == 1 else ""
