"""Article: its text with every mention marked, who is in it with which offices, and ways on."""

import streamlit as st

from components.editing import show_editing
from components.library import find_tables, open_library
from components.lists import show_head, show_sample_note, show_title, write_meta
from components.reader import show_entities_of, show_people, show_text
from components.safe_text import check_url, escape, show
from components.view_state import make_link, read_view
from dragoman.analysis.mentions import find_mentions
from dragoman.analysis.offices_on_date import find_offices_on_date
from dragoman.model import View

library = open_library()
view = read_view("article")
article = library.article(view.article) if view.article else None
if article is None:
    show_title(
        "Article",
        "There is no such article in this library." if view.article else "Choose an article from the list.",
    )
    if st.button("See all articles", key="to_list"):
        st.switch_page("../pages/articles.py")
    st.stop()

reading = library.reading(article.id)
mentions = find_mentions(find_tables(library), article.id)
back = make_link(View(page="articles", filter=view.filter))
row = {
    "date": article.date,
    "date_origin": article.date_origin,
    "outlet": article.outlet,
    "url": article.url,
    "words": len(article.full_text.split()),  # with the title, as lists say it
}
show(
    f'<div class="d"><div class="d-meta"><a href="{escape(back)}">All articles</a></div>'
    f'<h1 class="d-title"><bdi>{escape(article.title) or "(without a title)"}</bdi>'
    f"</h1>{write_meta(row)}</div>"
)

show_sample_note([article.outlet])
with st.container(key="two_parts"):
    text, beside = st.columns([5, 3], gap="medium")
with text:
    show_text(article, mentions)
    with st.container(horizontal=True):
        if url := check_url(article.url):
            st.link_button("Open the source", url, icon=":material/open_in_new:")
        show_editing(library, article)
with beside:
    with st.container(border=True):
        show_head(
            "People", "with the office that the article states, and the one known or learnt for its date"
        )
        show_people(reading, mentions, find_offices_on_date(find_tables(library), article.id))
    with st.container(border=True):
        show_head("Also named", "each opens what else names it")
        show_entities_of(mentions)
    if article.extra:
        with st.expander("From the source"):
            for name, value in article.extra:
                st.text(f"{name}: {value}")
