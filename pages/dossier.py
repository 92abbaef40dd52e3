"""Dossier: what the library holds about one name. Every number opens its rows."""

import streamlit as st

from components.charts import show_selection_over_time
from components.dossier import show_offices, show_officials, show_opened, show_routes
from components.empty import show_empty_library, show_nothing_found
from components.library import ask, find_label, open_library
from components.lists import show_head, show_note, show_title
from components.state import read_view
from components.together import show_together
from components.words import KIND_NAMES, count_in
from dragoman.analysis.evidence import count_evidence
from dragoman.analysis.together import count_together
from dragoman.model import KINDS

library = open_library()
view = read_view("dossier")
if not library.count():
    show_title("Dossier")
    show_empty_library(library)
    st.stop()
if not view.selection:
    show_title("Dossier", "Open one from a name in the lists.")
    st.stop()

entity = view.selection[0]
kind = entity.partition(":")[0]
number = ask(count_evidence, library, view.filter, selection=(entity,), counted_in=view.counted_in)
show_title(find_label(library, entity), f"named in {count_in(number, view.counted_in)}")
if not number:
    show_nothing_found(view)
    st.stop()

left, right = st.columns(2)
with left, st.container(border=True):
    if kind == "person":
        show_offices(view, library)
    elif kind == "country":
        show_officials(view, library)
    show_routes(view, library)
with right, st.container(border=True):
    for other in KINDS:
        frame = ask(
            count_together, library, view.filter, identifier=entity, kind=other, unit=view.unit, counted_in=view.counted_in, limit=6
        )
        if len(frame):
            show_head(KIND_NAMES[other])
            show_together(view, frame)
    show_note("Named in the same sentence, unless the link that you followed says otherwise. Click a line to read it.")
with st.container(border=True):
    if not view.sort:
        show_selection_over_time(view, library)
    show_opened(view, library)
