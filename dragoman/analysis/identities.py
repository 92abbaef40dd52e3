"""People across articles: which readings' people are one person, under an identifier that never changes.

A reading knows its own article only. Here the names of all articles are brought together, from the spelling of names and from the
countries of the offices that articles state:

- spellings that fold to the same words are one name (accents, case, initials, "Jr.", everyday short forms, middle names);
- names of people with an office of the same country that sound alike are one name transliterated twice;
- one name with offices of two countries is two people, unless one of the countries is stated too rarely to be more than a slip;
- a surname alone is the only full-named person of that surname whose office agrees, first by country, then by role, or, where none is
  stated, the only one of that surname in the library (or one who is named so much more often than all others that the others
  cannot be meant); otherwise it stays a person of its own.

The outcome depends on what the library holds, not on the order of its articles, apart from the identifiers that it has minted before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set

import pyarrow as pa
import pyarrow.compute as pc

from dragoman.analysis.minting import give_identifiers, write_identities
from dragoman.analysis.names import NameForm, initials_agree, sound_alike, sound_out, take_apart
from dragoman.analysis.person import Person, Seen, choose_label
from dragoman.knowledge.offices import load_offices

PEOPLE_OF = pa.schema([("row", pa.int64()), ("key", pa.string()), ("id", pa.string())])

# A second country must be stated in this share of the articles that state one, before one name is taken for two people.
SECOND_PERSON_SHARE = 0.3
# A surname alone is one of several people of that surname if they are named this many times as often as the others together.
DOMINANCE = 10
# Where the family name comes first, a lone first word is the family name.
FAMILY_NAME_FIRST = frozenset({"CHN", "TWN", "HKG", "PRK", "KOR", "VNM", "KHM"})


def resolve_identities(rows: pa.Table, known: pa.Table | None = None) -> pa.Table:
    """The identities of a library's people, [id, kind, label, names, country]; see `resolve_people`."""
    return resolve_people(rows, known)[0]


def resolve_people(rows: pa.Table, known: pa.Table | None = None) -> tuple[pa.Table, pa.Table]:
    """People of a library: (identities, people of articles).

    `rows` needs the column entities (schema ARTICLES). `known` holds the identities minted before: [id, kind, label, names,
    country]. The first table has the same columns, every known row among them (in its place, label and names brought up to date),
    new ones after them. The second is [row, key, id]: for each row number of `rows` and key of a resolved person, the identifier.
    """
    occurrences = list(_list_people(rows))
    seen = Counter(item for _, _, item in occurrences)
    people = _split_by_country(_join_spellings({item: times for item, times in seen.items() if take_apart(item[0]).full}))
    people, alone = _place_surnames(people, {item: times for item, times in seen.items() if not take_apart(item[0]).full}, seen)
    people += alone
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


def _join_spellings(seen: dict[Seen, int]) -> list[Person]:
    """Full names, brought together by spelling."""
    nodes: dict[NameForm, Person] = defaultdict(Person)
    for item, times in sorted(seen.items()):
        nodes[take_apart(item[0])].seen[item] = times
    parent = {form: form for form in nodes}
    members = {form: [form] for form in nodes}  # of those that nobody has joined to another

    def find(form: NameForm) -> NameForm:
        while parent[form] != form:
            form = parent[form]
        return form

    rank = {form: (-person.total, form.words, sorted(form.initials), form.generation) for form, person in nodes.items()}
    order = sorted(nodes, key=rank.__getitem__)  # the most frequent first: it is whom the others join
    countries = {form: person.countries.keys() for form, person in nodes.items()}
    near: dict[tuple[str, ...], list[NameForm]] = defaultdict(list)
    for form in order:
        for key in _list_keys(form, nodes[form].country):
            near[key].append(form)
    for form in order:
        for other in (other for key in _list_keys(form, nodes[form].country) for other in near[key]):
            if rank[other] >= rank[form] or find(form) != form or not _is_same_name(form, other, countries[form], countries[other]):
                continue
            if all(initials_agree(form, member) for member in members[find(other)]):
                parent[form] = find(other)
                members[find(other)].append(form)
    for form in order:
        for length in range(3, len(form.words)):  # "Mohammed bin Salman Al Saud" begins, "Luiz Inácio Lula da Silva" ends with another name
            for words in (form.words[:length], form.words[-length:]):
                shorter = near.get(("words", *words), [])
                if shorter and _countries_agree(countries[form], countries[shorter[0]]) and find(form) != find(shorter[0]):
                    parent[find(form)] = find(shorter[0])
    people: dict[NameForm, Person] = defaultdict(Person)
    for form in order:
        people[find(form)].seen.update(nodes[form].seen)
    return list(people.values())


