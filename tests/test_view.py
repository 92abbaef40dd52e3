"""A view survives its URL, and no URL can break it."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import (
    KINDS,
    ROUTES,
    Changed,
    Changes,
    Colouring,
    Compared,
    CountedIn,
    Filter,
    LearntOffice,
    Listed,
    Measure,
    Network,
    Period,
    Reason,
    Sort,
    StatedOffice,
    Unit,
    View,
)
from dragoman.view import PARAMETERS, from_query, is_understood, select, select_period, to_query, write_view

texts = st.text(st.characters(codec="utf-8"), max_size=12)


def identifiers(*kinds):
    return st.builds("{}:{}".format, st.sampled_from(kinds), texts.filter(bool))


def tuples(values, most=3):
    return st.lists(values, max_size=most).map(tuple)


numbers = st.integers(1, 999_999_999)
filters = st.builds(
    Filter,
    people=tuples(identifiers("person")),
    countries=tuples(identifiers("country")),
    organizations=tuples(identifiers("organization")),
    topics=tuples(identifiers("topic")),
    offices=tuples(texts),
    outlets=tuples(texts),
    start=st.none() | st.dates(),
    end=st.none() | st.dates(),
    text=texts,
    excluded=tuples(identifiers(*KINDS)),
    excluded_outlets=tuples(texts),
    paragraphs_only=st.booleans(),
    routes_off=tuples(st.sampled_from(ROUTES)),
    match=st.sampled_from(["all", "any"]),
    officials_only=st.booleans(),
    guessed_dates=st.booleans(),
    undated=st.sampled_from(["with", "without", "only"]),
    groups=tuples(identifiers("group")),
    rolled_up=st.booleans(),
)
views = st.builds(
    View,
    page=st.from_regex(r"[a-z-]{1,40}", fullmatch=True),
    filter=filters,
    kinds=st.tuples(st.sampled_from(KINDS), st.sampled_from(KINDS)),
    unit=st.sampled_from(get_args(Unit)),
    counted_in=st.sampled_from(get_args(CountedIn)),
    measure=st.sampled_from(get_args(Measure)),
    period=st.sampled_from(get_args(Period)),
    selection=tuples(identifiers(*KINDS), 2),
    article=texts,
    sort=st.sampled_from(["", *get_args(Sort)]),
    listed=st.sampled_from(["", *get_args(Listed)]),
    reason=st.builds(
        Reason,
        route=st.sampled_from(["", *ROUTES]),
        stated=st.none() | st.builds(StatedOffice, texts, texts, texts, st.booleans()),
        learnt=st.none() | st.builds(LearntOffice, texts, texts, texts, st.dates()),
        alike=st.booleans(),
    ),
    number=numbers,
    minimum=numbers,
    lines=tuples(identifiers(*KINDS), 8),
    share=st.booleans(),
    opened=st.none() | st.tuples(st.dates(), st.dates()).map(sorted).map(tuple),
    compared=st.sampled_from(get_args(Compared)),
    sides=st.tuples(filters, filters),
    side=st.integers(0, 2),
    changes=st.builds(
        Changes,
        window=st.none() | st.tuples(st.dates(), st.dates()).map(sorted).map(tuple),
        baseline=st.none() | st.tuples(st.dates(), st.dates()).map(sorted).map(tuple),
        kind=st.sampled_from(["", *get_args(Changed)]),
        fixed=st.just("") | identifiers(*KINDS),
        smallest=numbers,
    ),
    chart=st.from_regex(r"[a-z-]{0,40}", fullmatch=True),
    opener=st.from_regex(r"[a-z-]{0,40}", fullmatch=True),
    network=st.builds(
        Network,
        around=st.just("") | identifiers(*KINDS),
        steps=st.integers(1, 2),
        colouring=st.sampled_from(get_args(Colouring)),
        drawn=st.just(0) | numbers,
    ),
)


@given(views)
def test_a_view_survives_its_url(view):
    assert from_query(to_query(view)) == view


@given(views)
def test_what_is_as_by_default_is_left_out(view):
    assert all(
        value not in ("", []) or name.endswith(("q", "article")) for name, value in to_query(view).items()
    )
    assert to_query(View()) == {}


@given(
    st.dictionaries(
        st.sampled_from([parameter.name for parameter in PARAMETERS]) | texts,
        texts | st.lists(texts, max_size=3),
    )
)
def test_no_url_breaks_it(query):
    view = from_query(query)
    assert from_query(to_query(view)) == view


@pytest.mark.parametrize(
    "query",
    [
        {"from": "yesterday"},
        {"from": "2021-02-30"},
        {"to": "20210627"},
        {"unit": "page"},
        {"kinds": ["person"]},
        {"kinds": ["person", "planet"]},
        {"n": "0"},
        {"n": "-3"},
        {"n": "9" * 5000},
        {"min": "many"},
        {"officials": "yes"},
        {"person": ["country:ISR", "person:"]},
        {"off": "telepathy"},
        {"page": "../../etc"},
        {"utm_source": "x"},
        {"from": []},
        {"opened": ["2021-06-02", "2021-06-01"]},
        {"opened": "2021-06-01"},
        {"side": "3"},
        {"one.from": "yesterday"},
        {"compare": "apples"},
        {"around": "planet:x"},
        {"steps": "3"},
        {"fixed": "planet:x"},
        {"smallest": "0"},
        {"changed": "few"},
        {"drawn": "0"},
        {"chart": "A picture"},
        {"rollup": "yes"},
        {"sort": "<b>"},
        {"sort": "office:"},
        {"sort": "office:[1,2]"},
        {"sort": 'office:["Minister", "ISR", "", "2020-01-01"]'},
        {"sort": "office:{}"},
        {"sort": "learnt:" + "[" * 100_000},
        {"sort": "route:telepathy"},
        {"sort": ":"},
        {"listed": "planet"},
        {"route": "telepathy"},
        {"stated": '["\\ud800", "ISR", "", false]'},
        {"stated": '[null, "ISR", "", false]'},
        {"stated": '["Minister", "ISR", "", 1]'},
        {"learnt": '["Minister", "ISR", "", "2021-02-30"]'},
    ],
)
def test_values_that_make_no_sense_leave_the_default(query):
    assert from_query(query) == View()


@given(views)
def test_all_of_what_is_written_is_understood(view):
    assert is_understood(write_view(view))
    assert not is_understood(write_view(view) + "&zzz=1")
    assert not is_understood(write_view(view) + "&sort=%3Cb%3E")


def test_lists_are_repeated_keys():
    view = View(filter=Filter(people=("person:a", "person:b"), outlets=("The Post",), start=date(2021, 6, 1)))
    assert to_query(view) == {
        "person": ["person:a", "person:b"],
        "outlet": ["The Post"],
        "from": "2021-06-01",
    }


def test_a_click_selects_and_a_second_one_takes_away():
    view = View(page="connections", number=4)
    pair = ("person:antony-blinken", "country:ISR")
    assert select(view, pair) == replace(view, selection=pair, number=1)
    assert select(view, ("person:antony-blinken",)).selection == ("person:antony-blinken",)
    assert select(select(view, pair), ()).selection == ()
    assert select(view, ("nonsense", "person:")).selection == ()


def test_a_pair_of_other_kinds_changes_the_kinds():
    assert select(View(), ("country:ISR", "country:USA")).kinds == ("country", "country")
    assert select(View(), ("country:ISR", "person:a")).kinds == ("person", "country")


def test_a_period_narrows_the_filter():
    assert select_period(View(), date(2021, 6, 1), date(2021, 6, 30)).filter == Filter(
        start=date(2021, 6, 1), end=date(2021, 6, 30)
    )
