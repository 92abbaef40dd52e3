"""What follows from hot tables is made once, however many threads ask for it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.memory import Memory


def test_who_asks_for_the_same_thing_waits_for_it() -> None:
    memory, begun, go, made = Memory(), threading.Event(), threading.Event(), []

    def make() -> object:
        begun.set()
        assert go.wait(10)
        made.append(thing := object())
        return thing

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(memory.remember, ("slow", "a"), make) for _ in range(3)]
        assert begun.wait(10)
        assert memory.remember(("slow", "b"), lambda: "at once") == "at once"  # another waits for nobody
        go.set()
        assert {id(answer.result()) for answer in asked} == {id(made[0])}
    assert len(made) == 1


def test_none_is_a_thing_too() -> None:
    memory, times = Memory(), []
    for _ in range(2):
        assert memory.remember(("all", ""), lambda: times.append(1)) is None
    assert len(times) == 1


def test_what_could_not_be_made_is_made_at_the_next_call() -> None:
    memory = Memory()

    def fail() -> str:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        memory.remember(("file", ""), fail)
    assert memory.remember(("file", ""), lambda: "there") == "there"


@given(st.lists(st.integers(0, 6)), st.integers(1, 4))
def test_of_a_kind_those_are_kept_that_were_asked_for_last(asked: list[int], most: int) -> None:
    memory, made, last = Memory(), [], []
    memory.remember(("whole", ""), lambda: "kept")
    for number in asked:
        held = number in last
        before = len(made)
        memory.remember(("few", number), lambda number=number: made.append(number), most)
        assert len(made) == before + (not held)
        last = [*(one for one in last if one != number), number][-most:]
    assert memory.remember(("whole", ""), lambda: "made again") == "kept"
