"""Outlets, days and articles as they were set; random ones in test_correcting.py."""

from __future__ import annotations

from by_corrections import build_plainly
from made_decisions import make
from rows import make_row

from dragoman.analysis.correcting import correct_tables
from dragoman.analysis.evidence import count_evidence
from dragoman.corrections.meaning import find_meaning
from dragoman.model import Filter


def test_a_filter_on_an_outlet_of_before_finds_it_under_its_new_name() -> None:
    tables = build_plainly([make_row("a", outlet="NYT"), make_row("b", outlet="New York Times")], {})
    corrected = correct_tables(tables, find_meaning([make("outlets", names=["NYT"], into="New York Times")]))
    for outlet in ("NYT", "New York Times"):
        assert count_evidence(corrected, Filter(outlets=(outlet,)), []) == 2


def test_days_that_were_set_order_articles_anew_and_what_was_taken_back_is_gone() -> None:
    tables = build_plainly([make_row(id) for id in ("a", "b", "c")], {})
    said = [
        make("date", "d", 0, articles=["c"], day="2020-01-01"),
        make("take-back", "t", 1, **{"import": "i", "articles": ["a"]}),
    ]
    corrected = correct_tables(tables, find_meaning(said))
    assert corrected.article_ids == ("c", "b")
    assert corrected.origin.tolist() == ["stated", "none"]
