"""Articles: search and filter, sorted, in pages, each with the passage that was searched for."""

import streamlit as st

from components.conditions import show_nothing_found
from components.downloads import show_downloads
from components.empty_page import show_empty_library
from components.evidence import choose_page
from components.library import ask, open_library
from components.lists import show_articles, show_title
from components.view_state import change, read_view, write_view
from components.words import SORT_NAMES, count
from dragoman.questions.rows import find_order, keep, list_articles

SIZE = 20

library = open_library()
view = read_view("articles")
if not library.count():
    show_title("Articles")
    show_empty_library(library)
    st.stop()

sorts = [name for name in SORT_NAMES if name != "relevance" or view.filter.text]
sort = find_order(view)


def sort_by() -> None:
    write_view(change(view, sort=st.session_state["articles_sort"]))


frame, total = ask(list_articles, library, keep(view, "articles"), view.number, SIZE)
pages = max(1, -(-total // SIZE))
if total and view.number > pages:
    frame, total = ask(list_articles, library, keep(view, "articles"), pages, SIZE)
number = min(view.number, pages)

left, right = st.columns([3, 1], vertical_alignment="bottom")
with left:
    first = (number - 1) * SIZE + 1
    show_title(
        "Articles",
        f"{count(total, 'article')}"
        + (f", {first:,} to {first + len(frame) - 1:,} shown" if pages > 1 else ""),
    )
if not total:
    show_nothing_found(view, library)
    st.stop()
with right:
    st.session_state["articles_sort"] = sort
    st.selectbox(
        "Sort",
        sorts,
        format_func=SORT_NAMES.get,
        key="articles_sort",
        on_change=sort_by,
        label_visibility="collapsed",
    )
show_articles(frame, view, level=2)
choose_page(view, number, pages, "articles_page")
show_downloads(view, library, "articles", pictures=False)
