"""A process that reads."""

from __future__ import annotations

import pytest

from dragoman.errors import SourceError
from dragoman.library.reading_processes import Readers, Unread
from dragoman.model import Article
from dragoman.processes import borrow, dismiss


def test_reading_processes_read_as_this_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [
        Article(f"id-{number}", f"Talks {number}", f"Sergey Lavrov met {number} ministers in Rome.")
        for number in range(40)
    ]
    alone, team = Readers(), Readers()
    monkeypatch.setenv("DRAGOMAN_WORKERS", "2")
    team.prepare(len(articles))
    try:
        assert list(team.read(articles)) == list(alone.read(articles))
        assert (team.model, team.rules) == (alone.model, alone.rules)
    finally:
        team.rest()


def test_an_article_is_explained_as_it_is_read() -> None:
    readers, article = Readers(), Article("one", "Talks", "Sergey Lavrov met Anna Berg in Rome.")
    explanation = readers.explain(article)
    assert [explanation.reading] == list(readers.read([article]))
    assert all(explanation.mentions)
    with pytest.raises(SourceError, match="are explained"):
        readers.explain(Article("two", "Talks", "a" * 200_000))


def test_a_text_that_it_cannot_read_costs_itself_and_it_goes_on() -> None:
    with borrow(("dragoman.library.reading_worker",)) as process:  # of topics alone, which needs no model
        assert process.greet() == ""
        process.tell(
            (None, [("Talks", "On sanctions."), ("Talks",), ("Talks", "On sanctions.")], 60.0, False)
        )
        fine, broken, again = process.answer()
        assert fine == again
        assert isinstance(broken, Unread)
        assert broken.reason.startswith("The article could not be read: ValueError: not enough values")
        process.tell((None, [("Talks", "On sanctions.")], 60.0, False))
        assert process.answer() == [fine]
    dismiss(("dragoman.library.reading_worker",))
