"""Countries in an article: their names, peoples, capitals, seats of government, regions and cities."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.knowledge.countries import Surface
from dragoman.model import Kind, Route
from dragoman.reading.boilerplate import find_boilerplate
from dragoman.reading.countries.meaning import choose_meaning, count_support, is_state_body
from dragoman.reading.countries.routes import is_acting, is_government
from dragoman.reading.countries.scan import PossibleCountry, find_realms, scan_text
from dragoman.reading.countries.towns import mark_towns
from dragoman.reading.countries.words import list_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["CountryMention", "Taken", "find_countries"]

_CHAIN = re.compile(r",? (?:and|or|nor|&) (?:the )?|, (?:and )?")
_AND = re.compile(r",? (?:and|or|nor|&) (?:the )?")
_LONGEST = 8  # places in a list that share a verb or a preposition
_HYPHEN = ("-", "–", "—")
_DISTRICT = ("D.C", "DC")  # in the name of a seat: the city
_SHARED_SEATS = list_words("shared_seats")


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

    `taken` holds what people and organizations hold: no country is found in a person's name or a private
    body's, one in a state body's name ("U.S. Congress") is. Datelines and what the publisher adds do not
    count.
    """
    text = doc if isinstance(doc, str) else doc.text  # spaCy puts the text together at each call
    split = text.find("\n\n")
    body = split + 2 if split >= 0 else 0
    bodies = _list_spans(taken, "organization")
    barred = (sorted(find_boilerplate(text, body)), _list_spans(taken, "person"))
    scanned = mark_towns(text, list(scan_text(text)))  # a dateline says as well where a town lies
    candidates = [c for c in scanned if not _is_held(barred, c.start, c.end)]
    found = list(_find_named(text, candidates, bodies, body))
    named = {mention.iso3 for mention in found}
    found += [
        CountryMention(start, end, iso3, "place")
        for start, end, iso3 in find_realms(text, named)
        if not _is_held((*barred, bodies), start, end)
    ]
    return sorted(found, key=lambda mention: mention.start)


def _list_spans(taken: Iterable[Taken], kind: Kind) -> list[tuple[int, int]]:
    """What the names of one kind hold, in order."""
    return sorted((span.start, span.end) for span in taken if span.kind == kind)


def _find_named(
    text: str, candidates: Sequence[PossibleCountry], bodies: Sequence[tuple[int, int]], body: int
) -> Iterator[CountryMention]:
    """The candidates that stand for a country here; the text's body begins at `body`, the title before it."""
    support = count_support(candidates)
    for number, candidate in enumerate(candidates):
        meaning = choose_meaning(text, candidates, number, support)
        held = _cover(bodies, candidate.start, candidate.end)
        if meaning is None or not _counts_within(text, candidate, meaning, held):
            continue
        route: Route | None = meaning.route
        if meaning.seat and not held:
            route = _read_seat(text, candidates, number, meaning, candidate.start < body)
        if route:
            yield CountryMention(candidate.start, candidate.end, meaning.iso3, route)


def _is_held(barred: Sequence[Sequence[tuple[int, int]]], start: int, end: int) -> bool:
    """Whether some of these characters are held by one of several lists of spans."""
    return any(_cover(spans, start, end) for spans in barred)


def _counts_within(
    text: str, candidate: PossibleCountry, meaning: Surface, held: tuple[int, int] | None
) -> bool:
    """Whether a country counts that a body's name may hold: one that is all of it, or a state body's."""
    if held is None or held == (candidate.start, candidate.end):
        return True
    return is_state_body(text[slice(*held)], meaning)


def _read_seat(
    text: str, candidates: Sequence[PossibleCountry], number: int, meaning: Surface, title: bool
) -> Route | None:
    """Government or city, for a capital; government or nothing, for another seat.

    Where it is another body that speaks there, it is no state's government.
    """
    candidate = candidates[number]
    if any(district in candidate.text for district in _DISTRICT):
        return "city"
    if meaning.route == "government":
        governs = is_acting(text, candidate.start, candidate.end)
        city: Route | None = None
    else:
        first, last = _find_list(text, candidates, number)
        joined = _is_joined(text, candidates, number)
        governs = is_government(
            text, candidates[first].start, candidate.end, candidates[last].end, joined, title
        )
        city = "city"
    if not governs:
        return city
    return None if meaning.text in _SHARED_SEATS else "government"


def _find_list(text: str, candidates: Sequence[PossibleCountry], number: int) -> tuple[int, int]:
    """The first and last of the powers that a list has with this one.

    They share what stands before the first: "between Washington and Tehran", "talks in Moscow and Rome".
    """
    first = last = number
    while last + 1 < min(len(candidates), number + _LONGEST) and _follows(text, candidates, last, _CHAIN):
        last += 1
    while first > max(0, number - _LONGEST) and _is_led_by(text, candidates, first):
        first -= 1
    return first, last


def _follows(text: str, candidates: Sequence[PossibleCountry], number: int, link: re.Pattern[str]) -> bool:
    """Whether a power follows a candidate, with such a link between."""
    here, following = candidates[number], candidates[number + 1]
    return link.fullmatch(text, here.end, following.start) is not None and _is_power(following)


def _is_led_by(text: str, candidates: Sequence[PossibleCountry], number: int) -> bool:
    """Whether a power and an "and" stand before a candidate."""
    before, here = candidates[number - 1], candidates[number]
    return _AND.fullmatch(text, before.end, here.start) is not None and _is_power(before)


def _is_joined(text: str, candidates: Sequence[PossibleCountry], number: int) -> bool:
    """Whether a hyphen ties a capital to another power."""
    here = candidates[number]
    after = candidates[number + 1 : number + 2]
    before = candidates[number - 1 : number] if number > 0 else []
    gaps = [(text[here.end : c.start], c) for c in after] + [(text[c.end : here.start], c) for c in before]
    return any(gap in _HYPHEN and _is_power(candidate) for gap, candidate in gaps)


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
