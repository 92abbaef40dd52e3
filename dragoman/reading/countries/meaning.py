"""Which of its meanings a string has in this article, if any: Georgia the state or the country, Nice the city
or the word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.knowledge.countries import Surface
from dragoman.knowledge.organizations import load_organizations
from dragoman.reading.countries.scan import PossibleCountry
from dragoman.reading.countries.words import join_words, list_words
from dragoman.reading.rows import Row

_LOCATIVE = re.compile(rf"\b{join_words('locative')} (?:the )?$", re.I)
_PLURALS = "(?:city|cities|towns?|villages?|ports?|provinces?|regions?|districts?|states?|islands?)"
_STRICTLY_IN = re.compile(rf"\b(?:in|at|from|near|outside|to|visited|visiting|{_PLURALS} of) $", re.I)
_PLACE_AFTER = re.compile(rf" {join_words('place_after')}\b|[-–](?:based|born|area)\b", re.I)
_TREATY_AFTER = re.compile(
    rf"(?:[-– ][A-Z][\w\-]+| {join_words('treaty_gap')}){{0,3}} {join_words('treaty_after')}\b"
)
_TREATY_BEFORE = re.compile(
    r"\b(?:Treaty|Agreement|Declaration|Convention|Statute|Charter|Peace|Pact|Protocol|Congress) of $"
)
_LANGUAGE_AFTER = re.compile(rf"[- –]{join_words('language_after')}\b", re.I)
_LANGUAGE_BEFORE = re.compile(rf"\b{join_words('language_before')} $")
_LANGUAGE_END = re.compile(
    r"[.,;:!?)\]”\"’'\n]|\s*$| (?:with|on|at|to|that|but|as|by|rather|for|when|while|before|after)\b"
    r"| (?:and|or|then) [A-Z]\w+[.,;:!?)]"
)
_SPOKEN_NOWHERE = list_words("spoken_nowhere")
_TRIBAL_AFTER = re.compile(
    r" (?:Affairs|Country|Gaming|Health Service|Health Care|Reservation"
    r"|Self-Determination|[Tt]rib(?:es?|al)\b)"
)
_NOBLE = re.compile(
    r"(?<!Crown )\b(?:Prince|Princess|Duke|Duchess|Earl|Countess|Archduke|Marquess|Viscount) of $"
)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Gen|Sen|Rep|Gov|Judge|Justice)\.? $")
_PRESS_AFTER = re.compile(rf" {join_words('press_after')}\b")
_PRESS_OF_STATES = re.compile(
    r" (?:Times|Post|Journal|Herald|Tribune|Daily|Gazette|Guardian|Telegraph|Airlines|Airways|Motors"
    r"|Symphony|Orchestra|Weekly)\b"
)
_PRESS_BEFORE = re.compile(rf"\b{join_words('press_before')} $")
_STATE_BODY = re.compile(rf"\b{join_words('state_body')}\b", re.I)
_PRIVATE_BODY = re.compile(rf"\b{join_words('private_body')}\b", re.I)
_NEVER_STATE = re.compile(r"\b(?:university|church|airlines?|times|post|islamic state)\b", re.I)
_COUNTRIES_AFTER = re.compile(
    r" (?:states?|countries|nations|region|sub-?region|community|economic|leaders|currency|CFA)\b", re.I
)

TWIN = "Georgia"  # a country and a state of another that is as large: no other name is so
_SURNAME_AFTER = re.compile(r" [A-Z][a-z]")
_GEORGIA_STATE_BEFORE = re.compile(
    rf"\b{join_words('georgia_cities')}, $|\b[Ss]tate of $|\b(?:Sen|Gov|Rep)\. $|U\.S\. $"
)
_GEORGIA_STATE_AFTER = re.compile(rf"(?:['’]s)? {join_words('georgia_state_after')}\b|, USA?\b|, U\.S\.")
_GEORGIA_COUNTRY_BEFORE = re.compile(
    r"\b(?:[Pp]resident|[Mm]inister|Republic|[Pp]arliament|[Gg]overnment|Patriarch|people) of $"
)
_GEORGIA_COUNTRY_AFTER = re.compile(rf"(?:['’]s)? {join_words('georgia_country_after')}\b")
_AMERICAN = re.compile(rf"\b{join_words('american_georgia')}")
_CAUCASIAN = re.compile(rf"\b{join_words('caucasian_georgia')}\b")
_BETWEEN_PLACES = (", ", " and ", ", and ", " or ", "/", "-", "–")


def count_support(candidates: Sequence[PossibleCountry]) -> Counter[str]:
    """How often each country is named beyond doubt, by strings with one meaning and no caution."""
    return Counter(
        c.meanings[0].iso3 for c in candidates if len(c.meanings) == 1 and not c.meanings[0].caution
    )


@dataclass(frozen=True, slots=True)
class Context:
    """One candidate of a text and what stands around it."""

    text: str
    candidates: Sequence[PossibleCountry]
    number: int
    support: Counter[str]
    owner: str  # the country that follows it
    before: str
    after: str


def choose_meaning(
    text: str, candidates: Sequence[PossibleCountry], number: int, support: Counter[str]
) -> Surface | None:
    """What candidate `number` stands for here; None where it is no country.

    `support`: how often each country is named beyond doubt.
    """
    candidate = candidates[number]
    start, end = candidate.start, candidate.end
    before, after = text[max(0, start - 40) : start].replace("\n", " "), text[end : end + 60]
    owner = _read_owner(text, candidates, number)
    if candidate.text == TWIN:
        listed = _stands_among_states(text, candidates, number)
        meaning = _choose_by(
            candidate, _choose_georgia(text, start, end, before, after, owner, listed, support)
        )
        if meaning.iso3 == "USA":
            return meaning
    else:
        meaning = _weigh(candidate, support, owner)
    if _is_other_thing(text, start, end, meaning, support, before, after):
        return None
    if meaning.route == "city":
        if _TREATY_BEFORE.search(before) or _TREATY_AFTER.match(after):
            return None
        context = Context(text, candidates, number, support, owner, before, after)
        return meaning if _is_named_place(context, meaning) else None
    if meaning.caution == "minor" and not support[meaning.iso3] and not _STRICTLY_IN.search(before):
        return None
    return meaning


def _weigh(candidate: PossibleCountry, support: Counter[str], owner: str) -> Surface:
    """The meaning in the country that follows after a comma, else in the one that the article names most,
    else the likeliest."""
    first = candidate.meanings[0]
    for meaning in candidate.meanings:
        if meaning.iso3 == owner:
            return meaning
    if owner in ("USA", "CAN") and first.route == "city":  # "Moscow, Idaho"
        return Surface(candidate.text, owner, "city")
    if support[first.iso3] and (first.seat or first.route != "city"):
        return first
    best = max(candidate.meanings, key=lambda meaning: support[meaning.iso3])
    return best if support[best.iso3] else first


def _choose_by(candidate: PossibleCountry, iso3: str) -> Surface:
    return next((meaning for meaning in candidate.meanings if meaning.iso3 == iso3), candidate.meanings[0])


def _read_owner(text: str, candidates: Sequence[PossibleCountry], number: int) -> str:
    """The country in "Paris, Texas" and "Hyderabad, Pakistan": its ISO code, or nothing."""
    candidate = candidates[number]
    if number + 1 == len(candidates) or candidate.meanings[0].route != "city":
        return ""
    following = candidates[number + 1]
    if text[candidate.end : following.start] not in (", ", " in ", " ("):
        return ""
    second = following.meanings[0]
    if second.route == "place":
        is_list = re.match(r"(?:,| and\b| or\b)", text[following.end : following.end + 5])
        return second.iso3 if any(m.iso3 == second.iso3 for m in candidate.meanings) or not is_list else ""
    return second.iso3 if second.iso3 in ("USA", "CAN") and second.region else ""


def _choose_georgia(
    text: str,
    start: int,
    end: int,
    before: str,
    after: str,
    owner: str,
    listed: bool,
    support: Mapping[str, int],
) -> str:
    if _GEORGIA_STATE_AFTER.match(after) or owner == "USA" or _GEORGIA_STATE_BEFORE.search(before):
        return "USA"
    if listed or _GEORGIA_COUNTRY_AFTER.match(after) or _GEORGIA_COUNTRY_BEFORE.search(before):
        return "GEO"
    near = text[max(0, start - 150) : end + 150]
    whole = _count_georgian(text)
    american = 3 * len(_AMERICAN.findall(near)) + whole[0]
    caucasian = 3 * len(_CAUCASIAN.findall(near)) + whole[1]
    return "USA" if american > caucasian or (support["USA"] and not caucasian) else "GEO"


@lru_cache(maxsize=1)
def _count_georgian(text: str) -> tuple[int, int]:
    """How many words of a text speak for the state, and how many for the country: counted once, however often
    it says Georgia."""
    return len(_AMERICAN.findall(text)), len(_CAUCASIAN.findall(text))


def _stands_among_states(text: str, candidates: Sequence[PossibleCountry], number: int) -> bool:
    """Whether the name of a state stands right beside a candidate in a list: "France, Georgia, Germany"."""
    here = candidates[number]
    before = [
        c for c in candidates[max(0, number - 1) : number] if text[c.end : here.start] in _BETWEEN_PLACES
    ]
    after = [c for c in candidates[number + 1 : number + 2] if text[here.end : c.start] in _BETWEEN_PLACES]
    return any(
        c.meanings[0].route == "place" for c in (*before, *(c for c in after if c.meanings[0].iso3 != "USA"))
    )


def _is_other_thing(
    text: str, start: int, end: int, meaning: Surface, support: Counter[str], before: str, after: str
) -> bool:
    """Whether the string is part of another name or another word: a pronoun, a language, a newspaper, a
    nobleman."""
    if meaning.text == "US":
        return not _is_us(text, start, end)
    if meaning.text == "Emirates":
        return not before.endswith(("the ", "The "))
    if meaning.text.startswith("Central African") and meaning.route == "demonym":
        return not support["CAF"] or bool(_COUNTRIES_AFTER.match(after))
    if meaning.route == "demonym":
        return _is_language(meaning, before, after) or (meaning.iso3 == "IND" and _is_tribal(before, after))
    if meaning.route == "city" and (_NOBLE.search(before) or _PRESS_AFTER.match(after)):
        return True
    found = _PRESS_BEFORE.search(before)
    return bool(_PRESS_OF_STATES.match(after)) or bool(found and found.group() != "Bank of ")


def _is_us(text: str, start: int, end: int) -> bool:
    """Whether US is not the pronoun in a line of capitals."""
    around = text[max(0, start - 15) : start].rpartition("\n")[2] + text[end : end + 15].partition("\n")[0]
    return (
        bool(re.search(r"[a-z]", around))
        or text[max(0, start - 4) : start].upper() == "THE "
        or text[end : end + 1] == "-"
        or not around.strip()
    )


def _is_tribal(before: str, after: str) -> bool:
    """Whether "Indian" is said of America's first peoples."""
    return bool(_TRIBAL_AFTER.match(after)) or before.endswith(("American ", "Alaskan "))


