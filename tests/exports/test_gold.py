"""Corrected articles as marked ones."""

from __future__ import annotations

from dragoman.analysis.library import Library
from dragoman.evaluation import evaluate
from dragoman.exports.gold import write_gold

LAPID, BLINKEN = "person:yair-lapid", "person:antony-blinken"


def test_nothing_decided_gives_nothing(library: Library) -> None:
    assert list(write_gold(library)) == []


def test_what_was_corrected_is_marked_as_corrected(library: Library) -> None:
    library.decide("retype", id=LAPID, type="nobody", articles=["undated"])
    library.decide("topic", topic="topic:sanctions", articles=["undated"], present=True)
    library.decide("retype", id=BLINKEN, type="organization", articles=["lavrov-1"])
    rows = {row["id"]: row for row in write_gold(library)}
    assert set(rows) == {"undated", "lavrov-1"}
    names = {entity.get("name", entity.get("iso3")): entity for entity in rows["undated"]["entities"]}
    assert set(names) == {"ISR"}
    assert rows["undated"]["topics"] == ["sanctions"]
    kinds = {entity.get("name"): entity["kind"] for entity in rows["lavrov-1"]["entities"]}
    assert kinds["Blinken"] == "organization"
    assert evaluate(rows.values(), [])
