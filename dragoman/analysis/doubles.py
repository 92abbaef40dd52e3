"""Which two people of a library are likely one: names, offices and companions weighed as rows of points.

The verdict on names is that of `dragoman.knowledge.names.likeness`; resolution asks it strictly, since it
joins without asking. Here it is asked under its looser policies, since a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz.distance import JaroWinkler, Levenshtein

from dragoman.analysis.alike_offices import fold_office
from dragoman.knowledge.names.alike import are_alike, given_fits
from dragoman.knowledge.names.forms import NUMBERS, NameForm, take_apart
from dragoman.knowledge.names.likeness import Bond, Policy, agree, is_one_person, weigh_countries
from dragoman.knowledge.names.sounds import join_words, sound_out
from dragoman.knowledge.names.words import GIVEN_NAMES, PARTICLES

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables

CROWD = 150  # names that share a word: beyond, it tells nobody
NEAR = 0.86  # how alike whole names sound from which they are looked at
CLOSE = 0.76  # and how alike given names are of people with one surname and country
LONG = 8  # letters of given names that are not short for one another
ENOUGH = 2.4  # points from which two are suggested
RARE = 3  # times as often one is named as the other, where the other is likely misspelt


@dataclass(slots=True)
class Person:
    """What is weighed of somebody."""

    number: int
    form: NameForm
    articles: frozenset[int]
    countries: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    companions: set[int] = field(default_factory=set)

    @property
    def sound(self) -> str:
        """The whole name as it sounds."""
        return sound_out(join_words(self.form.words))

    @property
    def given(self) -> str:
        """All but the last word, as it sounds."""
        return sound_out(join_words(self.form.words[:-1]))


@dataclass(frozen=True, slots=True)
class Double:
    """Two who are likely one, by number: the rarer first; the points for it, and what gave them."""

    one: int
    other: int
    points: float
    reasons: tuple[str, ...]
    articles: int  # that a merge would move


def list_people(tables: Tables) -> list[Person]:
    """The people whom articles name, with what is weighed of them."""
    people = {}
    for number in range(*tables.kind_range("person")):
        articles = tables.named.find_articles(number, None, 255)
        if len(articles):
            form = take_apart(str(tables.labels[number]))
            people[number] = Person(number, form, frozenset(articles.tolist()))
    for row in tables.query("SELECT DISTINCT entity, role, country, body FROM offices").to_pylist():
        if person := people.get(row["entity"]):
            role, country, body = (row[name] or "" for name in ("role", "country", "body"))
            person.countries |= {country} - {""}
            if role and (country or body):
                person.offices.add(fold_office(role, country, body))
    return list(people.values())


def find_doubles(tables: Tables, people: Sequence[Person]) -> list[Double]:
    """Likely doubles, those first that would change most; of these the likeliest."""
    pairs = [pair for pair in _list_pairs(people) if _may_be_one(*pair)]
    _add_companions(tables, {person.number: person for pair in pairs for person in pair})
    found = [double for pair in pairs if (double := _weigh(*pair)) is not None]
    return sorted(found, key=lambda item: (-min(item.articles, 5), -item.points, item.one, item.other))


def _list_pairs(people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    """Pairs that share a first or last word, or the beginning of the whole name, as they sound."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        if len(person.form.words) > 1:
            words = {sound_out(person.form.words[0]), sound_out(person.form.words[-1])}
            for key in {*words, f"{person.sound[:5]}*"}:
                blocks[key].append(place)
    seen = {
        pair for block in blocks.values() if len(block) <= CROWD for pair in combinations(sorted(block), 2)
    }
    for first, second in sorted(seen):
        yield people[first], people[second]


def _may_be_one(one: Person, other: Person) -> bool:
    """A look at the names that costs little."""
    short, full = sorted((one.form.words, other.form.words), key=len)
    if not are_alike(short[-1], full[-1]) and not set(short) <= set(full):
        return JaroWinkler.similarity(one.sound, other.sound) >= NEAR
    return True


