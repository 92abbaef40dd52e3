"""The words that rules go by: what a table of them gives, and what is said of one that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import lexicons
from dragoman.knowledge.lexicons import load_lexicon


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(lexicons, "find_data_folder", lambda: tmp_path)
    return tmp_path


def test_a_string_is_a_set_of_words_and_lists_stay_lists(folder: Path) -> None:
    (folder / "own-words.toml").write_text(
        'titles = """king\n queen  king"""\nrows = ["a b", "c"]\n', "utf-8"
    )
    assert load_lexicon("own-words") == {"titles": frozenset({"king", "queen"}), "rows": ["a b", "c"]}
    assert load_lexicon("own-words") is load_lexicon("own-words")


@pytest.mark.parametrize("data", [None, b"titles = ", b"\xff"])
def test_what_cannot_be_read_is_named(folder: Path, data: bytes | None) -> None:
    name = f"broken-{0 if data is None else len(data)}"
    if data is not None:
        (folder / f"{name}.toml").write_bytes(data)
    with pytest.raises(
        KnowledgeError,
        match=rf"The lexicon {name}\.toml in data/knowledge cannot be read: .*Install Dragoman again",
    ):
        load_lexicon(name)


@pytest.mark.parametrize("name", ["names", "roles", "bodies", "nicknames", "transliterations"])
def test_those_that_come_along_hold_words(name: str) -> None:
    table = load_lexicon(name)
    assert table
    assert all(table.values())
