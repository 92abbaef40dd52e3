"""Full names that are one name, by rules that each ask for more, the less the names share.

- the same words (case, accents, initials, "Jr.", everyday short forms; "Cho Tae-yong" and "Cho Taeyong"),
  with or without a middle
  name; - the same words in the other order, where the family name comes first in the country of the office
(Kishida Fumio, Fumio Kishida); - the same sound, where no office of another country speaks against it; nearly
the same sound only with an office of the same country; - a name that another one begins or ends with
(Mohammed bin Salman Al Saud; Abdullah II ibn Al Hussein), but never a father's (Khalid bin Salman bin
Abdulaziz is not Salman bin Abdulaziz); - a name that a much rarer one holds or is held by (Pedro Sánchez
Pérez-Castejón; López Obrador), with an office of the same country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from operator import attrgetter

from dragoman.knowledge.names.forms import NameForm, begins_with_ruler, take_apart
from dragoman.knowledge.names.likeness import Policy, drop_initials, is_one_person
from dragoman.resolution.forest import Node, make_nodes
from dragoman.resolution.keys import Key, list_keys, list_near_keys, list_shorter
from dragoman.resolution.person import Person, Seen

# Where the family name comes first, a lone first word is the family name.
FAMILY_NAME_FIRST = frozenset({"CHN", "TWN", "HKG", "PRK", "KOR", "VNM", "KHM"})
COMMONER = 3  # how many times as often a name is used as another before their common words make them one

Index = Mapping[Key, Sequence[Node]]  # nodes in the order of their places


def join_spellings(seen: Mapping[Seen, int]) -> tuple[list[Person], list[list[Seen]]]:
    """Full names, brought together by spelling: (people, blocks of what is seen).

    What the names of a block may be joined with, directly or over others, is all in it: all names together
    give what each block gives by itself.
    """
    nodes = make_nodes(seen)
    near = _index(nodes)
    for node in nodes:
        _link(near, node)
        for other in _list_candidates(near, node):
            if _is_same_name(near, node, other):
                node.join(other)
                if node.parent is not None:
                    break  # a form that is joined already follows whom it joined
    _join_longer_names(nodes, near)
    people: dict[Node, Person] = defaultdict(Person)
    blocks: dict[Node, list[Seen]] = defaultdict(list)
    for node in nodes:
        people[node.find()].seen.update(node.seen)
        blocks[node.find_block()] += node.seen
    return list(people.values()), list(blocks.values())


def find_beside(seen: Mapping[Seen, int], touched: Set[Seen]) -> list[Seen]:
    """What is in a block with a name that is touched, as far as one link shows it."""
    nodes = make_nodes(seen)
    near = _index(nodes)
    around = {take_apart(item[0]) for item in touched}
    for node in nodes:
        _link(near, node, around)
    blocks = {node.find_block() for node in nodes if node.form in around}
    return [item for node in nodes if node.find_block() in blocks for item in node.seen]


def _index(nodes: Sequence[Node]) -> Index:
    """Key -> the nodes that it is of."""
    near: dict[Key, list[Node]] = defaultdict(list)
    for node in nodes:
        for key in (*list_keys(node.form), *list_near_keys(node.form, node.country)):
            near[key].append(node)
    return near


def _list_candidates(near: Index, node: Node) -> Iterator[Node]:
    """Nodes before this one that it may be a spelling of: the closest key first, each in its order."""
    for key in list_keys(node.form):
        for other in near[key]:
            if other.place >= node.place:
                break
            yield other
    beside = {
        other
        for key in list_near_keys(node.form, node.country)
        for other in near[key]
        if other.place < node.place
    }
    yield from sorted(beside, key=_read_place)


_read_place = attrgetter("place")


def _link(near: Index, node: Node, around: Set[NameForm] | None = None) -> None:
    """Link a node with all it may be joined with; `around`: only where either has one of these forms."""
    mine = around is None or node.form in around

    def list_asked(others: Iterable[Node]) -> Iterator[Node]:
        return (other for other in others if mine or other.form in (around or ()))

    for other in list_asked(_list_candidates(near, node)):
        same = node.find_block() is other.find_block()
        if not same and (node.form.words == other.form.words or _is_same_name(near, node, other)):
            node.link(other)
    for other in list_asked(_list_longer(near, node)):
        node.link(other)


def _list_longer(near: Index, node: Node) -> Iterator[Node]:
    """Shorter names that a node may be joined with for holding them."""
    for words in list_shorter(node.form):
        yield from near.get(("words", *words), ())
    for length in range(2, len(node.form.words)):
        tails = near.get(("words", *node.form.words[-length:]), ())
        yield from (other for other in tails if node.shares_country(other))
    yield from (other for other in _list_heads(near, node) if node.roles & other.roles)


def countries_agree(countries: Set[str], others: Set[str]) -> bool:
    """Whether the countries of two names' offices may be one person's."""
    return not countries or not others or bool(countries & others)


def _list_heads(near: Index, node: Node) -> list[Node]:
    """Shorter names of a country of the node's, with its first word and others of its in their order."""
    words = node.form.words
    if len(words) < 3 or not node.countries:
        return []
    found = {other for word in words[1:] for other in near.get(("ends", words[0], word), ())}
    return sorted(
        (other for other in found if _holds(node.form, other.form) and node.shares_country(other)),
        key=_read_place,
    )


