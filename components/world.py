"""What the World page draws: the map of dots, the chosen country's pairs, and the rows of either."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.charts import CONFIG
from components.evidence import show_evidence
from components.library import ask, find_label
from components.lists import show_head, show_note
from components.neighbours import show_neighbours
from components.pair_choices import choose_counted, choose_unit
from components.safe_text import escape, show
from components.style import is_dark
from components.view_state import change, link_dossier, make_link, write_view
from components.words import COUNTED_NAMES, WHERE, count_in, write_date
from dragoman.analysis.library import Library
from dragoman.figures.world import draw_world
from dragoman.model import View
from dragoman.questions.evidence import count_rows
from dragoman.questions.question import find_question
from dragoman.questions.rows import keep, list_neighbours
from dragoman.view import select

ZOOM = {  # the map can be moved and drawn larger; its other buttons would only be in the way
    "displayModeBar": True,
    "displaylogo": False,
    "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
}
STRONGEST = 15  # lines from the chosen country


def choose_settings(view: View) -> None:
    """What together means, and what is counted."""

    def read() -> None:
        write_view(
            change(view, unit=st.session_state["world_unit"], counted_in=st.session_state["world_counted"])
        )

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="settings"):
        choose_unit(view.unit, "world_unit", read, "Lines: named in the same")
        choose_counted(view.counted_in, "world_counted", read)


def find_chosen(view: View) -> str:
    """The country that the view has selected, "" for none."""
    return view.selection[0] if view.selection and view.selection[0].startswith("country:") else ""


def show_map(view: View, countries: pd.DataFrame, lines: pd.DataFrame | None) -> None:
    """The map; a click on a dot selects its country, one on the sea nothing."""
    figure, rows = draw_world(
        countries, lines, is_dark(), chosen=find_chosen(view), counted_in=view.counted_in
    )

    def click() -> None:
        points = st.session_state["world"].get("selection", {}).get("points", [])
        if chosen := find_country(points):
            write_view(select(view, (chosen,)))

    alt = (
        f"Map of {len(rows)} countries, each a dot as large as it is often named; "
        "the table below it holds the numbers"
    )
    with st.container(key="map_frame"):  # the style sheet gives it the shape of the map at any width
        st.plotly_chart(
            figure,
            key="world",
            theme=None,
            config=CONFIG | ZOOM,
            alt=alt,
            on_select=click,
            selection_mode="points",
            height="stretch",
        )
    show_note(
        f"A dot stands at the capital; its area is the number of {COUNTED_NAMES[view.counted_in].lower()} "
        "that name the country. Land is drawn without borders."
    )
    with st.expander("The numbers behind this chart"):
        table = pd.DataFrame(
            {"Country": countries["label"], COUNTED_NAMES[view.counted_in]: countries["count"]}
        )
        table["First"], table["Last"] = countries["first"].map(write_date), countries["last"].map(write_date)
        st.dataframe(table, hide_index=True)


def find_country(points: list[dict[str, Any]]) -> str:
    """The identifier that a clicked dot carries, as Streamlit returns its point; "" for none."""
    carried = points[0].get("customdata") if points else None
    if isinstance(carried, dict):
        carried = list(carried.values())
    return str(carried[0]) if carried else ""


def show_most_named(view: View, countries: pd.DataFrame) -> None:
    """The countries named most, each opening its rows."""
    show_head("Most named", "A name opens its dossier; a dot or a number the strongest pairs of its country.")
    show_countries(view, countries.head(21))


def show_countries(view: View, countries: pd.DataFrame) -> None:
    """Countries with bars: a name leads to its dossier, a number selects its country on the map."""
    most = int(countries["count"].max()) if len(countries) else 1
    rows = [(row, escape(make_link(select(view, (row["id"],))))) for row in countries.to_dict("records")]
    items = "".join(
        f'<div class="d-bar"><a href="{escape(link_dossier(row["id"], view))}" tabindex="-1">'
        f"<bdi>{escape(row['label'])}</bdi></a>"
        f'<a class="d-value" href="{href}" title="Show it on the map" '
        f'aria-label="{escape(row["label"])}, {escape(count_in(int(row["count"]), view.counted_in))}">'
        f"{int(row['count']):,}</a>"
        f'<a class="d-track" href="{href}" title="Show it on the map" tabindex="-1" aria-hidden="true">'
        '<span class="d-fill country" '
        f'style="width:{100 * row["count"] / most:.1f}%"></span></a></div>'
        for row, href in rows
    )
    show(f'<div class="d d-bars">{items}</div>')


def show_chosen(view: View, library: Library, lines: pd.DataFrame) -> None:
    """The chosen country: its strongest pairs, and the rows of what is opened."""
    chosen = find_chosen(view)
    number = ask(count_rows, library, find_question(select(view, (chosen,))))
    left, right = st.columns([8, 1])
    with left:
        show_head(find_label(library, chosen), f"named in {count_in(number, view.counted_in)}")
    right.button(
        "",
        icon=":material/close:",
        help="Back to all countries",
        key="close",
        on_click=lambda: write_view(select(view, ())),
    )
    if len(lines):
        show_note(f"With other countries {WHERE[view.unit]}; a name opens its dossier, a number its rows.")
        show_neighbours(view, lines)
    else:
        show_note(f"No other country is named {WHERE[view.unit]}.")


def show_rows(view: View, library: Library) -> None:
    """The rows behind the selection."""
    asked = find_question(view)
    number = ask(count_rows, library, asked)
    where = f"named {WHERE[view.unit]}" if len(view.selection) == 2 else "named"
    show_head(
        [find_label(library, item) for item in view.selection],
        f"{where} in {count_in(number, view.counted_in)}",
    )
    show_evidence(view, library, number, asked)


def find_lines(view: View, library: Library) -> pd.DataFrame | None:
    """The strongest pairs of the chosen country; None without one."""
    return (
        ask(list_neighbours, library, keep(view, "together"), "country", limit=STRONGEST)
        if find_chosen(view)
        else None
    )
