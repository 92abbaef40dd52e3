"""What a look sees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.library import Library
from dragoman.model import Filter, Network, View
from dragoman.questions.evidence import find_rows_of
from dragoman.watches.scene import choose_sentence, list_focus, make_id


@given(st.lists(st.text(max_size=9).filter(lambda part: "\n" not in part), min_size=1, max_size=3), st.data())
def test_identifiers_are_of_their_parts_alone(parts: list[str], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.sampled_from([*parts, "x"]), min_size=1, max_size=3))
    assert make_id(*parts) == make_id(*parts)
    assert (make_id(*parts) == make_id(*other)) == (parts == other)


def test_a_view_is_about_its_selection_before_its_filter() -> None:
    filter = Filter(people=("person:a",))
    assert list_focus(View(filter=filter)) == ("person:a",)
    assert list_focus(View(filter=filter, network=Network(around="country:B"))) == ("country:B",)
    assert list_focus(View(filter=filter, selection=("person:c",))) == ("person:c",)


def test_a_sentence_is_of_the_text_where_it_can_be(library: Library) -> None:
    tables = library.tables()
    rows = find_rows_of(tables, View(selection=("person:yair-lapid",))).to_dict("records")
    told = {row["article"]: choose_sentence(tables, row) for row in rows}
    assert told["rome-1"] == "Antony Blinken met Yair Lapid in Rome."
    without = find_rows_of(tables, View()).to_dict("records")
    told = {row["article"]: choose_sentence(tables, row) for row in without}
    assert told["lavrov-1"] == "Sergey Lavrov spoke of NATO."
