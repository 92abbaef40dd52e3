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

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from operator import attrgetter

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


@dataclass(slots=True, eq=False)
class _Node:
    """A form of a name while names are brought together: a tree of a forest."""

    form: NameForm
    seen: dict[Seen, int]
    times: int = 0  # articles that use it
    stated: Counter[str] = field(default_factory=Counter)  # countries of its offices, and how many articles state each
    countries: frozenset[str] = frozenset()
    country: str = ""  # the one stated most
    roles: frozenset[str] = frozenset()
    place: int = 0  # the most frequent first: it is whom the others join
    parent: _Node | None = None
    total: int = 0  # of the whole group, as are the initials and the generations of which a group has one at most
    initials: frozenset[frozenset[str]] = frozenset()
    generations: frozenset[str] = frozenset()
    beside: _Node | None = None  # another one of its block

    def find(self) -> _Node:
        """The node that stands for the group."""
        node = self
        while node.parent is not None:
            if node.parent.parent is not None:
                node.parent = node.parent.parent
            node = node.parent
        return node

    def find_block(self) -> _Node:
        """The node that stands for the block."""
        node = self
        while node.beside is not None:
            if node.beside.beside is not None:
                node.beside = node.beside.beside
            node = node.beside
        return node

    def join(self, other: _Node) -> None:
        """The group of this node becomes part of another's, unless their initials or generations speak for two people."""
        root, home = self.find(), other.find()
        initials, generations = root.initials | home.initials, root.generations | home.generations
        if root is not home and len(initials) < 2 and len(generations) < 2:
            root.parent = home
            home.initials, home.generations = initials, generations
            home.total += root.total

    def link(self, other: _Node) -> None:
        """The two are of one block."""
        one, two = self.find_block(), other.find_block()
        if one is not two:
            one.beside = two

    def shares_country(self, other: _Node) -> bool:
        return bool(self.countries & other.countries)


Index = Mapping[Key, Sequence[_Node]]  # nodes in the order of their places


def _make_nodes(seen: Mapping[Seen, int]) -> list[_Node]:
    """The forms of names, the most frequent first."""
    nodes: dict[NameForm, _Node] = {}
    for item, times in seen.items():
        form = take_apart(item[0])
        node = nodes.get(form)
        if node is None:
            node = nodes[form] = _Node(form, {})
        node.seen[item] = times
        node.times += times
        for country in item[1]:
            node.stated[country] += times
        if item[2]:
            node.roles = node.roles.union(item[2])
    order = sorted(nodes.values(), key=lambda node: (-node.times, node.form.words, sorted(node.form.initials), node.form.generation))
    for place, node in enumerate(order):
        node.place, node.total, node.countries = place, node.times, frozenset(node.stated)
        node.country = min(node.stated, key=lambda country: (-node.stated[country], country), default="") if node.stated else ""
        node.initials = frozenset([node.form.initials] if node.form.initials else [])
        node.generations = frozenset([node.form.generation] if node.form.generation else [])
    return order


def join_spellings(seen: Mapping[Seen, int]) -> tuple[list[Person], list[list[Seen]]]:
    """Full names, brought together by spelling: (people, blocks of what is seen).

    What the names of a block may be joined with, directly or over others, is all in it: all names together give what each block gives
    by itself.
    """
    nodes = _make_nodes(seen)
    near = _index(nodes)
    for node in nodes:
        _link(near, node)
        for other in _list_candidates(near, node):
            if _is_same_name(node, other):
                node.join(other)
                if node.parent is not None:
                    break  # a form that is joined already follows whom it joined
    _join_longer_names(nodes, near)
    people: dict[_Node, Person] = defaultdict(Person)
    blocks: dict[_Node, list[Seen]] = defaultdict(list)
    for node in nodes:
        people[node.find()].seen.update(node.seen)
        blocks[node.find_block()] += node.seen
    return list(people.values()), list(blocks.values())


def find_beside(seen: Mapping[Seen, int], touched: Set[Seen]) -> list[Seen]:
    """What is in a block with a name that is touched, as far as one link shows it."""
    nodes = _make_nodes(seen)
    near = _index(nodes)
    around = {take_apart(item[0]) for item in touched}
    for node in nodes:
        _link(near, node, around)
    blocks = {node.find_block() for node in nodes if node.form in around}
    return [item for node in nodes if node.find_block() in blocks for item in node.seen]


def _index(nodes: Sequence[_Node]) -> Index:
    """Key -> the nodes that it is of."""
    near: dict[Key, list[_Node]] = defaultdict(list)
    for node in nodes:
        for key in (*list_keys(node.form), *list_near_keys(node.form, node.country)):
            near[key].append(node)
    return near


def _list_candidates(near: Index, node: _Node) -> Iterator[_Node]:
    """Nodes before this one that it may be a spelling of: the closest key first, and those of one in their order."""
    for key in list_keys(node.form):
        for other in near[key]:
            if other.place >= node.place:
                break
            yield other
    beside = {other for key in list_near_keys(node.form, node.country) for other in near[key] if other.place < node.place}
    yield from sorted(beside, key=_read_place)


_read_place = attrgetter("place")


