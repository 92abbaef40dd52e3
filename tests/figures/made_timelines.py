"""Charts over time made by hand, as count_entities_over_time gives them."""

import pandas as pd
from hypothesis import strategies as st
from made_pairs import NASTY

PERIODS = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}


@st.composite
def frames(draw):
    """(frame as of count_entities_over_time, period) with gaps."""
    period = draw(st.sampled_from(list(PERIODS)))
    days = pd.date_range("2020-01-01", periods=12, freq=PERIODS[period])
    kept = sorted(draw(st.sets(st.integers(0, 11), min_size=1)))
    rows = []
    for name in range(draw(st.integers(1, 3))):
        for place in kept:
            coverage = draw(st.integers(1, 9))
            count = draw(st.integers(0, coverage))
            share = count / coverage
            rows.append((days[place], f"topic:{name}", NASTY, count, coverage, share, share, share))
    return pd.DataFrame(
        rows, columns=["period", "id", "label", "count", "coverage", "share", "low", "high"]
    ), period
