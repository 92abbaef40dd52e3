"""A view as the parameters of a URL and back, and what a click on a chart makes of it. Pure functions.

Parameters are short words; a list is a repeated one; what is as by default is left out:

    page  person  country  organization  topic  office  outlet  from  to  q  off  match  officials  guessed
      undated  not  notoutlet  paragraphs
    kinds  unit  counted  measure  period  select  article  sort  listed  changed  route  stated  learnt
      alike
    n  min  line  share  opened  compare  side  group  window  baseline  fixed  smallest  rollup  holding
      chart  around  steps  colour  drawn  order  opener

and those of the filter once more for each side of a comparison: one.person, two.person, one.from, ...

How a click becomes a view, for a page: `select(view, find_clicked(option, hit))`, with `find_clicked` of
`dragoman.figures.clicks`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from datetime import date
from typing import Any, get_args
from urllib.parse import parse_qs, urlencode, urlsplit

from dragoman.former_links import Given, modernize
from dragoman.model import (
    KINDS,
    ROUTES,
    Changed,
    Changes,
    Colouring,
    Compared,
    CountedIn,
    Filter,
    Holding,
    Kind,
    LearntOffice,
    Listed,
    Match,
    Measure,
    Network,
    Order,
    Own,
    Period,
    Reason,
    Sort,
    StatedOffice,
    Unit,
    View,
)

Query = dict[str, str | list[str]]


def to_query(view: View) -> Query:
    """The parameters of a view: strings, and lists of strings for what can have several values.

    A period that Dragoman fitted is none.
    """
    query: Query = {}
    if view.fitted:
        view = replace(view, period="", fitted=False)
    plain = View()
    for parameter in PARAMETERS:
        if (value := parameter.read(view)) != parameter.read(plain):
            query[parameter.name] = parameter.write(value)
    return query


def from_query(query: Given) -> View:
    """The view that parameters speak of.

    Unknown ones are passed over; a value that makes no sense leaves its default.
    """
    given = modernize(query)
    read: dict[str, dict[str, Any]] = {part: {} for part in _PARTS}
    for parameter in PARAMETERS:
        if parameter.name in given and (value := parameter.parse(given[parameter.name])) is not None:
            read[parameter.part][parameter.field] = value
    sides = (Filter(**read["one"]), Filter(**read["two"]))
    own: dict[str, Any] = {
        "reason": Reason(**read["reason"]),
        "network": Network(**read["network"]),
        "changes": Changes(**read["changes"]),
    }
    return View(filter=Filter(**read["filter"]), sides=sides, **own, **read["view"])


def write_view(view: View) -> str:
    """A view as the query of a URL."""
    return urlencode(to_query(view), doseq=True)


def parse_view(text: str) -> View:
    """The view of a URL of the dashboard or of its query alone."""
    return from_query(_split(text))


def is_understood(text: str) -> bool:
    """Whether all of a query is a view's: nothing in it is passed over, though it may have former words."""
    return modernize(to_query(parse_view(text))) == modernize(_split(text))


def _split(text: str) -> Given:
    """The parameters of a URL or of its query; the page is the end of its path."""
    parts = urlsplit(text.strip())
    query = parse_qs(parts.query or ("" if parts.scheme else parts.path.lstrip("?")), keep_blank_values=True)
    page = parts.path.rstrip("/").rpartition("/")[2] if parts.query or parts.scheme else ""
    return ({"page": [page]} if page else {}) | query


