"""A decision has the fields of its kind; those stand that no standing undo takes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from made_decisions import decisions, make, make_undo

from dragoman.corrections.model import (
    NONE,
    Corrections,
    describe,
    make_what,
    name_part,
    select_standing,
    sum_up,
)
from dragoman.errors import DecisionError


@pytest.mark.parametrize(
    ("kind", "what", "wrong"),
    [
        ("marry", {}, "no kind of decision"),
        ("merge", {"ids": ["person:a"]}, "needs the field 'into'"),
        ("merge", {"ids": ["person:a"], "into": "person:a"}, "with itself"),
        ("merge", {"ids": ["person:a"], "into": "organization:a"}, "not of one kind"),
        ("merge", {"ids": ["nobody"], "into": "person:a"}, "no identifier"),
        ("merge", {"ids": ["person:a"], "into": "person:b", "span": [0, 3]}, "exactly one"),
        ("split", {"id": "person:a", "into": "person:b"}, "needs one of articles"),
        ("never-merge", {"ids": ["person:a"]}, "it needs 2"),
        ("rename", {"id": "person:a", "label": " "}, "1 to 300"),
        ("rename", {"id": "person:a", "label": "A", "colour": "red"}, "no field 'colour'"),
        ("retype", {"id": "person:a", "type": "country"}, "Say which country"),
        ("retype", {"id": "person:a", "type": "ship"}, "none of person"),
        ("office", {"id": "person:a", "role": "Minister", "country": "XYZ"}, "three letters"),
        ("date", {"articles": ["a"], "day": "yesterday"}, "cannot be 'yesterday'"),
        ("topic", {"topic": "topic:x", "articles": ["a"], "present": "no"}, "yes or no"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_reason(kind: str, what: dict, wrong: str) -> None:
    with pytest.raises(DecisionError, match=wrong):
        make_what(kind, what)


def test_fields_are_kept_in_one_form() -> None:
    assert make_what("merge", {"into": "person:b", "ids": ["person:c", "person:a", "person:b"]}) == {
        "ids": ["person:a", "person:c"], "into": "person:b",
    }  # fmt: skip
    assert make_what("date", {"articles": "a", "day": ""}) == {"articles": ["a"], "day": ""}
    assert make_what("retype", {"id": "person:kremlin", "type": "organization"})["into"] == (
        "organization:kremlin"
    )
    assert "into" not in make_what("retype", {"id": "person:x", "type": "nobody", "into": "person:y"})


def test_an_undone_undo_lets_a_decision_stand_again() -> None:
    hidden = make("hide", "d", 0, id="person:a")
    undo, redo = make_undo("d", "u", 1), make_undo("u", "r", 2)
    assert select_standing([hidden]) == [hidden]
    assert select_standing([undo, hidden]) == []
    assert select_standing([redo, undo, hidden]) == [hidden]


@given(decisions)
def test_applied_twice_is_applied_once_and_undo_gives_back_what_was(made: list) -> None:
    assert select_standing(made + made[::-1]) == select_standing(made)
    assert sum_up(made * 2) == sum_up(made)
    if made:
        before, last = made[:-1], made[-1]
        assert select_standing([*made, make_undo(last.id, "u", 99)]) == select_standing(before)
        assert sum_up([*made, make_undo(last.id, "u", 99)]) == sum_up(before)


def test_corrections_are_said_with_their_number_and_hash() -> None:
    assert NONE.sentence() == "without corrections"
    assert Corrections(12, "3f9a0c21").sentence() == "with 12 corrections, hash 3f9a0c21"
    assert Corrections(1, "3f9a0c21").sentence() == "with 1 correction, hash 3f9a0c21"


def test_a_decision_is_said_in_words() -> None:
    merge = make("merge", ids=["person:steinmeyer"], into="person:steinmeier", articles=["a", "b"])
    assert describe(merge) == "steinmeyer is steinmeier, in 2 articles"
    assert describe(merge, {"person:steinmeier": "Steinmeier"}).startswith("steinmeyer is Steinmeier")
    assert describe(make("leave-out", articles=["a"], span=[0, 4])) == (
        "a mention of a name is left out, in 1 article"
    )


def test_who_splits_alike_gets_one_identifier() -> None:
    assert name_part("person:a", {"country": "FRA"}) == name_part("person:a", {"country": "FRA"})
    assert name_part("person:a", {"country": "FRA"}) != name_part("person:a", {"country": "DEU"})
