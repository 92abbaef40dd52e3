"""Whether a capital or a seat stands for the government or is named as a place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.reading.countries.words import join_words
from dragoman.reading.trace import tell

REACH = 90  # characters before and behind a capital that are looked at
_ARTICLE = "(?:the |both |either |neither )?"
# What may stand between a noun and its preposition: "sanctions imposed by the EU on".
_GAP = r"(?:[\w'’\-]+ ){0,4}"


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
# With nothing but the capital after the preposition: not "by Berlin shopkeepers", nor "an attack against
# Damascus".
_ALONE_BEFORE = _end_of(
    r"(?:(?<!\bas )(?:with|by)"
    r"|(?<!\battack )(?<!attacks )(?<!strike )(?<!strikes )(?<!assault )(?<!offensive )against)"
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
    r"(?:,| [–—-]) (?:which|for its part|in turn|meanwhile|however|too|also|as well),? (?:\w+ )?"
    r"(?:\w+(?:s|ed)|has|is|was|had|will)\b"
)
_POSSESSIVE = re.compile(r"['’]s?(?= |$)(?: (?P<next>[\w\-]+))?")
_CITY_NOUN = re.compile(join_words("city_nouns"), re.I)
_STATE_NOUN = re.compile(join_words("bodies"))
_JOINED = re.compile(rf"[-–]{join_words('governed_by')}\b")
_ATTRIBUTE = re.compile(rf" {join_words('led_by')}\b")
_TO_VERB = re.compile(r" to (?!the |be held|host|a |\d)[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Capital:
    """A capital in a text, and what stands around the list of places that it belongs to."""

    text: str
    end: int
    chain_end: int
    joined: bool
    title: bool
    before: str
    after: str

    @property
    def tail(self) -> str:
        """What follows the list."""
        return self.text[self.chain_end : self.chain_end + REACH]


@dataclass(frozen=True, slots=True)
class GovernmentRule:
    """Whether a capital stands for its government; None where the rule does not know.

    In the examples Kampala does (`government`) or is a place (`city`) by this rule; two line ends close a
    title.
    """

    id: str
    judge: Callable[[Capital], bool | None]
    government: str = ""
    city: str = ""


def is_government(text: str, start: int, end: int, chain_end: int, joined: bool, title: bool) -> bool:
    """Whether a capital that ends at `end` stands for its government.

    `start` and `chain_end` are where the list of places that it belongs to begins and ends ("Washington and
    Tehran"), `joined` is whether a hyphen ties it to another country's name, `title` whether it stands in the
    headline.
    """
    governs, rule = judge_capital(see_capital(text, start, end, chain_end, joined, title))
    tell("capital", end, governs, rule)
    return governs


def see_capital(text: str, start: int, end: int, chain_end: int, joined: bool, title: bool) -> Capital:
    """A capital with what stands around it; the offsets are those of `is_government`."""
    before, after = text[max(0, start - REACH) : start].replace("\n", " "), text[end : end + REACH]
    return Capital(text, end, chain_end, joined, title, before, after)


def judge_capital(capital: Capital) -> tuple[bool, str]:
    """Whether a capital stands for its government, and the rule that decided; by none it is a place."""
    answers = ((rule.judge(capital), rule.id) for rule in GOVERNMENT_RULES)
    return next(((answer, rule) for answer, rule in answers if answer is not None), (False, ""))


def _is_joined(capital: Capital) -> bool | None:
    return not _TRAVEL.search(capital.after[:40]) if capital.joined else None


def _governs(capital: Capital) -> bool | None:
    return True if _JOINED.match(capital.after) else None


def _owns(capital: Capital) -> bool | None:
    possessive = _POSSESSIVE.match(capital.after)
    if possessive is None:
        return None
    owned = possessive["next"] or ""
    return bool(_STATE_NOUN.fullmatch(owned)) if owned[:1].isupper() else not _CITY_NOUN.fullmatch(owned)


def _is_gone_to(capital: Capital) -> bool | None:
    return False if _PLACE_BEFORE.search(capital.before) else None


def _is_led(capital: Capital) -> bool | None:
    return True if _ATTRIBUTE.match(capital.after) else None


def _is_between(capital: Capital) -> bool | None:
    return not _TRAVEL.search(capital.before[-45:]) if _BETWEEN.search(capital.before) else None


def _is_party(capital: Capital) -> bool | None:
    return True if any(pattern.search(capital.before) for pattern in _GOVERNMENT_BEFORE) else None


def _stands_alone(capital: Capital) -> bool | None:
    alone = _ALONE_BEFORE.search(capital.before) and _ALONE_AFTER.match(capital.text, capital.chain_end)
    return True if alone else None


def _is_to_act(capital: Capital) -> bool | None:
    return bool(_TO_VERB.match(capital.after)) if _FOR.search(capital.before) else None


def _is_placed(capital: Capital) -> bool | None:
    return False if _PREPOSITION.search(capital.before) else None


def _hosts(capital: Capital) -> bool | None:
    return False if _SUBJECT_PLACE.match(capital.tail) else None


def _acts(capital: Capital) -> bool | None:
    return True if _SUBJECT.match(capital.tail) or _APPOSITION.match(capital.tail) else None


def _heads_title(capital: Capital) -> bool:
    return capital.title and (capital.tail.startswith(": ") or bool(_TO_VERB.match(capital.tail)))


GOVERNMENT_RULES = (
    GovernmentRule(
        "joined to another by a hyphen", _is_joined, "the Kampala-Cairo feud", "the Kampala-Cairo flight"
    ),
    GovernmentRule("governs what follows", _governs, "Kampala-backed forces left."),
    GovernmentRule("owns what follows", _owns, "Kampala's demands were met.", "Kampala's streets were full."),
    GovernmentRule("where somebody goes", _is_gone_to, "", "They flew to Kampala on Monday."),
    GovernmentRule("leads what follows", _is_led, "the Kampala government fell."),
    GovernmentRule(
        "between two", _is_between, "a feud between Kampala and Cairo.", "a train between Kampala and Cairo."
    ),
    GovernmentRule("party to what is done", _is_party, "They put pressure on Kampala."),
    GovernmentRule("alone after with or by", _stands_alone, "a plan drawn up by Kampala."),
    GovernmentRule(
        "for it to act", _is_to_act, "It is for Kampala to decide.", "a map for Kampala was drawn."
    ),
    GovernmentRule("place by a preposition", _is_placed, "", "the people of Kampala were glad."),
    GovernmentRule("subject of what is done to a place", _hosts, "", "Kampala was shelled."),
    GovernmentRule("subject of what a state does", _acts, "Kampala denied it."),
    GovernmentRule(
        "head of a title", _heads_title, "Kampala to withdraw its troops\n\n", "Kampala in ruins\n\n"
    ),
)


_US = r"(?:the |US |U\.S\. |(?:No\. |Number )?10 )*$"
_SEAT_AT = re.compile(
    rf"\b(?:{join_words('seat_at')}|{join_words('seat_guests')} (?:[\w.,'’\-]+ ){{0,9}}to) {_US}|\w['’]s $",
    re.I,
)
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
    r" [A-Z](?!hief|ress|poke|oun|dvis|irector|eputy|enior|ational (?:Security|Climate) Adv|oordinator"
    r"|ommunications|ecretary|omeland)"
)


def is_acting(text: str, start: int, end: int) -> bool:
    """Whether a seat (the Kremlin) acts as the government, rather than being the building that someone is
    in."""
    before, after = text[max(0, start - 100) : start].replace("\n", " "), text[end : end + 40]
    if _SEAT_BUILDING.match(after) or _SEAT_NAME.match(after) or _SEAT_AT.search(before):
        return False
    if before.endswith(("The ", "THE ", ", the ", ", ")) and after[:1] in ("", "\n"):  # an address
        return False
    return not _SEAT_PREPOSITION.search(before) or any(pattern.search(before) for pattern in _SEAT_ACTS)
