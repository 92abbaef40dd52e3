"""No rule finds anything else in the texts of golden.py than is kept, unless its version was raised."""

from __future__ import annotations

import copy
from typing import Any

import golden
import pytest

from dragoman.reading import Reader

GIVEN = {part: {"one": ("a text", ["found"]), "other": ("another", [])} for part in golden.RULES}


@pytest.fixture(scope="module")
def found() -> Any:
    reader = Reader()
    return golden.make_golden(reader.model, golden.find_all(reader))


def test_what_is_found_is_what_is_kept(found: golden.Golden) -> None:
    kept = golden.read_golden()
    assert not golden.find_unraised(kept, found), "\n".join(golden.find_unraised(kept, found))
    assert not golden.find_stale(kept, found), "\n".join(golden.find_stale(kept, found))


def test_the_texts_hold_what_rules_are_about(found: golden.Golden) -> None:
    assert [len(found[part]["found"]) > 150 for part in golden.RULES] == [True] * 4
    assert len(found["reading"]["found"]) > 700
    nothing = golden.hash_value({"sentences": [], "entities": [], "mentions": []})
    assert not [key for key, entry in found["reading"]["found"].items() if entry.endswith(nothing)]


def keep(model: str = "hand 1", **changes: dict[str, Any]) -> golden.Golden:
    """What is kept where some parts found something else."""
    parts = copy.deepcopy(GIVEN)
    for part, change in changes.items():
        parts[part] |= change
    return golden.make_golden(model, parts)


@pytest.mark.parametrize("part", golden.RULES)
def test_another_finding_asks_for_a_higher_version(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, (module, name) = keep(), golden.RULES[part]
    changes = {part: {"one": ("a text", ["something else"])}}
    (said,) = golden.find_unraised(before, keep(**changes))
    version = getattr(module, name)
    assert f"What is found of {part} has changed in 1 of 2 texts (one), and its version has not" in said
    assert (
        f"raise {name} in dragoman/{module.__name__.split('.')[1]}/rules.py to {version + 1}, then run "
        f"{golden.COMMAND}" in said
    )
    monkeypatch.setattr(module, name, version + 1)
    assert golden.find_unraised(before, keep(**changes)) == []
    assert golden.find_stale(before, keep(**changes)) == [
        f"Version {version} of {part} was kept, not {version + 1}: run {golden.COMMAND}."
    ]
    after = keep()
    monkeypatch.setattr(module, name, version)
    assert "a version never sinks" in golden.find_unraised(after, keep())[0]


def test_other_texts_and_another_model_ask_for_no_version() -> None:
    for now in (keep(topics={"third": ("new", [])}), keep(topics={"one": ("changed", ["else"])})):
        assert golden.find_unraised(keep(), now) == []
        assert "Other texts were kept for topics" in golden.find_stale(keep(), now)[0]
    other = keep("hand 2", reading={"one": ("a text", ["something else"])})
    assert golden.find_unraised(keep(), other) == []
    assert golden.find_stale(keep(), other) == [
        f"What hand 1 finds was kept, not what hand 2 does: run {golden.COMMAND}."
    ]
    assert golden.find_stale(keep(), keep()) == []
