"""Pairs made by hand, as count_pairs gives them."""

import pandas as pd
from hypothesis import strategies as st

from dragoman.analysis.pairs import COLUMNS, MADE_OF, measure_pairs

MEASURED = COLUMNS[COLUMNS.index("jaccard") : COLUMNS.index("first")]
NASTY = '<img src=x onerror="alert(1)"> {b} {@[2]} & co'


def make_pairs(*triples, label=lambda key: key.partition(":")[2].title()):
    """Pairs as of count_pairs from (a, b, count)."""
    rows = sorted(triples, key=lambda triple: (-triple[2], triple[0], triple[1]))
    frame = (
        pd.DataFrame(rows, columns=["a", "b", "count"]) if rows else pd.DataFrame(columns=["a", "b", "count"])
    )
    for side in ("a", "b"):
        frame[f"{side}_label"] = [label(key) for key in frame[side]]
        frame[f"count_{side}"] = [sum(count for *pair, count in rows if key in pair) for key in frame[side]]
    return frame.reindex(columns=list(COLUMNS))


def people_and_countries(number):
    return make_pairs(
        *((f"person:p{place}", f"country:c{place % 7}", 1 + place % 11) for place in range(number))
    )


same_kind = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 50)),
    max_size=40,
    unique_by=lambda item: (item[0], item[1]),
).map(
    lambda items: make_pairs(
        *((f"country:{a:02}", f"country:{b:02}", count) for a, b, count in items if a < b)
    )
)
two_kinds = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 50)),
    max_size=40,
    unique_by=lambda item: (item[0], item[1]),
).map(lambda items: make_pairs(*((f"person:{a:02}", f"country:{b:02}", count) for a, b, count in items)))


def measured(pairs, total=400):
    """Pairs with what the measures need: named together in one unit of each article."""
    frame = pairs.assign(
        total=total,
        units=pairs["count"],
        units_a=pairs["count_a"],
        units_b=pairs["count_b"],
        units_total=total,
    )
    numbers = (frame[name].to_numpy() for name in MADE_OF)
    return frame.assign(**dict(zip(MEASURED, measure_pairs(*numbers), strict=True)))
