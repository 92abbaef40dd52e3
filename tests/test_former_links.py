"""Links of before open the same."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.former_links import modernize
from dragoman.model import (
    Changed,
    Changes,
    LearntOffice,
    Listed,
    Reason,
    StatedOffice,
    View,
)
from dragoman.view import is_understood, parse_view, write_view

MINISTER = ("Foreign Minister", "ISR", "")


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ("sort=person", View(listed="person")),
        ("sort=outlet", View(listed="outlet")),
        ("page=articles&sort=oldest", View("articles", sort="oldest")),
        ("page=connections&sort=matrix", View("connections", chart="matrix")),
        ("page=connections&sort=matrix&chart=table", View("connections", chart="table")),
        ("page=timeline&sort=stream", View("timeline", chart="stream")),
        ("page=timeline&sort=pair", View("timeline", chart="pair")),
        ("page=compare&sort=pair", View("compare", listed="pair")),
        ("page=compare&sort=country", View("compare", listed="country")),
        ("sort=pair", View(chart="pair", listed="pair")),
        ("page=changes&sort=gone", View("changes", changes=Changes(kind="gone"))),
        ("page=dossier&sort=route:name", View("dossier", reason=Reason("name"))),
        (
            'page=dossier&sort=office:["Foreign Minister", "ISR", "", false]',
            View("dossier", reason=Reason(stated=StatedOffice(*MINISTER, former=False))),
        ),
        (
            'page=dossier&sort=learnt:["Foreign Minister", "ISR", "", "2021-06-27"]',
            View("dossier", reason=Reason(learnt=LearntOffice(*MINISTER, date(2021, 6, 27)))),
        ),
    ],
)
def test_links_of_before_say_all_in_sort(query, view):
    assert parse_view(query) == view == parse_view(write_view(view))
    assert is_understood(query)


WORDS = [
    *get_args(Listed),
    *get_args(Changed),
    "network",
    "matrix",
    "table",
    "names",
    "stream",
    "newest",
    "route:name",
    "x:y",
    "",
]


@given(
    st.dictionaries(
        st.sampled_from(["sort", "page", "listed", "chart", "unit", "q"]),
        st.sampled_from([*WORDS, "compare", "timeline"]),
    )
)
def test_the_words_of_today_stay_as_they_are(query: dict[str, str]) -> None:
    today = modernize(query)
    assert modernize(today) == today
    assert {name: values for name, values in today.items() if name in query and name != "sort"} == {
        name: [value] for name, value in query.items() if name != "sort"
    }
