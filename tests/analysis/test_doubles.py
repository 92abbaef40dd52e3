"""Who is likely one person: what must be suggested, and what must not."""

import pytest
from by_corrections import build_plainly
from rows import make_entity, make_mention, make_row

from dragoman.analysis.doubles import find_doubles, list_people


def suggest(*seen, together=False):
    """Of people (name, role, country), each in two articles with Rome, the pairs that are likely one."""
    people = [
        (f"person:p{place}", name, [(role, country)] if role else [])
        for place, (name, role, country) in enumerate(seen)
    ]
    rows = []
    for key, name, offices in people:
        for copy in range(2):
            names = [make_entity(key, name, bool(offices), offices), make_entity("organization:un", "UN")]
            rows.append(make_row(f"{key}-{copy}", names, [make_mention(item["key"], 0, 0) for item in names]))
    if together:
        names = [make_entity(key, name, bool(offices), offices) for key, name, offices in people]
        rows.append(make_row("both", names, [make_mention(item["key"], 0, 0) for item in names]))
    tables = build_plainly(rows, {})
    return find_doubles(tables, list_people(tables))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Kasymzhomart Tokayev", "President", "KAZ"), ("Kassym-Jomart Tokayev", "President", "KAZ")),
        (("Frank-Walter Steinmeier", "President", "DEU"), ("Frank Walter Steinmeyer", "President", "DEU")),
        (("Alexander Pochinok", "Minister", "RUS"), ("Alexander Pochinok", "Minister", "DEU")),
        (("Rich Verma", "Deputy", "USA"), ("Richard Verma", "Deputy", "USA")),
    ],
)
def test_likely_doubles_are_suggested_with_reasons(one, other):
    (double,) = suggest(one, other)
    assert double.reasons
    assert double.articles == 2
    assert suggest(one, other, together=True) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Alexei Lebed", "Governor", "RUS"), ("Alexander Lebed", "Governor", "RUS")),
        (("Alexander I", "Emperor", "RUS"), ("Alexander II", "Emperor", "RUS")),
        (("Robert Kennedy Jr.", "Secretary", "USA"), ("Robert Kennedy", "Secretary", "USA")),
        (("Magomedsalam Magomedov", "President", "RUS"), ("Magomedali Magomedov", "President", "RUS")),
        (("John Smith", "", ""), ("Jane Brown", "", "")),
    ],
)
def test_two_people_are_not(one, other):
    assert suggest(one, other) == []
