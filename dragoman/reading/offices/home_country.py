"""Which country a text lends to an office that it gives none: the one where it is at home, never another
party's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.reading.countries import CountryMention
from dragoman.reading.countries.words import list_verbs
from dragoman.reading.words import Words

_ROLES = load_lexicon("roles")
_THE = r"(?:the\s)?(?:Republic\sof\s)?"
# What stands before a country that is only where something happens, that somebody visits, or to which an
# ambassador is accredited.
LOCATION = re.compile(r"(?:\bin|\bat|\bto|,|\bvisit(?:s|ed|ing)?)\s(?:the\s)?$")
VISITED = re.compile(
    rf"\b(?:visit(?:s|ed|ing)?(?:\sto)?|travel(?:s|ed|led|ing|ling)?\sto|trip\sto"
    rf"|arriv(?:es?|ed|al|ing)\sin|tour\sof|fl(?:y|ies|ew|ying)\sto)\s{_THE}$"
)
ENVOYS = "|".join(sorted(_ROLES["envoys"]))
DIPLOMATS = "|".join(sorted(_ROLES["envoys"] | _ROLES["diplomats"]))
ACCREDITED = re.compile(
    r"\b(?:[Aa]mbassador|[Hh]igh [Cc]ommissioner)(?:-\w+)?(?:\s(?:of|from)\s[^.,;]{3,50})?"
    r"\s(?:to|in)\s(?:the\s)?$"
)
# Whom somebody of the country meets that an ambassador is sent to: not one whom another party sends there.
GREETED = re.compile(rf"\b(?:{'|'.join(sorted(_ROLES['meets']))})\b[^.;]{{0,90}}$")
# Another party than the one that speaks: what is done to it, said to it, held with it or against it.
PARTY_WORDS: frozenset[str] = _ROLES["party_before"] | list_verbs("object_verbs")
PARTY_PHRASE = re.compile(rf"\b(?:{'|'.join(_ROLES['party_phrases'])})\s{_THE}$", re.IGNORECASE)
PARTY = re.compile(rf"\b(\w+)\s{_THE}(?:[A-Z]\w+(?:,|\sand|\sor)\s{_THE})?$")  # "with Iran and | Iraq"
# Its envoy abroad: "the Russian ambassador", "the envoy of China".
ENVOY_AFTER = re.compile(rf"(?:['’]s)?\s(?:[a-z]+\s){{0,2}}(?:{ENVOYS})\b", re.IGNORECASE)
ENVOY_BEFORE = re.compile(rf"\b(?:{DIPLOMATS})\s(?:of|in|to|from|at)\s{_THE}$", re.IGNORECASE)


def is_party(text: str, country: CountryMention) -> bool:
    """Whether a country is spoken of as another party, whose name says nothing of the offices around: "its
    ambassador to | Russia"."""
    before = text[max(0, country.start - 60) : country.start]
    match = PARTY.search(before, max(0, len(before) - 45))
    word = match.group(1).lower() if match else ""
    if word in PARTY_WORDS or (word in ("in", "of") and PARTY_PHRASE.search(before)):
        return True
    return bool(ENVOY_AFTER.match(text, country.end) or ENVOY_BEFORE.search(before) or VISITED.search(before))


def weigh_countries(words: Words, countries: Sequence[CountryMention]) -> Counter[str]:
    """How much a text speaks of each country: what stands in title and first paragraph counts more."""
    opening = words.starts[words.title_end] if words.title_end < len(words) else 0
    lead = words.text.find("\n\n", opening + 2)
    weights: Counter[str] = Counter()
    for country in countries:
        weights[country.iso3] += 3 if country.start < opening else 2 if country.start < lead else 1
    return weights


def find_subject(weights: Counter[str]) -> str:
    """The country that a text names most, if by far."""
    ranked = weights.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] >= 1.5 * ranked[1][1]) else ""


def count_acting(text: str, countries: Sequence[CountryMention]) -> Counter[str]:
    """How often a text names each country as one that acts, and not as a place."""
    return Counter(
        c.iso3
        for c in countries
        if c.route != "city" and not LOCATION.search(text[max(0, c.start - 13) : c.start])
    )


def find_home_country(
    text: str, countries: Sequence[CountryMention], acting: Mapping[str, int], stated: Collection[str]
) -> str:
    """The country that acts in a text without any official of its own being introduced by it.

    `stated`: those by which some are.
    """
    if open_to := {iso3: count for iso3, count in acting.items() if iso3 not in stated}:
        return max(open_to, key=lambda iso3: (open_to[iso3], iso3 == "USA"))
    before = {country: text[max(0, country.start - 90) : country.start] for country in countries}
    hosts = _find_hosts(before) - set(stated)
    if len(hosts) == 1:
        return hosts.pop()
    visited = {country.iso3 for country in countries if VISITED.search(before[country])}
    introduced = set(stated)
    # Where it happens: "met the U.S. envoy in Beijing".
    others = {c.iso3 for c in countries if not is_party(text, c)} - introduced - visited
    only = others if len(others) == 1 else introduced - visited
    return only.pop() if len(only) == 1 else ""


def _find_hosts(before: Mapping[CountryMention, str]) -> set[str]:
    """The countries that greet an ambassador who is sent to them; `before`: what stands before each
    country."""
    sent = {country: match for country, text in before.items() if (match := ACCREDITED.search(text))}
    return {
        country.iso3 for country, match in sent.items() if GREETED.search(before[country], 0, match.start())
    }
