"""The matrix draws its rows, and names as many columns as have room."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from made_pairs import make_pairs, people_and_countries, same_kind, two_kinds

from dragoman.figures.clicks import find_clicked
from dragoman.figures.matrix import draw_matrix


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


def test_a_narrow_matrix_names_every_column_upright():
    wide = make_pairs(*((f"person:{x}", f"country:{y}", 5) for x in range(3) for y in range(40)))
    [narrow] = draw_matrix(wide)[0]["media"]
    label = narrow["option"]["xAxis"]["axisLabel"]
    assert label["rotate"] == 90
    assert "interval" not in label  # that of the wide one, 0, stays: none is left out
    assert draw_matrix(people_and_countries(4))[0]["media"] == []
