"""What measures of a pair are made of: the sentences, paragraphs or articles of one population.

Its four numbers are all of it: units that name both, the one, the other, and all there are. The population is
what passes the filter without the names that it asks for, since of articles that all name Russia nobody can
say whether Russia is named with Turkey more often than by chance. Counted in articles it is all of them;
counted in stories one copy of each story, its longest; counted in outlets one of each story and outlet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc

from dragoman.analysis.counting import Bools, Columns, Ints, make_columns
from dragoman.analysis.filtering import REMEMBERED, Span, drop_names, find_passing
from dragoman.analysis.searching import BREAK
from dragoman.model import CountedIn, Filter, Unit

if TYPE_CHECKING:
    from dragoman.analysis.tables import Tables


def find_population(
    tables: Tables, filter: Filter, counted_in: CountedIn, span: Span | None = None, windows: Any = None
) -> Bools | None:
    """For each article whether its units are of the population; None when all are.

    `span` narrows it to dates from first to last. With `windows`, a number an article, a story has a copy in
    each of them.
    """
    if windows is not None:
        return _find_copies(tables, find_passing(tables, drop_names(filter), span), counted_in, windows)
    key = ("population", (drop_names(filter), counted_in, span))
    return tables.remember(
        key,
        lambda: _find_copies(tables, find_passing(tables, drop_names(filter), span), counted_in),
        REMEMBERED,
    )


def _find_copies(
    tables: Tables, keep: Bools | None, counted_in: CountedIn, windows: Any = None
) -> Bools | None:
    """Of the copies that a story has (in an outlet, in a window) the longest, and of those the first."""
    if counted_in == "article":
        return keep
    articles = np.arange(tables.size) if keep is None else np.flatnonzero(keep)
    keys: list[Any] = [tables.story, *([tables.outlet] if counted_in == "outlet" else [])]
    keys = [key[articles] for key in (*keys, *([] if windows is None else [windows]))]
    order = np.lexsort((articles, -count_words(tables)[articles], *keys))
    new = np.ones(len(order), dtype=bool)
    if len(order):
        new[1:] = np.logical_or.reduce([key[order][1:] != key[order][:-1] for key in keys])
    found = np.zeros(tables.size, dtype=bool)
    found[articles[order[new]]] = True
    return found


def count_words(tables: Tables) -> Ints:
    """How many words each article has."""
    return tables.remember(
        ("words", ""),
        lambda: tables.query("SELECT words FROM articles ORDER BY article")["words"].to_numpy(),
    )


def count_units(tables: Tables, unit: Unit) -> Ints:
    """How many units each article has: its sentences, its paragraphs (the title is one), or itself."""
    if unit == "article":
        return np.ones(tables.size, dtype=np.int32)
    return tables.remember(("units", unit), lambda: _count_units(tables, unit))


def _count_units(tables: Tables, unit: Unit) -> Ints:
    if unit == "sentence":
        laid = np.diff(tables.opening)[tables.row]
    else:  # a title, and one more of the text than it has breaks
        breaks = pc.count_substring_regex(pc.fill_null(tables.texts["text"], ""), BREAK)
        laid = breaks.to_numpy()[tables.row] + 2
    last = tables.query(
        f"SELECT article, max({unit})::INTEGER + 1 AS units FROM mentions GROUP BY article ORDER BY article"
    )
    named = np.zeros(tables.size, dtype=np.int64)
    named[last["article"].to_numpy()] = last["units"].to_numpy()
    return np.asarray(np.maximum(laid, named), dtype=np.int32)


def list_units(tables: Tables, unit: Unit, filter: Filter) -> Columns:
    """Columns of the entities of articles, weighed by the units that name each; made at the first call."""
    if filter.rolled_up:
        tables.list_named(filter)  # makes what is read here
    rolled = "_rolled" if filter.rolled_up else ""
    return tables.remember(("units of names", (unit, rolled)), lambda: _sort_units(tables, unit, rolled))


def _sort_units(tables: Tables, unit: Unit, rolled: str) -> Columns:
    rows = tables.query(
        f"""
        SELECT entity AS "group", article, bits, count(*)::INTEGER AS weight FROM in_{unit}{rolled}
        GROUP BY ALL ORDER BY "group", article, bits
        """
    )
    frame = {name: rows[name].to_numpy() for name in rows.column_names}
    return make_columns(frame, len(tables.entity_ids))


def count_all(tables: Tables, unit: Unit, population: Bools | None) -> int:
    """How many units a population has."""
    sizes = count_units(tables, unit)
    return int((sizes if population is None else sizes[population]).sum())
