"""What is exported is what is shown: of random libraries, as many rows as the number says.

Whether the numbers and measures themselves are right is for `tests/analysis/test_by_pandas.py`, which has a
table of all charts.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))  # where the random libraries are made

from by_hand import Search
from rows import make_table
from strategies import NAMES, PEOPLE, filters, libraries

from dragoman.analysis.building import build_tables
from dragoman.model import Changes, Filter, View
from dragoman.questions.evidence import count_rows_of, find_rows_of
from dragoman.questions.rows import list_rows

units = st.sampled_from(("sentence", "paragraph", "article"))
counted = st.sampled_from(("article", "story", "outlet"))
orders = st.sampled_from(("newest", "oldest", "outlet"))
often = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
WINDOWS = ((date(2021, 2, 1), date(2021, 3, 31)), (date(2021, 1, 1), date(2021, 1, 31)))
SIDES = (Filter(people=PEOPLE[:1]), Filter(outlets=("Wire",)))


def build(library):
    rows, stories = library
    return build_tables(make_table(rows), stories=stories, search=Search(rows))


def check(tables, view, number):
    """The open number of a view, its rows and those of its export."""
    assert count_rows_of(tables, view) == number == len(find_rows_of(tables, view))
    exported = list_rows(tables, view, "evidence")
    assert exported["row"].nunique() == number == exported["row"].max() if number else not len(exported)


@often
@given(
    libraries(), filters, units, counted, orders, st.sampled_from(("count", "jaccard", "npmi", "likelihood"))
)
def test_pairs_in_the_order_of_each_measure(library, filter, unit, counted_in, order, measure):
    tables = build(library)
    view = View("connections", filter, unit=unit, counted_in=counted_in, order=order, measure=measure)
    frame = list_rows(tables, view, "pairs")
    for row in frame.to_dict("records"):
        check(tables, replace(view, selection=(row["a"], row["b"])), row["count"])
        for end, number in (("a", row["count_a"]), ("b", row["count_b"])):
            check(tables, View("dossier", filter, counted_in=counted_in, selection=(row[end],)), number)


@often
@given(libraries(), filters, units, counted, orders)
def test_names_changes_and_sides(library, filter, unit, counted_in, order):
    tables = build(library)
    base = {"filter": filter, "unit": unit, "counted_in": counted_in, "order": order}
    for row in list_rows(tables, View("overview", **base), "names").to_dict("records"):
        check(tables, View("overview", **base, selection=(row["id"],)), row["count"])
    periods = {"changes": Changes(*WINDOWS)}
    for row in list_rows(tables, View("changes", **base, **periods), "changes").to_dict("records"):
        for side, name in ((1, "count"), (2, "count_before")):
            check(
                tables,
                View("changes", **base, **periods, side=side, selection=(row["a"], row["b"])),
                row[name],
            )
    for kind in ("person", "topic", "pair"):
        for row in list_rows(tables, View("compare", **base, sides=SIDES, listed=kind), "sides").to_dict(
            "records"
        ):
            selection = (row["a"], row["b"]) if kind == "pair" else (row["id"],)
            for side, name in ((1, "count_one"), (2, "count_two")):
                check(tables, View("compare", **base, sides=SIDES, side=side, selection=selection), row[name])


@often
@given(libraries(), filters, units, counted, st.sampled_from(NAMES))
def test_what_a_dossier_lists(library, filter, unit, counted_in, name):
    tables = build(library)
    base = {"filter": filter, "unit": unit, "counted_in": counted_in}
    for row in list_rows(tables, View("dossier", **base, selection=(name,)), "together").to_dict("records"):
        check(tables, View("dossier", **base, selection=(name, row["id"])), row["count"])


@often
@given(libraries(), st.sampled_from(NAMES))
def test_orders_hold_the_same_rows(library, name):
    tables = build(library)
    found = {
        order: find_rows_of(tables, View(selection=(name,), order=order))
        for order in ("newest", "oldest", "outlet")
    }
    ids = {order: frame["article"].tolist() for order, frame in found.items()}
    assert sorted(ids["newest"]) == sorted(ids["oldest"]) == sorted(ids["outlet"])
    dated = {order: [day for day in frame["date"] if isinstance(day, date)] for order, frame in found.items()}
    assert dated["oldest"] == sorted(dated["oldest"])
    assert dated["newest"] == sorted(dated["newest"], reverse=True)
    outlets = [outlet for outlet in found["outlet"]["outlet"] if outlet]
    assert outlets == sorted(outlets, key=str.casefold)
    for start in range(0, len(ids["outlet"]), 2):
        page = find_rows_of(tables, View(selection=(name,), order="outlet"), start, 2)
        assert page["article"].tolist() == ids["outlet"][start : start + 2]
