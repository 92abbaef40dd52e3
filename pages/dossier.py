"""Dossier: what the library holds about one name. Every number opens its rows, every name its own dossier."""

import streamlit as st

from components.conditions import show_nothing_found
from components.dossier import (
    show_company,
    show_coverage,
    show_facts,
    show_offices,
    show_officials,
    show_opened,
)
from components.downloads import show_title_row
from components.empty_page import show_empty_library
from components.library import ask, find_label, find_tables, open_library
from components.lists import show_note, show_title
from components.view_state import read_view
from components.words import KIND_WORDS, count_in
from dragoman.model import Reason, View
from dragoman.questions.evidence import count_rows
from dragoman.questions.question import find_question

library = open_library()
view = read_view("dossier")
if not library.count():
    show_title("Dossier")
    show_empty_library(library)
    st.stop()
if not view.selection:
    show_title("Dossier", "All that the library holds about one name. Open one from a name in the lists.")
    if st.button("See all articles", key="to_list"):
        st.switch_page("../pages/articles.py")
    st.stop()

entity = view.selection[0]
kind = entity.partition(":")[0]
if entity not in find_tables(library).entity_of:
    show_title("Dossier", f"This library names no {KIND_WORDS[kind]} called “{find_label(library, entity)}”.")
    show_note(
        "It may be written otherwise here, or its articles were deleted. "
        "Look for it with the filter at the left."
    )
    st.stop()
number = ask(
    count_rows,
    library,
    find_question(View("dossier", view.filter, selection=(entity,), counted_in=view.counted_in)),
)
found = "of" if kind == "topic" else "named in"
lead = f"A {KIND_WORDS[kind]} {found} {count_in(number, view.counted_in)}.".replace("A org", "An org")
offices = ("offices",) if kind in ("person", "country") else ()
show_title_row(view, library, find_label(library, entity), lead, "timeline", *offices, "together", "evidence")
if not number:
    show_nothing_found(view, library)
    st.stop()
if number == 1:
    show_note("One alone names it: whatever stands below rests on that one.")

chosen = len(view.selection) == 2 or view.reason != Reason()  # a link of this page opened it: on top
if chosen:
    with st.container(border=True):
        if view.reason == Reason():
            show_coverage(view, library)
        show_opened(view, library)
if kind == "person":
    with st.container(border=True):
        show_offices(view, library)
elif kind == "country":
    with st.container(border=True):
        show_officials(view, library)
with st.container(key="two_parts"):
    left, right = st.columns(2)
    with left, st.container(border=True):
        show_company(view, library, ("person", "organization"))
    with right, st.container(border=True):
        show_company(view, library, ("country", "topic"))
with st.container(border=True):
    show_facts(view, library)
if not chosen:
    with st.container(border=True):
        show_coverage(view, library)
        show_opened(view, library)
