"""Programs of our own that are spoken to over pipes: they are kept, ended and missed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman import processes
from dragoman.errors import ModelError
from dragoman.processes import LostError, borrow, dismiss, start

sys.path.insert(0, str(Path(__file__).parent / "library"))  # where frail.py stands, as a module of its own

FRAIL = ("frail",)


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """No process outlives its test."""
    yield
    dismiss(FRAIL)


def ask(process: processes.Process, *titles: str, seconds: float = 0) -> object:
    process.tell((None, [(title, "") for title in titles], seconds, False))
    return process.answer()


def test_one_that_has_answered_is_asked_again() -> None:
    with borrow(FRAIL) as first:
        assert first.greet() == "frail 1"
        assert ask(first, "one", "three") == [3, 5]
    with borrow(FRAIL) as second:
        assert second is first
        with borrow(FRAIL) as other:
            assert other is not first
    dismiss(FRAIL, keep=1)
    assert [first.alive, other.alive].count(True) == 1


@pytest.mark.parametrize(("title", "slow"), [("die", False), ("go on", True), ("hold the lock", True)])
def test_one_that_ends_is_missed_and_replaced(title: str, slow: bool) -> None:
    with pytest.raises(LostError) as caught, borrow(FRAIL) as lost:
        ask(lost, title, seconds=0.2)
    assert caught.value.slow == slow
    assert not lost.alive
    with borrow(FRAIL) as next_one:
        assert ask(next_one, "four") == [4]


def test_several_are_started_at_once_and_only_as_many_as_are_missing() -> None:
    start(FRAIL, 2)
    with borrow(FRAIL) as one, borrow(FRAIL) as other:
        assert one.alive
        assert other.alive
    start(FRAIL, 2)
    with borrow(FRAIL) as again, borrow(FRAIL) as too:
        assert {again, too} == {one, other}


@pytest.mark.parametrize(("argument", "error"), [("missing", ModelError), ("broken", LostError)])
def test_one_that_cannot_work_says_so_or_is_missed(argument: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        start((*FRAIL, argument), 1)
    with pytest.raises(error), borrow((*FRAIL, argument)):
        pass
