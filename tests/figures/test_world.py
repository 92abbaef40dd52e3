"""The world of dots."""

import math
import re
from pathlib import Path

import pandas as pd
import pytest

from dragoman.figures.world import ASPECT, draw_world, measure_dots, place_labels, project
from dragoman.knowledge import load_countries

CODES = list(load_countries().by_code)


def make_frame(codes):
    rows = [
        (f"country:{code}", load_countries().name(code), 3 + 7 * place) for place, code in enumerate(codes)
    ]
    return pd.DataFrame(rows, columns=["id", "label", "count"])


def test_the_projection_has_the_published_shape() -> None:
    """Height 0.48671 of the width, poles as lines of 0.59247 of the equator's length."""
    (right, _), (_, top), (pole, _) = project(0, 180), project(90, 0), project(90, 180)
    assert top / right == pytest.approx(0.48671, abs=5e-5)
    assert pole / right == pytest.approx(0.59247, abs=5e-5)


def test_the_projection_keeps_areas() -> None:
    """A small cell of the globe has the area on paper that it has on the globe, wherever it lies."""
    step = 0.01
    for latitude in (-60, -20, 0, 35, 70):
        for longitude in (-150, 0, 60):
            across = [
                b - a
                for a, b in zip(
                    project(latitude, longitude), project(latitude, longitude + step), strict=True
                )
            ]
            up = [
                b - a
                for a, b in zip(
                    project(latitude, longitude), project(latitude + step, longitude), strict=True
                )
            ]
            area = abs(across[0] * up[1] - across[1] * up[0])
            assert area == pytest.approx(
                math.radians(step) ** 2 * math.cos(math.radians(latitude + step / 2)), rel=1e-3
            )


def test_every_country_with_a_capital_is_drawn_at_it() -> None:
    frame = make_frame(CODES)
    figure, rows = draw_world(frame)
    dots = figure.data[-1]
    assert list(rows["id"]) == [point[0] for point in dots.customdata]
    assert len(rows) == len(dots.x) >= 195
    for code, x, y in zip(rows["id"], dots.x, dots.y, strict=True):
        assert (x, y) == project(*load_countries().position(code.partition(":")[2]))


def test_lines_go_from_the_chosen_to_the_others() -> None:
    frame = make_frame(["USA", "FRA", "ISR", "RUS"])
    lines = pd.DataFrame(
        {"id": ["country:FRA", "country:XXX"], "label": ["France", "Nowhere"], "count": [4, 2]}
    )
    figure, _ = draw_world(frame, lines, True, chosen="country:USA")
    drawn = [trace for trace in figure.data if trace.name == "France"]
    assert len(drawn) == 1
    assert len(figure.data) == 3
    assert (drawn[0].x[0], drawn[0].y[0]) == project(*load_countries().position("USA"))


def test_labels_do_not_overlap_and_the_largest_have_one() -> None:
    frame = make_frame(CODES[:120])
    frame["count"] = [1000 // (place + 1) for place in range(len(frame))]
    points = [
        project(*(load_countries().position(code.partition(":")[2]) or (0.0, 0.0))) for code in frame["id"]
    ]
    where = place_labels(points, measure_dots(frame["count"]), list(frame["label"]), range(len(points)))
    assert where[0]
    assert 5 <= sum(map(bool, where)) <= 40


def test_the_chosen_country_is_named_among_larger_neighbours() -> None:
    points, sizes, labels = (
        [(0.0, 0.0), (0.02, 0.0), (-0.02, 0.0)],
        [12.0, 60.0, 60.0],
        ["Chosen", "Large", "Larger"],
    )
    assert not place_labels(points, sizes, labels, range(3))[0]
    assert place_labels(points, sizes, labels, range(3), sure=True)[0]


def test_areas_are_as_counts() -> None:
    whole, quarter = measure_dots([400, 100])
    assert whole == pytest.approx(2 * quarter)
    assert measure_dots([]) == []


def test_nothing_named_draws_land_alone() -> None:
    figure, rows = draw_world(make_frame([]))
    assert len(figure.data) == 1
    assert not len(rows)


def test_the_style_sheet_gives_the_map_its_shape() -> None:
    sheet = (Path(__file__).parents[2] / "components" / "style.css").read_text("utf-8")
    aspect = float(re.search(r"map_frame \{ aspect-ratio: ([\d.]+);", sheet).group(1))
    assert aspect == pytest.approx(ASPECT, abs=5e-4)
