"""How the judge is learnt, on a few sentences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dragoman.reading.judging import judge as room
from dragoman.reading.judging import load_judge
from dragoman.reading.judging.judge import Forest
from dragoman.training.forest import Growth, ask, grow
from dragoman.training.judge import (
    judge_example,
    learn_words,
    make_examples,
    merge_names,
    score,
    train_judge,
    write_judge,
    write_small,
)

NAMES = ["Greta Holm", "Mehmet Kaya", "Anna Novak", "Ivan Petrov"]
BODIES = ["Northern Council", "Harbour Committee", "Coast Guard Academy", "Russian Foreign Ministry"]


def make_text(number: int) -> tuple[str, list[tuple[int, int, str]]]:
    """A text that names one person and one body, and where."""
    name, body = NAMES[number % 4], BODIES[number // 4 % 4]
    text = f"Talks {number}\n\nThe {body} met in the Old Town Square on Monday. {name} said that it was late."
    return text, [
        (text.index(body), text.index(body) + len(body), "ORG"),
        (text.index(name), text.index(name) + len(name), "PERSON"),
    ]


def test_a_forest_learns_what_two_questions_tell() -> None:
    chance = np.random.default_rng(1)
    matrix = chance.random((600, 3)).astype(np.float32)
    right = (matrix[:, 0] > 0.5) & (matrix[:, 2] > 0.3)
    growth = Growth(trees=20, levels=2, rate=0.5, sample=0.9, features=1.0)
    forest = grow(matrix, right, np.ones(600), growth)
    assert ((forest.weigh(matrix) > 0) == right).mean() > 0.9
    assert forest.features.shape == (20, 2)
    again = grow(matrix, right, np.ones(600), growth)
    assert np.array_equal(again.values, forest.values)


def test_questions_part_the_values_of_a_column() -> None:
    columns, cuts = ask(np.array([[0, 7], [1, 7], [0, 7]], dtype=np.float32))
    assert columns.tolist() == [0]
    assert cuts.tolist() == [0.5]


def test_a_judge_learns_from_marks_and_its_tables_are_read_as_they_were_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples, folds = [], []
    for number in range(32):
        text, marks = make_text(number)
        made = make_examples(f"a{number}", text, marks, marks)
        examples += made
        folds += [number] * len(made)
    judge = train_judge(examples, folds, Growth(trees=12, levels=3, rate=0.4, sample=0.9))
    found = [judge_example(judge, example) for example in examples]
    assert all(figure == 100 for figures in score(examples, found).values() for figure in figures)
    write_judge(judge, tmp_path)
    monkeypatch.setattr(room, "find_data_folder", lambda: tmp_path)
    read: Forest = load_judge.__wrapped__().forests["person"]
    assert np.allclose(read.values, judge.forests["person"].values, atol=1e-3)
    assert np.array_equal(read.features, judge.forests["person"].features)


def test_words_weigh_what_they_have_stood_for() -> None:
    examples = [
        example for number in range(16) for example in make_examples(str(number), *make_text(number), [])
    ]
    weights = {(position, word): row for position, word, row in learn_words(examples).rows}
    assert weights["last", "council"][0] > 0 > weights["last", "council"][1]
    assert weights["after", "said"][1] > 0


def test_ministries_are_learnt_in_small_letters_too() -> None:
    text, marks = make_text(12)
    names = [(start, end, "organization") for start, end, label in marks if label == "ORG"]
    assert "The Russian foreign ministry met" in write_small(text, names)
    assert [example.id for example in make_examples("a", text, marks, marks)] == ["a", "a small"]
    assert write_small(text, []) == text


def test_places_of_another_pipeline_stay_where_they_leave_room() -> None:
    assert merge_names([(0, 5, "ORG")], [(3, 9, "GPE"), (10, 12, "GPE"), (14, 20, "PERSON")]) == [
        (0, 5, "ORG"),
        (10, 12, "GPE"),
    ]
