"""What changed: pairs that are new, stronger, weaker or gone, for a period against another.

Each number opens its rows.
"""

from dataclasses import replace
from functools import partial

import streamlit as st

from components.change_settings import choose_settings, list_years, take_spans
from components.changes import find_spans, show_changes, show_opened, show_outlets_differ
from components.coverage import find_coverage
from components.downloads import show_title_row
from components.evidence import show_beside
from components.library import ask, open_library
from components.lists import show_note, show_title
from components.view_state import read_view
from dragoman.analysis.coverage import COMPARED
from dragoman.figures.words import write_stretch
from dragoman.questions.question import drop_dates
from dragoman.questions.rows import keep, list_changes

library = open_library()
view = read_view("changes")
filter = drop_dates(view.filter)
options = find_coverage("What changed", view, library, filter)
spans = find_spans(view, library)
if spans:
    settled = replace(view, changes=take_spans(view, spans))
    chosen = (
        ""
        if view.changes.window or view.changes.baseline or view.period in COMPARED
        else " Chosen for this coverage."
    )
    lead = (
        f"{write_stretch(spans[0])} against {write_stretch(spans[1])}, out of all coverage of each.{chosen}"
    )
    opened = ("evidence",) if view.side and len(view.selection) == 2 else ()
    show_title_row(settled, library, "What changed", lead, "changes", *opened)
else:
    show_title("What changed")
choose_settings(view, spans, list_years(options))
if filter != view.filter:
    show_note("The dates of the filter say nothing here: the two periods stand in their place.")
if spans is None:
    with st.container(border=True):
        show_note("No two periods next to each other have articles with a date. Choose other periods.")
    st.stop()

show_outlets_differ(view, library, spans)
tested = replace(settled, changes=replace(settled.changes, kind=""))
frame = ask(list_changes, library, keep(tested, "changes"))
opened = partial(show_opened, view, library, spans) if view.side and len(view.selection) == 2 else None
show_beside(partial(show_changes, view, library, frame, spans), opened)
