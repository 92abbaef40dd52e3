"""The offices that people of articles held on a day, by the table of spells: asked by name, not by office.

It answers as knowledge/offices.py does, which is the fixed table that articles are read with; this one knows
far more, and acts when people are shown, counted and filtered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from dragoman.knowledge.countries import load_countries
from dragoman.knowledge.names.forms import NameForm
from dragoman.knowledge.offices import Certainty, KnownOffice, Offices, list_sounds
from dragoman.knowledge.offices import Spell as NamedSpell
from dragoman.knowledge.spells.answers import OfficeAnswers, load_answers
from dragoman.knowledge.spells.posts import MAIN, find_owner, load_posts
from dragoman.knowledge.spells.terms import Term
from dragoman.model import Office

ORDER: Mapping[Certainty, int] = {"from-to": 0, "since, end unknown": 1, "seen on": 2}


@dataclass(frozen=True)
class KnownSpell(NamedSpell):
    """A spell with the days for which it counts beside others of its post."""

    post: str = ""
    wikidata: str = ""
    known: date = date.max  # the last day on which it counts as known
    until: date = date.max  # the last day on which it counts, guessed or known
    certainty: Certainty = "since, end unknown"

    @cached_property
    def last(self) -> date:
        """The last day on which a source knew of the person in office, no later than a successor's first."""
        return self.known


class _Looked(dict[str, Any]):
    """What a name has, made when it is first asked for."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> Any:
        self[name] = self._make(name)
        return self[name]


@dataclass(frozen=True)
class KnownOffices(Offices):
    """All spells of the table, by the names of their people; only those that are asked for are made."""

    answers: OfficeAnswers

    @cached_property
    def _names(self) -> Mapping[str, tuple[frozenset[str], str]]:
        """Of each name the states and bodies that have spells of it, and how it sounds."""
        owners: dict[str, set[str]] = defaultdict(set)
        sounding = {}
        for name, of, sounds in self.answers.spells.list_names():
            owners[name].add(of)
            sounding[name] = sounds
        return {name: (frozenset(owners[name]), sounds) for name, sounds in sounding.items()}

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name, (_, sounds) in self._names.items():
            for sound in sounds.split("|"):
                found[sound].append(name)
        return {sound: tuple(names) for sound, names in found.items()}

    @cached_property
    def _letters(self) -> Mapping[str, frozenset[str]]:
        return _Looked(lambda name: frozenset(sound[:1] for sound in self._names[name][1].split("|")))

    @cached_property
    def _countries(self) -> Mapping[str, frozenset[str]]:
        return _Looked(lambda name: frozenset(of for of in self._names[name][0] if is_state(of)))

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[NamedSpell, ...]]:
        return _Looked(self._make_spells)

    def _make_spells(self, name: str) -> tuple[NamedSpell, ...]:
        return tuple(
            name_spell(term)
            for of in sorted(self._names[name][0])
            for post, spells in self.answers.list_posts(of).items()
            if any(spell.person == name for spell in spells)
            for term in self.answers.list_terms(post, of)
            if term.spell.person == name
        )

    def _list_likely(self, form: NameForm) -> list[str]:
        """The table's names, in order, of which one word sounds as, and another begins like, words of a name.

        Beginnings alone would be shared with thousands.
        """
        sounds = list_sounds(form)
        words = [sound for sound in sounds if sound.endswith(" ")]
        near = {name for sound in words for name in self._by_sound.get(sound, ())}
        letters = {sound[:1] for sound in sounds}
        least = min(2, len(letters))
        return sorted(
            name
            for name in near
            if len(sounds.intersection(self._names[name][1].split("|"))) > 1
            and len(letters & self._letters[name]) >= least
        )

    def find_post(self, role: str, country: str, body: str) -> tuple[NamedSpell, ...]:
        """All spells in the post that a role is, by their first day."""
        of = country or find_owner(body)
        terms = self.answers.list_terms(load_posts().find_post(role, of), of)
        return tuple(name_spell(term) for term in terms)

    def find_wikidata(self, name: str) -> str:
        """The Wikidata number of the one person whom a full name may mean; "" where it may be several's."""
        found = {getattr(spell, "wikidata", "") for spell in self.find_person(name)} - {""}
        return found.pop() if len(found) == 1 else ""

    def find_days(self, spell: NamedSpell) -> tuple[date, date]:
        """First and last day on which the person of a spell counts as in office."""
        return spell.first, spell.until if isinstance(spell, KnownSpell) else spell.last

    def _find_offices(self, spells: Iterable[NamedSpell], on: date) -> list[KnownOffice]:
        """As there; of offices that are as sure the highest first, one that stands under two posts once."""
        held = [
            (ORDER[certainty], rank_post(spell), spell.person, spell.office.role, spell)
            for spell in spells
            if (certainty := self._judge(spell, on))
        ]
        found: dict[tuple[str, str, str, str], KnownOffice] = {}
        for *_, spell in sorted(held, key=lambda row: row[:4]):
            office = spell.office
            known = KnownOffice(
                spell.person, office, self._judge(spell, on) or "seen on", spell.seen, spell.sources,
                getattr(spell, "wikidata", ""),
            )  # fmt: skip
            found.setdefault((spell.person, office.role, office.country, office.body), known)
        return list(found.values())

    def _judge(self, spell: NamedSpell, on: date) -> Certainty | None:
        first, last = self.find_days(spell)
        return spell.certainty if isinstance(spell, KnownSpell) and first <= on <= last else None


def load_known_offices() -> KnownOffices:
    """The table that comes with Dragoman, or as `offices update` has made it, by name; read once."""
    return _build(load_answers())


@lru_cache(maxsize=2)
def _build(answers: OfficeAnswers) -> KnownOffices:
    return KnownOffices((), answers)


def rank_post(spell: NamedSpell) -> int:
    """Where a spell's post stands among the posts of state."""
    post = spell.post if isinstance(spell, KnownSpell) else ""
    return MAIN.index(post) if post in MAIN else len(MAIN)


def is_state(of: str) -> bool:
    """Whether an owner is a state by its code: bodies and territories without one stand under their names."""
    return of in load_countries().by_code


def name_spell(term: Term) -> KnownSpell:
    """A term as a spell that is asked for by name."""
    spell = term.spell
    body = not is_state(spell.of)
    office = Office(
        spell.role[:1].upper() + spell.role[1:],
        "" if body else spell.of,
        spell.of if body else "",
        start=spell.start,
        end=spell.end,
    )
    certainty: Certainty = (
        "seen on" if spell.start is None else "from-to" if term.closed else "since, end unknown"
    )
    return KnownSpell(
        spell.person,
        office,
        spell.seen,
        spell.sources,
        spell.post,
        spell.wikidata,
        term.last,
        term.guess,
        certainty,
    )
