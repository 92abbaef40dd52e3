"""The rows behind a page's charts and lists, each by one function that pages, downloads and reports call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from dragoman.analysis.articles import find_articles
from dragoman.analysis.bursts import find_bursts_over_time
from dragoman.analysis.changes import Days, count_changes
from dragoman.analysis.comparison import (
    compare_entities,
    compare_over_time,
    compare_pairs,
    count_sides,
    narrow,
)
from dragoman.analysis.dossier import count_routes, list_held, list_officials
from dragoman.analysis.entities import count_entities
from dragoman.analysis.neighbours import count_neighbours
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.spans import Overlap, Turn, find_overlap, find_turns, share_outlets
from dragoman.analysis.tables import Tables
from dragoman.analysis.timeline import (
    count_articles,
    count_entities_over_time,
    count_pair_over_time,
    count_share_over_time,
    widen,
)
from dragoman.errors import SourceError
from dragoman.model import KINDS, Few, Kind, Network, Sort, View
from dragoman.questions.evidence import list_evidence
from dragoman.questions.question import drop_dates, find_length
from dragoman.questions.recipes import What

MAIN: dict[str, What] = {  # what a page is about: the rows that its report begins with
    "articles": "articles", "connections": "pairs", "world": "names", "changes": "changes",
    "compare": "sides", "dossier": "together",
}  # fmt: skip
MOST_LINES = 8  # topics of a stream: as many as there are colours
FIRST_LINES = 5  # names that a chart over time begins with
SELECTED = ("connections", "dossier", "world")  # pages whose chart over time is of what is selected
SETTINGS: dict[What, tuple[str, ...]] = {  # what of a view, besides its page and filter, its rows depend on
    "pairs": ("kinds", "unit", "counted_in", "measure", "minimum", "network", "opened", "own"),
    "articles": ("sort",),
    "names": ("counted_in",),
    "changes": ("kinds", "unit", "counted_in", "changes"),
    "sides": ("listed", "sides", "unit", "counted_in"),
    "timeline": ("chart", "period", "counted_in", "lines", "selection", "sides", "unit"),
    "together": ("selection", "unit", "counted_in"),
    "offices": ("selection",),
}


def keep(view: View, what: What) -> View:
    """The view with only what the rows of a chart or list depend on: a key to remember them by."""
    kept: dict[str, Any] = {name: getattr(view, name) for name in SETTINGS[what]}
    if what in ("together", "offices"):  # of the name, whatever else is open
        kept["selection"] = view.selection[:1]
    if what == "pairs":
        kept["network"] = Network(view.network.around, view.network.steps)
    if what == "changes":  # all of them are tested, whichever are listed; those too few to are others
        kept["changes"] = replace(view.changes, kind=find_few(view))
    if what == "timeline" and view.page not in SELECTED:
        kept["selection"] = ()
    return View(view.page, view.filter, **kept)


def list_rows(tables: Tables, view: View, what: What) -> pd.DataFrame:
    """All rows that a view's chart or list is drawn from; of evidence a row a sentence: see `list_evidence`.

    SourceError where the view does not say enough: no periods, no selection.
    """
    if what == "report":
        return list_rows(tables, view, MAIN.get(view.page, "timeline"))
    if what in ("evidence", "brief"):
        return list_evidence(tables, view)
    return LISTS[what](tables, keep(view, "pairs" if what == "network" else what))


def list_pairs(tables: Tables, view: View, limit: int | None = None) -> pd.DataFrame:
    """The pairs of a view, strongest first; on Connections those of the window that is open."""
    span = view.opened if view.page == "connections" else None
    return count_pairs(
        tables, view.filter, view.kinds, view.unit, view.counted_in, 1 if span else view.minimum, limit,
        span=span, measure=view.measure, around=view.network.around, steps=view.network.steps,
        aside=view.own == "aside",
    )  # fmt: skip


def list_open_pair(tables: Tables, view: View) -> pd.DataFrame:
    """The pair that is open on a view, as a row of `list_pairs` however weak it is; none where none is."""
    asked = replace(view, own="", minimum=1, network=Network("".join(view.selection[:1])))
    rows = list_pairs(tables, asked) if len(view.selection) == 2 else list_pairs(tables, asked, limit=0)
    both = set(view.selection)
    opened = [{a, b} == both for a, b in zip(rows["a"], rows["b"], strict=True)]
    return rows[np.array(opened, dtype=bool)].reset_index(drop=True)


def begin_pairs(view: View) -> View:
    """The view of pairs that a page begins with: those of a person with his own country stand aside."""
    mixed = set(view.kinds) == {"person", "country"} and not view.filter.rolled_up
    return replace(view, own=(view.own or "aside") if mixed else "")


def find_order(view: View) -> Sort:
    """The order of a view's articles: its own, else what fits a search for words, or the newest first."""
    usual: Sort = "relevance" if view.filter.text else "newest"
    return usual if view.sort == "" or view.sort == "relevance" else view.sort


