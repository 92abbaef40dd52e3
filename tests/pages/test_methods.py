"""The Methods page shows the kept figures, and says when others than those measured read the library."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from drawing import read_html

from dragoman.analysis.library import Library
from dragoman.evaluation import read_records
from dragoman.reading.rules import TOPICS, describe_rules


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
    assert all(f"with {record.model}, {describe_rules(record.rules)}." in shown for record in records)
    assert f"4 articles: hand 1, rules r1, topics {TOPICS}." in shown
    assert chr(92) not in shown


def test_it_says_whether_the_library_was_read_by_what_was_measured(
    draw, library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "The figures above were measured with other model and rules" in read_html(
        draw(library_folder, "methods")
    )
    rules = next(iter(Library(library_folder).status())).removeprefix("hand 1 ")
    numbered = rules.replace("r1", "1")
    differences = {
        rules: "",
        numbered: "other rules.",
        f"{rules}+0c": "other own topics.",
        "r2.0c": "other rules and topics.",
    }
    for said, differs in differences.items():
        alike = tuple(replace(record, model="hand 1", rules=said) for record in read_records())
        monkeypatch.setattr("dragoman.evaluation.read_records", lambda alike=alike: alike)
        shown = read_html(draw(library_folder, "methods"))
        assert ("measured with other" in shown, differs in shown) == (bool(differs), True)
    monkeypatch.setattr("dragoman.evaluation.read_records", lambda: ())
    assert "No figures were measured yet" in read_html(draw(library_folder, "methods"))