def _link(near: Index, node: _Node, around: Set[NameForm] | None = None) -> None:
    """Link a node with all that it may be joined with; `around`: only where one of the two has one of these forms."""
    mine = around is None or node.form in around

    def list_asked(others: Iterable[_Node]) -> Iterator[_Node]:
        return (other for other in others if mine or other.form in (around or ()))

    for other in list_asked(_list_candidates(near, node)):
        same = node.find_block() is other.find_block()
        if not same and (node.form.words == other.form.words or _is_same_name(node, other)):
            node.link(other)
    for words in list_shorter(node.form):
        for other in list_asked(near.get(("words", *words), ())):
            node.link(other)
    for length in range(2, len(node.form.words)):
        for other in list_asked(near.get(("words", *node.form.words[-length:]), ())):
            if node.shares_country(other):
                node.link(other)
    for other in list_asked(_list_heads(near, node)):
        if node.roles & other.roles:
            node.link(other)


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


def _list_heads(near: Index, node: _Node) -> list[_Node]:
    """Shorter names of a country of the node's, with its first word and others of its words in their order."""
    words = node.form.words
    if len(words) < 3 or not node.countries:
        return []
    found = {other for word in words[1:] for other in near.get(("ends", words[0], word), ())}
    return sorted((other for other in found if _holds(node.form, other.form) and node.shares_country(other)), key=_read_place)


def _is_same_name(one: _Node, two: _Node) -> bool:
    form, other = one.form, two.form
    if not initials_agree(form, other):
        return False
    if form.words == other.words:
        return _generations_agree(form, other, one.shares_country(two))
    if form.generation != other.generation or not countries_agree(one.countries, two.countries):
        return False
    if "".join(form.words) == "".join(other.words):
        return True
    if (form.words[0], form.surname) == (other.words[0], other.surname):  # with and without a middle name
        return set(form.words) < set(other.words) or set(other.words) < set(form.words)
    if len(form.words) != len(other.words):
        return False
    stated = one.countries | two.countries
    if stated & EITHER_ORDER and other.words in (form.words[1:] + form.words[:1], form.words[-1:] + form.words[:-1]):
        return True
    if stated & ARABIC and _sound_the_same(form, other, sound_arabic):
        return True
    return _sound_the_same(form, other, sound_out) or (one.shares_country(two) and sound_alike(form, other))


def _sound_the_same(form: NameForm, other: NameForm, hear: Callable[[str], str]) -> bool:
    return len(hear(form.surname)) >= SOUNDING and all(hear(a) == hear(b) for a, b in zip(form.words, other.words, strict=True))


def _generations_agree(a: NameForm, b: NameForm, same_country: bool) -> bool:
    """ "Joseph R. Biden, Jr." is Joseph Biden; "Donald Trump Jr." is not Donald Trump, unless both hold an office of one country."""
    if a.generation == b.generation:
        return True
    later = a if a.generation else b
    return later.generation != "sr" and (same_country or (later.generation == "jr" and bool(later.initials)))


def _join_longer_names(nodes: Sequence[_Node], near: Index) -> None:
    """Longer names with the shorter ones that they hold."""
    tails: dict[tuple[str, ...], list[_Node]] = defaultdict(list)
    for node in nodes:
        words = node.form.words
        for length in range(2, len(words)):
            tails[words[-length:]].append(node)
    for node in nodes:
        for words in list_shorter(node.form):
            shorter = next(iter(near.get(("words", *words), ())), None)
            if shorter is None or shorter is node or not countries_agree(node.countries, shorter.countries):
                continue
            if len(words) > 2 or begins_with_ruler(node.form) or _is_commoner(shorter, node):
                node.join(shorter)
        _join_heads(node, _list_heads(near, node))
    for node in nodes:  # "López Obrador", a surname of two words
        longer = [other for other in tails.get(node.form.words, ()) if node.shares_country(other)]
        if len({other.find() for other in longer}) == 1 and _is_commoner(longer[0], node):
            node.join(longer[0])


def _join_heads(node: _Node, heads: Sequence[_Node]) -> None:
    for country in sorted(node.countries) if heads else ():
        for shorter in heads:
            if shorter.times < COMMONER * node.times:
                break  # they stand in the order of their frequency
            if country in shorter.countries and node.roles & shorter.roles and _is_commoner(shorter, node):
                node.join(shorter)


def _list_parts(form: NameForm) -> Iterator[tuple[int, int]]:
    """Where in a name the shorter names stand that it begins or ends with, the longest first."""
    for length in range(len(form.words) - 1, 1, -1):
        if length > 2 or begins_with_ruler(form):
            yield 0, length
        if not PATRONYMICS & {form.words[-length - 1], form.words[-length]}:
            yield len(form.words) - length, len(form.words)


def _is_commoner(one: _Node, other: _Node) -> bool:
    return one.find().total >= COMMONER * other.find().total


def _holds(form: NameForm, shorter: NameForm) -> bool:
    """Whether a name has the words of a shorter one in their order, and more."""
    rest = iter(form.words)
    return len(shorter.words) < len(form.words) and all(word in rest for word in shorter.words)
