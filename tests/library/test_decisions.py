"""The rows of decisions: kept one by one, by several at once, undone by rows, exchanged."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from made_decisions import make

from dragoman.analysis.library import Library
from dragoman.errors import AccessError, DecisionError
from dragoman.library.backup import back_up, restore
from dragoman.library.database import Database
from dragoman.library.decisions import Decisions

LAPID, BLINKEN = "person:yair-lapid", "person:antony-blinken"


def test_decisions_are_kept_listed_and_undone_by_rows(empty_library: Library) -> None:
    kept = empty_library.decisions
    first = kept.decide("rename", {"id": LAPID, "label": "Lapid"}, why="shorter", who="ana")
    second = kept.decide("hide", {"id": BLINKEN})
    assert [item.decision for item in kept.history()] == [first, second]
    assert (first.who, first.why) == ("ana", "shorter")
    assert second.who
    undo = kept.undo(1, who="bob")
    assert [step.stands for step in kept.history()] == [False, True, True]
    with pytest.raises(DecisionError, match="undone already"):
        kept.undo(first.id)
    kept.undo(undo.id[:6])
    assert [step.stands for step in kept.history()] == [True, True, False, True]
    assert kept.sum_up().count == 2
    for wrong in (9, "nothing", "ab"):
        with pytest.raises(DecisionError, match="no decision"):
            kept.undo(wrong)
    with pytest.raises(DecisionError, match="use undo"):
        kept.decide("undo", {})


def test_a_contradiction_is_refused_and_nothing_is_kept(empty_library: Library) -> None:
    never = empty_library.decisions.decide("never-merge", {"ids": [LAPID, BLINKEN]})
    with pytest.raises(DecisionError, match="never one") as refused:
        empty_library.decisions.decide("merge", {"ids": [LAPID], "into": BLINKEN})
    assert refused.value.earlier == (never.id,)
    assert empty_library.decisions.load() == [never]


def test_several_decide_at_once_and_none_is_lost(empty_library: Library) -> None:
    def decide(number: int) -> str:
        database = Database(empty_library.uri)  # as another process opens it
        return Decisions(database).decide("hide", {"id": f"person:p{number}"}).id

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(decide, range(12)))
    kept = empty_library.decisions.load()
    assert {item.id for item in kept} == set(made)
    assert empty_library.decisions.sum_up().count == 12


def test_files_of_two_people_merge_and_conflicts_are_not_settled(empty_library: Library) -> None:
    kept = empty_library.decisions
    ours = kept.decide("rename", {"id": LAPID, "label": "Yair"})
    theirs = [make("rename", "t", 0, id=LAPID, label="Jair"), make("hide", "h", 1, id=BLINKEN)]
    applied = kept.apply(theirs)
    assert (applied.added, applied.present, len(applied.conflicts)) == (1, 0, 1)
    assert applied.conflicts[0].ours == ours
    again = kept.apply(theirs)
    assert (again.added, again.present, len(again.conflicts)) == (0, 1, 1)
    assert kept.apply(theirs, take="ours").conflicts == ()
    assert [item.what for item in kept.load() if item.kind == "rename"] == [ours.what]
    assert kept.apply(theirs, take="theirs").added == 2
    assert [
        step.decision.what["label"]
        for step in kept.history()
        if step.stands and "label" in step.decision.what
    ] == ["Jair"]


def test_who_may_only_read_decides_nothing(empty_library: Library) -> None:
    reading = Decisions(Database(empty_library.uri).for_reading())
    with pytest.raises(AccessError):
        reading.decide("hide", {"id": LAPID})
    with pytest.raises(AccessError):
        reading.apply([make("hide", id=LAPID)])
    assert reading.load() == []


def test_a_library_of_before_has_no_decisions_and_works(library: Library, tmp_path: Path) -> None:
    before = library.pairs()
    for name in ("decisions", "imports"):
        shutil.rmtree(Path(library.uri, f"{name}.lance"), ignore_errors=True)
    old = Library(library.uri)
    assert old.decisions.load() == []
    assert old.decisions.version == 0
    assert old.pairs().equals(before)
    assert not Path(library.uri, "decisions.lance").exists()
    assert old.decisions.decide("hide", {"id": BLINKEN}).kind == "hide"
    assert old.decisions.version > 0


def test_decisions_are_in_a_backup_and_come_back(library: Library, tmp_path: Path) -> None:
    made = library.decisions.decide("hide", {"id": LAPID}, who="Zoë ☂")
    back_up(library.uri, tmp_path / "kept.zip")
    restore(tmp_path / "kept.zip", str(tmp_path / "again"))
    assert Library(tmp_path / "again").decisions.load() == [made]


def test_a_decision_of_a_newer_dragoman_is_kept_and_means_nothing(empty_library: Library) -> None:
    row = {
        "id": "n", "kind": "sing", "who": "ana", "when": make("hide", id=LAPID).when, "why": "",
        "what": '{"song": 1}', "undoes": "",
    }  # fmt: skip
    Database(empty_library.uri).put("decisions", [row])
    (kept,) = empty_library.decisions.load()
    assert (kept.kind, kept.what) == ("sing", {"song": 1})
