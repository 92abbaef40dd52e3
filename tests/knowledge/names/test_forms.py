"""The anatomy of names: which can be one person's, and which part stands for the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge.names.forms import find_surname, fold_parts, make_slug, take_apart
from dragoman.knowledge.names.likeness import Policy, is_one_person

NAMES = st.lists(
    st.sampled_from(
        ["Joe", "Biden", "R.", "bin", "Salman", "Xi", "Kim", "Jr.", "Abdullah", "II", "al-Assad"]
    ),
    min_size=1,
    max_size=5,
)


def parts(name: str) -> tuple[str, ...]:
    return fold_parts(name.replace(",", " ,").split())


def is_same(a: str, b: str) -> bool:
    return is_one_person(take_apart(a), take_apart(b), Policy.WITHIN)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Joe Biden", "Joseph R. Biden, Jr."),
        ("Dilma Rousseff", "Dilma Vana Rousseff Linhares"),
        ("Kishida Fumio", "Fumio Kishida"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Moammar Gaddafi", "Muammar Qaddafi"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Recep Tayyip Erdoğan", "Recep Erdogan"),
        ("Mohammed Morsi", "Mohamed Morsi"),
        ("J. Kerry", "John Kerry"),
    ],
)
def test_one_person(a: str, b: str) -> None:
    assert is_same(a, b)
    assert is_same(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("Kim Jong Un", "Kim Yo Jong"),
        ("Ramzan Kadyrov", "Akhmat Kadyrov"),
        ("Sergei Ivanov", "Viktor Ivanov"),
        ("George H. W. Bush", "George W. Bush"),
        ("Joe Biden", "Jill Biden"),
        ("Xi Jinping", "Li Jinping"),
    ],
)
def test_two_people(a: str, b: str) -> None:
    assert not is_same(a, b)
    assert not is_same(b, a)


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Antony Blinken", "blinken"),
        ("Joseph R. Biden, Jr.", "biden"),
        ("Xi Jinping", "xi"),
        ("Kim Jong Un", "kim"),
        ("Nguyen Phu Trong", "nguyen"),
        ("Abdullah II", "abdullah"),
        ("Kim", "kim"),
    ],
)
def test_the_part_that_stands_for_the_whole(name: str, surname: str) -> None:
    assert find_surname(parts(name)) == surname


@given(NAMES, NAMES)
def test_sameness_has_no_direction(a: list[str], b: list[str]) -> None:
    assert is_same(" ".join(a), " ".join(b)) == is_same(" ".join(b), " ".join(a))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Conan O'Brien", "conan-obrien"),
        ("Conan O’Brien", "conan-obrien"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Lars Løkke", "lars-lokke"),
        ("Владимир Путин", "владимир-путин"),
        ("!!!", "unnamed"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert make_slug(name) == slug
