"""People across articles: which readings' people are one person, under an identifier that never changes.

A reading knows its own article only. Here the names of all articles are brought together, from the spelling of names and from the
countries of the offices that articles state:

- spellings of one name are brought together, as `spellings` says;
- one name with offices of two countries is two people, unless one of the countries is stated too rarely to be more than a slip; of the
  second country only those articles speak that do not name the first one too: Dmitry Rogozin is no American for going to Washington;
- a surname alone is the only full-named person of that surname whose office agrees, first by country, then by role, or, where none is
  stated, the only one of that surname in the library (or one who is named so much more often than all others that the others
  cannot be meant); otherwise it stays a person of its own, as it does without an office where the library uses it more as a first name;
- a given name alone is the one person of that name whose surname the article has too, as `given_names` says;
- the single name of a ruler or a pope is no surname: King Abdullah of Jordan is Abdullah II, Pope Francis no Mr Francis.

The outcome depends on what the library holds, not on the order of its articles, apart from the identifiers that it has minted before.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from dragoman.analysis.names import NameForm, begins_with_ruler, fold_text, take_apart
from dragoman.knowledge.offices import load_offices
from dragoman.resolution.given_names import complete_forenames
from dragoman.resolution.identifiers import give_identifiers, write_identities
from dragoman.resolution.person import Person, Seen, choose_label
from dragoman.resolution.spellings import FAMILY_NAME_FIRST, join_spellings

PEOPLE_OF = pa.schema([("row", pa.int64()), ("key", pa.string()), ("id", pa.string())])

# A second country must be stated in this share of the articles that state one, before one name is taken for two people,
SECOND_PERSON_SHARE = 0.3
# and in this share of all articles that name them.
SECOND_PERSON_ARTICLES = 0.1
# A surname alone is one of several people of that surname if they are named this many times as often as the others together.
DOMINANCE = 5
RULER = re.compile(r"\b(king|queen|pope|patriarch|emperor|empress|tsar|shah|sultan|emir|amir|prince|princess)\b")


def resolve_identities(rows: pa.Table, known: pa.Table | None = None) -> pa.Table:
    """The identities of a library's people, [id, kind, label, names, country]; see `resolve_people`."""
    return resolve_people(rows, known)[0]


def resolve_people(rows: pa.Table, known: pa.Table | None = None) -> tuple[pa.Table, pa.Table]:
    """People of a library: (identities, people of articles).

    `rows` needs the column entities (schema ARTICLES). `known` holds the identities minted before: [id, kind, label, names,
    country]. The first table has the same columns, every known row among them (in its place, label and names brought up to date),
    new ones after them. The second is [row, key, id]: for each row number of `rows` and key of a resolved person, the identifier.
    """
    occurrences = complete_forenames(list(_list_people(rows)), DOMINANCE)
    seen = Counter(item for _, _, item in occurrences)
    places = _find_places(rows, occurrences)
    people = _split_by_country(join_spellings({item: times for item, times in seen.items() if take_apart(item[0]).full}), places)
    people += _split_by_country(
        _place_surnames(people, {item: times for item, times in seen.items() if not take_apart(item[0]).full}), places
    )
    people.sort(key=lambda person: (-person.total, choose_label(person.names), person.country))
    known_rows = known.to_pylist() if known is not None else []
    give_identifiers(people, known_rows)
    id_of = {item: person.id for person in people for item in person.seen}
    mapping = pa.table(
        [
            [row for row, *_ in occurrences],
            [key for _, key, *_ in occurrences],
            [id_of[item] for *_, item in occurrences],
        ],
        schema=PEOPLE_OF,
    )
    return write_identities(people, known_rows), mapping


def _list_people(rows: pa.Table) -> Iterable[tuple[int, str, Seen]]:
    """(row, key, what is seen of them) of each resolved person of each reading."""
    offset = 0
    for chunk in rows["entities"].chunks:
        flat = pc.list_flatten(chunk)
        parents = pc.list_parent_indices(chunk)
        picked = pc.and_(
            pc.equal(flat.field("kind"), "person"), pc.equal(pc.fill_null(pc.list_value_length(flat.field("candidates")), 0), 0)
        )
        flat, parents = flat.filter(picked), parents.filter(picked)
        columns = (parents.to_pylist(), flat.field("key").to_pylist(), flat.field("name").to_pylist(), flat.field("offices").to_pylist())
        for row, key, name, offices in zip(*columns, strict=True):
            countries = {office["country"] for office in offices or () if office["country"]}
            roles = {office["role"].strip().lower() for office in offices or () if office["role"]}
            yield row + offset, key, (name or key, tuple(sorted(countries)), tuple(sorted(roles)))
        offset += len(chunk)


@dataclass(frozen=True, slots=True)
class Places:
    """Where each (name, countries, roles) is seen, and which countries those articles name."""

    rows: Mapping[Seen, Sequence[int]]
    named: Mapping[int, Collection[str]]  # of the articles in which a name has a country; countries are ISO codes

    def count_named(self, person: Person, countries: frozenset[str]) -> int:
        """How many articles that name a person name one of the countries, or state it for the person."""
        return sum(
            bool(countries & set(item[1]) or countries.intersection(self.named.get(row, ())))
            for item in person.seen
            for row in self.rows[item]
        )

    def count_apart(self, person: Person, countries: frozenset[str], main: frozenset[str]) -> int:
        """How many articles state one of the countries for a person and do not name the main one."""
        return sum(
            not main.intersection(self.named.get(row, ())) for item in person.seen if countries & set(item[1]) for row in self.rows[item]
        )


