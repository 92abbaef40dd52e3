"""The Methods page shows the kept figures, and says when the library was read by others than those measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from drawing import read_html

from dragoman.analysis.library import Library
from dragoman.evaluation import read_records


def test_the_kept_figures_are_shown(draw, library_folder: Path) -> None:
    app = draw(library_folder, "methods")
    records = read_records()
    assert len(app.dataframe) == len(records) > 0
    for table, record in zip(app.dataframe, records, strict=True):
        assert list(table.value["Figure"]) == [row.name for row in record.figures.rows]
        assert table.value["F1"].iloc[0] == pytest.approx(100 * record.figures["pairs"].f1)
    shown = read_html(app)
    assert f"Measured on {records[0].figures.articles} articles" in shown
    assert records[0].day.isoformat() in shown
    assert chr(92) not in shown


def test_it_says_whether_the_library_was_read_by_what_was_measured(draw, library_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "The figures above were measured with other model and rules" in read_html(draw(library_folder, "methods"))
    rules = next(iter(Library(library_folder).status())).removeprefix("hand 1 ")
    alike = tuple(replace(record, model="hand 1", rules=rules) for record in read_records())
    monkeypatch.setattr("dragoman.evaluation.read_records", lambda: alike)
    assert "measured with other" not in read_html(draw(library_folder, "methods"))
    monkeypatch.setattr("dragoman.evaluation.read_records", lambda: ())
    assert "No figures were measured yet" in read_html(draw(library_folder, "methods"))
