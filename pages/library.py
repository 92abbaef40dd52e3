"""Library: add articles, see where they come from, give dates, mend what could not be read."""

import streamlit as st

from components.intake import show_quarantine, show_sources, show_summary, show_undated, show_upload
from components.library import open_library
from components.lists import show_title
from components.words import count

TABS = {
    "add": "Add articles",
    "sources": "Where they come from",
    "undated": "Without a date",
    "quarantine": "Quarantine",
}

library = open_library()
waiting = len(library.quarantine.items())
show_title("Library", f"{count(library.count(), 'article')} in {library.uri}")
st.page_link(
    "../pages/topics.py",
    label="Topics: add, change or switch off what articles are filed under",
    icon=":material/label:",
)
show_summary()
titles = [
    f"{title} ({waiting})" if name == "quarantine" and waiting else title for name, title in TABS.items()
]
add, sources, undated, quarantine = st.tabs(titles, key="library_tab")
with add:
    show_upload(library)
with sources:
    show_sources(library)
with undated:
    show_undated(library)
with quarantine:
    show_quarantine(library)
