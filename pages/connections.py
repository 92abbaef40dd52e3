"""Connections: who is named with whom. An edge, a cell or a row opens the sentences behind it."""

from dataclasses import replace

import streamlit as st

from components.downloads import show_downloads
from components.empty import show_empty_library, show_nothing_found
from components.library import ask, open_library
from components.lists import show_head, show_title
from components.pairs import choose_settings, describe_settings, show_chart, show_ranking, show_selection
from components.state import change, read_view, write_view
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.search import find_articles

library = open_library()
view = read_view("connections")
if not library.count():
    show_title("Connections")
    show_empty_library(library)
    st.stop()

articles = ask(find_articles, library, view.filter, size=1)[1]
if not articles:
    show_title("Connections")
    show_nothing_found(view)
    st.stop()

pairs = ask(count_pairs, library, view.filter, kinds=view.kinds, unit=view.unit, counted_in=view.counted_in, minimum=max(view.minimum, 1))
left, right = st.columns([5, 2], vertical_alignment="bottom")
with left:
    show_title("Connections", describe_settings(view, len(pairs), articles))
with right:
    show_downloads(view, library, "pairs", "network", *(("evidence",) if view.selection else ()))
choose_settings(view)

if not len(pairs):
    with st.container(border=True):
        show_head("No pairs here", "Count pairs in the whole article instead of the sentence, or ask for fewer articles a pair.")
        st.button(
            "Count pairs in the whole article",
            key="wider",
            on_click=lambda: write_view(change(replace(view, minimum=1), unit="article")),
        )
    st.stop()

if view.sort == "table" and not view.selection:  # the ranking beside it would say the same again
    with st.container(border=True):
        show_chart(view, pairs)
    st.stop()

with st.container(key="two_parts"):
    chart, beside = st.columns([5, 4])
    with chart, st.container(border=True):
        show_chart(view, pairs)
    with beside, st.container(border=True):
        if view.selection:
            show_selection(view, library)
        else:
            show_ranking(view, pairs)
