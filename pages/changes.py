"""What changed: pairs that are new, stronger, weaker or gone, for a period against another. Each number opens its rows."""

from dataclasses import replace

import streamlit as st

from components.changes import choose_settings, drop_dates, find_spans, show_changes, show_opened
from components.downloads import show_title_row
from components.empty import show_empty_library, show_nothing_found
from components.library import ask, open_library
from components.lists import show_note, show_title
from components.state import read_view
from dragoman.analysis.changes import SMALLEST, count_changes
from dragoman.analysis.options import list_options
from dragoman.figures.words import write_span

library = open_library()
view = read_view("changes")
if not library.count():
    show_title("What changed")
    show_empty_library(library)
    st.stop()

filter = drop_dates(view.filter)
if not ask(list_options, library, filter).articles:
    show_title("What changed")
    show_nothing_found(view)
    st.stop()

spans = find_spans(view, library)
if spans:
    settled = replace(view, window=spans[0], baseline=spans[1])
    lead = f"{write_span(*spans[0])} against {write_span(*spans[1])}, out of all coverage of each."
    opened = ("evidence",) if view.side and len(view.selection) == 2 else ()
    show_title_row(settled, library, "What changed", lead, "changes", *opened, pictures=False)
else:
    show_title("What changed")
choose_settings(view, spans)
if filter != view.filter:
    show_note("The dates of the filter say nothing here: the two periods stand in their place.")
if spans is None:
    with st.container(border=True):
        show_note("No two periods next to each other have articles with a date. Choose other periods.")
    st.stop()

frame = ask(
    count_changes, library, filter, period=spans[0], baseline=spans[1], kinds=view.kinds, unit=view.unit, counted_in=view.counted_in,
    minimum=SMALLEST,
)  # fmt: skip
if not (view.side and len(view.selection) == 2):
    with st.container(border=True):
        show_changes(view, frame, spans)
    st.stop()

with st.container(key="two_parts"):
    left, right = st.columns([5, 4])
    with left, st.container(border=True):
        show_changes(view, frame, spans)
    with right, st.container(border=True):
        show_opened(view, library, spans)
