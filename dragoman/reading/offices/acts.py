"""What shows somebody as an official without a title beside the name.

Acts of state, bare titles, signatures, administrations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.knowledge.lexicons import load_lexicon
from dragoman.knowledge.names.words import HONORIFICS
from dragoman.reading.countries import CountryMention
from dragoman.reading.offices.office_holders import Holders, fold_name
from dragoman.reading.people import NamedPerson
from dragoman.reading.roles import Role
from dragoman.reading.words import Words

_ROLES = load_lexicon("roles")
_POWERS = "(?:administration|government|regime|cabinet|presidency)"
POWER = re.compile(rf"(?:['’]s?)?(?:-\w+)?\s{_POWERS}\b", re.IGNORECASE)
POWER_OF = re.compile(rf"\b{_POWERS}\sof\s(?:President\s)?$", re.IGNORECASE)
# A presidency during which something was: it is over.
DURING = re.compile(r"\b(?:[Dd]uring|[Ii]n|[Uu]nder|[Ss]ince)\s(?:the\spresidency\sof\s)?$")
PRESIDENCY = re.compile(r"(?:['’]s?)?\spresidency\b")
ACT = re.compile(
    r"(?:,\swho)?\s(?:and\s[^.]{0,60}\s)?(?:also\s|then\s|has\s)?(?:had\sa\s(?:tele)?phone"
    r"|(?:sent|forwarded)\s(?:his\s|her\s|an?\s)?(?:\w+\s){0,2}(?:condolences|greetings?|messages?|telegrams?|response)"
    r"|expressed\s(?:his\s|her\s)?condolences|held\s(?:talks|an?\s)|chaired|signed|received|congratulated|met\s"
    r"|spoke\sby\s|discussed|seized\spower|took\s(?:power|office|part)|came\sto\spower|conceded"
    r"|handed\sover\spower|participated|submitted|addressed|answered|visited|instructed|inspected|arrived|attended"
    r"|opened|presented|awarded|ratified|vetoed|appointed|dismissed)"
)
# What ends an office: done by, or to, somebody who is known to have held one.
END = re.compile(
    r"(?:,\swho)?\s(?:has\s|had\s)?(?:(?:announced\s(?:his|her)\s)?resign(?:ed|ation)|step(?:ped|s|ping)\sdown"
    r"|stood\sdown|quit\b|left\soffice|was\s(?:ousted|deposed|toppled|overthrown|removed\sfrom\s(?:office|power))"
    r"|fled\sthe\scountry)"
)
# So does death, where an office is shown.
DEATH = re.compile(r"(?:,\swho)?\s(?:has\s)?(?:died|passed\saway)\b")
DEATH_OF = re.compile(r"\b(?:death|passing|funeral|burial)\sof\s$")
# Of whom these are told, the text may speak as of a candidate or of somebody long dead.
RACE = re.compile(
    r"\b(?:running mate|presidential (?:bid|candidates?|nominee|campaign|race|nomination|election)"
    r"|caucus(?:es)?|[Pp]rimar(?:ies|y elections?))\b"
)
OF_STATE = re.compile(r" of (?:the )?")
BETWEEN = re.compile(r",?\s(?:and\s)?")
# Titles of reports on what a head of state did, which need not name him: whom the text names as known is a
# party to it.
READOUT = re.compile(
    r"(?:Telephone conversation|Phone conversation|(?:Working |Informal )?[Mm]eeting with|Talks with"
    r"|Condolences|Greetings)\b"
)
POST_OF_TITLE: Mapping[str, str] = {
    title: post for post, titles in _ROLES["bare_titles"].items() for title in titles
}


STYLES: frozenset[str] = _ROLES["styles"] | frozenset(_ROLES["styles_of_two"])
POSSESSIVES = frozenset(["’s", "'s"])
DELEGATE = "speaks for a country in a record"
ROW = "in a row with officials"
POWER_SIGN = "has an administration"
TITLE_SIGN = "bears a bare title of a known post"


@dataclass(frozen=True, slots=True)
class ShownOffice:
    """The office of somebody whom something but a title shows as an official: `role` is "" where none is
    stated."""

    role: str
    over: bool
    sign: str  # what shows it


@dataclass(frozen=True, slots=True)
class Scene:
    """What of a text shows officials: its words, its countries by the words that they end or begin at, and
    its bare titles."""

    words: Words
    countries: Mapping[int, str]  # first word -> ISO code
    owners: Mapping[int, str]  # word past the last one -> ISO code
    titles: Mapping[str, str]  # kind of post -> the bare title that the text has for it
    # Kinds of posts whose bare title stands with a country: "the South Korean president".
    vacant: frozenset[tuple[str, str]]
    race: bool  # whether it tells of candidates
    readout: bool  # whether it reports what a head of state did

    def is_owned(self, i: int) -> bool:
        """Whether a word is a possessive ending."""
        return self.words.lowers[i] in POSSESSIVES


def view_scene(words: Words, bare: Sequence[Role], countries: Sequence[CountryMention]) -> Scene:
    """The scene of one text; `bare` are the roles that stand beside no name."""
    begins = {words.find(country.start): country.iso3 for country in countries}
    owners = {words.cover(country.start, country.end)[1]: country.iso3 for country in countries}
    titles: dict[str, str] = {}
    vacant: set[tuple[str, str]] = set()
    for role in bare:
        post = POST_OF_TITLE.get(role.name.lower())
        if not post or (role.plural and role.head != "president"):
            continue
        titles.setdefault(post, role.name)
        before = role.first - 1 if words.lowers[role.first - 1] in POSSESSIVES else role.first
        if (iso3 := owners.get(before) or begins.get(role.last + 1)) and not role.plural:
            vacant.add((post, iso3))
    race, readout = bool(RACE.search(words.text)), bool(READOUT.match(words.text))
    return Scene(words, begins, owners, titles, frozenset(vacant), race, readout)


def holds_power(scene: Scene, person: NamedPerson) -> bool:
    """Whether a person's administration or presidency is named."""
    text = scene.words.text
    return any(
        POWER.match(text, end) or POWER_OF.search(text, max(0, start - 30), start)
        for start, end, _ in person.spans
    )


