"""Forms of names brought together: groups and blocks are what joining one after the other makes of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolution.forest import make_nodes

NAMES = (
    "Anna Berg", "Mikko Laine", "Greta Holm", "Jan Horak", "Petra Klein",
    "Joe R. Biden", "Joe Q. Biden", "Ann Lee Jr.", "Ann Lee Sr.",
)  # fmt: skip
seen = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from([(), ("FRA",)]), st.just(())),
    st.integers(1, 9),
    min_size=2,
)
steps = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=12)


@given(seen)
def test_one_node_a_form_the_most_frequent_first(seen) -> None:
    nodes = make_nodes(seen)
    assert sum(node.times for node in nodes) == sum(seen.values())
    assert [node.times for node in nodes] == sorted((node.times for node in nodes), reverse=True)
    assert [node.place for node in nodes] == list(range(len(nodes)))
    assert sorted(item for node in nodes for item in node.seen) == sorted(seen)


@given(seen, steps)
def test_groups_add_up_and_hold_no_two_initials_or_generations(seen, steps) -> None:
    nodes = make_nodes(seen)
    for one, other in steps:
        nodes[one % len(nodes)].join(nodes[other % len(nodes)])
    groups: dict[int, list] = {}
    for node in nodes:
        groups.setdefault(node.find().place, []).append(node)
        assert node.find().parent is None
    for place, members in groups.items():
        assert nodes[place].total == sum(node.times for node in members)
        assert len({node.form.initials for node in members} - {frozenset()}) <= 1
        assert len({node.form.generation for node in members} - {""}) <= 1


@given(seen, steps)
def test_blocks_are_all_that_is_linked_over_others(seen, steps) -> None:
    nodes = make_nodes(seen)
    blocks = [{node.place} for node in nodes]
    for one, other in ((one % len(nodes), other % len(nodes)) for one, other in steps):
        nodes[one].link(nodes[other])
        linked = next(block for block in blocks if one in block) | next(
            block for block in blocks if other in block
        )
        blocks = [block for block in blocks if not block & linked] + [linked]
    assert {
        frozenset(node.place for node in nodes if node.find_block() is nodes[place].find_block())
        for place in range(len(nodes))
    } == {frozenset(block) for block in blocks}