def _add_companions(tables: Tables, people: dict[int, Person]) -> None:
    """Whom each of some people is named in a sentence with."""
    if not people:
        return
    marks = ", ".join(map(str, sorted(people)))
    rows = tables.query(
        f"""
        SELECT DISTINCT here.entity AS entity, other.entity AS companion
        FROM in_sentence here JOIN in_sentence other USING (unit)
        WHERE here.entity IN ({marks}) AND other.entity <> here.entity
        """
    )
    for entity, companion in zip(rows["entity"].to_pylist(), rows["companion"].to_pylist(), strict=True):
        people[entity].companions.add(companion)


def _weigh(one: Person, other: Person) -> Double | None:
    """The points of two for being one; None where they are not enough, or something speaks against it."""
    if other.number in one.companions or not agree(one.form, other.form):
        return None  # who stands beside the other in a sentence is somebody else
    if _are_named_apart(one.form, other.form):
        return None
    rare, frequent = sorted((one, other), key=lambda person: (len(person.articles), person.number))
    bond = weigh_countries(one.countries, other.countries)
    points, reasons = _weigh_names(one, other, bond)
    if not points:
        return None
    if one.offices & other.offices:
        points, reasons = points + 1, [*reasons, "the same office"]
    elif bond is Bond.SHARED:
        reasons.append("offices of one country")
    elif bond is Bond.APART:
        points, reasons = points - 0.8, [*reasons, "offices of different countries: one may be misread"]
    shared = one.companions & other.companions
    if shared:
        points += min(1.0, 3 * len(shared) / len(one.companions | other.companions))
        reasons.append(f"{len(shared)} of the same companions")
    if one.articles & other.articles:
        points -= 1.5  # one article that knows both by name tells them apart
    if len(frequent.articles) >= RARE * len(rare.articles):
        points += 0.3
    if points < ENOUGH:
        return None
    return Double(rare.number, frequent.number, round(points, 3), tuple(reasons), len(rare.articles))


def _are_named_apart(one: NameForm, other: NameForm) -> bool:
    """Whether generations, numbers of rulers or given names are two people's, whatever else is alike."""
    numbers = [{word for word in form.words if word in NUMBERS} for form in (one, other)]
    if one.generation != other.generation or numbers[0] != numbers[1]:
        return True
    short, full = sorted((one.words, other.words), key=len)
    if short[0] in PARTICLES or (len(short) < len(full) and all(word in GIVEN_NAMES for word in short)):
        return True  # Bin Zayed is anybody of the house, and Juan Carlos many
    return sorted(short) != sorted(full) and _are_called_apart(short, full)


def _are_called_apart(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether neither the given names fit, nor the longer name ends in the shorter."""
    first, second = short[0], full[0]
    if min(len(first), len(second)) >= LONG and not _are_close(first, second):
        return True
    ends = all(are_alike(a, b) for a, b in zip(short, full[-len(short) :], strict=True))
    joined = join_words(full).endswith(join_words(short))
    return not (ends or joined or given_fits(first, second) or _are_close(first, second))


def _are_close(one: str, other: str) -> bool:
    """Whether given names are a few letters apart, or the one begins the other."""
    if min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one)):
        return True
    return Levenshtein.normalized_similarity(sound_out(one), sound_out(other)) > CLOSE


def _weigh_names(one: Person, other: Person, bond: Bond) -> tuple[float, list[str]]:
    table, within = (
        is_one_person(one.form, other.form, policy, one.countries, other.countries)
        for policy in (Policy.TABLE, Policy.WITHIN)
    )
    if one.form.words == other.form.words:
        return 3.4, ["the same name"]
    if is_one_person(one.form, other.form, Policy.ACROSS, one.countries, other.countries):
        return 3.0, ["spellings of one name"]
    if table and within:
        return 2.4 if bond is Bond.SHARED else 1.7, ["nearly the same name"]
    if table or within:
        return 1.9 if bond is Bond.SHARED else 1.1, ["a shorter or misspelt name"]
    near = _are_close(one.given, other.given) and are_alike(one.form.surname, other.form.surname)
    if near and bond is Bond.SHARED:
        return 1.6, ["one surname, and given names that sound alike"]
    if bond is Bond.SHARED and JaroWinkler.similarity(one.sound, other.sound) >= 0.95:
        return 1.6, ["names that sound alike"]
    return 0.0, []