def _list_keys(form: NameForm, country: str) -> list[tuple[str, ...]]:
    """Under what a name is looked for: its words, its first and last word, and for a country what it sounds like."""
    keys = [("words", *form.words), ("ends", form.words[0], form.surname)]
    return [*keys, ("sound", country, sound_out(form.words[0])[:1], sound_out(form.surname)[:1])] if country else keys


def _is_same_name(form: NameForm, other: NameForm, countries: Set[str], others: Set[str]) -> bool:
    if not initials_agree(form, other):
        return False
    if form.words == other.words:
        return _generations_agree(form, other, bool(countries & others))
    if form.generation != other.generation:
        return False
    if (form.words[0], form.surname) == (other.words[0], other.surname):  # with and without a middle name
        return (set(form.words) < set(other.words) or set(other.words) < set(form.words)) and _countries_agree(countries, others)
    return len(form.words) == len(other.words) and bool(countries & others) and sound_alike(form, other)


def _generations_agree(a: NameForm, b: NameForm, same_country: bool) -> bool:
    """ "Joseph R. Biden, Jr." is Joseph Biden; "Donald Trump Jr." is not Donald Trump, unless both hold an office of one country."""
    if a.generation == b.generation:
        return True
    later = a if a.generation else b
    return same_country or (later.generation == "jr" and bool(later.initials))


def _countries_agree(countries: Set[str], others: Set[str]) -> bool:
    return not countries or not others or bool(countries & others)


def _split_by_country(people: Sequence[Person]) -> list[Person]:
    """One name with offices of two countries becomes two people; where no country is stated, it is the one who is named more."""
    parts = []
    for person in people:
        groups = _group_countries(person)
        stated = sum(times for _, times in groups)
        main, *others = groups or [(frozenset(), 0)]
        apart = [countries for countries, times in others if times >= SECOND_PERSON_SHARE * stated]
        if not apart or _is_slip(person, [main[0], *apart]):
            parts.append(person)
            continue
        split = {countries: Person() for countries in (main[0], *apart)}
        for item, times in person.seen.items():
            home = next((countries for countries in split if countries & set(item[1])), main[0])
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


def _place_surnames(people: list[Person], alone: dict[Seen, int], seen: Counter[Seen]) -> tuple[list[Person], list[Person]]:
    """Surnames alone, each with the person whom it means; those that mean nobody in particular become people of their own."""
    of_word: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        words = {take_apart(name).surname for name in person.names}
        if person.country in FAMILY_NAME_FIRST:
            words |= {take_apart(name).words[0] for name in person.names}
        for word in sorted(words):
            of_word[word].append(person)
    totals = {id(person): person.total for person in people}
    rest: dict[NameForm, Person] = defaultdict(Person)
    placed = []
    for item, times in sorted(alone.items()):
        form = take_apart(item[0])
        near = of_word.get(form.surname, [])
        if len(form.words) > 1:
            near = [person for person in near if any(take_apart(name).words[-len(form.words) :] == form.words for name in person.names)]
        whom = _choose_person(near, item, totals)
        if whom is None:
            rest[form].seen[item] = times
        else:
            placed.append((whom, item, times))
    for whom, item, times in placed:
        whom.seen[item] = times
    return people, _split_by_country(list(rest.values()))


def _choose_person(candidates: Sequence[Person], item: Seen, totals: dict[int, int]) -> Person | None:
    _, countries, roles = item
    if countries:
        agreeing = [person for person in candidates if person.countries.keys() & set(countries)]
        if not agreeing and len(candidates) == 1 and not candidates[0].countries:
            return candidates[0]
        candidates = agreeing
    if len(candidates) > 1 and roles and any(person.roles & set(roles) for person in candidates):
        candidates = [person for person in candidates if person.roles & set(roles)]
    if len(candidates) > 1:
        first, *others = sorted(candidates, key=lambda person: -totals[id(person)])
        return first if totals[id(first)] >= DOMINANCE * sum(totals[id(person)] for person in others) else None
    return candidates[0] if candidates else None
