"""What the Connections page draws: the settings, the chart of pairs, their ranking, and one pair with its evidence."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.charts import Hit, show_echarts, show_selection_over_time
from components.evidence import show_evidence
from components.library import ask, find_label
from components.lists import show_head, show_note, show_pairs
from components.state import add_entities, change, make_link, write_view
from components.style import is_dark
from components.text import escape, show
from components.words import COUNTED_NAMES, KIND_NAMES, KIND_WORDS, UNIT_NAMES, count, count_in, write_date
from dragoman.analysis.evidence import count_evidence
from dragoman.figures.clicks import find_clicked
from dragoman.figures.matrix import draw_matrix
from dragoman.figures.network import draw_network
from dragoman.library.store import Library
from dragoman.model import KINDS, View
from dragoman.view import select

CHARTS = {"network": "Network", "matrix": "Matrix", "table": "Table"}
RANKED = 21  # pairs beside the chart
CHART_HEIGHT = 620  # pixels
FIELD = (430, 550)  # pixels of it between the labels at its edges
MOST_PAIRS = 45  # in the network: more have no room for their names
WHERE = {"sentence": "in the same sentence", "paragraph": "in the same paragraph", "article": "in the same article"}


def describe_settings(view: View, number: int, articles: int) -> str:
    """What the page counts, as a sentence."""
    first, second = (KIND_NAMES[kind].lower() for kind in view.kinds)
    whom = f"{first} and {second}" if first != second else f"two {first}"
    return f"{count(number, 'pair')} of {whom} named {WHERE[view.unit]}, in {count(articles, 'article')}."


def choose_settings(view: View) -> None:
    """The page's own settings in one row."""

    def read() -> None:
        state = st.session_state
        kinds = (state["pairs_first"], state["pairs_second"])
        settings: dict[str, Any] = {
            "kinds": kinds,
            "unit": state["pairs_unit"],
            "counted_in": state["pairs_counted"],
            "minimum": state["pairs_minimum"],
        }
        write_view(change(view, **settings, selection=view.selection if kinds == view.kinds else ()))

    values = {
        "first": view.kinds[0],
        "second": view.kinds[1],
        "unit": view.unit,
        "counted": view.counted_in,
        "minimum": max(view.minimum, 1),
    }
    for name, value in values.items():
        st.session_state[f"pairs_{name}"] = value
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="settings"):
        st.selectbox("Pairs of", KINDS, format_func=KIND_NAMES.get, key="pairs_first", on_change=read, width=150)
        st.selectbox("with", KINDS, format_func=KIND_NAMES.get, key="pairs_second", on_change=read, width=150)
        st.segmented_control(
            "named in the same", list(UNIT_NAMES), format_func=UNIT_NAMES.get, key="pairs_unit", required=True, on_change=read
        )
        st.segmented_control(
            "counted in",
            list(COUNTED_NAMES),
            format_func=COUNTED_NAMES.get,
            key="pairs_counted",
            required=True,
            on_change=read,
            help="A story is one text with its reprints and shortened copies; counting in stories counts it once.",
        )
        st.number_input("at least", min_value=1, max_value=100_000, step=1, key="pairs_minimum", on_change=read, width=110)


def show_chart(view: View, pairs: pd.DataFrame) -> None:
    """The pairs as a network, a matrix or a table; a click selects a pair."""
    kind = view.sort if view.sort in CHARTS else "network"

    def choose() -> None:
        write_view(change(view, sort=st.session_state["pairs_chart"]))

    st.session_state["pairs_chart"] = kind
    st.segmented_control(
        "Drawn as", list(CHARTS), format_func=CHARTS.get, key="pairs_chart", required=True, on_change=choose, label_visibility="collapsed"
    )
    if kind == "table":
        _show_table(view, pairs)
        return
    settings: dict[str, Any] = {"dark": is_dark(), "selection": view.selection, "counted_in": view.counted_in}
    option, rows = draw_network(pairs, most=MOST_PAIRS, field=FIELD, **settings) if kind == "network" else draw_matrix(pairs, **settings)

    def click(hit: Hit) -> None:
        write_view(select(view, find_clicked(option, hit)))

    show_echarts(option, f"pairs_{kind}", f"{CHARTS[kind]} of {len(rows)} pairs; the table beside it says the same", CHART_HEIGHT, click)
    if len(rows) < len(pairs):
        show_note(f"The {len(rows)} strongest of {len(pairs):,} pairs are drawn. The table holds all.")


