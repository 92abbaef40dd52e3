"""What a drawn page shows."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest


def read_html(app: AppTest) -> str:
    """All HTML of a page's body and sidebar, style sheets left out."""
    return "\n".join(item.proto.body for item in app.get("html") if "<style>" not in item.proto.body)


def find_button(app: AppTest, key: str) -> Any:
    """The button of a key."""
    return app.button(key=key)
