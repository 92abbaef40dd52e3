"""Full names that are one name: which spellings are brought together, by rules that each ask for more, the less the names share.

- the same words (case, accents, initials, "Jr.", everyday short forms; "Cho Tae-yong" and "Cho Taeyong"), with or without a middle
  name;
- the same words in the other order, where the family name comes first in the country of the office (Kishida Fumio, Fumio Kishida);
- the same sound, where no office of another country speaks against it; nearly the same sound only with an office of the same country;
- a name that another one begins or ends with (Mohammed bin Salman Al Saud; Abdullah II ibn Al Hussein), but never a father's (Khalid bin
  Salman bin Abdulaziz is not Salman bin Abdulaziz);
- a name that a much rarer one holds or is held by (Pedro Sánchez Pérez-Castejón; López Obrador), with an office of the same country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from dragoman.analysis.names import (
    GIVEN_NAMES,
    NameForm,
    begins_with_ruler,
    initials_agree,
    list_nearly,
    sound_alike,
    sound_arabic,
    sound_out,
    take_apart,
)
from dragoman.resolution.person import Person, Seen

# Where the family name comes first, a lone first word is the family name.
FAMILY_NAME_FIRST = frozenset({"CHN", "TWN", "HKG", "PRK", "KOR", "VNM", "KHM"})
# Where names are written in either order.
EITHER_ORDER = FAMILY_NAME_FIRST | {"JPN", "HUN", "SGP"}
ARABIC = frozenset(
    {
        "ARE", "BHR", "COM", "DJI", "DZA", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "MRT", "OMN", "PSE", "QAT", "SAU", "SDN",
        "SOM", "SYR", "TUN", "YEM",
    }
)  # fmt: skip
PATRONYMICS = frozenset({"bin", "ibn", "bint", "ben", "ould"})
COMMONER = 3  # how many times as often a name is used as another before their common words make them one
SOUNDING = 5  # letters of a surname from which its sound alone says enough

Key = tuple[str, ...]  # what is looked up, and under what


class _Names:
    """Names while they are brought together: a forest of forms."""

    def __init__(self, seen: Mapping[Seen, int]) -> None:
        self.nodes: dict[NameForm, Person] = defaultdict(Person)
        for item, times in sorted(seen.items()):
            self.nodes[take_apart(item[0])].seen[item] = times
        self.total = {form: person.total for form, person in self.nodes.items()}
        self.times = dict(self.total)
        self.rank = {form: (-self.times[form], form.words, sorted(form.initials), form.generation) for form in self.nodes}
        self.order = sorted(self.nodes, key=self.rank.__getitem__)  # the most frequent first: it is whom the others join
        self.place = {form: place for place, form in enumerate(self.order)}
        self.countries = {form: person.countries.keys() for form, person in self.nodes.items()}
        self.country = {form: person.country if self.countries[form] else "" for form, person in self.nodes.items()}
        self.roles = {form: person.roles for form, person in self.nodes.items()}
        self.parent = {form: form for form in self.nodes}
        # what speaks for two people: at most one set of initials and one generation a group
        self.initials = {form: {form.initials} if form.initials else set() for form in self.nodes}
        self.generations = {form: {form.generation} if form.generation else set() for form in self.nodes}

    def find(self, form: NameForm) -> NameForm:
        """The form that stands for the group."""
        while self.parent[form] is not form:
            self.parent[form] = form = self.parent[self.parent[form]]
        return form

    def join(self, form: NameForm, other: NameForm) -> None:
        """The group of a form becomes part of another's, unless their initials or generations speak for two people."""
        root, home = self.find(form), self.find(other)
        initials, generations = self.initials[root] | self.initials[home], self.generations[root] | self.generations[home]
        if root is home or len(initials) > 1 or len(generations) > 1:
            return
        self.parent[root] = home
        self.initials[home], self.generations[home] = initials, generations
        self.total[home] += self.total[root]

    def share_country(self, form: NameForm, other: NameForm) -> bool:
        return bool(self.countries[form] & self.countries[other])

    def agree(self, form: NameForm, other: NameForm) -> bool:
        return countries_agree(self.countries[form], self.countries[other])