def list_articles(tables: Tables, view: View, number: int, size: int) -> tuple[pd.DataFrame, int]:
    """A page of the articles that pass, and how many do in all: see `analysis.articles.find_articles`."""
    return find_articles(tables, view.filter, find_order(view), number, size)


def _list_all_articles(tables: Tables, view: View) -> pd.DataFrame:
    return find_articles(tables, view.filter, find_order(view), 1, max(tables.size, 1), snippets=False)[0]


def list_names(tables: Tables, view: View, kind: Kind, limit: int | None = None) -> pd.DataFrame:
    """The names of a kind, the most frequent first."""
    return count_entities(tables, view.filter, kind, view.counted_in, limit)


def _list_all_names(tables: Tables, view: View) -> pd.DataFrame:
    return pd.concat([list_names(tables, view, kind) for kind in _list_kinds(view)], ignore_index=True)


def _list_kinds(view: View) -> tuple[Kind, ...]:
    return ("country",) if view.page == "world" else KINDS


def list_neighbours(tables: Tables, view: View, kind: Kind, limit: int | None = None) -> pd.DataFrame:
    """With whom or what of a kind the first of the selection is named, the most frequent first."""
    return count_neighbours(
        tables, view.filter, _find_name(view, "together"), kind, view.unit, view.counted_in, limit
    )


def _list_all_neighbours(tables: Tables, view: View) -> pd.DataFrame:
    return pd.concat([list_neighbours(tables, view, kind) for kind in _list_kinds(view)], ignore_index=True)


def list_offices(tables: Tables, view: View) -> pd.DataFrame:
    """The selected person's offices, as of `analysis.dossier.list_held`, or the country's officials."""
    name = _find_name(view, "offices")
    return (list_officials if name.startswith("country:") else list_held)(tables, view.filter, name)


def _find_name(view: View, what: What) -> str:
    if not view.selection:
        raise SourceError(f"A view for {what} needs a name: give it as select=country:UKR, say.")
    return view.selection[0]


def list_routes(tables: Tables, view: View) -> pd.DataFrame:
    """[route, count]: by which routes articles name what is selected: `analysis.dossier.count_routes`."""
    return count_routes(tables, view.filter, view.selection[0], view.counted_in)


def list_volume(tables: Tables, view: View) -> pd.DataFrame:
    """[period, count]: all articles that pass, in each period that has any."""
    return count_articles(tables, view.filter, find_length(tables, view), "article")


def list_timeline(tables: Tables, view: View) -> pd.DataFrame:
    """The chart over time of a view's page: of its lines, sides, topics, selection, or all that passes."""
    filter, period, counted_in = view.filter, find_length(tables, view), view.counted_in
    if view.page == "compare":
        return compare_over_time(tables, filter, view.sides, period, counted_in)
    if view.page == "timeline" and view.chart == "stream":
        topics = count_entities(tables, filter, "topic", counted_in, MOST_LINES)["id"]
        return count_entities_over_time(tables, filter, tuple(topics), period, counted_in)
    selected = view.page in SELECTED
    lines = view.selection if selected else view.lines
    if len(lines) > 1 and (selected or view.chart == "pair"):
        return count_pair_over_time(tables, filter, lines[:2], view.unit, period, counted_in)
    if lines:
        return count_entities_over_time(tables, filter, lines, period, counted_in)
    return count_share_over_time(tables, filter, period, counted_in)


def find_few(view: View) -> Few | Literal[""]:
    """Which group of pairs too few to be tested a view of what changed lists; "" where it lists others."""
    kind = view.changes.kind
    return kind if kind == "new-few" or kind == "gone-few" else ""


