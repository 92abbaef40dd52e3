"""Article: its text with every mention marked, who is in it with which offices, and ways on."""

import streamlit as st

from components.editing import show_editing
from components.explaining import choose_explanation, show_refused, write_folds
from components.library import ask, find_tables, open_library
from components.lists import show_head, show_sample_note, show_title, write_meta
from components.reader import mark_title, show_entities_of, show_people, show_text, write_ways
from components.safe_text import check_url, show
from components.view_state import read_view
from dragoman.analysis.mentions import find_mentions
from dragoman.analysis.offices_on_date import find_offices_on_date
from dragoman.questions.place import find_place
from dragoman.questions.words import find_hits

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
hits = ask(find_hits, library, view.filter.text, article.id)
place = ask(find_place, library, view)
row = {
    "date": article.date,
    "date_origin": article.date_origin,
    "outlet": article.outlet,
    "url": article.url,
    "words": len(article.full_text.split()),  # with the title, as lists say it
}
show(
    f'<div class="d">{write_ways(view, place)}'
    f'<h1 class="d-title"><bdi>{mark_title(article.title, hits) or "(without a title)"}</bdi>'
    f"</h1>{write_meta(row)}</div>"
)

show_sample_note([article.outlet])
with st.container(key="two_parts"):
    text, beside = st.columns([5, 3], gap="medium")
with text:
    show_text(article, mentions, view, hits)
    with st.container(horizontal=True):
        if url := check_url(article.url):
            st.link_button("Open the source", url, icon=":material/open_in_new:")
        show_editing(library, article)
with beside:
    explanation = choose_explanation(library, article, reading)
    folds = write_folds(explanation, mentions) if explanation else {}
    with st.container(border=True):
        show_head(
            "People", "with the office that the article states, and the one known or learnt for its date"
        )
        show_people(reading, mentions, find_offices_on_date(find_tables(library), article.id), view, folds)
    with st.container(border=True):
        show_head("Also named", "each opens its dossier")
        show_entities_of(mentions, view, folds)
        if explanation:
            show_refused(explanation)
    if article.extra:
        with st.expander("From the source"):
            for name, value in article.extra:
                st.text(f"{name}: {value}")
