"""Compare: two names, two periods or two sets of outlets side by side, with the difference.

Each number opens its rows.
"""

from dataclasses import replace
from functools import partial

import streamlit as st

from components.comparison import (
    choose_sides,
    find_sides,
    name_side,
    show_list,
    show_opened,
    show_over_time,
    show_totals,
)
from components.coverage import find_coverage, fit_view
from components.downloads import show_title_row
from components.evidence import show_beside
from components.library import ask, open_library
from components.lists import show_note
from components.overlap import show_overlap
from components.view_state import read_view
from dragoman.questions.rows import count_totals, keep

library = open_library()
view = read_view("compare")
options = find_coverage("Compare", view, library)
view = replace(fit_view(view, library), sides=find_sides(view, options))
names = (name_side(view.sides[0], library), name_side(view.sides[1], library))
lead = f"{names[0]} and {names[1]}, within the filter at the left."
show_title_row(view, library, "Compare", lead, "timeline", "sides", *(("evidence",) if view.side else ()))
choose_sides(view)
if view.compared == "name" and view.filter.match == "any" and len(view.filter.entities) > 1:
    show_note("The filter asks for any of several names: here each side asks for its own name instead.")
show_totals(view, names, ask(count_totals, library, keep(view, "sides")))
show_overlap(view, library, names)

with st.container(border=True):
    show_over_time(view, library, names)

opened = partial(show_opened, view, library, names) if view.side else None
show_beside(partial(show_list, view, library, names), opened)
