"""What a view asks: which number is open on it, and what its rows depend on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.analysis.library import Library
from dragoman.model import Changes, Filter, Reason, StatedOffice, View
from dragoman.questions.question import complete_view, drop_dates, find_length, find_question

SPANS = (date(2022, 1, 1), date(2022, 1, 31)), (date(2021, 6, 1), date(2021, 6, 30))
JUNE = SPANS[1]
NAMED = ("person:yair-lapid", "country:ITA")


def test_a_question_is_of_what_is_selected_and_opened() -> None:
    view = View(
        "timeline", Filter(text="talks"), selection=NAMED, unit="article", counted_in="story", opened=JUNE
    )
    asked = find_question(view)
    assert (asked.filter, asked.selection, asked.unit, asked.counted_in, asked.period) == (
        view.filter,
        NAMED,
        "article",
        "story",
        JUNE,
    )
    assert find_question(replace(view, number=3, order="outlet", share=True, chart="stream")) == asked
    assert find_question(replace(view, page="world")) == replace(asked, period=None)


def test_of_what_changed_each_side_has_its_period_in_place_of_the_filters_days() -> None:
    view = View(
        "changes",
        Filter(start=date(2020, 1, 1), undated="only", text="talks"),
        changes=Changes(*SPANS),
        side=1,
    )
    assert find_question(view).period == SPANS[0]
    assert find_question(replace(view, side=2)).period == SPANS[1]
    assert find_question(view).filter == drop_dates(view.filter) == Filter(text="talks")


def test_each_side_of_a_comparison_narrows_the_filter() -> None:
    view = View(
        "compare",
        Filter(text="talks"),
        sides=(Filter(outlets=("Wire",)), Filter(people=NAMED[:1])),
        selection=NAMED,
    )
    assert find_question(view).filter == view.filter
    assert find_question(replace(view, side=1)).filter == Filter(text="talks", outlets=("Wire",))
    assert find_question(replace(view, side=2)).filter == Filter(text="talks", people=NAMED[:1])


def test_a_dossier_asks_for_its_reason() -> None:
    view = View("dossier", selection=NAMED, opened=JUNE, reason=Reason("surname"))
    asked = find_question(view)
    assert "surname" not in asked.filter.routes_off
    assert "name" in asked.filter.routes_off
    stated = StatedOffice("Foreign Minister", "ISR", "", False)
    office = find_question(replace(view, reason=Reason(stated=stated)))
    assert (office.stated, office.selection, office.period, office.filter) == (
        stated,
        NAMED[:1],
        None,
        view.filter,
    )


def test_what_is_left_to_dragoman_is_settled_once(library: Library) -> None:
    tables = library.tables()
    for view, what in (
        (View("timeline"), "timeline"),
        (View("overview"), "report"),
        (View("changes"), "changes"),
    ):
        settled = complete_view(tables, view, what)
        assert settled != view
        assert complete_view(tables, settled, what) == settled
    assert complete_view(tables, View("articles"), "articles") == View("articles")
    assert find_length(tables, View(period="year")) == "year"
