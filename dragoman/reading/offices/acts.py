"""What shows somebody as an official without a title beside the name: acts of state, bare titles, signatures, administrations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dragoman.knowledge.names.words import HONORIFICS
from dragoman.reading.countries import CountryMention
from dragoman.reading.offices.office_holders import Holders, fold_name
from dragoman.reading.people import NamedPerson
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

POWER = re.compile(r"(?:['’]s?)?(?:-\w+)?\s(?:administration|government|regime|cabinet|presidency)\b", re.IGNORECASE)
POWER_OF = re.compile(r"\b(?:administration|government|regime|cabinet|presidency)\sof\s(?:President\s)?$", re.IGNORECASE)
# A presidency during which something was: it is over.
DURING = re.compile(r"\b(?:[Dd]uring|[Ii]n|[Uu]nder|[Ss]ince)\s(?:the\spresidency\sof\s)?$")
PRESIDENCY = re.compile(r"(?:['’]s?)?\spresidency\b")
ACT = re.compile(
    r"(?:,\swho)?\s(?:and\s[^.]{0,60}\s)?(?:also\s|then\s|has\s)?(?:had\sa\s(?:tele)?phone"
    r"|(?:sent|forwarded)\s(?:his\s|her\s|an?\s)?(?:\w+\s){0,2}(?:condolences|greetings?|messages?|telegrams?|response)"
    r"|expressed\s(?:his\s|her\s)?condolences|held\s(?:talks|an?\s)|chaired|signed|received|congratulated|met\s|spoke\sby\s|discussed"
    r"|seized\spower|took\s(?:power|office|part)|came\sto\spower|conceded|handed\sover\spower|participated|submitted|addressed|answered"
    r"|visited|instructed|inspected|arrived|attended|opened|presented|awarded|ratified|vetoed|appointed|dismissed)"
)
# What ends an office: done by, or to, somebody who is known to have held one.
END = re.compile(
    r"(?:,\swho)?\s(?:has\s|had\s)?(?:(?:announced\s(?:his|her)\s)?resign(?:ed|ation)|step(?:ped|s|ping)\sdown|stood\sdown|quit\b|left\soffice"
    r"|was\s(?:ousted|deposed|toppled|overthrown|removed\sfrom\s(?:office|power))|fled\sthe\scountry)"
)
DEATH = re.compile(r"(?:,\swho)?\s(?:has\s)?(?:died|passed\saway)\b")  # so does death, where an office is shown
DEATH_OF = re.compile(r"\b(?:death|passing|funeral|burial)\sof\s$")
# Of whom these are told, the text may speak as of a candidate or of somebody long dead.
RACE = re.compile(
    r"\b(?:running mate|presidential (?:bid|candidates?|nominee|campaign|race|nomination|election)|caucus(?:es)?"
    r"|[Pp]rimar(?:ies|y elections?))\b"
)
OF_STATE = re.compile(r" of (?:the )?")
BETWEEN = re.compile(r",?\s(?:and\s)?")
# Titles of reports on what a head of state did, which need not name him: whom the text names as known is a party to it.
READOUT = re.compile(
    r"(?:Telephone conversation|Phone conversation|(?:Working |Informal )?[Mm]eeting with|Talks with|Condolences|Greetings)\b"
)
POST_OF_TITLE = {
    "president": "head of state",
    "head of state": "head of state",
    "king": "head of state",
    "prime minister": "head of government",
    "chancellor": "head of government",
    "foreign minister": "foreign minister",
    "secretary of state": "foreign minister",
}


# Styles that only office-holders, envoys and royals have.
STYLES = frozenset(
    ["excellency", "h.e", "h.e.", "h. e.", "h.h", "h.h.", "h.m.", "h.r.h.", "hh", "highness", "hon", "hon.", "honourable", "hrh", "majesty"]
)


def find_shown_officials(
    words: Words,
    people: Sequence[NamedPerson],
    titled: set[int],
    bare: Sequence[Role],
    countries: Sequence[CountryMention],
    holders: Holders,
) -> Mapping[int, tuple[str, bool]]:
    """Person's number -> role, or "" where none is stated, and whether it is over, of those whom something but a title shows as officials.

    `titled` are the people who have a title, `bare` the roles that stand beside no name ("the President"). Only people who
    are known to have held a post of a state can bear a bare title or do an act of state.
    """
    shown: dict[int, tuple[str, bool]] = {}
    text = words.text
    ends = {words.find(country.start): country.iso3 for country in countries}
    owned = {words.cover(country.start, country.end)[1]: country.iso3 for country in countries}
    titles: dict[str, str] = {}  # kind of post -> the bare title that the text has for it
    vacant: set[tuple[str, str]] = set()  # kinds of posts whose bare title stands with a country: "the South Korean president"
    for role in bare:
        if (post := POST_OF_TITLE.get(role.name.lower())) and (not role.plural or role.head == "president"):
            titles.setdefault(post, role.name)
            before = role.first - 1 if words.lowers[role.first - 1] in ("’s", "'s") else role.first
            if (iso3 := owned.get(before) or ends.get(role.last + 1)) and not role.plural:
                vacant.add((post, iso3))
    race = bool(RACE.search(text))
    for number, person in enumerate(people):
        if number in titled or person.candidates:
            continue
        if any(POWER.match(text, end) or POWER_OF.search(text, max(0, start - 30), start) for start, end, _ in person.spans):
            shown[number] = "", any(is_past_presidency(text, start, end) for start, end, _ in person.spans)
            continue
        styled = any(is_styled(words, words.find(start) - 1) for start, _, _ in person.spans)
        known = holders.find(person.name)
        if not known:
            if styled:
                shown[number] = "", False
            continue
        party = bool(READOUT.match(text))
        signs = any(text[start:end].isupper() and is_alone(text, start, end) for start, end, _ in person.spans)
        over = any(END.match(text, end) for _, end, _ in person.spans)
        acts = any(ACT.match(text, end) for _, end, _ in person.spans)
        follows = {ends.get(words.find(end + len(match[0]))) for _, end, _ in person.spans if (match := OF_STATE.match(text, end))}
        follows |= {owned.get(words.find(start) - 1) for start, _, _ in person.spans if words.lowers[words.find(start) - 1] in ("’s", "'s")}
        whole = len(known[0].parts) > 1 and is_known(person, holders) and not race
        bears = whole and any((holder.post, holder.country) in vacant or holder.country in follows for holder in known)
        if party or signs or over or acts or bears or styled:
            dead = any(DEATH.match(text, end) or DEATH_OF.search(text, max(0, start - 12), start) for start, end, _ in person.spans)
            shown[number] = next((titles[holder.post] for holder in known if holder.post in titles), ""), over or dead
    known_as = {n for n, person in enumerate(people) if n not in titled and not person.candidates and is_known(person, holders)}
    for row in list_rows(text, people):  # "led Joe Biden, Rishi Sunak and Emmanuel Macron through the park"
        if len(row) > 2 or not titled.isdisjoint(row):
            shown |= dict.fromkeys(known_as.intersection(row) - shown.keys(), ("", False))
    return shown


def is_past_presidency(text: str, start: int, end: int) -> bool:
    """Whether a name stands for a presidency in whose time something was: "during the presidency of | X", "in X's | presidency"."""
    before = DURING.search(text, max(0, start - 40), start)
    return bool(before) and ("presidency" in before[0] or bool(PRESIDENCY.match(text, end)))


def is_styled(words: Words, i: int) -> bool:
    """Whether the honorifics that end at a word hold a style of office: "H.E. Mr. | X", "the Rt Hon | X"."""
    while i >= 0 and words.lowers[i] in HONORIFICS:
        if words.lowers[i] in STYLES:
            return True
        i -= 1
    return i >= 0 and words.forms[i] == "HE"


def find_delegates(words: Words, people: Sequence[NamedPerson], countries: Sequence[CountryMention]) -> Iterator[tuple[int, str]]:
    """Number and country of those who speak for one in a meeting's record: "VASSILY A. NEBENZIA (Russian Federation) said"."""
    begins = {country.start: country.iso3 for country in countries}
    for number, person in enumerate(people):
        for start, end, _ in person.spans:
            if end + 2 in begins and words.text.startswith(" (", end) and words.text[start:end].isupper():
                yield number, begins[end + 2]
                break


def is_known(person: NamedPerson, holders: Holders) -> bool:
    """Whether a full name is one of somebody who held a post of a state."""
    return len(fold_name(person.name)) > 1 and bool(holders.find(person.name))


def list_rows(text: str, people: Sequence[NamedPerson]) -> list[list[int]]:
    """The numbers of people whose names follow one another with nothing but commas and "and" between."""
    spans = sorted((start, end, number) for number, person in enumerate(people) for start, end, _ in person.spans)
    rows: list[list[int]] = []
    for before, here in pairwise(spans):
        if not BETWEEN.fullmatch(text, before[1], here[0]):
            continue
        if rows and rows[-1][-1] == before[2]:
            rows[-1].append(here[2])
        else:
            rows.append([before[2], here[2]])
    return rows


def is_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is a paragraph of its own, or closes one after a formula: a signature."""
    while start > 0 and text[start - 1] == " ":
        start -= 1
    while end < len(text) and text[end] in " .":
        end += 1
    return (start == 0 or text[start - 1] in "\n,") and (end == len(text) or text[end] == "\n")
