"""A process that reads."""

from __future__ import annotations

import pytest

from dragoman.library.readers import Readers
from dragoman.model import Article


def test_reading_processes_read_as_this_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [Article(f"id-{number}", f"Talks {number}", f"Sergey Lavrov met {number} ministers in Rome.") for number in range(40)]
    alone, team = Readers(), Readers()
    monkeypatch.setenv("DRAGOMAN_WORKERS", "2")
    team.prepare(len(articles))
    try:
        assert list(team.read(articles)) == list(alone.read(articles))
        assert (team.model, team.rules) == (alone.model, alone.rules)
    finally:
        team.rest()
