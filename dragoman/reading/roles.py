"""The words for offices and occupations: "Foreign Minister", "national security adviser", "spokespeople", "professor"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.reading.words import Words

# What a role's last word says about its holder. The rest of the role and its body may still change it (`offices.standing`).
OFFICIAL = """president premier chancellor minister taoiseach king queen emir sultan monarch prince princess emperor caliph ambassador envoy
    senator congressman congresswoman governor mayor ombudsman commissioner ayatollah mp mep lawmaker legislator parliamentarian
    deputy undersecretary consul general colonel admiral marshal lieutenant brigadier commander ruler dictator judge justice prosecutor
    attorney plenipotentiary warlord councillor councilor statesman diplomat shah tsar duke first-lady
    congressperson assemblyman assemblywoman councilman councilwoman"""
OPEN = """secretary speaker spokesman spokeswoman spokesperson representative delegate chairman chairwoman chair chairperson director leader head
    chief adviser advisor negotiator coordinator administrator assistant counselor counsellor member co-chair co-president aide
    treasurer auditor inspector superintendent manager strategist mediator rapporteur comptroller controller official"""
PRIVATE = """professor economist analyst expert journalist reporter editor correspondent author writer historian lawyer activist businessman
    businesswoman entrepreneur scientist researcher scholar doctor physician actor actress singer artist athlete coach player nominee
    candidate founder co-founder ceo owner billionaire investor columnist broadcaster presenter academic
    student teacher engineer pilot astronaut cosmonaut director-general-designate priest bishop archbishop cardinal rabbi imam patriarch pope
    pontiff lama campaigner dissident blogger photographer filmmaker musician composer poet novelist"""
PLURALS = {"spokesmen": "spokesman", "spokeswomen": "spokeswoman", "spokespeople": "spokesperson", "chairmen": "chairman", "people": ""}
PLURALS |= {
    "congressmen": "congressman",
    "chiefs": "chief",
    "ladies": "lady",
    "secretaries": "secretary",
    "deputies": "deputy",
    "mps": "mp",
}
ABBREVIATIONS = {"pm": "Prime Minister", "fm": "Foreign Minister", "secretary-general": "Secretary General"}
ABBREVIATIONS |= {"president-elect": "President-elect", "attorney-general": "Attorney General", "vice-president": "Vice President"}
ABBREVIATIONS |= {
    "sen.": "Senator",
    "rep.": "Representative",
    "gov.": "Governor",
    "gen.": "General",
    "amb.": "Ambassador",
    "lt.": "Lieutenant",
}
ABBREVIATIONS |= {"adm.": "Admiral", "col.": "Colonel", "maj.": "Major", "vice-premier": "Vice Premier", "vice-chairman": "Vice Chairman"}
ABBREVIATIONS |= {"commander-in-chief": "Commander-in-Chief", "director-general": "Director General", "co-chairman": "Co-Chairman"}
ABBREVIATIONS |= {"governor-general": "Governor General", "prosecutor-general": "Prosecutor General", "vice-chancellor": "Vice Chancellor"}
ABBREVIATIONS |= {
    "sens.": "Senator",
    "reps.": "Representative",
    "tánaiste": "Tánaiste",
    "under-secretary-general": "Under-Secretary-General",
}
ABBREVIATIONS |= {"secretaries-general": "Secretary General", "ministers": "Minister"}

# Words that belong to the role when they stand before it.
QUALIFIERS = frozenset(
    [
        "deputy",
        "first",
        "vice",
        "prime",
        "foreign",
        "defence",
        "defense",
        "interior",
        "finance",
        "health",
        "economy",
        "economic",
        "energy",
        "environment",
        "education",
        "justice",
        "trade",
        "agriculture",
        "transport",
        "labour",
        "labor",
        "culture",
        "tourism",
        "development",
        "planning",
        "industry",
        "information",
        "communications",
        "oil",
        "petroleum",
        "budget",
        "external",
        "internal",
        "security",
        "national",
        "special",
        "presidential",
        "assistant",
        "under",
        "principal",
        "senior",
        "chief",
        "state",
        "permanent",
        "supreme",
        "opposition",
        "interim",
        "provisional",
        "transitional",
        "press",
        "high",
        "crown",
        "grand",
        "federal",
        "cabinet",
        "military",
        "army",
        "navy",
        "naval",
        "air",
        "parliamentary",
        "executive",
        "managing",
        "general",
        "associate",
        "central",
        "regional",
        "district",
        "home",
        "royal",
        "acting",
        "climate",
        "digital",
        "sports",
        "migration",
        "science",
        "technology",
        "political",
        "nuclear",
        "constitutional",
        "lead",
        "top",
        "plenipotentiary",
        "personal",
        "vice-prime",
        "major",
        "lieutenant",
        "rear",
        "fleet",
        "brigadier",
        "conservative",
        "labour",
        "house",
        "senate",
        "majority",
        "minority",
        "council",
        "climate",
        "homeland",
        "counterterrorism",
        "intelligence",
        "police",
        "border",
        "second",
        "third",
        "joint",
        "humanitarian",
        "legal",
        "domestic",
        "policy",
        "communications",
        "congressional",
        "paramount",
        "spiritual",
        "religious",
        "queen",
    ]
)
# Words that go before a role and say whether the office is past, future or for a while.
FORMER = frozenset(
    [
        "former",
        "ex",
        "then-president",
        "ousted",
        "deposed",
        "late",
        "onetime",
        "one-time",
        "then",
        "deceased",
        "retired",
        "toppled",
        "disgraced",
        "erstwhile",
    ]
)
MARKERS = FORMER | frozenset(
    [
        "current",
        "incumbent",
        "outgoing",
        "incoming",
        "new",
        "newly",
        "elected",
        "newly-elected",
        "long-time",
        "longtime",
        "veteran",
        "sitting",
    ]
)

PORTFOLIO_HEADS = frozenset(
    [
        "minister",
        "secretary",
        "undersecretary",
        "adviser",
        "advisor",
        "envoy",
        "representative",
        "commissioner",
        "assistant",
        "coordinator",
        "ambassador",
        "plenipotentiary",
        "ombudsman",
        "counselor",
        "prosecutor",
        "under-secretary-general",
        "attorney",
        "administrator",
    ]
)
PORTFOLIO_LINK = frozenset(["of", "for", "on", "to"])
PORTFOLIO_WORDS = frozenset(
    [
        "foreign",
        "affairs",
        "state",
        "defence",
        "defense",
        "interior",
        "finance",
        "health",
        "economy",
        "economic",
        "energy",
        "environment",
        "education",
        "justice",
        "trade",
        "agriculture",
        "transport",
        "labour",
        "labor",
        "culture",
        "tourism",
        "development",
        "planning",
        "industry",
        "information",
        "communications",
        "treasury",
        "commerce",
        "homeland",
        "security",
        "war",
        "oil",
        "petroleum",
        "internal",
        "external",
        "relations",
        "emergency",
        "emergencies",
        "situations",
        "parliament",
        "natural",
        "resources",
        "sport",
        "sports",
    ]
)


@dataclass(frozen=True, slots=True)
class Role:
    """An office or occupation named by words `first` to `last` (excluded)."""

    first: int
    last: int
    name: str  # singular, capitalised: "Foreign Minister"
    head: str  # its main word: "minister"
    standing: str  # "official", "open" or "private": what the main word says
    plural: bool = False
    marker: str = ""  # "former", "acting", "outgoing" just before it


def _list_heads() -> dict[str, tuple[str, str, bool]]:
    """Form -> (singular, standing, plural)."""
    heads: dict[str, tuple[str, str, bool]] = {}
    for standing, forms in (("official", OFFICIAL), ("open", OPEN), ("private", PRIVATE)):
        for form in forms.split():
            heads[form] = (form, standing, False)
            heads.setdefault(form + "s", (form, standing, True))
    for plural, singular in PLURALS.items():
        if singular in heads:
            heads[plural] = (singular, heads[singular][1], True)
    for form, name in ABBREVIATIONS.items():
        last = name.lower().replace("-", " ").split()[-1]
        heads[form] = (last if last in heads else "minister", heads.get(last, ("", "official", False))[1], form in ("sens.", "reps."))
    heads["ministers"] = ("minister", "official", True)
    return heads


HEADS = _list_heads()


def capitalize(form: str) -> str:
    """ "foreign" -> "Foreign"; "of" stays, and so do words that are capitals already."""
    if form.lower() in ("of", "the", "for", "and", "to", "in", "on"):
        return form.lower()
    return form if form.isupper() and len(form) < 6 else form[:1].upper() + form[1:]


def find_roles(words: Words, is_place: Callable[[int], int]) -> list[Role]:
    """All roles of a text, in order, none inside another.

    `is_place(i)` says how many words from word i on name a country or another place: they end a portfolio ("Minister of | Russia").
    """
    roles: list[Role] = []
    lowers = words.lowers
    number, count = 0, len(words)
    while number < count:
        if lowers[number] in HEADS:
            role = _extend(words, number, roles[-1].last if roles else 0, is_place)
            if role:
                roles.append(role)
                number = max(number + 1, role.last)
                continue
        number += 1
    return roles


def _extend(words: Words, number: int, floor: int, is_place: Callable[[int], int]) -> Role | None:
    """The role around the main word at `number`: its qualifiers to the left, more heads and a portfolio to the right."""
    lowers, forms = words.lowers, words.forms
    count = len(words)
    head, standing, plural = HEADS[lowers[number]]
    first, last = number, number + 1
    while last < count and lowers[last] in HEADS and _continues(lowers, forms, last):  # "Attorney General", "Deputy Minister"
        head, standing, plural = HEADS[lowers[last]]
        last += 1
    if (
        last + 1 < count
        and lowers[last - 1] in ("head", "chief", "heads", "chiefs")
        and lowers[last] == "of"
        and lowers[last + 1]
        in (
            "state",
            "government",
            "staff",
            "mission",
            "delegation",
            "cabinet",
        )
    ):
        last += 2
        standing = "official"
    if lowers[last - 1] == "chief" and last < count and lowers[last] in ("executive", "operating", "financial", "medical"):
        last, standing = last + 1, "private"
        if last < count and lowers[last] == "officer":
            last += 1
    if lowers[last - 1] == "commander" and last + 2 <= count and lowers[last : last + 2] == ["in", "chief"]:
        last += 2
    while first > floor and lowers[first - 1] in QUALIFIERS and (first - 1 == floor or forms[first - 1] != "\n"):
        first -= 1
    if first >= 2 and lowers[first - 1] == "-" and lowers[first - 2] in QUALIFIERS:
        first -= 2
    if head in PORTFOLIO_HEADS:
        last = _take_portfolio(words, last, is_place)
    if standing == "open" and head == "secretary" and last - first > 1:
        standing = "official"
    name = _name(words, first, last, plural)
    marker = ""
    if first > 0 and lowers[first - 1] in MARKERS:
        marker = lowers[first - 1]
    elif (first > 1 and lowers[first - 1] == "-" and lowers[first - 2] in ("ex", "then")) or lowers[first].startswith(("ex-", "then-")):
        marker = "former"
    return Role(first, last, name, head, standing, plural, marker)


def _continues(lowers: list[str], forms: list[str], number: int) -> bool:
    """Whether the head at `number` goes on with the role before it: "Attorney General", "Press Secretary", not "President King"."""
    pair = lowers[number - 1], lowers[number]
    return (
        (
            pair[1] in ("general", "generals")
            or pair[0] in ("assistant", "deputy", "general", "lieutenant", "major", "brigadier", "vice", "attorney", "chief", "head")
            or (pair[0] in ("prince", "princess") and pair[1] in ("regent",))
            or pair in (("minister", "president"), ("minister", "counselor"), ("state", "councilor"))
        )
        and forms[number] != forms[number].lower()
    ) or pair[1] == "general"


def _take_portfolio(words: Words, last: int, is_place: Callable[[int], int]) -> int:
    """Past the portfolio that follows: "of Foreign Affairs", "of state", "for Europe and Foreign Affairs", "to the United Nations"."""
    lowers, forms = words.lowers, words.forms
    count = len(words)
    if last + 1 >= count or lowers[last] not in PORTFOLIO_LINK:
        return last
    position = last + 1
    if lowers[position] in ("the", "his", "her"):
        position += 1
    if lowers[last] in ("of", "for") and position < count and is_place(position) and lowers[position] not in PORTFOLIO_WORDS:
        follows = position + is_place(position)  # "Minister for Europe and Foreign Affairs" goes on, "Minister of Russia" does not
        if not (lowers[position] == "europe" and follows < count and lowers[follows] == "and"):
            return last
    end = position
    while position < count:
        form, lower = forms[position], lowers[position]
        if lower in PORTFOLIO_WORDS or (form[0].isupper() and lower not in HEADS):
            if position > end and is_place(position) and lower not in PORTFOLIO_WORDS and lowers[position - 1] == "of":
                break
            position += 1
            end = position
        elif lower in ("and", "&", ",", "of", "for", "the", "to", "on") and position > last + 1:
            ahead = position + 1
            if ahead < count and (lowers[ahead] in PORTFOLIO_WORDS) and not (lower == "," and not forms[ahead][0].isupper()):
                position += 1
            else:
                break
        else:
            break
    return end if end > last + 1 else last


def _name(words: Words, first: int, last: int, plural: bool) -> str:
    """The role as one holder has it, capitalised."""
    forms = [words.forms[i] for i in range(first, last)]
    text = words.quote(first, last)
    if len(forms) == 1 and (name := ABBREVIATIONS.get(forms[0].lower())):
        return name
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"^(?:ex|then)-", "", text, flags=re.IGNORECASE)
    pieces = [capitalize(piece) for piece in text.split(" ")]
    if plural:
        for number, piece in enumerate(pieces):
            if piece.lower() in HEADS and HEADS[piece.lower()][2]:
                pieces[number] = capitalize(HEADS[piece.lower()][0])
    name = " ".join(pieces)
    return re.sub(r"^Ministers\b", "Minister", name)