def _is_language(meaning: Surface, before: str, after: str) -> bool:
    if _LANGUAGE_AFTER.match(after):
        return True
    if meaning.text in _SPOKEN_NOWHERE or (meaning.text.endswith("s") and not meaning.text.endswith("ss")):
        return False
    return bool(_LANGUAGE_BEFORE.search(before) and _LANGUAGE_END.match(after))


@dataclass(frozen=True, slots=True)
class PlaceName:
    """The name of a city or region with what speaks for a place: `listed` beside another, `backed` by its
    country."""

    before: str
    after: str
    listed: bool
    backed: bool
    named: bool  # whether the article names its country

    @property
    def located(self) -> bool:
        """Whether the words around, or a list, say that something is there."""
        return bool(_LOCATIVE.search(self.before) or _PLACE_AFTER.match(self.after) or self.listed)


def _is_place_not_word(place: PlaceName) -> bool:
    strictly = place.listed or _STRICTLY_IN.search(place.before) or _PLACE_AFTER.match(place.after)
    return place.backed and bool(strictly)


def _is_minor_place(place: PlaceName) -> bool:
    return place.named and place.located


def _is_place_not_person(place: PlaceName) -> bool:
    if _TITLE.search(place.before):
        return False
    return place.located or (place.backed and not _SURNAME_AFTER.match(place.after))


