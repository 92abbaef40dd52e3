"""The plain data that rooms hand to one another: frozen, hashable, and what each says of itself."""

from __future__ import annotations

import dataclasses
import inspect
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import model
from dragoman.model import DATE_ORIGINS, KINDS, ROUTES, Article, DateOrigin, Entity, Filter, Kind, Route, View

CLASSES = [
    value for value in vars(model).values() if inspect.isclass(value) and value.__module__ == model.__name__
]


def test_every_class_is_frozen_and_takes_no_more_room_than_its_fields() -> None:
    assert CLASSES
    assert not [
        one.__name__
        for one in CLASSES
        if not one.__dataclass_params__.frozen or not hasattr(one, "__slots__")
    ]


def test_what_is_handed_over_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Filter().text = "x"  # type: ignore[misc]
    assert len({Filter(), Filter(), View(), View()}) == 2


def test_tuples_and_types_list_the_same() -> None:
    assert get_args(Kind) == KINDS
    assert get_args(Route) == ROUTES
    assert get_args(DateOrigin) == DATE_ORIGINS


@given(st.text(max_size=20), st.text(max_size=40))
def test_readings_point_into_title_and_text(title: str, text: str) -> None:
    whole = Article("a", title, text).full_text
    assert whole[: len(title)] == title
    assert whole[len(title) + 2 :] == text


def test_a_surname_of_two_people_is_open() -> None:
    assert Entity(
        "person:lapid", "person", "Lapid", candidates=("person:yair-lapid", "person:mickey-lapid")
    ).unresolved
    assert not Entity("person:lapid", "person", "Lapid").unresolved


def test_a_filters_entities_are_all_that_it_chose() -> None:
    chosen = Filter(
        people=("person:a",),
        countries=("country:FRA",),
        organizations=("organization:un",),
        topics=("topic:health",),
    )
    assert chosen.entities == ("person:a", "country:FRA", "organization:un", "topic:health")
    assert Filter(groups=("group:nato",), outlets=("Wire",)).entities == ()
