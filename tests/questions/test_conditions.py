"""Which condition of a filter empties it."""

import sys
from datetime import date
from pathlib import Path

from hypothesis import given, settings

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))  # where the random libraries are made

from made_tables import build, make_library
from strategies import filters, libraries

from dragoman.analysis.filtering import list_passing
from dragoman.model import Filter, View
from dragoman.questions.conditions import count_without, list_conditions

ISRAEL, BLINKEN = "country:ISR", "person:antony-blinken"


def test_each_condition_is_dropped_alone():
    filter = Filter(
        people=(BLINKEN,), countries=(ISRAEL, "country:FJI"), start=date(2021, 1, 1), excluded=("topic:x",)
    )
    conditions = list_conditions(filter)
    assert [(condition.field, condition.values) for condition in conditions] == [
        ("people", (BLINKEN,)),
        ("countries", (ISRAEL,)),
        ("countries", ("country:FJI",)),
        ("dates", ("2021-01-01", "")),
        ("excluded", ("topic:x",)),
    ]
    assert conditions[2].rest == Filter(
        people=(BLINKEN,), countries=(ISRAEL,), start=date(2021, 1, 1), excluded=("topic:x",)
    )
    view = View(filter=Filter(countries=(ISRAEL, "country:FJI"), outlets=("A",)))
    counted = [(condition.values, number) for condition, number in count_without(make_library(), view)]
    assert counted == [(("country:FJI",), 1), ((ISRAEL,), 0), (("A",), 0)]


def test_names_of_which_any_is_enough_are_one_condition():
    filter = Filter(people=(BLINKEN,), countries=(ISRAEL,), match="any", rolled_up=True)
    assert [condition.field for condition in list_conditions(filter)] == ["names"]
    assert list_conditions(Filter(paragraphs_only=True, rolled_up=True)) == ()


def test_of_a_dossier_those_count_that_name_it():
    view = View("dossier", Filter(outlets=("nowhere",)), selection=(ISRAEL,))
    assert [number for _, number in count_without(make_library(), view)] == [1]


@settings(deadline=None, max_examples=20)
@given(libraries(), filters)
def test_what_is_there_without_a_condition_is_what_its_filter_finds(library, filter):
    tables = build(library)
    conditions = list_conditions(filter)
    assert all(len(list_conditions(condition.rest)) < len(conditions) for condition in conditions)
    for condition, number in count_without(tables, View(filter=filter)):
        assert number == len(list_passing(tables, condition.rest))