def list_changes(tables: Tables, view: View) -> pd.DataFrame:
    """The pairs tested for a change between a view's two periods, or those of a group too few to be tested:
    see `analysis.changes.count_changes`."""
    asked, windows = view.changes, _find_windows(view)
    return count_changes(
        tables,
        drop_dates(view.filter),
        *windows,
        view.kinds,
        view.unit,
        view.counted_in,
        smallest=asked.smallest,
        fixed=asked.fixed,
        given=find_few(view) or "tested",
    )


def _find_windows(view: View) -> tuple[Days, Days]:
    asked = view.changes
    if not (asked.window and asked.baseline):
        raise SourceError(
            "A view of what changed needs its two periods: "
            "window=FIRST&window=LAST and baseline=FIRST&baseline=LAST."
        )
    return asked.window, asked.baseline


def _list_finite_changes(tables: Tables, view: View) -> pd.DataFrame:
    return list_changes(tables, view).replace([np.inf, -np.inf], np.nan)  # new: no ratio


def list_sides(tables: Tables, view: View, limit: int | None = None) -> pd.DataFrame:
    """Who or what differs between the sides of a comparison, most first."""
    if view.listed == "pair":
        return compare_pairs(
            tables, view.filter, view.sides, ("person", "country"), view.unit, view.counted_in, limit
        )
    kind: Any = view.listed if view.listed in KINDS else "person"
    return compare_entities(tables, view.filter, view.sides, kind, view.counted_in, limit)


def find_side_spans(tables: Tables, view: View) -> Overlap:
    """How the coverage of the two sides of a comparison lies in time: see `analysis.spans.find_overlap`."""
    one, two = (widen(narrow(view.filter, side)) for side in view.sides)
    return find_overlap(tables, one, two)


def begin_timeline(tables: Tables, view: View) -> View:
    """What a timeline draws at first: of a view that names nothing, the strongest names that the filter does
    not ask for. Where a view asks for all articles (chart "all"), no names."""
    if view.chart == "all":
        return replace(view, lines=())
    if view.lines or view.chart or view.opened:
        return view
    asked = {*view.filter.people, *view.filter.countries, *view.filter.organizations}
    names = pd.concat(
        [list_names(tables, view, kind, FIRST_LINES + len(asked)) for kind in KINDS if kind != "topic"]
    )
    names = names[~names["id"].isin(asked)].sort_values(
        ["count", "id"], ascending=[False, True], kind="stable"
    )
    return replace(view, lines=tuple(names["id"].head(FIRST_LINES)))


def find_outlet_turns(tables: Tables, view: View) -> tuple[Turn, ...]:
    """Where the outlets of a timeline's coverage change: see `analysis.spans.find_turns`."""
    filter = view.filter if view.lines or view.chart == "stream" else widen(view.filter)
    return find_turns(tables, filter, find_length(tables, view))


def is_everything(view: View) -> bool:
    """Whether all articles together are drawn over time, which have no usual share to exceed."""
    return not view.lines and view.chart != "stream" and widen(view.filter) == view.filter


def list_bursts(tables: Tables, view: View) -> pd.DataFrame:
    """The bursts of what a timeline draws: see `analysis.bursts.find_bursts_over_time`."""
    frame = list_timeline(tables, view)
    turns = [turn.day for turn in find_outlet_turns(tables, view)]
    return find_bursts_over_time(
        frame.iloc[:0] if is_everything(view) else frame, find_length(tables, view), turns
    )


def share_outlets_of_changes(tables: Tables, view: View) -> tuple[float, float]:
    """Of the articles of a view's period and baseline, how many are of outlets that both have."""
    return share_outlets(tables, widen(drop_dates(view.filter)), *_find_windows(view))


def count_totals(tables: Tables, view: View) -> tuple[int, int]:
    """How much each side of a comparison has in all."""
    return count_sides(tables, view.filter, view.sides, view.counted_in)


LISTS: dict[What, Callable[[Tables, View], pd.DataFrame]] = {
    "pairs": list_pairs,
    "network": list_pairs,
    "articles": _list_all_articles,
    "names": _list_all_names,
    "changes": _list_finite_changes,
    "sides": list_sides,
    "timeline": list_timeline,
    "together": _list_all_neighbours,
    "offices": list_offices,
}
