"""The rows behind what a page shows: of its charts and its lists."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dragoman.analysis.changes import SMALLEST, count_changes
from dragoman.analysis.comparison import compare_entities, compare_over_time, compare_pairs
from dragoman.analysis.dossier import list_held, list_officials
from dragoman.analysis.entities import count_entities
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.search import find_articles
from dragoman.analysis.tables import Tables
from dragoman.analysis.timeline import count_entities_over_time, count_pair_over_time, count_share_over_time
from dragoman.analysis.together import count_together
from dragoman.errors import SourceError
from dragoman.model import KINDS, Kind, View
from dragoman.questions.asking import drop_dates, find_length
from dragoman.questions.evidence import list_evidence
from dragoman.questions.recipes import What

MAIN: dict[str, What] = {  # what a page is about: the rows that its report begins with
    "articles": "articles", "connections": "pairs", "world": "names", "changes": "changes", "compare": "sides", "dossier": "together",
}  # fmt: skip
MOST_LINES = 8  # topics of a stream: as many as there are colours


def list_rows(tables: Tables, view: View, what: What) -> pd.DataFrame:
    """The rows that a view's chart or list is drawn from; of evidence one row a sentence, as `list_evidence` says.

    SourceError where the view does not say enough: no periods, no selection.
    """
    filter, counted_in = view.filter, view.counted_in
    if what == "report":
        return list_rows(tables, view, MAIN.get(view.page, "timeline"))
    if what in ("pairs", "network"):
        span = view.opened if view.page == "connections" else None
        return count_pairs(
            tables, filter, view.kinds, view.unit, counted_in, 1 if span else view.minimum, span=span, measure=view.measure,
            around=view.around, steps=view.steps,
        )  # fmt: skip
    if what == "articles":
        sort: Any = view.sort if view.sort in ("newest", "oldest", "relevance", "longest") else "relevance" if filter.text else "newest"
        return find_articles(tables, filter, sort, size=max(tables.size, 1))[0].drop(columns="snippet")
    if what == "evidence":
        return list_evidence(tables, view)
    if what == "names":
        kinds: tuple[Kind, ...] = ("country",) if view.page == "world" else KINDS
        return pd.concat([count_entities(tables, filter, kind, counted_in) for kind in kinds], ignore_index=True)
    if what == "changes":
        return _list_changes(tables, view)
    if what == "sides":
        return _list_sides(tables, view)
    if what == "timeline":
        return list_timeline(tables, view)
    if not view.selection:
        raise SourceError(f"A view for {what} needs a name: give it as select=country:UKR, say.")
    if what == "offices":
        listing = list_officials if view.selection[0].startswith("country:") else list_held
        return listing(tables, filter, view.selection[0])
    kinds = ("country",) if view.page == "world" else KINDS
    frames = [count_together(tables, filter, view.selection[0], kind, view.unit, counted_in) for kind in kinds]
    return pd.concat(frames, ignore_index=True)


def list_timeline(tables: Tables, view: View) -> pd.DataFrame:
    """The chart over time of a view's page: of its lines, its sides, its topics, its selection, or of all that passes."""
    filter, period, counted_in = view.filter, find_length(tables, view), view.counted_in
    if view.page == "compare":
        return compare_over_time(tables, filter, view.sides, period, counted_in)
    if view.page == "timeline" and "stream" in (view.chart, view.sort):
        topics = count_entities(tables, filter, "topic", counted_in, MOST_LINES)["id"]
        return count_entities_over_time(tables, filter, tuple(topics), period, counted_in)
    selected = view.page in ("connections", "dossier", "world")
    lines = view.selection if selected else view.lines
    if len(lines) > 1 and (selected or "pair" in (view.chart, view.sort)):
        return count_pair_over_time(tables, filter, lines[:2], view.unit, period, counted_in)
    if lines:
        return count_entities_over_time(tables, filter, lines, period, counted_in)
    return count_share_over_time(tables, filter, period, counted_in)


def _list_changes(tables: Tables, view: View) -> pd.DataFrame:
    if not (view.window and view.baseline):
        raise SourceError("A view of what changed needs its two periods: window=FIRST&window=LAST and baseline=FIRST&baseline=LAST.")
    frame = count_changes(
        tables, drop_dates(view.filter), view.window, view.baseline, view.kinds, view.unit, view.counted_in, minimum=SMALLEST
    )
    return frame.replace([np.inf, -np.inf], np.nan)  # what is new is no number of times as strong


def _list_sides(tables: Tables, view: View) -> pd.DataFrame:
    if view.sort == "pair":
        return compare_pairs(tables, view.filter, view.sides, ("person", "country"), view.unit, view.counted_in)
    kind: Any = view.sort if view.sort in KINDS else "person"
    return compare_entities(tables, view.filter, view.sides, kind, view.counted_in)
