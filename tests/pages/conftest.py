"""A page as Streamlit draws it, without a browser."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]  # for components/ as with app.py, for drawing.py

Query = Mapping[str, str | Sequence[str]]
Draw = Callable[..., AppTest]


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch, bare_streamlit: None) -> Draw:
    """Draws a page of a library's folder at a query; fails when the page does."""

    def run(folder: Path, page: str = "overview", query: Query | None = None) -> AppTest:
        monkeypatch.setenv("DRAGOMAN_LIBRARY", str(folder))
        app = AppTest.from_file(str(ROOT / "components" / "shell.py"), default_timeout=60)
        for name, value in (query or {}).items():
            app.query_params[name] = value
        app.switch_page(f"../pages/{page}.py")
        app.run()
        assert not app.exception, [item.message for item in app.exception]
        return app

    return run
