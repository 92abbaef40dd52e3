"""The charts of a page in Plotly, each with its heading: what a report shows of a view."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dragoman.analysis.pairs_over_time import count_windows
from dragoman.analysis.tables import Tables
from dragoman.analysis.timeline import find_whole
from dragoman.figures.arrangement import arrange_pairs, choose_pairs, find_field
from dragoman.figures.bars import draw_bars
from dragoman.figures.changes import draw_changes, list_sure
from dragoman.figures.map_labels import LAYERS
from dragoman.figures.matrix import draw_matrix
from dragoman.figures.measures import keep_said
from dragoman.figures.network import draw_network, find_moment
from dragoman.figures.palette import find_side_colour
from dragoman.figures.plotly_networks import redraw_matrix, redraw_network
from dragoman.figures.stream import draw_stream
from dragoman.figures.timeline import draw_timeline
from dragoman.figures.words import write_stretch
from dragoman.figures.world import draw_world
from dragoman.model import View
from dragoman.questions.question import find_length
from dragoman.questions.rows import find_side_spans, list_bursts, list_rows, list_timeline

MOST_PAIRS, MOST_DRAWN = 45, 600  # of a network, at first and at all

Chart = tuple[str, go.Figure]


def draw_page(tables: Tables, view: View, rows: pd.DataFrame, dark: bool = False) -> list[Chart]:
    """The charts of a view's page and their headings; `rows` are its main ones.

    A page whose chart is a table has none.
    """
    if view.page == "connections":
        return _draw_pairs(tables, view, rows, dark) + (
            _draw_over_time(tables, view, dark) if view.selection else []
        )
    if view.page == "world":
        chosen = view.selection[0] if view.selection and view.selection[0].startswith("country:") else ""
        lines = list_rows(tables, view, "together").head(15) if chosen else None
        return [
            (
                "Countries by how often they are named",
                draw_world(rows, lines, dark, chosen=chosen, counted_in=view.counted_in, layers=LAYERS[-1:])[
                    0
                ],
            )
        ]
    if view.page == "dossier":
        bars = rows.sort_values("count", ascending=False, kind="stable", ignore_index=True)
        named = (
            [("Most often named with", draw_bars(bars, dark, counted_in=view.counted_in)[0])]
            if len(bars)
            else []
        )
        return _draw_over_time(tables, view, dark) + named
    if view.page == "changes":
        return _draw_changes(view, rows, dark)
    return _draw_over_time(tables, view, dark)


def _draw_changes(view: View, rows: pd.DataFrame, dark: bool) -> list[Chart]:
    asked, shown = view.changes, list_sure(rows, view.changes.kind)
    if not (len(shown) and asked.window and asked.baseline):
        return []
    figure, drawn = draw_changes(
        shown, asked.window, asked.baseline, dark, counted_in=view.counted_in, selection=view.selection
    )
    which = (
        f"The {len(drawn)} surest of {len(shown):,} pairs"
        if len(drawn) < len(shown)
        else f"All {len(drawn)} pairs"
    )
    which = which if len(shown) > 1 else "The one pair"
    return [(f"{which} that changed: the share of the coverage before and then", figure)]


def _draw_pairs(tables: Tables, view: View, rows: pd.DataFrame, dark: bool) -> list[Chart]:
    said = keep_said(rows, view.measure)
    chart = view.chart if view.chart in ("matrix", "table") else "network"
    if not len(said) or chart == "table":
        return []
    settings: dict[str, Any] = {
        "dark": dark,
        "selection": view.selection,
        "counted_in": view.counted_in,
        "measure": view.measure,
    }
    if chart == "matrix":
        return [
            (
                "Pairs as a matrix: the stronger, the deeper",
                redraw_matrix(draw_matrix(said, **settings)[0], dark),
            )
        ]
    # A window moves nobody
    whole = list_rows(tables, replace(view, opened=None), "pairs") if view.opened else rows
    chosen = choose_pairs(
        keep_said(whole, view.measure), min(view.network.drawn or MOST_PAIRS, MOST_DRAWN), view.network.around
    )
    stand = arrange_pairs(chosen, len(chosen), find_field(len(chosen)), view.measure, view.network.around)
    length, moment = view.opened and find_whole(view.opened), None
    if view.opened and length:
        couples = tuple(zip(chosen["a"], chosen["b"], strict=True))
        film = count_windows(tables, view.filter, couples, view.unit, view.counted_in, length)
        moment = find_moment(film, view.opened[0], view.measure)
    option, _ = draw_network(
        whole,
        arrangement=stand,
        moment=moment,
        colour_by=view.network.colouring,
        around=view.network.around,
        **settings,
    )
    which = (
        f"The {len(chosen):,} strongest of {len(whole):,} pairs"
        if len(chosen) < len(whole)
        else f"All {len(whole):,} pairs"
    )
    when = f", what of them is in {write_stretch(view.opened)}" if view.opened and moment else ""
    return [(f"{which} as a network{when}", redraw_network(option, dark))]


def _draw_over_time(tables: Tables, view: View, dark: bool) -> list[Chart]:
    frame = list_timeline(tables, view)
    if not len(frame):
        return []
    settings: dict[str, Any] = {"period": find_length(tables, view), "counted_in": view.counted_in}
    if view.page == "timeline" and view.chart == "stream":
        return [("Topics over time", draw_stream(frame, dark, share=view.share, **settings)[0])]
    settings["opened"], told = view.opened, ""
    if view.page == "compare":
        colours = {
            word: find_side_colour(number, dark) for number, word in enumerate(("one", "two"), start=1)
        }
        if view.compared != "period" and find_side_spans(tables, view).apart:
            told = ": the two sides never overlap in time, so what differs may be the time"
        frame = frame.assign(label=frame["id"].map({"one": "First side", "two": "Second side"}))
        settings |= {
            "colours": colours,
            "colour": colours[str(frame["id"].iloc[0])],
            "share": view.compared == "name",
        }
    elif view.page == "timeline":
        settings |= {"share": view.share, "bursts": list_bursts(tables, view)}
    return [(f"Over time{told}", draw_timeline(frame, dark, **settings)[0])]
