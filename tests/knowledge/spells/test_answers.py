"""The table that comes with Dragoman, asked questions that were written before anybody looked at it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from office_questions import QUESTIONS, format_scores, read_questions, score

from dragoman.knowledge.spells.answers import ask_office

QUESTIONS_OF_THE_ISSUE = 12


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_OFFICES", str(tmp_path / "offices.csv"))


def test_questions_are_answered() -> None:
    counts, errors = score(read_questions(QUESTIONS))
    total: Counter[str] = sum(counts.values(), Counter())
    assert total["right"] >= 0.97 * total.total(), "\n".join(errors)
    assert total["wrong"] <= 0.01 * total.total(), "\n".join(errors)
    assert "all" in format_scores(counts)


def test_the_first_questions_are_all_answered() -> None:
    questions = list(read_questions(QUESTIONS))[:QUESTIONS_OF_THE_ISSUE]
    assert score(questions)[1] == []


def test_both_are_named_on_a_day_of_handover_and_one_on_the_next() -> None:
    both = ask_office("chancellor", "DEU", date(2021, 12, 8))
    assert [(holder.spell.person, holder.handover) for holder in both] == [
        ("Angela Merkel", True), ("Olaf Scholz", True),
    ]  # fmt: skip
    assert [holder.spell.person for holder in ask_office("chancellor", "DEU", date(2021, 12, 9))] == [
        "Olaf Scholz"
    ]


def test_nobody_is_named_where_sources_mix_ministers_of_provinces_in() -> None:
    assert ask_office("finance minister", "AUS", date(2010, 5, 1)) == []
    assert [h.spell.person for h in ask_office("finance minister", "CAN", date(2012, 5, 1))] == [
        "Jim Flaherty"
    ]
