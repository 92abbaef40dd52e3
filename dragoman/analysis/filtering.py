"""Which articles pass a filter.

An article passes when all of this holds, as far as the filter says anything about it:

- it names all (or any) of the chosen people, countries, groups of countries, organizations and topics, by a
  route that is not switched
  off; where only officials are looked at, somebody who is none is never named; - it states one of the chosen
offices for anybody; where wanted, it names somebody who holds one on its date, as tables know or as the
library has learnt; - it is from one of the outlets; - its date lies between start and end, both included: an
article without a date lies in no such range, except where only undated articles are asked for, and then the
range says nothing; - its date was not guessed, where guessed dates are left out; it has a date or has none,
as `undated` says; - the text is found in it, or in one of its paragraphs where mentions count only there;
- it names none of the excluded anywhere, by a route that is not switched off, and is from none of the
  excluded outlets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import reduce

import numpy as np

from dragoman.analysis.counting import Bools, Columns, Ints
from dragoman.analysis.learnt_offices import find_holders
from dragoman.analysis.searching import find_paragraphs, find_scores
from dragoman.analysis.tables import Tables, switched_on
from dragoman.knowledge import load_countries
from dragoman.model import Filter

Span = tuple[date | None, date | None]

REMEMBERED = 64  # filters whose articles are remembered: a person goes back and forth between a handful


def find_passing(tables: Tables, filter: Filter, span: Span | None = None) -> Bools | None:
    """For each article whether it passes; None when all do.

    `span` narrows it to dates from first to last, both included.
    """
    keep = tables.remember(("articles that pass", filter), lambda: _apply(tables, filter), REMEMBERED)
    if span is None or span == (None, None):
        return keep
    inside = _lies_within(tables, span)
    return inside if keep is None else keep & inside


def list_passing(tables: Tables, filter: Filter, span: Span | None = None) -> Ints:
    """The numbers of the articles that pass, rising."""
    keep = find_passing(tables, filter, span)
    return np.arange(tables.size, dtype=np.int32) if keep is None else np.flatnonzero(keep).astype(np.int32)


def drop_names(filter: Filter) -> Filter:
    """The filter without the names that it asks for."""
    return replace(filter, people=(), countries=(), organizations=(), topics=(), groups=())


def stands_for(tables: Tables, filter: Filter, entity: int) -> bool:
    """Whether an entity is looked at: everybody, or officials only."""
    start, end = tables.kind_range("person")
    return not (filter.officials_only and start <= entity < end and not tables.official[entity])


def find_entities(tables: Tables, filter: Filter, identifiers: Iterable[str]) -> list[int | None]:
    """The numbers of entities; None for one that the library does not have or the filter does not look at."""
    numbers = [tables.entity_of.get(identifier) for identifier in identifiers]
    return [
        None if number is None or not stands_for(tables, filter, number) else number for number in numbers
    ]


def list_chosen(tables: Tables, filter: Filter) -> list[int]:
    """The numbers of the entities that a filter has chosen, and of the members of its groups of countries."""
    countries = load_countries()
    names = countries.identify_groups()
    members = [
        f"country:{member.iso3}"
        for group in filter.groups
        for member in countries.groups.get(names.get(group, ""), ())
    ]
    found = find_entities(tables, filter, dict.fromkeys((*filter.entities, *members)))
    return [number for number in found if number is not None]


def _apply(tables: Tables, filter: Filter) -> Bools | None:
    asked = (condition(tables, filter) for condition in CONDITIONS)
    kept = [passing for passing in asked if passing is not None]
    return reduce(np.logical_and, kept) if kept else None


def _lies_within(tables: Tables, span: Span) -> Bools:
    inside = ~np.isnat(tables.day)
    if span[0]:
        inside &= tables.day >= np.datetime64(span[0], "D")
    if span[1]:
        inside &= tables.day <= np.datetime64(span[1], "D")
    return np.asarray(inside, dtype=bool)


def _names(tables: Tables, filter: Filter) -> Bools | None:
    if not filter.entities and not filter.groups:
        return None  # routes and officials are said of mentions, of which no entity is asked for
    columns, on = tables.list_named(filter), switched_on(filter)
    named = np.zeros((len(filter.entities) + len(filter.groups), tables.size), dtype=bool)
    for place, number in enumerate(find_entities(tables, filter, filter.entities)):
        if number is not None:
            named[place, columns.find_articles(number, None, on)] = True
    for place, group in enumerate(filter.groups, start=len(filter.entities)):
        named[place] = _names_member(tables, columns, group, on)
    return np.asarray(named.all(axis=0) if filter.match == "all" else named.any(axis=0), dtype=bool)


def _names_member(tables: Tables, columns: Columns, group: str, on: int) -> Bools:
    """Which articles name a country that is in a group on their date, or today where they have none."""
    named = np.zeros(tables.size, dtype=bool)
    countries = load_countries()
    for member in countries.groups.get(countries.identify_groups().get(group, ""), ()):
        number = tables.entity_of.get(f"country:{member.iso3}")
        if number is None:
            continue
        articles = columns.find_articles(number, None, on)
        days = tables.day[articles]
        holds = np.isnat(days) & (member.end is None)
        dated = ~np.isnat(days)
        if member.start:
            dated &= days >= np.datetime64(member.start, "D")
        if member.end:
            dated &= days < np.datetime64(member.end, "D")
        named[articles[holds | dated]] = True
    return named


def _names_office(tables: Tables, filter: Filter) -> Bools | None:
    if not filter.offices:
        return None
    found = np.zeros(tables.size, dtype=bool)
    roles = {role.lower() for role in filter.offices}
    for origin in filter.holding:
        for role in roles:
            found[find_holders(tables).get((origin, role), [])] = True
    answer = tables.query(
        "SELECT DISTINCT article FROM offices WHERE lower(trim(role)) IN (SELECT unnest(?))", [sorted(roles)]
    )
    found[answer["article"].to_numpy()] = True
    return found


def _is_from_outlet(tables: Tables, filter: Filter) -> Bools | None:
    return _is_from(tables, filter.outlets) if filter.outlets else None


def _has_date_or_none(tables: Tables, filter: Filter) -> Bools | None:
    if filter.undated == "with":
        return None
    return np.asarray(np.isnat(tables.day) == (filter.undated == "only"), dtype=bool)


def _lies_in_range(tables: Tables, filter: Filter) -> Bools | None:
    if filter.undated == "only" or not (filter.start or filter.end):
        return None
    return _lies_within(tables, (filter.start, filter.end))


def _has_sure_date(tables: Tables, filter: Filter) -> Bools | None:
    return None if filter.guessed_dates else np.asarray(tables.origin != "guessed", dtype=bool)


def _has_text(tables: Tables, filter: Filter) -> Bools | None:
    if not filter.text.strip():
        return None
    if not filter.within:
        return np.asarray(~np.isnan(find_scores(tables, filter.text)), dtype=bool)
    found = np.zeros(tables.size, dtype=bool)
    found[find_paragraphs(tables, filter.within)["article"].to_numpy()] = True
    return found


def _names_none_excluded(tables: Tables, filter: Filter) -> Bools | None:
    if not filter.excluded:
        return None
    # Wherever in the article, and whoever else is looked at
    columns, on = tables.list_named(replace(filter, paragraphs_only=False)), switched_on(filter)
    kept = np.ones(tables.size, dtype=bool)
    for number in _find_known(tables, filter.excluded):
        kept[columns.find_articles(number, None, on)] = False
    return kept


def _find_known(tables: Tables, identifiers: Iterable[str]) -> list[int]:
    """The numbers of those entities that the library has."""
    return [tables.entity_of[identifier] for identifier in identifiers if identifier in tables.entity_of]


def _is_from_no_excluded_outlet(tables: Tables, filter: Filter) -> Bools | None:
    if not filter.excluded_outlets:
        return None
    return ~_is_from(tables, filter.excluded_outlets)


def _is_from(tables: Tables, outlets: Iterable[str]) -> Bools:
    asked = {tables.outlet_leads.get(outlet, outlet) for outlet in outlets}
    chosen = np.array([outlet in asked for outlet in tables.outlets], dtype=bool)
    return np.asarray(chosen[tables.outlet], dtype=bool)


# What a filter may ask of an article, in the order of the docstring above; None: nothing of the kind.
CONDITIONS: tuple[Callable[[Tables, Filter], Bools | None], ...] = (
    _names, _names_office, _is_from_outlet, _lies_in_range, _has_sure_date, _has_date_or_none, _has_text,
    _names_none_excluded, _is_from_no_excluded_outlet,
)  # fmt: skip
