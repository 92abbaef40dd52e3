"""Figures draw the rows that they return, the same each time, and nothing in a name is read as markup."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pairs import NASTY, make_pairs, people_and_countries, same_kind, two_kinds

from dragoman.figures.arrangement import MOST_NODES, arrange_pairs
from dragoman.figures.clicks import find_clicked
from dragoman.figures.layout import FIELD
from dragoman.figures.matrix import draw_matrix
from dragoman.figures.network import FAINT, Moment, draw_network


@settings(max_examples=25, deadline=None)
@given(same_kind | two_kinds, st.booleans())
def test_the_network_draws_its_rows(pairs, dark):
    option, rows = draw_network(pairs, dark)
    json.dumps(option, allow_nan=False)
    series = option["series"][0]
    assert [(link["source"], link["target"], link["value"]) for link in series["links"]] == list(
        zip(rows["a"], rows["b"], rows["count"], strict=True)
    )
    assert {node["id"] for node in series["data"]} == set(rows["a"]) | set(rows["b"])
    assert all(0 <= node["x"] <= FIELD[0] and 0 <= node["y"] <= FIELD[1] for node in series["data"])
    for index, link in enumerate(series["links"]):
        assert find_clicked(option, ("edge", index)) == (link["source"], link["target"])
    for index, node in enumerate(series["data"]):
        assert find_clicked(option, ("node", index)) == (node["id"],)


def test_a_narrow_chart_draws_the_same_nodes_drawn_together():
    option, _ = draw_network(people_and_countries(60))
    narrow, narrowest = [entry["option"]["series"][0]["data"] for entry in option["media"]]
    nodes = option["series"][0]["data"]
    for drawn in (narrow, narrowest):
        assert [(node["id"], node["y"]) for node in drawn] == [(node["id"], node["y"]) for node in nodes]
    wide, slim, slimmest = (np.ptp([node["x"] for node in drawn]) for drawn in (nodes, narrow, narrowest))
    assert slimmest < slim < wide
    assert slim < np.ptp([node["y"] for node in nodes])
    assert [node["label"]["position"] for node in narrowest] != [node["label"]["position"] for node in nodes]


def test_the_network_holds_at_most_300_nodes():
    pairs = make_pairs(*((f"person:{place}", f"country:{place}", 5) for place in range(400)))
    option, rows = draw_network(pairs, most=1000)
    assert len(option["series"][0]["data"]) == MOST_NODES
    assert len(rows) == MOST_NODES / 2


def test_nothing_moves_while_a_window_does():
    pairs = people_and_countries(30)
    stand = arrange_pairs(pairs)
    whole, _ = draw_network(pairs)
    moment = Moment(stand.rows.head(3).assign(count=1), {stand.rows["a"][0]: 4}, 9.0, 11)
    option, rows = draw_network(pairs, arrangement=stand, moment=moment)
    places = [
        {node["id"]: (node["x"], node["y"]) for node in chart["series"][0]["data"]}
        for chart in (whole, option)
    ]
    assert places[0] == places[1]
    assert len(option["series"][0]["links"]) == len(rows) == 3
    faint = {node["id"] for node in option["series"][0]["data"] if node["itemStyle"].get("opacity") == FAINT}
    assert faint == set(places[0]) - {stand.rows["a"][0]}
    assert find_clicked(option, ("edge", 1)) == tuple(rows.loc[1, ["a", "b"]])


@pytest.mark.parametrize("draw", [draw_network, draw_matrix])
def test_names_are_never_markup(draw):
    option, _ = draw(make_pairs(("person:x", "country:y", 3), label=lambda key: NASTY))
    items = option["series"][0]["data"] + option["series"][0].get("links", [])
    for tip in (item["tooltip"]["formatter"] for item in items):
        assert "<img" not in tip
        assert "{" not in tip
        assert "&lt;img" in tip


def test_the_selection_is_drawn():
    pairs = people_and_countries(5)
    pair = (pairs["b"][0], pairs["a"][0])
    option, _ = draw_network(pairs, selection=pair)
    assert [link["selected"] for link in option["series"][0]["links"]].count(True) == 1
    option, _ = draw_matrix(pairs, selection=pair)
    assert [cell["selected"] for cell in option["series"][0]["data"]].count(True) == 1