def _is_plain_place(place: PlaceName) -> bool:
    return place.backed or place.located


# What else a string is -> when it is a place.
PLACE_RULES: Mapping[str, Row[PlaceName]] = {
    "word": Row("a word", _is_place_not_word, "Ghana met in [Tamale].", "Ghana's shops sold [Tamale] here."),
    "minor": Row("a minor place", _is_minor_place, "Britain met in [Carlisle].", "They met in [Carlisle]."),
    "person": Row("a name", _is_place_not_person, "They met in [Lyon].", "France met Mr. [Lyon]."),
    "": Row("nothing", _is_plain_place, "They met in [Guantanamo].", "The [Guantanamo] method failed."),
}


def _is_named_place(context: Context, meaning: Surface) -> bool:
    """Whether a city or region is spoken of as a place: its country is named too, or the words around it say
    so."""
    if context.owner == meaning.iso3:
        return True
    if context.owner and not meaning.seat:
        return False
    candidates, number = context.candidates, context.number
    gap = context.text[candidates[number - 1].end : candidates[number].start] if number > 0 else ""
    named = context.support[meaning.iso3] > 0
    place = PlaceName(context.before, context.after, gap in _BETWEEN_PLACES, named or meaning.seat, named)
    return PLACE_RULES[meaning.caution].holds(place)


def is_state_body(name: str, surface: Surface) -> bool:
    """Whether a body with a country in its name is the state's ("U.S. Congress"), so that the country counts;
    not "Air France"."""
    known = load_organizations().lookup(name)
    if known and known.kind in ("armed", "company"):  # "Revolutionary Armed Forces of Colombia"
        return False
    if _STATE_BODY.search(name):
        return not _NEVER_STATE.search(name)
    return (
        surface.route != "city"
        and not _PRIVATE_BODY.search(name)
        and not _PRESS_BEFORE.search(name.partition(surface.text)[0])
    )