def select(view: View, clicked: Sequence[str]) -> View:
    """The view with an identifier (a node) or a pair (an edge, a cell) selected; nothing clicked: none.

    A pair of other kinds than those of the view changes them too. The list of evidence begins on its first
    page.
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


_PARTS: dict[str, Callable[[View], Any]] = {  # of a view: what holds the fields of which parameters
    "view": lambda view: view,
    "filter": lambda view: view.filter,
    "one": lambda view: view.sides[0],
    "two": lambda view: view.sides[1],
    "reason": lambda view: view.reason,
    "network": lambda view: view.network,
    "changes": lambda view: view.changes,
}


@dataclass(frozen=True, slots=True)
class _Parameter:
    """How a field is called in a URL, written to it, and parsed from it (None: makes no sense)."""

    name: str
    field: str
    parse: Callable[[list[str]], Any]
    write: Callable[[Any], str | list[str]]
    part: str = "filter"

    def read(self, view: View) -> Any:
        return getattr(_PARTS[self.part](view), self.field)


def _parse_date(values: list[str]) -> date | None:
    try:
        return (
            date.fromisoformat(values[-1])
            if values and re.fullmatch(r"\d{4}-\d\d-\d\d", values[-1])
            else None
        )
    except ValueError:
        return None


def _parse_number(values: list[str]) -> int | None:
    return int(values[-1]) if values and re.fullmatch(r"[1-9][0-9]{0,8}", values[-1]) else None


def _parse_days(values: list[str]) -> tuple[date, date] | None:
    first, last = (_parse_date([value]) for value in values) if len(values) == 2 else (None, None)
    return (first, last) if first and last and first <= last else None


def _parse_office(values: list[str]) -> tuple[str, str, str, Any] | None:
    """The four values of an office, the first three of which are texts.

    A text that no URL can hold is none.
    """
    try:
        role, country, body, last = json.loads(values[-1])
        "".join((role, country, body)).encode()
    except (IndexError, ValueError, TypeError, RecursionError):
        return None
    return role, country, body, last


def _parse_stated(values: list[str]) -> StatedOffice | None:
    found = _parse_office(values)
    return StatedOffice(*found) if found and isinstance(found[3], bool) else None


def _parse_learnt(values: list[str]) -> LearntOffice | None:
    role, country, body, day = _parse_office(values) or ("", "", "", None)
    first = _parse_date([day]) if isinstance(day, str) else None
    return LearntOffice(role, country, body, first) if first else None


def _write_office(office: StatedOffice | LearntOffice) -> str:
    return json.dumps(list(astuple(office)), ensure_ascii=False, default=date.isoformat)


def _parse_kinds(values: list[str]) -> tuple[str, ...] | None:
    return tuple(values) if len(values) == 2 and set(values) <= set(KINDS) else None


def _list(
    name: str,
    field: str,
    accept: Callable[[str], bool] = lambda value: True,
    *,
    part: str = "filter",
    most: int = 500,
) -> _Parameter:
    return _Parameter(name, field, lambda values: tuple(filter(accept, values))[:most], list, part)


def _entities(name: Kind, field: str) -> _Parameter:
    return _list(name, field, lambda value: _is_identifier(value, (name,)))


def _text(name: str, field: str, pattern: str = r"(?s).*", *, part: str = "filter") -> _Parameter:
    return _Parameter(
        name,
        field,
        lambda values: values[-1] if values and re.fullmatch(pattern, values[-1]) else None,
        str,
        part,
    )


def _identifier(name: str, field: str, part: str) -> _Parameter:
    return _Parameter(
        name, field, lambda values: values[-1] if values and _is_identifier(values[-1]) else None, str, part
    )


def _days(name: str, field: str, part: str = "view") -> _Parameter:
    return _Parameter(name, field, _parse_days, lambda days: [day.isoformat() for day in days], part)


def _choice(name: str, field: str, choices: Iterable[str], *, part: str = "filter") -> _Parameter:
    return _text(name, field, "|".join(map(re.escape, choices)), part=part)


def _switch(name: str, field: str, *, part: str = "filter") -> _Parameter:
    states = {"1": True, "0": False}
    return _Parameter(
        name,
        field,
        lambda values: states.get(values[-1]) if values else None,
        lambda value: str(int(value)),
        part,
    )


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
    _list("not", "excluded", lambda value: _is_identifier(value)),
    _list("notoutlet", "excluded_outlets"),
    _switch("paragraphs", "paragraphs_only"),
)

PARAMETERS: tuple[_Parameter, ...] = (
    _text("page", "page", r"[a-z-]{1,40}", part="view"),
    *_OF_FILTER,
    _Parameter("kinds", "kinds", _parse_kinds, list, part="view"),
    _choice("unit", "unit", get_args(Unit), part="view"),
    _choice("counted", "counted_in", get_args(CountedIn), part="view"),
    _choice("measure", "measure", get_args(Measure), part="view"),
    _choice("period", "period", get_args(Period), part="view"),
    _list("select", "selection", _is_identifier, part="view", most=2),
    _text("article", "article", part="view"),
    _choice("sort", "sort", get_args(Sort), part="view"),
    _choice("listed", "listed", get_args(Listed), part="view"),
    _choice("changed", "kind", get_args(Changed), part="changes"),
    _choice("route", "route", ROUTES, part="reason"),
    _Parameter("stated", "stated", _parse_stated, _write_office, "reason"),
    _Parameter("learnt", "learnt", _parse_learnt, _write_office, "reason"),
    _switch("alike", "alike", part="reason"),
    _Parameter("n", "number", _parse_number, str, part="view"),
    _Parameter("min", "minimum", _parse_number, str, part="view"),
    _list("line", "lines", _is_identifier, part="view", most=8),
    _switch("share", "share", part="view"),
    _days("opened", "opened"),
    _choice("compare", "compared", get_args(Compared), part="view"),
    *(
        replace(parameter, name=f"{side}.{parameter.name}", part=side)
        for side in ("one", "two")
        for parameter in _OF_FILTER
    ),
    _Parameter(
        "side",
        "side",
        lambda values: int(values[-1]) if values and values[-1] in ("1", "2") else None,
        str,
        part="view",
    ),
    _days("window", "window", "changes"),
    _days("baseline", "baseline", "changes"),
    _identifier("fixed", "fixed", "changes"),
    _Parameter("smallest", "smallest", _parse_number, str, "changes"),
    _text("chart", "chart", r"[a-z-]{0,40}", part="view"),
    _identifier("around", "around", "network"),
    _Parameter(
        "steps",
        "steps",
        lambda values: int(values[-1]) if values and values[-1] in ("1", "2") else None,
        str,
        "network",
    ),
    _choice("colour", "colouring", get_args(Colouring), part="network"),
    _Parameter("drawn", "drawn", _parse_number, str, "network"),
    _choice("order", "order", get_args(Order), part="view"),
    _choice("own", "own", get_args(Own), part="view"),
    _text("opener", "opener", r"[a-z-]{0,40}", part="view"),
)

# A field that has no parameter would be lost by a link.
assert {parameter.field for parameter in PARAMETERS} | {
    "filter",
    "sides",
    "reason",
    "network",
    "changes",
    "fitted",
} == {field.name for kind in (Filter, Reason, Network, Changes, View) for field in fields(kind)}
