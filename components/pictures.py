"""The charts of a page as pictures.

They are drawn in the browser only, so they are taken there: SVG as it stands, PNG from it.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dragoman.questions.recipes import Recipe, write_recipe

_HTML = '<div class="charts"></div><span role="status"></span>'
_SCRIPT = Path(__file__).with_name("pictures.js")
_STYLE = Path(__file__).with_name("pictures.css")


def show_pictures(recipe: Recipe, caption: tuple[str, str, str]) -> None:
    """A line a chart, by its name, with buttons that save it as SVG and as PNG with the page's recipe and a
    caption (see `exports.view_words.caption_view`)."""
    draw = st.components.v2.component(
        "dragoman_pictures", html=_HTML, css=_STYLE.read_text("utf-8"), js=_SCRIPT.read_text("utf-8")
    )
    title, asked, counted = caption
    told = {"title": title, "asked": asked, "counted": f"{counted}. Dragoman, {recipe.made}."}
    draw(key="pictures", data={"recipe": write_recipe(recipe), "name": recipe.what, "caption": told})
