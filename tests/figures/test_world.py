"""The world of dots."""

import math
import re
from pathlib import Path

import pandas as pd
import pytest

from dragoman.figures.map_labels import LAYERS
from dragoman.figures.words import shorten_label
from dragoman.figures.world import ASPECT, draw_world, measure_dots, project
from dragoman.knowledge import load_countries

SHEET = Path(__file__).parents[2] / "components" / "style.css"
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
    dots = next(trace for trace in figure.data if trace.name == "countries")
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
    assert [trace.name for trace in figure.data if trace.mode == "lines"][:2] == ["land", "France"]
    assert (drawn[0].x[0], drawn[0].y[0]) == project(*load_countries().position("USA"))


def test_areas_are_as_counts() -> None:
    whole, quarter = measure_dots([400, 100])
    assert whole == pytest.approx(2 * quarter)
    assert measure_dots([]) == []


def test_nothing_named_draws_land_alone() -> None:
    figure, rows = draw_world(make_frame([]))
    assert len(figure.data) == 1
    assert not len(rows)


def test_every_width_has_its_leaders_and_labels_behind_the_dots() -> None:
    """The style sheet counts traces from the end, two a layer."""
    figure, _ = draw_world(make_frame(CODES[:60]))
    names = [trace.name for trace in figure.data]
    drawn = [f"{layer.name} {part}" for layer in LAYERS for part in ("leaders", "labels")]
    assert names == ["land", "countries", *drawn]
    assert all(len(trace.x) for trace in figure.data)


@pytest.mark.parametrize("layer", LAYERS)
def test_the_most_named_and_the_partners_of_the_chosen_have_labels(layer) -> None:
    frame = make_frame([code for code in CODES if load_countries().position(code)][:120])
    frame["count"] = [1000 // (place + 1) for place in range(len(frame))]
    lines = frame.iloc[80:85]
    figure, _ = draw_world(frame, lines, chosen=frame["id"][70], layers=[layer])
    labels = list(figure.data[-1].text)
    assert len(labels) <= layer.most
    assert set(labels) >= {shorten_label(label, 18) for label in (frame["label"][70], *lines["label"])}
    plain, _ = draw_world(frame, layers=[layer])
    assert list(plain.data[-1].text)[: layer.sure] == [
        shorten_label(label, 18) for label in frame["label"][: layer.sure]
    ]


def test_the_style_sheet_gives_the_map_its_shape() -> None:
    sheet = SHEET.read_text("utf-8")
    aspect = float(re.search(r"map_frame \{ aspect-ratio: ([\d.]+);", sheet).group(1))
    assert aspect == pytest.approx(ASPECT, abs=5e-4)


def test_the_style_sheet_changes_labels_at_the_widths_of_the_layers() -> None:
    widths = {
        int(width) for width in re.findall(r"@container map .*?min-width: (\d+)px", SHEET.read_text("utf-8"))
    }
    assert widths == {layer.narrowest for layer in LAYERS[1:]}
