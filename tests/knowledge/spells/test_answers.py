"""The table that comes with Dragoman, asked questions that were written before anybody looked at it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from office_questions import MORE_QUESTIONS, QUESTIONS, format_scores, read_questions, score

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


def test_more_questions_in_usual_words_are_answered() -> None:
    counts, errors = score(read_questions(MORE_QUESTIONS))
    total: Counter[str] = sum(counts.values(), Counter())
    assert total["right"] >= 0.92 * total.total(), "\n".join(errors)
    assert total["wrong"] <= 0.02 * total.total(), "\n".join(errors)


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


def test_ministers_of_the_federation_stand_apart_from_those_of_its_states() -> None:
    assert [h.spell.person for h in ask_office("treasurer", "AUS", date(2010, 5, 1))] == ["Wayne Swan"]
    assert [h.spell.person for h in ask_office("finance minister", "CAN", date(2012, 5, 1))] == [
        "Jim Flaherty"
    ]


def test_a_word_for_an_office_belongs_to_its_states() -> None:
    day = date(2015, 5, 1)
    assert [h.spell.person for h in ask_office("taoiseach", "IRL", day)] == ["Enda Kenny"]
    assert ask_office("taoiseach", "ESP", day) == ask_office("chancellor", "FRA", day) == []


def test_the_head_of_a_body_is_whom_its_head_is_called() -> None:
    day = date(2015, 5, 1)
    heads = [ask_office(role, "Council of Europe", day) for role in ("body head", "secretary general")]
    assert [[h.spell.person for h in head] for head in heads] == [["Thorbjørn Jagland"]] * 2
    council = ask_office("president of the European Council", "European Union", day)
    assert [h.spell.person for h in council] == ["Donald Tusk"]
