"""The rows behind what a page shows: of its charts and lists, and of the number that is open on it. Each page asks as its view says."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from dragoman.analysis.changes import SMALLEST, count_changes, find_previous
from dragoman.analysis.comparison import compare_entities, compare_over_time, compare_pairs, narrow
from dragoman.analysis.coverage import COMPARED, find_spans, fit_period
from dragoman.analysis.dossier import find_learnt_evidence, find_spell_evidence, keep_route, list_held, list_officials, read_spell
from dragoman.analysis.entities import count_entities
from dragoman.analysis.evidence import count_evidence, find_evidence
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.passing import Span
from dragoman.analysis.search import find_articles
from dragoman.analysis.tables import Tables
from dragoman.analysis.timeline import count_entities_over_time, count_pair_over_time, count_share_over_time
from dragoman.analysis.together import count_together
from dragoman.errors import SourceError
from dragoman.model import KINDS, ROUTES, Filter, Kind, Order, Period, View
from dragoman.recipes import What

MAIN: dict[str, What] = {  # what a page is about: the rows that its report begins with
    "articles": "articles", "connections": "pairs", "world": "names", "changes": "changes", "compare": "sides", "dossier": "together",
}  # fmt: skip
TIMED = ("overview", "timeline", "compare", "dossier")  # pages whose report has a chart over time whatever is selected
MOST_LINES = 8  # topics of a stream: as many as there are colours
EVIDENCE = ("row", "article", "date", "date_origin", "outlet", "title", "url", "story", "articles", "paragraph", "sentence", "start", "end",
            "text", "a", "a_label", "a_spans", "a_routes", "b", "b_label", "b_spans", "b_routes")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What a number on a page counts: the selection within a filter and a period; else the articles that state an office (`spell`) or
    those that one was learnt from (`learnt`)."""

    filter: Filter
    selection: tuple[str, ...] = ()
    period: Span | None = None
    spell: tuple[Any, ...] = ()
    learnt: tuple[Any, ...] = ()


def drop_dates(filter: Filter) -> Filter:
    """The filter without its dates: of what changed, the two periods stand in their place."""
    return replace(filter, start=None, end=None, undated="with")


def find_length(tables: Tables, view: View) -> Period:
    """The length of a view's periods: its own, else the one that fits the coverage."""
    return view.period or fit_period(tables, view.filter)


def settle(tables: Tables, view: View, what: What = "timeline") -> View:
    """The view with what it leaves to Dragoman and its rows depend on: the length of periods, and the two periods of what changed."""
    if view.page == "changes":
        return settle_changes(tables, view)
    drawn = what == "timeline" or (what == "report" and view.page in TIMED)
    return replace(view, period=find_length(tables, view), fitted=False) if drawn else view


def settle_changes(tables: Tables, view: View) -> View:
    """The view with its period and the baseline: its own, else those that `find_spans` chooses. As it is where there are none."""
    if view.window:
        return replace(view, baseline=view.baseline or find_previous(view.window))
    spans = find_spans(tables, drop_dates(view.filter), view.period if view.period in COMPARED else "")
    return replace(view, window=spans[0], baseline=view.baseline or spans[1]) if spans else view


def find_question(view: View) -> Question:
    """The number that is open on a view's page. Of What changed and Compare the view holds its periods and its sides."""
    if view.page == "changes":
        return Question(drop_dates(view.filter), view.selection, view.baseline if view.side == 2 else view.window)
    if view.page == "compare" and view.side:
        return Question(narrow(view.filter, view.sides[view.side - 1]), view.selection, view.opened)
    if view.page == "dossier":
        if spell := read_spell(view.sort):
            return Question(view.filter, view.selection[:1], None, spell)
        route = view.sort.removeprefix("route:")
        named = keep_route(view.filter, route) if view.sort.startswith("route:") and route in ROUTES else view.filter
        return Question(named, view.selection, view.opened, learnt=read_learnt(view.sort))
    return Question(view.filter, view.selection, view.opened)


def read_learnt(word: str) -> tuple[Any, ...]:
    """The learnt office (role, country, body, first day) that a word of the URL speaks of; () for none."""
    try:
        found = json.loads(word.removeprefix("learnt:")) if word.startswith("learnt:") else ()
    except ValueError:
        return ()
    return tuple(found) if isinstance(found, list) and len(found) == 4 and all(isinstance(value, str) for value in found) else ()


def count_rows_of(tables: Tables, view: View) -> int:
    """The number that is open on a view's page."""
    asked = find_question(view)
    if (frame := _find_office_rows(tables, asked)) is not None:
        return len(frame)
    return count_evidence(tables, asked.filter, asked.selection, view.unit, view.counted_in, asked.period)


def find_rows_of(tables: Tables, view: View, start: int = 0, limit: int | None = None) -> pd.DataFrame:
    """The rows of that number as `find_evidence` has them, in the order of the view."""
    asked = find_question(view)
    if (frame := _find_office_rows(tables, asked, view.order)) is not None:
        return frame.iloc[start : None if limit is None else start + limit]
    return find_evidence(
        tables, asked.filter, asked.selection, view.unit, view.counted_in, asked.period, start=start, limit=limit, order=view.order
    )


def _find_office_rows(tables: Tables, asked: Question, order: Order = "newest") -> pd.DataFrame | None:
    """The articles behind an office; None where the question is of no office."""
    if asked.spell and asked.selection:
        return find_spell_evidence(tables, asked.filter, asked.selection[0], asked.spell, order=order)
    if asked.learnt and asked.selection:
        held = list_held(tables, asked.filter, asked.selection[0])
        for row in held[held["origin"] == "learnt"].to_dict("records"):
            if (row["role"], row["country"], row["body"], str(row["first"])) == asked.learnt:
                return find_learnt_evidence(tables, asked.selection[0], int(row["spell"]), order)
    return None


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


def list_evidence(tables: Tables, view: View) -> pd.DataFrame:
    """One row a sentence of the evidence of what is open; `row` numbers the rows that the number counts, from 1.

    `a` and `b` are what is selected; their spans are "12-20 31-35", characters of title + "\\n\\n" + text, with a route each. An article
    that counts without a sentence (nothing selected, a topic without its words) has one row without.
    """
    found = find_rows_of(tables, view)
    rows: list[dict[str, Any]] = []
    for number, row in enumerate(found.to_dict("records"), 1):
        head: dict[str, Any] = {name: row[name] for name in EVIDENCE if name in row}
        rows.extend(head | {"row": number} | _write_sentence(sentence, view) for sentence in row["sentences"] or [{"spans": []}])
    return pd.DataFrame(rows, columns=list(EVIDENCE)).astype(dict.fromkeys(("paragraph", "sentence", "start", "end"), "Int64"))


def _write_sentence(sentence: dict[str, Any], view: View) -> dict[str, Any]:
    cells = {name: value for name, value in sentence.items() if name != "spans"}
    for end, id in zip("ab", view.selection, strict=False):
        spans = [span for span in sentence["spans"] if span["id"] == id]
        cells |= {
            end: id,
            f"{end}_label": spans[0]["label"] if spans else "",
            f"{end}_spans": " ".join(f"{span['start']}-{span['end']}" for span in spans),
            f"{end}_routes": " ".join(span["route"] for span in spans),
        }
    return cells
