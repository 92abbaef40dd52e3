"""Forms of names with their counts, and who is called by one."""

from by_corrections import build_plainly
from made_decisions import make
from rows import make_entity, make_mention, make_row

from dragoman.analysis.correcting import correct_tables
from dragoman.analysis.naming import list_bearers, list_name_forms
from dragoman.corrections.meaning import find_meaning

MEYER, MEIER = "person:steinmeyer", "person:steinmeier"
TABLES = build_plainly(
    [
        make_row(id, [make_entity(key, name)], [make_mention(key, 0, 0)])
        for id, key, name in (
            ("a", MEYER, "Steinmeyer"), ("b", MEIER, "Steinmeier"), ("c", MEIER, "F. Steinmeier"),
        )
    ],
    {},
)  # fmt: skip


def test_forms_of_a_merged_name_say_whose_they_were():
    tables = correct_tables(TABLES, find_meaning([make("merge", ids=[MEYER], into=MEIER)]))
    for id in (MEYER, MEIER):
        assert list_name_forms(tables, id).values.tolist() == [
            ["F. Steinmeier", 1, MEIER], ["Steinmeier", 1, MEIER], ["Steinmeyer", 1, MEYER],
        ]  # fmt: skip
    assert list_name_forms(tables, "person:nobody").empty


def test_a_form_can_be_parted_from_a_name():
    tables = correct_tables(
        TABLES, find_meaning([make("split", id=MEIER, into="person:f", form="F. Steinmeier")])
    )
    assert list_name_forms(tables, "person:f")["form"].tolist() == ["F. Steinmeier"]
    assert list_name_forms(tables, MEIER)["form"].tolist() == ["Steinmeier"]


def test_names_and_identifiers_lead_to_their_bearers():
    bearers = list_bearers(TABLES)
    assert bearers["f. steinmeier"] == bearers[MEIER] == MEIER