def _find_places(rows: pa.Table, occurrences: Sequence[tuple[int, str, Seen]]) -> Places:
    where: dict[Seen, list[int]] = defaultdict(list)
    for row, _, item in occurrences:
        where[item].append(row)
    named: dict[int, set[str]] = defaultdict(set)
    offset = 0
    for chunk in rows["entities"].chunks:
        flat = pc.list_flatten(chunk)
        picked = pc.equal(flat.field("kind"), "country")
        parents = pc.list_parent_indices(chunk).filter(picked).to_pylist()
        for row, key in zip(parents, flat.field("key").filter(picked).to_pylist(), strict=True):
            named[row + offset].add(key.partition(":")[2])
        offset += len(chunk)
    return Places(where, named)


def _split_by_country(people: Sequence[Person], places: Places) -> list[Person]:
    """One name with offices of two countries becomes two people; where no country is stated, it is the one who is named more."""
    parts = []
    for person in people:
        groups = _group_countries(person)
        if len(groups) < 2:
            parts.append(person)
            continue
        main = max(groups, key=lambda group: (places.count_named(person, group[0]), group[1], sorted(group[0])))[0]
        stated = sum(times for _, times in groups)
        apart = []
        for countries, _ in groups:
            times = places.count_apart(person, countries, main) if countries != main else 0
            if times >= SECOND_PERSON_SHARE * stated and times >= SECOND_PERSON_ARTICLES * person.total:
                apart.append(countries)
        if not apart or _is_slip(person, [main, *apart]):
            parts.append(person)
            continue
        split = {countries: Person() for countries in (main, *apart)}
        for item, times in person.seen.items():
            home = next((countries for countries in split if countries & set(item[1])), main)
            split[home].seen[item] = times
        parts += split.values()
    return parts


def _is_slip(person: Person, groups: Sequence[frozenset[str]]) -> bool:
    """Whether the table of offices knows this name in one of the countries only: then the others are slips of reading."""
    known = {spell.office.country for spell in load_offices().find_person(choose_label(person.names))}
    return sum(bool(group & known) for group in groups) == 1


def _group_countries(person: Person) -> list[tuple[frozenset[str], int]]:
    """Countries that articles state together belong to one person: groups of them with their articles, most first."""
    groups: list[tuple[frozenset[str], int]] = []
    for (_, countries, _), times in sorted(person.seen.items()):
        if countries:
            together, rest = set(countries), []
            for group, count in groups:
                if group & together:
                    together |= group
                    times += count
                else:
                    rest.append((group, count))
            groups = [*rest, (frozenset(together), times)]
    return sorted(groups, key=lambda group: (-group[1], sorted(group[0])))


def _place_surnames(people: Sequence[Person], alone: Mapping[Seen, int]) -> list[Person]:
    """Gives surnames alone to the person whom each means; those that mean nobody in particular become people of their own."""
    of_word: dict[str, list[Person]] = defaultdict(list)
    rulers: dict[str, list[Person]] = defaultdict(list)
    countries = {id(person): frozenset(person.countries) for person in people}
    roles = {id(person): person.roles for person in people}
    totals = {id(person): person.total for person in people}
    given: Counter[str] = Counter()  # how often each first name is one
    for person in people:
        for name, times in person.names.items():
            first, form = fold_text(name).partition(" ")[0], take_apart(name)
            given[first] += times if first != form.surname and not begins_with_ruler(form) else 0
        forms = [take_apart(name) for name in person.names]
        words = {form.surname for form in forms if not begins_with_ruler(form)}
        if person.country in FAMILY_NAME_FIRST:
            words |= {form.words[0] for form in forms}
        for word in sorted(words):
            of_word[word].append(person)
        if any(map(begins_with_ruler, forms)) or any(map(RULER.search, roles[id(person)])):
            for word in sorted({form.words[0] for form in forms}):
                rulers[word].append(person)
    rest: dict[NameForm, Person] = defaultdict(Person)
    placed = []
    for item, times in sorted(alone.items()):
        form = take_apart(item[0])
        near = of_word.get(form.surname, [])
        if len(form.words) == 1 and any(map(RULER.search, item[2])):
            near = rulers.get(form.surname, []) if item[1] else []
        elif form.generation == "sr":
            near = []
        elif len(form.words) > 1:
            near = [person for person in near if any(take_apart(name).words[-len(form.words) :] == form.words for name in person.names)]
        whom = _choose_person(near, item, countries, roles, totals)
        if whom and len(form.words) == 1 and not (item[1] or item[2]) and given[form.surname] > totals[id(whom)]:
            whom = None  # a first name: "her husband Henry" is not Ariel Henry
        if whom is None:
            rest[form].seen[item] = times
        else:
            placed.append((whom, item, times))
    for whom, item, times in placed:
        whom.seen[item] = times
    return list(rest.values())


def _choose_person(
    candidates: Sequence[Person],
    item: Seen,
    countries: Mapping[int, frozenset[str]],
    roles: Mapping[int, frozenset[str]],
    totals: Mapping[int, int],
) -> Person | None:
    if item[1]:
        agreeing = [person for person in candidates if countries[id(person)].intersection(item[1])]
        if not agreeing and len(candidates) == 1 and not countries[id(candidates[0])]:
            return candidates[0]
        candidates = agreeing
    if len(candidates) > 1 and any(roles[id(person)].intersection(item[2]) for person in candidates):
        candidates = [person for person in candidates if roles[id(person)].intersection(item[2])]
    if len(candidates) > 1:
        first, *others = sorted(candidates, key=lambda person: -totals[id(person)])
        return first if totals[id(first)] >= DOMINANCE * sum(totals[id(person)] for person in others) else None
    return candidates[0] if candidates else None
