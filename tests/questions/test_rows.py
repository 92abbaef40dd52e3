"""What screens ask for is what they open: charts and lists by their page's function, numbers by question."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))  # where the random libraries are made

from by_hand import Search
from rows import make_table
from strategies import NAMES, PEOPLE, filters, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.timeline import find_period
from dragoman.model import KINDS, Changes, Filter, Network, Reason, View
from dragoman.questions.evidence import count_by_outlet, count_rows, find_rows
from dragoman.questions.question import find_question, read_learnt, read_stated
from dragoman.questions.rows import (
    SETTINGS,
    count_totals,
    keep,
    list_articles,
    list_changes,
    list_names,
    list_neighbours,
    list_offices,
    list_pairs,
    list_routes,
    list_rows,
    list_sides,
    list_timeline,
    list_volume,
)
from dragoman.view import select_period

units = st.sampled_from(("sentence", "paragraph", "article"))
counted = st.sampled_from(("article", "story", "outlet"))
several = st.lists(st.sampled_from(NAMES), unique=True, min_size=2, max_size=3).map(tuple)
often = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
WINDOWS = Changes((date(2021, 2, 1), date(2021, 3, 31)), (date(2021, 1, 1), date(2021, 1, 31)))
SIDES = (Filter(people=PEOPLE[:1]), Filter(outlets=("Wire",)))
PAGES = ("overview", "articles", "connections", "world", "timeline", "changes", "compare", "dossier")


def build(library):
    rows, stories = library
    return build_tables(make_table(rows), stories=stories, search=Search(rows))


def check(tables, view, number):
    """The number that a view opens, as its page asks for it, and its rows."""
    asked = find_question(view)
    assert count_rows(tables, asked) == number == len(find_rows(tables, asked))


@often
@given(
    libraries(), filters, units, counted, st.sampled_from(("", "new-few", "gone-few")),
    st.sampled_from(("", *NAMES)), st.integers(1, 6),
)  # fmt: skip
def test_what_changed_opens_its_rows_in_every_group(library, filter, unit, counted_in, kind, fixed, smallest):
    tables = build(library)
    asked = replace(WINDOWS, kind=kind, fixed=fixed, smallest=smallest)
    view = View("changes", filter, unit=unit, counted_in=counted_in, changes=asked)
    frame = list_changes(tables, keep(view, "changes"))
    assert not kind or frame.attrs[kind] == len(frame)
    for row in frame.to_dict("records"):
        if kind and row["total"] and row["total_before"]:  # of an empty period nothing can be tested
            assert row["count"] + row["count_before"] < smallest
        assert not fixed or fixed in (row["a"], row["b"])
        for side, number in ((1, row["count"]), (2, row["count_before"])):
            check(tables, replace(view, selection=(row["a"], row["b"]), side=side), number)


@often
@given(libraries(), filters, units, counted, several)
def test_a_point_of_each_chart_over_time_opens_its_rows(library, filter, unit, counted_in, names):
    tables = build(library)
    base = View("timeline", filter, unit=unit, counted_in=counted_in, period="month")
    selected = [
        replace(base, page=page, selection=names[:most])
        for page in ("connections", "dossier")
        for most in (1, 2)
    ]
    drawn = [base, replace(base, lines=names), replace(base, chart="stream")]
    for view in (
        *drawn,
        replace(base, lines=names, chart="pair"),
        replace(base, page="compare", sides=SIDES),
        *selected,
    ):
        for row in list_timeline(tables, keep(view, "timeline")).to_dict("records"):
            opened = replace(view, opened=find_period(row["period"].date(), "month"))
            if view.page == "compare":
                opened = replace(opened, side=("one", "two").index(row["id"]) + 1)
            elif view.page == "timeline":
                opened = replace(
                    opened,
                    selection=names[:2] if view.chart == "pair" else (row["id"],) if row.get("id") else (),
                )
            check(tables, opened, row["count"])


@often
@given(libraries(), filters)
def test_a_bar_of_the_overview_opens_its_articles(library, filter):
    tables = build(library)
    view = View("overview", filter, period="month")
    for row in list_volume(tables, keep(view, "timeline")).to_dict("records"):
        opened = View("articles", select_period(view, *find_period(row["period"].date(), "month")).filter)
        assert list_articles(tables, keep(opened, "articles"), 1, 2)[1] == row["count"]


@often
@given(libraries(), filters, counted, st.sampled_from(NAMES))
def test_what_a_dossier_counts_opens_its_rows(library, filter, counted_in, name):
    tables = build(library)
    view = View("dossier", filter, counted_in=counted_in, selection=(name,))
    for row in list_routes(tables, keep(view, "together")).to_dict("records"):
        check(tables, replace(view, reason=Reason(row["route"])), row["count"])
    for row in list_offices(tables, keep(view, "offices")).to_dict("records"):
        if row.get("origin", "stated") == "stated":  # of a country each official is a person of its own
            check(
                tables,
                replace(view, selection=(row.get("id", name),), reason=read_stated(row)),
                row["articles"],
            )
        elif row["origin"] == "learnt":
            check(tables, replace(view, reason=read_learnt(row)), row["articles"])


@often
@given(libraries(), filters, units, counted)
def test_totals_and_outlets_open_their_rows(library, filter, unit, counted_in):
    tables = build(library)
    view = View("compare", filter, unit=unit, counted_in=counted_in, sides=SIDES)
    for side, total in enumerate(count_totals(tables, keep(view, "sides")), start=1):
        check(tables, replace(view, side=side), total)
    changes = View("changes", filter, unit=unit, changes=WINDOWS, side=1)
    for row in list_changes(tables, keep(changes, "changes")).head(3).to_dict("records"):
        opened = replace(changes, selection=(row["a"], row["b"]))
        assert count_by_outlet(tables, find_question(opened))["count"].sum() == row["count"]


@often
@given(libraries(), filters, units, counted, st.sampled_from(NAMES), st.integers(1, 3))
def test_what_is_listed_at_first_is_the_head_of_all(library, filter, unit, counted_in, name, limit):
    tables = build(library)
    view = View("connections", filter, unit=unit, counted_in=counted_in, selection=(name,), sides=SIDES)
    pairs, whole = list_pairs(tables, view, limit), list_rows(tables, view, "pairs")
    assert pairs["count"].tolist() == whole["count"].head(limit).tolist()
    assert pairs.attrs["found"] == len(whole)
    for kind in KINDS:
        assert_head(list_names(tables, view, kind, limit), list_names(tables, view, kind), limit)
        assert_head(list_neighbours(tables, view, kind, limit), list_neighbours(tables, view, kind), limit)
        sides = list_sides(tables, replace(view, listed=kind), limit)
        assert len(sides) == min(limit, len(list_sides(tables, replace(view, listed=kind))))
    first, found = list_articles(tables, view, 1, limit)
    everything = list_rows(tables, view, "articles")
    assert found == len(everything)
    assert first["id"].tolist() == everything["id"].head(limit).tolist()


def assert_head(some: pd.DataFrame, everything: pd.DataFrame, limit: int) -> None:
    assert some["id"].tolist() == everything["id"].head(limit).tolist()


@often
@given(
    libraries(), filters, st.sampled_from(PAGES), several, st.sampled_from(("", "pair", "stream")), counted
)
def test_rows_depend_on_nothing_but_what_is_kept(library, filter, page, names, chart, counted_in):
    tables = build(library)
    view = View(
        page, filter, counted_in=counted_in, selection=names[:2], lines=names, sides=SIDES,
        changes=replace(WINDOWS, kind="new"), opened=WINDOWS.window,
        chart=chart, number=3, side=1, order="oldest", network=Network(names[0], 2, "group", 9),
        reason=Reason("name"), article="x", share=True,
    )  # fmt: skip
    for what in SETTINGS:
        kept = keep(view, what)
        assert keep(kept, what) == kept
        assert (kept.number, kept.order, kept.network.drawn, kept.changes.kind, kept.reason) == (
            1,
            "newest",
            0,
            "",
            Reason(),
        )
        pd.testing.assert_frame_equal(list_rows(tables, kept, what), list_rows(tables, view, what))
