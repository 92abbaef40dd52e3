"""What was clicked on a chart: whom a node, an edge or a point stands for."""

from datetime import date

import pytest
from made_pairs import people_and_countries

from dragoman.figures.clicks import find_change, find_clicked, find_points
from dragoman.figures.network import draw_network


def test_a_click_on_what_is_gone_is_none():
    option, _ = draw_network(people_and_countries(3))
    assert find_clicked(option, None) == ()
    assert find_clicked(option, ("edge", 99)) == ()
    assert find_clicked(option, ("node", -1)) == ()


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ([{"customdata": ["topic:a", "2021-01-01"]}], (("topic:a", date(2021, 1, 1)),)),
        ([{"customdata": {"0": "", "1": "2021-01-01"}}], (("", date(2021, 1, 1)),)),
        ([{"customdata": ["topic:a", "someday"]}, {"x": 1}, {"customdata": ["alone"]}], ()),
        ([], ()),
    ],
)
def test_points_carry_who_and_when(points, found):
    assert find_points(points) == found


@pytest.mark.parametrize(
    "point", [{}, {"customdata": ["a", "b"]}, {"customdata": ["a", "b", 3]}, {"customdata": None}]
)
def test_what_carries_no_pair_is_no_click(point):
    assert find_change(point) is None
