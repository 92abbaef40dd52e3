"""A view as the parameters of a URL and back, and what a click on a chart makes of it. Pure functions.

Parameters are short words; a list is a repeated one; what is as by default is left out:

    page  person  country  organization  topic  office  outlet  from  to  q  off  match  officials  guessed  undated
    kinds  unit  counted  measure  period  select  article  sort  n  min  line  share  opened  compare  side
    group  window  baseline  rollup  holding  chart  around  steps  colour  drawn  order

and those of the filter once more for each side of a comparison: one.person, two.person, one.from, ...

How a click becomes a view, for a page: `select(view, find_clicked(option, hit))`, with `find_clicked` of `dragoman.figures.clicks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, get_args

from dragoman.model import KINDS, ROUTES, Colouring, Compared, CountedIn, Filter, Holding, Kind, Match, Measure, Order, Period, Unit, View

Query = dict[str, str | list[str]]


def to_query(view: View) -> Query:
    """The parameters of a view: strings, and lists of strings for what can have several values. A period that Dragoman fitted is none."""
    query: Query = {}
    if view.fitted:
        view = replace(view, period="", fitted=False)
    plain = View()
    for parameter in PARAMETERS:
        if (value := parameter.read(view)) != parameter.read(plain):
            query[parameter.name] = parameter.write(value)
    return query


def from_query(query: Mapping[str, str | Sequence[str]]) -> View:
    """The view that parameters speak of. Unknown ones are passed over; a value that makes no sense leaves its default."""
    of_view: dict[str, Any] = {}
    of_filter: dict[str, Any] = {}
    of_sides: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for parameter in PARAMETERS:
        given = query.get(parameter.name)
        if given is None:
            continue
        value = parameter.parse([given] if isinstance(given, str) else [str(item) for item in given])
        if value is not None:
            place = of_view if not parameter.of_filter else of_sides[parameter.side - 1] if parameter.side else of_filter
            place[parameter.field] = value
    return View(filter=Filter(**of_filter), sides=(Filter(**of_sides[0]), Filter(**of_sides[1])), **of_view)


def select(view: View, clicked: Sequence[str]) -> View:
    """The view with one identifier (a node) or the two of a pair (an edge, a cell) selected; nothing clicked takes the selection away.

    A pair of other kinds than those of the view changes them too. The list of evidence begins on its first page.
    """
    chosen = tuple(item for item in clicked if _is_identifier(item))[:2]
    kinds = view.kinds
    if len(chosen) == 2:
        kinds_of: Any = tuple(item.partition(":")[0] for item in chosen)
        if sorted(kinds_of) != sorted(kinds):
            kinds = kinds_of
    return replace(view, selection=chosen, kinds=kinds, number=1)


def select_period(view: View, start: date, end: date) -> View:
    """The view narrowed to a period, both days included: what a click on a bar of a timeline means."""
    return replace(view, filter=replace(view.filter, start=start, end=end), number=1)


def _is_identifier(value: str, kinds: Iterable[str] = KINDS) -> bool:
    kind, _, name = value.partition(":")
    return kind in kinds and bool(name)


@dataclass(frozen=True, slots=True)
class _Parameter:
    """How a field is called in a URL, written to it, and parsed from it (None: makes no sense)."""

    name: str
    field: str
    parse: Callable[[list[str]], Any]
    write: Callable[[Any], str | list[str]]
    of_filter: bool = True
    side: int = 0  # 1 or 2 for the filter of a side of a comparison

    def read(self, view: View) -> Any:
        filter = view.sides[self.side - 1] if self.side else view.filter
        return getattr(filter if self.of_filter else view, self.field)


def _parse_date(values: list[str]) -> date | None:
    try:
        return date.fromisoformat(values[-1]) if values and re.fullmatch(r"\d{4}-\d\d-\d\d", values[-1]) else None
    except ValueError:
        return None


def _parse_number(values: list[str]) -> int | None:
    return int(values[-1]) if values and re.fullmatch(r"[1-9][0-9]{0,8}", values[-1]) else None


def _parse_days(values: list[str]) -> tuple[date, date] | None:
    first, last = (_parse_date([value]) for value in values) if len(values) == 2 else (None, None)
    return (first, last) if first and last and first <= last else None


def _parse_kinds(values: list[str]) -> tuple[str, ...] | None:
    return tuple(values) if len(values) == 2 and set(values) <= set(KINDS) else None


def _list(
    name: str, field: str, accept: Callable[[str], bool] = lambda value: True, *, of_filter: bool = True, most: int = 500
) -> _Parameter:
    return _Parameter(name, field, lambda values: tuple(filter(accept, values))[:most], list, of_filter)


def _entities(name: Kind, field: str) -> _Parameter:
    return _list(name, field, lambda value: _is_identifier(value, (name,)))


def _text(name: str, field: str, pattern: str = r"(?s).*", *, of_filter: bool = True) -> _Parameter:
    return _Parameter(name, field, lambda values: values[-1] if values and re.fullmatch(pattern, values[-1]) else None, str, of_filter)


def _days(name: str, field: str) -> _Parameter:
    return _Parameter(name, field, _parse_days, lambda days: [day.isoformat() for day in days], of_filter=False)


def _choice(name: str, field: str, choices: Iterable[str], *, of_filter: bool = True) -> _Parameter:
    return _text(name, field, "|".join(map(re.escape, choices)), of_filter=of_filter)


def _switch(name: str, field: str, *, of_filter: bool = True) -> _Parameter:
    states = {"1": True, "0": False}
    return _Parameter(name, field, lambda values: states.get(values[-1]) if values else None, lambda value: str(int(value)), of_filter)


_OF_FILTER: tuple[_Parameter, ...] = (
    _entities("person", "people"),
    _entities("country", "countries"),
    _entities("organization", "organizations"),
    _entities("topic", "topics"),
    _list("office", "offices"),
    _list("outlet", "outlets"),
    _Parameter("from", "start", _parse_date, date.isoformat),
    _Parameter("to", "end", _parse_date, date.isoformat),
    _text("q", "text"),
    _list("off", "routes_off", lambda value: value in ROUTES),
    _choice("match", "match", get_args(Match)),
    _switch("officials", "officials_only"),
    _switch("guessed", "guessed_dates"),
    _choice("undated", "undated", ("with", "without", "only")),
    _list("group", "groups", lambda value: _is_identifier(value, ("group",))),
    _switch("rollup", "rolled_up"),
    _list("holding", "holding", lambda value: value in get_args(Holding)),
)

PARAMETERS: tuple[_Parameter, ...] = (
    _text("page", "page", r"[a-z-]{1,40}", of_filter=False),
    *_OF_FILTER,
    _Parameter("kinds", "kinds", _parse_kinds, list, of_filter=False),
    _choice("unit", "unit", get_args(Unit), of_filter=False),
    _choice("counted", "counted_in", get_args(CountedIn), of_filter=False),
    _choice("measure", "measure", get_args(Measure), of_filter=False),
    _choice("period", "period", get_args(Period), of_filter=False),
    _list("select", "selection", _is_identifier, of_filter=False, most=2),
    _text("article", "article", of_filter=False),
    _text("sort", "sort", of_filter=False),
    _Parameter("n", "number", _parse_number, str, of_filter=False),
    _Parameter("min", "minimum", _parse_number, str, of_filter=False),
    _list("line", "lines", _is_identifier, of_filter=False, most=8),
    _switch("share", "share", of_filter=False),
    _days("opened", "opened"),
    _choice("compare", "compared", get_args(Compared), of_filter=False),
    *(
        replace(parameter, name=f"{word}.{parameter.name}", side=side)
        for side, word in ((1, "one"), (2, "two"))
        for parameter in _OF_FILTER
    ),
    _Parameter("side", "side", lambda values: int(values[-1]) if values and values[-1] in ("1", "2") else None, str, of_filter=False),
    _days("window", "window"),
    _days("baseline", "baseline"),
    _text("chart", "chart", r"[a-z-]{0,40}", of_filter=False),
    _Parameter("around", "around", lambda values: values[-1] if values and _is_identifier(values[-1]) else None, str, of_filter=False),
    _Parameter("steps", "steps", lambda values: int(values[-1]) if values and values[-1] in ("1", "2") else None, str, of_filter=False),
    _choice("colour", "colouring", get_args(Colouring), of_filter=False),
    _Parameter("drawn", "drawn", _parse_number, str, of_filter=False),
    _choice("order", "order", get_args(Order), of_filter=False),
)

# A field that has no parameter would be lost by a link.
assert {parameter.field for parameter in PARAMETERS} == {field.name for kind in (Filter, View) for field in fields(kind)} - {
    "filter",
    "sides",
    "fitted",
}
