"""The words of offices and occupations, from data/knowledge/roles.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dragoman.knowledge.lexicons import load_lexicon

ROLES = load_lexicon("roles")  # what each list holds is said there
UNSTOPPED: dict[str, str] = ROLES["unstopped"]
ABBREVIATIONS: dict[str, str] = ROLES["abbreviations"] | UNSTOPPED
NEEDS: dict[str, frozenset[str]] = {head: frozenset(words.split()) for head, words in ROLES["needs"].items()}
QUALIFIERS: frozenset[str] = ROLES["qualifiers"]
FORMER: frozenset[str] = ROLES["former"]
MARKERS: frozenset[str] = FORMER | ROLES["markers"]
PORTFOLIO_HEADS: frozenset[str] = ROLES["portfolio_heads"]
PORTFOLIO_WORDS: frozenset[str] = ROLES["portfolio_words"]
CLERGY: frozenset[str] = ROLES["clergy"]
PARTY_MEMBERS: frozenset[str] = ROLES["party_members"]
ADVISING: frozenset[str] = ROLES["advising"]
HONORIFICS: frozenset[str] = load_lexicon("names")["honorifics"]
PARTICLES: frozenset[str] = load_lexicon("names")["particles"]
PORTFOLIO_LINK = frozenset(["of", "for", "on", "to", "in"])
SMALL = PORTFOLIO_LINK | {"the", "and"}  # what a role never writes large

RoleStanding = Literal["official", "open", "private"]


@dataclass(frozen=True, slots=True)
class Head:
    """A form of a role's main word."""

    singular: str
    standing: RoleStanding
    plural: bool = False


def _list_heads() -> dict[str, Head]:
    heads: dict[str, Head] = {}
    standings: tuple[RoleStanding, ...] = ("official", "open", "private")
    for standing in standings:
        for form in ROLES[standing]:
            heads[form] = Head(form, standing)
            heads.setdefault(form + "s", Head(form, standing, plural=True))
    for plural, singular in ROLES["plurals"].items():
        heads[plural] = Head(singular, heads[singular].standing, plural=True)
    for form, name in ABBREVIATIONS.items():
        last = name.lower().replace("-", " ").split()[-1]
        known = heads.get(form) or heads.get(last, Head(last, "official"))
        heads[form] = Head(known.singular, known.standing, plural=form in ROLES["plural_abbreviations"])
    return heads


HEADS = _list_heads()


@lru_cache(maxsize=10_000)
def find_head(lower: str) -> Head | None:
    """The head that a word is, compounds included: "then-governor", "president-elect"."""
    if lower in HEADS or "-" not in lower:
        return HEADS.get(lower)
    before, _, after = lower.partition("-")
    if before in ROLES["prefixes"] and after in HEADS:
        return HEADS[after]
    return HEADS.get(before) if after in ROLES["suffixes"] else None


@lru_cache(maxsize=10_000)
def is_qualifier(lower: str) -> bool:
    """Whether a word belongs to the role that it stands before: "foreign", "then-prime"."""
    return lower in QUALIFIERS or (is_past(lower) and lower.partition("-")[2] in QUALIFIERS)


def is_past(lower: str) -> bool:
    """Whether a word is put in the past by what is joined to it: "ex-Irish", "then-president"."""
    return lower.startswith(("then-", "ex-", "former-"))


@lru_cache(maxsize=10_000)
def capitalize(form: str) -> str:
    """ "foreign" -> "Foreign"; "of" stays, and so do words that are capitals already."""
    if form.lower() in SMALL:
        return form.lower()
    if form.lower() in PARTY_MEMBERS:
        return form.upper()
    if form.isupper() and form.lower() in HEADS.keys() | QUALIFIERS:
        return form.capitalize()  # "PRESIDENT MICHEL:"
    return form if form.isupper() else form[:1].upper() + form[1:]
