"""Where nodes and their labels stand: in the field, apart, and by their names alone."""

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.figures.layout import FIELD, place_labels, place_nodes

names = st.integers(0, 15).map("country:{:02}".format)
edges = st.lists(st.tuples(names, names, st.integers(1, 50)), min_size=1, max_size=30)


def place(ties):
    graph = nx.Graph()
    graph.add_weighted_edges_from((a, b, weight) for a, b, weight in ties if a != b)
    return place_nodes(graph, dict.fromkeys(graph, 0), dict.fromkeys(graph, 20.0))


@settings(max_examples=30, deadline=None)
@given(edges.flatmap(lambda ties: st.tuples(st.just(ties), st.permutations(ties))))
def test_nodes_stand_in_the_field_each_on_a_spot_of_its_own(drawn):
    ties, turned = drawn
    heaviest = {}
    for a, b, weight in ties:  # of two that tie the same names the heavier, in whatever order they come
        pair = tuple(sorted((a, b)))
        heaviest[pair] = max(weight, heaviest.get(pair, 0))
    places = place([(*pair, weight) for pair, weight in heaviest.items()])
    order = dict.fromkeys(tuple(sorted(tie[:2])) for tie in turned)
    assert place([(*pair, heaviest[pair]) for pair in order]) == places
    assert len(set(places.values())) == len(places)
    assert all(0 <= x <= FIELD[0] and 0 <= y <= FIELD[1] for x, y in places.values())


def test_nothing_has_no_places():
    assert place_nodes(nx.Graph(), {}, {}) == place_labels({}, {}, {}) == {}


def test_a_label_stands_where_it_lies_on_nothing():
    places = {"left": (100.0, 100.0), "right": (140.0, 100.0)}
    sides = place_labels(places, dict.fromkeys(places, 20.0), dict.fromkeys(places, "Slovenia"))
    assert sides == {"left": "left", "right": "right"}
    assert place_labels({"edge": (FIELD[0], 100.0)}, {"edge": 20.0}, {"edge": "Slovenia" * 5}) == {
        "edge": "left"
    }
