"""What an add did, in figures and in a sentence."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.library import Library
from dragoman.library.summary import MOST_SAID, Summary
from dragoman.model import Article, Rejected


def make_articles(number: int) -> list[Article]:
    return [
        Article(f"id-{i}", f"Title {i}", f"Text {i} about Russia.", outlet="Wire", source="tests")
        for i in range(number)
    ]


def test_the_summary_adds_up_and_says_why(empty_library: Library) -> None:
    bad = [
        Rejected("No text.", "{}", "a.csv", "row 1"),
        Rejected("No text.", '{"x": 1}', "a.csv", "row 2"),
        Rejected("Not English.", "Oui", "b.txt"),
    ]
    summary = empty_library.add_items([*make_articles(3), *bad])
    assert summary == Summary(3, 3, 0, 0, 3, (("No text.", 2), ("Not English.", 1)))
    assert summary.items == 6
    assert (
        summary.sentence()
        == "3 read: 3 new, 0 updated, 0 already there, 3 quarantined (2 × No text; 1 × Not English)."
    )


numbers = st.integers(0, 9)
reasons = st.dictionaries(
    st.sampled_from(["No text.", "Not English.", "Too long."]), st.integers(1, 5), max_size=3
)
summaries = st.builds(
    lambda texts, new, updated, unchanged, why, warnings: Summary(
        texts, new, updated, unchanged, sum(why.values()),
        tuple(Counter(why).most_common()), tuple(dict.fromkeys(warnings)),
    ),
    numbers, numbers, numbers, numbers, reasons,
    st.lists(st.sampled_from([f"Mind {n}." for n in range(8)]), max_size=8),
)  # fmt: skip


@given(st.lists(summaries, min_size=1, max_size=4))
def test_a_sum_counts_every_item_once_in_whatever_order_it_is_made(parts: list[Summary]) -> None:
    total, other = sum(parts, Summary()), parts[0] + sum(parts[1:], Summary())
    assert total.items == sum(part.items for part in parts) == total.read + total.quarantined
    assert dict(total.reasons) == dict(other.reasons)
    assert sum(dict(total.reasons).values()) == total.quarantined
    assert [count for _, count in total.reasons] == sorted(
        (count for _, count in total.reasons), reverse=True
    )
    assert set(total.warnings) == {warning for part in parts for warning in part.warnings}
    assert len(total.list_warnings()) <= MOST_SAID + 1


def test_a_sentence_says_the_commonest_reasons_and_how_many_warnings_are_left_out() -> None:
    summary = Summary(
        new=1,
        quarantined=6,
        reasons=tuple((f"Reason {n}.", 1) for n in range(6)),
        warnings=tuple(f"Mind {n}." for n in range(7)),
    )
    listed = "; ".join(f"1 × Reason {n}" for n in range(5))
    warned = " ".join(f"Mind {n}." for n in range(5))
    assert summary.sentence() == f"{summary.figures} ({listed}; ...). {warned} 2 more such warnings."
    assert summary.figures == "1 read: 1 new, 0 updated, 0 already there, 6 quarantined"