def has_style(scene: Scene, person: NamedPerson) -> bool:
    """Whether a style of office stands before the name: "H.E."."""
    return any(is_styled(scene.words, scene.words.find(start) - 1) for start, _, _ in person.spans)


def signs_text(scene: Scene, person: NamedPerson) -> bool:
    """Whether the name in capitals closes a text."""
    text = scene.words.text
    return any(text[start:end].isupper() and is_alone(text, start, end) for start, end, _ in person.spans)


def does_act(scene: Scene, person: NamedPerson) -> bool:
    """Whether an act of state follows the name."""
    return any(ACT.match(scene.words.text, end) for _, end, _ in person.spans)


def leaves_office(scene: Scene, person: NamedPerson) -> bool:
    """Whether the end of an office follows the name."""
    return any(END.match(scene.words.text, end) for _, end, _ in person.spans)


def is_dead(scene: Scene, person: NamedPerson) -> bool:
    """Whether the text tells of a person's death."""
    text = scene.words.text
    return any(
        DEATH.match(text, end) or DEATH_OF.search(text, max(0, start - 12), start)
        for start, end, _ in person.spans
    )


def bears_title(scene: Scene, person: NamedPerson, holders: Holders) -> bool:
    """Whether a known holder's post has a bare title with its country, or the country stands with the name:
    "Macron of France"."""
    known = holders.find(person.name)
    if scene.race or len(known[0].parts) < 2 or not is_known(person, holders):
        return False
    words, named = scene.words, set[str | None]()
    for start, end, _ in person.spans:
        if of := OF_STATE.match(words.text, end):
            named.add(scene.countries.get(words.find(end + len(of[0]))))
        if scene.is_owned(words.find(start) - 1):
            named.add(scene.owners.get(words.find(start) - 1))
    return any((holder.post, holder.country) in scene.vacant or holder.country in named for holder in known)


