"""Folders in which something is made before it gets its name, and files that several change."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dragoman.library.staging import (
    BEFORE,
    OLD,
    PREFIX,
    clear_leftovers,
    make_staging,
    put_in_place,
    take_turns,
    write_through,
)


def test_what_is_made_gets_its_name_and_nothing_else_stays(tmp_path: Path) -> None:
    with make_staging(tmp_path / "new" / "folder") as made:
        assert made.parent == tmp_path / "new" / "folder"
        (made / "a").write_text("whole")
        write_through(made / "a")
        put_in_place(made / "a", made.parent / "a", made)
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == ["a"]
    assert (tmp_path / "new" / "folder" / "a").read_text() == "whole"


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def break_off() -> None:
        with make_staging(tmp_path) as made:
            (made / "half").write_text("x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_has_the_name_is_replaced(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "a"
    target.mkdir()
    (target / "old").write_text("old")
    with make_staging(tmp_path) as made:
        if kind == "folder":
            (made / "a").mkdir()
        else:
            (made / "a").write_text("new")
        put_in_place(made / "a", target, made)
    assert target.is_file() == (kind == "file")
    assert not (tmp_path / "a" / "old").exists()


@pytest.mark.parametrize("prefix", [PREFIX, BEFORE])
def test_what_a_killed_one_had_taken_out_goes_back_unless_something_is_there(
    tmp_path: Path, prefix: str
) -> None:
    left = tmp_path / f"{prefix}x" / OLD
    left.mkdir(parents=True)
    (left / "gone").write_text("old")
    (left / "there").write_text("old")
    (tmp_path / "there").write_text("new")
    (left.parent / "lock").write_text("")  # of a process that is no more
    clear_leftovers(tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"gone": "old", "there": "new"}


def test_of_many_who_change_a_file_each_has_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "count"

    def add(_: int) -> None:
        with take_turns(path):
            path.write_text(str(int(path.read_text() or 0) + 1 if path.exists() else 1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(40)))
    assert path.read_text() == "40"