def join_spellings(seen: Mapping[Seen, int]) -> list[Person]:
    """Full names, brought together by spelling."""
    names = _Names(seen)
    near = _index(names)
    for form in names.order:
        for other in _list_candidates(names, near, form):
            if _is_same_name(names, form, other):
                names.join(form, other)
                if names.find(form) is not form:
                    break  # a form that is joined already follows whom it joined
    _join_longer_names(names, near)
    people: dict[NameForm, Person] = defaultdict(Person)
    for form in names.order:
        people[names.find(form)].seen.update(names.nodes[form].seen)
    return list(people.values())


def _index(names: _Names) -> dict[Key, list[NameForm]]:
    """Key -> the forms that it is of, in the order of their ranks."""
    near: dict[Key, list[NameForm]] = defaultdict(list)
    for form in names.order:
        for key in (*list_keys(form), *list_near_keys(form, names.country[form])):
            near[key].append(form)
    return near


def _list_candidates(names: _Names, near: Mapping[Key, list[NameForm]], form: NameForm) -> Iterator[NameForm]:
    """Forms of a higher rank that a form may be a spelling of: the closest key first, and those of one in the order of their ranks."""
    place = names.place[form]
    for key in list_keys(form):
        for other in near[key]:
            if names.place[other] >= place:
                break
            yield other
    beside = {other for key in list_near_keys(form, names.country[form]) for other in near[key] if names.place[other] < place}
    yield from sorted(beside, key=names.place.__getitem__)


def find_blocks(seen: Mapping[Seen, int]) -> list[list[Seen]]:
    """What is seen of full names in blocks: what names a block's names may be joined with, directly or over others, are all in it.

    `join_spellings` of all names is `join_spellings` of each block by itself.
    """
    names = _Names(seen)
    near = _index(names)

    def link(form: NameForm, other: NameForm) -> None:
        names.parent[names.find(form)] = names.find(other)

    for form in names.order:
        for other in _list_candidates(names, near, form):
            if names.find(form) is not names.find(other) and (form.words == other.words or _is_same_name(names, form, other)):
                link(form, other)
        for words in list_shorter(form):
            for other in near.get(("words", *words), ())[:1]:
                link(form, other)
        for other in _list_tails(form, near):
            if names.share_country(form, other):
                link(form, other)
        for other in _list_heads(names, near, form):
            if names.roles[form] & names.roles[other]:
                link(form, other)
    blocks: dict[NameForm, list[Seen]] = defaultdict(list)
    for form in names.order:
        blocks[names.find(form)] += names.nodes[form].seen
    return list(blocks.values())


def countries_agree(countries: Set[str], others: Set[str]) -> bool:
    """Whether the countries of two names' offices may be one person's."""
    return not countries or not others or bool(countries & others)


def list_keys(form: NameForm) -> Iterator[Key]:
    """Under what a name is looked for: its words, its first and last word, and what it sounds like, the closest first."""
    given, surname = form.words[0], form.surname
    yield ("words", *form.words)
    yield ("letters", "".join(form.words))
    yield ("ends", given, surname)
    yield ("turned", *sorted(form.words))
    yield ("sounds", sound_out(given), sound_out(surname))
    yield ("arabic", sound_arabic(given), sound_arabic(surname))


def list_near_keys(form: NameForm, country: str) -> Iterator[Key]:
    """Under what a name is looked for that sounds nearly the same in one country: names that `sound_alike` have one in common."""
    if country:
        given, surname = form.words[0], form.surname
        for first in list_nearly(given, whole=False):
            for last in list_nearly(surname, whole=True):
                yield ("near", country, str(len(form.words)), first, last)


def list_longer_keys(form: NameForm) -> Iterator[Key]:
    """The keys of shorter names that a name may hold."""
    for words in list_shorter(form):
        yield ("words", *words)
    for length in range(2, len(form.words)):
        yield ("words", *form.words[-length:])
    if len(form.words) > 2:
        for word in form.words[1:]:
            yield ("ends", form.words[0], word)


def list_shorter(form: NameForm) -> Iterator[tuple[str, ...]]:
    """The words of the shorter names that a name begins or ends with, the longest first."""
    for start, end in _list_parts(form):
        given, *others = form.words[start:end]  # "Honorable Pete Buttigieg": the short form counts here too
        yield (GIVEN_NAMES.get(given, given), *others)


def _list_tails(form: NameForm, near: Mapping[Key, Sequence[NameForm]]) -> Iterator[NameForm]:
    for length in range(2, len(form.words)):
        yield from near.get(("words", *form.words[-length:]), ())


