"""What the Connections page draws: the chart of pairs, their ranking, and one pair with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from components.charts import Hit, show_echarts, show_selection_over_time
from components.evidence import show_evidence
from components.library import ask, find_label
from components.lists import show_head, show_note, show_pairs
from components.pair_settings import choose_centre, show_neighbours
from components.player import choose_time, describe_window, find_moment, find_step, list_windows, show_player
from components.safe_text import escape, show
from components.style import is_dark
from components.view_state import add_entities, change, make_link, write_view
from components.words import (
    COUNTED_NAMES,
    COUNTED_WORDS,
    KIND_NAMES,
    KIND_WORDS,
    WHERE,
    count,
    count_in,
    write_date,
)
from dragoman.analysis.library import Library
from dragoman.analysis.pairs_over_time import Windows, count_windows
from dragoman.figures.arrangement import WIDE, Arrangement, arrange_pairs, choose_pairs, find_field
from dragoman.figures.clicks import find_clicked
from dragoman.figures.matrix import draw_matrix
from dragoman.figures.measures import (
    MEASURE_NAMES,
    find_strengths,
    keep_said,
    weigh_pairs,
    write_measure,
    write_values,
)
from dragoman.figures.network import draw_network
from dragoman.figures.words import write_period
from dragoman.model import View
from dragoman.questions.evidence import count_rows
from dragoman.questions.question import find_question
from dragoman.questions.rows import keep, list_open_pair
from dragoman.view import select

CHARTS = {"network": "Network", "matrix": "Matrix", "table": "Table"}
COLOURINGS = {"kind": "Colour by kind", "group": "by group"}
RANKED = 21  # pairs beside the chart
CHART_HEIGHT = 620  # pixels
MOST_PAIRS = 45  # in the network at first: more have no room for their names
MOST_DRAWN = 600  # in the network at all; of 300 names at most
FEWEST = 3  # that the slider can leave
DASH = "A dash: too few to say, or only paragraphs with the words are counted."
NAME_COLUMNS = {"a_label": ["a"], "b_label": ["b"]}  # whose cells choose one name; others choose the pair


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """What the page draws: pairs of all time and of the window (the same without one), network and film."""

    whole: pd.DataFrame
    shown: pd.DataFrame
    stand: Arrangement
    film: Windows


def find_chart(view: View) -> str:
    """How the pairs are drawn."""
    return view.chart if view.chart in CHARTS else "network"


def prepare_pairs(view: View, library: Library, whole: pd.DataFrame, shown: pd.DataFrame) -> Pairs:
    """Everything that the chart needs, of which all but the drawing is remembered."""
    said = keep_said(whole, view.measure)
    chosen = choose_pairs(said, min(view.network.drawn or MOST_PAIRS, MOST_DRAWN), view.network.around)
    opened = ask(list_open_pair, library, replace(keep(view, "pairs"), opened=None, selection=view.selection))
    if len(opened) and not (chosen["a"].isin(opened["a"]) & chosen["b"].isin(opened["b"])).any():
        chosen = pd.concat([chosen, opened], ignore_index=True)  # what is read beside it is seen in it
    stand = _arrange(chosen, find_field(len(chosen)), view.measure, view.network.around)
    couples = tuple(zip(chosen["a"], chosen["b"], strict=True))
    settings = {"unit": view.unit, "counted_in": view.counted_in, "period": find_step(view)}
    return Pairs(whole, shown, stand, ask(count_windows, library, view.filter, pairs=couples, **settings))


@st.cache_data(max_entries=60, show_spinner=False)
def _arrange(pairs: pd.DataFrame, field: tuple[float, float], measure: Any, around: str) -> Arrangement:
    return arrange_pairs(pairs, len(pairs), field, measure, around)


def is_wide(view: View, pairs: Pairs) -> bool:
    """Whether the chart needs the whole width."""
    return find_chart(view) == "network" and len(pairs.stand.rows) > WIDE


def show_chart(view: View, library: Library, pairs: Pairs) -> None:
    """The pairs as a network, a matrix or a table; a click selects a pair."""
    kind = find_chart(view)

    def choose() -> None:
        write_view(change(view, chart=st.session_state["pairs_chart"]))

    st.session_state["pairs_chart"] = kind
    windows = list_windows(pairs.film, find_step(view))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="chart_row"):
        st.segmented_control(
            "Drawn as",
            list(CHARTS),
            format_func=CHARTS.get,
            key="pairs_chart",
            required=True,
            on_change=choose,
            label_visibility="collapsed",
        )
        choose_centre(view)
        if windows:
            choose_time(view, list(windows))
        if kind == "network":
            _choose_colouring(view)
    show_player(view, windows)
    if note := describe_window(view, windows):
        show_note(note)
    if kind == "table":
        _show_table(view, pairs.shown)
    elif not len(keep_said(pairs.whole, view.measure)):
        show_note(
            f"Of every pair there are too few {COUNTED_WORDS[view.counted_in][1]} to say it. "
            "Choose the count, or a wider unit."
        )
        return
    else:
        _draw(view, pairs, kind)
    if kind == "network":
        _choose_strength(view, pairs)
        show_note(_explain(view, pairs))
    elif len(pairs.shown) < pairs.shown.attrs["found"]:
        show_note(
            f"The {len(pairs.shown):,} strongest of {pairs.shown.attrs['found']:,} pairs. "
            "The download holds all."
        )


def _draw(view: View, pairs: Pairs, kind: str) -> None:
    settings: dict[str, Any] = {
        "dark": is_dark(), "selection": view.selection, "counted_in": view.counted_in,
        "measure": view.measure,
    }  # fmt: skip
    if kind == "network":
        moment = find_moment(view, pairs.film)
        more = {
            "arrangement": pairs.stand,
            "moment": moment,
            "colour_by": view.network.colouring,
            "around": view.network.around,
        }
        option, rows = draw_network(pairs.whole, **settings, **more)
    else:
        option, rows = draw_matrix(keep_said(pairs.shown, view.measure), **settings)

    def click(hit: Hit) -> None:
        write_view(select(view, find_clicked(option, hit)))

    with st.container(key=f"{kind}_frame"):  # in which a wide matrix moves on a narrow screen
        show_echarts(
            option,
            f"pairs_{kind}",
            f"{CHARTS[kind]} of {count(len(rows), 'pair')}; the table holds the same",
            CHART_HEIGHT,
            click,
        )
    if kind == "matrix":
        shown = keep_said(pairs.shown, view.measure)
        more_of = (
            f"The {len(rows):,} pairs of the strongest names, of {len(shown):,}. "
            if len(rows) < len(shown)
            else ""
        )
        show_note(
            f"{more_of}A cell is a pair: the stronger, the deeper. "
            "Names with like ties stand beside each other."
        )


def _choose_colouring(view: View) -> None:
    def read() -> None:
        write_view(change(view, network=replace(view.network, colouring=st.session_state["pairs_colouring"])))

    st.session_state["pairs_colouring"] = view.network.colouring
    st.segmented_control(
        "Colours",
        list(COLOURINGS),
        format_func=COLOURINGS.get,
        key="pairs_colouring",
        required=True,
        on_change=read,
        label_visibility="collapsed",
        help=(
            "A group holds names that are tied to one another more than to the rest (Louvain's method); it "
            "is called by the two that are tied most within it. A click on an entry of the legend hides or "
            "shows it."
        ),
    )


def _choose_strength(view: View, pairs: Pairs) -> None:
    """How many of the strongest pairs are drawn, as far as 300 names have room."""
    most = len(choose_pairs(keep_said(pairs.whole, view.measure), MOST_DRAWN, view.network.around))
    if most <= FEWEST:
        return

    def read() -> None:
        write_view(change(view, network=replace(view.network, drawn=st.session_state["pairs_drawn"])))

    st.session_state["pairs_drawn"] = min(max(view.network.drawn or MOST_PAIRS, FEWEST), most)
    st.slider("Strongest pairs drawn", FEWEST, most, key="pairs_drawn", on_change=read)


def _explain(view: View, pairs: Pairs) -> str:
    """What is drawn, and what circles and lines mean."""
    stand, many = pairs.stand, COUNTED_WORDS[view.counted_in][1]
    found = pairs.whole.attrs["found"]
    parts = []
    if len(stand.rows):
        weakest = write_measure(stand.rows.iloc[-1].to_dict(), view.measure, view.counted_in)
        which = (
            f"The {len(stand.rows):,} strongest of {found:,} pairs"
            if len(stand.rows) < found
            else f"All {found:,} pairs"
        )
        parts.append(f"{which}, down to {weakest}; {len(stand.labels):,} names.")
    by = (
        "the number in which both are named"
        if view.measure == "count"
        else f"its {MEASURE_NAMES[view.measure].lower()}"
    )
    parts.append(
        f"A circle is a name: its area is the number of {many} that name it. "
        f"A line is a pair: its width is {by}."
    )
    if view.network.colouring == "group":
        shapes = {"person": "circles", "country": "squares", "organization": "diamonds", "topic": "triangles"}
        parts.append(
            "; ".join(f"{KIND_NAMES[kind]}: {shapes[kind]}" for kind in dict.fromkeys(view.kinds)) + "."
        )
    return " ".join(parts)


def _show_table(view: View, pairs: pd.DataFrame) -> None:
    def click() -> None:
        chosen = st.session_state["pairs_table"]["selection"]["cells"]
        ends = [tuple(pairs.iloc[row][NAME_COLUMNS.get(column, ["a", "b"])]) for row, column in chosen]
        write_view(select(view, ends[0] if ends else ()))

    first, second = (KIND_WORDS[kind].capitalize() for kind in view.kinds)
    if first == second:
        first, second = "One", "Other"
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    units = f"{view.unit}s"
    values = write_values(pairs, view.measure)
    few = {name: np.isnan(find_strengths(pairs, name)) for name in ("jaccard", "npmi", "likelihood")}
    rest = ("count_a", "count_b", "overlap", "npmi", "likelihood", "first", "last")
    # A share shows its interval besides
    first_columns = {"count": (), "likelihood": ("likelihood",)}.get(view.measure, ("value",))
    shown = pairs.assign(
        first=pairs["first"].map(write_date),
        last=pairs["last"].map(write_date),
        overlap=100 * pairs["jaccard"].mask(few["jaccard"]),
        npmi=pairs["npmi"].mask(few["npmi"]),
        likelihood=pairs["likelihood"].mask(few["likelihood"]),
        value=values,
    )
    st.dataframe(
        shown,
        key="pairs_table",
        on_select=click,
        selection_mode="single-cell",
        hide_index=True,
        height=CHART_HEIGHT,
        placeholder="–",
        column_order=[
            "a_label", "b_label", "count", *first_columns,
            *(name for name in rest if name not in first_columns),
        ],
        column_config={
            "a_label": text(first),
            "b_label": text(second),
            "count": number("Together", format="localized"),
            "value": text(f"{MEASURE_NAMES[view.measure]} (from … to)", help="With its 95 % interval."),
            "count_a": number(f"{first} in all", format="localized"),
            "count_b": number(f"{second} in all", format="localized"),
            "overlap": number(
                "Overlap",
                format="%.0f %%",
                help=f"Of all {units} that name either, the share that names both. {DASH}",
            ),
            "npmi": number(
                "Tie",
                format="%.2f",
                help=f"Of {units}: -1 never together, 0 as chance has it, 1 only together. {DASH}",
            ),
            "likelihood": number(
                "Beyond chance",
                format="%.1f",
                help=f"Of {units}: 3.8 and more is more than chance has it, at 95 %. {DASH}",
            ),
            "first": text("First"),
            "last": text("Last"),
        },
    )  # fmt: skip
    show_note(
        "Click a name for its articles and the way to its dossier, a number for the sentences of the pair."
    )


def show_ranking(view: View, pairs: pd.DataFrame) -> None:
    """The strongest pairs, each opening its evidence."""
    by = (
        COUNTED_NAMES[view.counted_in].lower()
        if view.measure == "count"
        else MEASURE_NAMES[view.measure].lower()
    )
    when = f" of {write_period(view.opened[0], find_step(view))}" if view.opened else ""
    show_head(f"Strongest pairs{when}", f"by {by}; a name opens its dossier, a number its sentences")
    said = keep_said(pairs, view.measure).head(RANKED)
    show_pairs(said, view, write_values(said, view.measure), weigh_pairs(said, view.measure))
    few = pairs.attrs["found"] - pairs.attrs["said"]
    if few:
        show_note(
            f"Of {count(few, 'more pair')} there are too few {COUNTED_WORDS[view.counted_in][1]} to say it. "
            "By count they are all shown."
        )


def show_selection(view: View, library: Library) -> None:
    """What is selected, a pair or one name: how often, how strong, when, and the sentences."""
    asked = find_question(view)
    number = ask(count_rows, library, asked)
    labels = [find_label(library, item) for item in view.selection]
    where = f"named {WHERE[view.unit]}" if len(labels) == 2 else "named"

    left, right = st.columns([8, 1])
    with left:
        show_head(labels, f"{where} in {count_in(number, view.counted_in)}")
    right.button(
        "",
        icon=":material/close:",
        help="Back to the strongest pairs",
        key="close",
        on_click=lambda: write_view(select(view, ())),
    )
    if len(labels) == 1 and view.selection[0] != view.network.around:
        st.button(
            f"Only the neighbours of {labels[0]}",
            key="neighbours",
            icon=":material/hub:",
            on_click=lambda: write_view(show_neighbours(view, view.selection[0])),
        )
    if not number:
        show_note(
            "There is none with this filter and these settings. "
            "Clear the filter, or count in the whole article."
        )
        return
    _link_articles(view, labels)
    if view.opened is None:
        show_selection_over_time(view, library)
    show_evidence(view, library, number, asked)


def _link_articles(view: View, labels: list[str]) -> None:
    """Ways to the articles of what is selected, whatever the page counts."""
    groups = [(label, (item,)) for label, item in zip(labels, view.selection, strict=True)]
    if len(groups) == 2:
        groups.append(("both", view.selection))
    hrefs = [make_link(View(page="articles", filter=add_entities(view.filter, items))) for _, items in groups]
    links = "".join(
        f'<a class="d-chip" href="{escape(href)}"><bdi>{escape(name)}</bdi></a>'
        for (name, _), href in zip(groups, hrefs, strict=True)
    )
    show(f'<div class="d d-chips"><span class="d-note">Articles that name</span>{links}</div>')
