"""Which of its meanings a string has in this article, if any: Georgia the state or the country, Nice the city or the word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dragoman.knowledge.countries import Surface, load_countries
from dragoman.reading.countries.scan import Candidate

_LOCATIVE = re.compile(
    r"\b(?:in|at|from|to|near|of|outside|around|through|via|across|visit|visits|visited|visiting|left|leaving|reach|reached|for|into|towards?"
    r"|between|throughout|over|city|town|village|capital|port|province|region|island|north|south|east|west|northern|southern|eastern|western|north-?east\w*"
    r"|north-?west\w*|south-?east\w*|south-?west\w*|central|downtown|greater|off|on|inside|nearby|neighbou?ring|upstate|entire|all|besieged|occupied|held) (?:the )?$",
    re.I,
)
_STRICTLY_IN = re.compile(
    r"\b(?:in|at|from|near|outside|to|visited|visiting|(?:city|cities|towns?|villages?|ports?|provinces?|regions?|districts?|states?|islands?) of) $",
    re.I,
)
_PLACE_AFTER = re.compile(
    r" (?:regions?|provinces?|city|airports?|districts?|oblast|area|governorate|peninsula|coast|islands?|prefecture|county|state|port|border|crossing|front"
    r"|direction|refugee camp|camp|[Ss]ummit|talks|suburbs?|neighbou?rhood|International Airport|Airport|Island|Islands|Peninsula|Valley)\b|[-–](?:based|born|area)\b"
)
_TREATY_AFTER = re.compile(
    r"(?:[-– ][A-Z][\w\-]+| peace| climate| nuclear| security| normali[sz]ation| ceasefire| migration| grain){0,3}"
    r" (?:[Aa]greements?|[Aa]ccords?|[Pp]rotocols?|[Tt]reaty|Treaties|[Cc]onventions?|Statute|[Pp]rocess|[Ff]ormat|[Pp]act|[Dd]eclaration|[Mm]emorandum|Communiqu[eé]"
    r"|Principles|Charter|Consensus|Group|Dialogue|Club|Forum|Conference|Final Act|Act|Initiative|Framework|Compact|Roadmap|Document|Package|Formula|Guidelines"
    r"|Commitments?|Platform|Rulebook)\b"
)
_TREATY_BEFORE = re.compile(r"\b(?:Treaty|Agreement|Declaration|Convention|Statute|Charter|Peace|Pact|Protocol|Congress) of $")
_LANGUAGE_AFTER = re.compile(
    r"[- –](?:language|speaking|speakers?|translations?|dialect|lessons?|teachers?|subtitles|alphabet|grammar|fluently)\b", re.I
)
_LANGUAGE_BEFORE = re.compile(
    r"\b(?:in|speaks?|speaking|spoke|spoken|learn\w*|fluent in|taught|teach\w*|translat\w+ (?:into|from)|broken|perfect|fluent) $"
)
_END = re.compile(
    r"(?:[.,;:!?)\]”\"’']|\s*$|\n| (?:with|on|at|to|that|but|as|by|rather|for|when|while|before|after)\b| (?:and|or|then) [A-Z]\w+[.,;:!?)])"
)
_ROYAL = re.compile(r"(?<!Crown )\b(?:Prince|Princess|Duke|Duchess|Earl|Countess|Archduke|Marquess|Viscount) of $")
_PRESS_AFTER = re.compile(
    r"(?:['’]s)? (?:Times|Post|Journal|Herald|Tribune|Daily|Gazette|Guardian|Telegraph|Chronicle|Examiner|Observer|Inquirer|Courier|Globe|Mirror|Airlines|Airways"
    r"|Motors|Express|Inc|Corp|Ltd|Insurance|Stock Exchange|Symphony|Philharmonic|Orchestra|Bulls|Lakers|Yankees|Mercury|Mail|Standard|Star|Sun"
    r"|Monitor|Today|Weekly|Magazine|Beer|Brewery|Review|University|College|Hospital|Institute|School|Foundation|Zoo|Bank)\b"
)
_PRESS_BEFORE = re.compile(
    r"\b(?:Air|Radio|Bank of|University of|Universities of|Voice of|Banco|Banque|Hotel|FC|Real|Cafe|Café|Miss|Team|Royal Bank of|Times of) $"
)
_STATE_BANK = {
    "ENG",
    "JPN",
    "RUS",
    "ISR",
    "KOR",
    "CAN",
    "MEX",
    "THA",
    "GRC",
    "FIN",
    "ITA",
    "ESP",
    "FRA",
    "PRT",
    "GHA",
    "TZA",
    "UGA",
    "ZMB",
    "LTU",
    "GBR",
}
# In the name of a body: what makes it the state's.
_STATE_BODY = re.compile(
    r"\b(?:minist\w+|parliament\w*|government|congress|senate|house of|national assembly|assembly|army|navy|naval|air force|armed forces|military|forces|guards?|police"
    r"|courts?|embassy|consulate|department|agency|council|cabinet|presiden\w+|office|administration|bureau|intelligence|security|central bank|bank of|federal|state"
    r"|duma|coast guard|customs|treasury|commission|supreme|authority|defen[cs]e|foreign affairs|directorate|mission|marines?|marine corps|prosecutor\w*|attorney"
    r"|crown|royal|republic|kingdom|reserve|space force|cyber command|command|fleet|cosmodrome|delegation|chamber of deputies|general staff|constitutional|supreme court)\b",
    re.I,
)
_PRIVATE_BODY = re.compile(
    r"\b(?:times|post|journal|herald|tribune|daily|bank of america|bank of china|airlines?|airways|inc|corp\w*|company|co|ltd|group|holdings|university|institutes?|church"
    r"|foundation|club|united|press|news|television|radio|broadcasting|motors|telecom|express|chamber of commerce|red cross|party|movement|union|league|association"
    r"|society|school|college|hospital|academy|museum|think tank|center|centre|fund|stock exchange|network|studies|insurance|trust|project)\b",
    re.I,
)

# States of America that are no other place's name, and words of American politics: they tell Georgia from Georgia.
_AMERICAN = re.compile(
    r"\b(?:Atlanta|Savannah|Fulton County|U\.S\. state|Kemp|Raffensperger|Ossoff|Warnock|Stacey Abrams|Jimmy Carter|senator|runoff|run-off|Electoral College|Democrat\w*"
    r"|Republicans?|governor|Gov\.|Sen\.|Rep\.|swing state|primary|midterm\w*|caucus\w*|ballots?|Alabama|Florida|Carolina|Tennessee|Arizona|Pennsylvania|Wisconsin|Michigan"
    r"|Nevada|Ohio|Virginia|Texas|Louisiana|Mississippi|Bulldogs|hurricane|NASCAR)\b"
)
_CAUCASIAN = re.compile(
    r"\b(?:Tbilisi|Batumi|Georgians?|Abkhaz\w*|Ossetia\w*|Tskhinval\w*|Sukhum\w*|Caucasus|Caucasian|Saakashvili|Ivanishvili|Zura\w+shvili|Zourabichvili|Kobakhidze"
    r"|Garibashvili|Margvelashvili|Shevardnadze|Kavelashvili|Gakharia|\w+shvili|\w+adze|Armenia\w*|Azerbaijan\w*|Moldova\w*|Ukraine|Russia\w*|NATO|EU|CIS|Black Sea|OSCE"
    r"|Turkey|Kazakhstan|Belarus|Kyrgyzstan|Estonia|Lithuania|Latvia|foreign minist\w+|prime minister|ambassador)\b"
)
_GEORGIA_COUNTRY = re.compile(
    r"(?:['’]s)? (?:President|Prime|Foreign|Dream|Parliament|parliament|president|prime|foreign|breakaway|territorial|ambassador|NATO|EU)\b"
)
_GEORGIA_COUNTRY_BEFORE = re.compile(
    r"(?:President|Minister|Republic|Parliament|Government|government|president|minister|parliament|Patriarch|people) of $"
)
_GEORGIA_STATE = re.compile(
    r"(?:['’]s)? (?:[Gg]overnor|Gov|[Ss]enat\w+|Sen|Rep|[Rr]epublicans?|[Dd]emocrats?|[Ss]ecretary of [Ss]tate|[Rr]unoffs?|Bulldogs|Tech|[Ll]egislat\w+|voters|primary"
    r"|congress\w+|county|state (?:senate|house|law)|[Ss]tate [Uu]niversity|grand jury|[Nn]ational [Gg]uard)\b|, USA?\b|, U\.S\."
)


@lru_cache(maxsize=1)
def _largest_parts() -> frozenset[str]:
    """Names of states and regions: what follows a city after a comma."""
    surfaces = load_countries().surfaces
    return frozenset(text for text, meanings in surfaces.items() if meanings[0].iso3)


def count_support(candidates: Sequence[Candidate]) -> Counter[str]:
    """How often each country is named beyond doubt, by strings with one meaning and no caution."""
    return Counter(c.meanings[0].iso3 for c in candidates if len(c.meanings) == 1 and not c.meanings[0].caution)


def choose_meaning(text: str, candidates: Sequence[Candidate], number: int, support: Counter[str], title_end: int) -> Surface | None:
    """What candidate `number` stands for here; None where it is no country."""
    candidate = candidates[number]
    start, end = candidate.start, candidate.end
    before, after = text[max(0, start - 40) : start].replace("\n", " "), text[end : end + 60]
    following = candidates[number + 1] if number + 1 < len(candidates) else None
    owner = _read_owner(text, candidate, following)
    meaning = _weigh(candidate, support, owner)
    route = meaning.route
    if candidate.text == "Georgia":
        iso3 = _choose_georgia(text, start, end, before, after, owner)
        meaning = next(m for m in candidate.meanings if m.iso3 == iso3)
        if iso3 == "USA":
            return meaning
    elif meaning.text in ("Congo", "Congolese"):
        meaning = _choose_by(candidate, "COG" if support["COG"] and not support["COD"] else "COD")
    elif meaning.text in ("Korea", "Korean", "Koreans"):
        meaning = _choose_by(candidate, "PRK" if support["PRK"] and not support["KOR"] else "KOR")
    elif meaning.text in ("Dominican", "Dominicans") and support["DMA"] and not support["DOM"]:
        return None if not load_countries().by_code.get("DMA") else Surface(meaning.text, "DMA", "demonym")
    elif meaning.text.startswith("Central African") and route == "demonym":
        if not support["CAF"] or re.match(
            r" (?:states?|countries|nations|region|sub-?region|community|economic|leaders|currency|CFA)\b", after, re.I
        ):
            return None
    elif meaning.text == "US" and not _is_us(text, start, end):
        return None
    elif meaning.text == "Emirates" and not before.endswith(("the ", "The ")):
        return None
    if route == "city" and _ROYAL.search(before) or _PRESS_AFTER.match(after) and _is_press(after, route):
        return None
    if (found := _PRESS_BEFORE.search(before)) and not (found.group() == "Bank of " and meaning.iso3 in _STATE_BANK):
        return None
    if route == "demonym" and _is_language(meaning, before, after):
        return None
    if route == "city":
        if _TREATY_BEFORE.search(before) or (_TREATY_AFTER.match(after) and not after.startswith(", ")):
            return None
        return meaning if _is_named_place(text, candidates, number, meaning, support, owner, before, after) else None
    if meaning.caution == "minor" and not support[meaning.iso3] and not _STRICTLY_IN.search(before):
        return None
    return meaning


def _weigh(candidate: Candidate, support: Counter[str], owner: str) -> Surface:
    """The meaning in the country that follows after a comma, else in the one that the article names most, else the likeliest."""
    for meaning in candidate.meanings:
        if meaning.iso3 == owner:
            return meaning
    if owner in ("USA", "CAN") and candidate.meanings[0].route == "city":  # "Moscow, Idaho"
        return Surface(candidate.text, owner, "city")
    if len(candidate.meanings) > 1:
        best = max(candidate.meanings, key=lambda meaning: support[meaning.iso3])
        if support[best.iso3] and not (candidate.meanings[0].seat and support[candidate.meanings[0].iso3]):
            return best
    return candidate.meanings[0]


def _choose_by(candidate: Candidate, iso3: str) -> Surface:
    return next((meaning for meaning in candidate.meanings if meaning.iso3 == iso3), candidate.meanings[0])


def _read_owner(text: str, candidate: Candidate, following: Candidate | None) -> str:
    """The country in "Paris, Texas" and "Hyderabad, Pakistan": the ISO code, or nothing."""
    if following is None or text[candidate.end : following.start] not in (", ", " in ", " (") or following.meanings[0].route == "demonym":
        return ""
    second = following.meanings[0]
    is_list = re.match(r"(?:,| and\b| or\b)", text[following.end : following.end + 5])
    if second.route == "place" and candidate.meanings[0].route == "city":
        return second.iso3 if any(m.iso3 == second.iso3 for m in candidate.meanings) or not is_list else ""
    return second.iso3 if second.iso3 in ("USA", "CAN") and second.route == "city" and not second.seat else ""


def _choose_georgia(text: str, start: int, end: int, before: str, after: str, owner: str) -> str:
    if (
        _GEORGIA_STATE.match(after)
        or owner == "USA"
        or re.search(r"\b(?:Atlanta|Savannah|Augusta|state of), $|\bstate of $|(?:Sen|Gov|Rep)\. $|U\.S\. $", before)
    ):
        return "USA"
    if _GEORGIA_COUNTRY.match(after) or _GEORGIA_COUNTRY_BEFORE.search(before):
        return "GEO"
    near = text[max(0, start - 150) : end + 150]
    american = 3 * len(_AMERICAN.findall(near)) + len(_AMERICAN.findall(text))
    caucasian = 3 * len(_CAUCASIAN.findall(near)) + len(_CAUCASIAN.findall(text))
    return "USA" if american > caucasian else "GEO"


def _is_us(text: str, start: int, end: int) -> bool:
    """Whether US is not the pronoun in a line of capitals."""
    around = text[max(0, start - 15) : start].rpartition("\n")[2] + text[end : end + 15].partition("\n")[0]
    return (
        bool(re.search(r"[a-z]", around))
        or text[max(0, start - 4) : start].upper() == "THE "
        or text[end : end + 1] == "-"
        or not around.strip()
    )


def _is_press(after: str, route: str) -> bool:
    """ "Moscow Times" is a newspaper, "U.S. Standard" hardly; "Moscow's Daily ..." is none."""
    return not after.startswith(("'s", "’s")) and (
        route == "city"
        or not re.match(
            r" (?:Bank|School|Hospital|Institute|Foundation|University|Review|Express|Mission|Star|Standard|Today|Post|Mail|Sun|Monitor)\b",
            after,
        )
    )


def _is_language(meaning: Surface, before: str, after: str) -> bool:
    if _LANGUAGE_AFTER.match(after):
        return True
    if meaning.text.endswith("s") and not meaning.text.endswith(("ss", "sh")):
        return False
    return bool(_LANGUAGE_BEFORE.search(before) and _END.match(after)) and meaning.text not in (
        "American",
        "British",
        "Canadian",
        "Israeli",
        "Palestinian",
        "Australian",
    )


def _is_named_place(
    text: str, candidates: Sequence[Candidate], number: int, meaning: Surface, support: Counter[str], owner: str, before: str, after: str
) -> bool:
    """Whether a city or region is spoken of as a place: its country is named too, or the words around it say so."""
    candidate = candidates[number]
    if owner and owner == meaning.iso3:
        return True
    if owner and owner != meaning.iso3 and all(m.iso3 != owner for m in candidate.meanings) and not meaning.seat:
        return False
    in_list = number > 0 and text[candidates[number - 1].end : candidate.start] in (", ", " and ", ", and ", " or ", "/", "-", "–")
    located = bool(_LOCATIVE.search(before) or _PLACE_AFTER.match(after) or in_list)
    backed = support[meaning.iso3] > 0
    if meaning.caution == "word":
        return bool(_STRICTLY_IN.search(before) or _PLACE_AFTER.match(after) or in_list) and (backed or meaning.seat)
    if meaning.caution == "minor":
        return backed and located
    if meaning.caution == "person":
        return (located or ((backed or meaning.seat) and not re.match(r" [A-Z][a-z]", after))) and not re.search(
            r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Gen|Sen|Rep|Gov|Judge|Justice)\.? $", before
        )
    return meaning.seat or backed or located


def is_state_body(name: str, surface: Surface) -> bool:
    """Whether a body with a country in its name is the state's ("U.S. Congress"), so that the country counts; not "Air France"."""
    if _STATE_BODY.search(name) and not re.search(r"\b(?:university|church|airlines?|times|post)\b", name, re.I):
        return True
    return (
        surface.route != "city"
        and not _PRIVATE_BODY.search(name)
        and not _PRESS_BEFORE.search(name[: name.find(surface.text)] if surface.text in name else "")
    )
