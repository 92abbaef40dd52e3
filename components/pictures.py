"""The charts of a page as pictures. They are drawn in the browser only, so they are taken there: SVG as it stands, PNG from it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dragoman.recipes import Recipe, write_recipe

_HTML = '<div class="row"><button class="svg">SVG</button><button class="png">PNG</button><span role="status"></span></div>'
_SCRIPT = Path(__file__).with_name("pictures.js")
_STYLE = Path(__file__).with_name("pictures.css")


def show_pictures(recipe: Recipe) -> None:
    """Buttons that save each chart of the page as SVG and as PNG, with the page's recipe in the file."""
    draw = st.components.v2.component("dragoman_pictures", html=_HTML, css=_STYLE.read_text("utf-8"), js=_SCRIPT.read_text("utf-8"))
    draw(key="pictures", data={"recipe": write_recipe(recipe), "name": recipe.what})
