"""The field to choose names by, as the server answers it."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import choose, find_picker, list_chosen, read_html, type_name


def test_what_is_typed_is_looked_up_and_only_then(draw, library_folder: Path) -> None:
    app = draw(library_folder, "articles")
    assert "hits" not in find_picker(app, "filter_people")
    (hit,) = type_name(app, "filter_people", "blinkin")
    assert (hit["id"], hit["label"]) == ("person:antony-blinken", "Antony Blinken")
    assert hit["detail"] == "Secretary of State, United States"
    assert find_picker(app, "filter_people")["said"]  # that it is a guess
    assert "hits" not in find_picker(app, "filter_countries")
    assert [hit["label"] for hit in type_name(app, "filter_countries", "ITA")] == ["Italy"]
    assert type_name(app, "filter_countries", "nosuchcountry") == []


@pytest.mark.parametrize(
    ("key", "chosen", "parameter"),
    [
        ("filter_people", "person:antony-blinken", "person"),
        ("filter_countries", "country:ITA", "country"),
        ("filter_groups", "group:nato", "group"),
        ("filter_offices", "foreign minister", "office"),
        ("filter_excluded", "country:ITA", "not"),
        ("filter_excluded_outlets", "Wire", "notoutlet"),
    ],
)
def test_what_is_chosen_is_in_the_link_and_what_is_taken_away_is_not(
    draw, library_folder: Path, key: str, chosen: str, parameter: str
) -> None:
    app = choose(draw(library_folder, "articles"), key, chosen)
    assert app.query_params[parameter] in (chosen, [chosen])
    assert list_chosen(app, key) == [chosen]
    assert parameter not in choose(app, key).query_params


def test_two_fields_one_after_the_other_keep_each_other(draw, library_folder: Path) -> None:
    app = choose(draw(library_folder, "articles"), "filter_people", "person:antony-blinken")
    choose(app, "filter_countries", "country:RUS")
    assert "1 article" in read_html(app)
    assert list_chosen(app, "filter_people") == ["person:antony-blinken"]


def test_a_link_to_a_name_that_the_library_has_not_still_shows_it(draw, library_folder: Path) -> None:
    app = draw(library_folder, "articles", {"person": "person:nobody-knows"})
    assert find_picker(app, "filter_people")["chosen"] == [
        {"id": "person:nobody-knows", "label": "nobody knows"}
    ]


def test_names_to_draw_and_sides_to_compare_are_chosen_alike(draw, library_folder: Path) -> None:
    app = choose(draw(library_folder, "timeline"), "time_lines", "country:ITA", "person:antony-blinken")
    assert app.query_params["line"] == ["country:ITA", "person:antony-blinken"]
    assert [hit["detail"] for hit in type_name(app, "time_lines", "italy")] == ["country"]
    app = choose(draw(library_folder, "compare"), "compare_name_1", "person:antony-blinken")
    assert app.query_params["one.person"] in ("person:antony-blinken", ["person:antony-blinken"])
