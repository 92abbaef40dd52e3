"""The Connections page, as Streamlit draws it: measures, useful pairs, neighbours, the time player."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from drawing import choose, find_button, list_chosen, read_html

from components.pair_settings import PRESETS, show_neighbours, use_preset
from components.pairs import prepare_pairs
from components.player import align_window
from dragoman.analysis.library import Library
from dragoman.analysis.pairs import count_pairs
from dragoman.model import Filter, Network, View
from dragoman.view import to_query

ROME = {"kinds": ["person", "country"], "unit": "article"}


def draw_view(draw, folder: Path, view: View):
    return draw(
        folder, "connections", {name: value for name, value in to_query(view).items() if name != "page"}
    )


def list_ranked(shown: str) -> list[str]:
    """The values beside the strongest pairs."""
    return re.findall(r'class="d-value"[^>]*>([^<]*)<', shown)


@pytest.mark.parametrize("chart", ["network", "matrix", "table"])
@pytest.mark.parametrize("measure", ["count", "jaccard", "npmi", "likelihood"])
def test_each_chart_draws_by_each_measure(draw, library_folder: Path, chart: str, measure: str) -> None:
    app = draw(library_folder, "connections", ROME | {"chart": chart, "measure": measure})
    assert app.selectbox(key="pairs_measure").value == measure
    assert app.segmented_control(key="pairs_chart").value == chart


def test_links_of_before_still_say_the_chart(draw, library_folder: Path) -> None:
    app = draw(library_folder, "connections", {"sort": "matrix"})
    assert app.segmented_control(key="pairs_chart").value == "matrix"
    app.segmented_control(key="pairs_chart").set_value("table").run()
    assert app.query_params["chart"] in ("table", ["table"])
    assert "sort" not in app.query_params


def test_too_few_to_say_is_said(draw, library_folder: Path) -> None:
    library = Library(str(library_folder))
    few = count_pairs(library.tables(), Filter(), unit="article", measure="npmi")
    shown = read_html(draw(library_folder, "connections", ROME | {"measure": "npmi", "own": "with"}))
    missing = few.attrs["found"] - few.attrs["said"]
    assert missing > 0
    assert f"Of {missing} more pairs there are too few articles to say it" in shown
    assert len(list_ranked(shown)) == few.attrs["said"]
    table = (
        draw(library_folder, "connections", ROME | {"measure": "npmi", "chart": "table", "own": "with"})
        .dataframe[0]
        .value
    )
    assert list(table["value"]).count("too few to say") == missing


def test_the_measure_is_explained(draw, library_folder: Path) -> None:
    app = draw(library_folder, "connections")
    assert "it has no interval" in read_html(app)
    app.selectbox(key="pairs_measure").select("likelihood").run()
    assert "3.8 and more at 95 %" in read_html(app)
    assert app.query_params["measure"] in ("likelihood", ["likelihood"])


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_useful_pairs_are_one_click(draw, library_folder: Path, preset) -> None:
    app = draw(library_folder, "connections", {"unit": "article", "kinds": ["organization", "organization"]})
    pills = next(item for item in app.get("button_group") if item.key == "pairs_preset")
    assert pills.value is None
    pills.set_value(preset.name).run()
    assert not app.exception
    assert tuple(app.selectbox(key=f"pairs_{side}").value for side in ("first", "second")) == preset.kinds
    assert next(item for item in app.get("button_group") if item.key == "pairs_preset").value == preset.name
    assert app.segmented_control(key="pairs_unit").value == "article"


def test_a_preset_keeps_what_else_is_asked() -> None:
    view = View(
        "connections",
        Filter(outlets=("A",), officials_only=True),
        network=Network("person:x"),
        unit="article",
    )
    for preset in PRESETS:
        chosen = use_preset(view, preset)
        assert chosen.filter == replace(
            view.filter, officials_only=preset.officials_only, rolled_up=preset.rolled_up
        )
        assert bool(chosen.network.around) == ("person" in preset.kinds)
        assert chosen.unit == "article"


def test_officials_count_as_their_countries(draw, library_folder: Path) -> None:
    dyads = {"kinds": ["country", "country"], "unit": "sentence"}
    plain = read_html(draw(library_folder, "connections", dyads))
    app = draw(library_folder, "connections", dyads | {"rollup": "1"})
    assert app.toggle(key="filter_rolled_up").value
    rolled = read_html(app)
    assert re.search(r"and</span> <a [^>]*><bdi>United States", rolled)
    assert sum(map(int, list_ranked(rolled))) > sum(map(int, list_ranked(plain)))
    opened = read_html(
        draw(library_folder, "connections", dyads | {"rollup": "1", "select": ["country:ISR", "country:USA"]})
    )
    number = int(re.search(r"named in the same sentence in (\d+) article", opened).group(1))
    assert opened.count('class="d-row"') == number > 0
    assert "named through its official" in opened


def test_only_the_neighbours_of_a_name(draw, library_folder: Path) -> None:
    app = draw(library_folder, "connections", ROME | {"around": "person:antony-blinken"})
    assert list_chosen(app, "pairs_around") == ["person:antony-blinken"]
    assert "named in the same article, within 1 step of Antony Blinken, in " in read_html(app)
    names = re.findall(r'class="d-value" href="([^"]*)"', read_html(app))
    assert names
    assert all("person%3Aantony-blinken" in href.partition("select=")[2] for href in names)
    app.segmented_control(key="pairs_steps").set_value(2).run()
    assert len(re.findall('class="d-bar"', read_html(app))) > len(names)
    choose(app, "pairs_around")
    assert "around" not in app.query_params


def test_a_selected_name_offers_its_neighbours(draw, library_folder: Path) -> None:
    app = draw(library_folder, "connections", ROME | {"select": "country:ITA"})
    find_button(app, "neighbours").click().run()
    assert app.query_params["around"] in ("country:ITA", ["country:ITA"])
    assert not app.exception


def test_neighbours_of_another_kind_change_the_kinds() -> None:
    assert show_neighbours(View(), "topic:sanctions").kinds == ("topic", "country")
    assert show_neighbours(View(), "country:ISR").kinds == ("person", "country")
    assert show_neighbours(View(network=Network("country:ISR")), "") == View()


def test_the_time_player_goes_through_the_months(draw, library_folder: Path) -> None:
    app = draw(library_folder, "connections", ROME)
    app.segmented_control(key="player_step").set_value("month").run()
    assert app.query_params["opened"] == ["2022-01-01", "2022-01-31"]
    assert find_button(app, "player_forward").disabled
    find_button(app, "player_back").click().run()
    assert app.query_params["opened"] == ["2021-06-01", "2021-06-30"]
    assert "June 2021: 2 articles." in read_html(app)
    app.select_slider(key="player_place").set_value("2022-01-01").run()
    assert app.query_params["opened"] == ["2022-01-01", "2022-01-31"]
    app.segmented_control(key="player_step").set_value("year").run()
    assert app.query_params["opened"] == ["2022-01-01", "2022-12-31"]
    app.segmented_control(key="player_step").set_value("all").run()
    assert "opened" not in app.query_params


def test_a_number_of_a_window_opens_its_rows_of_that_window(draw, library_folder: Path) -> None:
    window = {"opened": ["2021-06-01", "2021-06-30"]}
    june = read_html(draw(library_folder, "connections", ROME | window))
    for href, number in re.findall(r'class="d-value" href="connections\?([^"]*)"[^>]*>(\d+)<', june):
        pair = re.findall(r"select=([^&]*)", href.replace("&amp;", "&"))
        assert "opened=2021-06-01" in href
        opened = read_html(
            draw(
                library_folder,
                "connections",
                ROME | window | {"select": [item.replace("%3A", ":") for item in pair]},
            )
        )
        assert opened.count('class="d-row"') == int(number)


def test_a_window_is_a_whole_period() -> None:
    view = View(opened=(date(2021, 6, 9), date(2021, 6, 10)), period="quarter")
    assert align_window(view).opened == (date(2021, 4, 1), date(2021, 6, 30))
    assert align_window(replace(view, period="day")).opened == (date(2021, 6, 1), date(2021, 6, 30))
    assert align_window(View()) == View()


def test_the_strength_slider_says_what_is_drawn(draw, library_folder: Path) -> None:
    app = draw(library_folder, "connections", ROME | {"drawn": "4", "colour": "group", "own": "with"})
    assert app.slider(key="pairs_drawn").value == 4
    assert "The 4 strongest of 6 pairs" in read_html(app)
    assert "Countries: squares" in read_html(app)
    app.slider(key="pairs_drawn").set_value(5).run()
    assert app.query_params["drawn"] in ("5", ["5"])


def test_a_measure_of_which_nothing_can_be_said_says_so(draw, library_folder: Path) -> None:
    for chart in ("network", "matrix"):
        shown = read_html(
            draw(
                library_folder,
                "connections",
                {"kinds": ["country", "topic"], "measure": "npmi", "chart": chart},
            )
        )
        assert "too few articles to say it. Choose the count" in shown


def test_pairs_with_their_own_country_stand_aside_until_asked_for(draw, library_folder: Path) -> None:
    app = draw(library_folder, "connections", ROME)
    shown = read_html(app)
    assert "with their own country stand aside." in shown
    assert not app.toggle(key="pairs_own").value
    app.toggle(key="pairs_own").set_value(True).run()
    assert app.query_params["own"] in ("with", ["with"])
    assert "stand aside" not in read_html(app)
    others = draw(library_folder, "connections", ROME | {"kinds": ["country", "country"]})
    assert "pairs_own" not in [toggle.key for toggle in others.toggle]


def test_an_open_pair_is_drawn_however_weak_it_is(library_folder: Path) -> None:
    library = Library(str(library_folder))
    whole = count_pairs(library.tables(), Filter(), unit="article")
    for a, b in zip(whole["a"], whole["b"], strict=True):
        view = View("connections", unit="article", selection=(b, a), own="with", network=Network(drawn=3))
        rows = prepare_pairs(view, library, whole, whole).stand.rows
        assert (a, b) in set(zip(rows["a"], rows["b"], strict=True))
        assert len(rows) <= 4
