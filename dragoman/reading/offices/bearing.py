"""What shows somebody as an official without a title beside the name: acts of state, bare titles, signatures, administrations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.reading.offices.holders import Holders
from dragoman.reading.people import NamedPerson
from dragoman.reading.people.anatomy import fold_parts
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

POWER = re.compile(r"(?:['’]s?)?(?:-\w+)?\s(?:administration|government|regime|cabinet|presidency)\b", re.IGNORECASE)
ACT = re.compile(
    r"\s(?:and\s[^.]{0,60}\s)?(?:also\s|then\s|has\s)?(?:had\sa\s(?:tele)?phone|sent\s(?:his\s|her\s|a\s)?(?:condolences|greetings|message)"
    r"|expressed\s(?:his\s|her\s)?condolences|held\s(?:talks|an?\s)|chaired|signed|received|congratulated|met\s|spoke\sby\s|discussed"
    r"|visited|took\spart|instructed|inspected|arrived|attended|opened|presented|awarded|ratified|vetoed|appointed|dismissed)"
)
# Titles of reports on what a head of state did, which need not name him: whom the text names as known is a party to it.
READOUT = re.compile(
    r"(?:Telephone conversation|Phone conversation|(?:Working |Informal )?[Mm]eeting with|Talks with|Condolences|Greetings)\b"
)
ROLE_OF_POST = {"head of state": "President", "head of government": "Prime Minister", "foreign minister": "Foreign Minister"}
POST_OF_TITLE = {
    "president": "head of state",
    "head of state": "head of state",
    "king": "head of state",
    "prime minister": "head of government",
    "chancellor": "head of government",
    "foreign minister": "foreign minister",
    "secretary of state": "foreign minister",
}


def find_bearing(
    words: Words, people: Sequence[NamedPerson], titled: set[int], bare: Sequence[Role], holders: Holders
) -> Mapping[int, str]:
    """Person's number -> role, or "" where none is stated, of those whom something but a title shows as officials.

    `titled` are the people who have a title, `bare` the roles that stand beside no name ("the President"). Only people who
    are known to have held a post of a state can bear a bare title or do an act of state.
    """
    shown: dict[int, str] = {}
    text = words.text
    posts = {POST_OF_TITLE[title] for role in bare if (title := role.name.lower()) in POST_OF_TITLE}
    for number, person in enumerate(people):
        if number in titled or person.candidates:
            continue
        if any(POWER.match(text, end) for _, end, _ in person.spans):
            shown[number] = ""
            continue
        known = holders.find(fold_parts(person.name.replace(",", " ").split()))
        if not known:
            continue
        party = bool(READOUT.match(text))
        signs = any(text[start:end].isupper() and is_alone(text, start, end) for start, end, _ in person.spans)
        if party or signs or any(ACT.match(text, end) for _, end, _ in person.spans):
            shown[number] = next((ROLE_OF_POST[holder.post] for holder in known if holder.post in posts), "")
    return shown


def is_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is a paragraph of its own, or closes one after a formula: a signature."""
    before = text[:start].rstrip(" ")
    return (not before or before.endswith(("\n", ","))) and not text[end:].split("\n", 1)[0].strip(" .")
