"""Compare, as Streamlit draws it."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from drawing import choose, read_html

from components.comparison import open_points
from dragoman.model import Filter, View
from dragoman.view import to_query

SIDES = {
    "name": (Filter(people=("person:antony-blinken",)), Filter(countries=("country:RUS",))),
    "period": (
        Filter(start=date(2021, 1, 1), end=date(2021, 12, 31)),
        Filter(start=date(2022, 1, 1), end=date(2022, 12, 31)),
    ),
    "outlet": (Filter(outlets=("Sample Wire",)), Filter(outlets=("Sample Courier",))),
}


def draw_view(draw, folder: Path, view: View):
    return draw(folder, view.page, {name: value for name, value in to_query(view).items() if name != "page"})


@pytest.mark.parametrize("compared", list(SIDES))
@pytest.mark.parametrize("listed", ["person", "country", "organization", "topic", "pair"])
def test_each_number_opens_its_rows(draw, library_folder: Path, compared: str, listed: str) -> None:
    view = View("compare", compared=compared, sides=SIDES[compared], listed=listed, unit="article")
    shown = read_html(draw_view(draw, library_folder, view))
    numbers = re.findall(r'<a href="(compare\?[^"]*)" title="(\d+) article[^"]*"', shown)
    numbers += [
        (href, number)
        for href, number in re.findall(
            r'<a class="d-figure" href="(compare\?[^"]*)"[^>]*><b>(\d+)</b>', shown
        )
    ]
    assert len(numbers) >= 2
    for href, number in numbers[:4]:
        query = parse_qs(urlsplit(html.unescape(href)).query)
        opened = read_html(draw(library_folder, "compare", query))
        assert opened.count('class="d-row"') == int(number)


@pytest.mark.parametrize("compared", list(SIDES))
def test_something_is_compared_before_anything_is_chosen(draw, library_folder: Path, compared: str) -> None:
    app = draw_view(draw, library_folder, View("compare", compared=compared))
    assert len(app.get("plotly_chart")) == 1
    assert "Everything" not in read_html(app)


def test_the_widgets_write_both_sides(draw, library_folder: Path) -> None:
    app = draw_view(draw, library_folder, View("compare", sides=SIDES["name"]))
    choose(app, "compare_name_2", "country:ITA")
    assert not app.exception
    assert app.query_params["one.person"] in ("person:antony-blinken", ["person:antony-blinken"])
    assert app.query_params["two.country"] in ("country:ITA", ["country:ITA"])


def test_a_point_opens_the_rows_of_its_side(draw, library_folder: Path) -> None:
    view = open_points(View("compare", sides=SIDES["name"], period="month"), (("two", date(2022, 1, 1)),))
    assert (view.side, view.opened) == (2, (date(2022, 1, 1), date(2022, 1, 31)))
    shown = read_html(draw_view(draw, library_folder, view))
    assert "Russia, January 2022: 1 article" in shown
    assert shown.count('class="d-row"') == 1
    assert open_points(view, ()).side == 0
