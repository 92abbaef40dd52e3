"""Figures draw the rows that they return, the same each time, and nothing in a name is read as markup."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis.measures import find_strength
from dragoman.analysis.pairs import COLUMNS, measure_pairs
from dragoman.figures.arrangement import MOST_NODES, arrange_pairs, find_communities
from dragoman.figures.bars import draw_bars
from dragoman.figures.clicks import find_clicked
from dragoman.figures.layout import FIELD
from dragoman.figures.matrix import draw_matrix
from dragoman.figures.measures import write_measure
from dragoman.figures.network import FAINT, Moment, draw_network
from dragoman.figures.palette import find_colour
from dragoman.figures.timeline import draw_timeline, find_gaps, guess_period
from dragoman.model import KINDS

NASTY = '<img src=x onerror="alert(1)"> {b} {@[2]} & co'


def make_pairs(*triples, label=lambda key: key.partition(":")[2].title()):
    """Pairs as of count_pairs from (a, b, count)."""
    rows = sorted(triples, key=lambda triple: (-triple[2], triple[0], triple[1]))
    frame = pd.DataFrame(rows, columns=["a", "b", "count"]) if rows else pd.DataFrame(columns=["a", "b", "count"])
    for side in ("a", "b"):
        frame[f"{side}_label"] = [label(key) for key in frame[side]]
        frame[f"count_{side}"] = [sum(count for *pair, count in rows if key in pair) for key in frame[side]]
    return frame.reindex(columns=list(COLUMNS))


def people_and_countries(number):
    return make_pairs(*((f"person:p{place}", f"country:c{place % 7}", 1 + place % 11) for place in range(number)))


same_kind = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 50)), max_size=40, unique_by=lambda item: (item[0], item[1])
).map(lambda items: make_pairs(*((f"country:{a:02}", f"country:{b:02}", count) for a, b, count in items if a < b)))
two_kinds = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 50)), max_size=40, unique_by=lambda item: (item[0], item[1])
).map(lambda items: make_pairs(*((f"person:{a:02}", f"country:{b:02}", count) for a, b, count in items)))


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


@settings(max_examples=25, deadline=None)
@given(same_kind | two_kinds, st.booleans())
def test_the_matrix_draws_its_rows(pairs, dark):
    option, rows = draw_matrix(pairs, dark)
    json.dumps(option, allow_nan=False)
    cells = option["series"][0]["data"]
    assert {(tuple(cell["ids"]), cell["value"][2]) for cell in cells} == {
        ((a, b), count) for a, b, count in zip(rows["a"], rows["b"], rows["count"], strict=True)
    }
    assert len(rows) == len(pairs)
    same = len(rows) > 0 and rows["a"].iloc[0][:6] == rows["b"].iloc[0][:6]
    assert len(cells) == len(rows) * (2 if same else 1)
    assert len({tuple(cell["value"][:2]) for cell in cells}) == len(cells)
    for index, cell in enumerate(cells):
        assert find_clicked(option, ("main", index)) == tuple(cell["ids"])


def test_a_click_on_what_is_gone_is_none():
    option, _ = draw_network(people_and_countries(3))
    assert find_clicked(option, None) == ()
    assert find_clicked(option, ("edge", 99)) == ()
    assert find_clicked(option, ("node", -1)) == ()


def test_the_same_pairs_give_the_same_picture_in_any_order():
    pairs = people_and_countries(30)
    option, _ = draw_network(pairs)
    shuffled, _ = draw_network(pairs.sample(frac=1, random_state=1).reset_index(drop=True))
    places = [{node["id"]: (node["x"], node["y"]) for node in chart["series"][0]["data"]} for chart in (option, shuffled)]
    assert places[0] == places[1]


def test_nodes_do_not_lie_on_one_another():
    option, _ = draw_network(people_and_countries(60))
    nodes = option["series"][0]["data"]
    points = np.array([(node["x"], node["y"]) for node in nodes])
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    room = np.array([node["symbolSize"] / 2 for node in nodes])
    np.fill_diagonal(apart, 999)
    assert (apart > (room[:, None] + room[None]) * 0.9).all()


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


def test_a_narrow_matrix_names_as_many_columns_as_have_room():
    wide = make_pairs(*((f"person:{x}", f"country:{y}", 5) for x in range(3) for y in range(40)))
    [narrow] = draw_matrix(wide)[0]["media"]
    label = narrow["option"]["xAxis"]["axisLabel"]
    assert (label["rotate"], label["interval"]) == (90, 1)  # each second
    assert draw_matrix(people_and_countries(4))[0]["media"] == []


def test_the_network_holds_at_most_300_nodes():
    pairs = make_pairs(*((f"person:{place}", f"country:{place}", 5) for place in range(400)))
    option, rows = draw_network(pairs, most=1000)
    assert len(option["series"][0]["data"]) == MOST_NODES
    assert len(rows) == MOST_NODES / 2


def test_communities_are_named_by_their_members():
    left = [(f"country:a{x}", f"country:a{y}", 20) for x in range(4) for y in range(x + 1, 4)]
    right = [(f"country:b{x}", f"country:b{y}", 10) for x in range(3) for y in range(x + 1, 3)]
    option, _ = draw_network(make_pairs(*left, *right, ("country:a0", "country:b0", 1)), colour_by="group")
    assert [category["name"] for category in option["series"][0]["categories"]] == ["A0, A1 and 2 more", "B0, B1 and 1 more"]
    groups = {node["id"]: node["category"] for node in option["series"][0]["data"]}
    assert {groups[f"country:a{x}"] for x in range(4)} == {0}
    assert {groups[f"country:b{x}"] for x in range(3)} == {1}


def measured(pairs, total=400):
    """Pairs with what the measures need."""
    frame = pairs.assign(total=total)
    numbers = (frame[name].to_numpy() for name in ("count", "count_a", "count_b", "total"))
    return frame.assign(**dict(zip(COLUMNS[8:15], measure_pairs(*numbers), strict=True)))


@pytest.mark.parametrize("measure", ["count", "jaccard", "npmi", "likelihood"])
def test_width_and_shade_go_by_the_measure(measure):
    pairs = measured(people_and_countries(40))
    strength = find_strength(measure, pairs["count"], pairs["count_a"], pairs["count_b"], pairs["total"])
    option, rows = draw_network(pairs, measure=measure)
    widths = [link["lineStyle"]["width"] for link in option["series"][0]["links"]]
    weights = np.clip(np.nan_to_num(strength), 0, None)[: len(rows)]
    assert [widths[place] for place in np.argsort(weights, kind="stable")] == sorted(widths)
    json.dumps(option, allow_nan=False)
    option, rows = draw_matrix(pairs, measure=measure)
    json.dumps(option, allow_nan=False)
    assert list(rows.columns) == list(pairs.columns)
    said = {cell["label"]["formatter"] for cell in option["series"][0]["data"]}
    assert ("" in said) == bool(np.isnan(strength).any())


def test_a_measure_reads_with_its_interval_or_says_that_it_cannot():
    row = measured(make_pairs(("person:x", "country:y", 10))).assign(count_a=40, count_b=20, total=200)
    row = row.assign(**dict(zip(COLUMNS[8:15], measure_pairs(*(row[name].to_numpy() for name in COLUMNS[4:8])), strict=True)))
    first = row.to_dict("records")[0]
    assert write_measure(first, "count") == "10 articles"
    assert write_measure(first, "jaccard") == "overlap 20 % (11 to 33 %)"
    assert write_measure(first, "npmi") == "tie 0.31 (0.09 to 0.62)"
    assert write_measure(first, "likelihood") == "log-likelihood 10.2"
    assert write_measure(first | {"count": 2}, "npmi") == "tie: too few to say"


def test_nothing_moves_while_a_window_does():
    pairs = people_and_countries(30)
    stand = arrange_pairs(pairs)
    whole, _ = draw_network(pairs)
    moment = Moment(stand.rows.head(3).assign(count=1), {stand.rows["a"][0]: 4}, 9.0, 11)
    option, rows = draw_network(pairs, arrangement=stand, moment=moment)
    places = [{node["id"]: (node["x"], node["y"]) for node in chart["series"][0]["data"]} for chart in (whole, option)]
    assert places[0] == places[1]
    assert len(option["series"][0]["links"]) == len(rows) == 3
    faint = {node["id"] for node in option["series"][0]["data"] if node["itemStyle"].get("opacity") == FAINT}
    assert faint == set(places[0]) - {stand.rows["a"][0]}
    assert find_clicked(option, ("edge", 1)) == tuple(rows.loc[1, ["a", "b"]])


def test_the_neighbours_of_a_name_are_its_own_and_theirs():
    pairs = people_and_countries(60)
    name = pairs["b"][0]
    ordered = pd.concat([pairs[pairs["b"] == name], pairs[pairs["b"] != name]])
    assert set(arrange_pairs(ordered[ordered["b"] == name], 40, around=name).rows["b"]) == {name}
    near = pd.DataFrame([{"a": row["a"], "b": "country:far"} for row in pairs.to_dict("records") if row["b"] == name][:2])
    far = arrange_pairs(pd.concat([ordered, pairs.head(2).assign(**near.to_dict("list"), b_label="Far")]), 40, around=name).rows
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


def make_timeline(*months, ids=("",)):
    rows = [
        {
            "period": pd.Timestamp(2021, month, 1),
            "count": place,
            "coverage": 10,
            "share": place / 10,
            "low": 0.0,
            "high": 1.0,
            "id": id,
            "label": id,
        }
        for id in ids
        for place, month in enumerate(months)
    ]
    return pd.DataFrame(rows)


def test_bars_over_time_are_the_rows():
    frame = make_timeline(1, 2, 5)[["period", "count"]]
    figure, rows = draw_timeline(frame, period="month")
    assert list(figure.data[0].y) == rows["count"].tolist() == [0, 1, 2]
    assert [point[1] for point in figure.data[0].customdata] == ["2021-01-01", "2021-02-01", "2021-05-01"]
    shaded = [(shape.x0, shape.x1) for shape in figure.layout.shapes]
    assert shaded == [(date(2021, 3, 1), date(2021, 5, 1))]


def test_gaps_break_lines_and_zeros_do_not():
    figure, _ = draw_timeline(make_timeline(1, 2, 5, ids=("country:FRA", "country:ISR")), period="month")
    line = list(figure.data[0].y)
    assert line[:2] == [0, 1]
    assert np.isnan(line[2:4]).all()
    assert line[4] == 2
    assert not figure.data[0].connectgaps
    assert figure.layout.showlegend


def test_a_share_has_its_interval():
    figure, _ = draw_timeline(make_timeline(1, 2, 3).drop(columns=["id", "label"]), share=True)
    assert list(figure.data[0].y) == [0, 0.1, 0.2]
    assert list(figure.data[0].error_y.array) == pytest.approx([1, 0.9, 0.8])


@pytest.mark.parametrize("columns", [["period", "count"], ["period", "id", "label", "count", "coverage", "share", "low", "high"]])
def test_an_empty_timeline_draws(columns):
    figure, rows = draw_timeline(pd.DataFrame(columns=columns).astype({"period": "datetime64[s]"}))
    assert len(figure.data) == len(rows) == 0


@pytest.mark.parametrize(
    ("days", "period"),
    [
        (["2021-01-01", "2022-01-01"], "year"),
        (["2021-01-01", "2021-04-01"], "quarter"),
        (["2021-01-01", "2021-02-01"], "month"),
        (["2021-01-04", "2021-01-11"], "week"),
        (["2021-01-04", "2021-01-12"], "day"),
        ([], "month"),
    ],
)
def test_the_length_of_periods_shows(days, period):
    assert guess_period(pd.DatetimeIndex(days)) == period


def test_gaps_are_joined():
    covered = pd.DatetimeIndex(["2021-01-01", "2021-02-01", "2021-06-01", "2021-08-01"])
    assert find_gaps(covered, "month") == [(date(2021, 3, 1), date(2021, 6, 1)), (date(2021, 7, 1), date(2021, 8, 1))]


def test_bars_have_the_colour_of_their_kind():
    frame = pd.DataFrame({"id": [f"{kind}:x" for kind in KINDS], "label": [NASTY] * 4, "count": [4, 3, 2, 1]})
    figure, rows = draw_bars(frame, dark=True)
    assert list(figure.data[0].marker.color) == [find_colour(kind, True) for kind in KINDS]
    assert list(figure.data[0].x) == rows["count"].tolist()
    assert all("<img" not in text for text in figure.data[0].hovertext)
    assert all("<img" not in text for text in figure.layout.yaxis.ticktext)


def test_kinds_keep_apart_in_every_kind_of_sight():
    """No two kinds have the same lightness and hue for the commonest colour blindness (Viénot's matrices on linear RGB)."""
    matrices = {
        "deuteranopia": np.array([[0.29275, 0.70725, -0.02234], [0.29275, 0.70725, -0.02234], [0, 0, 1]]),
        "protanopia": np.array([[0.10889, 0.89111, 0], [0.10889, 0.89111, 0], [0.00447, -0.00447, 1]]),
        "full sight": np.eye(3),
    }
    for dark in (False, True):
        colours = [np.array([int(find_colour(kind, dark)[place : place + 2], 16) / 255 for place in (1, 3, 5)]) ** 2.2 for kind in KINDS]
        for matrix in matrices.values():
            seen = [np.clip(matrix @ colour, 0, 1) ** (1 / 2.2) for colour in colours]
            assert min(np.abs(a - b).max() for place, a in enumerate(seen) for b in seen[:place]) > 0.1
