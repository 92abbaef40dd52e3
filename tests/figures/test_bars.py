"""Bars of names."""

import pandas as pd
from made_pairs import NASTY

from dragoman.figures.bars import draw_bars
from dragoman.figures.palette import find_colour
from dragoman.model import KINDS


def test_bars_have_the_colour_of_their_kind():
    frame = pd.DataFrame({"id": [f"{kind}:x" for kind in KINDS], "label": [NASTY] * 4, "count": [4, 3, 2, 1]})
    figure, rows = draw_bars(frame, dark=True)
    assert list(figure.data[0].marker.color) == [find_colour(kind, True) for kind in KINDS]
    assert list(figure.data[0].x) == rows["count"].tolist()
    assert all("<img" not in text for text in figure.data[0].hovertext)
    assert all("<img" not in text for text in figure.layout.yaxis.ticktext)
