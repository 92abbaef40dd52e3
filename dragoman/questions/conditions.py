"""What a filter asks, condition by condition, and what is there without each: which one empties it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dragoman.analysis.tables import Tables
from dragoman.model import Filter, View
from dragoman.questions.evidence import count_rows
from dragoman.questions.question import Question

_NAMES = ("people", "countries", "organizations", "topics", "groups")
_NO_NAMES: dict[str, Any] = dict.fromkeys(_NAMES, ())
_APART = ("excluded", "excluded_outlets")  # of which each is a condition of its own
_TOGETHER = ("offices", "outlets")  # of which any is enough
_PLAIN = ("text", "paragraphs_only", "officials_only", "guessed_dates", "undated", "routes_off")


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a filter asks: the field that it is in, and, of those with several, what of it."""

    field: str  # of the filter; "names" for all chosen names where any is enough, "dates" for start and end
    values: tuple[str, ...]
    rest: Filter  # the filter without it


def list_conditions(filter: Filter) -> tuple[Condition, ...]:
    """All that a filter asks, in its order; what only says how something is counted is none."""
    return tuple(_list_conditions(filter))


def count_without(tables: Tables, view: View) -> list[tuple[Condition, int]]:
    """Each condition of a view's filter with the articles (stories, outlets) that there are without it: those
    that name what a dossier is about, else all that pass. The most helpful first."""
    selection = view.selection[:1] if view.page == "dossier" else ()
    counted = [
        (
            condition,
            count_rows(tables, Question(condition.rest, selection, counted_in=view.counted_in)),
        )
        for condition in list_conditions(view.filter)
    ]
    return sorted(counted, key=lambda row: -row[1])


def _list_conditions(filter: Filter) -> Iterator[Condition]:
    chosen = sum(len(getattr(filter, name)) for name in _NAMES)
    if filter.match == "any" and chosen > 1:
        names = tuple(value for name in _NAMES for value in getattr(filter, name))
        nothing: dict[str, Any] = dict.fromkeys(_NAMES, ())
        yield Condition("names", names, replace(filter, **nothing))
    else:
        yield from _list_each(filter, _NAMES)
    yield from _list_whole(filter)
    yield from _list_each(filter, _APART)


def _list_whole(filter: Filter) -> Iterator[Condition]:
    """The conditions that are dropped as a whole, however many values they have."""
    usual = Filter()
    for name in _TOGETHER:
        if values := getattr(filter, name):
            without: dict[str, Any] = {name: ()}
            yield Condition(name, values, replace(filter, **without))
    if filter.start or filter.end:
        days = tuple(day.isoformat() if day else "" for day in (filter.start, filter.end))
        yield Condition("dates", days, replace(filter, start=None, end=None))
    for name in _PLAIN:
        value = getattr(filter, name)
        if value != getattr(usual, name) and (name != "paragraphs_only" or filter.within):
            values = value if isinstance(value, tuple) else (str(value),)
            yield Condition(name, values, replace(filter, **{name: getattr(usual, name)}))


def _list_each(filter: Filter, names: tuple[str, ...]) -> Iterator[Condition]:
    for name in names:
        values = getattr(filter, name)
        for value in values:
            rest: dict[str, Any] = {name: tuple(other for other in values if other != value)}
            yield Condition(name, (value,), replace(filter, **rest))
