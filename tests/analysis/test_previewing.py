"""A preview says what tables will then say."""

from __future__ import annotations

from typing import Any

import pytest
from by_corrections import build_plainly
from made_decisions import make
from rows import make_entity, make_mention, make_row

from dragoman.analysis.correcting import correct_tables
from dragoman.analysis.pairs import count_pairs
from dragoman.analysis.previewing import Preview, preview_decision
from dragoman.corrections.meaning import find_meaning
from dragoman.model import Filter

MEYER, MEIER, DEU, FRA = "person:steinmeyer", "person:steinmeier", "country:DEU", "country:FRA"


def name(id: str, *keys: str, outlet: str = "A") -> dict[str, Any]:
    return make_row(
        id, [make_entity(key) for key in keys],
        [make_mention(key, 0, 0, start=10 * place) for place, key in enumerate(keys)], outlet=outlet,
    )  # fmt: skip


TABLES = build_plainly([name("a", MEYER, DEU), name("b", MEIER, DEU, FRA), name("c", MEIER, outlet="B")], {})


def test_a_merge_says_what_it_joins_and_changes() -> None:
    preview = preview_decision(TABLES, make("merge", ids=[MEYER], into=MEIER))
    assert preview.names == ((MEIER, "steinmeier", 2), (MEYER, "steinmeyer", 1))
    assert (preview.mentions, preview.pairs, preview.links) == (1, 1, 1)
    assert preview.sentence() == "joins 2 and 1 articles; changes 1 pair; 1 link will lead on"


def test_what_was_merged_before_leads_on_too() -> None:
    corrected = correct_tables(TABLES, find_meaning([make("merge", ids=[MEYER], into=MEIER)]))
    preview = preview_decision(corrected, make("retype", id=MEIER, type="organization"))
    assert preview.links == 2
    assert preview.pairs == len(count_pairs(corrected, Filter(), kinds=("person", "country"))) == 2


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (make("leave-out", articles=["b"], span=[0, 1]), "moves 1 mention; changes 2 pairs"),
        (make("hide", id=MEIER, articles=["c"]), "moves 1 mention"),
        (make("date", articles=["a", "elsewhere"], day="2026-01-01"), "concerns 1 article"),
        (make("outlets", names=["A"], into="B"), "concerns 2 articles"),
        (make("rename", id=MEIER, label="S"), "changes nothing that is counted"),
        (make("never-merge", ids=[MEYER, MEIER]), "changes nothing that is counted"),
    ],
)
def test_other_kinds_say_what_they_concern(decision: Any, sentence: str) -> None:
    assert preview_decision(TABLES, decision).sentence() == sentence


def test_nothing_is_said_of_nothing() -> None:
    assert Preview().sentence() == "changes nothing that is counted"
