"""Topics: what articles are filed under, and a form to add, change or switch off topics of one's own."""

import streamlit as st

from components.library import open_library
from components.lists import show_title
from components.topics import show_outdated, show_said, show_table, show_topic
from components.view_state import read_view
from components.words import count
from dragoman.errors import KnowledgeError

library = open_library()
view = read_view("topics")
chosen = view.selection[0].removeprefix("topic:") if view.selection else ""

show_title(
    "Topics",
    "An article is filed under the topics whose words it uses most: in the title and the first sentence "
    "they weigh more. What you change here holds for this library.",
)
show_said()
try:
    listed = library.topics.list()
except KnowledgeError as error:
    st.error(str(error).replace("`", ""), icon=":material/error:")
    st.stop()
show_outdated(library)
with st.container(key="form_first" if chosen else "table_first"), st.container(key="two_parts"):
    left, right = st.columns([9, 11], gap="large")
with left:
    show_topic(library, next((row for row in listed if row.topic.id == chosen), None))
with right:
    show_table(library, listed, chosen)
    path = library.topics.path
    kept = f" Yours are kept in `{path}`." if path else ""
    st.caption(
        f"{count(len(listed), 'topic')}. "
        f"IPTC codes are the numbers that news agencies give to subjects.{kept}"
    )
