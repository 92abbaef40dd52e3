"""The model of topics is made from marked articles: the same from the same, and measured outside them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from dragoman.reading.topics.learnt import read_learnt, write_learnt
from dragoman.training.topics import (
    Filed,
    compile_topics,
    cross_validate,
    judge,
    load_filed,
    score_topics,
    see_articles,
    train_topics,
    write_topics,
)

WORDS = {
    "energy": ("gas", "pipeline", "barrels", "refinery"),
    "health": ("vaccine", "hospital", "virus", "doctors"),
    "sanctions": ("froze", "assets", "embargo", "blacklist"),
}
ARTICLES = [
    Filed(
        f"{topic}-{number}",
        f"Ministers on {words[number % 4]}",
        f"They spoke of the {words[(number + 1) % 4]} in town {number}.",
        (topic,),
    )
    for topic, words in WORDS.items()
    for number in range(12)
]


def test_what_articles_were_filed_under_is_learnt(tmp_path: Path) -> None:
    seen = see_articles(ARTICLES)
    model = train_topics(ARTICLES, seen, {}, 0.4)
    found = [max(zip(judge(model, one), model.topics, strict=True))[1] for one in seen]
    assert found == [article.topics[0] for article in ARTICLES]
    write_learnt(model, tmp_path / "one.csv")
    write_learnt(train_topics(ARTICLES, seen, {}, 0.4), tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_a_model_that_is_read_is_the_one_that_was_written(tmp_path: Path) -> None:
    write_learnt(train_topics(ARTICLES, see_articles(ARTICLES), {}, 0.4), tmp_path / "one.csv")
    model = read_learnt(tmp_path / "one.csv")
    write_learnt(model, tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    judged = model.judge("Ministers on gas", "They spoke of the pipeline.", {})
    spans = list(judged.find_words("energy"))
    assert {judged.string[start:end].lower() for start, end in spans} <= {
        "gas",
        "pipeline",
        "on gas",
        "the pipeline",
        "ministers on",
    }
    assert spans
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_what_is_learnt_of_a_word_holds_for_one_of_like_meaning_that_no_article_has() -> None:
    like = {
        "pipeline": np.array([1.0, 0.0]),
        "smelter": np.array([0.9, 0.1]),
        "vaccine": np.array([0.0, 1.0]),
    }
    model = train_topics(ARTICLES, see_articles(ARTICLES), like, 0.4)
    judged = model.judge("A smelter", "", {})
    assert model.topics[judged.chances.argmax()] == "energy"
    assert [judged.string[start:end] for start, end in judged.find_words("energy")] == ["smelter"]


def test_folds_see_neither_an_article_nor_its_copies() -> None:
    """An answer that stands in one article alone cannot be known by the model that it is measured with."""
    odd = [Filed("odd", "Unheard of", "Quite another matter.", ("food-agriculture",)), *ARTICLES]
    odd.append(Filed("copy", "Unheard of", "Quite another matter.", ("food-agriculture",)))
    chances = cross_validate(odd, see_articles(odd), {}, 4)
    assert chances[0].max() < 0.5
    assert score_topics(odd[:1], chances[:1], 0.5) == 0
    assert score_topics(ARTICLES, chances[1:-1], 0.3) > 60


def test_marks_are_kept_without_texts_and_fit_their_texts_alone(tmp_path: Path) -> None:
    rows = [{"id": article.id, "topics": article.topics} for article in ARTICLES]
    texts = {article.id: f"{article.title}\n\n{article.text}" for article in ARTICLES}
    write_topics(compile_topics(rows, texts), tmp_path / "topics.jsonl")
    assert "pipeline" not in (tmp_path / "topics.jsonl").read_text("utf-8")
    assert load_filed(tmp_path / "topics.jsonl", texts) == ARTICLES
    with pytest.raises(ValueError, match="energy-0: its text is not the one that was marked"):
        load_filed(tmp_path / "topics.jsonl", texts | {"energy-0": "Another text."})
