"""The net: a text at which the reading does not come to an end, or dies, costs that text and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman import processes
from dragoman.analysis.library import Library
from dragoman.errors import ModelError
from dragoman.library import reading_processes
from dragoman.library.reading_processes import Readers, Unread, count_workers
from dragoman.model import Article
from dragoman.settings import read_setting

SLOW = (
    "Reading the article took more than 0.3 seconds of processor time and was stopped. "
    "Retry it with a newer Dragoman, or split it."
)
DIED = (
    "Reading the article ended the process that read it, perhaps for want of memory (SIGKILL). "
    "Retry it with a newer Dragoman, or split it."
)


@pytest.fixture
def frail(monkeypatch: pytest.MonkeyPatch) -> Iterator[Readers]:
    """Readers whose process is tests/library/frail.py."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(Path(__file__).parent)])
    monkeypatch.setattr(reading_processes, "WORKER", "frail")
    monkeypatch.setattr(reading_processes, "SECONDS", 0.3)
    monkeypatch.setattr(reading_processes, "SECONDS_A_CHARACTER", 0)
    monkeypatch.setenv("DRAGOMAN_WORKERS", "1")
    yield Readers()
    processes.dismiss(("frail", read_setting("model")))


def make(*titles: str) -> list[Article]:
    return [Article(str(number), title, "") for number, title in enumerate(titles)]


@pytest.mark.parametrize(("title", "reason"), [("go on", SLOW), ("hold the lock", SLOW), ("die", DIED)])
def test_one_text_costs_itself(frail: Readers, title: str, reason: str) -> None:
    titles = [f"{'x' * number}" for number in range(40)]
    titles[17] = title
    assert list(frail.read(make(*titles))) == [
        Unread(reason) if number == 17 else number for number in range(40)
    ]


def test_a_text_that_is_alone_costs_itself(frail: Readers) -> None:
    assert list(frail.read(make("die"))) == [Unread(DIED)]
    assert list(frail.read(make("abc"))) == [3]


def test_a_text_that_costs_itself_is_not_explained_either(frail: Readers) -> None:
    [article] = make("die")
    with pytest.raises(ModelError, match="ended the process that read it"):
        frail.explain(article)


def test_texts_that_are_all_too_slow_are_all_given_up(frail: Readers) -> None:
    assert list(frail.read(make("go on", "go on"))) == [Unread(SLOW)] * 2


def test_a_machine_on_which_every_process_dies_says_so(frail: Readers) -> None:
    with pytest.raises(ModelError, match=r"run the same command again with DRAGOMAN_WORKERS=1 \(SIGKILL\)"):
        list(frail.read(make("die", "die", "die")))


@pytest.mark.parametrize(
    ("model", "sentence"), [("missing", "Install it"), ("broken", r"ended before its time.*exit code 0")]
)
def test_a_process_that_cannot_start_says_so(
    frail: Readers, monkeypatch: pytest.MonkeyPatch, model: str, sentence: str
) -> None:
    monkeypatch.setenv("DRAGOMAN_MODEL", model)
    with pytest.raises(ModelError, match=sentence):
        frail.prepare(1)
    with pytest.raises(ModelError, match=sentence):
        list(frail.read(make("abc")))


def test_one_process_stays_for_the_next_time(frail: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_WORKERS", "2")
    program = ("frail", read_setting("model"))
    frail.prepare(2)
    with processes.borrow(program) as one, processes.borrow(program) as other:
        assert one.alive
        assert other.alive
    assert list(frail.read(make("a", "bc"))) == [1, 2]
    frail.rest()
    [kept] = [process for process in (one, other) if process.alive]
    monkeypatch.setenv("DRAGOMAN_WORKERS", "1")
    assert list(Readers().read(make("abc"))) == [3]
    with processes.borrow(program) as again:
        assert again is kept


def test_who_stops_waits_for_nobody(frail: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_processes, "SECONDS", 10**6)
    found = frail.read(make(*["x"] * 16, "go on"))
    assert next(found) == 1
    found.close()  # else it would be waited for until the limit of the second batch


def test_an_article_that_is_given_up_waits_in_the_quarantine_and_comes_in_on_retry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_processes, "SECONDS_A_CHARACTER", 0)
    monkeypatch.setattr(reading_processes, "SECONDS", 0.3)
    library = Library(tmp_path / "library")
    heavy = Article("heavy", "Talks", ("Sergey Lavrov met Antony Blinken in Rome. " * 3_000).strip())
    summary = library.add_items([heavy])
    assert (summary.new, summary.quarantined, summary.reasons) == (0, 1, ((SLOW, 1),))
    [item] = library.quarantine.items()["item"]
    monkeypatch.setattr(reading_processes, "SECONDS", 100.0)
    assert library.quarantine.retry(item).new == 1
    assert (library.quarantine.count(), library.article("heavy").text) == (0, heavy.text)


@pytest.mark.parametrize(
    ("setting", "articles", "workers"),
    [("3", 1, 3), ("1", 10_000, 1), ("0", 5, 1), ("", 5, 1), ("many", 5, 1)],
)
def test_workers_follow_the_setting(
    monkeypatch: pytest.MonkeyPatch, setting: str, articles: int, workers: int
) -> None:
    monkeypatch.setenv("DRAGOMAN_WORKERS", setting)
    assert count_workers(articles) == workers
