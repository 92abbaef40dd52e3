"""Tables are made anew when decisions or contents change, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.analysis.entities import count_entities
from dragoman.analysis.library import Library
from dragoman.analysis.readonly import ReadOnly
from dragoman.errors import AccessError, DecisionError
from dragoman.model import Filter

LAPID, BLINKEN, LAVROV = "person:yair-lapid", "person:antony-blinken", "person:sergey-lavrov"


def count_people(library: Library) -> dict[str, int]:
    frame = count_entities(library.tables(), Filter(), "person")
    return dict(zip(frame["id"], frame["count"], strict=True))


def test_a_decision_is_seen_at_once_and_undo_gives_back_what_was(library: Library) -> None:
    before, tables = count_people(library), library.tables()
    assert library.tables() is tables
    assert library.preview("merge", ids=[LAPID], into=BLINKEN).joins
    made = library.decide("merge", ids=[LAPID], into=BLINKEN, who="ana")
    assert LAPID not in count_people(library)
    assert library.tables().corrections == library.decisions.sum_up()
    assert library.tables().mark != tables.mark
    assert library.tables().revision == tables.revision
    library.undo(made.id)
    assert count_people(library) == before
    assert library.tables().mark == tables.mark


def test_another_handle_s_decision_is_seen(library: Library) -> None:
    count_people(library)
    Library(library.uri).decide("hide", id=LAVROV)
    assert LAVROV not in count_people(library)


def test_what_moves_nothing_keeps_what_tables_remember(library: Library) -> None:
    tables = library.tables()
    library.decide("never-merge", ids=[LAPID, BLINKEN])
    assert library.tables().memory is tables.memory
    assert library.tables().corrections.count == 1


def test_a_split_gets_an_identifier_and_who_is_unknown_is_refused(library: Library) -> None:
    made = library.decide("split", id=LAPID, articles=["undated"], label="Another Lapid")
    tables = library.tables()
    assert tables.labels[tables.entity_of[made.what["into"]]] == "Another Lapid"
    with pytest.raises(DecisionError, match="Nobody in this library"):
        library.decide("hide", id="person:nobody-here")


def test_a_reader_sees_corrections_and_makes_none(library: Library, tmp_path: Path) -> None:
    library.decide("hide", id=LAVROV)
    reading = ReadOnly(library)
    assert LAVROV not in count_people(reading)
    assert reading.preview("hide", id=LAPID).mentions
    with pytest.raises(AccessError):
        reading.decide("hide", id=LAPID)
    with pytest.raises(AccessError):
        reading.undo(1)
