"""Countries in an article: their names, peoples, capitals, seats of government, regions and cities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.knowledge.countries import load_countries
from dragoman.model import Kind, Route

_WORD = re.compile(r"(?<!\w)[^\W\d_a-zß-ÿ](?:\.[A-Z]\b)?[\w]*")


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


def find_countries(doc: Doc, taken: Sequence[Taken] = ()) -> list[CountryMention]:
    """The mentions of countries in title and text, in order, none inside another. Those within an organization's name are among them."""
    text = doc.text
    surfaces = load_countries().surfaces
    longest = max(map(len, surfaces))
    found: list[CountryMention] = []
    end = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end:
            continue
        for stop in range(min(len(text), start + longest), start, -1):
            meanings = surfaces.get(text[start:stop])
            if meanings and not (stop < len(text) and text[stop].isalnum()):
                end = stop
                persons = [t for t in taken if t.kind == "person" and t.start < stop and start < t.end]
                if meanings[0].iso3 and not persons:
                    found.append(CountryMention(start, stop, meanings[0].iso3, meanings[0].route))
                break
    return found