def _show_table(view: View, pairs: pd.DataFrame) -> None:
    def click() -> None:
        chosen = st.session_state["pairs_table"]["selection"]["cells"]
        write_view(select(view, tuple(pairs.iloc[chosen[0][0]][["a", "b"]]) if chosen else ()))

    first, second = (KIND_WORDS[kind].capitalize() for kind in view.kinds)
    if first == second:
        first, second = "One", "Other"
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    st.dataframe(
        pairs.assign(first=pairs["first"].map(write_date), last=pairs["last"].map(write_date), overlap=100 * pairs["jaccard"]),
        key="pairs_table",
        on_select=click,
        selection_mode="single-cell",
        hide_index=True,
        height=CHART_HEIGHT,
        column_order=["a_label", "b_label", "count", "count_a", "count_b", "overlap", "npmi", "first", "last"],
        column_config={
            "a_label": text(first),
            "b_label": text(second),
            "count": number("Together", format="localized"),
            "count_a": number(f"{first} in all", format="localized"),
            "count_b": number(f"{second} in all", format="localized"),
            "overlap": number("Overlap", format="%.0f%%", help="Of all that name either, the share that names both together."),
            "npmi": number("Tie", format="%.2f", help="From -1 (never together) over 0 (as chance has it) to 1 (only together)."),
            "first": text("First"),
            "last": text("Last"),
        },
    )
    show_note("Click a line to read its sentences.")


def show_ranking(view: View, pairs: pd.DataFrame) -> None:
    """The strongest pairs, each opening its evidence."""
    show_head("Strongest pairs", f"by {COUNTED_NAMES[view.counted_in].lower()}; click a line to read the sentences")
    show_pairs(pairs.head(RANKED), view)


def show_selection(view: View, library: Library) -> None:
    """What is selected, a pair or one name: how often, when, and the sentences."""
    number = ask(count_evidence, library, view.filter, selection=view.selection, unit=view.unit, counted_in=view.counted_in)
    labels = [find_label(library, item) for item in view.selection]
    where = f"named {WHERE[view.unit]}" if len(labels) == 2 else "named"

    def leave() -> None:
        write_view(select(view, ()))

    left, right = st.columns([8, 1])
    with left:
        show_head(labels, f"{where} in {count_in(number, view.counted_in)}")
    right.button(
        "", icon=":material/close:", help="Back to the strongest pairs", key="close", on_click=lambda: write_view(select(view, ()))
    )
    if not number:
        show_note("There is none with this filter and these settings. Clear the filter, or count in the whole article.")
        return
    _link_articles(view, labels)
    show_selection_over_time(view, library)
    show_evidence(view, library, number)


def _link_articles(view: View, labels: list[str]) -> None:
    """Ways to the articles of what is selected, whatever the page counts."""
    groups = [(label, (item,)) for label, item in zip(labels, view.selection, strict=True)]
    if len(groups) == 2:
        groups.append(("both", view.selection))
    hrefs = [make_link(View(page="articles", filter=add_entities(view.filter, items))) for _, items in groups]
    links = "".join(
        f'<a class="d-chip" href="{escape(href)}"><bdi>{escape(name)}</bdi></a>' for (name, _), href in zip(groups, hrefs, strict=True)
    )
    show(f'<div class="d d-chips"><span class="d-note">Articles that name</span>{links}</div>')
