"""Over time: how much is written about what, when.

A point, a brushed stretch, a burst or a line of the table opens its rows.
"""

import streamlit as st

from components.coverage import find_coverage, fit_view, say_length
from components.downloads import show_title_row
from components.library import ask, open_library
from components.lists import show_note
from components.timeline import (
    choose_settings,
    count_lines,
    find_bursts_of,
    find_chart,
    find_turns_of,
    show_bursts,
    show_chart,
    show_numbers,
    show_opened,
    show_turns,
)
from components.view_state import read_view
from components.words import count, write_date
from dragoman.questions.rows import begin_timeline

library = open_library()
view = read_view("timeline")
options = find_coverage("Over time", view, library)
view = fit_view(ask(begin_timeline, library, view), library)
dated = options.articles - options.undated
missing = f" {count(options.undated, 'article')} without a date cannot be drawn." if options.undated else ""
span = f" from {write_date(options.first)} to {write_date(options.last)}" if dated else ""
lead = f"{count(dated, 'article')} with a date{span}.{missing}"
show_title_row(view, library, "Over time", lead, "timeline", *(("evidence",) if view.opened else ()))
choose_settings(view)
frame = count_lines(view, library)
if not len(frame):
    with st.container(border=True):
        show_note(
            "There is nothing to draw: no article that passes has a date, "
            "or none has a topic. The page Library can give dates."
        )
    st.stop()

with st.container(border=True):
    stream = find_chart(view) == "stream"
    more = "100 %" if view.share else "there are articles"
    both = (
        f" An article with two topics is in both areas, so together they may be more than {more}."
        if stream
        else ""
    )
    show_note(
        "Click a point to read what is behind it, or switch on drawing over a stretch. Shaded stretches "
        f"have no article at all.{both}{say_length(view)}"
    )
    bursts, turns = find_bursts_of(view, library), find_turns_of(view, library)
    rows = show_chart(view, frame, bursts, turns)
    show_turns(view, turns)
    show_numbers(view, rows)

if view.opened:
    with st.container(border=True):
        show_opened(view, library)
with st.container(border=True):
    show_bursts(view, library, bursts)
