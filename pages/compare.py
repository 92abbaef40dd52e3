"""Compare: two names, two periods or two sets of outlets side by side, with the difference. Each number opens its rows."""

from dataclasses import replace

import streamlit as st

from components.comparison import choose_sides, find_sides, name_side, show_list, show_opened, show_over_time, show_totals
from components.downloads import show_title_row
from components.empty import show_empty_library, show_nothing_found
from components.library import ask, open_library
from components.lists import show_note, show_title
from components.state import read_view
from dragoman.analysis.comparison import count_sides
from dragoman.analysis.options import list_options

library = open_library()
view = read_view("compare")
if not library.count():
    show_title("Compare")
    show_empty_library(library)
    st.stop()

options = ask(list_options, library, view.filter)
if not options.articles:
    show_title("Compare")
    show_nothing_found(view)
    st.stop()

view = replace(view, sides=find_sides(view, options))
names = (name_side(view.sides[0], library), name_side(view.sides[1], library))
lead = f"{names[0]} and {names[1]}, within the filter at the left."
show_title_row(view, library, "Compare", lead, "timeline", "sides", *(("evidence",) if view.side else ()))
choose_sides(view, options)
if view.compared == "name" and view.filter.match == "any" and len(view.filter.entities) > 1:
    show_note("The filter asks for any of several names: here each side asks for its own name instead.")
show_totals(view, names, ask(count_sides, library, view.filter, sides=view.sides, counted_in=view.counted_in))

with st.container(border=True):
    show_over_time(view, library, names)

if not view.side:
    with st.container(border=True):
        show_list(view, library, names)
    st.stop()

with st.container(key="two_parts"):
    left, right = st.columns([5, 4])
    with left, st.container(border=True):
        show_list(view, library, names)
    with right, st.container(border=True):
        show_opened(view, library, names)
