"""All names of one kind behind a headline number, as a table; a row opens its articles or its dossier."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.lists import show_head
from components.view_state import add_entities, make_link, make_query, write_view
from components.words import KIND_NAMES, write_date
from dragoman.model import View

DOSSIER = "All about"  # the column whose cells open the dossier


def link_names(view: View, kind: str) -> str:
    """The URL of all names of a kind, or of all outlets."""
    return make_link(View(page="overview", filter=view.filter, listed=kind))


def show_names(view: View, frame: pd.DataFrame) -> None:
    """The table of all names of the kind that the view asks for."""
    outlets = view.listed == "outlet"
    title = "Outlets" if outlets else KIND_NAMES[view.listed]
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        show_head(
            f"{title}: {len(frame):,}",
            f"Click a line to see its articles{'' if outlets else ', its “All about” for the dossier'}.",
        )
    right.button(
        "Back",
        icon=":material/arrow_back:",
        key="names_back",
        on_click=lambda: write_view(replace(view, listed="")),
    )
    table = pd.DataFrame({"Name": frame["label"], "Articles": frame["count"]})
    if not outlets:
        table[DOSSIER] = "open →"
        table["Mentions"] = frame["mentions"]
        table["First"], table["Last"] = frame["first"].map(write_date), frame["last"].map(write_date)
    if view.listed == "person":
        table["Office"] = frame["office"]
    event = st.dataframe(
        table,
        column_config={
            name: st.column_config.NumberColumn(format="localized") for name in ("Articles", "Mentions")
        },
        hide_index=True,
        height=620,
        key=f"names_{view.listed}",
        on_select="rerun",
        selection_mode="single-cell",
    )
    if chosen := event["selection"]["cells"]:
        row, column = chosen[0]
        name = str(frame.iloc[row]["id"])
        if column == DOSSIER:
            st.switch_page(
                "../pages/dossier.py",
                query_params=make_query(View(page="dossier", filter=view.filter, selection=(name,))),
            )
        filter = replace(view.filter, outlets=(name,)) if outlets else add_entities(view.filter, (name,))
        st.switch_page("../pages/articles.py", query_params=make_query(View(page="articles", filter=filter)))
