"""The line that says how often a pair is right says on what that was measured."""

from __future__ import annotations

from datetime import date

from dragoman.evaluation import Figure, Figures, Record, read_records, say_certainty


def make_record(gold: str, articles: int, precision: float) -> Record:
    return Record(
        gold, date(2026, 1, 1), "hand 1", "r1", Figures(articles, (Figure("pairs", precision, 0.5, 10, 10),))
    )


def test_the_set_seen_least_speaks_and_one_that_flatters_says_so() -> None:
    seen, partly, unseen = (
        make_record("dev.jsonl", 60, 0.98),
        make_record("gold_sample.jsonl", 14, 0.95),
        make_record("other.jsonl", 20, 0.9),
    )
    assert "98 are right" in say_certainty([seen])
    assert "written with, so expect less on others" in say_certainty([seen])
    assert "95 are right" in say_certainty([seen, partly])
    assert "seen in part, so expect less on others" in say_certainty([seen, partly])
    assert "90 are right" in say_certainty([seen, partly, unseen])
    assert "never saw" in say_certainty([unseen])
    assert say_certainty([]) == say_certainty([Record("x", date(2026, 1, 1), "", "", Figures(3, ()))]) == ""


def test_the_records_that_come_along_give_a_line() -> None:
    said = say_certainty(read_records())
    assert "of 100 pairs found" in said
    assert "written with" not in said
