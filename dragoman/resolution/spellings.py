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
from collections.abc import Callable, Iterator, Mapping, Set

from dragoman.analysis.names import (
    GIVEN_NAMES,
    NameForm,
    begins_with_ruler,
    initials_agree,
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


class _Names:
    """The names of a library while they are brought together: a forest of forms."""

    def __init__(self, seen: Mapping[Seen, int]) -> None:
        self.nodes: dict[NameForm, Person] = defaultdict(Person)
        for item, times in sorted(seen.items()):
            self.nodes[take_apart(item[0])].seen[item] = times
        self.rank = {form: (-person.total, form.words, sorted(form.initials), form.generation) for form, person in self.nodes.items()}
        self.order = sorted(self.nodes, key=self.rank.__getitem__)  # the most frequent first: it is whom the others join
        self.countries = {form: person.countries.keys() for form, person in self.nodes.items()}
        self.roles = {form: person.roles for form, person in self.nodes.items()}
        self.parent = {form: form for form in self.nodes}
        self.members = {form: [form] for form in self.nodes}
        self.total = {form: person.total for form, person in self.nodes.items()}

    def find(self, form: NameForm) -> NameForm:
        while self.parent[form] != form:
            form = self.parent[form]
        return form

    def join(self, form: NameForm, other: NameForm) -> None:
        """The group of a form becomes part of another's, unless their initials or generations speak for two people."""
        root, home = self.find(form), self.find(other)
        if root == home or not all(_may_be_one(one, two) for one in self.members[root] for two in self.members[home]):
            return
        self.parent[root] = home
        self.members[home] += self.members.pop(root)
        self.total[home] += self.total[root]

    def share_country(self, form: NameForm, other: NameForm) -> bool:
        return bool(self.countries[form] & self.countries[other])

    def agree(self, form: NameForm, other: NameForm) -> bool:
        return countries_agree(self.countries[form], self.countries[other])


def join_spellings(seen: Mapping[Seen, int]) -> list[Person]:
    """Full names, brought together by spelling."""
    names = _Names(seen)
    near: dict[tuple[str, ...], list[NameForm]] = defaultdict(list)
    keys = {form: list(_list_keys(form, names.nodes[form].country)) for form in names.order}
    for form in names.order:
        for key in keys[form]:
            near[key].append(form)
    for form in names.order:
        for key in keys[form]:
            for other in near[key]:
                if names.rank[other] >= names.rank[form] or names.find(form) != form:
                    break  # it stands in the order of ranks; a form that is joined already follows whom it joined
                if _is_same_name(names, form, other):
                    names.join(form, other)
    _join_longer_names(names, near)
    people: dict[NameForm, Person] = defaultdict(Person)
    for form in names.order:
        people[names.find(form)].seen.update(names.nodes[form].seen)
    return list(people.values())


def countries_agree(countries: Set[str], others: Set[str]) -> bool:
    """Whether the countries of two names' offices may be one person's."""
    return not countries or not others or bool(countries & others)


def _list_keys(form: NameForm, country: str) -> Iterator[tuple[str, ...]]:
    """Under what a name is looked for: its words, its first and last word, and what it sounds like, the closest first."""
    given, surname = form.words[0], form.surname
    yield ("words", *form.words)
    yield ("letters", "".join(form.words))
    yield ("ends", given, surname)
    yield ("turned", *sorted(form.words))
    yield ("sounds", sound_out(given), sound_out(surname))
    yield ("arabic", sound_arabic(given), sound_arabic(surname))
    if country:
        yield ("near", country, sound_out(given)[:1], sound_out(surname)[:1])


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


def _may_be_one(one: NameForm, other: NameForm) -> bool:
    """Whether nothing in two names says that they are a father and a son, or two people of other middle names."""
    return initials_agree(one, other) and (one.generation == other.generation or not (one.generation and other.generation))


def _join_longer_names(names: _Names, near: Mapping[tuple[str, ...], list[NameForm]]) -> None:
    """Longer names with the shorter ones that they hold."""
    heads: dict[tuple[str, str], list[NameForm]] = defaultdict(list)
    tails: dict[tuple[str, ...], list[NameForm]] = defaultdict(list)
    for form in names.order:
        for country in sorted(names.countries[form]):
            heads[country, form.words[0]].append(form)
        for length in range(2, len(form.words)):
            tails[form.words[-length:]].append(form)
    for form in names.order:
        for start, end in _list_parts(form):
            given, *others = form.words[start:end]  # "Honorable Pete Buttigieg": the short form counts here too
            shorter = next(iter(near.get(("words", GIVEN_NAMES.get(given, given), *others), ())), None)
            if shorter is None or shorter == form or not names.agree(form, shorter):
                continue
            if end - start > 2 or begins_with_ruler(form) or _is_commoner(names, shorter, form):
                names.join(form, shorter)
        for country in sorted(names.countries[form]) if len(form.words) > 2 else ():
            for shorter in heads[country, form.words[0]]:
                if names.nodes[shorter].total < COMMONER * names.nodes[form].total:
                    break  # they stand in the order of their frequency
                if _holds(form, shorter) and names.roles[form] & names.roles[shorter] and _is_commoner(names, shorter, form):
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
