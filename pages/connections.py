"""Connections: who is named with whom. An edge, a cell or a row opens the sentences behind it."""

from dataclasses import replace

import streamlit as st

from components.conditions import show_nothing_found
from components.downloads import show_title_row
from components.empty_page import show_empty_library
from components.library import ask, find_label, open_library
from components.lists import show_head, show_title
from components.pair_settings import choose_preset, choose_settings, describe_settings
from components.pairs import find_chart, is_wide, prepare_pairs, show_chart, show_ranking, show_selection
from components.player import align_window
from components.view_state import change, read_view, write_view
from dragoman.questions.rows import begin_pairs, keep, list_articles, list_pairs

LISTED = 2000  # pairs at most in the page's own lists; the download has all

library = open_library()
view = begin_pairs(align_window(read_view("connections")))
if not library.count():
    show_title("Connections")
    show_empty_library(library)
    st.stop()

articles = ask(list_articles, library, keep(view, "articles"), 1, 1)[1]
if not articles:
    show_title("Connections")
    show_nothing_found(view, library)
    st.stop()

whole = ask(list_pairs, library, keep(replace(view, opened=None), "pairs"), limit=LISTED)
shown = ask(list_pairs, library, keep(view, "pairs"), limit=LISTED) if view.opened else whole
lead = describe_settings(
    view,
    whole.attrs["found"],
    articles,
    find_label(library, view.network.around) if view.network.around else "",
    whole.attrs["aside"],
)
show_title_row(
    view,
    library,
    "Connections",
    lead,
    "pairs",
    "network",
    *(("timeline", "evidence") if view.selection else ()),
)
choose_preset(view)
choose_settings(view)

if not len(whole):
    with st.container(border=True):
        show_head(
            "No pairs here",
            "Count pairs in the whole article instead of the sentence, or ask for fewer articles a pair.",
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Count pairs in the whole article",
                key="wider",
                on_click=lambda: write_view(change(replace(view, minimum=1), unit="article")),
            )
            if view.network.around:
                st.button(
                    "Show everybody's pairs",
                    key="everybody",
                    on_click=lambda: write_view(change(view, network=replace(view.network, around=""))),
                )
    st.stop()

pairs = prepare_pairs(view, library, whole, shown)
if find_chart(view) == "table" and not view.selection:  # the ranking beside it would say the same again
    with st.container(border=True):
        show_chart(view, library, pairs)
    st.stop()

if is_wide(view, pairs):
    chart, beside = st.container(border=True), st.container(border=True, key="wide_list")
else:
    with st.container(key="two_parts"):
        columns = st.columns([5, 4])
    chart, beside = columns[0].container(border=True), columns[1].container(border=True)
with chart:
    show_chart(view, library, pairs)
with beside:
    if view.selection:
        show_selection(view, library)
    else:
        show_ranking(view, shown)