# What shows somebody who is known to have held a post of a state, each with an example.
SIGNS_OF_OFFICE: Mapping[str, Callable[[Scene, NamedPerson], bool]] = {
    "party": lambda scene, _: scene.readout,  # "Telephone conversation with Angela Merkel"
    "signs": signs_text,  # "V. PUTIN"
    "leaves": leaves_office,  # "Theresa May stepped down"
    "acts": does_act,  # "Mr Macron received"
    "styled": has_style,  # "H.E. Felipe Calderon"
}


def find_shown_officials(
    words: Words,
    people: Sequence[NamedPerson],
    titled: set[int],
    bare: Sequence[Role],
    countries: Sequence[CountryMention],
    holders: Holders,
) -> Mapping[int, ShownOffice]:
    """Person's number -> office, of those whom something but a title shows as officials.

    `titled` are the people who have a title, `bare` the roles that stand beside no name ("the President").
    Only people who are known to have held a post of a state can bear a bare title or do an act of state.
    """
    scene = view_scene(words, bare, countries)
    untitled = {n: person for n, person in enumerate(people) if n not in titled and not person.candidates}
    offices = {number: show_office(scene, person, holders) for number, person in untitled.items()}
    shown = {number: office for number, office in offices.items() if office}
    known_as = {number for number, person in untitled.items() if is_known(person, holders)}
    # "led Joe Biden, Rishi Sunak and Emmanuel Macron through the park"
    for row in list_rows(words.text, people):
        if len(row) > 2 or not titled.isdisjoint(row):
            shown |= dict.fromkeys(known_as.intersection(row) - shown.keys(), ShownOffice("", False, ROW))
    return shown


def show_office(scene: Scene, person: NamedPerson, holders: Holders) -> ShownOffice | None:
    """The office of somebody without a title; None where nothing shows an official."""
    if holds_power(scene, person):
        over = any(is_past_presidency(scene.words.text, start, end) for start, end, _ in person.spans)
        return ShownOffice("", over, POWER_SIGN)
    known = holders.find(person.name)
    if not known:
        return ShownOffice("", False, "styled") if has_style(scene, person) else None
    sign = next((name for name, shows in SIGNS_OF_OFFICE.items() if shows(scene, person)), "")
    if not sign and not bears_title(scene, person, holders):
        return None
    role = next((scene.titles[holder.post] for holder in known if holder.post in scene.titles), "")
    return ShownOffice(role, leaves_office(scene, person) or is_dead(scene, person), sign or TITLE_SIGN)


def is_past_presidency(text: str, start: int, end: int) -> bool:
    """Whether a name stands for a presidency in whose time something was: "during the presidency of | X", "in
    X's | presidency"."""
    before = DURING.search(text, max(0, start - 40), start)
    return before is not None and ("presidency" in before[0] or bool(PRESIDENCY.match(text, end)))


def is_styled(words: Words, i: int) -> bool:
    """Whether the honorifics that end at a word hold a style of office: "H.E. Mr. | X", "the Rt Hon | X"."""
    while i >= 0 and words.lowers[i] in HONORIFICS:
        if words.lowers[i] in STYLES:
            return True
        i -= 1
    return i >= 0 and words.forms[i] == "HE"


def find_delegates(
    words: Words, people: Sequence[NamedPerson], countries: Sequence[CountryMention]
) -> Iterator[tuple[int, str]]:
    """Number and country of those who speak for one in a meeting's record: "ANNA M. BERG (Norway) said"."""
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
    spans = sorted(
        (start, end, number) for number, person in enumerate(people) for start, end, _ in person.spans
    )
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
