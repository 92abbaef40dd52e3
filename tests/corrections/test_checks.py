"""A decision that contradicts an earlier one is refused with it; two people's contradictions are listed."""

from __future__ import annotations

import pytest
from hypothesis import given
from made_decisions import PEOPLE, decisions, make, make_undo

from dragoman.corrections.checks import check_decision, find_conflicts, list_slots
from dragoman.corrections.model import Decision
from dragoman.errors import DecisionError

A, B, C, *_ = PEOPLE


def test_a_merge_that_contradicts_a_never_merge_is_refused_and_shows_it() -> None:
    never = make("never-merge", "n", 0, ids=[A, B])
    by_a_third = make("merge", "m", 1, ids=[A], into=C)
    with pytest.raises(DecisionError, match=r"p0, Bertha are never one \(ana, 2026-01-01\)") as refused:
        check_decision(make("merge", "x", 2, ids=[A], into=B), [never], {B: "Bertha"})
    assert refused.value.earlier == ("n",)
    with pytest.raises(DecisionError, match="never one"):
        check_decision(make("merge", "x", 2, ids=[B], into=C), [never, by_a_third])
    check_decision(make("merge", "x", 3, ids=[A], into=B), [never, make_undo("n", "u", 2)])


def test_a_never_merge_of_two_who_were_merged_is_refused_with_the_merge() -> None:
    merge = make("merge", "m", 0, ids=[A], into=B)
    with pytest.raises(DecisionError, match="p0 is p1") as refused:
        check_decision(make("never-merge", "n", 1, ids=[A, B]), [merge])
    assert refused.value.earlier == ("m",)


def test_an_undo_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(DecisionError, match="no such decision"):
        check_decision(make_undo("d", "u", 1), [])


CONFLICTING = [
    (make("merge", "o", 0, ids=[A], into=B), make("merge", "t", 1, ids=[A], into=C)),
    (make("merge", "o", 0, ids=[A], into=B), make("merge", "t", 1, ids=[B], into=A)),
    (make("merge", "o", 0, ids=[A], into=B), make("never-merge", "t", 1, ids=[A, B])),
    (make("never-merge", "o", 0, ids=[A, B]), make("merge", "t", 1, ids=[A], into=B)),
    (make("rename", "o", 0, id=A, label="Anna"), make("rename", "t", 1, id=A, label="Anne")),
    (make("retype", "o", 0, id=A, type="nobody"), make("retype", "t", 1, id=A, type="organization")),
    (make("retype", "o", 0, id=A, type="nobody"), make("merge", "t", 1, ids=[A], into=B)),
    (
        make("date", "o", 0, articles=["a", "b"], day=""),
        make("date", "t", 1, articles=["b"], day="2026-01-01"),
    ),
    (
        make("topic", "o", 0, topic="topic:x", articles=["a"], present=True),
        make("topic", "t", 1, topic="topic:x", articles=["a"], present=False),
    ),
    (
        make("split", "o", 0, id=A, into=B, articles=["a"]),
        make("split", "t", 1, id=A, into=C, articles=["a", "b"]),
    ),
    (
        make("outlets", "o", 0, names=["NYT"], into="Times"),
        make("outlets", "t", 1, names=["NYT"], into="Post"),
    ),
]


@pytest.mark.parametrize(("ours", "theirs"), CONFLICTING)
def test_what_two_people_decided_otherwise_is_a_conflict(ours: Decision, theirs: Decision) -> None:
    (found,) = find_conflicts([ours], [theirs])
    assert (found.ours, found.theirs) == (ours, theirs)
    assert "against" in found.sentence
    assert not find_conflicts([ours, make_undo("o", "u", 2)], [theirs])


@given(decisions)
def test_nobody_contradicts_himself(made: list[Decision]) -> None:
    assert find_conflicts(made, made) == []
    assert find_conflicts([], made) == []
    for item in made:
        again = Decision(f"other-{item.id}", item.kind, "bob", item.when, "", item.what)
        assert dict(list_slots(item)) == dict(list_slots(again))
