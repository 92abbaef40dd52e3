"""Countries in an article: their names, peoples, capitals, seats of government, regions and cities."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.model import Kind, Route
from dragoman.reading.boilerplate import find_boilerplate
from dragoman.reading.countries.meaning import choose_meaning, count_support, is_state_body
from dragoman.reading.countries.routes import is_acting, is_government
from dragoman.reading.countries.scan import PossibleCountry, find_realms, scan_text
from dragoman.reading.countries.towns import mark_towns

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["CountryMention", "Taken", "find_countries"]

_CHAIN = re.compile(r",? (?:and|or|nor|&) (?:the )?|, (?:and )?")
_AND = re.compile(r",? (?:and|or|nor|&) (?:the )?")
_LONGEST = 8  # places in a list that share a verb or a preposition
_HYPHEN = ("-", "–", "—")


@dataclass(frozen=True, slots=True)
class Taken:
    """A span of characters that a person's or an organization's name holds."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A span of characters that stands for a country, and why."""

    start: int
    end: int
    iso3: str
    route: Route


def find_countries(doc: Doc | str, taken: Sequence[Taken] = ()) -> list[CountryMention]:
    """The mentions of countries in title and text, in order, none inside another.

    `taken` holds what people and organizations hold: no country is found in a person's name or a private body's, one in a state
    body's name ("U.S. Congress") is. Datelines and what the publisher adds do not count.
    """
    text = doc if isinstance(doc, str) else doc.text  # spaCy puts the text together at each call
    split = text.find("\n\n")
    body = split + 2 if split >= 0 else 0
    closed = sorted(find_boilerplate(text, body))
    persons = sorted((t.start, t.end) for t in taken if t.kind == "person")
    bodies = sorted((t.start, t.end) for t in taken if t.kind == "organization")
    scanned = mark_towns(text, list(scan_text(text)))  # a dateline says as well where a town lies
    candidates = [c for c in scanned if not _cover(closed, c.start, c.end) and not _cover(persons, c.start, c.end)]
    support = count_support(candidates)
    found: list[CountryMention] = []
    for number, candidate in enumerate(candidates):
        start, end = candidate.start, candidate.end
        meaning = choose_meaning(text, candidates, number, support)
        if meaning is None:
            continue
        body_span = _cover(bodies, start, end)
        if body_span and body_span != (start, end) and not is_state_body(text[slice(*body_span)], meaning):
            continue
        route: Route | None = meaning.route
        if meaning.seat and not body_span:
            route = _read_route(text, candidates, number, meaning.route, start < body)
            if route == "government" and meaning.text == "Brussels":  # there it is the European Union that speaks
                route = None
        if route:
            found.append(CountryMention(start, end, meaning.iso3, route))
    found += [
        CountryMention(start, end, iso3, "place")
        for start, end, iso3 in find_realms(text, {m.iso3 for m in found})
        if not _cover(persons, start, end) and not _cover(bodies, start, end) and not _cover(closed, start, end)
    ]
    return sorted(found, key=lambda mention: mention.start)


def _read_route(text: str, candidates: Sequence[PossibleCountry], number: int, route: Route, title: bool) -> Route | None:
    """Government or city, for a capital; government or nothing, for another seat."""
    candidate = candidates[number]
    if "D.C" in candidate.text or "DC" in candidate.text:
        return "city"
    if route == "government":
        return "government" if is_acting(text, candidate.start, candidate.end) else None
    last = number
    while (
        last + 1 < min(len(candidates), number + _LONGEST)
        and _CHAIN.fullmatch(text, candidates[last].end, candidates[last + 1].start)
        and _is_power(candidates[last + 1])
    ):
        last += 1
    joined = (
        number + 1 < len(candidates) and text[candidate.end : candidates[number + 1].start] in _HYPHEN and _is_power(candidates[number + 1])
    ) or (number > 0 and text[candidates[number - 1].end : candidate.start] in _HYPHEN and _is_power(candidates[number - 1]))
    first = number  # a list shares what stands before its first member: "between Washington and Tehran", "talks in Moscow and Rome"
    while (
        first > max(0, number - _LONGEST)
        and _AND.fullmatch(text, candidates[first - 1].end, candidates[first].start)
        and _is_power(candidates[first - 1])
    ):
        first -= 1
    return "government" if is_government(text, candidates[first].start, candidate.end, candidates[last].end, joined, title) else "city"


def _is_power(candidate: PossibleCountry) -> bool:
    """Whether it can act: a state, a capital or a seat."""
    return candidate.meanings[0].seat or candidate.meanings[0].route in ("place", "demonym")


def _cover(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The span of a sorted list that overlaps these characters."""
    place = bisect.bisect_left(spans, (end, end))
    for span in reversed(spans[max(0, place - 3) : place]):
        if span[1] > start:
            return span
    return None
