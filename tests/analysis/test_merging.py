"""Tables that what has changed is merged into are those of the whole, made from nothing."""

import duckdb
import numpy as np
import pyarrow as pa
from by_hand import Search
from hypothesis import given
from hypothesis import strategies as st
from made_tables import often
from rows import make_table
from same_tables import check_same
from strategies import articles

from dragoman.analysis.building import build_tables, fill_tables
from dragoman.analysis.merging import merge_tables
from dragoman.analysis.opening import join_texts, lay_texts, open_tables
from dragoman.library.schema import hash_number
from dragoman.resolution.identifiers import IDENTITIES
from dragoman.resolution.people import list_people, make_state, mark_people, update_people, write_identities


class Contents:
    """Articles with their people and stories."""

    def __init__(self, rows, stories, known):
        self.given, self.stories = rows, stories
        stamps = np.array([hash_number(repr(row)) for row in rows], dtype=np.uint64)
        self.rows = make_table(rows).append_column("stamp", pa.array(stamps))
        self.stamps = stamps
        change = update_people(make_state(), stamps[:0], self.rows["entities"], stamps, known)
        self.people, self.state = write_identities(known, change.identities), change.state
        self.marks = mark_people(self.state, stamps)

    def build(self):
        people = list_people(self.state, self.stamps)
        return build_tables(
            self.rows,
            self.people,
            self.stories,
            Search(self.given),
            people_of=people,
            people_marks=self.marks,
        )

    def list_marks(self):
        return dict(zip(self.rows["id"].to_pylist(), zip(self.stamps, self.marks, strict=True), strict=True))


@st.composite
def changes(draw):
    """Rows and stories before and after: some go, some change, some come."""
    before = [draw(articles(number)) for number in range(draw(st.integers(1, 8)))]
    after = [
        draw(articles(int(row["id"][1:]))) if draw(st.booleans()) else row
        for row in before
        if draw(st.integers(0, 3))
    ]
    after += [draw(articles(number)) for number in range(len(before), len(before) + draw(st.integers(0, 4)))]
    return [(rows, draw(tell_stories([row["id"] for row in rows]))) for rows in (before, after)]


def tell_stories(ids):
    """The story of some articles: one of them."""
    originals = ids[:2]
    return (
        st.dictionaries(st.sampled_from(ids), st.sampled_from(originals)).map(
            lambda told: {**told, **{id: id for id in originals}} if told else told
        )
        if ids
        else st.just({})
    )


def merge(before, after):
    """The tables of `after` out of those of `before`."""
    old = before.build()
    was, now = before.list_marks(), after.list_marks()
    gone = np.array([was[id] != now.get(id) for id in old.article_ids], dtype=bool)
    come = [mark != was.get(id) for id, mark in now.items()]
    rows, marks = after.rows.filter(pa.array(come, pa.bool_())), after.marks[np.array(come, dtype=bool)]
    people = list_people(after.state, rows["stamp"].to_numpy())
    new = duckdb.connect()
    fill_tables(new, rows, after.people, people, after.stories, marks)
    merged = merge_tables(old, new, gone, after.stories, after.people)
    return open_tables(merged, join_texts(old, lay_texts(rows)), Search(after.given), 1)


@often
@given(changes())
def test_what_is_merged_is_what_is_made_from_nothing(drawn):
    (rows, stories), (rows_after, stories_after) = drawn
    before = Contents(rows, stories, IDENTITIES.empty_table())
    after = Contents(rows_after, stories_after, before.people)
    merged = merge(before, after)
    check_same(merged, after.build())
