"""One contact over many articles: what is joined, what is linked, and which contradictions are kept."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import ContactStatus
from dragoman.resolution.contacts import Told, join_contacts

BLINKEN, LAPID, ITALY = "person:antony-blinken", "person:yair-lapid", "country:ITA"


def tell(
    day: str | None, written: int = 27, status: ContactStatus = "held", place: str = "", swap: bool = False
) -> Told:
    parties = (LAPID, BLINKEN) if swap else (BLINKEN, LAPID)
    return Told("meeting", parties, status, day, place, date(2021, 6, written))


def test_tellings_within_two_days_are_one_contact_and_contradictions_stay() -> None:
    told = [
        tell("2021-06-27", place="Rome"),
        tell("2021-06-28", 28, place="Milan", swap=True),
        tell(None, 28),
    ]
    (contact,) = join_contacts([*told, tell("2021-06-27")])
    assert contact.tellings == (0, 1, 2, 3)
    assert contact.day == "2021-06-27"  # told twice
    assert contact.days == ("2021-06-27", "2021-06-28")
    assert contact.places == ("Rome", "Milan")


def test_a_later_meeting_is_another_one() -> None:
    first, second = join_contacts([tell("2021-06-21", 21), tell("2021-06-27")])
    assert (first.tellings, second.tellings) == ((0,), (1,))


def test_a_month_is_that_of_the_day() -> None:
    (contact,) = join_contacts([tell("2021-06"), tell("2021-06-27")])
    assert contact.days == ("2021-06-27",)


def test_a_planned_contact_is_linked_to_the_one_held() -> None:
    planned, held = join_contacts([tell("2021-06-27", 20, "planned"), tell("2021-06-28", 28)])
    assert planned.held == 1
    assert held.held is None


def test_what_was_held_long_before_is_not_what_was_planned() -> None:
    planned = join_contacts([tell("2021-06-27", 20, "planned"), tell("2021-06-12", 12)])[0]
    assert planned.held is None


def test_a_visit_is_not_that_of_the_other_way() -> None:
    one = Told("visit", (BLINKEN, ITALY), "held", "2021-06-27", "Rome", None)
    other = Told("visit", (LAPID, ITALY), "held", "2021-06-27", "Rome", None)
    assert len(join_contacts([one, other])) == 2


def test_without_any_day_tellings_stay_apart() -> None:
    alone = Told("meeting", (BLINKEN, LAPID), "held", None, "", None)
    assert len(join_contacts([alone, alone])) == 2


@given(
    st.lists(
        st.builds(
            tell,
            st.sampled_from([None, "2021-06", "2021-06-20", "2021-06-22", "2021-06-27"]),
            st.integers(1, 30),
            st.sampled_from(["held", "planned", "not"]),
            swap=st.booleans(),
        )
    )
)
def test_each_telling_is_of_one_contact(told: list[Told]) -> None:
    joined = join_contacts(told)
    assert sorted(number for contact in joined for number in contact.tellings) == list(range(len(told)))
    for contact in joined:
        assert {told[number].status for number in contact.tellings} == {contact.status}
        assert contact.held is None or joined[contact.held].status == "held"
