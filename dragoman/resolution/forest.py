"""Forms of names while they are brought together: each is a tree of a forest, and joins others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.knowledge.names.forms import NameForm, take_apart
from dragoman.resolution.person import Seen


@dataclass(slots=True, eq=False)
class Node:
    """A form of a name while names are brought together: a tree of a forest."""

    form: NameForm
    seen: dict[Seen, int]
    times: int = 0  # articles that use it
    stated: Counter[str] = field(default_factory=Counter)  # of its offices, and how many articles state each
    countries: frozenset[str] = frozenset()
    country: str = ""  # the one stated most
    roles: frozenset[str] = frozenset()
    place: int = 0  # the most frequent first: it is whom the others join
    parent: Node | None = None
    total: int = 0  # of the whole group, as are initials and generations, one at most of each
    initials: frozenset[frozenset[str]] = frozenset()
    generations: frozenset[str] = frozenset()
    beside: Node | None = None  # another one of its block

    def find(self) -> Node:
        """The node that stands for the group."""
        node = self
        while node.parent is not None:
            if node.parent.parent is not None:
                node.parent = node.parent.parent
            node = node.parent
        return node

    def find_block(self) -> Node:
        """The node that stands for the block."""
        node = self
        while node.beside is not None:
            if node.beside.beside is not None:
                node.beside = node.beside.beside
            node = node.beside
        return node

    def join(self, other: Node) -> None:
        """This node's group joins another's, unless initials or generations speak for two people."""
        root, home = self.find(), other.find()
        initials, generations = root.initials | home.initials, root.generations | home.generations
        if root is not home and len(initials) < 2 and len(generations) < 2:
            root.parent = home
            home.initials, home.generations = initials, generations
            home.total += root.total

    def link(self, other: Node) -> None:
        """The two are of one block."""
        one, two = self.find_block(), other.find_block()
        if one is not two:
            one.beside = two

    def shares_country(self, other: Node) -> bool:
        """Whether a country is stated for both."""
        return bool(self.countries & other.countries)


def make_nodes(seen: Mapping[Seen, int]) -> list[Node]:
    """The forms of names, the most frequent first."""
    nodes: dict[NameForm, Node] = {}
    for item, times in seen.items():
        form = take_apart(item[0])
        node = nodes.get(form)
        if node is None:
            node = nodes[form] = Node(form, {})
        node.seen[item] = times
        node.times += times
        for country in item[1]:
            node.stated[country] += times
        if item[2]:
            node.roles = node.roles.union(item[2])
    order = sorted(
        nodes.values(),
        key=lambda node: (-node.times, node.form.words, sorted(node.form.initials), node.form.generation),
    )
    for place, node in enumerate(order):
        node.place, node.total, node.countries = place, node.times, frozenset(node.stated)
        node.country = (
            min(node.stated, key=lambda country: (-node.stated[country], country), default="")
            if node.stated
            else ""
        )
        node.initials = frozenset([node.form.initials] if node.form.initials else [])
        node.generations = frozenset([node.form.generation] if node.form.generation else [])
    return order
