"""The pictures of a brief."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pandas as pd

from dragoman.analysis.library import Library
from dragoman.exports.brief_pictures import draw_network, draw_weeks, write_picture


def test_each_week_is_a_bar_with_its_number() -> None:
    weeks = pd.DataFrame({"day": [date(2023, 5, 1), date(2023, 5, 8)], "count": [4, 0]})
    picture = draw_weeks(weeks, date(2023, 5, 8))
    bars = picture.findall("rect")
    assert [bar.findtext("title") for bar in bars] == ["2023-05-01: 4", "2023-05-08: 0"]
    assert bars[0].get("height") == "60.0"
    assert ElementTree.fromstring(write_picture(picture)) is not None


def test_pairs_are_lines_and_names_circles(library: Library) -> None:
    pairs = library.pairs()
    picture = draw_network(pairs)
    assert picture is not None
    assert len(picture.findall("line")) == len(pairs)
    assert len(picture.findall("circle")) == len({*pairs["a"], *pairs["b"]})
    assert draw_network(pairs.iloc[:0]) is None
