"""A person's own country: pairs with it can be left out, and nothing else is."""

from collections import defaultdict

import numpy as np
from hypothesis import given
from made_tables import build, often, units
from rows import make_entity, make_mention, make_row, make_table
from strategies import libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.own_country import SHARE
from dragoman.analysis.pairs import count_pairs
from dragoman.model import Filter


def find_own_by_hand(rows):
    """(person, country) where enough articles that state an office of the one state it of the other."""
    stated = defaultdict(set)
    for row in rows:
        for entity in row["entities"]:
            for office in entity["offices"]:
                if entity["kind"] == "person" and office["country"]:
                    stated[entity["key"], office["country"]].add(row["id"])
    whole = defaultdict(set)
    for (person, _), articles in stated.items():
        whole[person] |= articles
    return {
        (person, f"country:{code}")
        for (person, code), articles in stated.items()
        if len(articles) >= SHARE * len(whole[person])
    }


@often
@given(libraries(), units)
def test_pairs_of_people_with_their_own_country_stand_aside_and_no_others(library, unit):
    tables = build(library)
    whole = count_pairs(tables, Filter(), ("person", "country"), unit)
    kept = count_pairs(tables, Filter(), ("person", "country"), unit, aside=True)
    own = find_own_by_hand(library[0])
    couples = zip(whole["a"], whole["b"], strict=True)
    expected = np.array([pair not in own for pair in couples], dtype=bool)
    assert kept.equals(whole.loc[expected].reset_index(drop=True))
    assert kept.attrs["aside"] == len(whole) - len(kept) == whole.attrs["found"] - kept.attrs["found"]


def test_one_slip_among_many_makes_no_country_his_own():
    def state(number, code):
        return make_row(
            f"a{number}",
            [make_entity("person:sergey-lavrov", "Sergey Lavrov", True, [("Foreign Minister", code)])]
            + [make_entity(f"country:{name}") for name in ("RUS", "USA")],
            [make_mention(key, 0, 0) for key in ("person:sergey-lavrov", "country:RUS", "country:USA")],
        )

    tables = build_tables(make_table([*(state(number, "RUS") for number in range(9)), state(9, "USA")]))
    kept = count_pairs(tables, Filter(), aside=True)
    assert list(zip(kept["a"], kept["b"], strict=True)) == [("person:sergey-lavrov", "country:USA")]
