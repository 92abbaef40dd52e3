"""The lanes of a person's offices."""

from datetime import date

import pandas as pd
import pytest

from dragoman.analysis.dossier import HELD
from dragoman.figures.offices import MOST_OFFICES, draw_offices

DAYS = pd.DataFrame(
    [("Foreign Minister, Israel", date(2021, 6, 27), 2), ("Prime Minister, Israel", date(2022, 7, 1), 1)],
    columns=["office", "day", "articles"],
)


def hold(origin, office, first, last, articles=0, certainty=""):
    row = dict.fromkeys(HELD, "") | {"origin": origin, "office": office, "first": first, "last": last}
    return row | {"articles": articles, "outlets": 1, "spell": 0, "certainty": certainty, "source": "x.csv"}


@pytest.mark.parametrize("dark", [False, True])
def test_a_bar_a_known_spell_a_line_a_learnt_one_and_a_dot_a_day(dark):
    held = pd.DataFrame(
        [
            hold(
                "known", "Foreign Minister, Israel", date(2021, 6, 13), date(2021, 6, 13), certainty="seen on"
            ),
            hold("learnt", "Foreign Minister, Israel", date(2021, 6, 1), date(2021, 12, 1), 4),
            hold("stated", "Foreign Minister, Israel", date(2021, 6, 27), date(2021, 6, 27), 1),
            hold("stated", "Prime Minister, Israel", date(2022, 7, 1), date(2022, 7, 1), 1),
            hold("stated", "Envoy, <b>", None, None, 1),
        ]
    )
    figure, rows = draw_offices(held, DAYS, dark)
    known, learnt, stated = figure.data
    assert len(rows) == 4  # what has no date has no place on it
    assert len(known.x) == len(learnt.x) == 1
    assert known.x[0] == 86_400_000  # a single day is a day wide
    assert [tuple(item) for item in stated.customdata] == [
        ("Foreign Minister, Israel", "2021-06-27"),
        ("Prime Minister, Israel", "2022-07-01"),
    ]
    assert "by 2 articles" in stated.hovertext[0]
    assert list(figure.layout.yaxis.ticktext) == ["Foreign Minister, Israel", "Prime Minister, Israel"]


def test_of_many_offices_those_that_most_is_said_of_are_drawn():
    held = pd.DataFrame(
        [
            hold("stated", f"Office {number}", date(2021, 1, 1), date(2021, 1, 1), number)
            for number in range(1, 21)
        ]
    )
    _, rows = draw_offices(held, DAYS.iloc[:0])
    assert set(rows["office"]) == {f"Office {number}" for number in range(21 - MOST_OFFICES, 21)}


def test_nothing_said_draws_nothing():
    _, rows = draw_offices(pd.DataFrame(columns=list(HELD)), DAYS.iloc[:0])
    assert not len(rows)
