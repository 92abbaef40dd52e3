"""Sources: the feeds that bring new articles, how they fare, and what to do with them."""

import streamlit as st

from components.library import open_library
from components.lists import show_head, show_note, show_title
from components.web_articles import describe_feeds, show_adding, show_feeds, show_lists, show_news
from components.words import count

library = open_library()
feeds = library.feeds.all()
show_title("Sources", "Feeds that bring new articles by themselves")
st.page_link("../pages/library.py", label="Back to the Library", icon=":material/arrow_back:")
show_news()
if feeds:
    brought = sum(feed.articles for feed in feeds)
    show_head(f"{count(len(feeds), 'feed')}, {count(brought, 'article')} from them", describe_feeds(feeds))
    show_feeds(library, feeds)
    show_note(
        "While the command dragoman watch runs, each feed is looked "
        "at when its time has come. Here you can look at once."
    )
else:
    with st.container(border=True, key="no_feeds"):
        show_head(
            "No feed yet",
            "Many newspapers, ministries and agencies have one. Add its address, or that of the site.",
        )
show_adding(library)
show_lists(library, feeds)
