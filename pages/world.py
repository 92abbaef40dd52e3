"""World: which countries are named, where they lie, and whom a chosen one is named with."""

import streamlit as st

from components.conditions import show_nothing_found
from components.downloads import show_title_row
from components.empty_page import show_empty_library
from components.library import ask, open_library
from components.lists import show_title
from components.view_state import read_view
from components.words import count
from components.world import (
    choose_settings,
    find_chosen,
    find_lines,
    show_chosen,
    show_map,
    show_most_named,
    show_rows,
)
from dragoman.questions.rows import keep, list_names

library = open_library()
view = read_view("world")
if not library.count():
    show_title("World")
    show_empty_library(library)
    st.stop()

countries = ask(list_names, library, keep(view, "names"), "country")
if not len(countries):
    show_title("World")
    show_nothing_found(view, library)
    st.stop()

lead = f"{count(len(countries), 'country', 'countries')} named. Click a dot to see whom it is named with."
show_title_row(
    view, library, "World", lead, "names", *(("together", "evidence") if find_chosen(view) else ())
)
choose_settings(view)
lines = find_lines(view, library)
with st.container(border=True):
    show_map(view, countries, lines)
with st.container(border=True, key="map_list"):
    if lines is None:
        show_most_named(view, countries)
    else:
        show_chosen(view, library, lines)
if find_chosen(view):
    with st.container(border=True):
        show_rows(view, library)
