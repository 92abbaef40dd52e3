"""The style sheet of what the pages write as HTML, with the colours of the theme that the browser shows."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dragoman.figures.palette import find_colour, find_side_colour
from dragoman.model import KINDS

SHEET = Path(__file__).with_name("style.css")
LIGHT = {
    "line": "#dde3e9", "soft": "#f4f6f8", "quiet": "#566372", "link": "#1f5f8b", "hit": "#ffe89a",
    "tint": "20%", "over": "#ffffff",
}  # fmt: skip
DARK = {
    "line": "#2e3945", "soft": "#1b232c", "quiet": "#9aa7b5", "link": "#86c1e8", "hit": "#6b5410",
    "tint": "34%", "over": "#12181f",
}  # fmt: skip


def is_dark() -> bool:
    """Whether the browser shows the dark theme."""
    return st.context.theme.type == "dark"


def put_style() -> None:
    """Put the style sheet into the page."""
    colours = (DARK if is_dark() else LIGHT) | {kind: find_colour(kind, is_dark()) for kind in KINDS}
    colours |= {"one": find_side_colour(1, is_dark()), "two": find_side_colour(2, is_dark())}
    variables = " ".join(f"--{name}: {value};" for name, value in colours.items())
    st.html(f"<style>:root {{ {variables} }}\n{SHEET.read_text('utf-8')}</style>")
