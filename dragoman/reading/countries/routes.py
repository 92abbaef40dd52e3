"""Whether a capital or a seat stands for the government or is named as a place."""

from __future__ import annotations

import re

from dragoman.reading.countries.words import (
    ADVERBS,
    BODIES,
    BUILDING,
    CITY_NOUNS,
    GOVERNED_BY,
    LED_BY,
    NOUNS_FOR,
    NOUNS_FROM,
    NOUNS_OF,
    NOUNS_ON,
    NOUNS_TO,
    OBJECT_VERBS,
    PASSIVE_PLACE,
    RELATIONS,
    SPEECH,
    SUBJECT_VERBS,
)

_ARTICLE = r"(?:the |both |either |neither )?"
_GAP = r"(?:[\w'’\-]+ ){0,4}"  # what may stand between a noun and its preposition: "sanctions imposed by the EU on"
_PLACE_BEFORE = re.compile(
    rf"\b(?:in|at|near|outside|around|inside|into|through|via|across|within|throughout|downtown|central|greater|north|south|east|west"
    rf"|northern|southern|eastern|western|leaving|left|reach|reached|visit|visits|visited|visiting|entered|arrived|city of|capital of|capital"
    rf"|capital city|mayor of|bombed|shelled|stormed|captured|besieged|liberated|capturing|seized|(?:battle|fight) for"
    rf"|(?:visits?|trips?|travel\w*|flights?|fl[ey]\w*|flew|arriv\w+|journey|delegations?|ambassadors?|envoys?|way|return\w*|tours?|head\w*|went|go|going|come|came"
    rf"|moved?|drive|drove|exiled|deported|extradited|embassy|stopover|invitation|invited|march\w*|brought|taken|sent back|back|calls?|departure|leave) (?:to|for)) {_ARTICLE}$",
    re.I,
)
_BEFORE = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:{RELATIONS}) {_GAP}(?:with|between|to|towards?) {_ARTICLE}$",
        rf"\b(?:{NOUNS_ON}) {_GAP}(?:on|upon|over) {_ARTICLE}$",
        rf"\b(?:{NOUNS_TO}) {_GAP}(?:to|towards?) {_ARTICLE}$",
        rf"\b(?:{NOUNS_FROM}) {_GAP}from {_ARTICLE}$",
        rf"\b(?:{NOUNS_FOR}) {_GAP}for {_ARTICLE}$",
        rf"\b(?:{NOUNS_OF}) of {_ARTICLE}$",
        rf"\b(?:{OBJECT_VERBS}) (?:on |upon )?{_ARTICLE}$",
        rf"\b(?:{SPEECH}),? {_ARTICLE}$",
        r"\b(?:pro|anti)-$",
        rf"\b(?:according|thanks|loyal|close|hostile|friendly|sympathetic|allied|subordinate|answerable|unacceptable|beholden) to {_ARTICLE}$",
    )
)
# With nothing but the capital after the preposition: not "by Berlin shopkeepers".
_ALONE_BEFORE = re.compile(
    rf"(?<!\bas )\b(?:with|by) {_ARTICLE}$"
    rf"|(?<!attack )(?<!attacks )(?<!strike )(?<!strikes )(?<!assault )(?<!offensive )(?<!raid )(?<!raids )\bagainst {_ARTICLE}$",
    re.I,
)
_ALONE_AFTER = re.compile(
    r"[.,;:!?)\]”\"—–]| ?[—–]|\s*$| (?:and|or|nor|to|in|on|at|as|for|over|after|before|since|that|which|who|while|when|where|but|if|by|with|from|about|because|during"
    r"|amid|until|under|is|are|was|were|has|have|had|will|would|could|should|can|may|might|must|\w+ly|this|last|next|not|alone|itself|again|now|soon|today|yesterday"
    r"|they|he|she|it|we|rather|than|through|without|despite|against|into|out|so|also|says?|said|a|the|its|their|his|her|via|even|what|why|how|regarding|like)\b"
)
_BETWEEN = re.compile(rf"\bbetween {_ARTICLE}$", re.I)
_TRAVEL = re.compile(
    r"\b(?:flights?|trains?|roads?|distance|railways?|highways?|route|corridor|line|shuttl\w+|travel\w*|way|halfway|drive|border)\b", re.I
)
_FOR_TO = re.compile(rf"\bfor {_ARTICLE}$", re.I)
_CONDITION = re.compile(r"\b(?:for|of) (?:\w+ )?$", re.I)