def _is_same_name(near: Index, one: Node, two: Node) -> bool:
    """Whether two names are one, by what they and the countries of their offices say.

    "Donald J. Trump Jr." is no formal way to write Donald Trump in a library that has Donald Trump Jr. too.
    """
    form, other = one.form, two.form
    if form.generation != other.generation:
        form, other = _find_everyday(near, form), _find_everyday(near, other)
    return is_one_person(form, other, Policy.ACROSS, one.countries, two.countries)


def _find_everyday(near: Index, form: NameForm) -> NameForm:
    """The form without initials, where it has a generation and somebody is called so; else the form."""
    everyday = drop_initials(form)
    known = (
        form.generation
        and form.initials
        and any(node.form == everyday for node in near.get(("words", *form.words), ()))
    )
    return everyday if known else form


def _join_longer_names(nodes: Sequence[Node], near: Index) -> None:
    """Longer names with the shorter ones that they hold."""
    tails: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in nodes:
        words = node.form.words
        for length in range(2, len(words)):
            tails[words[-length:]].append(node)
    for node in nodes:
        _join_parts(node, near)
        _join_heads(node, _list_heads(near, node))
    for node in nodes:  # "López Obrador", a surname of two words
        longer = [other for other in tails.get(node.form.words, ()) if node.shares_country(other)]
        if len({other.find() for other in longer}) == 1 and _is_commoner(longer[0], node):
            node.join(longer[0])


def _join_parts(node: Node, near: Index) -> None:
    for words in list_shorter(node.form):
        shorter = next(iter(near.get(("words", *words), ())), None)
        if shorter is None or shorter is node or not countries_agree(node.countries, shorter.countries):
            continue
        if len(words) > 2 or begins_with_ruler(node.form) or _is_commoner(shorter, node):
            node.join(shorter)


def _join_heads(node: Node, heads: Sequence[Node]) -> None:
    for country in sorted(node.countries) if heads else ():
        for shorter in heads:
            if shorter.times < COMMONER * node.times:
                break  # they stand in the order of their frequency
            if country in shorter.countries and node.roles & shorter.roles and _is_commoner(shorter, node):
                node.join(shorter)


def _is_commoner(one: Node, other: Node) -> bool:
    return one.find().total >= COMMONER * other.find().total


def _holds(form: NameForm, shorter: NameForm) -> bool:
    """Whether a name has the words of a shorter one in their order, and more."""
    rest = iter(form.words)
    return len(shorter.words) < len(form.words) and all(word in rest for word in shorter.words)
