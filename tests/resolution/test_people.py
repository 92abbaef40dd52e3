"""Who is one person across articles, under which identifier."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from resolving import resolve
from rows import make_entity, make_people, make_row, make_table

from dragoman.resolution.people import resolve_identities, resolve_people


def test_unresolved_surnames_are_nobody():
    entity = make_entity("person:lapid", "Lapid", candidates=["person:yair-lapid", "person:mickey-lapid"])
    assert resolve_identities(make_table([make_row("a", [entity])])).num_rows == 0


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(
        [
            "Joe Biden",
            "Joseph Biden",
            "Biden",
            "Jill Biden",
            ("Biden", "President", "USA"),
            ("Joe Biden", "President", "USA"),
            "J. Biden",
        ]
    )
)
def test_the_order_of_articles_does_not_matter(seen):
    ids, *_ = resolve(*seen)
    reference, *_ = resolve(*sorted(seen, key=str))
    assert dict(zip(seen, ids, strict=True)) == dict(zip(sorted(seen, key=str), reference, strict=True))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(min_size=1, max_size=12),
            st.sampled_from(["Minister", ""]),
            st.sampled_from(["RUS", "USA", ""]),
        ),
        max_size=6,
    )
)
def test_any_names_resolve_and_resolve_the_same_again(seen):
    rows = make_people(*seen)
    table, mapping = resolve_people(rows)
    again, mapping_again = resolve_people(rows, table)
    assert mapping_again.equals(mapping)
    assert again.equals(table)
    assert len(set(table["id"].to_pylist())) == table.num_rows
    assert set(mapping["id"].to_pylist()) == set(table["id"].to_pylist())


def test_a_chunked_table_gives_the_rows_of_the_whole():
    rows = make_people("Yair Lapid", "Antony Blinken", "Lapid")
    chunked = pa.concat_tables([rows.slice(0, 1), rows.slice(1, 2)])
    assert resolve_people(chunked)[1].equals(resolve_people(rows)[1])
