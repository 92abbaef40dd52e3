"""Strings of a text that could stand for a country, and the parts of it where none may be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dragoman.knowledge.countries import Surface, load_countries
from dragoman.reading.countries.words import list_words

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻĽŁŃŇŌŐŘŚŞŠŢȘȚŤŪŮŰŹŻŽ"
# Joined to the name of a region, they are part of it: "Qom Province".
_REGION = re.compile(
    r" (?:Autonomous )?(?:Region|Territory|Oblast|Krai|Province|Prefecture|Governorate|County|Okrug"
    r"|Voivodeship|Canton|Federal District)\b(?! of)"
)
# "Gulf of Mexico", "Sea of Japan", "Lake Chad"; "Indian Ocean", "Timor Sea".
_WATER_BEFORE = re.compile(r"\b(?:Seas?|Gulf|Bay|Straits?|Ocean|Channel|Lake|River) (?:of |of the )?$")
_WATER_AFTER = re.compile(r" (?:Sea|Ocean|Gulf|Straits?|Channel|River|Current)\b")
_STREET = re.compile(r" (?:Street|Avenue|Boulevard|Lane|Road)\b")  # "Grenada Street"
_INITIAL = re.compile(r"(?<=\b[A-Z]\.[A-Z])\.[A-Za-z]")  # "U.S" is not to be found in "50 U.S.C. 1701"
_DOLLAR = re.compile(r" ?\$")
LONGEST_WATER = 25  # characters of a name that waters are called by


@dataclass(frozen=True, slots=True)
class PossibleCountry:
    """A span of characters and its possible meanings, the likeliest first."""

    start: int
    end: int
    meanings: tuple[Surface, ...]

    @property
    def text(self) -> str:
        """The surface as the table has it: without what the text adds to it, such as "Province"."""
        return self.meanings[0].text


@lru_cache(maxsize=1)
def _build_index() -> tuple[re.Pattern[str], Mapping[str, tuple[tuple[str, tuple[Surface, ...]], ...]]]:
    """The pattern of a first word, and by first word the strings that begin with it, longest first, with
    their meanings."""
    surfaces: dict[str, tuple[Surface, ...]] = dict(load_countries().surfaces)
    for text, meanings in load_countries().surfaces.items():  # headlines in capitals
        loud = text.upper()
        if loud not in surfaces and meanings[0].iso3 and _is_known_in_capitals(text, meanings[0]):
            surfaces[loud] = meanings
    first_word = re.compile(r"\w+")
    index: dict[str, list[tuple[str, tuple[Surface, ...]]]] = {}
    for text, meanings in surfaces.items():
        word = first_word.match(text)
        if word:
            index.setdefault(word.group(), []).append((text, meanings))
    small = sorted({word for word in index if word[0].islower()})
    pattern = re.compile(rf"(?<!\w)(?:[{_CAPITAL}]\w*|(?:{'|'.join(map(re.escape, small))})\b)")
    return pattern, {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in index.items()}


def _is_known_in_capitals(text: str, meaning: Surface) -> bool:
    """Whether a string is no other word in capitals: states and seats of four letters, others of six."""
    return len(text) > 5 or (len(text) > 3 and (meaning.seat or meaning.route == "place"))


def scan_text(text: str) -> Iterator[PossibleCountry]:
    """The strings of `text` that the tables know, longest first, in order, none inside another.

    Traps are left out.
    """
    pattern, index = _build_index()
    broken = "\u00a0" in text or "\n" in text.replace("\n\n", "")
    flat = text.replace("\u00a0", " ").replace("\n", " ") if broken else text
    done = 0
    for word in pattern.finditer(text):
        rows = index.get(word.group())
        start = word.start()
        if rows is None or start < done:
            continue
        for string, meanings in rows:
            end = start + len(string)
            if not flat.startswith(string, start) or _goes_on(text, end):
                continue
            done = end
            if meanings[0].iso3 and not _is_part_of_other(text, start, end):
                if meanings[0].route == "city" and (region := _REGION.match(text, end)):
                    done = end = region.end()
                yield PossibleCountry(start, end, meanings)
            break


def _goes_on(text: str, end: int) -> bool:
    """Whether the word or the abbreviation does not end where a string does."""
    return end < len(text) and (text[end].isalnum() or text[end] == "_" or bool(_INITIAL.match(text, end)))


def _is_part_of_other(text: str, start: int, end: int) -> bool:
    """Whether a country's name is in that of a currency, a street or a water."""
    if _DOLLAR.match(text, end) or _STREET.match(text, end):
        return True
    return end - start < LONGEST_WATER and _is_water(text, start, end)


def _is_water(text: str, start: int, end: int) -> bool:
    return bool(_WATER_AFTER.match(text, end)) or bool(_WATER_BEFORE.search(text, max(0, start - 20), start))


# "the Kingdom" is the one that the article calls so in full, or the only kingdom that it names.
_REALM_WORDS = (
    "Kingdom",
    "Commonwealth",
    "Sultanate",
    "Emirate",
    "Principality",
    "Grand Duchy",
    "Islamic Republic",
)
_REALM = re.compile(
    rf"(?:(?<=\b[Tt]he )|\b(?=Commonwealth))({'|'.join(_REALM_WORDS)})\b(?! of| in|['’]s of|-)"
)
_FULL = re.compile(rf"({'|'.join(_REALM_WORDS)}) of (?:the )?")
_KINGDOMS, _THE_KINGDOM = list_words("kingdoms"), list_words("the_kingdom")


def find_realms(text: str, named: set[str]) -> Iterator[tuple[int, int, str]]:
    """Bare words for a state ("the Kingdom") where they plainly are one of those that the article names:
    start, end, ISO code."""
    if not any(word in text for word in _REALM_WORDS):
        return
    matches = list(_REALM.finditer(text))
    surfaces = load_countries().surfaces
    full: dict[str, set[str]] = {}
    for name, meanings in surfaces.items():
        if meanings[0].iso3 in named and meanings[0].route == "place" and " of " in name and name in text:
            for word in _FULL.findall(name):
                full.setdefault(word, set()).add(meanings[0].iso3)
    for match in matches:
        owners = full.get(match.group(1), set())
        if not owners and match.group(1) == "Kingdom":
            owners = named & _THE_KINGDOM if len(named & _KINGDOMS) == 1 else set()
        if len(owners) == 1:
            yield match.start(1), match.end(1), next(iter(owners))
