"""What a view asks: the number that is open on it, and the periods that its rows depend on.

Each page asks as its view says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dragoman.analysis.changes import find_previous
from dragoman.analysis.comparison import narrow
from dragoman.analysis.coverage import COMPARED, find_spans, fit_period
from dragoman.analysis.dossier import keep_route
from dragoman.analysis.filtering import Span
from dragoman.analysis.tables import Tables
from dragoman.model import CountedIn, Filter, LearntOffice, Period, Reason, StatedOffice, Unit, View
from dragoman.questions.recipes import What

# Pages whose report has a chart over time whatever is selected
TIMED = ("overview", "timeline", "compare", "dossier")


@dataclass(frozen=True, slots=True)
class Question:
    """What a number on a page counts: the selection within a filter and a period; else the articles that
    state an office (`stated`) or those that one was learnt from (`learnt`). Nothing else of a view changes
    the number."""

    filter: Filter
    selection: tuple[str, ...] = ()
    unit: Unit = "sentence"
    counted_in: CountedIn = "article"
    period: Span | None = None
    stated: StatedOffice | None = None
    learnt: LearntOffice | None = None
    alike: bool = False


def drop_dates(filter: Filter) -> Filter:
    """The filter without its dates: of what changed, the two periods stand in their place."""
    return replace(filter, start=None, end=None, undated="with")


def find_length(tables: Tables, view: View) -> Period:
    """The length of a view's periods: its own, else the one that fits the coverage."""
    return view.period or fit_period(tables, view.filter)


def complete_view(tables: Tables, view: View, what: What = "timeline") -> View:
    """The view with what it leaves open and its rows depend on: the length of periods, those of a change."""
    if view.page == "changes":
        return complete_changes(tables, view)
    drawn = what == "timeline" or (what == "report" and view.page in TIMED)
    return replace(view, period=find_length(tables, view), fitted=False) if drawn else view


def complete_changes(tables: Tables, view: View) -> View:
    """The view with its period and the baseline: its own, else those that `find_spans` chooses.

    As it is where there are none.
    """
    asked = view.changes
    if asked.window:
        return replace(view, changes=replace(asked, baseline=asked.baseline or find_previous(asked.window)))
    spans = find_spans(tables, drop_dates(view.filter), view.period if view.period in COMPARED else "")
    return (
        replace(view, changes=replace(asked, window=spans[0], baseline=asked.baseline or spans[1]))
        if spans
        else view
    )


def find_question(view: View) -> Question:
    """The number that is open on a view's page.

    Of What changed and Compare the view holds its periods and its sides.
    """
    asked = Question(view.filter, view.selection, view.unit, view.counted_in, view.opened)
    if view.page == "changes":
        return replace(
            asked,
            filter=drop_dates(view.filter),
            period=view.changes.baseline if view.side == 2 else view.changes.window,
        )
    if view.page == "compare" and view.side:
        return replace(asked, filter=narrow(view.filter, view.sides[view.side - 1]))
    if view.page == "world":  # which has no chart over time that could open a period
        return replace(asked, period=None)
    return _find_dossier_question(view, asked) if view.page == "dossier" else asked


def _find_dossier_question(view: View, asked: Question) -> Question:
    """That of a dossier: of all that names it, of one route's part, or of a stated or learnt office."""
    reason = view.reason
    if reason.stated:
        return replace(
            asked, selection=view.selection[:1], period=None, stated=reason.stated, alike=reason.alike
        )
    named = keep_route(view.filter, reason.route) if reason.route and not reason.learnt else view.filter
    return replace(asked, filter=named, learnt=reason.learnt)


def read_stated(row: Mapping[Any, Any]) -> Reason:
    """What opens an office's articles, in whatever words they state it: a row of `list_held` or
    `list_officials` of `analysis.dossier`."""
    office = StatedOffice(row["role"], row["country"], row["body"], bool(row["former"]))
    return Reason(stated=office, alike=True)


def read_learnt(row: Mapping[Any, Any]) -> Reason:
    """What opens the articles that an office was learnt from, a row of `analysis.dossier.list_held`."""
    return Reason(learnt=LearntOffice(row["role"], row["country"], row["body"], row["first"]))
