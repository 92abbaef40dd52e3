"""Who stands with one name: the same counts as plain Python, and as many rows of evidence."""

from by_hand import Search, count_in, find_officials, is_looked_at, list_together, passes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import make_table
from strategies import NAMES, filters, libraries

from dragoman.analysis.building import build_tables
from dragoman.analysis.evidence import count_evidence
from dragoman.analysis.neighbours import count_neighbours
from dragoman.model import KINDS

units = st.sampled_from(("sentence", "paragraph", "article"))
counted = st.sampled_from(("article", "story", "outlet"))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(
    libraries(),
    st.lists(
        st.tuples(filters, st.sampled_from(NAMES), st.sampled_from(KINDS), units, counted),
        min_size=1,
        max_size=6,
    ),
)
def test_count_together(library, questions):
    rows, stories = library
    tables = build_tables(make_table(rows), stories=stories, search=Search(rows))
    officials = find_officials(rows)
    for filter, name, kind, unit, counted_in in questions:
        frame = count_neighbours(tables, filter, name, kind, unit, counted_in)
        passing = [row for row in rows if passes(row, filter, officials)]
        expected = {}
        for other in NAMES:
            both = [
                row for row in passing if tuple(sorted((name, other))) in list_together(row, filter, unit)
            ]
            if (
                both
                and other.startswith(kind)
                and all(is_looked_at(key, filter, officials) for key in (name, other))
            ):
                expected[other] = count_in(both, counted_in, stories)
        assert dict(zip(frame["id"], frame["count"], strict=True)) == expected
        for row in frame.to_dict("records"):
            assert count_evidence(tables, filter, (name, row["id"]), unit, counted_in) == row["count"]
        assert len(count_neighbours(tables, filter, name, kind, unit, counted_in, limit=1)) == min(
            1, len(frame)
        )
