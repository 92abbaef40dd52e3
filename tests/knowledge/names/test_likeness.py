"""Whether two names are one person's: a table of hard pairs for all three policies, and what always holds."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge.names.forms import take_apart
from dragoman.knowledge.names.likeness import Bond, Policy, is_one_person, weigh_countries
from dragoman.knowledge.offices import find_office, load_offices, read_name

# The country is that of both people's offices. "counts": names alone do not say it, but how often a library
# uses each does.
with (Path(__file__).parent / "hard_pairs.csv").open(encoding="utf-8", newline="") as _lines:
    PAIRS = list(csv.DictReader(_lines))
NAMES = st.lists(
    st.sampled_from(
        [
            "Joe",
            "Joseph",
            "Biden",
            "R.",
            "bin",
            "Salman",
            "Xi",
            "Kim",
            "Jong",
            "Jr.",
            "Sr.",
            "Abdullah",
            "II",
            "al-Assad",
            "Maria",
            "Mario",
        ]
    ),
    max_size=5,
).map(" ".join)


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row['one']}-{row['other']}-{row['country']}")
@pytest.mark.parametrize("policy", Policy, ids=lambda policy: policy.name)
def test_hard_pairs(row: dict[str, str], policy: Policy) -> None:
    one, other = take_apart(row["one"]), take_apart(row["other"])
    country = frozenset({row["country"]} - {""})
    # An article's names come without a country, the table's with the one of the row, those of other articles
    # with both.
    here = country if policy is Policy.ACROSS else frozenset[str]()
    there = frozenset[str]() if policy is Policy.WITHIN else country
    same = row[policy.name.lower()] == "one"
    assert is_one_person(one, other, policy, here, there) is same
    assert is_one_person(other, one, policy, there, here) is same


def test_the_table_of_pairs_is_large_and_judges_every_policy() -> None:
    assert len(PAIRS) >= 150
    assert len({row["kind"] for row in PAIRS}) >= 15
    for policy in Policy:
        verdicts = [row[policy.name.lower()] for row in PAIRS]
        assert set(verdicts) <= {"one", "two", "counts"}
        assert min(verdicts.count("one"), verdicts.count("two")) > 40


@given(NAMES, NAMES, st.sampled_from(Policy))
def test_likeness_has_no_direction(one: str, other: str, policy: Policy) -> None:
    a, b = take_apart(one), take_apart(other)
    assert is_one_person(a, b, policy) == is_one_person(b, a, policy)


@given(NAMES, st.sampled_from(Policy))
def test_a_name_is_like_itself(name: str, policy: Policy) -> None:
    form = take_apart(name)
    assert is_one_person(form, form, policy) is bool(form.words)


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(Policy))
def test_any_text_is_judged(one: str, other: str, policy: Policy) -> None:
    assert is_one_person(take_apart(one), take_apart(other), policy) in (True, False)


def test_what_countries_say() -> None:
    assert weigh_countries({"FRA"}, {"FRA", "DEU"}) is Bond.SHARED
    assert weigh_countries({"FRA"}, {"DEU"}) is Bond.APART
    assert weigh_countries({"FRA"}, set()) is weigh_countries(set(), set()) is Bond.OPEN


def test_another_country_speaks_against_a_spelling_and_not_against_the_same_words() -> None:
    one, other = take_apart("Volodymyr Zelensky"), take_apart("Volodymyr Zelenskyy")
    assert is_one_person(one, one, Policy.ACROSS, {"UKR"}, {"POL"})
    assert not is_one_person(one, other, Policy.ACROSS, {"UKR"}, {"POL"})


def test_a_son_has_no_office_of_his_father() -> None:
    days = [spell.first for spell in load_offices().find_person("Donald Trump")]
    assert days
    for day in days:
        assert find_office("Donald Trump", day)
        assert not find_office("Donald Trump Jr.", day)
        assert not find_office("Donald J. Trump Jr.", day)


def test_whom_the_press_calls_without_a_suffix_keeps_the_office() -> None:
    known = {
        spell.person
        for name in ("Joe Biden", "Joseph R. Biden, Jr.")
        for spell in load_offices().find_person(name)
    }
    assert known == {"Joseph R. Biden"}


def test_titles_before_a_name_are_no_part_of_it() -> None:
    assert read_name("Sir Anton Muster") == read_name("Anton Muster")
    assert read_name("Sheikh Hasina").words == ("sheikh", "hasina")
