"""The switches of the sidebar for the ways in which a mention names somebody."""

from __future__ import annotations

from pathlib import Path

from dragoman.model import ROUTES


def test_a_way_is_switched_off_on_screen_and_comes_back(draw, library_folder: Path) -> None:
    page = draw(library_folder, "connections", {"unit": "article", "off": "lexicon"})
    ways = page.session_state["filter_ways"]
    assert {"place", "demonym", "surname"} <= {*ways} < {*ROUTES}
    page.button_group(key="filter_ways").set_value([way for way in ways if way != "surname"]).run()
    assert not page.exception
    assert page.query_params["off"] == ["surname", "lexicon"]  # what another link switched off stays off
    page.button_group(key="filter_ways").set_value(ways).run()
    assert page.query_params["off"] == "lexicon"
