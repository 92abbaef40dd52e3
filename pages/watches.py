"""Watches: what each has told, with a mark at what is new since one was last here."""

import streamlit as st

from components.access import check_visitor
from components.library import open_library
from components.lists import show_note, show_title
from components.news_feeds import link_feed
from components.safe_text import escape, show
from components.watches import count_new, find_last_visit, list_shown, offer_look, show_watch
from components.words import count

library, visitor = open_library(), check_visitor()
watches, before = library.watches.list(), find_last_visit()
new = count_new(watches, before)
show_title("Watches", f"{count(len(watches), 'watch', 'watches')}, {new:,} new since you were last here")
with st.container(horizontal=True):
    if visitor.may_edit and watches:
        offer_look(library)
link = f'<a href="{escape(link_feed())}">Feed of all watches (Atom)</a>'
show(f'<div class="d"><p class="d-note">{link}</p></div>')
for watch in list_shown(watches, before):
    show_watch(library, watch, before, visitor.may_edit)
if not watches:
    show_note("None yet. Open a page with what you want to know, then Views, then Tell me when.")
