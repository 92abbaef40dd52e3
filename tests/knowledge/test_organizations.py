"""The table of organizations."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import load_countries, load_organizations
from dragoman.knowledge import organizations as room


def test_abbreviations_and_names_find_the_same_row() -> None:
    organizations = load_organizations()
    assert organizations.lookup("IAEA") is organizations.lookup("the International Atomic Energy Agency")
    assert organizations.lookup("People’s Liberation Army") is organizations.lookup(
        "People's Liberation Army"
    )
    assert organizations.lookup("Nobody's League") is None


def test_every_row_says_where_it_comes_from_and_its_country_exists() -> None:
    codes = load_countries().by_code.keys()
    for organization in load_organizations().by_name.values():
        assert organization.country in {"", *codes}, organization.name
        assert organization.kind in room.KINDS


def test_a_kind_that_does_not_exist_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = "name,abbreviations,other_names,kind,country,source\n"
    (tmp_path / "organizations.csv").write_text(header + "X,,,club,,nobody\n", encoding="utf-8")
    monkeypatch.setattr(room, "find_data_folder", lambda: tmp_path)
    with pytest.raises(KnowledgeError, match=r"organizations\.csv calls X a 'club'"):
        load_organizations.__wrapped__()


def test_a_missing_table_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "find_data_folder", lambda: tmp_path)
    with pytest.raises(KnowledgeError, match="Install Dragoman again"):
        load_organizations.__wrapped__()
