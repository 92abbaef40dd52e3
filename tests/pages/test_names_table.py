"""The table of all names of one kind: a line leads to its articles, one cell of it to the dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from drawing import read_html


@pytest.mark.parametrize(
    ("kind", "column", "page"),
    [
        ("person", "All about", "dossier"),
        ("topic", "All about", "dossier"),
        ("person", "Name", "articles"),
        ("outlet", "Name", "articles"),
    ],
)
def test_a_cell_leads_on(
    draw, library_folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str, column: str, page: str
) -> None:
    tables: list[pd.DataFrame] = []
    left: list[tuple[str, Any]] = []

    def show_table(table: pd.DataFrame, **_: Any) -> dict[str, Any]:
        tables.append(table)
        return {"selection": {"cells": [(0, column)]}}

    def leave(where: str, query_params: Any) -> None:
        left.append((where, query_params))
        st.stop()

    monkeypatch.setattr(st, "dataframe", show_table)
    monkeypatch.setattr(st, "switch_page", leave)
    shown = read_html(draw(library_folder, "overview", {"sort": kind}))
    assert "Click a line" in shown
    assert ("All about" in tables[0]) == (kind != "outlet")
    [(where, query)] = left
    assert where == f"../pages/{page}.py"
    assert ("select" in query) == (page == "dossier")