_SUBJECT = re.compile(rf" (?:(?:{ADVERBS}),? ){{0,2}}(?:{SUBJECT_VERBS})\b(?! (?:{PASSIVE_PLACE}))")
_SUBJECT_PLACE = re.compile(rf" (?:is|was|are|were|has|have|had|will|would)\b(?: \w+)? (?:{PASSIVE_PLACE})\b")
_POSSESSIVE = re.compile(r"(?:['’]s?)(?= |$)(?: (?P<next>[\w\-]+))?")
_JOINED = re.compile(rf"[-–](?:{GOVERNED_BY})\b")
_ATTRIBUTE = re.compile(rf" (?:{LED_BY})\b")
_APPOSITION = re.compile(
    r", (?:which|for its part|in turn|meanwhile|however|too|also|as well),? (?:\w+ )?(?:\w+(?:s|ed)|has|is|was|had|will)\b"
)
_TO_VERB = re.compile(r" to (?!the |be held|host|a |\d)[a-z]{3,}")
_COLON = re.compile(r": ")
_SEAT_AT = re.compile(
    r"\b(?:at|in|inside|outside|near|into|around|beside|opposite|within|via|leaving|left|visit\w*|enter\w*|toured|here at|here to|back to|trip to"
    r"|(?:welcom|invit|host|return|receiv|c[ao]m|went|go|travel|br[io]\w*g|march|arriv)\w* (?:[\w.,'’\-]+ ){0,9}to) (?:the |US |U\.S\. )*$"
    r"|\w['’]s $",
    re.I,
)
_SEAT_FROM = re.compile(r"\b(?:of|from|on|to) (?:the |US |U\.S\. )*$", re.I)
_SEAT_ACTS = tuple(
    re.compile(rf"\b(?:{nouns}) {gap}(?:{joint}) (?:the )?$", re.I)
    for nouns, gap, joint in (
        (NOUNS_OF, "", "of"),
        (NOUNS_FROM, _GAP, "from"),
        (NOUNS_ON, _GAP, "on|upon"),
        (NOUNS_TO, _GAP, "to|towards?"),
        (RELATIONS, _GAP, "to|from"),
    )
)
_SEAT_BUILDING = re.compile(rf"(?:['’]s)? (?:{BUILDING})\b")
_SEAT_OFFICE = re.compile(
    r" [A-Z](?!hief|ress|poke|oun|dvis|irector|eputy|enior|ational Security Adv|oordinator|ommunications|ecretary|omeland|ational Climate)"
)
_STATE_OFFICE = re.compile(rf"(?:{BODIES})$")


def is_government(text: str, start: int, end: int, chain_end: int, joined: bool, title: bool) -> bool:
    """Whether a capital at `start`..`end` stands for its government.

    `chain_end` is where the list of places that it begins or belongs to ends ("Washington and Tehran"), `joined` whether a hyphen ties
    it to another country's name, `title` whether it stands in the headline.
    """
    before, after = text[max(0, start - 90) : start].replace("\n", " "), text[end : end + 90]
    if joined:
        return not _TRAVEL.search(after[:40])
    if _JOINED.match(after):
        return True
    possessive = _POSSESSIVE.match(after)
    if possessive:
        following = possessive["next"] or ""
        if following[:1].isupper():
            return bool(_STATE_OFFICE.match(following))
        return not re.fullmatch(CITY_NOUNS, following, re.I)
    if _PLACE_BEFORE.search(before):
        return False
    if _ATTRIBUTE.match(after):
        return True
    if _BETWEEN.search(before):
        return not _TRAVEL.search(before[-45:])
    if any(pattern.search(before) for pattern in _BEFORE):
        return True
    if _ALONE_BEFORE.search(before) and _ALONE_AFTER.match(text, chain_end):
        return True
    if _FOR_TO.search(before):
        return bool(_TO_VERB.match(after))
    if re.search(r"\b(?:to|from|of|on|over|than|that of|like|towards?) (?:the )?$", before, re.I):
        return False
    tail = text[chain_end : chain_end + 90]
    if _SUBJECT_PLACE.match(tail):
        return False
    if _SUBJECT.match(tail) or _APPOSITION.match(tail):
        return True
    return title and bool(_COLON.match(tail) or _TO_VERB.match(tail))


def is_acting(text: str, start: int, end: int) -> bool:
    """Whether a seat (the Kremlin) acts as the government, rather than being the building that someone is in."""
    before, after = text[max(0, start - 100) : start].replace("\n", " "), text[end : end + 40]
    if (
        _SEAT_BUILDING.match(after)
        or _SEAT_OFFICE.match(after)
        or (before.endswith((", The ", ", the ", ", ")) and after[:1] in ("", "\n"))
    ):
        return False
    if _SEAT_AT.search(before):
        return False
    return not _SEAT_FROM.search(before) or any(pattern.search(before) for pattern in _SEAT_ACTS)
