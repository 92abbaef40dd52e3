"""Whether a capital or a seat stands for the government or is named as a place."""

from __future__ import annotations

import re

from dragoman.reading.countries.words import join_words

_ARTICLE = "(?:the |both |either |neither )?"
_GAP = r"(?:[\w'’\-]+ ){0,4}"  # what may stand between a noun and its preposition: "sanctions imposed by the EU on"


def _end_of(pattern: str) -> re.Pattern[str]:
    """`pattern` right before the capital, an article between them."""
    return re.compile(rf"\b{pattern} {_ARTICLE}$", re.I)


_PLACE_BEFORE = _end_of(f"(?:{join_words('place_before')}|{join_words('journeys')} (?:to|for))")
_GOVERNMENT_BEFORE = (
    _end_of(f"{join_words('relations')} {_GAP}(?:with|between|to|towards?)"),
    _end_of(f"{join_words('nouns_on')} {_GAP}(?:on|upon|over)"),
    _end_of(f"{join_words('nouns_to')} {_GAP}(?:to|towards?)"),
    _end_of(f"{join_words('nouns_from')} {_GAP}from"),
    _end_of(f"{join_words('nouns_for')} {_GAP}for"),
    _end_of(f"{join_words('nouns_of')} of"),
    _end_of(f"{join_words('object_verbs')}(?: on| upon)?"),
    _end_of(f"{join_words('speech')},?"),
    _end_of(f"{join_words('adjectives_to')} to"),
    re.compile(r"\b(?:pro|anti)-$", re.I),
)
# With nothing but the capital after the preposition: not "by Berlin shopkeepers", nor "an attack against Damascus".
_ALONE_BEFORE = _end_of(
    r"(?:(?<!\bas )(?:with|by)|(?<!\battack )(?<!attacks )(?<!strike )(?<!strikes )(?<!assault )(?<!offensive )against)"
)
_ALONE_AFTER = re.compile(rf"[.,;:!?)\]”\"]| ?[—–]|\s*$| {join_words('alone_after')}\b")
_BETWEEN = _end_of("between")
_FOR = _end_of("for")
_PREPOSITION = re.compile(r"\b(?:to|from|of|on|over|than|like|towards?) (?:the )?$", re.I)
_TRAVEL = re.compile(rf"\b{join_words('travel')}\b", re.I)

_SUBJECT = re.compile(rf" (?:{join_words('adverbs')},? ){{0,2}}{join_words('subject_verbs')}\b")
_BE = "(?:is|was|are|were|has|have|had|will|would)"
_FILLER = "(?:the|a|an|its|been|be|being|also|now|one of the|under|in|on|home|very|still|so|due|set|to)"
_SUBJECT_PLACE = re.compile(rf" {_BE} (?:{_FILLER} )*{join_words('passive_place')}\b")
_APPOSITION = re.compile(
    r"(?:,| [–—-]) (?:which|for its part|in turn|meanwhile|however|too|also|as well),? (?:\w+ )?(?:\w+(?:s|ed)|has|is|was|had|will)\b"
)
_POSSESSIVE = re.compile(r"['’]s?(?= |$)(?: (?P<next>[\w\-]+))?")
_CITY_NOUN = re.compile(join_words("city_nouns"), re.I)
_STATE_NOUN = re.compile(join_words("bodies"))
_JOINED = re.compile(rf"[-–]{join_words('governed_by')}\b")
_ATTRIBUTE = re.compile(rf" {join_words('led_by')}\b")
_TO_VERB = re.compile(r" to (?!the |be held|host|a |\d)[a-z]{3,}")


def is_government(text: str, start: int, end: int, chain_end: int, joined: bool, title: bool) -> bool:
    """Whether a capital that ends at `end` stands for its government.

    `start` and `chain_end` are where the list of places that it belongs to begins and ends ("Washington and Tehran"), `joined` is
    whether a hyphen ties it to another country's name, `title` whether it stands in the headline.
    """
    before, after = text[max(0, start - 90) : start].replace("\n", " "), text[end : end + 90]
    if joined:
        return not _TRAVEL.search(after[:40])
    if _JOINED.match(after):
        return True
    if possessive := _POSSESSIVE.match(after):
        following = possessive["next"] or ""
        return bool(_STATE_NOUN.fullmatch(following)) if following[:1].isupper() else not _CITY_NOUN.fullmatch(following)
    if _PLACE_BEFORE.search(before):
        return False
    if _ATTRIBUTE.match(after):
        return True
    if _BETWEEN.search(before):
        return not _TRAVEL.search(before[-45:])
    if any(pattern.search(before) for pattern in _GOVERNMENT_BEFORE):
        return True
    if _ALONE_BEFORE.search(before) and _ALONE_AFTER.match(text, chain_end):
        return True
    if _FOR.search(before):
        return bool(_TO_VERB.match(after))
    if _PREPOSITION.search(before):
        return False
    tail = text[chain_end : chain_end + 90]
    if _SUBJECT_PLACE.match(tail):
        return False
    if _SUBJECT.match(tail) or _APPOSITION.match(tail):
        return True
    return title and (tail.startswith(": ") or bool(_TO_VERB.match(tail)))


_US = r"(?:the |US |U\.S\. |(?:No\. |Number )?10 )*$"
_SEAT_AT = re.compile(rf"\b(?:{join_words('seat_at')}|{join_words('seat_guests')} (?:[\w.,'’\-]+ ){{0,9}}to) {_US}|\w['’]s $", re.I)
_SEAT_PREPOSITION = re.compile(rf"\b(?:of|from|on|to) {_US}", re.I)
_SEAT_ACTS = (
    re.compile(rf"\b{join_words('nouns_of')} of {_US}", re.I),
    re.compile(rf"\b{join_words('nouns_from')} {_GAP}from {_US}", re.I),
    re.compile(rf"\b{join_words('nouns_on')} {_GAP}(?:on|upon) {_US}", re.I),
    re.compile(rf"\b{join_words('nouns_to')} {_GAP}(?:to|towards?) {_US}", re.I),
    re.compile(rf"\b{join_words('relations')} {_GAP}(?:to|from) {_US}", re.I),
)
_SEAT_BUILDING = re.compile(rf"(?:['’]s)? {join_words('building')}\b")
# "White House Fellows" is a name of its own; "White House Press Secretary" speaks for the government.
_SEAT_NAME = re.compile(
    r" [A-Z](?!hief|ress|poke|oun|dvis|irector|eputy|enior|ational (?:Security|Climate) Adv|oordinator|ommunications|ecretary|omeland)"
)


def is_acting(text: str, start: int, end: int) -> bool:
    """Whether a seat (the Kremlin) acts as the government, rather than being the building that someone is in."""
    before, after = text[max(0, start - 100) : start].replace("\n", " "), text[end : end + 40]
    if _SEAT_BUILDING.match(after) or _SEAT_NAME.match(after) or _SEAT_AT.search(before):
        return False
    if before.endswith(("The ", "THE ", ", the ", ", ")) and after[:1] in ("", "\n"):  # an address
        return False
    return not _SEAT_PREPOSITION.search(before) or any(pattern.search(before) for pattern in _SEAT_ACTS)
