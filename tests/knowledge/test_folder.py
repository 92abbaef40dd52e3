"""Where the tables are, and by what hash readings know them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.knowledge import folder
from dragoman.knowledge.folder import LAND_FILE, LOOKUP_FILE, TOPICS_FILE, find_data_folder, hash_knowledge


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tables that may be changed."""
    copied = tmp_path / "knowledge"
    copied.mkdir()
    for path in find_data_folder().iterdir():
        if path.suffix in (".csv", ".toml"):
            shutil.copyfile(path, copied / path.name)
    monkeypatch.setattr(folder, "find_data_folder", lambda: copied)
    return copied


def hash_anew() -> str:
    hash_knowledge.cache_clear()
    try:
        return hash_knowledge()
    finally:
        hash_knowledge.cache_clear()


def test_a_table_that_readings_rest_on_changes_the_hash(tables: Path) -> None:
    before = hash_anew()
    with (tables / "names.toml").open("a", encoding="utf-8") as table:
        table.write("\n# a word\n")
    assert hash_anew() != before


def test_what_readings_do_not_rest_on_changes_nothing(tables: Path) -> None:
    before = hash_anew()
    for name in (TOPICS_FILE, LAND_FILE, LOOKUP_FILE):
        with (tables / name).open("a", encoding="utf-8") as table:
            table.write("\n")
    (tables / "notes.md").write_text("x", "utf-8")
    assert hash_anew() == before


def test_line_ends_of_another_system_are_the_same_table(tables: Path) -> None:
    before = hash_anew()
    for path in tables.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert hash_anew() == before
