"""The main script: what every page has around it. app.py starts it; tests run it."""

from pathlib import Path

import streamlit as st

from components.access import EDITING, check_visitor, show_visitor
from components.empty_page import show_trouble
from components.filters import show_filters
from components.library import open_library
from components.lists import show_title
from components.saved_views import NOT_KEPT, show_views
from components.search_field import check_search
from components.style import put_style
from components.view_state import make_query, read_view
from dragoman.errors import AccessError, DragomanError
from dragoman.model import View

PAGES = {
    "overview": st.Page("../pages/overview.py", title="Overview", default=True),
    "articles": st.Page("../pages/articles.py", title="Articles"),
    "connections": st.Page("../pages/connections.py", title="Connections"),
    "world": st.Page("../pages/world.py", title="World"),
    "timeline": st.Page("../pages/timeline.py", title="Over time"),
    "changes": st.Page("../pages/changes.py", title="What changed"),
    "compare": st.Page("../pages/compare.py", title="Compare"),
    "watches": st.Page("../pages/watches.py", title="Watches"),
    "library": st.Page("../pages/library.py", title="Library"),
    "sources": st.Page("../pages/sources.py", title="Sources"),
    "topics": st.Page("../pages/topics.py", title="Topics"),
    "methods": st.Page("../pages/methods.py", title="Methods"),
    "article": st.Page("../pages/article.py", title="Article"),
    "dossier": st.Page("../pages/dossier.py", title="Dossier"),
}

st.set_page_config(
    page_title="Dragoman",
    page_icon=str(Path(__file__).with_name("mark.svg")),
    layout="wide",
    initial_sidebar_state=250,
)
page = st.navigation(list(PAGES.values()), position="hidden")
put_style()
visitor = check_visitor()  # nothing of the library is drawn before this

view = read_view(page.url_path or "overview")
with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="navigation"):
    st.html('<div class="d-brand">Dragoman</div>', width="content")
    named = (
        "overview", "articles", "connections", "world", "timeline", "changes", "compare", "watches",
        "library", "methods",
    )  # fmt: skip
    for name in named:
        if name in EDITING and not visitor.may_edit:
            continue
        here = name == view.page
        with (
            st.container(key="here", width="content")
            if here
            else st.container(width="content", key=f"to_{name}")
        ):
            st.page_link(PAGES[name], query_params=make_query(View(page=name, filter=view.filter)))
    show_visitor(visitor)

try:
    library = open_library()
    if library.count():
        show_views(view, library, visitor.may_edit)
        show_filters(view, library)
    if view.page in EDITING and not visitor.may_edit:
        show_title(PAGES[view.page].title)
        raise AccessError(
            "This page is for those who add and correct. "
            "Whoever runs the library says who may (DRAGOMAN_EDITORS)."
        )
    if view.page not in NOT_KEPT:
        check_search(view, PAGES[view.page].title)
    page.run()
except (
    DragomanError
) as error:  # a full disk, a damaged file, a setting that is none: said in its own sentence
    show_trouble(error)
