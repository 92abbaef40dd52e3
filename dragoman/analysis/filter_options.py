"""What the widgets of the filter offer, with how many passing articles each choice has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dragoman.analysis.counting import Ints
from dragoman.analysis.entities import count_named, rank_entities
from dragoman.analysis.filtering import find_passing, list_passing
from dragoman.analysis.tables import Tables
from dragoman.model import Filter, Kind

OFFERED = 2000  # entities of a kind; longer lists help nobody and slow the browser


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Frames [id, label, count], most frequent first; `first` and `last` dates of what passes, or None."""

    people: pd.DataFrame
    countries: pd.DataFrame
    organizations: pd.DataFrame
    topics: pd.DataFrame
    offices: pd.DataFrame  # id is the role in lower case
    outlets: pd.DataFrame  # id and label are the outlet's name; "" for articles without one is left out
    first: date | None
    last: date | None
    articles: int
    undated: int


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """Roles that articles state, in small letters, their forms as written, and which article states which."""

    roles: list[str]
    forms: Any
    role_of: Any  # form -> role
    form: Any  # a row an article and form
    form_article: Any
    role: Any  # a row an article and role
    role_article: Any


def list_options(tables: Tables, filter: Filter) -> Options:
    """The choices that passing articles have, counted in articles."""
    articles = list_passing(tables, filter)
    counts = count_named(tables, filter)
    days = tables.day[articles]
    dated = days[~np.isnat(days)]
    return Options(
        people=_list_entities(tables, counts, "person"),
        countries=_list_entities(tables, counts, "country"),
        organizations=_list_entities(tables, counts, "organization"),
        topics=_list_entities(tables, counts, "topic"),
        offices=list_offices(tables, filter).head(OFFERED),
        outlets=list_outlets(tables, articles),
        first=dated.min().item() if len(dated) else None,
        last=dated.max().item() if len(dated) else None,
        articles=len(articles),
        undated=len(days) - len(dated),
    )


def _list_entities(tables: Tables, counts: Ints, kind: Kind) -> pd.DataFrame:
    chosen = rank_entities(tables, counts, kind, OFFERED)
    ids = [tables.entity_ids[number] for number in chosen]
    return pd.DataFrame({"id": ids, "label": tables.labels[chosen], "count": counts[chosen]})


def list_offices(tables: Tables, filter: Filter) -> pd.DataFrame:
    """Roles that passing articles state, under the form that most of them use."""
    keep, roles = find_passing(tables, filter), tables.remember(("roles", ""), lambda: _number_roles(tables))
    times = np.bincount(
        roles.form if keep is None else roles.form[keep[roles.form_article]], minlength=len(roles.forms)
    )
    counts = np.bincount(
        roles.role if keep is None else roles.role[keep[roles.role_article]], minlength=len(roles.roles)
    )
    order = np.lexsort((np.arange(len(times)), -times, roles.role_of))  # the commonest first, else the first
    best = order[np.searchsorted(roles.role_of[order], np.arange(len(roles.roles)))]
    frame = pd.DataFrame({"id": roles.roles, "label": roles.forms[best], "count": counts})[counts > 0]
    return frame.sort_values(["count", "label"], ascending=[False, True], ignore_index=True)


def list_role_forms(tables: Tables) -> list[tuple[str, str]]:
    """Each role in small letters with each form of it that articles write."""
    roles = tables.remember(("roles", ""), lambda: _number_roles(tables))
    return [(roles.roles[role], str(form)) for role, form in zip(roles.role_of, roles.forms, strict=True)]


def _number_roles(tables: Tables) -> Roles:
    stated = "(SELECT DISTINCT article, lower(trim(role)) AS id, role FROM offices WHERE trim(role) <> '')"
    names = tables.query(f"SELECT DISTINCT id, role FROM {stated} ORDER BY id, role")
    roles = list(dict.fromkeys(names["id"].to_pylist()))
    numbers = {role: number for number, role in enumerate(roles)}
    role_of = np.array([numbers[role] for role in names["id"].to_pylist()], dtype=np.int32)
    rows = tables.query(f"SELECT article, dense_rank() OVER (ORDER BY id, role) - 1 AS form FROM {stated}")
    article, form = rows["article"].to_numpy(), rows["form"].to_numpy()
    by_role = np.unique(role_of[form].astype(np.int64) << 32 | article)  # an article once
    forms = np.array(names["role"].to_pylist(), dtype=object)
    return Roles(roles, forms, role_of, form, article, by_role >> 32, by_role & 0xFFFFFFFF)


def list_outlets(tables: Tables, articles: np.ndarray) -> pd.DataFrame:
    """Outlets of some articles, with how many of these each has."""
    counts = np.bincount(tables.outlet[articles], minlength=len(tables.outlets))
    rows = [
        (name, name, int(count)) for name, count in zip(tables.outlets, counts, strict=True) if name and count
    ]
    return pd.DataFrame(sorted(rows, key=lambda row: (-row[2], row[0])), columns=["id", "label", "count"])
