"""Networks and matrices of a report are those of the dashboard, drawn by Plotly."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pairs import NASTY, make_pairs, same_kind, two_kinds

from dragoman.figures.matrix import draw_matrix
from dragoman.figures.network import draw_network
from dragoman.figures.plotly_networks import redraw_matrix, redraw_network


@settings(max_examples=15, deadline=None)
@given(same_kind | two_kinds, st.booleans())
def test_a_network_has_the_same_lines_and_nodes_in_the_same_places(pairs, dark):
    option, _ = draw_network(pairs, dark)
    series, traces = option["series"][0], redraw_network(option, dark).data
    places = {node["id"]: (node["x"], node["y"]) for node in series["data"]}
    lines = [tuple(zip(trace.x, trace.y, strict=True)) for trace in traces if trace.mode == "lines"]
    assert lines == [(places[link["source"]], places[link["target"]]) for link in series["links"]]
    marked = [
        place for trace in traces if trace.mode != "lines" for place in zip(trace.x, trace.y, strict=True)
    ]
    assert sorted(marked) == sorted(places.values())


@settings(max_examples=15, deadline=None)
@given(same_kind | two_kinds, st.booleans())
def test_a_matrix_has_the_same_cells_with_the_same_words(pairs, dark):
    option, _ = draw_matrix(pairs, dark)
    cells = option["series"][0]["data"]
    (heat,) = redraw_matrix(option, dark).data
    shades = np.array(heat.z, dtype=float).reshape(len(option["yAxis"]["data"]), len(option["xAxis"]["data"]))
    assert np.isfinite(shades).sum() == len(cells)
    for cell in cells:
        column, row, _, shade = cell["value"]
        assert (shades[row, column], heat.text[row][column]) == (shade, cell["label"]["formatter"])


def test_names_are_never_markup():
    pairs = make_pairs(("person:x", "country:y", 3), label=lambda key: NASTY)
    figures = redraw_network(draw_network(pairs)[0]), redraw_matrix(draw_matrix(pairs)[0])
    for figure in figures:
        assert "&lt;img" in figure.to_json().replace("\\u0026", "&").replace("\\u003c", "<")
        assert "<img" not in figure.to_json().replace("\\u003c", "<")
