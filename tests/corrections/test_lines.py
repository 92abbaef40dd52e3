"""Decisions go through JSON lines unchanged; lists of aliases become merges."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given
from made_decisions import decisions, make, make_undo

from dragoman.corrections.lines import find_user, parse_aliases, parse_lines, write_lines
from dragoman.corrections.model import Decision
from dragoman.errors import SourceError

NOW = datetime(2026, 1, 2)
KNOWN = {
    "steinmeyer": "person:steinmeyer",
    "frank-walter steinmeier": "person:steinmeier",
    "un": "organization:un",
}


@given(decisions)
def test_lines_are_read_as_they_were_written(made: list[Decision]) -> None:
    made = [*made, make_undo("d00", "u", 60)]
    parsed = parse_lines(write_lines(made))
    assert parsed.decisions == made
    assert parsed.faults == []


def test_what_is_no_decision_is_said_with_its_line() -> None:
    good = write_lines([make("hide", id="person:a")])
    parsed = parse_lines(f"{good}\nnonsense\n[1]\n" + '{"id": "x", "kind": "undo", "when": "2026-01-01"}')
    assert len(parsed.decisions) == 1
    assert [fault.partition(":")[0] for fault in parsed.faults] == ["Line 3", "Line 4", "Line 5"]


def test_a_zone_is_taken_off_a_moment() -> None:
    line = '{"id": "x", "kind": "hide", "when": "2026-01-01T12:00:00+02:00", "what": {"id": "person:a"}}'
    (decision,) = parse_lines(line).decisions
    assert decision.when == datetime(2026, 1, 1, 10)
    assert decision.who == "unknown"


def test_a_csv_of_aliases_becomes_merges_the_same_each_time() -> None:
    text = "name,same as\nSteinmeyer,Frank-Walter  Steinmeier\nNobody,Steinmeyer\nUN,Steinmeyer\n"
    parsed = parse_aliases(text, KNOWN, "ana", NOW)
    (merge,) = parsed.decisions
    assert merge.what == {"ids": ["person:steinmeyer"], "into": "person:steinmeier"}
    assert len(parsed.faults) == 2
    assert parse_aliases(text, KNOWN, "bob", NOW).decisions[0].id == merge.id
    with pytest.raises(SourceError, match="same as"):
        parse_aliases("first,second\na,b\n", KNOWN, "ana", NOW)


def test_entities_of_follow_the_money_become_merges() -> None:
    rows = [
        {
            "id": "Q1",
            "schema": "Person",
            "properties": {"name": ["Frank-Walter Steinmeier"], "alias": ["Steinmeyer"]},
        },
        {"id": "Q2", "schema": "Person", "properties": {"name": ["Steinmeyer"], "sameAs": ["Q1"]}},
        {"id": "Q3", "schema": "Vessel", "properties": {"name": ["UN"], "alias": ["Steinmeyer"]}},
    ]
    parsed = parse_aliases("\n".join(map(json.dumps, rows)), KNOWN, "ana", NOW)
    assert {item.what["into"] for item in parsed.decisions} == {"person:steinmeier", "person:steinmeyer"}
    with pytest.raises(SourceError, match="FollowTheMoney"):
        parse_aliases("{nonsense", KNOWN, "ana", NOW)


def test_there_is_a_user() -> None:
    assert find_user()
