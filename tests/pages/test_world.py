"""The World page, as Streamlit draws it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from drawing import read_html

from components.world import find_country


def open_link(draw, folder: Path, href: str) -> str:
    return read_html(draw(folder, "world", parse_qs(urlsplit(html.unescape(href)).query)))


def test_each_number_opens_its_rows(draw, library_folder: Path) -> None:
    shown = read_html(draw(library_folder, "world", {"unit": "article"}))
    bars = re.findall(r'class="d-value" href="(world\?[^"]*)"[^>]*>(\d+)<', shown)
    assert len(bars) == 3
    for href, number in bars:
        opened = open_link(draw, library_folder, href)
        assert opened.count('class="d-row"') == int(number)
        for pair, together in re.findall(r'class="d-value" href="(world\?[^"]*)"[^>]*>(\d+)<', opened):
            assert open_link(draw, library_folder, pair).count('class="d-row"') == int(together)


def test_a_map_is_drawn(draw, library_folder: Path) -> None:
    app = draw(library_folder, "world", {"select": "country:ISR"})
    assert len(app.get("plotly_chart")) == 1
    assert "Israel" in read_html(app)


def test_what_is_no_country_selects_nothing(draw, library_folder: Path) -> None:
    assert "Most named" in read_html(draw(library_folder, "world", {"select": "person:yair-lapid"}))


def test_a_clicked_dot_is_its_country() -> None:
    assert find_country([{"customdata": ["country:ISR"]}]) == "country:ISR"
    assert find_country([{"customdata": {"0": "country:ISR"}}]) == "country:ISR"
    assert find_country([{"point_index": 3}]) == find_country([]) == ""
