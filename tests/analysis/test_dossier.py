"""Numbers of a dossier: the same as plain Python counts, and as many rows of evidence."""

from dataclasses import replace

from by_hand import Search, find_officials, is_looked_at, list_named, passes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import make_table
from strategies import NAMES, PEOPLE, filters, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.dossier import (
    SPELL,
    count_routes,
    find_spell_evidence,
    keep_route,
    list_officials,
    list_spells,
)
from dragoman.analysis.evidence import count_outlets, find_evidence

often = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@often
@given(libraries(), st.lists(filters, min_size=1, max_size=4))
def test_spells(library, questions):
    rows, stories = library
    tables = build_tables(make_table(rows), stories=stories, search=Search(rows))
    officials = find_officials(rows)
    for filter in questions:
        passing = [row for row in rows if passes(row, filter, officials)]
        for person in PEOPLE:
            expected = {}
            for row in passing:
                if person in list_named(row, filter) and is_looked_at(person, filter, officials):
                    for entity in row["entities"]:
                        for office in entity["offices"] if entity["key"] == person else ():
                            expected.setdefault(tuple(office[name] for name in SPELL), set()).add(row["id"])
            spells = list_spells(tables, filter, person)
            counted = {
                tuple(spell[name] for name in SPELL): spell["articles"] for spell in spells.to_dict("records")
            }
            assert counted == {office: len(ids) for office, ids in expected.items()}
            for spell in spells.to_dict("records"):
                office = tuple(spell[name] for name in SPELL)
                evidence = find_spell_evidence(tables, filter, person, office)
                assert set(evidence["article"]) == expected[office]
                assert len(evidence) == spell["articles"]
                oldest = find_spell_evidence(tables, filter, person, office, order="oldest")
                days = [day for day in oldest["date"] if day is not None]
                assert (set(oldest["article"]), days) == (expected[office], sorted(days))
        for country in ("country:", "country:FRA"):
            for spell in list_officials(tables, filter, country).to_dict("records"):
                assert (
                    len(find_spell_evidence(tables, filter, spell["id"], [spell[name] for name in SPELL]))
                    == spell["articles"]
                )


@often
@given(libraries(), filters, st.sampled_from(NAMES))
def test_routes(library, filter, name):
    rows, stories = library
    tables = build_tables(make_table(rows), stories=stories, search=Search(rows))
    officials = find_officials(rows)
    for row in count_routes(tables, filter, name).to_dict("records"):
        narrow = keep_route(filter, row["route"])
        assert row["route"] not in filter.routes_off
        expected = [
            item for item in rows if passes(item, narrow, officials) and name in list_named(item, narrow)
        ]
        assert len(find_evidence(tables, narrow, (name,))) == row["count"] == len(expected)


@often
@given(
    libraries(),
    filters,
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.sampled_from(("sentence", "paragraph", "article")),
)
def test_outlets(library, filter, one, other, unit):
    rows, stories = library
    tables = build_tables(make_table(rows), stories=stories, search=Search(rows))
    pair = (one,) if one == other else (one, other)
    frame = count_outlets(tables, filter, pair, unit)
    assert frame["count"].sum() == len(find_evidence(tables, filter, pair, unit))
    for row in frame.to_dict("records"):
        assert (
            len(find_evidence(tables, replace(filter, outlets=(row["outlet"],)), pair, unit)) == row["count"]
        )
