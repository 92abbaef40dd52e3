"""Changing an article's date, outlet or title, and deleting it."""

from __future__ import annotations

import streamlit as st

from components.access import find_visitor
from components.safe_text import escape_markdown
from dragoman.analysis.library import Library
from dragoman.errors import DragomanError
from dragoman.model import Article


def show_editing(library: Library, article: Article) -> None:
    """Two buttons that open a form each, for those who may edit."""
    if not find_visitor().may_edit:
        return
    with st.popover("Edit", icon=":material/edit:", key="edit_open"), st.form("edit", border=False):
        title = st.text_input("Title", article.title, key="edit_title")
        outlet = st.text_input("Outlet", article.outlet, key="edit_outlet")
        day = st.date_input(
            "Date",
            article.date,
            format="YYYY-MM-DD",
            min_value="1800-01-01",
            max_value="2200-12-31",
            key="edit_date",
        )
        st.caption("A new title is read again for the names in it.")
        if st.form_submit_button("Save", type="primary"):
            try:
                library.edit(article.id, title=title.strip(), outlet=outlet.strip(), date=day)
            except DragomanError as error:
                st.error(escape_markdown(error))
            else:
                st.rerun()
    with st.popover("Delete", icon=":material/delete:", key="delete_open"):
        st.text("Remove this article from the library for good?")
        if st.button("Delete the article", type="primary", key="delete_confirm"):
            library.delete([article.id])
            st.switch_page("../pages/articles.py")
