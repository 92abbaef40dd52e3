"""Where names lie on a network: apart, in the same places each time, in groups."""

import numpy as np
import pandas as pd
from made_pairs import make_pairs, people_and_countries

from dragoman.figures.arrangement import arrange_pairs, find_communities
from dragoman.figures.network import draw_network


def test_the_same_pairs_give_the_same_picture_in_any_order():
    pairs = people_and_countries(30)
    option, _ = draw_network(pairs)
    shuffled, _ = draw_network(pairs.sample(frac=1, random_state=1).reset_index(drop=True))
    places = [
        {node["id"]: (node["x"], node["y"]) for node in chart["series"][0]["data"]}
        for chart in (option, shuffled)
    ]
    assert places[0] == places[1]


def test_nodes_do_not_lie_on_one_another():
    option, _ = draw_network(people_and_countries(60))
    nodes = option["series"][0]["data"]
    points = np.array([(node["x"], node["y"]) for node in nodes])
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    room = np.array([node["symbolSize"] / 2 for node in nodes])
    np.fill_diagonal(apart, 999)
    assert (apart > (room[:, None] + room[None]) * 0.9).all()


def test_communities_are_named_by_their_members():
    left = [(f"country:a{x}", f"country:a{y}", 20) for x in range(4) for y in range(x + 1, 4)]
    right = [(f"country:b{x}", f"country:b{y}", 10) for x in range(3) for y in range(x + 1, 3)]
    option, _ = draw_network(make_pairs(*left, *right, ("country:a0", "country:b0", 1)), colour_by="group")
    assert [category["name"] for category in option["series"][0]["categories"]] == [
        "A0, A1 and 2 more",
        "B0, B1 and 1 more",
    ]
    groups = {node["id"]: node["category"] for node in option["series"][0]["data"]}
    assert {groups[f"country:a{x}"] for x in range(4)} == {0}
    assert {groups[f"country:b{x}"] for x in range(3)} == {1}


def test_the_neighbours_of_a_name_are_its_own_and_theirs():
    pairs = people_and_countries(60)
    name = pairs["b"][0]
    ordered = pd.concat([pairs[pairs["b"] == name], pairs[pairs["b"] != name]])
    assert set(arrange_pairs(ordered[ordered["b"] == name], 40, around=name).rows["b"]) == {name}
    near = pd.DataFrame(
        [{"a": row["a"], "b": "country:far"} for row in pairs.to_dict("records") if row["b"] == name][:2]
    )
    far = arrange_pairs(
        pd.concat([ordered, pairs.head(2).assign(**near.to_dict("list"), b_label="Far")]), 40, around=name
    ).rows
    own = far[far["b"] == name]
    assert 0 < len(own) <= 14
    assert set(far["a"]) <= set(own["a"])
    assert "country:far" in set(far["b"])


def test_300_names_are_placed_apart():
    chance = np.random.default_rng(3)
    pairs = make_pairs(
        *{
            (f"person:{a}", f"country:{b}", int(chance.integers(1, 60)))
            for a, b in zip(range(220), chance.integers(0, 80, 220), strict=True)
        }
    )
    option, _ = draw_network(pairs, most=600, field=(960, 620))
    nodes = option["series"][0]["data"]
    points = np.array([(node["x"], node["y"]) for node in nodes])
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, 999)
    assert len(nodes) > 250
    assert np.median(apart.min(axis=1)) > 12


def test_an_empty_network_has_no_communities():
    import networkx as nx

    assert find_communities(nx.Graph()) == {}