def _list_heads(names: _Names, near: Mapping[Key, Sequence[NameForm]], form: NameForm) -> list[NameForm]:
    """Shorter names of a country of the form's, with its first word and others of its words in their order; by rank."""
    if len(form.words) < 3 or not names.countries[form]:
        return []
    found = {other for word in form.words[1:] for other in near.get(("ends", form.words[0], word), ())}
    held = (other for other in found if _holds(form, other) and names.share_country(form, other))
    return sorted(held, key=names.place.__getitem__)


def _is_same_name(names: _Names, form: NameForm, other: NameForm) -> bool:
    if not initials_agree(form, other):
        return False
    if form.words == other.words:
        return _generations_agree(form, other, names.share_country(form, other))
    if form.generation != other.generation or not names.agree(form, other):
        return False
    if "".join(form.words) == "".join(other.words):
        return True
    if (form.words[0], form.surname) == (other.words[0], other.surname):  # with and without a middle name
        return set(form.words) < set(other.words) or set(other.words) < set(form.words)
    if len(form.words) != len(other.words):
        return False
    stated = names.countries[form] | names.countries[other]
    if stated & EITHER_ORDER and other.words in (form.words[1:] + form.words[:1], form.words[-1:] + form.words[:-1]):
        return True
    if stated & ARABIC and _sound_the_same(form, other, sound_arabic):
        return True
    return _sound_the_same(form, other, sound_out) or (names.share_country(form, other) and sound_alike(form, other))


def _sound_the_same(form: NameForm, other: NameForm, hear: Callable[[str], str]) -> bool:
    return len(hear(form.surname)) >= SOUNDING and all(hear(a) == hear(b) for a, b in zip(form.words, other.words, strict=True))


def _generations_agree(a: NameForm, b: NameForm, same_country: bool) -> bool:
    """ "Joseph R. Biden, Jr." is Joseph Biden; "Donald Trump Jr." is not Donald Trump, unless both hold an office of one country."""
    if a.generation == b.generation:
        return True
    later = a if a.generation else b
    return later.generation != "sr" and (same_country or (later.generation == "jr" and bool(later.initials)))


def _join_longer_names(names: _Names, near: Mapping[Key, list[NameForm]]) -> None:
    """Longer names with the shorter ones that they hold."""
    tails: dict[tuple[str, ...], list[NameForm]] = defaultdict(list)
    for form in names.order:
        for length in range(2, len(form.words)):
            tails[form.words[-length:]].append(form)
    for form in names.order:
        for words in list_shorter(form):
            shorter = next(iter(near.get(("words", *words), ())), None)
            if shorter is None or shorter == form or not names.agree(form, shorter):
                continue
            if len(words) > 2 or begins_with_ruler(form) or _is_commoner(names, shorter, form):
                names.join(form, shorter)
        heads = _list_heads(names, near, form)
        for country in sorted(names.countries[form]) if heads else ():
            for shorter in heads:
                if names.times[shorter] < COMMONER * names.times[form]:
                    break  # they stand in the order of their frequency
                shared = country in names.countries[shorter] and names.roles[form] & names.roles[shorter]
                if shared and _is_commoner(names, shorter, form):
                    names.join(form, shorter)
    for form in names.order:  # "López Obrador", a surname of two words
        longer = [other for other in tails.get(form.words, ()) if names.share_country(form, other)]
        if len({names.find(other) for other in longer}) == 1 and _is_commoner(names, longer[0], form):
            names.join(form, longer[0])


def _list_parts(form: NameForm) -> Iterator[tuple[int, int]]:
    """Where in a name the shorter names stand that it begins or ends with, the longest first."""
    for length in range(len(form.words) - 1, 1, -1):
        if length > 2 or begins_with_ruler(form):
            yield 0, length
        if not PATRONYMICS & {form.words[-length - 1], form.words[-length]}:
            yield len(form.words) - length, len(form.words)


def _is_commoner(names: _Names, one: NameForm, other: NameForm) -> bool:
    return names.total[names.find(one)] >= COMMONER * names.total[names.find(other)]


def _holds(form: NameForm, shorter: NameForm) -> bool:
    """Whether a name has the words of a shorter one in their order, and more."""
    rest = iter(form.words)
    return len(shorter.words) < len(form.words) and all(word in rest for word in shorter.words)
